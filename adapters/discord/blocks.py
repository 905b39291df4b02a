"""The blocks of a view as lines of a message, none longer than one takes."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from adapters.discord.text import MOST_CONTENT, cut, lines
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

MOST_ALT = 1_024
"""https://docs.discord.com/developers/resources/message#attachment-object"""

FENCE = "```"
TO_COPY = "To copy: it is in the text file."


def drawn(blocks: Iterable[Block]) -> Iterator[str]:
    """Each of one or more lines that stay together."""
    for block in blocks:
        yield from _drawn(block)


def is_unfenced(block: Block) -> bool:
    """Nothing escapes a fence inside a code block, so such a text goes as a file."""
    return isinstance(block, Copyable) and FENCE in block.text


def _drawn(block: Block) -> Iterator[str]:
    match block:
        case str() | tuple():
            yield from lines(block)
        case Heading(text):
            yield from _heading(text)
        case Bullets(items):
            for item in items:
                yield from _item(item)
        case Quote(text):
            yield from _quote(text)
        case Copyable() if is_unfenced(block):
            yield TO_COPY
        case Copyable(text):
            yield from _fenced(visible(text))
        case Picture(_, alt) if len(alt) > MOST_ALT:
            yield from lines(f"Picture: {alt}")
        case Picture():
            return  # Discord reads its alt text out
        case File(name):
            yield from lines(f"File: {name}")
        case _:
            assert_never(block)


def _heading(text: Text) -> Iterator[str]:
    """All of it is bold. Discord drops what closes a heading, the # of C# too, and
    sees none before another #."""
    flat = (part.text if isinstance(part, Bold) else part for part in parts(text))
    for line in lines(tuple(flat), MOST_CONTENT - len("### ****")):
        is_at_risk = line.startswith("#") or line.endswith("#")
        yield f"### **{line}**" if is_at_risk else f"### {line}"


def _item(text: Text) -> Iterator[str]:
    mark = "- "
    for line in lines(text, MOST_CONTENT - len(mark)):
        yield f"{mark}{line}"
        mark = ""


def _quote(text: str) -> Iterator[str]:
    """A blank line goes with the next, as Discord takes none at the end."""
    gap = ""
    for line in visible(text).strip().split("\n"):
        if not line.strip():
            gap = "> \n"
            continue
        for piece in lines(line, MOST_CONTENT - len("> \n> ")):
            yield f"{gap}> {piece}"
            gap = ""


def _fenced(text: str) -> Iterator[str]:
    most = MOST_CONTENT - len(f"{FENCE}\n\n{FENCE}")
    for piece in cut(text.strip("\n"), most):
        if piece.strip():
            yield f"{FENCE}\n{piece}\n{FENCE}"
