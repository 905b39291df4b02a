"""What an experienced coach would want changed in a plan. Advice, never a refusal.

The words of it, and what is looked for in a question, are in
`knowledge/plan_rules.toml`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Literal

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.coach.questions.agenda import Plan
from bot.coach.questions.bank import bank
from bot.coach.rules.phrases import Phrases, Sets, places_of, read_sets
from bot.coach.rules.words import words_of
from bot.errors import Unusable

Severity = Literal["block", "warn", "info"]

MOST, MOST_OF_A_KIND, LEAST_NOTES = 10, 2, 3
OPEN_SHARE = 0.7
FAR_OVER = 1.2
"""Times the minutes from which being over time is no longer a small thing."""

_BY_SHAPE = {
    "compound": re.compile(r"\?.*\?", re.DOTALL),
    "leading": re.compile(
        r", (?:right|correct|yes|no|(?:is|are|do|does|was)n't (?:it|you|they))\s*\?$",
        re.IGNORECASE,
    ),
    "can-be-looked-up": re.compile(
        r"what(?:'s| is| are) [\w-]{3,} \w+(?:ing|tion|ment|logy|ics|ance|ity)\s*\?",
        re.IGNORECASE,
    ),
}
"""What a list of phrases cannot say: two marks, a tag at the end, "What is <noun>?"."""

_PART = re.compile(r"[.:;,!?\u2013\u2014]\s+")


@dataclass(frozen=True, slots=True)
class Finding:
    """`nth` counts the questions of the plan from 1; `None` is the whole of it."""

    rule: str
    severity: Severity
    nth: int | None
    why: str
    repair: str


@dataclass(frozen=True, slots=True)
class Rule:
    severity: Severity
    why: str
    repair: str
    phrases: Phrases
    unless: Phrases


@dataclass(frozen=True, slots=True)
class Rules:
    by_name: Mapping[str, Rule]
    begins_open: frozenset[str]


Whole = Callable[[Plan, AbstractSet[str]], Iterator[tuple[str, int | None]]]


def check_plan(
    plan: Plan, asked: AbstractSet[str] = frozenset()
) -> tuple[Finding, ...]:
    """Worst first. `asked` are ids of questions that this person was asked before."""
    found = [
        *((rule, nth) for look in _LOOKS for rule, nth in look(plan, asked)),
        *(
            (rule, nth)
            for nth, one in enumerate(plan.asked, start=1)
            if one.own
            for rule in rules_against(one.text)
        ),
    ]
    order = ("block", "warn", "info")
    findings = [_finding(rule, nth, plan) for rule, nth in found]
    return tuple(sorted(findings, key=lambda one: order.index(one.severity)))


def rules_against(text: str) -> list[str]:
    """The rules by which one question is better asked otherwise.

    >>> rules_against("How much do you earn?")
    ['personal-pay']
    """
    forms = [word.form for word in words_of(text.lower(), 0, len(text))]
    places = places_of(forms)
    found = []
    for name, rule in rules().by_name.items():
        hits = rule.phrases.find(forms, places)
        excused = rule.unless.find(forms, places) if hits else []
        if any(not _inside(hit, excused) for hit in hits):
            found.append(name)
    return found + [
        name
        for name, look in _BY_SHAPE.items()
        if name not in found and look.search(text.strip())
    ]


def is_open(text: str) -> bool:
    """Some part of it begins with "what", "how" or the like.

    >>> is_open("You wrote about otters. What was hard?"), is_open("Is it hard?")
    (True, False)
    """
    parts = (part.split() for part in _PART.split(text.lower()))
    return any(part and part[0] in rules().begins_open for part in parts)


def _inside(hit: tuple[int, int], excused: list[tuple[int, int]]) -> bool:
    return any(start < hit[1] and hit[0] < end for start, end in excused)


def _finding(rule: str, nth: int | None, plan: Plan) -> Finding:
    known = rules().by_name[rule]
    severity = known.severity
    if rule == "over-time" and _minutes(plan) > plan.minutes * FAR_OVER:
        severity = "block"
    return Finding(rule, severity, nth, known.why, known.repair)


def _closers(plan: Plan, asked: AbstractSet[str]) -> Iterator[tuple[str, int | None]]:
    if plan.job_interview:
        return
    closers = {one.closer for one in plan.asked}
    if "who" not in closers:
        yield "closing-question-missing", None
    if "name" not in closers:
        yield "leave-question-missing", None


def _time(plan: Plan, asked: AbstractSet[str]) -> Iterator[tuple[str, int | None]]:
    if _minutes(plan) > plan.minutes:
        yield "over-time", None
    if len(plan.asked) > MOST:
        yield "too-many", None


def _minutes(plan: Plan) -> int:
    return sum(one.minutes for one in plan.asked)


def _openness(plan: Plan, asked: AbstractSet[str]) -> Iterator[tuple[str, int | None]]:
    """Of the questions before the close, which by nature asks for a yes."""
    questions = plan.before_close
    if sum(is_open(one.text) for one in questions) < OPEN_SHARE * len(questions):
        yield "few-open-questions", None


def _pay(plan: Plan, asked: AbstractSet[str]) -> Iterator[tuple[str, int | None]]:
    paid = [nth for nth, one in enumerate(plan.asked) if one.category == "salary"]
    for nth in paid:
        before = sum(one.minutes for one in plan.asked[:nth])
        if before < plan.minutes / 2 or nth != paid[0]:
            yield "pay-early", nth + 1


def _notes(plan: Plan, asked: AbstractSet[str]) -> Iterator[tuple[str, int | None]]:
    known = bank().by_id
    built_on = any(known[one.id].about for one in plan.asked if one.id in known)
    if not built_on and not any(one.own for one in plan.asked):
        yield "no-prep-fact", None
    if len(plan.facts) < LEAST_NOTES:
        yield "thin-notes", None


def _variety(plan: Plan, asked: AbstractSet[str]) -> Iterator[tuple[str, int | None]]:
    kinds = Counter(one.category for one in plan.before_close if not one.own)
    for nth, one in enumerate(plan.before_close, start=1):
        if not one.own and kinds[one.category] > MOST_OF_A_KIND:
            kinds[one.category] = 0
            yield "too-many-of-a-kind", nth


def _depth(plan: Plan, asked: AbstractSet[str]) -> Iterator[tuple[str, int | None]]:
    for nth, (one, following) in enumerate(pairwise(plan.before_close), start=2):
        if abs(one.depth - following.depth) > 1:
            yield "depth-jump", nth


def _again(plan: Plan, asked: AbstractSet[str]) -> Iterator[tuple[str, int | None]]:
    for nth, one in enumerate(plan.before_close, start=1):
        if one.id in asked:
            yield "asked-before", nth


_LOOKS: tuple[Whole, ...] = (
    _closers, _time, _openness, _pay, _notes, _variety, _depth, _again,
)  # fmt: skip


@cache
def rules() -> Rules:
    data = read_toml(KNOWLEDGE / "plan_rules.toml")
    try:
        sets, begins_open = read_sets(data.pop("sets")), data.pop("open")["words"]
        by_name = {name: _rule(entry, sets) for name, entry in data.items()}
    except (KeyError, TypeError, ValueError) as error:
        raise Unusable(
            f"plan_rules.toml: {error}. "
            "Every rule needs a severity, a why and a repair; see the head of the file."
        ) from error
    return Rules(by_name, frozenset(begins_open))


def _rule(entry: Mapping[str, Any], sets: Sets) -> Rule:
    return Rule(
        severity=entry["severity"],
        why=entry["why"],
        repair=entry["repair"],
        phrases=Phrases(entry.get("phrases", ()), sets),
        unless=Phrases(entry.get("unless", ()), sets),
    )
