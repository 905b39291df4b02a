"""Length and ease of reading."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.coach.rules.draft import Draft, Found, rule
from bot.coach.rules.guide import Severity, guide
from bot.coach.rules.people import is_close

_VOWELS = re.compile(r"[aeiouy]+")
LONG_SENTENCE, LONG_WITH_TIMES = 35, 45
"""Words of a sentence; one more is a warning, for whoever counts them agrees, and
cutting it in two is easy in a second language too. Three times to choose from, each
with its day and zone, make a longer one that nobody has to read twice."""

FEW = 40  # words, below which a school year means nothing
HARD_YEAR, VERY_HARD_YEAR = 11, 14
"""A note, and a warning. Coaches like to see year nine, but a polite message comes to
eleven by naming "environmental engineering" alone, and a warning that nobody can follow
only frightens those who write in a second language."""


@rule("too-long")
def too_long(draft: Draft) -> Iterator[Found]:
    text, limits = draft.text, guide().length(draft.kind, draft.channel)
    words, chars = text.count, len(text.own.strip()) + text.unread
    most_chars, long_chars = limits.get("most_chars"), limits.get("long_chars")
    if draft.situation.linkedin_premium and "premium_chars" in limits:
        most_chars = long_chars = limits["premium_chars"]
    checks: tuple[tuple[int, str, int | None, Severity], ...] = (
        (words, "words", limits.get("most"), "block"),
        (chars, "characters", most_chars, "block"),
        (words, "words", limits.get("long"), "warn"),
        (chars, "characters", long_chars, "warn"),
    )
    for count, unit, most, severity in checks:
        if most and count > most:
            over = "over " if text.unread and unit == "words" else ""
            said = f"{over}{count:,} {unit}"
            yield Found(None, severity, slots={"count": said, "most": most})
            return


@rule("too-short")
def too_short(draft: Draft) -> Iterator[Found]:
    least = guide().length(draft.kind, draft.channel).get("short", 0)
    if draft.text.count < least and not is_close(draft.contact):
        yield Found(slots={"count": draft.text.count})


@rule("reading-grade")
def reading_grade(draft: Draft) -> Iterator[Found]:
    most = LONG_WITH_TIMES if draft.kind == "scheduling" else LONG_SENTENCE
    for sentence in draft.text.sentences:
        count = len(draft.text.raw[sentence.start : sentence.end].split())
        if count > most:
            yield Found((sentence.start, sentence.end), slots={"count": count})
            return
    year = school_year(draft)
    if year > HARD_YEAR:
        heavy: Severity = "warn" if year > VERY_HARD_YEAR else "info"
        yield Found(None, heavy, "heavy", {"count": round(year)})


def school_year(draft: Draft) -> float:
    """The Flesch-Kincaid grade, 0 for a message too short to have one
    (https://apps.dtic.mil/sti/citations/ADA006655)."""
    words = [form for form in draft.text.forms if form.isalpha()]
    if len(words) < FEW:
        return 0
    per_sentence = len(words) / len(draft.text.sentences)
    per_word = sum(_syllables(word) for word in words) / len(words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


@lru_cache(maxsize=5_000)
def _syllables(word: str) -> int:
    silent = word.endswith("e") and not word.endswith("le")
    return max(1, len(_VOWELS.findall(word)) - silent)
