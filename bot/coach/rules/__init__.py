"""The rules by idea; importing this package puts every one of them on the list."""

from bot.coach.rules import (
    asks,
    dates,
    form,
    honesty,
    length,
    permission,
    person,
    thanks,
    timing,
    tone,
    why,
    work,
)

__all__ = [
    "asks",
    "dates",
    "form",
    "honesty",
    "length",
    "permission",
    "person",
    "thanks",
    "timing",
    "tone",
    "why",
    "work",
]
