"""What comes to mind after a talk: an opening, a promise, more of what was heard."""

import pytest

from bot.records import Learnt, Reminder
from tests.talk import Talk


@pytest.fixture
def met(talk: Talk) -> Talk:
    talk.say("add Rosa Lind, nurse at Mercy, aunt")
    talk.say("met Rosa")
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "mentioned a job opening",
        "opening",
        "opening Rosa",
        "Rosa mentioned an opening",
        "they mentioned an opening Rosa",
        "I mentioned a job at the hospital",
    ],
)
def test_an_opening_is_noted_with_what_to_do_and_what_not(met: Talk, said: str) -> None:
    seen = met.say(said)
    assert "Noted: Rosa Lind mentioned an opening." in seen
    assert "Do: say thank you first." in seen
    assert "Don't: ask for the job" in seen
    assert "They mentioned an opening" in met.say("people Rosa")


def test_what_kind_of_opening_it_is_stays_in_the_history(met: Talk) -> None:
    met.say("Rosa mentioned an opening for a night aide")
    assert "an opening (an opening for a night aide)" in met.say("people Rosa")
    met.say("undo")
    assert "night aide" not in met.say("people Rosa")


def test_the_thank_you_after_an_opening_asks_for_nothing(met: Talk) -> None:
    met.dialogs = True
    met.say("debrief Rosa")
    met.press("Nobody")
    met.submit({"learnt": "Nights are long", "hook": "How she plans her nights"})
    met.say("Rosa mentioned an opening for a night aide")
    seen = met.say("write thank you Rosa by text")
    assert "aide" not in seen
    assert "opening" not in seen


def test_of_two_talks_on_one_day_it_is_asked_which_was_meant(met: Talk) -> None:
    met.say("add Tom Okafor, welder")
    met.say("met Tom")
    seen = met.say("mentioned an opening")
    assert seen.labels == ["Rosa Lind (Mercy)", "Tom Okafor (welder)"]
    assert "Noted: Tom Okafor mentioned" in met.press("Tom Okafor (welder)")


def test_before_any_talk_it_is_asked_who_it_was(talk: Talk) -> None:
    talk.say("add Rosa Lind, nurse")
    assert "met NAME" in talk.say("mentioned an opening")


def test_what_was_mentioned_and_is_no_opening_is_a_note(met: Talk) -> None:
    assert "note Rosa Lind her dog" in met.say("Rosa mentioned her dog")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("I promised to send her my portfolio by friday", "I send her my portfolio"),
        ("I promised Rosa to send my portfolio by friday", "I send my portfolio"),
        ("promised Rosa my portfolio by friday", "I promised my portfolio"),
        ("I promised to send Rosa my notes by friday", "I send Rosa my notes"),
    ],
)
def test_a_promise_of_mine_comes_back_on_its_day(
    met: Talk, said: str, kept: str
) -> None:
    day = "Fri 20 Nov, 09:00 EST: your promise to Rosa Lind: "
    assert f"{day}{kept} by friday" in met.say(said)
    assert met.read(lambda book: book.all(Learnt))[0].promises == (f"{kept} by friday",)


@pytest.mark.parametrize(
    "said", ["Rosa promised to send a book", "promised to send me a book"]
)
def test_a_promise_of_theirs_is_asked_about_in_a_week(met: Talk, said: str) -> None:
    seen = met.say(said)
    assert "Wed 25 Nov, 09:00 EST: ask Rosa Lind kindly how this stands" in seen


def test_a_promise_told_twice_is_kept_once_and_can_be_undone(met: Talk) -> None:
    met.say("I promised to send my notes")
    assert "I have that already." in met.say("I promised to send my notes")
    assert "Undone: Something was promised" in met.say("undo")
    assert met.read(lambda book: book.all(Reminder)) == []


def test_a_promise_that_says_nothing_is_asked_back(met: Talk) -> None:
    assert "I promised NAME to send my notes" in met.say("promised")


def test_more_of_a_talk_can_be_told_by_its_word(met: Talk) -> None:
    assert "More of your talk with Rosa Lind" in met.say("log more Rosa")


def test_more_comes_after_a_talk(talk: Talk) -> None:
    talk.say("add Tom Okafor, welder")
    assert "met Tom Okafor" in talk.say("log more Tom")


# What a debrief asks


def test_advice_with_a_day_and_words_to_look_up_come_back(met: Talk) -> None:
    met.say("debrief Rosa")
    met.press("Nobody")
    answers = ("Nights are long", "skip", "visit a ward by thursday", "float pool")
    for answer in answers:
        met.say(answer)
    seen = met.say("full of energy")
    assert "Thu 19 Nov, 09:00 EST: Rosa Lind advised: visit a ward" in seen
    assert "Wed 18 Nov, 09:00 EST: look up what this means: float pool" in seen
    assert "(you came out full of energy)" in met.say("people Rosa")


def test_who_comes_out_tired_hears_that_this_is_worth_knowing(met: Talk) -> None:
    met.dialogs = True
    met.say("debrief Rosa")
    met.press("Nobody")
    seen = met.submit({"learnt": "Nights are long", "energy": "1"})
    assert "was it the asking, or would the work itself wear you out?" in seen


def test_what_is_left_out_sets_nothing(met: Talk) -> None:
    met.dialogs = True
    met.say("debrief Rosa")
    met.press("Nobody")
    seen = met.submit({"learnt": "Nights are long", "advice": "read a lot"})
    assert seen.startswith("What went well?")
    assert met.read(lambda book: book.all(Reminder)) == []


def test_nothing_of_a_long_answer_is_lost(met: Talk) -> None:
    met.dialogs = True
    met.say("debrief Rosa")
    met.press("Nobody")
    met.submit({"learnt": "Nights are long and quiet. " * 100})
    (notes,) = met.read(lambda book: book.all(Learnt))
    assert " ".join(notes.learnt).count("quiet") == 100
