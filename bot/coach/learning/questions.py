"""What was heard, as questions for a real job interview and a "why this field?".

Pay is never among them: it is kept for the day of an offer.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.coach.learning.insights import Insight, heading, people
from bot.coach.learning.lore import lore
from bot.coach.learning.themes import differing, themes
from bot.coach.writing.grammar import lowered

MOST_WORDS = 30  # of a line that can still be spoken

# "She said that nights are long" tells who it was, and is not what was heard.
_REPORTED = re.compile(
    r"^(?:(?:he|she|they|somebody|an? [\w ]{1,30}?) )"
    r"(?:said|says|told me|tells me|thinks|thought|feels|mentioned|explained)"
    r"(?: that)?[:,]? "
    r"|^I (?:was told|heard|found out|learn(?:ed|t))(?: from \w+)?(?: that|:|,) "
    r"|^I was told ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class JobQuestion:
    """How it can be asked, and how many people stand behind it."""

    text: str
    people: int


def job_questions(insights: Sequence[Insight]) -> list[JobQuestion]:
    """One for each two that differ, each theme, and each line that stands alone."""
    askable = [line for line in insights if _can_be_asked(line)]
    pairs = differing(askable)
    told = {line for pair in pairs for line in pair}
    several, alone = themes([line for line in askable if line not in told])
    return [
        *(JobQuestion(_asked_of_both(*pair), people(pair)) for pair in pairs),
        *(JobQuestion(_asked(_shortest(t.lines)), t.people) for t in several),
        *(JobQuestion(_asked(line), 1) for line in reversed(alone)),
    ]


def held_back(insights: Iterable[Insight]) -> list[str]:
    """What was heard of money, in words: for the notes one takes to an offer."""
    return [line.words for line in insights if line.is_about_money]


def why_this_field(words: str, who: str) -> str:
    """A sentence to begin an answer with; its end is the student's own.

    >>> why_this_field("How one checks a map.", "a surveyor")
    ... # doctest: +NORMALIZE_WHITESPACE
    'I talked with a surveyor about their work, and one thing stayed with me: how one
    checks a map. It draws me because ...'
    """
    said = lore().why.replace("{who}", who)
    return said.replace("{words}", _within(words))


def _can_be_asked(line: Insight) -> bool:
    return len(line.tokens) <= MOST_WORDS and not line.is_about_money


def _asked(line: Insight) -> str:
    return heading(line.kind).ask.replace("{words}", _within(line.words))


def _asked_of_both(one: Insight, two: Insight) -> str:
    said = lore().ask_differing.replace("{one}", _within(one.words))
    return said.replace("{two}", _within(two.words))


def _shortest(lines: Iterable[Insight]) -> Insight:
    return min(lines, key=lambda line: len(line.words))


def _within(words: str) -> str:
    """As it stands in the middle of a sentence."""
    said = _REPORTED.sub("", words, count=1)
    return lowered(said.strip().rstrip(".!?;:, "))
