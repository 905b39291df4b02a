"""Changing a plan: swap, drop, add, move, make it shorter or longer.

The student decides. Closers that are dropped come back once, and then stay away; an
own question gets advice and is taken as it is. Questions are counted from 1.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.coach.questions.agenda import OWN, Asked, Plan, settled
from bot.coach.questions.budget import budget
from bot.coach.questions.choice import PAY_FROM
from bot.coach.questions.closers import closer_roles, closing, in_time, other_words
from bot.coach.questions.course import (
    arranged,
    pay_comes_late,
    rank,
    shared_out,
    smooth,
)
from bot.coach.questions.plan_rules import Finding, check_plan
from bot.coach.questions.wish import BadWish, check_minutes
from bot.text import one_line

LONGEST_QUESTION = 300
"""Characters of a question of the student's own."""

MOST_OWN = 50

_LENGTHS = (60, 45, 30, 20, 15, 10)
_OWN_WORTH = 1_000_000
_ABOUT_PAY = re.compile(
    r"\b(?:pay|paid|salar\w+|wages?|earn\w*|income)\b", re.IGNORECASE
)


def swap(plan: Plan, nth: int) -> Plan:
    """The next question that fits in this place; all others come before it returns."""
    at = _place(plan, nth)
    old = plan.asked[at]
    if old.phase == "close":
        return settled(plan, _with(plan.asked, at, other_words(old)))
    others = [one.category for one in plan.before_close if one is not old]
    for new in plan.bench:
        if new.phase == old.phase and new.category not in others:
            taking = replace(new, minutes=old.minutes)
            bench = (*(one for one in plan.bench if one is not new), old)
            asked = _with(plan.asked, at, taking)
            changed = settled(replace(plan, bench=bench), asked)
            if _faults(changed) <= _faults(plan):
                return changed
    raise BadWish(
        "There is no other question that fits here. Drop it, or add one of your own."
    )


def drop(plan: Plan, nth: int) -> Plan:
    """Without this question. The first closer that is dropped comes back, once."""
    at = _place(plan, nth)
    gone = plan.asked[at]
    if gone.closer and not plan.put_back:
        return replace(plan, put_back=True)
    asked = (*plan.asked[:at], *plan.asked[at + 1 :])
    if not asked:
        raise BadWish("That is the last question of the plan. Swap it instead.")
    bench = plan.bench if gone.closer else (*plan.bench, gone)
    return settled(replace(plan, bench=bench), asked)


def add(plan: Plan, text: str) -> tuple[Plan, tuple[Finding, ...]]:
    """With a question of the student's own late in the talk, and advice about it."""
    typed = one_line(text, LONGEST_QUESTION + 1)
    if not typed:
        raise BadWish("There is no question yet. Type it as you would say it.")
    if len(typed) > LONGEST_QUESTION:
        raise BadWish(
            "That is too long to be spoken. "
            f"Say it in {LONGEST_QUESTION} characters; one breath is best."
        )
    number = 1 + sum(one.own for one in (*plan.asked, *plan.bench))
    if number > MOST_OWN:
        raise BadWish(f"You have added {MOST_OWN} questions, which is a long talk.")
    own = Asked(
        id=f"{OWN}{number}",
        text=typed,
        category="salary" if _ABOUT_PAY.search(typed) else "own",
        phase="middle",
        minutes=2,
        why="It is your own question.",
        worth=_OWN_WORTH,
    )
    fuller = _taking_in(plan, own)
    nth = 1 + [one.id for one in fuller.asked].index(own.id)
    before = {one.rule for one in check_plan(plan)}
    return fuller, tuple(
        one for one in check_plan(fuller) if one.nth == nth or one.rule not in before
    )


def move(plan: Plan, nth: int, to: int) -> Plan:
    """To another place; the closers stay last, and change places among themselves."""
    at = _place(plan, nth)
    moved = plan.asked[at]
    rest = [*plan.asked[:at], *plan.asked[at + 1 :]]
    last = len(plan.before_close) - (moved.phase != "close")
    first, end = (last, len(rest)) if moved.phase == "close" else (0, last)
    rest.insert(min(max(_place(plan, to), first), end), moved)
    return settled(plan, _opened_by_the_first(rest))


def shorter(plan: Plan) -> Plan:
    """The next shorter length of a talk; at the shortest, one question less."""
    if lengths := [length for length in _LENGTHS if length < plan.minutes]:
        return with_minutes(plan, lengths[0])
    if len(plan.middle) <= 1:
        raise BadWish("It is as short as a talk can be: one question, and the close.")
    least = min(plan.middle, key=lambda one: one.worth)
    return drop(plan, plan.asked.index(least) + 1)


def longer(plan: Plan) -> Plan:
    """The next longer length of a talk, with questions from the bench."""
    if lengths := [length for length in _LENGTHS if length > plan.minutes]:
        return with_minutes(plan, lengths[-1])
    raise BadWish(f"It is as long as a talk can be: {plan.minutes} minutes.")


def with_minutes(plan: Plan, minutes: int) -> Plan:
    """For a talk of another length: fewer or more questions, the closers stay.

    What the student has put into an order stays in it, if that order still works.
    """
    check_minutes(minutes)
    time, faults = budget(minutes), _faults(plan)
    plan = replace(plan, minutes=minutes, time_check=time.time_check)
    plan = _filled_up(_thinned_out(plan, time.questions), time.questions)
    return plan if _faults(plan) <= faults else _retimed(plan, _in_order(plan))


def _place(plan: Plan, nth: int) -> int:
    if not 1 <= nth <= len(plan.asked):
        raise BadWish(
            f"There is no question {nth}. Choose a number from 1 to {len(plan.asked)}."
        )
    return nth - 1


def _with(asked: Sequence[Asked], at: int, new: Asked) -> tuple[Asked, ...]:
    return (*asked[:at], new, *asked[at + 1 :])


def _faults(plan: Plan) -> int:
    """Leaps into depth, and questions on pay that come early or in a short talk."""
    leaps = [smooth(two) for two in pairwise(plan.before_close)].count(False)
    early = not pay_comes_late(plan.before_close, plan.minutes / 2)
    hasty = any(not _has_time(one, plan.minutes) for one in plan.before_close)
    return leaps + early + hasty


def _has_time(one: Asked, minutes: int) -> bool:
    return one.own or one.category != "salary" or minutes >= PAY_FROM


def _thinned_out(plan: Plan, count: int) -> Plan:
    """With the questions of the middle that are worth most."""
    timely = [one for one in plan.middle if _has_time(one, plan.minutes)]
    kept = sorted(timely, key=lambda one: -one.worth)[:count]
    gone = tuple(one for one in plan.middle if one not in kept)
    rest = [one for one in plan.before_close if one not in gone]
    return _retimed(replace(plan, bench=(*gone, *plan.bench)), rest)


def _filled_up(plan: Plan, count: int) -> Plan:
    """With the first ones of the bench that bring another kind and fit in."""
    for new in plan.bench:
        kinds = [one.category for one in plan.before_close]
        if len(plan.middle) >= count:
            break
        if new.phase == "middle" and new.category not in kinds:
            bench = tuple(one for one in plan.bench if one is not new)
            fuller = _retimed(replace(plan, bench=bench), _put_in(plan, new))
            plan = fuller if _faults(fuller) <= _faults(plan) else plan
    return plan


def _put_in(plan: Plan, new: Asked) -> list[Asked]:
    """Before the first question of the middle that belongs later in a talk."""
    later = (
        at
        for at, one in enumerate(plan.before_close)
        if one.phase == "middle" and rank(one) > rank(new)
    )
    questions = list(plan.before_close)
    questions.insert(next(later, len(questions)), new)
    return questions


def _taking_in(plan: Plan, own: Asked) -> Plan:
    """Before the close; or before pay, which it would else push into the first half."""
    questions = plan.before_close
    last = _retimed(plan, (*questions, own))
    pay = [at for at, one in enumerate(questions) if one.category == "salary"][:1]
    if own.category == "salary" or not pay or _faults(last) <= _faults(plan):
        return last
    return _retimed(plan, (*questions[: pay[0]], own, *questions[pay[0] :]))


def _in_order(plan: Plan) -> list[Asked]:
    opener = [one for one in plan.before_close if one.phase == "open"]
    after = sum(one.minutes for one in opener)
    return [*opener, *arranged(plan.middle, after, plan.minutes / 2)]


def _retimed(plan: Plan, before_close: Sequence[Asked]) -> Plan:
    """With the minutes of each shared out anew."""
    time = budget(plan.minutes)
    opener = [
        replace(one, minutes=time.open) for one in before_close if one.phase == "open"
    ]
    middle = [one for one in before_close if one.phase == "middle"]
    shares = shared_out([one.minutes for one in middle], time.middle)
    timed = [
        replace(one, minutes=minutes)
        for one, minutes in zip(middle, shares, strict=True)
    ]
    return settled(plan, (*opener, *timed, *in_time(_closers(plan), time.close)))


def _closers(plan: Plan) -> list[Asked]:
    """Those there are. One that the student has not dropped is missing in a plan that
    was kept from when short talks did not ask how to report back."""
    there = {one.closer for one in plan.close}
    roles = () if plan.put_back else closer_roles(plan.job_interview)
    return [*plan.close, *(closing(role) for role in roles if role not in there)]


def _opened_by_the_first(asked: Sequence[Asked]) -> list[Asked]:
    """Whatever comes first has the time for thanks and a word about oneself."""
    first, *rest = asked
    was = next((one for one in rest if one.phase == "open"), None)
    if was is None:
        return list(asked)
    swapped = replace(was, phase=first.phase, minutes=first.minutes)
    opening = replace(first, phase="open", minutes=was.minutes)
    return [opening, *(swapped if one is was else one for one in rest)]
