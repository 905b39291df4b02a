"""Measures ours and its peers by turns, round after round, and judges the medians.

What is compared is always of one round: the machine was as busy for one as for all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median
from typing import NamedTuple, Self

from bench.disk import Disk

Figures = Mapping[str, float]
Measure = Callable[[Disk], Figures]
"""One round of one side."""

Rounds = Mapping[str, Sequence[Figures]]
"""What each side gave, round by round."""


class Key(NamedTuple):
    """Which figure of which side."""

    side: str
    figure: str


class Spread(NamedTuple):
    """A figure over all rounds."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        return cls(median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Goal:
    """`of` ours and the peer's is at most `limit`, or at least, at the median."""

    says: str
    of: Callable[[float, float], float]
    limit: float
    at_least: bool = False
    always: bool = False  # in every round, whatever the median

    def is_met(self, found: Spread) -> bool:
        if self.at_least:
            return found.median >= self.limit
        return (found.most if self.always else found.median) <= self.limit


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    what: str
    unit: str
    ours: Key
    peer: Key
    goal: Goal | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured together: in every round its sides take turns."""

    name: str
    sides: Mapping[str, Measure]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a row; `is_met` is None where nothing was promised."""

    row: Row
    ours: Spread
    peer: Spread
    ratio: Spread
    is_met: bool | None


def measured(subject: Subject, rounds: int, disk: Disk) -> Rounds:
    found: dict[str, list[Figures]] = {side: [] for side in subject.sides}
    for _ in range(rounds):
        for side, measure in subject.sides.items():
            found[side].append(measure(disk))
    return found


def judged(row: Row, rounds: Rounds) -> Result:
    pairs = [
        (ours[row.ours.figure], peer[row.peer.figure])
        for ours, peer in zip(rounds[row.ours.side], rounds[row.peer.side], strict=True)
    ]
    ours, peer = zip(*pairs, strict=True)

    def over(of: Callable[[float, float], float]) -> Spread:
        return Spread.of([of(*pair) for pair in pairs])

    is_met = row.goal.is_met(over(row.goal.of)) if row.goal else None
    return Result(row, Spread.of(ours), Spread.of(peer), over(_times), is_met)


def _times(ours: float, peer: float) -> float:
    return ours / peer if peer else inf


def _more(ours: float, peer: float) -> float:
    return ours - peer


def _itself(ours: float, peer: float) -> float:
    return ours


def at_least(limit: float) -> Goal:
    return Goal(f"at least {limit:g}x", _times, limit, at_least=True)


def at_most(limit: float) -> Goal:
    return Goal(f"at most {limit:g}x", _times, limit)


def under(limit: float, unit: str) -> Goal:
    return Goal(f"under {limit:g} {unit}", _itself, limit)


def within(limit: float, unit: str) -> Goal:
    return Goal(f"at most {limit:g} {unit} more", _more, limit)


NONE = Goal("none, ever", _itself, 0, always=True)
