"""The moment inside a sentence: "remind me in 3 days to thank Tom"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import groupby

from bot.coach.time.almanac import Order
from bot.coach.time.dates import Reading, read_words, readings_of, which
from bot.coach.time.days import MORNING
from bot.coach.time.moments import Here
from bot.coach.time.spans import read_span
from bot.coach.time.timewords import is_of_time, plain
from bot.coach.time.zones import zone_words

LONGEST = 240  # characters of a sentence; a longer one is a letter
MOST = 12  # words of a moment

_OPEN = {"at", "on", "by", "for", "until", "till", "in", "to", "of", "and", ""}
_HEDGING = {"before", "after", "or", "not", "between", "except"}
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive words that read as a moment, by their places in the sentence."""

    places: Sequence[int]
    reading: Reading


def split_moment(
    text: str,
    now: datetime,
    zone: str,
    *,
    order: Order = "MDY",
    country: str = "",
    at: time = MORNING,
) -> tuple[str, Reading] | None:
    """The sentence without its moment, and the moment; None if it has none.

    The arguments are those of `read_moment`. A moment in two parts is put together:
    "friday call Ana at 3pm". A bare length of time is none: "ask for 15 minutes" does
    not say when.
    """
    words = text.split() if len(text) <= LONGEST else []
    here = Here.of(now, zone, order, country, at)
    parts = [part for run in _runs(words) if (part := _longest(run, words, here))]
    if not parts:
        return None
    taken = [place for part in parts for place in part.places]
    rest = " ".join(word for n, word in enumerate(words) if n not in taken)
    said = " ".join(words[place] for place in taken)
    is_hedged = any(_HEDGING & set(_around(part, words)) for part in parts)
    reading = None if is_hedged else read_words(plain(said), here)
    return rest.strip(" ,;"), reading or _any_of(parts, here)


def _runs(words: list[str]) -> Iterator[list[int]]:
    """Stretches of words that can belong to a moment, of longer ones the end."""
    for belongs, run in groupby(range(len(words)), lambda n: _belongs(words[n])):
        if belongs:
            yield list(run)[-MOST:]


def _belongs(word: str) -> bool:
    """Not "friday's": a talk of Friday may be prepared on any day."""
    if word.lower().endswith(("'s", "\u2019s")):
        return False
    bare = re.sub(r"[^\w:/+-]", "", word.lower())
    return is_of_time(bare) or bare in zone_words()


def _longest(run: list[int], words: list[str], here: Here) -> Part | None:
    for size in range(len(run), 0, -1):
        for start in range(len(run) - size + 1):
            places = run[start : start + size]
            if reading := _read(places, words, here):
                return Part(places, reading)
    return None


def _read(places: Sequence[int], words: list[str], here: Here) -> Reading | None:
    said = " ".join(words[place] for place in places)
    phrase = plain(said)
    is_span = read_span(phrase.removeprefix("for ")) is not None
    is_part = len(places) < len(words)
    is_first = _ORDINAL.fullmatch(phrase) and not re.search(r"\d", said)  # "first, ..."
    is_open = plain(words[places[-1]]) in _OPEN
    if is_first or is_open or (is_span and is_part):
        return None
    return read_words(phrase, here)


def _around(part: Part, words: list[str]) -> Iterator[str]:
    for place in (part.places[0] - 1, part.places[-1] + 1):
        if 0 <= place < len(words):
            yield words[place].lower()


def _any_of(parts: list[Part], here: Here) -> Reading:
    readings = {at for part in parts for at in readings_of(part.reading)}
    return which(tuple(sorted(readings)), here) if readings else parts[0].reading
