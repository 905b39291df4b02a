"""How long something takes, inside a sentence: "friday 3pm for half an hour"."""

import re

from bot.coach.time.spans import read_span
from bot.coach.time.timewords import LASTING, beginning, plain
from bot.text import MOST

# "In an hour" and "an hour later" say when, and not how long.
_WHEN = r"(?<!\bin )(?<!\bwithin )(?<!\bof )(?<!\band )(?<!half )(?<!hour )(?<!hours )"
HALF_A_DAY, LONGEST = 12 * 60, 4 * 60  # minutes; who names more means no talk
_LENGTH = re.compile(
    rf"(?:\bfor |{_WHEN}(?<![\d.])\b)"
    r"(?P<span>(?:half an?|an?|one|two|\d{1,3}(?:\.5)?) ?(?:hours?|hrs?|minutes?|mins?)"
    r"\b(?: and a half)?)(?! (?:from|later|ago))",
    re.IGNORECASE,
)


def split_length(sentence: str) -> tuple[str, int] | None:
    """The sentence without it, and the minutes; None if it says no length.

    >>> split_length("friday 3pm for 1.5 hours by phone")
    ('friday 3pm by phone', 90)
    >>> split_length("friday 3-4:30pm")
    ('friday 3pm', 90)
    """
    found = _LENGTH.search(sentence) if len(sentence) <= MOST else None
    span = read_span(plain(found["span"])) if found else None
    if found is None or span is None:
        return _until(sentence)
    rest = f"{sentence[: found.start()]} {sentence[found.end() :]}"
    return " ".join(rest.split()), span.minutes


def _until(sentence: str) -> tuple[str, int] | None:
    """Of what says when it ends: how it begins alone, and what lies between."""
    found = LASTING.search(sentence) if len(sentence) <= MOST else None
    if found is None:
        return None
    start = _minutes(found["hour"], found["minute"])
    minutes = (_minutes(found["until"], found["past"]) - start) % HALF_A_DAY
    if not 0 < minutes <= LONGEST:
        return None
    rest = f"{sentence[: found.start()]}{beginning(found)}{sentence[found.end() :]}"
    return rest, minutes


def _minutes(hour: str, minute: str | None) -> int:
    return int(hour) % 12 * 60 + int((minute or ":0")[1:])
