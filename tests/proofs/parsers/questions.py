"""What a plan is wished from, and how it is changed."""

from contextlib import suppress
from functools import cache

from bot.coach.questions import changes
from bot.coach.questions.agenda import Plan, from_json, to_json
from bot.coach.questions.fields import families, read_field
from bot.coach.questions.openers import openers
from bot.coach.questions.plan import make_plan
from bot.coach.questions.plan_rules import rules_against
from bot.coach.questions.readings import SUBJECTS, read, read_comfort, subjects
from bot.coach.questions.wish import Wish, understand
from bot.errors import Mistake
from bot.flows.plan_changes import changed, length_in
from bot.text import one_line
from tests.proofs.parsers.table import ONE_IN, parser, pick


@parser("plans", "founder of a clinic", "nurse at a school", "it", "quant", "painter")
def a_field(text: str) -> None:
    assert {*read_field(text).families} <= families().by_id.keys()
    assert len(read_field(text).said) < 400


@parser("plans", "sophomore", "my aunt", "12 years", "7/10", "first in my family")
def a_reading(text: str) -> None:
    for subject in SUBJECTS:
        reading = read(subject, text)
        assert reading.value in ("", *subjects()[subject].meanings)
        assert len(reading.said) < 400
    assert read_comfort(text) is None or 0 <= (read_comfort(text) or 0) < 1_000


@parser("plans", "Told a story about a kite", "three years in a bakery", "has 2 kids")
def a_fact(text: str) -> None:
    for opener in openers((text, text[::-1]), text[:20]).values():
        assert opener.said.endswith((".", ":"))
        assert "\n" not in opener.said
        assert len(opener.said) < 400


@parser("plans", "nursing", "retired nurse, my aunt", "wrote a book about ferries")
def a_wish(text: str) -> None:
    """Of a few a plan is made: it knows a wish only as it was understood."""
    wish = Wish(
        field=text,
        stage=text[::2],
        goal=text,
        relation=text,
        seniority=text,
        know=(text, text[::2]),
        name=text,
    )
    brief, told = understand(wish)
    assert {*brief.families} <= families().by_id.keys()
    assert all(len(sentence) < 400 for sentence in told)
    if pick(text, range(ONE_IN)) == 0:
        plan = make_plan(wish)
        assert sum(one.minutes for one in plan.asked) + plan.spare == wish.minutes
        assert from_json(to_json(plan)) == plan


@parser("plans", "swap 3", "drop 1", "move 2 1", "add What is hard?", "shorter", "15")
def a_change_of_a_plan(text: str) -> None:
    words, minutes = length_in(text)
    assert words in text
    assert minutes is None or 0 <= minutes < 1_000
    with suppress(Mistake):
        _is_still_a_plan(changed(_plan(), text))


@parser("plans", "What is hard?", "How much do you earn?", "Is it hard? And why?")
def a_question(text: str) -> None:
    rules = rules_against(one_line(text, changes.LONGEST_QUESTION))
    assert len(rules) == len(set(rules))
    with suppress(Mistake):
        after, advice = changes.add(_plan(), text)
        _is_still_a_plan(after)
        assert all(one.why for one in advice)


@cache
def _plan() -> Plan:
    return make_plan(Wish(field="welder", minutes=30, relation="aunt"))


def _is_still_a_plan(plan: Plan) -> None:
    ids = [one.id for one in plan.asked]
    assert len(ids) == len(set(ids)) > 0
    assert all(len(one.text) <= changes.LONGEST_QUESTION for one in plan.asked)
    assert from_json(to_json(plan)) == plan
