"""The rules by idea; importing this package puts every one of them on the list."""

from bot.coach.rules import (
    again,
    asks,
    dates,
    form,
    gaps,
    honesty,
    length,
    permission,
    person,
    private,
    thanks,
    timing,
    tone,
    why,
    work,
)

__all__ = [
    "again",
    "asks",
    "dates",
    "form",
    "gaps",
    "honesty",
    "length",
    "permission",
    "person",
    "private",
    "thanks",
    "timing",
    "tone",
    "why",
    "work",
]
