"""The cycle as a table: every state leads on, and every wait ends in it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as wall

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach import cycle
from bot.coach.cadence import RULES, Calendar
from bot.coach.cycle import CYCLE, MOVES, STATES, happened, passed, possible
from bot.coach.time.days import Quiet, local
from bot.records import Talk

NEW_YORK = Calendar(
    zone="America/New_York", country="US", quiet=Quiet(wall(21), wall(8))
)
THURSDAY = datetime(2026, 11, 19, 19, 10, tzinfo=UTC)  # 14:10 in New York
IDEA = Talk(id="c.1", contact="c")


def told(talk: Talk, *what: str) -> Talk:
    for each in what:
        talk = happened(talk, each, THURSDAY, NEW_YORK)
    return talk


def dates(talk: Talk) -> list[str]:
    return [f"{wait.what} {wait.at:%d %b}" for wait in talk.waits]


def test_every_state_stands_in_both_tables() -> None:
    assert STATES.keys() == MOVES.keys()
    assert set(CYCLE.values()) <= STATES.keys()


def test_every_state_can_be_reached_from_an_idea_or_from_a_recommendation() -> None:
    reached, more = set[str](), {"idea", "referred", "promised"}
    while more:
        reached |= more
        more = {then for (at, _), then in CYCLE.items() if at in reached} - reached
    assert reached == STATES.keys()


@pytest.mark.parametrize("state", STATES)
def test_what_a_state_waits_for_has_a_rule_and_an_end(state: str) -> None:
    for what in STATES[state].waits:
        assert what in RULES
        assert (state, what) in CYCLE


@pytest.mark.parametrize("state", STATES)
def test_whoever_has_nothing_to_do_is_woken_or_it_is_over(state: str) -> None:
    over = {"closed", "declined", "barred"}
    assert not STATES[state].rests or STATES[state].waits or state in over


def test_only_do_not_contact_has_no_way_on() -> None:
    assert [state for state in STATES if not possible(state)] == ["barred"]


def test_wherever_a_talk_stands_somebody_can_be_left_alone() -> None:
    assert all("barred" in possible(state) for state in STATES if state != "barred")


@pytest.mark.parametrize("state", ["asked", "waiting", "overdue", "nudged", "quiet"])
@pytest.mark.parametrize("what", ["replied", "booked", "declined", "barred"])
def test_an_answer_calls_off_every_follow_up(state: str, what: str) -> None:
    talk = happened(replace(IDEA, state=state), what, THURSDAY, NEW_YORK)
    assert not {"other", "followup", "close"} & {wait.what for wait in talk.waits}


def test_asked_on_a_thursday_before_thanksgiving_waits_three_and_seven_days() -> None:
    talk = told(IDEA, "asked")
    assert dates(talk) == ["other 24 Nov", "followup 01 Dec"]


def test_there_is_one_follow_up_and_no_second() -> None:
    assert "nudged" not in possible(told(IDEA, "asked", "nudged").state)


def test_seven_business_days_after_the_follow_up_it_is_time_to_close() -> None:
    talk, fallen = passed(
        told(IDEA, "asked", "nudged"), THURSDAY + timedelta(30), NEW_YORK
    )
    assert (talk.state, fallen) == ("quiet", ["close"])


def test_after_three_weeks_away_all_that_fell_due_is_passed_in_order() -> None:
    talk, fallen = passed(told(IDEA, "asked"), THURSDAY + timedelta(21), NEW_YORK)
    assert (talk.state, fallen) == ("overdue", ["other", "followup"])
    assert talk.waits == ()


def booked(minutes: int) -> Talk:
    start = THURSDAY + timedelta(minutes=minutes)
    times = replace(IDEA, starts_at=start, ends_at=start + timedelta(minutes=20))
    return told(times, "booked")


def test_a_talk_next_week_is_prepared_confirmed_carried_and_written_down() -> None:
    waits = [wait.what for wait in booked(7 * 24 * 60).waits]
    assert waits == ["prepare", "confirm", "card", "debrief"]


def test_a_talk_in_an_hour_needs_no_preparing_any_more() -> None:
    assert [wait.what for wait in booked(60).waits] == ["card", "debrief"]


def test_a_thank_you_that_falls_due_at_night_comes_when_the_night_is_over() -> None:
    ends = datetime(2026, 9, 22, 18, tzinfo=UTC) + timedelta(
        hours=4
    )  # 18:00 in New York
    talk = happened(replace(IDEA, ends_at=ends), "held", ends, NEW_YORK)
    first = talk.waits[0]
    assert (first.what, first.at) == ("thank", datetime(2026, 9, 23, 12, tzinfo=UTC))


@pytest.mark.parametrize("far", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_what_was_put_off_to_nine_is_at_nine_wherever_one_goes_and_back(
    far: str,
) -> None:
    talk = cycle.also(told(IDEA, "asked"), "again", THURSDAY, NEW_YORK)
    there = cycle.rearranged(talk, replace(NEW_YORK, zone=far), THURSDAY)
    assert {local(wait.at, far).hour for wait in there.waits} == {9}
    assert cycle.rearranged(there, NEW_YORK, THURSDAY).waits == talk.waits


def test_a_second_talk_with_the_same_person_is_a_new_row() -> None:
    again = cycle.again(replace(IDEA, number=1, state="in_touch"))
    assert (again.id, again.number, again.state) == ("c.2", 2, "idea")


whats = st.sampled_from(sorted({what for _, what in CYCLE}))


@given(st.lists(st.tuples(whats, st.integers(0, 60 * 24 * 40)), max_size=30))
def test_whatever_happens_waits_stand_in_order_and_time_moves_them_on(
    story: list[tuple[str, int]],
) -> None:
    talk, now = IDEA, THURSDAY
    for what, minutes in story:
        now += timedelta(minutes=minutes)
        talk, _ = passed(talk, now, NEW_YORK)
        if (talk.state, what) in CYCLE and what not in RULES:
            before = talk.step
            talk = happened(talk, what, now, NEW_YORK)
            assert talk.step > before
        moments = [wait.at for wait in talk.waits]
        assert moments == sorted(moments)
        assert all(at > now for at in moments)
