"""Every talk there can be has a plan that fits: stage, relation, seniority, family of
work and length in all their combinations."""

from itertools import islice, product

import pytest

from bot.coach.questions.agenda import Plan
from bot.coach.questions.choice import PAY_FROM, PAY_UP_TO
from bot.coach.questions.course import pay_comes_late, smooth
from bot.coach.questions.fields import families
from bot.coach.questions.plan import make_plan
from bot.coach.questions.question import FAMILIAR, RELATIONS, SENIORITIES, STAGES
from bot.coach.questions.readings import meaning
from bot.coach.questions.wish import LONGEST, SHORTEST, UNSURE, Wish
from tests.proofs.conftest import Tally
from tests.proofs.scale import scale

LENGTHS = range(SHORTEST, LONGEST + 1, 5)
TALKS = list(product(("", *STAGES), ("", *RELATIONS), ("", *SENIORITIES), LENGTHS))
STRIDE = scale(257, 1)  # with no divisor in common with any of the lists


def ends_well(plan: Plan) -> bool:
    closers = [one.closer for one in plan.close]
    return closers[:2] == ["who", "name"] and sum(o.minutes for o in plan.close) >= 3


def asks_nothing_twice(plan: Plan) -> bool:
    texts = {one.text for one in plan.asked}
    return len(texts) == len({one.id for one in plan.asked}) == len(plan.asked)


def is_tactful(plan: Plan, comfort: int) -> bool:
    deepest = 3 if comfort <= FAMILIAR else 2
    return max(one.depth for one in plan.asked) <= deepest and smooth(plan.before_close)


def asks_about_pay_properly(plan: Plan, comfort: int) -> bool:
    pay = [one for one in plan.asked if one.category == "salary"]
    may = plan.minutes >= PAY_FROM and comfort <= PAY_UP_TO
    return len(pay) <= may and pay_comes_late(plan.asked, plan.minutes / 2)


@pytest.mark.parametrize("family", ["", *families().by_id])
def test_every_plan_fits_its_minutes_and_the_person(family: str, tally: Tally) -> None:
    made = 0
    for stage, relation, seniority, minutes in islice(TALKS, 0, None, STRIDE):
        wish = Wish(
            field=family,
            stage=stage,
            relation=relation,
            seniority=seniority,
            minutes=minutes,
        )
        plan = make_plan(wish)
        comfort = meaning("relation", relation).comfort if relation else UNSURE
        assert sum(one.minutes for one in plan.asked) + plan.spare == minutes, wish
        assert plan.spare >= 0, wish
        assert len(plan.middle) >= 1, wish
        assert ends_well(plan), wish
        assert asks_nothing_twice(plan), wish
        assert is_tactful(plan, comfort), wish
        assert asks_about_pay_properly(plan, comfort), wish
        made += 1
    tally("plans", made=made, over_time=0)
