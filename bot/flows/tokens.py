"""What stands in the token of a button or a form, read back.

A message stays when the program changes, so its tokens may be older than whoever reads
them: what the program of today would not have put there is no longer good.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from bot.errors import Mistake
from bot.text import whole

T = TypeVar("T")


def no_longer_good() -> Mistake:
    return Mistake("That button is no longer good. Say it in words.")


def parted(args: str, count: int) -> list[str]:
    """So many parts, of which the last may hold a slash."""
    parts = args.split("/", count - 1)
    if len(parts) != count:
        raise no_longer_good()
    return parts


def number(text: str) -> int:
    if whole(text) < 0:
        raise no_longer_good()
    return whole(text)


def nth(text: str, of: Sequence[T]) -> T:
    """Counted from 0."""
    if number(text) >= len(of):
        raise no_longer_good()
    return of[number(text)]


def one_of(text: str, words: Iterable[T]) -> T:
    for word in words:
        if word == text:
            return word
    raise no_longer_good()


def date_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise no_longer_good() from None
