"""A file that somebody handed over, fetched within bounds and read.

https://docs.discord.com/developers/resources/message#attachment-object
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiohttp import ClientError

from adapters.discord.calls import Calls
from bot.coach.files.contacts import MOST_BYTES, read_contacts
from bot.errors import Mistake
from bot.events import Action, Uploaded
from bot.text import one_line

MOST_NAME = 60  # characters
NOT_FETCHED = "I could not fetch that file. Please send it once more."


async def taken(action: Action, file: Mapping[str, Any], calls: Calls) -> Uploaded:
    """What was done, as the file that came with it; why, where it can't be read."""
    name = one_line(str(file.get("filename") or "A file"), MOST_NAME)
    uploaded = Uploaded(
        action.id, action.who, action.where, name, action.at, uploads=True
    )
    try:
        content = await calls.fetched(str(file.get("url", "")), MOST_BYTES + 1)
        read = await asyncio.to_thread(read_contacts, content)
    except Mistake as mistake:
        return replace(uploaded, unread=mistake.text)
    except (ClientError, OSError, ValueError):
        return replace(uploaded, unread=(NOT_FETCHED,))
    return replace(uploaded, rows=read.rows, skipped=tuple(map(str, read.skipped)))
