"""The blocks of a view as Slack's blocks, none longer than it takes.

Neighbours share one rich_text block: there each section is a line of its own, and
lines stand as close as in a message that somebody typed.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import assert_never

from adapters.slack.text import (
    MOST_TEXT,
    Payload,
    Weighed,
    cut,
    elements,
    literal,
    packed,
    plain,
    plain_text,
    size,
    weighed,
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
    return (block for block, _ in heavy(blocks))


def heavy(blocks: Iterable[Block]) -> Iterator[Weighed]:
    """The same, and what each weighs."""
    pieces = (piece for block in blocks for piece in _pieces(block))
    for is_header, run in groupby(pieces, lambda piece: piece[0]["type"] == "header"):
        if is_header:
            yield from run
        else:
            yield from _together("rich_text", run)


def _pieces(block: Block) -> Iterator[Weighed]:
    """Headers, and elements of a rich_text block. Nothing comes of a blank."""
    match block:
        case str() | tuple():
            yield from _lines(block)
        case Heading(text):
            yield from _heading(text)
        case Bullets(items):
            lines = (line for item in items for line in _lines(item))
            yield from _together("rich_text_list", lines, style="bullet")
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


def _together(type: str, payloads: Iterable[Weighed], **more: str) -> Iterator[Weighed]:
    """In as few as it takes of that type."""
    for some in packed(payloads, itemgetter(1), MOST_TEXT):
        elements, weights = zip(*some, strict=True)
        yield {"type": type, **more, "elements": [*elements]}, sum(weights)


def _heading(text: Text) -> Iterator[Weighed]:
    """A header takes no dates and no links, and little of anything."""
    title = plain(text)
    is_plain = all(isinstance(part, str | Bold) for part in parts(text))
    if is_plain and title.strip() and size(title) <= MOST_HEADER:
        header = {"type": "header", "text": plain_text(title, MOST_HEADER)}
        yield header, size(title)
    else:
        yield from _lines(text, bold=True)


def _lines(text: Text, *, bold: bool = False) -> Iterator[Weighed]:
    """One, or as many as it takes."""
    words = weighed(elements(text, bold=bold))
    for line, weighs in _together("rich_text_section", words):
        if any(one.get("text", "a moment").strip() for one in line["elements"]):
            yield line, weighs


def _as_it_stands(type: str, text: str) -> Iterator[Weighed]:
    for piece in cut(visible(text), MOST_TEXT):
        if piece.strip():
            yield {"type": type, "elements": [literal(piece)]}, size(piece)
