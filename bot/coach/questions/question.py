"""One question of the bank: what it may say of itself, and what is wrong with it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.coach.questions.lexicon import plain

Check = Callable[[object], str]

EVERYONE = "*"
"""The family of a question that fits every field of work."""

FAMILIAR = 6
"""The last step of the comfort scale on which something personal may be asked."""

GOALS = (
    "explore", "compare", "break-in", "target-employer", "prep-job-interview",
    "advance",
)  # fmt: skip
STAGES = (
    "first-year", "exploring", "internship", "final-year", "grad", "career-changer",
    "returning",
)  # fmt: skip
SENIORITIES = (
    "student-worker", "early", "mid", "senior", "exec", "academic", "retired",
)  # fmt: skip
RELATIONS = (
    "family", "near", "known", "community", "young-alum", "senior-alum", "referred",
    "affinity", "stranger", "public",
)  # fmt: skip
"""How somebody is known, from near to far."""

SENSITIVITIES = ("none", "money", "personal", "employer-critical")
PHASES = ("open", "middle", "close")
KINDS_OF_FACT = (
    "wrote", "built", "told", "turn", "span", "doing", "did", "shared", "met", "thing",
)  # fmt: skip
"""What is known about somebody, the best thing to begin with first."""

CLOSERS = ("who", "name", "back", "next")

MOST_WORDS = 25

_WORKING = frozenset(SENIORITIES) - {"retired"}
_SENSITIVE = {"salary": "money", "belonging": "personal"}
_PHASE = {"icebreaker": "open", "resources_referral": "close"}


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of question. `place` is where in a talk it comes, from 0."""

    id: str
    name: str
    depth: int
    why: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; an empty set of goals or stages means all of them."""

    id: str
    text: str
    category: str
    family: str
    depth: int
    minutes: int
    phase: str
    goals: frozenset[str]
    stages: frozenset[str]
    seniority: frozenset[str]
    relation: tuple[int, int]  # from and to, on the comfort scale
    only_for: frozenset[str]  # how they are known, such as "family"; empty: anyhow
    sensitivity: str
    switch: str  # what the student has to switch on first
    look_up: str  # what can be looked up, so that the question asks for the rest
    avoid_if: tuple[str, ...]  # as `lexicon.plain` has them, a blank on both sides
    follow_ups: tuple[str, ...]
    twin: str  # how to ask it in a real job interview; empty: do not
    about: str  # the kind of fact it is built on
    closer: str
    rank: int  # how many of its kind stand before it in its file
    office: bool  # it is the office's own


def question(
    entry: Mapping[str, Any],
    category: Category,
    family: str,
    rank: int,
    office: bool = False,
) -> Question:
    depth = entry.get("depth", category.depth)
    near, far = entry.get("relation", (0, FAMILIAR if depth == 3 else 10))
    named = frozenset(entry.get("seniority", _WORKING))
    return Question(
        id=entry["id"],
        text=entry["text"],
        category=category.id,
        family=family,
        depth=depth,
        minutes=entry.get("minutes", 2),
        phase=entry.get("phase", _PHASE.get(category.id, "middle")),
        goals=frozenset(entry.get("goals", ())),
        stages=frozenset(entry.get("stages", ())),
        seniority=frozenset(SENIORITIES) if "anyone" in named else named,
        relation=(near, far),
        only_for=frozenset(entry.get("only_for", ())),
        sensitivity=entry.get("sensitivity", _SENSITIVE.get(category.id, "none")),
        switch=entry.get("switch", "belonging"),
        look_up=entry.get("look_up", ""),
        avoid_if=tuple(f" {plain(words)} " for words in entry.get("avoid_if", ())),
        follow_ups=tuple(entry["follow_ups"]),
        twin=entry.get("twin", ""),
        about=entry.get("about", ""),
        closer=entry.get("closer", ""),
        rank=rank,
        office=office,
    )


def wrong(entry: Mapping[str, Any]) -> Iterator[str]:
    for key in ("id", "text", "follow_ups"):
        if not entry.get(key):
            yield f"{key} is missing. Every question has one."
    for key, value in entry.items():
        if key not in _CHECKS:
            yield f'"{key}" is not known. Write one of: {", ".join(_CHECKS)}.'
        elif remedy := _CHECKS[key](value):
            yield f"{key} is {value!r}. {remedy}"


def _text(value: object) -> str:
    return "" if isinstance(value, str) else 'Write words between " and ".'


def _texts(value: object) -> str:
    fine = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return "" if fine else 'Write a list, such as ["Who helped?"].'


def _spoken(value: object) -> str:
    if not isinstance(value, str) or not value.endswith("?"):
        return "Write a question that ends in a question mark."
    if value.count("?") > 1:
        return "It asks two things: keep one, and make the other a follow-up."
    if len(value.split()) > MOST_WORDS:
        return f"It is too long to be spoken: say it in {MOST_WORDS} words or fewer."
    return ""


def _follow_ups(value: object) -> str:
    one_to_three = isinstance(value, list) and 1 <= len(value) <= 3
    return _texts(value) if one_to_three else "Write a list of one to three questions."


def _number(least: int, most: int) -> Check:
    remedy = f"Write a whole number from {least} to {most}."
    return lambda value: "" if value in range(least, most + 1) else remedy


def _one_of(*choices: str) -> Check:
    remedy = f"Write one of: {', '.join(choices)}."
    return lambda value: "" if value in choices else remedy


def _some_of(*choices: str) -> Check:
    remedy = f"Write a list with some of: {', '.join(choices)}."

    def check(value: object) -> str:
        fine = isinstance(value, list) and all(item in choices for item in value)
        return "" if fine else remedy

    return check


def _relation(value: object) -> str:
    match value:
        case [int(near), int(far)] if 0 <= near <= far <= 10:
            return ""
    return "Write two numbers from 0 to 10, the smaller first, such as [0, 6]."


_CHECKS: Mapping[str, Check] = {
    "id": _text,
    "text": _spoken,
    "follow_ups": _follow_ups,
    "depth": _number(1, 3),
    "minutes": _number(1, 4),
    "phase": _one_of(*PHASES),
    "goals": _some_of(*GOALS),
    "stages": _some_of(*STAGES),
    "seniority": _some_of(*SENIORITIES, "anyone"),
    "relation": _relation,
    "only_for": _some_of(*RELATIONS),
    "sensitivity": _one_of(*SENSITIVITIES),
    "switch": _text,
    "look_up": _text,
    "avoid_if": _texts,
    "twin": _spoken,
    "about": _one_of(*KINDS_OF_FACT),
    "closer": _one_of(*CLOSERS),
}
"""What each key of an entry may hold: a check gives the remedy, or nothing."""
