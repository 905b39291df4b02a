"""Silence, then one follow-up, then let go: what is seen on which day."""

from zoneinfo import ZoneInfo

import pytest

from tests.talk import Seen, Talk

NEW_YORK = ZoneInfo("America/New_York")


def moments(seen: list[Seen]) -> list[str]:
    return [f"{one.at.astimezone(NEW_YORK):%a %d %b %H:%M}" for one in seen]


@pytest.fixture
def asked(talk: Talk) -> Talk:
    """Thursday before Thanksgiving: Daniel was asked, Sana works there too."""
    talk.at("2026-11-19 14:10")
    talk.say("add Sana Malik, planner at Riverline Buses")
    talk.say("add Daniel Reed, engineer at Riverline Buses, alum")
    talk.say("add Somebody Else, nurse at Mercy")
    return talk


def test_what_was_sent_is_recorded_and_both_dates_are_announced(asked: Talk) -> None:
    said = asked.say("sent Daniel")
    assert "Thu 19 Nov, 14:10" in said
    assert "Tue 24 Nov, 09:00" in said
    assert "Tue 1 Dec, 09:00" in said


def test_after_three_business_days_a_colleague_is_proposed_by_name(asked: Talk) -> None:
    asked.say("sent Daniel")
    [reminder] = asked.at("2026-11-24 23:00")
    assert moments([reminder]) == ["Tue 24 Nov 09:00"]
    assert "Sana Malik at Riverline Buses" in reminder
    assert "Somebody Else" not in reminder


def test_the_colleague_has_her_own_dates_and_thanksgiving_is_free(asked: Talk) -> None:
    asked.say("sent Daniel")
    asked.at("2026-11-24 09:05")
    said = asked.say("sent Sana")
    assert "Mon 30 Nov, 09:00" in said
    assert "Fri 4 Dec, 09:00" in said

    assert moments(asked.at("2026-11-30 23:00")) == ["Mon 30 Nov 09:00"]
    [followup] = asked.at("2026-12-01 23:00")
    assert moments([followup]) == ["Tue 01 Dec 09:00"]
    assert "Daniel" in followup
    assert "One short follow-up, or let it rest." in followup
    assert "something new" in followup


def test_after_the_follow_up_it_is_closed_kindly_and_rests(asked: Talk) -> None:
    asked.say("sent Daniel")
    asked.at("2026-12-01 09:20")
    assert "Thu 10 Dec, 09:00" in asked.say("sent Daniel")

    [close] = asked.at("2026-12-10 09:00")
    assert "Silence is normal" in close
    assert "six months" in close

    asked.press("Close it", on=close)
    assert asked.wait(days=60) == []
    assert "Daniel" in asked.say("people Daniel")
    active, _, at_rest = asked.say("people").partition("At rest")
    assert "Daniel Reed, engineer" not in active
    assert "Daniel Reed, engineer" in at_rest
    assert "Daniel" not in asked.say("my reminders")


def test_what_is_there_to_say_anew_comes_from_what_was_noted(asked: Talk) -> None:
    asked.say("note Daniel built the night bus map")
    asked.say("sent Daniel")
    seen = asked.at("2026-12-01 09:00")
    assert "built the night bus map" in seen[-1]


def test_a_reply_calls_off_all_that_was_due(asked: Talk) -> None:
    asked.say("sent Daniel")
    asked.wait(hours=3)
    assert "Good news" in asked.say("replied Daniel")
    [offer] = asked.at("2026-12-20 09:00")
    assert "Two or three concrete times" in offer
