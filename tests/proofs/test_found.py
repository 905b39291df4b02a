"""What the random students of the model came upon, each in the fewest words."""

from datetime import timedelta

import pytest

from bot.errors import NotSent
from tests.talk import Seen, Talk


@pytest.fixture
def tom(talk: Talk) -> Talk:
    talk.say("add Tom Okafor, printer at Harbor Press")
    return talk


def shows(talk: Talk) -> Seen:
    return talk.say("people Tom")


def noted(talk: Talk) -> Seen:
    """The form of a debrief, with nothing in it but what has to stand there."""
    seen = talk.say("Ink dries slowly")
    for _optional in ("hook", "advice", "words", "energy"):
        seen = talk.say("skip")
    assert "What went" in seen
    return seen


# Old buttons


def test_not_this_week_is_no_answer_once_there_is_a_date(tom: Talk) -> None:
    asked = tom.say("next")
    tom.say("booked Tom tomorrow 3pm")
    before = shows(tom)
    assert "from before" in tom.press("Not this week", on=asked)
    assert shows(tom) == before


def test_a_close_that_was_offered_before_the_reply_closes_nothing(tom: Talk) -> None:
    tom.say("sent Tom")
    tom.wait(days=2)
    tom.say("sent Tom")
    [close] = [seen for seen in tom.wait(days=15) if "Close it" in seen.labels]
    tom.say("replied Tom")
    said = tom.press("Close it, look again in six months", on=close)
    assert "from before" in said
    assert "Agree on a time" in shows(tom)


def test_an_undo_takes_back_what_its_own_message_logged(tom: Talk) -> None:
    sent = tom.say("sent Tom")
    tom.say("add Vera Holm, editor at Quill")
    tom.say("declined Vera")
    assert "something else was logged" in tom.press("Undo", on=sent)
    assert "said no" in tom.say("people Vera")

    assert "They said no (Vera Holm)" in tom.say("undo")
    assert "You asked (Tom Okafor)" in tom.press("Undo", on=sent)


def test_a_new_start_is_taken_back_by_its_own_undo(tom: Talk) -> None:
    tom.say("declined Tom")
    before = shows(tom)
    anew = tom.press("Ask again")
    assert "You began anew" in tom.press("Undo", on=anew)
    assert shows(tom) == before


def test_a_card_from_before_an_undo_is_old_for_good(tom: Talk) -> None:
    replied = tom.say("replied Tom")
    tom.say("undo")
    tom.say("booked Tom tomorrow 3pm")
    assert "from before" in tom.press("They said no", on=replied)
    assert "booked" in shows(tom)


def test_a_card_of_the_last_conversation_is_old_in_the_next(tom: Talk) -> None:
    first = shows(tom)
    tom.say("declined Tom")
    tom.press("Ask again")
    assert "from before" in tom.press("Already asked", on=first)


def test_two_things_are_undone_one_after_the_other(tom: Talk) -> None:
    tom.say("sent Tom")
    tom.say("replied Tom")
    tom.say("booked Tom tomorrow 3pm")
    assert "Booked" in tom.say("undo")
    assert "Got a reply" in tom.say("undo")
    assert "You asked" in tom.say("undo")


def test_stop_pressed_twice_does_not_start_again(tom: Talk) -> None:
    tom.say("sent Tom")
    [other] = tom.wait(days=4)
    which = tom.press("Stop these", on=other)
    for _ in range(2):
        said = tom.press("About Tom Okafor", on=which)
        assert "I won't remind you of Tom Okafor" in said


def test_who_else_is_answered_when_the_talk_has_moved_on(tom: Talk) -> None:
    asked = tom.say("debrief Tom")
    tom.say("missed Tom")
    assert "from before" in tom.press("Nobody", on=asked)


def test_who_else_is_answered_a_second_time(tom: Talk) -> None:
    asked = tom.say("debrief Tom")
    tom.press("Nobody", on=asked)
    noted(tom)
    assert "Noted." in tom.press("Nobody", on=asked)


def test_an_introduction_is_not_waited_for_once_there_is_a_talk(tom: Talk) -> None:
    linked = tom.say("add Vera Holm, editor at Quill, recommended by Tom")
    may = tom.press("May I say who sent me?", on=linked)
    tom.say("booked Vera tomorrow 3pm")
    said = tom.press("They introduce me first", on=may)
    assert "it goes on as it stands" in said
    assert "Prepare for your talk" in tom.say("people Vera")


# Do not contact


def test_who_is_left_alone_is_not_brought_up_again(tom: Talk) -> None:
    tom.say("do not contact Tom")
    tom.say("add Vera Holm, editor at Quill")
    again = tom.say("add Tom Okafor, printer at Harbor Press, recommended by Vera")
    assert "Not this week" not in again.labels
    assert tom.wait(days=30) == []


def test_who_is_left_alone_is_not_named_as_a_source_either(tom: Talk) -> None:
    tom.say("add Vera Holm, editor at Quill, recommended by Tom")
    tom.say("do not contact Tom")
    [write] = tom.wait(days=3)
    assert "write to Vera Holm" in write
    assert "Tom Okafor" not in write


def test_a_repair_is_no_reason_to_write_to_who_is_left_alone(tom: Talk) -> None:
    tom.say("debrief Tom")
    tom.press("I forgot to ask")
    noted(tom)
    better = tom.press("My questions")
    tom.say("do not contact Tom")
    assert "from before" in tom.press("Remind me to ask", on=better)
    assert tom.wait(days=30) == []


# What falls due


def test_a_late_thank_you_is_followed_by_an_update_all_the_same(tom: Talk) -> None:
    tom.say("met Tom")
    tom.wait(days=21)
    assert "tell them what came of their advice" in tom.say("thanked Tom")


def test_a_second_talk_that_was_just_held_has_its_thank_you(tom: Talk) -> None:
    tom.say("met Tom")
    for word in ("thanked", "debrief"):
        tom.say(f"{word} Tom")
    tom.press("Nobody")
    noted(tom)
    tom.say("told Tom")
    tom.wait(days=30)
    assert "say thank you" in tom.say("met Tom")


def test_what_fell_due_while_nobody_was_there_waits_for_the_morning(tom: Talk) -> None:
    tom.say("sent Tom")
    night = tom.now + timedelta(days=3, hours=18)  # three o'clock
    tom.restart(night)
    assert tom.wait(hours=4) == []
    [other] = tom.wait(hours=3)
    assert "No answer from Tom Okafor" in other
    assert f"{other.at:%H:%M}" == "14:00"  # nine in New York


# Letters that could not be sent at once


@pytest.fixture
def held_up(tom: Talk) -> Talk:
    """At the moment when something falls due, the platform takes no message."""
    tom.say("sent Tom")
    tom.platform.breaks = [NotSent("busy")]
    assert tom.at("2026-11-19 09:00") == []
    return tom


def test_do_not_contact_holds_for_what_is_on_its_way(held_up: Talk) -> None:
    held_up.say("do not contact Tom")
    assert held_up.wait(minutes=1) == []


def test_a_reply_calls_off_what_is_on_its_way(held_up: Talk) -> None:
    held_up.say("replied Tom")
    assert held_up.wait(minutes=1) == []


def test_what_is_on_its_way_names_nobody_who_was_forgotten(tom: Talk) -> None:
    tom.say("add Vera Holm, editor at Quill")
    tom.say("sent Vera")
    tom.say("sent Tom")
    tom.platform.breaks = [NotSent("busy")]
    assert tom.at("2026-11-19 09:00") == []
    tom.say("forget Tom")
    tom.press("Forget")
    assert all("Tom Okafor" not in seen for seen in tom.wait(minutes=1))
    assert "Vera Holm" in tom.say("people")


def test_a_late_answer_names_nobody_who_was_forgotten(tom: Talk) -> None:
    tom.platform.mute = NotSent("busy")
    tom.say("people")
    tom.platform.mute = None
    tom.say("forget Tom")
    tom.press("Forget")
    assert all("Tom Okafor" not in seen for seen in tom.wait(minutes=1))


# Words


def test_a_debrief_is_of_nobody_who_only_has_the_same_first_name(tom: Talk) -> None:
    said = tom.say("debrief Tom Baptiste")
    assert "not what 'Baptiste' means" in said
    assert "not asked yet" in shows(tom)


def test_remind_me_to_ask_promises_no_day_that_is_over(tom: Talk) -> None:
    tom.say("met Tom")
    tom.say("debrief Tom")
    tom.press("I forgot to ask")
    noted(tom)
    heard = tom.press("How I began")
    tom.say("thanked Tom")
    tom.wait(days=20)
    before = shows(tom)
    tom.press("Remind me to ask", on=heard)
    assert shows(tom) == before
