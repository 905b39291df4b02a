"""Making a plan for one talk out of a student's wish.

Whatever the time, the talk ends with "who else?", the leave to use a name and how to
report back; when there is little of it, the middle has fewer questions.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from bot.coach.questions.agenda import Asked, Plan, settled
from bot.coach.questions.bank import bank
from bot.coach.questions.budget import Budget, budget
from bot.coach.questions.choice import Rated, chosen, is_gap, suitable
from bot.coach.questions.closers import closer_roles, closing, in_time
from bot.coach.questions.course import arranged, pay_comes_late, shared_out, smooth
from bot.coach.questions.fields import families
from bot.coach.questions.openers import filled
from bot.coach.questions.question import EVERYONE, Question
from bot.coach.questions.readings import meaning
from bot.coach.questions.wish import Brief, Wish, understand

ON_THE_BENCH = {"open": 6, "middle": 24}
OF_A_KIND_ON_THE_BENCH = 3
"""How many other questions a plan keeps at hand."""

_SHORT_OF_TIME = ("exec",)
"""They get one question fewer, and more time for each."""


def make_plan(wish: Wish) -> Plan:
    """Raises `BadWish` for minutes or a comfort that are off the scale."""
    brief, understood = understand(wish)
    time = budget(brief.minutes)
    rated = suitable(bank(), brief)
    opener = _opener(rated, brief, time.open)
    middle = _middle(rated, opener, brief, time)
    close = [closing(role) for role in closer_roles(brief.job_interview)]
    plan = Plan(
        asked=(),
        minutes=brief.minutes,
        time_check=time.time_check,
        understood=(*understood, *_left_out(brief, (*opener, *middle))),
        bench=_bench(rated, (*opener, *middle), brief),
        facts=brief.facts,
        job_interview=brief.job_interview,
    )
    return settled(plan, (*opener, *middle, *in_time(close, time.close)))


def _opener(rated: Sequence[Rated], brief: Brief, minutes: int) -> list[Asked]:
    opening = [one for one in rated if one.question.phase == "open"]
    easy = [one for one in rated if one.question.depth == 1]
    return [_asked(one, brief, "open", minutes) for one in (opening or easy)[:1]]


def _middle(
    rated: Sequence[Rated], opener: Sequence[Asked], brief: Brief, time: Budget
) -> list[Asked]:
    """The best questions that can be put in a good order.

    Where a personal one would come out of the blue, there is none.
    """
    taken = {one.id for one in opener}
    pool = [one for one in rated if _for_middle(one) and one.question.id not in taken]
    count = time.questions - (brief.seniority in _SHORT_OF_TIME and time.questions > 2)
    half = brief.minutes / 2
    steps: list[Asked] = []
    for deepest in (3, 2):
        allowed = [one for one in pool if one.question.depth <= deepest]
        picked = chosen(allowed, count, [one.category for one in opener])
        shares = shared_out([one.question.minutes for one in picked], time.middle)
        asked = [
            _asked(one, brief, "middle", minutes)
            for one, minutes in zip(picked, shares, strict=True)
        ]
        steps = arranged(asked, time.open, half)
        talk = [*opener, *steps]
        if smooth(talk) and pay_comes_late(talk, half):
            break
    return steps


def _left_out(brief: Brief, asked: Sequence[Asked]) -> Iterator[str]:
    """What was wished for and does not suit, such as pay with a stranger."""
    for kind in sorted(brief.wishes - {one.category for one in asked}):
        name = bank().categories[kind].name.lower()
        yield f"No question on {name} suits this talk."


def _for_middle(one: Rated) -> bool:
    """An opener that is no small talk ("How did you get into this?") may wait."""
    question = one.question
    plain_opener = question.phase == "open" and question.category != "icebreaker"
    return not question.about and (question.phase == "middle" or plain_opener)


def _bench(
    rated: Sequence[Rated], used: Sequence[Asked], brief: Brief
) -> tuple[Asked, ...]:
    """What else would suit: to begin with, then for the middle, the best first."""
    ids = {one.id for one in used}
    others = [
        _asked(one, brief, phase, one.question.minutes)
        for phase, most in ON_THE_BENCH.items()
        for one in _some_of_each_kind(rated, phase, ids)[:most]
    ]
    return tuple(others)


def _some_of_each_kind(
    rated: Sequence[Rated], phase: str, used: AbstractSet[str]
) -> list[Rated]:
    kinds = Counter[str]()
    some = []
    for one in rated:
        question = one.question
        if question.phase == phase and question.id not in used:
            kinds[question.category] += 1
            if kinds[question.category] <= OF_A_KIND_ON_THE_BENCH:
                some.append(one)
    return some


def _asked(one: Rated, brief: Brief, phase: str, minutes: int) -> Asked:
    question = one.question
    opener = brief.openers.get(question.about)
    text = question.twin if brief.job_interview else question.text
    return Asked(
        id=question.id,
        text=filled(text, opener.said) if opener else text,
        category=question.category,
        phase=phase,
        minutes=minutes,
        why=why(question, brief),
        depth=question.depth,
        worth=one.worth,
        closer=question.closer,
    )


def why(question: Question, brief: Brief) -> str:
    """What such a question is good for, and where it can be told why this one here."""
    category = bank().categories[question.category]
    return f"{category.why} {_reason(question, brief)}".strip()


def _reason(question: Question, brief: Brief) -> str:
    if question.about:
        return "It shows that you know who they are."
    if question.office:
        return "Your career office wants you to have it."
    if question.id == meaning("goal", brief.goal).core:
        return "Ask it of several people: where they differ, you learn most."
    if question.category in brief.wishes:
        return "You said that you want to hear about this."
    if question.family != EVERYONE:
        return f"It is special to {families().by_id[question.family].name}."
    if question.stages:
        return f"It suits {meaning('stage', brief.stage).name}."
    if is_gap(question.category, brief):
        return "Nobody has told you about this yet."
    if brief.is_goal_said and question.category in meaning("goal", brief.goal).wants:
        return f"You want {meaning('goal', brief.goal).name}."
    return ""
