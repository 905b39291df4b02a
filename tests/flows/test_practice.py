"""Practice, as a student goes through it: somebody made up, and one remark."""

from datetime import timedelta

import pytest

from bot.coach.practice.characters import cast
from bot.records import Contact, Rehearsal, Rehearsing
from tests.talk import BEN, Talk

NAMES = {one.id.replace("_", "-"): one for one in cast().characters}
INTRO = "Hi, I'm Ana, a second-year student. I'd like to hear what the work is like."
WHO = "Is there anyone else you'd recommend I speak with?"


def finished(talk: Talk) -> list[Rehearsal]:
    return list(talk.read(lambda book: book.all(Rehearsal)))


def going(talk: Talk) -> list[Rehearsing]:
    return list(talk.read(lambda book: book.all(Rehearsing)))


# Beginning


def test_a_beginner_is_offered_an_easy_one_first(talk: Talk) -> None:
    seen = talk.say("practice")
    assert "there are no marks" in seen
    assert seen.labels[0] == "Begin with Maya"
    assert "Practice with Maya, 20 minutes" in talk.press("Begin with Maya")


@pytest.mark.parametrize("word", NAMES)
def test_each_character_can_be_met(talk: Talk, word: str) -> None:
    seen = talk.say(f"practice {word}")
    assert f"Practice with {NAMES[word].name}" in seen
    assert f"{NAMES[word].name}: {NAMES[word].opens}" in seen


def test_another_is_picked_by_a_button(talk: Talk) -> None:
    assert "Practice with Viktor" in talk.press("Viktor", on=talk.say("practice"))


def test_a_field_gives_its_questions_and_its_words(talk: Talk) -> None:
    seen = talk.say("practice nursing")
    assert 'I read "nursing" as Healthcare & clinical.' in seen
    assert "1  How did you get into this work?" in seen
    assert seen.labels[:2] == ["Ask 1", "Ask 2"]
    assert "a nursing assistant" in talk.say("How did you get into this?")


def test_a_person_gives_the_plan_that_was_made_for_them(talk: Talk) -> None:
    talk.say("add Priya, nurse at Mercy, aunt")
    talk.say("plan Priya")
    talk.say("add What do your feet say after a shift?")
    seen = talk.say("practice sceptic Priya")
    assert "The questions are those for Priya." in seen
    assert "Viktor" in seen
    (record,) = going(talk)
    assert "What do your feet say after a shift?" in record.questions


def test_a_field_may_follow_a_character_of_two_words(talk: Talk) -> None:
    seen = talk.say("practice ten minutes for accounting")
    assert "Practice with Nadia, 10 minutes" in seen
    assert "Finance" in seen


def test_two_people_of_a_name_are_asked_back(talk: Talk) -> None:
    talk.say("add Priya Shah, nurse")
    talk.say("add Priya Rao, teacher")
    seen = talk.say("practice Priya")
    assert "Which one?" in seen
    assert "The questions are those for Priya Rao." in talk.press("Priya Rao (teacher)")


# Talking


def test_typed_words_and_pressed_questions_both_go_to_the_talk(talk: Talk) -> None:
    talk.say("practice nursing")
    assert talk.say(INTRO).startswith("Maya: How lovely")
    pressed = talk.press("Ask 1")
    assert pressed.startswith("You: How did you get into this work?\nMaya: Completely")
    assert "3 of 20 minutes." in pressed
    assert "1  How did you get into this work?" not in pressed


def test_near_the_end_the_closing_questions_are_offered(talk: Talk) -> None:
    talk.say("practice hurried")
    for line in ("What is a day like?", "What is hard?", "What is fun?"):
        seen = talk.say(line)
    assert "Three minutes." in seen
    assert f"  {WHO}" in seen


def test_a_button_of_before_redraws_and_asks_nothing(talk: Talk) -> None:
    first = talk.say("practice nursing")
    talk.say("What surprised you?")
    seen = talk.press(first.labels[0], on=first)
    assert "How much of it is talking" in seen
    assert len(going(talk)[0].lines) == 1


def test_everything_has_its_words(talk: Talk) -> None:
    talk.say("practice")
    talk.say("practice nursing")
    assert "Maya:" in talk.say("practice say How did you start?")
    assert "That was Maya" in talk.say("practice end")


@pytest.mark.parametrize("said", ["I want to die", "he touched me"])
def test_words_of_distress_get_a_person_in_practice_too(talk: Talk, said: str) -> None:
    talk.say("practice steering")
    assert "No person reads this" in talk.say(said)
    assert "Maya" not in talk.say("next")


def test_saying_nothing_takes_no_time(talk: Talk) -> None:
    talk.say("practice warm")
    talk.say("What surprised you?")
    assert "2 of 20 minutes." in talk.say(" ... ")
    assert len(going(talk)[0].lines) == 1


def test_somebody_elses_practice_is_their_own(talk: Talk) -> None:
    talk.say("practice")
    talk.say("practice warm")
    assert "No practice is going on." in talk.say("practice on", who=BEN)


# The end


def test_it_ends_with_one_good_thing_and_one_to_try(talk: Talk) -> None:
    talk.say("practice warm")
    talk.say(INTRO)
    talk.say("How did you get into this?")
    talk.say("Who was Bea?")
    seen = talk.say("Thank you so much for your time!")
    assert "Maya: Thank you! You asked things that nobody asks me." in seen
    assert 'Good: You listened and asked on: "Who was Bea?".' in seen
    assert seen.count("To try next time:") == 1
    assert "%" not in seen
    assert seen.labels == ["Try Lee", "Maya again", "What's next?"]


def test_a_job_ask_is_answered_by_the_character_and_remarked_on_kindly(
    talk: Talk,
) -> None:
    talk.say("practice warm")
    talk.say(INTRO)
    assert "I don't do the hiring" in talk.say("Are there any openings for me?")
    seen = talk.press("End")
    assert "Good: You said what you want to find out" in seen
    assert "To try next time: It came close to asking for a job" in seen


def test_time_that_is_up_ends_it(talk: Talk) -> None:
    talk.say("practice hurried")
    for line in ("What is a day like?", "What is hard?", "What is fun?", "Why?"):
        talk.say(line)
    assert "That's my ten minutes" in talk.say("What do people earn?")
    assert not going(talk)


def test_ended_before_anything_was_said_it_was_none(talk: Talk) -> None:
    talk.say("practice warm")
    assert "Ended before anything was said." in talk.say("end")
    assert not finished(talk)


def test_what_is_kept_is_what_was_done_and_no_word_of_it(talk: Talk) -> None:
    talk.say("practice warm")
    talk.say(INTRO)
    talk.say(WHO)
    talk.say("end")
    (kept,) = finished(talk)
    assert kept.character == "warm"
    assert {"introduction", "purpose", "who-else"} <= set(kept.done)
    assert not going(talk)


def test_the_next_time_it_says_what_is_different(talk: Talk) -> None:
    talk.say("practice warm")
    talk.say(INTRO)
    assert "Last time" not in talk.say("end")
    assert "Practice with Lee" in talk.press("Try Lee")
    talk.say(INTRO)
    talk.say(WHO)
    expected = "Last time you did not ask who else to talk to. This time you did."
    assert expected in talk.say("end")


def test_who_was_not_met_yet_is_offered_next(talk: Talk) -> None:
    for one in cast().characters:
        assert f"Begin with {one.name}" in talk.say("practice").labels
        talk.press(f"Begin with {one.name}")
        talk.say("What is a day like?")
        talk.say("end")
        talk.wait(minutes=1)
    seen = talk.say("practice")
    assert "Begin with Maya" in seen.labels
    assert "Kim thinks they have nothing to tell. You have met." in seen


# Leaving and coming back


@pytest.mark.parametrize("word", ["stop", "cancel", ":cancel", "Leave."])
def test_nobody_is_held_in_it(talk: Talk, word: str) -> None:
    talk.say("practice warm")
    assert "Your practice with Maya waits." in talk.say(word)
    assert "I don't know" in talk.say("xyzzy")


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("people", "Nobody yet"),
        ("next", "Who is easiest to ask?"),
        ("/help", "What you can say"),
        ("add Tom, teacher at Lakeside", "Tom"),
        ("remind me friday to call the office", "Fri 20 Nov"),
        ("my numbers", ""),
        ("plan nursing 15", "nursing, 15 min"),
    ],
)
def test_a_command_leaves_it_and_says_how_to_go_on(
    talk: Talk, command: str, shown: str
) -> None:
    talk.say("practice warm")
    talk.say(INTRO)
    seen = talk.say(command)
    assert shown in seen
    assert "Your practice with Maya waits. To go on: practice on" in seen
    assert "How lovely" in talk.say("practice on")
    assert "3 of 20 minutes." in talk.say("What is a day like?")


@pytest.mark.parametrize(
    "line",
    [
        "My name is Ana.",
        "Why did you choose that?",
        "Who helped you?",
        "Do you like it?",
        "Hello!",
        "ok",
        "People say that it is a hard life.",
        "Next, what do you like?",
        "Told you so, what happened then?",
    ],
)
def test_what_anybody_says_is_no_command_in_a_talk(talk: Talk, line: str) -> None:
    talk.say("practice warm")
    assert talk.say(line).startswith("Maya: ")


def test_what_was_logged_of_a_person_leaves_it_too(talk: Talk) -> None:
    talk.say("add Priya, nurse at Mercy, aunt")
    talk.say("practice warm")
    assert "Good news: Priya replied." in talk.say("Priya replied")


def test_it_goes_on_after_a_restart(talk: Talk) -> None:
    talk.say("practice warm")
    talk.say("How did you get into this?")
    talk.restart()
    assert "A woman called Bea trained me." in talk.say("What happened then?")


def test_practice_offers_to_go_on(talk: Talk) -> None:
    talk.say("practice warm")
    talk.say("How did you get into this?")
    talk.say("people")
    seen = talk.press("Go on with Maya", on=talk.say("practice"))
    assert "Completely by accident." in seen


def test_a_button_of_something_else_sets_it_aside(talk: Talk) -> None:
    talk.say("practice warm")
    talk.press("What's next?", on=talk.say("stop"))
    assert "I don't know" in talk.say("xyzzy")


def test_what_is_typed_on_another_day_is_not_for_the_talk(talk: Talk) -> None:
    talk.say("practice warm")
    talk.wait(until=talk.now + timedelta(hours=2))
    assert "I don't know" in talk.say("xyzzy")
    assert "Maya" in talk.say("practice on")


def test_forgetting_a_person_forgets_what_was_practiced_for_them(talk: Talk) -> None:
    talk.say("add Priya, nurse at Mercy, aunt")
    talk.say("practice Priya")
    talk.press("Forget", on=talk.say("forget Priya"))
    assert not going(talk)
    assert not talk.read(lambda book: book.all(Contact))


def test_practice_works_where_forms_open_too(talk: Talk) -> None:
    talk.dialogs = True
    talk.say("practice warm")
    assert talk.say("How did you get into this?").startswith("Maya: Completely")


@pytest.mark.parametrize("why", ["Why?", "why is that", "How come?", "why so"])
def test_a_bare_why_gets_a_reason(talk: Talk, why: str) -> None:
    talk.say("practice warm")
    for line in (INTRO, "What took most of your time last week?"):
        talk.say(line)
    answer = talk.say(why)
    assert any(reason in answer for reason in NAMES["warm"].answers["why"])


def test_who_asked_nothing_is_not_praised_for_what_was_left_out(talk: Talk) -> None:
    for line in ("Are you hiring?", "Good morning"):
        talk.say("practice warm")
        talk.say(line)
        last = talk.say("end")
    assert "Last time you did not" not in last


def test_end_after_the_end_says_so_kindly(talk: Talk) -> None:
    talk.say("practice warm")
    talk.say(INTRO)
    assert "That was Maya" in talk.say("end")
    assert "That practice is over already. Well done." in talk.say("end")


def test_end_before_any_practice_tells_how_to_begin(talk: Talk) -> None:
    assert "Nothing to end. To begin one: practice." in talk.say("end")


def test_a_sentence_that_begins_with_end_goes_to_the_talk(talk: Talk) -> None:
    talk.say("practice warm")
    assert "Maya:" in talk.say("End of the month must be hard for all of you.")


@pytest.mark.parametrize("said", ["practice myths", "practice facts"])
def test_the_myths_are_practice_too(talk: Talk, said: str) -> None:
    assert "Fact or myth?" in talk.say(said)
