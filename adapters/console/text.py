"""Styled text that fits a terminal: so many columns wide, and broken between words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal
from unicodedata import category, east_asian_width

Style = Literal["plain", "strong", "code", "faint", "key", "primary", "danger"]

NO_BREAK = "\u00a0"  # holds the words of a button together

# Scripts that are written without spaces may be broken before any character.
_IDEOGRAPH = r"\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
_FIRST_IDEOGRAPH = "\u1100"
_WORD = re.compile(r" +|[^ ]+")
_COLUMNS = re.compile(r"(?:\S+ {2,}){0,3}")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line that looks the same throughout."""

    text: str
    style: Style = "plain"


Line = tuple[Span, ...]


def plain(line: Line) -> str:
    return "".join(span.text for span in line)


def width(text: str) -> int:
    """In columns: wide characters take two, combining ones none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrapped(line: Line, most: int) -> Iterator[Line]:
    """Broken between words; one that is too long stays whole, so a link still works.

    Two spaces or more part columns, and what is broken goes on in its own column.
    """
    text = plain(line)
    indent = _indent(text, most // 2)
    for start, end in _breaks(text, most, indent):
        piece = tuple(_cut(line, start, end))
        yield (Span(" " * indent), *piece) if start and indent else piece


def _indent(text: str, most: int) -> int:
    columns = _COLUMNS.match(text)
    indent = width(columns.group()) if columns else 0
    return indent if indent <= most else 0


def _breaks(text: str, most: int, indent: int) -> Iterator[tuple[int, int]]:
    start = end = used = 0
    words = _WORD if max(text, default="") < _FIRST_IDEOGRAPH else _word_of_any_script()
    for word in words.finditer(text):
        size = width(word.group())
        if not word.group().isspace():
            if used + size > most and end > start:
                yield start, end
                start, used = word.start(), indent
            end = word.end()
        used += size
    yield start, end


def _cut(line: Line, start: int, end: int) -> Iterator[Span]:
    for span in line:
        text = span.text[max(start, 0) : max(end, 0)]
        if text:
            yield replace(span, text=text.replace(NO_BREAK, " "))
        start, end = start - len(span.text), end - len(span.text)


@cache
def _word_of_any_script() -> re.Pattern[str]:
    """Compiled late: it takes 20 ms, and most texts never need it."""
    return re.compile(rf" +|[{_IDEOGRAPH}]|[^ {_IDEOGRAPH}]+")


@lru_cache(4096)
def _columns(char: str) -> int:
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
