"""A plan for one talk as plain values: what is asked, in which order, for how long."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

OWN = "own-"
"""How the id of a student's own question begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of a plan; `closer` is what it closes the talk with, if anything.

    `worth` compares it with the others: the more, the later it is given up.
    """

    id: str
    text: str
    category: str
    phase: str  # open, middle or close
    minutes: int
    why: str
    depth: int = 2
    worth: int = 0
    closer: str = ""

    @property
    def own(self) -> bool:
        return self.id.startswith(OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Plain values only, so that it can be kept as it is.

    `time_check` is in minutes before the end, 0 for none. `bench` holds other questions
    that would suit, the next one first. `put_back` says that the student once dropped
    a closer and got it back; `field` is what it was made for, where that is no person.
    `earlier` are ids that this person was asked before, in `talks` talks.
    """

    asked: tuple[Asked, ...]
    minutes: int
    spare: int = 0
    time_check: int = 0
    if_short: tuple[str, ...] = ()
    understood: tuple[str, ...] = ()
    bench: tuple[Asked, ...] = ()
    facts: tuple[str, ...] = ()
    job_interview: bool = False
    put_back: bool = False
    field: str = ""
    earlier: tuple[str, ...] = ()
    talks: int = 0

    @property
    def before_close(self) -> tuple[Asked, ...]:
        return tuple(one for one in self.asked if one.phase != "close")

    @property
    def middle(self) -> tuple[Asked, ...]:
        return tuple(one for one in self.asked if one.phase == "middle")

    @property
    def close(self) -> tuple[Asked, ...]:
        return tuple(one for one in self.asked if one.phase == "close")


def settled(plan: Plan, asked: Iterable[Asked]) -> Plan:
    """The plan with these questions, and what follows from them worked out anew."""
    asked = tuple(asked)
    spare = plan.minutes - sum(one.minutes for one in asked)
    return replace(plan, asked=asked, spare=max(spare, 0), if_short=_if_short(asked))


def _if_short(asked: Sequence[Asked]) -> tuple[str, ...]:
    """The three to ask when time runs out: the two best ones, and who else.

    Pay is not asked in a hurry while there is something else.
    """
    last = [one.id for one in asked if one.closer in ("who", "next")][:1]
    others = [one for one in asked if one.phase != "close"]
    best = sorted(others, key=_in_a_hurry)
    return (*(one.id for one in best[: 3 - len(last)]), *last)


def _in_a_hurry(one: Asked) -> tuple[bool, bool, int]:
    return one.category == "salary", one.phase == "open", -one.worth


def to_json(plan: Plan) -> str:
    return json.dumps(plan, separators=(",", ":"), default=_by_name)


def _by_name(value: Plan | Asked) -> dict[str, object]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def from_json(text: str) -> Plan:
    """A plan as `to_json` wrote it."""
    kept = json.loads(text)
    for key in ("asked", "bench"):
        kept[key] = tuple(Asked(**one) for one in kept[key])
    for key in ("if_short", "understood", "facts", "earlier"):
        kept[key] = tuple(kept.get(key, ()))
    return Plan(**kept)
