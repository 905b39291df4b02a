"""The blocks of a view as Slack's blocks, none longer than it takes.

Neighbours share one rich_text block: there each section is a line of its own, and
lines stand as close as in a message that somebody typed.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import assert_never

from adapters.slack.text import (
    MOST_TEXT,
    Payload,
    cut,
    elements,
    literal,
    packed,
    plain,
    plain_text,
    size,
    weight,
)
from adapters.text import visible
from bot.views import (
    Block,
    Bold,
    Bullets,
    Copyable,
    File,
    Heading,
    Picture,
    Quote,
    Text,
    parts,
)

MOST_HEADER = 150
"""https://docs.slack.dev/reference/block-kit/blocks/header-block"""


def drawn(blocks: Iterable[Block]) -> Iterator[Payload]:
    pieces = (piece for block in blocks for piece in _pieces(block))
    for is_header, run in groupby(pieces, lambda piece: piece["type"] == "header"):
        if is_header:
            yield from run
        else:
            for together in packed(run, weight, MOST_TEXT):
                yield {"type": "rich_text", "elements": together}


def _pieces(block: Block) -> Iterator[Payload]:
    """Headers, and elements of a rich_text block. Nothing comes of a blank."""
    match block:
        case str() | tuple():
            yield from _lines(block)
        case Heading(text):
            yield from _heading(text)
        case Bullets(items):
            lines = (line for item in items for line in _lines(item))
            for some in packed(lines, weight, MOST_TEXT):
                yield {"type": "rich_text_list", "style": "bullet", "elements": some}
        case Quote(text):
            yield from _as_it_stands("rich_text_quote", text)
        case Copyable(text):
            yield from _as_it_stands("rich_text_preformatted", text)
        case Picture(_, alt):
            yield from _lines(f"Picture: {alt}")
        case File(name):
            yield from _lines(f"File: {name}")
        case _:
            assert_never(block)


def _heading(text: Text) -> Iterator[Payload]:
    """A header takes no dates and no links, and little of anything."""
    title = plain(text)
    is_plain = all(isinstance(part, str | Bold) for part in parts(text))
    if is_plain and title.strip() and size(title) <= MOST_HEADER:
        yield {"type": "header", "text": plain_text(title, MOST_HEADER)}
    else:
        yield from _lines(text, bold=True)


def _lines(text: Text, *, bold: bool = False) -> Iterator[Payload]:
    """One, or as many as it takes."""
    for some in packed(elements(text, bold=bold), weight, MOST_TEXT):
        if any(element.get("text", "a moment").strip() for element in some):
            yield {"type": "rich_text_section", "elements": some}


def _as_it_stands(type: str, text: str) -> Iterator[Payload]:
    for piece in cut(visible(text), MOST_TEXT):
        if piece.strip():
            yield {"type": type, "elements": [literal(piece)]}
