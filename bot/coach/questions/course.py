"""The course of a talk: an order that people can follow, and minutes for each question.

From general to specific, then pay and hard things, then advice; pay not in the first
half, and never two steps deeper at once.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from bot.coach.questions.bank import bank

LATE = ("hard", "belonging", "salary")
"""Kinds of question for the second half, pay last of them."""

ADVICE = ("fit_advice", "projects", "resources_referral")
"""Kinds that look ahead, when the person has been heard."""

MOST_MINUTES = 6
"""Of one question; what a long talk has beyond that is room for their stories."""


class Step(Protocol):
    @property
    def category(self) -> str: ...
    @property
    def depth(self) -> int: ...
    @property
    def minutes(self) -> int: ...


S = TypeVar("S", bound=Step)


def arranged(steps: Sequence[S], after: int, half: float) -> list[S]:
    """The middle of a talk, ordered as well as it can be.

    It begins `after` minutes; `half` is the middle of the talk in minutes. `smooth` and
    `pay_comes_late` tell whether it could be ordered well.
    """
    ordered = sorted(steps, key=rank)
    _ease_into_depth(ordered)
    _push_back_what_is_late(ordered, after, half)
    return ordered


def rank(step: Step) -> tuple[int, int, int]:
    """Where it belongs in a talk, compared with others."""
    if step.category in LATE:
        return 2, LATE.index(step.category) == len(LATE) - 1, step.depth
    known = bank().categories
    place = known[step.category].place if step.category in known else len(known)
    if step.category in ADVICE:
        return 3, step.depth, place
    return 0, step.depth == 3, place


def smooth(steps: Sequence[Step]) -> bool:
    return all(abs(one.depth - next.depth) <= 1 for one, next in pairwise(steps))


def pay_comes_late(steps: Sequence[Step], half: float) -> bool:
    """Of a whole talk, opener and all."""
    pay = [at for at, step in enumerate(steps) if step.category == "salary"]
    return all(sum(step.minutes for step in steps[:at]) >= half for at in pay)


def shared_out(wanted: Sequence[int], minutes: int) -> list[int]:
    """Minutes for each question: its own, stretched or pressed to fill what there is.

    >>> shared_out([2, 3, 2], 9), shared_out([2, 3, 3], 4)
    ([3, 3, 3], [1, 1, 2])
    """
    shares = list(wanted)
    while sum(shares) > minutes and max(shares) > 1:
        shares[shares.index(max(shares))] -= 1
    while sum(shares) < minutes and min(shares, default=MOST_MINUTES) < MOST_MINUTES:
        shares[shares.index(min(shares))] += 1
    return shares


def _ease_into_depth(steps: list[S]) -> None:
    """Before the first personal question stands one that asks for a judgment."""
    depths = [step.depth for step in steps]
    if 3 not in depths or 2 not in depths:
        return
    deep, bridge = depths.index(3), depths.index(2)
    if bridge > deep:
        steps.insert(deep, steps.pop(bridge))


def _push_back_what_is_late(steps: list[S], after: int, half: float) -> None:
    for at in reversed(range(len(steps) - 1)):
        if steps[at].category in LATE:
            _push_back(steps, at, after, half)


def _push_back(steps: list[S], at: int, after: int, half: float) -> None:
    while at + 1 < len(steps) and after + _minutes(steps[:at]) < half:
        if steps[at + 1].category in LATE:
            return
        steps[at : at + 2] = reversed(steps[at : at + 2])
        at += 1


def _minutes(steps: Sequence[Step]) -> int:
    return sum(step.minutes for step in steps)
