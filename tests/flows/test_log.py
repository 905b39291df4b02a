"""What happened, in words and by buttons; undo, and what cannot happen now."""

import pytest

from tests.talk import BEN, Talk


@pytest.fixture
def asked(talk: Talk) -> Talk:
    talk.say("add Priya Shah, product designer at Acme, alum")
    talk.say("sent Priya")
    return talk


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("replied Priya", "Good news: Priya Shah replied."),
        ("log replied Priya", "Good news: Priya Shah replied."),
        ("log Priya replied", "Good news: Priya Shah replied."),
        ("declined Priya", "said no"),
        ("sent Priya", "One follow-up to Priya Shah"),
        ("sent the follow-up to Priya", "One follow-up to Priya Shah"),
        ("met Priya", "You talked with Priya Shah"),
        ("rest Priya", "Priya Shah rests now."),
        ("barred Priya", "left alone"),
        ("booked Priya friday 3pm", "Fri 20 Nov, 15:00"),
        ("BOOKED priya SHAH friday 3pm for 30 minutes by phone", "30 minutes, phone"),
        ("opening Priya summer job", "may ask how to apply"),
        ("wrong Priya", "You did nothing wrong"),
    ],
)
def test_it_is_heard_in_few_words(asked: Talk, said: str, seen: str) -> None:
    asked.wait(days=2)
    assert seen in asked.say(said)


def test_what_cannot_happen_now_says_what_can(asked: Talk) -> None:
    said = asked.say("thanked Priya")
    assert "asked" in said
    assert "replied" in said


def test_a_reply_yesterday_is_recorded_as_yesterday(asked: Talk) -> None:
    asked.wait(days=2)
    asked.say("replied Priya yesterday")
    assert "Tue 17 Nov, 12:00 EST: Got a reply" in asked.say("people Priya")


def test_a_moment_that_cannot_be_read_is_asked_back(asked: Talk) -> None:
    assert "I can't tell when" in asked.say("replied Priya when the moon was full")


def test_a_booking_in_the_past_is_asked_back(asked: Talk) -> None:
    said = asked.say("booked Priya yesterday 3pm")
    assert "Booked" not in said


def test_an_unclear_time_offers_its_readings_as_buttons(asked: Talk) -> None:
    unclear = asked.say("booked Priya next friday 3pm")
    assert len(unclear.labels) == 2
    assert "Booked with Priya Shah" in asked.press(unclear.labels[0], on=unclear)


def test_undo_puts_back_what_the_last_word_changed(asked: Talk) -> None:
    before = asked.say("people Priya")
    asked.say("replied Priya")
    assert "Undone: Got a reply" in asked.say("undo")
    assert asked.say("people Priya") == before
    [reminder] = asked.wait(days=3, hours=1)
    assert "No answer from Priya Shah yet" in reminder


def test_undo_goes_back_step_by_step_and_then_says_there_is_nothing(
    asked: Talk,
) -> None:
    asked.say("replied Priya")
    asked.say("undo")
    assert "Undone: You asked" in asked.say("undo")
    assert "nothing to undo" in asked.say("undo")
    assert "not asked yet" in asked.say("people Priya")


def test_undo_leaves_alone_what_was_touched_since(asked: Talk) -> None:
    asked.wait(days=4)  # what fell due has moved the talk
    assert "left it as it is" in asked.say("undo")


def test_an_old_card_is_drawn_anew_and_changes_nothing(asked: Talk) -> None:
    card = asked.say("people Priya")
    asked.say("replied Priya")
    assert "from before" in asked.press("They said no", on=card)
    assert "replied" in asked.say("people Priya")


def test_a_card_stays_old_when_two_things_were_undone_since(asked: Talk) -> None:
    asked.say("met Priya")
    card = asked.say("missed Priya")
    asked.say("undo")
    asked.say("undo")
    before = asked.say("people Priya")
    assert "from before" in asked.press("They said no", on=card)
    assert asked.say("people Priya") == before


def test_somebody_elses_card_and_none_give_the_same_answer(asked: Talk) -> None:
    card = asked.say("people Priya")
    theirs = asked.press("Got a reply", on=card, who=BEN)
    assert "no such person" in theirs
    assert "asked" in asked.say("people Priya")


def test_two_of_one_name_are_told_apart_by_a_button(asked: Talk) -> None:
    asked.say("add Priya Rao, welder at Harbor")
    which = asked.say("replied Priya")
    assert sorted(which.labels) == ["Priya Rao (Harbor)", "Priya Shah (Acme)"]
    assert "Priya Shah replied" in asked.press("Priya Shah (Acme)")


def test_a_typo_is_answered_with_the_name_that_was_meant(asked: Talk) -> None:
    nearly = asked.say("replied Prya")
    assert "Did you mean Priya Shah?" in nearly
    assert "Priya Shah replied" in asked.press("Priya Shah (Acme)")


def test_nobody_is_told_of_a_talk_that_felt_wrong(asked: Talk) -> None:
    asked.say("wrong Priya")
    assert "wrong" not in asked.say("people Priya")


@pytest.mark.parametrize(
    "said",
    [
        "wrong",
        "something felt wrong",
        "Something felt wrong.",
        "he made me uncomfortable",
        "it was creepy",
        "log wrong",
    ],
)
def test_something_felt_wrong_in_plain_words(asked: Talk, said: str) -> None:
    seen = asked.say(said)
    assert "You did nothing wrong" in seen
    assert "No person reads this" in seen
    assert "Talk to the office" in seen.labels


@pytest.mark.parametrize(
    "said", ["wrong Priya", "log Priya wrong", "something felt wrong with Priya"]
)
def test_the_one_it_was_can_be_silenced_or_erased_and_nothing_says_why(
    asked: Talk, said: str
) -> None:
    seen = asked.say(said)
    assert "Forget Priya Shah?" in asked.press("Erase Priya Shah", on=seen)
    assert "left alone" in asked.press("No more of Priya Shah", on=seen)
    assert not asked.wait(days=30)
    history = asked.say("people Priya")
    assert "Do not contact" in history
    assert "wrong" not in history


def test_who_it_was_is_asked_only_for_what_can_be_done(asked: Talk) -> None:
    seen = asked.press("Priya Shah (Acme)", on=asked.say("something felt wrong"))
    assert "I note nothing of why" in seen
    assert "No more of Priya Shah" in seen.labels


def test_the_office_is_named_and_the_student_writes_first(asked: Talk) -> None:
    seen = asked.press("Talk to the office", on=asked.say("wrong"))
    assert "I tell them nothing." in seen


@pytest.mark.parametrize("said", ["I want to die", "i can\u2019t go on like this"])
def test_distress_gets_a_person_and_no_coaching(asked: Talk, said: str) -> None:
    seen = asked.say(said)
    assert "Please talk to a person now" in seen
    assert "No person reads this" in seen
    assert "Erase" not in seen


@pytest.mark.parametrize(
    "said", ["opening Priya a summer job", "they mentioned an opening Priya"]
)
def test_an_opening_is_recorded_and_never_asked_for(asked: Talk, said: str) -> None:
    assert "you may ask how to apply" in asked.say(said)
    assert "They mentioned an opening" in asked.say("people Priya")


@pytest.mark.parametrize("said", ["I called Priya", "Priya called", "called Priya"])
def test_a_call_is_asked_about_and_calls_nothing_off(asked: Talk, said: str) -> None:
    asked.say("booked Priya friday 3pm")
    assert "missed Priya Shah if it was called off" in asked.say(said)
    assert "Now: booked" in asked.say("people Priya")


@pytest.mark.parametrize(
    "said", ["called off with Priya", "Priya called it off", "they called Priya off"]
)
def test_what_was_called_off_did_not_take_place(asked: Talk, said: str) -> None:
    asked.say("booked Priya friday 3pm")
    assert "It did not take place" in asked.say(said)


@pytest.mark.parametrize(
    "how", ["by email", "an email", "in person", "a text message", "on LinkedIn"]
)
def test_how_it_was_sent_is_no_moment(talk: Talk, how: str) -> None:
    talk.say("add Tom Okafor, welder")
    assert "You asked Tom Okafor" in talk.say(f"sent Tom {how}")


def test_how_and_when_it_was_sent_are_told_apart(talk: Talk) -> None:
    talk.say("add Tom Okafor, welder")
    talk.wait(days=2)
    assert "Sent Tue 17 Nov" in talk.say("sent Tom an email yesterday")


def test_a_yes_with_a_time_is_led_to_the_booking(asked: Talk) -> None:
    said = asked.say("Priya replied yes thursday 3pm")
    assert "booked Priya Shah thursday 3pm" in said


@pytest.mark.parametrize("word", ["met", "thanked"])
def test_what_is_known_already_may_be_said_again(asked: Talk, word: str) -> None:
    asked.say("met Priya")
    asked.say(f"{word} Priya")
    seen = asked.say(f"{word} Priya")
    assert "already" in seen
    assert "Write it down" in seen.labels


def test_a_note_is_undone_and_not_what_was_logged_before_it(asked: Talk) -> None:
    asked.say("booked Priya friday 3pm")
    asked.say("note Priya keeps bees")
    assert "Undone: You noted something (Priya Shah)." in asked.say("undo")
    card = asked.say("people Priya")
    assert "Now: booked" in card
    assert "keeps bees" not in card
    assert "Undone: Booked (Priya Shah)." in asked.say("undo")


def test_a_note_changes_no_number(asked: Talk) -> None:
    before = asked.say("my numbers")
    asked.say("note Priya keeps bees")
    assert asked.say("my numbers") == before
