"""Files that were put into our direct messages, fetched within bounds and read.

https://docs.slack.dev/reference/objects/file-object
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiohttp import ClientError

from adapters.slack.calls import Calls
from adapters.slack.text import plain
from adapters.slack.translate import Sent
from bot.coach.files.contacts import MOST_BYTES, read_contacts
from bot.coach.files.rows import Read
from bot.errors import Mistake, NotSent, Refused
from bot.events import Uploaded
from bot.text import listed, one_line
from bot.views import Part

MOST_NAME = 60  # characters
NOT_FETCHED = "I could not fetch that file. Please send it once more."


async def taken(sent: Sent, calls: Calls) -> Uploaded:
    """All that were sent together, as one; what cannot be read is skipped, with why."""
    said = sent.said
    names: list[str] = []
    rows: list[Mapping[str, str]] = []
    skipped: list[str] = []
    why: tuple[Part, ...] = ()
    for file in sent.files:
        name = one_line(str(file.get("name") or "A file"), MOST_NAME)
        try:
            read = await _read(file, said.who.team, calls)
        except Mistake as mistake:
            why = why or mistake.text
            skipped.append(f"{name}: {plain(mistake.text)}")
        else:
            names.append(name)
            rows += read.rows
            skipped += map(str, read.skipped)
    uploaded = Uploaded(said.id, said.who, said.where, listed(names), said.at)
    if not names:
        return replace(uploaded, unread=why)
    return replace(uploaded, rows=(*rows,), skipped=(*skipped,))


async def _read(file: Mapping[str, Any], team: str, calls: Calls) -> Read:
    """A Mistake for what holds no contacts."""
    content = await _content(file, team, calls)
    return await asyncio.to_thread(read_contacts, content)


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
    except (ClientError, NotSent, OSError, Refused, ValueError):
        raise Mistake(NOT_FETCHED) from None


async def _at_most(most: int, content: Any) -> bytes:
    pieces, size = [], 0
    while size < most and (piece := await content.read(most - size)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)
