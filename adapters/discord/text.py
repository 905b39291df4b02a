"""Text as Discord's markdown, in which what people wrote is only read.

Discord has one string for everything, so each sign that it would obey is escaped, and
no other: what somebody copies on a phone is this string, backslashes and all. Nothing
is said without `AllowedMentions.none()` besides, since an escape stops no mention.
https://docs.discord.com/developers/reference#message-formatting
https://support.discord.com/hc/en-us/articles/210298617
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, assert_never

from adapters.text import on_one_line, visible
from bot.text import shortened
from bot.views import Bold, Code, Link, Moment, Part, Text, parts

MOST_CONTENT = 2_000
"""Code points: https://docs.discord.com/developers/resources/message#create-message"""
LONGEST_ADDRESS, LONGEST_NAME_OF_LINK = 500, 100
NOTHING = "-"  # where Discord wants a text and there is none

_BEFORE_MARKUP = re.compile(
    r"(?=[\\*_~|`<\[]"
    # What may begin the name of an emoji; none has two digits, so 09:00 is a time.
    r"|:(?!\s|[0-9]{2}(?!\w|[^\s:]*:))"
    r"|@(?!(?<=\w@)(?!everyone|here)[\w-]+\.)"  # an address stays one
    r"|(?:(?<=(?i:discord))|(?<=(?i:discordapp)))\.)"  # an invitation needs no scheme
)
# What is markup at the beginning of a line only, bold or not; a # that stands alone
# takes the next line along.
_BEGINNING = re.compile(
    r"\A(\*\*\s*)?(?:([#>+-])|([0-9]+)(\.))(?=[#>+-]*(?:\s|\*\*|$))"
)
_ADDRESS = re.compile(r"https?://[^\s<>\\]+")
# In the name of a link no escape is read, and an emoji makes it no link.
_NAME_OF_LINK = re.compile(r"(?:[^\W_]|[ ,.;!?'&%+-])+")
_WORD = re.compile(r"\S+\s*|\s+")
_TICKS = re.compile("`+")

Payload = dict[str, Any]


def markdown(text: Text) -> str:
    """On one line, which may stand at the beginning of one."""
    return _as_line(_marked(text))


def lines(text: Text, most: int = MOST_CONTENT) -> Iterator[str]:
    """The same, as many as it takes; none is blank, and none cuts a mark in two."""
    most -= 1  # for the escape at the beginning
    pieces: Iterable[str] = [_marked(text)]
    if any(len(piece) > most for piece in pieces):
        words = (word for part in _simplified(text) for word in _words(part, most))
        pieces = joined(words, most)
    yield from filter(None, map(_as_line, pieces))


def escaped(text: str) -> str:
    """On one line, for anywhere but its beginning.

    >>> print(escaped("*Ana* <@1> :tada: at 09:00, ana@example.com"))
    \\*Ana\\* \\<\\@1> \\:tada: at 09:00, ana@example.com
    """
    return _BEFORE_MARKUP.sub(r"\\", on_one_line(text))


def plain(text: str, most: int) -> str:
    """For where Discord reads no markup; shortened to `most` where it must be."""
    return shortened(on_one_line(text).strip(), most) or NOTHING


def cut(text: str, most: int) -> Iterator[str]:
    """In pieces of `most` at the end of paragraphs, lines or words, as it can be.

    >>> list(cut("one two three", 8))
    ['one two', 'three']
    """
    while len(text) > most:
        at, after = _end(text[: most + 1], most)
        yield text[:at]
        text = text[at + len(after) :]
    if text:
        yield text


def joined(pieces: Iterable[str], most: int, between: str = "") -> Iterator[str]:
    """In their order, as many together as fit."""
    together = ""
    for piece in pieces:
        if together and len(together) + len(between) + len(piece) > most:
            yield together
            together = piece
        else:
            together = f"{together}{between}{piece}" if together else piece
    if together:
        yield together


def _marked(text: Text) -> str:
    return "".join(map(_drawn, _simplified(text)))


def _simplified(text: Text) -> Iterator[Part]:
    """Without what Discord cannot draw. Marks that touch would undo each other, and
    texts that touch may be one sign, so neighbours of one kind are one."""
    drawable = (one for part in parts(text) for one in _drawable(part) if one)
    for kind, run in groupby(drawable, type):
        if kind is Bold:
            yield Bold("".join(one.text for one in run if isinstance(one, Bold)))
        elif kind is Code:
            yield from _code("".join(one.text for one in run if isinstance(one, Code)))
        elif kind is str:
            yield "".join(one for one in run if isinstance(one, str))
        else:
            yield from run


def _drawable(part: Part) -> Iterator[Part]:
    match part:
        case Bold(text) | Code(text) if not text.strip():
            yield text
        case Link(text, url) if not _is_address(url):
            yield f"{text} ({url})" if text.strip() else url
        case Link(text, url) if text and not _is_name(text):
            yield f"{text} "
            yield Link("", url)
        case _:
            yield part


def _code(text: str) -> Iterator[Part]:
    """Within one or two backticks, whichever it does not hold; three are a block."""
    yield Code(text) if _fence(text) else text


def _drawn(part: Part) -> str:
    match part:
        case str():
            return escaped(part)
        case Bold(text):
            return f"**{escaped(text)}**"
        case Code(text):
            fence, shown = _fence(text), on_one_line(text)
            blank = " " if "`" in (shown[0], shown[-1]) else ""
            return f"{fence}{blank}{shown}{blank}{fence}"
        case Moment(at):
            return f"<t:{int(at.timestamp())}:F>"  # with the weekday
        case Link(text, url):
            return f"[{text.strip()}]({_unopened(url)})" if text else _unopened(url)
        case _:
            assert_never(part)


def _unopened(url: str) -> str:
    """The brackets keep Discord from drawing the page below."""
    return f"<{url.replace('(', '%28').replace(')', '%29')}>"


def _fence(text: str) -> str:
    held = {*_TICKS.findall(text)}
    return next((fence for fence in ("`", "``") if fence not in held), "")


def _is_address(url: str) -> bool:
    fits = len(url) <= LONGEST_ADDRESS and visible(url) == url
    return fits and _ADDRESS.fullmatch(url) is not None


def _is_name(text: str) -> bool:
    fits = len(text) <= LONGEST_NAME_OF_LINK and bool(text.strip())
    return fits and _NAME_OF_LINK.fullmatch(text) is not None


def _as_line(drawn: str) -> str:
    return _BEGINNING.sub(r"\1\3\\\2\4", drawn.strip())


def _words(part: Part, most: int) -> Iterator[str]:
    """Of what is too long for a line, each within `most` and with its marks."""
    match part:
        case str():
            for word in _WORD.findall(escaped(part)):
                yield from _hard(word, most)
        case Bold(text) | Code(text) if len(_drawn(part)) > most:
            for piece in cut(text, most // 2 - len("****")):
                yield f"{_marked((type(part)(piece),))} "
        case _:
            yield _drawn(part)


def _hard(word: str, most: int) -> Iterator[str]:
    """Never between a backslash and its sign."""
    while len(word) > most:
        head = word[:most]
        slashes = len(head) - len(head.rstrip("\\"))
        head = head[: most - slashes % 2]
        yield head
        word = word[len(head) :]
    if word:
        yield word


def _end(text: str, most: int) -> tuple[int, str]:
    """Where to cut, and the break that is there: none inside a word.

    Always in the second half, so that no piece is a mere scrap.
    """
    for end in ("\n\n", "\n", " "):
        if (at := text.rfind(end, max(most // 2, 1))) > 0:
            return at, end
    return most, ""
