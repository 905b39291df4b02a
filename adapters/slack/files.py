"""A file that was put into our direct messages, fetched within bounds and read.

https://docs.slack.dev/reference/objects/file-object
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from adapters.slack.calls import Calls
from adapters.slack.translate import Sent
from bot.coach.files.contacts import MOST_BYTES, read_contacts
from bot.errors import Mistake
from bot.events import Uploaded

NOT_FETCHED = "I could not fetch that file. Please send it once more."


async def taken(sent: Sent, calls: Calls) -> Uploaded:
    """The first of its files. A Mistake for what holds no contacts."""
    first, said = sent.files[0], sent.said
    content = await _content(first, said.who.team, calls)
    read = await asyncio.to_thread(read_contacts, content)
    name, skipped = str(first.get("name", "")), tuple(map(str, read.skipped))
    return Uploaded(said.id, said.who, said.where, name, said.at, read.rows, skipped)


async def _content(file: Mapping[str, Any], team: str, calls: Calls) -> bytes:
    """As much as may be contacts, and a byte more, by which it is seen to be longer."""
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    if not url:
        raise Mistake(NOT_FETCHED)
    try:
        async with calls.fetched(team, url) as answer:
            if answer.status != 200:
                raise Mistake(NOT_FETCHED)
            return await _at_most(MOST_BYTES + 1, answer.content)
    except (OSError, TimeoutError):
        raise Mistake(NOT_FETCHED) from None


async def _at_most(most: int, content: Any) -> bytes:
    pieces, size = [], 0
    while size < most and (piece := await content.read(most - size)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)
