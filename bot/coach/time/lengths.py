"""How long something takes, inside a sentence: "friday 3pm for half an hour"."""

import re

from bot.coach.time.spans import read_span
from bot.coach.time.timewords import plain
from bot.text import MOST

# "In an hour" and "an hour later" say when, and not how long.
_WHEN = r"(?<!\bin )(?<!\bwithin )(?<!\bof )(?<!\band )(?<!half )(?<!hour )(?<!hours )"
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
    """
    found = _LENGTH.search(sentence) if len(sentence) <= MOST else None
    span = read_span(plain(found["span"])) if found else None
    if found is None or span is None:
        return None
    rest = f"{sentence[: found.start()]} {sentence[found.end() :]}"
    return " ".join(rest.split()), span.minutes
