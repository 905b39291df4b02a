"""How easy somebody is to ask, guessed from what is known; the student has the word."""

import re
from collections.abc import Sequence

from bot.coach.introductions import UNKNOWN, comfort_of
from bot.records import Contact

EASY = 4  # on the comfort ladder; beyond it, asking takes some courage
SHORTEST = 4  # letters of an employer that may be found in other words
A_STEP = 2  # from somebody to whom they work with


def guessed(
    person: Contact, about: str, colleagues: Sequence[Contact]
) -> tuple[int, str]:
    """A rung of the comfort ladder, and from what it follows; no reason for no guess.

    `about` is what the student says of themselves, `colleagues` are those on the list
    who work in the same place.
    """
    if person.relation:
        return comfort_of(person.relation), person.relation
    if _is_named(person.employer, about):
        return EASY, f"{person.employer}, as you are"
    near = min(colleagues, key=lambda other: other.comfort, default=None)
    if near and near.comfort + A_STEP < UNKNOWN:
        return near.comfort + A_STEP, f"works where {near.name} works"
    return UNKNOWN, ""


def _is_named(employer: str, about: str) -> bool:
    """In whole words."""
    if len(employer) < SHORTEST:
        return False
    named = rf"(?<!\w){re.escape(employer)}(?!\w)"
    return re.search(named, about, re.IGNORECASE) is not None
