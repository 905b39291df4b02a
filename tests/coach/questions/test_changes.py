import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.questions.agenda import Plan, from_json, settled, to_json
from bot.coach.questions.changes import (
    add,
    drop,
    longer,
    move,
    shorter,
    swap,
    with_minutes,
)
from bot.coach.questions.course import pay_comes_late, smooth
from bot.coach.questions.plan import make_plan
from bot.coach.questions.plan_rules import check_plan
from bot.coach.questions.wish import BadWish, Wish

AUNT = Wish(
    field="electrician",
    minutes=20,
    stage="sophomore",
    relation="my aunt",
    know=("Used to be a chef",),
)
FAR = Wish(field="nurse", minutes=30, goal="break in", comfort=9, seniority="early")
PLANS = st.sampled_from([make_plan(AUNT), make_plan(FAR), make_plan(Wish(minutes=10))])


def ids(plan: Plan) -> list[str]:
    return [one.id for one in plan.asked]


def roles(plan: Plan) -> list[str]:
    return [one.closer for one in plan.close]


@pytest.mark.parametrize("nth", range(1, 7))
def test_a_swap_shows_every_alternative_before_one_returns(nth: int) -> None:
    plan = make_plan(AUNT)
    seen = [plan.asked[nth - 1].id]
    while (plan := swap(plan, nth)).asked[nth - 1].id != seen[0]:
        seen.append(plan.asked[nth - 1].id)
    assert len(seen) == len(set(seen)) >= 3


@pytest.mark.parametrize("nth", range(1, 7))
def test_a_swap_keeps_the_rest_the_minutes_and_a_good_order(nth: int) -> None:
    plan = make_plan(AUNT)
    swapped = swap(plan, nth)
    others = [one for at, one in enumerate(plan.asked, start=1) if at != nth]
    assert [one for at, one in enumerate(swapped.asked, start=1) if at != nth] == others
    assert swapped.spare == plan.spare
    assert smooth(swapped.before_close)
    assert pay_comes_late(swapped.asked, swapped.minutes / 2)


def test_a_closer_is_swapped_for_other_words() -> None:
    plan = make_plan(AUNT)
    who = ids(plan).index("close-who") + 1
    other = swap(plan, who)
    assert other.asked[who - 1].id == "close-who-different"
    assert roles(other) == roles(plan)


def test_the_closers_come_back_once_when_they_are_dropped() -> None:
    plan = make_plan(AUNT)
    who = ids(plan).index("close-who") + 1
    put_back = drop(plan, who)
    assert ids(put_back) == ids(plan)
    assert put_back.put_back
    gone = drop(put_back, who)
    assert "close-who" not in ids(gone)
    assert roles(drop(gone, who)) == ["back"]


def test_a_closer_that_the_student_gave_up_stays_away() -> None:
    plan = make_plan(AUNT)
    last = len(plan.asked)
    gone = drop(drop(plan, last), last)
    assert roles(with_minutes(gone, 30)) == ["who", "name"]


def test_how_to_report_back_stays_when_a_talk_gets_shorter_and_costs_nothing() -> None:
    plan = with_minutes(make_plan(Wish(minutes=30)), 15)
    assert roles(plan) == ["who", "name", "back"]
    assert [one.minutes for one in plan.close] == [1, 1, 1]
    assert [one.minutes for one in with_minutes(plan, 30).close] == [2, 1, 1]


def test_a_plan_kept_without_how_to_report_back_gets_it_with_its_next_change() -> None:
    plan = make_plan(Wish(minutes=15))
    kept = settled(plan, plan.asked[:-1])
    assert roles(with_minutes(kept, 10)) == ["who", "name", "back"]


def test_longer_and_shorter_lead_back_to_the_same_questions() -> None:
    plan = make_plan(AUNT)
    more = longer(plan)
    assert more.minutes == 30
    assert set(ids(plan)) <= set(ids(more))
    assert set(ids(shorter(more))) == set(ids(plan))


def test_no_talk_is_longer_than_an_hour() -> None:
    with pytest.raises(BadWish, match="60 minutes"):
        longer(make_plan(Wish(minutes=60)))


def test_another_length_keeps_what_the_student_has_put_in() -> None:
    mine, _ = add(make_plan(AUNT), "What do you hear first in a broken motor?")
    swapped = swap(mine, 2)
    after = with_minutes(swapped, 30)
    assert {swapped.asked[1].id, "own-1"} <= set(ids(after))


def test_what_is_dropped_leaves_its_minutes_to_spare_and_can_return() -> None:
    plan = make_plan(AUNT)
    dropped = drop(plan, 3)
    assert dropped.spare == plan.spare + plan.asked[2].minutes
    assert dropped.bench[-1] == plan.asked[2]


def test_the_last_question_cannot_be_dropped() -> None:
    plan = make_plan(Wish(minutes=10))
    for _ in range(len(plan.asked)):
        plan = drop(plan, 1)
    with pytest.raises(BadWish, match="Swap it instead"):
        drop(plan, 1)


def test_an_own_question_goes_before_the_close() -> None:
    plan, advice = add(make_plan(AUNT), "What do you hear first in a broken motor?")
    assert plan.before_close[-1].text == "What do you hear first in a broken motor?"
    assert plan.before_close[-1].own
    assert advice == ()
    assert sum(one.minutes for one in plan.asked) <= plan.minutes


@pytest.mark.parametrize("minutes", [15, 20, 30])
def test_an_own_question_does_not_push_pay_into_the_first_half(minutes: int) -> None:
    plan = make_plan(Wish(field="nurse", minutes=minutes, relation="my aunt"))
    for text in ("What do you hear first?", "What do you see first?"):
        plan, advice = add(plan, text)
        assert pay_comes_late(plan.asked, minutes / 2)
        assert "pay-early" not in {one.rule for one in advice}
    assert sum(one.own for one in plan.before_close) == 2


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("How much do you earn?", "personal-pay"),
        ("Are you married?", "protected-topic"),
        ("Could you pass on my resume?", "job-ask"),
        ("What does your company do?", "can-be-looked-up"),
        ("What is hard, and what is easy?", "compound"),
    ],
)
def test_an_own_question_gets_advice_and_is_taken_all_the_same(
    text: str, rule: str
) -> None:
    plan, advice = add(make_plan(AUNT), text)
    assert plan.before_close[-1].text == text
    assert rule in {one.rule for one in advice}


@pytest.mark.parametrize("text", ["", "  \n", "\u202e", "x" * 301, "?" * 100_000])
def test_an_own_question_that_cannot_be_asked_is_refused(text: str) -> None:
    with pytest.raises(BadWish):
        add(make_plan(AUNT), text)


def test_nobody_asks_more_than_fifty_questions_of_their_own() -> None:
    plan = make_plan(AUNT)
    for nth in range(50):
        plan, _ = add(plan, f"What about number {nth}?")
    with pytest.raises(BadWish, match="50 questions"):
        add(plan, "What else?")


def test_own_questions_have_ids_of_their_own() -> None:
    plan, _ = add(make_plan(AUNT), "What first?")
    plan, _ = add(drop(plan, len(plan.before_close)), "What second?")
    assert plan.before_close[-1].id == "own-2"


def test_a_question_moves_and_the_closers_stay_last() -> None:
    plan = make_plan(AUNT)
    moved = move(plan, 2, 4)
    assert moved.asked[3] == plan.asked[1]
    assert move(plan, 2, len(plan.asked)).close == plan.close
    assert roles(move(plan, 7, 8)) == ["name", "who", "back"]


def test_whatever_is_moved_to_the_front_opens_the_talk() -> None:
    plan = make_plan(AUNT)
    moved = move(plan, 3, 1)
    assert moved.asked[0].id == plan.asked[2].id
    assert [one.phase for one in moved.asked] == [one.phase for one in plan.asked]
    assert moved.spare == plan.spare


@pytest.mark.parametrize("nth", [0, -1, 99])
def test_a_number_without_a_question_is_refused_with_the_numbers(nth: int) -> None:
    with pytest.raises(BadWish, match="Choose a number from 1 to 9"):
        drop(make_plan(AUNT), nth)


def test_a_shorter_talk_has_fewer_questions_and_the_same_close() -> None:
    plan = make_plan(AUNT)
    lengths, counts = [], []
    for _ in range(3):
        plan = shorter(plan)
        lengths.append(plan.minutes)
        counts.append(len(plan.middle))
        assert roles(plan)[:2] == ["who", "name"]
    assert lengths == [15, 10, 10]
    assert counts == [4, 2, 1]


def test_it_cannot_be_shorter_than_one_question_and_the_close() -> None:
    plan = shorter(make_plan(Wish(minutes=10)))
    with pytest.raises(BadWish, match="as short as a talk can be"):
        shorter(plan)


def test_a_longer_talk_has_more_questions() -> None:
    plan = with_minutes(make_plan(Wish(field="nurse", minutes=10)), 30)
    assert len(plan.middle) == 6
    assert roles(plan) == ["who", "name", "back"]
    assert plan.time_check == 7


def test_an_own_question_outlives_the_shortening() -> None:
    plan, _ = add(make_plan(AUNT), "What do you hear first in a broken motor?")
    assert any(one.own for one in shorter(shorter(plan)).asked)


def test_what_the_student_has_put_early_stays_there() -> None:
    plan = make_plan(AUNT)
    pay = [one.category for one in plan.asked].index("salary") + 1
    early = move(plan, pay, 2)
    assert swap(early, 4).asked[1].category == "salary"
    assert shorter(early).asked[1].category == "salary"


def test_advice_says_when_there_are_too_many_questions() -> None:
    plan = make_plan(Wish(minutes=30, comfort=5))
    assert len(plan.asked) == 10
    plan, advice = add(plan, "What do you hear first in a broken motor?")
    assert [one.rule for one in advice] == ["too-many"]


CHANGES = st.lists(
    st.tuples(st.sampled_from("sdmawh"), st.integers(1, 9), st.integers(10, 60)),
    max_size=8,
)


@given(PLANS, CHANGES)
@settings(max_examples=150, deadline=None)
def test_after_any_changes_too_long_is_said_and_no_question_is_there_twice(
    plan: Plan, changes: list[tuple[str, int, int]]
) -> None:
    for what, nth, number in changes:
        try:
            plan = changed(plan, what, nth, number)
        except BadWish:
            continue
        assert len(set(ids(plan))) == len(plan.asked)
        over = sum(one.minutes for one in plan.asked) > plan.minutes
        assert not over or "over-time" in {one.rule for one in check_plan(plan)}
        assert from_json(to_json(plan)) == plan
        assert plan.put_back or plan.job_interview or roles(plan)[:1] != []


def changed(plan: Plan, what: str, nth: int, number: int) -> Plan:
    match what:
        case "s":
            return swap(plan, nth)
        case "d":
            return drop(plan, nth)
        case "m":
            return move(plan, nth, number % 10)
        case "a":
            return add(plan, f"What about number {number}?")[0]
        case "w":
            return with_minutes(plan, number)
        case _:
            return shorter(plan)
