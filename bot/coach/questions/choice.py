"""Which questions suit a talk, and how well.

What does not suit is left out: the wrong stage, seniority or nearness, what was asked
before, what is known already. The rest has points, from what helps the student most
to what only this field can answer. The same wish always gives the same choice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from bot.coach.questions.bank import Bank
from bot.coach.questions.fields import families
from bot.coach.questions.lexicon import plain
from bot.coach.questions.question import EVERYONE, FAMILIAR, KINDS_OF_FACT, Question
from bot.coach.questions.readings import meaning
from bot.coach.questions.wish import Brief

NEAR, FAR = 4, 8
"""On the comfort scale: up to people of one's community, and from strangers on."""

PAY_FROM, PAY_UP_TO = 15, 8
"""Minutes that a talk needs for a question on pay; how far off one may still ask."""

_NO_PAY = ("exec", "student-worker")
_POINTS = {
    "goal": (7, 5, 5, 4, 4, 3, 2, 2, 1),
    "stage": (5, 3, 2, 2, 1),
    "family": (5, 4, 2, 1),
    "seniority": (2, 2, 1, 1),
}
"""Points of the kind that is wanted first, second, and so on."""

_BY_NEARNESS = {
    "near": {"salary": 4, "hard": 2, "fit_advice": 1, "likes": 1},
    "between": {"salary": 3},
    "far": {"trends": 2, "skills": 1, "projects": 1, "lifestyle": -1, "hard": -3},
}
_SWITCHED_ON, _WISHED_FOR, _ONLY_THIS_FIELD, _GAP = 14, 9, 3, 2
_PAY = 5
"""Points for pay: what students want to know, and leave out on their own."""

_FOR_FEW, _FOR_SOME = 3, 1
"""Points of a question for one goal, relation or two stages only, or for several."""

_CORE = 12
"""Points of the question that a student asks of everybody, to compare the answers."""

_OF_THE_OFFICE = 6
"""Points of a question that the office put there itself: it knows its students."""

_PERSONAL = 2
"""Points of a personal question for somebody near."""

_POINT = 100  # the rest of a point breaks ties
_EARLIER, _VARIETY = 12, 24
"""What stands earlier in its file comes sooner, but not always the same first."""

_RANKS = 8
_ON_A_FACT = 10_000  # to begin with, nothing is better


class Rated(NamedTuple):
    question: Question
    worth: int


def suitable(bank: Bank, brief: Brief) -> list[Rated]:
    """All questions that may be asked in this talk, the best first."""
    points = _points_of_kinds(bank, brief)
    known = f" {' '.join(plain(words) for words in (brief.field, *brief.facts))} "
    heard = {bank.by_id[id].category for id in brief.asked if id in bank.by_id}
    rated = [
        Rated(question, _worth(question, brief, points))
        for family in (EVERYONE, *brief.families)
        for question in bank.by_family.get(family, ())
        if _suits(question, brief, known)
        and not (question.category == "salary" and "salary" in heard)
    ]
    return sorted(rated, key=lambda one: -one.worth)


def chosen(rated: Iterable[Rated], count: int, taken: Iterable[str]) -> list[Rated]:
    """The best ones, each of another kind; `taken` are kinds that the talk has already.

    Only where the kinds run out, there is a second one of a kind, but not on pay.
    """
    kinds, first, second = Counter(taken), list[Rated](), list[Rated]()
    for one in rated:
        category = one.question.category
        if not kinds[category]:
            first.append(one)
        elif kinds[category] == 1 and category != "salary":
            second.append(one)
        kinds[category] += 1
    return [*first, *second][:count]


def _suits(question: Question, brief: Brief, known: str) -> bool:
    nearest, farthest = question.relation
    return (
        nearest <= brief.comfort <= farthest
        and brief.seniority in question.seniority
        and (not question.stages or brief.stage in question.stages)
        and (not question.goals or brief.goal in question.goals)
        and (not question.only_for or brief.relation in question.only_for)
        and (question.depth < 3 or brief.comfort <= FAMILIAR)
        and question.id not in brief.asked
        and (not question.about or question.about in brief.openers)
        and _may_be_asked(question, brief)
        and not any(words in known for words in question.avoid_if)
    )


def _may_be_asked(question: Question, brief: Brief) -> bool:
    if brief.job_interview:
        return bool(question.twin) and question.sensitivity == "none"
    match question.sensitivity:
        case "none":
            return True
        case "money":
            return _pay_fits(brief)
        case _:
            return question.switch in brief.welcome


def _pay_fits(brief: Brief) -> bool:
    return (
        brief.minutes >= PAY_FROM
        and brief.comfort <= PAY_UP_TO
        and brief.seniority not in _NO_PAY
    )


def _points_of_kinds(bank: Bank, brief: Brief) -> Mapping[str, int]:
    points: defaultdict[str, int] = defaultdict(int)
    for source, wants in _wants(brief):
        for category, more in zip(wants, _POINTS[source], strict=False):
            points[category] += more
    for category, more in _BY_NEARNESS[_nearness(brief.comfort)].items():
        points[category] += more
    points["belonging"] += _SWITCHED_ON
    points["salary"] += _PAY
    for category in bank.categories:
        points[category] += _GAP * is_gap(category, brief)
        points[category] += _WISHED_FOR * (category in brief.wishes)
    return points


def _nearness(comfort: int) -> str:
    return "near" if comfort <= NEAR else "far" if comfort >= FAR else "between"


def _wants(brief: Brief) -> Iterable[tuple[str, Sequence[str]]]:
    for subject in ("goal", "stage", "seniority"):
        yield subject, meaning(subject, getattr(brief, subject)).wants
    for family in brief.families:
        yield "family", families().by_id[family].wants


def _worth(question: Question, brief: Brief, points: Mapping[str, int]) -> int:
    if question.about:
        return _ON_A_FACT - KINDS_OF_FACT.index(question.about)
    worth = points.get(question.category, 0)
    if question.family != EVERYONE:
        worth += _ONLY_THIS_FIELD
    if question.office:
        worth += _OF_THE_OFFICE
    if question.depth == 3 and brief.comfort <= NEAR:
        worth += _PERSONAL
    if question.id == meaning("goal", brief.goal).core:
        worth += _CORE
    if question.sensitivity == "none":  # of the questions on pay the plainest is best
        worth += _for_this_student(question)
    variety = crc32(f"{question.id}{brief.seed}".encode()) % _VARIETY
    return worth * _POINT + _POINT - _EARLIER * min(question.rank, _RANKS) + variety


def _for_this_student(question: Question) -> int:
    points = _FOR_FEW if question.only_for else 0
    if question.stages:
        points += _FOR_FEW if len(question.stages) <= 2 else _FOR_SOME
    if question.goals:
        points += _FOR_FEW if len(question.goals) == 1 else _FOR_SOME
    return points


def is_gap(category: str, brief: Brief) -> bool:
    """The student has asked others, but nobody about this."""
    return bool(brief.asked_elsewhere) and not brief.asked_elsewhere.get(category)
