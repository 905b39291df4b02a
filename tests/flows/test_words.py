"""What is heard of what people type, and what is said when nothing was understood."""

import pytest

from bot.flows import FLOWS
from bot.views import presses
from tests.talk import Talk


@pytest.fixture
def known(talk: Talk) -> Talk:
    talk.say("add Priya Shah, nurse at Mercy, alum")
    talk.say("sent Priya")
    talk.wait(days=2)
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "Priya replied",
        "Priya Shah replied.",
        "/replied Priya",
        "I just replied Priya",
        "priya said yes",
    ],
)
def test_the_name_may_come_first_and_small_talk_is_not_heard(
    known: Talk, said: str
) -> None:
    assert "Good news: Priya Shah replied." in known.say(said)


def test_nearly_a_name_offers_that_person(known: Talk) -> None:
    assert "Priya Shah" in known.say("prya").labels


def test_nearly_a_word_offers_that_word(known: Talk) -> None:
    assert "Did you mean people?" in known.say("peeple")


def test_nobody_is_left_without_a_next_step(known: Talk) -> None:
    seen = known.say("xyzzy")
    assert seen.labels == ["What's next?", "What can I say?"]
    assert "What you can say" in known.press("What can I say?")


@pytest.mark.parametrize(
    "said",
    ["I want to die", "i'm scared of him", "He touched me", "something felt wrong"],
)
def test_words_of_distress_are_met_with_where_help_is(known: Talk, said: str) -> None:
    seen = known.say(said)
    assert "You did nothing wrong" in seen
    assert "No person reads this" in seen


@pytest.mark.parametrize("said", ["please !", "I .", "we \u3000 !", "I just ..."])
def test_small_talk_alone_is_answered_too(known: Talk, said: str) -> None:
    assert "I don't know" in known.say(said)


def test_dying_to_know_is_no_call_for_help(known: Talk) -> None:
    assert "I don't know" in known.say("dying to know")


def test_do_not_contact_is_understood_as_it_is_said(known: Talk) -> None:
    assert "left alone" in known.say("do not contact Priya")
    assert known.wait(days=60) == []


def test_said_twice_it_is_asked_whether_it_was_a_second_one(talk: Talk) -> None:
    talk.say("add Priya Shah, nurse")
    talk.say("sent Priya")
    assert "Was it a second one?" in talk.say("sent Priya")
    assert "One follow-up" in talk.press("Yes, a follow-up")


def test_every_button_of_every_card_leads_somewhere(known: Talk) -> None:
    handlers = {f"{f.name}.{name}" for f in FLOWS for name in f.presses}
    for words in (
        "next",
        "people",
        "people Priya",
        "plan Priya",
        "write Priya text",
        "my settings",
        "my reminders",
        "help",
        "plan nursing",
        "debrief Priya",
    ):
        for _, token, _ in presses(known.say(words).view):
            assert token.partition("/")[0] in handlers, token


def test_a_name_with_something_unheard_of_is_still_a_name(known: Talk) -> None:
    assert "I know Priya Shah" in known.say("Priya somersaulted")


def test_of_two_long_names_each_has_a_button_that_fits(talk: Talk) -> None:
    for work in ("potter", "welder"):
        talk.say(f"add Vera {'Maria ' * 20}Holm, {work}")
    for said in ("log Vera", "Vera somersaulted", "sent Vera", "people Vera"):
        assert all(0 < len(label) <= 75 for label in talk.say(said).labels)


def test_who_was_written_to_is_said_within_a_few_words(known: Talk) -> None:
    assert "Priya" in known.say("sent the follow-up message by mail to Priya")
    assert "I know nobody called that" in known.say(f"sent {'the ' * 900}Priya")


def test_she_said_no(known: Talk) -> None:
    assert "said no" in known.say("Priya said no")


def test_a_question_is_added_to_the_plan_and_not_to_the_people(known: Talk) -> None:
    known.say("plan Priya")
    assert "What do you wish I knew?" in known.say("add What do you wish I knew?")
    assert "wish" not in known.say("people")


@pytest.mark.parametrize(
    "said", ["check", "add Tom, plumber at Bobs", "write prya", "Priya replied", "help"]
)
def test_nobody_is_held_in_a_form(known: Talk, said: str) -> None:
    known.say("remind me to call home")
    known.say(said)
    assert "call home" not in known.say("my reminders")


def test_a_name_mentioned_an_opening(known: Talk) -> None:
    assert "may ask how to apply" in known.say("Priya mentioned an opening")
