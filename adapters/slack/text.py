"""Text for Slack, which can be read and nothing else, in pieces that it takes.

What people wrote is only ever a rich_text element `text` or a `plain_text` without
emoji: neither is parsed, so that no name is a mention, a link or bold print.
https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from html import escape
from typing import Any, TypeVar, assert_never

from adapters.text import on_one_line, visible
from bot.coach.time.dates import spoken
from bot.views import Bold, Code, Link, Moment, Part, Text, parts

MOST_TEXT = 3_000
"""Of any text object: https://docs.slack.dev/reference/block-kit/composition-objects/text-object"""
LONGEST_LINK = 1_000
BREAKS = PARAGRAPH, LINE, WORD, NOWHERE = "\n\n", "\n", " ", ""
NOTHING = "-"  # where Slack wants a text and there is none

# The reader's own zone and language; the weekday, and the year if it is another.
# https://docs.slack.dev/reference/block-kit/block-elements/date-element
_DATE = "{day_divider_pretty} at {time}"
_LINK = re.compile(r"(?:https?://|mailto:)\S+")
_UNSEEN = frozenset(["type", "action_id", "block_id", "value", "style", "format"])

Payload = dict[str, Any]
Weighed = tuple[Payload, int]
"""With its `weight`, which is looked for once: every answer is weighed."""
T = TypeVar("T")


def elements(text: Text, *, bold: bool = False) -> list[Payload]:
    """One line as rich_text elements, each within `MOST_TEXT`; none is empty."""
    style = {"bold": True} if bold else {}
    return [element for part in parts(text) for element in _elements(part, style)]


def plain(text: Text) -> str:
    """The same on one line, without any style; moments are those of UTC."""
    return on_one_line("".join(map(_plain, parts(text))))


def plain_text(text: str, most: int) -> Payload:
    """On one line, shortened to `most` where it must be."""
    shown = fitted(on_one_line(text).strip(), most) or NOTHING
    return {"type": "plain_text", "text": shown, "emoji": False}


def literal(text: str) -> Payload:
    return {"type": "text", "text": text}


def escaped(text: str) -> str:
    """For the text of a message: the one place where Slack reads its own markup.

    https://docs.slack.dev/messaging/formatting-message-text#escaping

    >>> escaped("<!channel> & co")
    '&lt;!channel&gt; &amp; co'
    """
    return escape(on_one_line(text), quote=False)


def size(text: str) -> int:
    """In UTF-16: how Slack counts is not documented, and no other way counts more."""
    return len(text) if text.isascii() else len(_utf16(text)) // 2


def weight(node: object) -> int:
    """The size of all that can be read in a payload."""
    match node:
        case str():
            return size(node)
        case dict():
            return sum(weight(it) for key, it in node.items() if key not in _UNSEEN)
        case list():
            return sum(map(weight, node))
        case _:
            return 0


def weighed(payloads: Iterable[Payload]) -> Iterator[Weighed]:
    return ((payload, weight(payload)) for payload in payloads)


def fitted(text: str, most: int) -> str:
    """As `bot.text.shortened`, by `size`: it ends in a mark where it is cut."""
    return text if size(text) <= most else f"{_beginning(text, most - 1).rstrip()}…"


def cut(text: str, most: int) -> Iterator[str]:
    """In pieces of `most` at the end of paragraphs, lines or words, as it can be.

    >>> list(cut("one two three", 8))
    ['one two', 'three']
    """
    return (piece for piece, _ in parted(text, most))


def parted(text: str, most: int) -> Iterator[tuple[str, str]]:
    """As `cut`, each piece with the break that stood before it: one of `BREAKS`."""
    before = NOWHERE
    while size(text) > most:
        head = _beginning(text, most)
        at, after = _end(head, text[len(head)])
        yield text[:at], before
        text, before = text[at + len(after) :], after
    if text:
        yield text, before


def packed(
    items: Iterable[T], weigh: Callable[[T], int], heaviest: int, most: int = 1_000
) -> Iterator[list[T]]:
    """In their order, together as long as they are few and light enough."""
    together: list[T] = []
    weighs = 0
    for item in items:
        adds = weigh(item)
        if together and (weighs + adds > heaviest or len(together) == most):
            yield together
            together, weighs = [], 0
        together.append(item)
        weighs += adds
    if together:
        yield together


def _elements(part: Part, style: dict[str, bool]) -> Iterator[Payload]:
    match part:
        case str():
            yield from _literals(part, style)
        case Bold(text):
            yield from _literals(text, {**style, "bold": True})
        case Code(text):
            yield from _literals(text, {**style, "code": True})
        case Moment(at):
            yield _styled(_date(at), style)
        case Link(text, url) if _is_address(url) and _is_label(text):
            link = {"type": "link", "url": url, "text": on_one_line(text)}
            yield _styled(link, style)
        case Link():
            yield from _literals(_plain(part), style)
        case _:
            assert_never(part)


def _literals(text: str, style: dict[str, bool]) -> Iterator[Payload]:
    for piece in cut(on_one_line(text), MOST_TEXT):
        yield _styled(literal(piece), style)


def _styled(element: Payload, style: dict[str, bool]) -> Payload:
    return {**element, "style": style} if style else element


def _date(at: datetime) -> Payload:
    moment = {"timestamp": int(at.timestamp()), "format": _DATE}
    return {"type": "date", **moment, "fallback": spoken(at, "UTC")}


def _is_address(url: str) -> bool:
    fits = len(url) <= LONGEST_LINK and visible(url) == url
    return fits and _LINK.fullmatch(url) is not None


def _is_label(text: str) -> bool:
    return bool(text.strip()) and size(text) <= LONGEST_LINK


def _plain(part: Part) -> str:
    match part:
        case str():
            return part
        case Bold(text) | Code(text):
            return text
        case Moment(at):
            return spoken(at, "UTC")
        case Link(text, url):
            return f"{text} ({url})" if text.strip() else url
        case _:
            assert_never(part)


def _end(head: str, after: str) -> tuple[int, str]:
    """Where to cut, and the break that is there: none inside a word.

    Always in the second half, so that no piece is a mere scrap.
    """
    text, half = head + after, max(len(head) // 2, 1)
    for end in (PARAGRAPH, LINE, WORD):
        if (at := text.rfind(end, half)) > 0:
            return at, end
    return len(head), NOWHERE


def _beginning(text: str, most: int) -> str:
    """Never half a character."""
    return _utf16(text[:most])[: 2 * most].decode("utf-16-le", "ignore")


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
