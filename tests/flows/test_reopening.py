"""A form behind a button: opened by a press, gone on with in words, never a riddle."""

import pytest

from bot.events import Pressed, Submitted
from tests.talk import ANA, BEN, Seen, Talk


def filled_in(talk: Talk, token: str, **answers: str) -> Seen:
    """In a dialog that nothing but a press can follow."""
    id = str(len(talk.transcript))
    here = f"form {id}", ANA, ANA.direct
    return talk.hear(Submitted(*here, token, talk.now, answers))


def pressed(talk: Talk, label: str, on: Seen | None = None) -> Seen:
    """Where dialogs open."""
    talk.dialogs = True
    seen = talk.press(label, on)
    talk.dialogs = False
    return seen


@pytest.fixture
def refused(talk: Talk) -> Seen:
    """A time that nobody can read."""
    talk.say("add Priya, nurse")
    talk.dialogs = True
    asked = talk.say("booked Priya")
    talk.dialogs = False
    assert asked.form
    answers = {"when": "sometime", "minutes": "30", "where": "phone"}
    return filled_in(talk, asked.form.token, **answers)


def test_what_was_refused_opens_again_with_all_that_was_typed(
    talk: Talk, refused: Seen
) -> None:
    assert "Press Go on, or say go on in our direct messages." in refused
    opened = pressed(talk, "Go on")
    assert opened.form
    values = {field.key: field.value for field in opened.form.fields}
    assert values == {"when": "sometime", "minutes": "30", "where": "phone"}
    booked = filled_in(talk, opened.form.token, **{**values, "when": "friday 3pm"})
    assert "Fri 20 Nov, 15:00 EST, 30 minutes, phone" in booked


def test_it_goes_on_in_words_as_well(talk: Talk, refused: Seen) -> None:
    asked = talk.say("go on")
    assert "When is it?" in asked
    assert "You said: 30, phone." in asked
    assert "Fri 20 Nov, 15:00 EST, 30 minutes, phone" in talk.say("friday 3pm")


def test_it_opens_after_a_restart(talk: Talk, refused: Seen) -> None:
    talk.restart()
    assert pressed(talk, "Go on").form


def test_one_that_was_closed_opens_once_more(talk: Talk, refused: Seen) -> None:
    assert pressed(talk, "Go on").form == pressed(talk, "Go on").form


def test_a_button_of_a_form_that_is_done_says_so(talk: Talk, refused: Seen) -> None:
    opened = pressed(talk, "Go on")
    assert opened.form
    answers = {"when": "friday 3pm", "minutes": "30", "where": ""}
    filled_in(talk, opened.form.token, **answers)
    stale = pressed(talk, "Go on", refused)
    assert "That form is done. For your next step: next" in stale
    assert stale.form is None


def test_a_button_of_another_form_than_the_one_that_waits_leads_to_that(
    talk: Talk, refused: Seen
) -> None:
    talk.dialogs = True
    asked = talk.say("remind me to call")
    talk.dialogs = False
    assert asked.form
    again = filled_in(talk, asked.form.token, text="call", when="blue")
    assert 'Your answers in "Your talk with Priya" are gone now.' in again
    stale = pressed(talk, "Go on", refused)
    assert 'Another one waits: "A reminder".' in stale
    assert pressed(talk, "Go on", stale).form == pressed(talk, "Go on", again).form


def test_a_form_after_a_form_waits_behind_a_button(talk: Talk) -> None:
    talk.say("add Priya, nurse")
    talk.dialogs = True
    asked = talk.say("booked Priya")
    talk.dialogs = False
    assert asked.form
    answers = {"when": "friday", "minutes": "30", "where": "phone"}
    asked_on = filled_in(talk, asked.form.token, **answers)
    assert asked_on.form is None
    hour = pressed(talk, "Go on").form
    assert hour
    assert "At what time on" in hour.fields[0].label
    assert "15:00 EST" in filled_in(talk, hour.token, time="3pm")
    assert "That form is done." in pressed(talk, "Go on", asked_on)


def test_nobody_opens_what_waits_for_somebody_else(talk: Talk, refused: Seen) -> None:
    [button] = refused.view.controls
    token = getattr(button, "token", "")
    press = Pressed("p1", BEN, BEN.direct, token, talk.now, dialogs=True)
    assert talk.hear(press).form is None


def test_where_no_dialog_opens_the_press_asks_in_words(
    talk: Talk, refused: Seen
) -> None:
    assert "When is it?" in talk.press("Go on")
    assert "Fri 20 Nov, 15:00 EST" in talk.say("friday 3pm")
