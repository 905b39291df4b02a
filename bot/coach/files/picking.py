"""Who of a numbered list is meant by "1 3 5-9", or by "Priya Shah, Tom"."""

import re
from collections.abc import Iterator, Sequence

from bot.coach.files.likeness import folded
from bot.errors import Mistake
from bot.text import listed, shortened
from bot.views import Code

EXAMPLE = ("Say their numbers or names, such as ", Code("keep 1 3 5-9"), ".")
MOST_LIKE = 5
MOST_DIGITS = 9

_SPAN = r"(\d++)(?:\s*+(?:-|\u2013|to)\s*+(\d++))?+"
_ONE = re.compile(_SPAN)
_NUMBERS = re.compile(rf"(?:[\s,;]++|and\b|{_SPAN})++")


def picked(typed: str, names: Sequence[str]) -> list[int]:
    """Numbers from 1, each once. A Mistake for who is not there, or not clear.

    >>> picked("1 3, 5-7", "abcdefg"), picked("tom, Ana Lee", ["Ana Lee", "Tom Ek"])
    ([1, 3, 5, 6, 7], [1, 2])
    """
    text = typed.casefold().strip()
    if _NUMBERS.fullmatch(text):
        found = {n for one in _ONE.finditer(text) for n in _between(one, len(names))}
    else:
        found = {_named(one, names) for one in typed.split(",") if one.strip()}
    if not found:
        raise Mistake(*EXAMPLE)
    return sorted(found)


def _between(found: re.Match[str], count: int) -> Iterator[int]:
    for digits in filter(None, found.groups()):
        if len(digits) > MOST_DIGITS or not 1 <= int(digits) <= count:
            raise Mistake(f"There is no row {digits[:9]}; they are 1 to {count}.")
    first, last = int(found[1]), int(found[2] or found[1])
    yield from range(min(first, last), max(first, last) + 1)


def _named(typed: str, names: Sequence[str]) -> int:
    """By the whole name, else by words of it."""
    said = folded(typed)
    whole = [nth for nth, name in enumerate(names, 1) if folded(name) == said]
    among = whole or [
        nth for nth, name in enumerate(names, 1) if f" {said} " in f" {folded(name)} "
    ]
    if len(among) == 1:
        return among[0]
    if not among:
        raise Mistake(
            f"Nobody there is called {shortened(typed.strip(), 40)}. ", *EXAMPLE
        )
    which = listed([f"{nth} {names[nth - 1]}" for nth in among[:MOST_LIKE]], "or")
    raise Mistake(f"Which one: {which}? ", *EXAMPLE)
