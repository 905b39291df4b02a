"""A form asked question by question: left, resumed, refused, and never a trap."""

from bot.records import Asking
from tests.talk import Talk


def test_what_is_no_choice_is_asked_again_with_the_choices(talk: Talk) -> None:
    talk.say("add Priya, nurse")
    talk.say("booked Priya")
    talk.say("friday 3pm")
    assert "Pick one: 15, 20, 30, 45 or 60." in talk.say("a while")
    assert "Where, or how?" in talk.say("30")


def test_a_choice_is_taken_by_its_number_its_label_or_how_it_begins(talk: Talk) -> None:
    for answer in ("2", "Formal", "form"):
        talk.press("Messages", on=talk.say("settings"))
        talk.say(answer)
        talk.say(":cancel")
    assert talk.say("settings")


def test_a_refused_answer_is_asked_again_and_the_others_stay(talk: Talk) -> None:
    talk.say("add Priya, nurse")
    talk.say("booked Priya")
    for answer in ("sometime", "30"):
        talk.say(answer)
    again = talk.say("by phone")
    assert "When is it?" in again
    assert ":cancel leaves it." in again
    assert "Fri 20 Nov, 15:00 EST, 30 minutes, by phone" in talk.say("friday 3pm")


def test_a_command_where_no_answer_fits_leaves_the_form(talk: Talk) -> None:
    talk.say("add Priya, nurse")
    talk.say("booked Priya")
    talk.say("friday 3pm")
    assert "Your people" in talk.say("people")
    assert "How many minutes?" in talk.say("booked Priya")


def test_it_can_be_left_with_nothing_changed(talk: Talk) -> None:
    talk.open()
    talk.press("Family or friend")
    assert "Nothing was changed." in talk.say(":cancel")
    assert "Nobody yet" in talk.say("people")


def test_a_button_pressed_meanwhile_leaves_the_form_and_keeps_the_answers(
    talk: Talk,
) -> None:
    first = talk.open()
    talk.press("Family or friend", on=first)
    talk.say("my aunt")
    talk.press("How this works", on=first)
    again = talk.press("Family or friend", on=first)
    assert "What do they do?" in again
    assert "You said: my aunt." in again


def test_it_goes_on_after_a_restart(talk: Talk) -> None:
    talk.open()
    talk.press("Family or friend")
    talk.say("my aunt")
    talk.restart()
    talk.say("nurse")
    assert "Ask your aunt" in talk.say("")


def test_what_is_too_long_is_said_and_not_cut(talk: Talk) -> None:
    talk.open()
    talk.press("Family or friend")
    assert "100,000 characters" in talk.say("a" * 100_000)
    assert "What is their name?" in talk.say("a" * 100_000)


def test_where_dialogs_open_all_is_asked_at_once(talk: Talk) -> None:
    talk.dialogs = True
    talk.say("add Priya, nurse")
    talk.say("booked Priya")
    refused = talk.submit({"when": "whenever", "minutes": "30", "where": "phone"})
    assert "when:" in refused
    talk.submit({"when": "friday 3pm", "minutes": "30", "where": "phone"})
    assert "Fri 20 Nov, 15:00" in talk.say("people Priya")
    assert talk.read(lambda book: book.all(Asking)) == []


def test_who_comes_back_later_is_not_in_a_form_any_more(talk: Talk) -> None:
    talk.open()
    talk.press("Family or friend")
    talk.restart()
    talk.open()
    assert "What you can say" in talk.say("help")


def test_there_may_be_no_form_to_leave(talk: Talk) -> None:
    assert "no form" in talk.say(":cancel")
