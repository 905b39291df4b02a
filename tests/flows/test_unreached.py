"""Whom no message reaches: they hear of it when they come by, and nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import NotSent, Refused
from bot.flows import FLOWS
from bot.records import Visitor
from tests.talk import ANA, BEN, Talk

DEAN = Visitor("test", "T1", "dean", "Dean", "America/New_York")
ANA_TOO = Visitor("discord", "", "77", "Ana")
TOLD = "I could not write to you on Test: 1 message did not arrive."


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    talk = Talk(tmp_path, FLOWS, staff=[DEAN], platforms=("test", "discord"))
    yield talk
    talk.close()


@pytest.fixture
def unreached(talk: Talk) -> Talk:
    """What fell due with Priya, whom Ana wrote to, could not be said."""
    talk.say("add Priya Shah, nurse at Mercy")
    talk.say("sent Priya")
    talk.platform.breaks = [Refused("403/50007")]
    assert talk.wait(days=3) == []
    return talk


def test_one_line_before_the_answer_says_so_once(unreached: Talk) -> None:
    first = unreached.say("people")
    assert first.startswith(f"{TOLD} Nothing is lost: see next and my reminders.")
    assert "Priya Shah" in first
    assert TOLD not in unreached.say("people")


def test_a_talk_that_was_to_be_told_of_waits_in_next(talk: Talk) -> None:
    talk.say("add Priya Shah, nurse at Mercy")
    talk.say("sent Priya")
    talk.platform.breaks = [Refused("403/50007"), Refused("403/50007")]
    talk.wait(days=9)
    assert "Write Priya Shah one short follow-up" in talk.say("next")


@pytest.mark.parametrize("listed", ["next", "my reminders", "due"])
def test_a_reminder_of_ones_own_waits_until_it_is_done(talk: Talk, listed: str) -> None:
    talk.say("remind me to call mum in 5 minutes")
    talk.say("remind me to eat in 5 hours")
    talk.platform.breaks = [Refused("403/50278")]
    talk.wait(hours=1)
    assert "call mum" in talk.say(listed)
    talk.say("add Tom Okafor, welder")
    seen = talk.say("next")
    assert "You asked me to remind you: call mum" in seen
    assert "eat" not in seen
    talk.press("Done", on=talk.press("call mum", on=seen))
    assert "call mum" not in talk.say("next")


def test_it_is_tried_once(unreached: Talk) -> None:
    unreached.wait(hours=12)
    assert unreached.platform.posts == []


def test_what_falls_due_later_is_said_as_before(unreached: Talk) -> None:
    said = unreached.wait(days=7)
    assert any("Priya" in seen for seen in said)


def test_whoever_presses_is_told_in_the_same_message(unreached: Talk) -> None:
    assert TOLD in unreached.press("What's next?")


def test_a_dialog_has_no_room_so_it_is_told_after_it(unreached: Talk) -> None:
    unreached.dialogs = True
    assert TOLD not in unreached.say("remind me")
    assert TOLD in unreached.submit({"text": "write", "when": "at 5pm"})


def test_an_answer_that_was_late_tells_nothing_to_nobody(unreached: Talk) -> None:
    unreached.platform.mute = NotSent("nobody is there")
    unreached.say("people")
    unreached.platform.mute = None
    [late] = unreached.wait(minutes=1)
    assert TOLD in late
    assert TOLD not in unreached.say("people")


def test_they_are_told_on_whichever_account_they_come_by(talk: Talk) -> None:
    code = talk.say("my other account").partition("Your code: ")[2][:9]
    talk.say(f"my other account {code}", ANA_TOO)
    talk.wait(minutes=1)
    talk.say("remind me to call in 5 minutes", ANA_TOO)
    talk.platform.breaks = [Refused("403/50007")]
    talk.wait(hours=1)
    said = talk.say("next", ANA)
    assert "I could not write to you on Discord: 1 message did not arrive." in said
    assert "allow direct messages in the privacy settings of a server we share" in said


def test_the_office_sees_how_many_and_nothing_else(unreached: Talk) -> None:
    seen = unreached.say("office undelivered", DEAN)
    assert "1 message to 1 student did not arrive." in seen
    assert "Priya" not in seen
    assert "Ana" not in seen


def test_the_office_sees_it_until_they_were_told(unreached: Talk) -> None:
    unreached.say("next")
    assert "No message is undelivered" in unreached.say("office undelivered", DEAN)


def test_only_the_office_sees_it(unreached: Talk) -> None:
    refused = unreached.say("office undelivered", BEN)
    assert refused == "That word is for the career office."
