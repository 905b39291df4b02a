"""A form asked question by question: left, resumed, refused, and never a trap."""

import pytest

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


@pytest.fixture
def writing(talk: Talk) -> Talk:
    """Of the two questions before a message one is answered."""
    talk.say("add Vera Holm, potter at Clay Lane")
    talk.say("write Vera email")
    talk.say("her blue bowls")
    return talk


def test_a_mistake_in_a_command_leaves_the_form_as_the_command_does(
    writing: Talk,
) -> None:
    assert "settings shape skeleton" in writing.say("write Vera skeleton")
    checked = writing.say("check Dear Vera, may I ask you about your kiln?")
    assert "First message" in checked
    assert writing.read(lambda book: book.student().about) == ""


def test_an_old_button_that_is_good_for_nothing_leaves_the_form_too(
    talk: Talk,
) -> None:
    talk.say("add Vera Holm, potter at Clay Lane")
    card = talk.say("people Vera")
    talk.press("Forget", on=talk.say("forget Vera"))
    talk.press("Family or friend", on=talk.say("people"))
    assert "no such person" in talk.press("Write it", on=card)
    assert "What you can say" in talk.say("help")


def test_who_leaves_a_form_hears_that_the_answers_wait(writing: Talk) -> None:
    said = 'Your answers in "Before I write" wait: say go on or start over.'
    assert writing.say("next").startswith(said)
    assert "You said: her blue bowls." in writing.say("go on")


def test_the_answers_wait_over_a_restart(writing: Talk) -> None:
    writing.restart()
    assert "wait: say go on" in writing.open()
    writing.restart()
    assert "You said: her blue bowls." in writing.say("Go on")


def test_a_name_from_a_debrief_waits_until_it_is_whole(talk: Talk) -> None:
    talk.say("add Vera Holm, potter at Clay Lane")
    talk.say("met Vera")
    talk.say("debrief Vera")
    talk.press("Yes, I have a name")
    talk.say("Ines Duarte")
    assert "Your answers" in talk.say("next")
    talk.say("go on")
    assert "Ines Duarte is on your list." in talk.say("weaver")
    assert "Ines Duarte, weaver" in talk.say("people Ines")


def test_a_form_may_be_started_over(writing: Talk) -> None:
    writing.say("next")
    assert "What made you think of Vera?" in writing.say("start over")
    writing.say("a film about her")
    assert "What made you think of Vera?" in writing.say("start over")


def test_where_nothing_was_answered_nothing_waits(talk: Talk) -> None:
    talk.open()
    talk.press("Family or friend")
    assert "wait" not in talk.say("help")


@pytest.mark.parametrize("said", ["go on", "start over"])
def test_there_may_be_no_form_to_go_on_with(talk: Talk, said: str) -> None:
    assert "no form to go on with" in talk.say(said)


def test_another_form_says_that_the_answers_are_gone(writing: Talk) -> None:
    assert "are gone now" in writing.say("booked Vera")
    writing.say("friday 3pm")
    assert "are gone now" not in writing.say("booked Vera")


def test_a_form_that_follows_from_the_last_one_costs_nothing(talk: Talk) -> None:
    talk.say("add Vera Holm, potter at Clay Lane")
    talk.say("met Vera")
    talk.say("debrief Vera")
    talk.press("They will introduce me")
    for answer in ("Ines Duarte", "weaver"):
        talk.say(answer)
    words = talk.say("friday")
    assert "What do you want to remember?" in words
    assert "gone" not in words


@pytest.fixture
def remembering(talk: Talk) -> Talk:
    """Asked for what may be long."""
    talk.say("add Vera Holm, potter at Clay Lane")
    talk.say("met Vera")
    talk.say("debrief Vera")
    talk.press("I forgot to ask")
    return talk


@pytest.mark.parametrize(
    "said",
    ["write Vera report back", "plan Vera", "replied Vera", "remind me to eat at 5pm"],
)
def test_a_command_that_names_somebody_is_no_long_answer(
    remembering: Talk, said: str
) -> None:
    remembering.say(said)
    assert "What do you want to remember?" in remembering.say("debrief Vera")


@pytest.mark.parametrize(
    "said",
    [
        "write Vera a line now and then",
        "People come back for the glaze.",
        "plan Vera's kiln, then the shop,\nthen the fair",
        "told Vera about it.",
        "next",
    ],
)
def test_a_long_answer_may_begin_as_a_command(remembering: Talk, said: str) -> None:
    assert "What helped you most?" in remembering.say(said)


def test_a_reminder_is_no_short_answer(talk: Talk) -> None:
    talk.open()
    talk.press("Family or friend")
    assert "I'll remind you on" in talk.say("remind me to call home tomorrow")
