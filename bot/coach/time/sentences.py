"""The moment inside a sentence: "remind me in 3 days to thank Tom"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
    "friday call Ana at 3pm"; parts that do not go together are asked back, unless one
    is a topic: "ask about May 5 tomorrow". A bare length of time is none: "ask for 15
    minutes" does not say when.
    """
    words = text.split() if len(text) <= LONGEST else []
    here = Here.of(now, zone, order, country, at)
    parts = [part for run in _runs(words) for part in _parts(run, words, here)]
    reading = _together(parts, words, here)
    others = [part for part in parts if not _is_topic(part, words)]
    if others and reading is None:
        parts, reading = others, _together(others, words, here)
    if not parts:
        return None
    taken = _places(parts)
    rest = " ".join(word for n, word in enumerate(words) if n not in taken)
    return rest.strip(" ,;:-"), reading or _any_of(parts, here)


def _runs(words: list[str]) -> Iterator[list[int]]:
    """Stretches of words that can belong to a moment, of longer ones the end."""
    for belongs, run in groupby(range(len(words)), lambda n: _belongs(words[n])):
        if belongs:
            yield list(run)[-MOST:]


def _belongs(word: str) -> bool:
    """Not "friday's": a talk of Friday may be prepared on any day."""
    if word.lower().endswith(("'s", "\u2019s")):
        return False
    bare = re.sub(r"[^\w:/+-]", "", word.lower()).strip(":")
    return is_of_time(bare) or bare in zone_words()


def _parts(run: list[int], words: list[str], here: Here) -> list[Part]:
    """The longest, and what else there is before and after it."""
    part = _longest(run, words, here)
    if part is None:
        return []
    start = run.index(part.places[0])
    before, after = run[:start], run[start + len(part.places) :]
    return [*_parts(before, words, here), part, *_parts(after, words, here)]


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


def _together(parts: list[Part], words: list[str], here: Here) -> Reading | None:
    """All of them as one moment; None if they are not, or if it is not sure."""
    is_hedged = any(_HEDGING & set(_around(part, words)) for part in parts)
    said = " ".join(words[place] for place in _places(parts))
    return None if is_hedged else read_words(plain(said), here)


def _places(parts: list[Part]) -> list[int]:
    return [place for part in parts for place in part.places]


def _is_topic(part: Part, words: list[str]) -> bool:
    start = part.places[0]
    return "about" in (word.lower() for word in words[max(start - 1, 0) : start + 1])


def _around(part: Part, words: list[str]) -> Iterator[str]:
    for place in (part.places[0] - 1, part.places[-1] + 1):
        if 0 <= place < len(words):
            yield words[place].lower()


def _any_of(parts: list[Part], here: Here) -> Reading:
    readings = {at for part in parts for at in readings_of(part.reading)}
    if not readings:
        return parts[0].reading
    is_timed = all(part.reading.timed for part in parts)
    return replace(which(tuple(readings), here), timed=is_timed)
