"""The questions for a talk, and everything that can be changed about them."""

import re

import pytest

from bot.flows import FLOWS
from tests.talk import Seen, Talk

WHO_ELSE = "Is there anyone else you'd recommend I speak with?"


def questions(seen: Seen) -> list[str]:
    return re.findall(r"^\d+  (.+)$", seen, re.MULTILINE)


@pytest.fixture
def planned(talk: Talk) -> Talk:
    talk.say("add Priya Shah, nurse at Mercy, alum")
    talk.say("plan Priya 20")
    return talk


def test_a_plan_has_a_start_a_middle_and_a_close(talk: Talk) -> None:
    seen = talk.say("plan nursing 15")
    assert "nursing, 15 min" in seen
    for phase in ("Start, 2 min", "Middle, 9 min", "Close, 3 min"):
        assert phase in seen
    assert WHO_ELSE in seen
    assert seen.labels[:5] == ["Keep", "Swap", "Add mine", "Shorter", "Why these"]


def test_any_question_can_be_swapped_by_number_or_by_button(planned: Talk) -> None:
    before = questions(planned.say("plan Priya"))
    by_word = questions(planned.say("plan Priya swap 3"))
    assert by_word[2] != before[2]
    planned.press("Swap")
    by_button = questions(planned.press(by_word[2]))
    assert by_button[2] not in (before[2], by_word[2])


def test_a_question_of_ones_own_is_added_as_it_is(planned: Talk) -> None:
    mine = "What does your ward sound like at four in the morning?"
    assert mine in questions(planned.say(f"plan Priya add {mine}"))
    planned.press("Add mine")
    assert "How do you sleep?" in questions(planned.say("How do you sleep?"))


def test_the_closers_are_put_back_once_and_then_it_is_the_students_plan(
    planned: Talk,
) -> None:
    def drop() -> Seen:
        nth = questions(planned.say("plan Priya")).index(WHO_ELSE) + 1
        return planned.say(f"plan Priya drop {nth}")

    assert WHO_ELSE in questions(drop())
    assert WHO_ELSE not in questions(drop())


def test_shorter_keeps_the_close(planned: Talk) -> None:
    before = questions(planned.say("plan Priya"))
    after = planned.press("Shorter")
    assert "15 min" in after
    assert len(questions(after)) < len(before)
    assert WHO_ELSE in after


def test_a_question_is_moved(planned: Talk) -> None:
    before = questions(planned.say("plan Priya"))
    after = questions(planned.say("plan Priya move 3 2"))
    assert after[1] == before[2]


def test_each_question_says_why(planned: Talk) -> None:
    why = planned.press("Why these")
    assert why.count("- ") >= len(questions(planned.say("plan Priya")))


@pytest.mark.parametrize(
    "words", ["swap", "swap 99", "swap 0021", "drop x", "move 1", "dance"]
)
def test_what_cannot_be_changed_says_what_can(planned: Talk, words: str) -> None:
    before = planned.say("plan Priya")
    planned.say(f"plan Priya {words}")
    assert planned.say("plan Priya") == before


@pytest.mark.parametrize("minutes", ["2", "500"])
def test_a_length_nobody_would_say_yes_to_is_asked_back(
    talk: Talk, minutes: str
) -> None:
    assert "10 to 60" in talk.say(f"plan nursing {minutes}")


def test_a_kept_plan_comes_as_a_card_before_the_talk(planned: Talk) -> None:
    planned.say("booked Priya wednesday 3pm for 20 minutes by phone")
    first = questions(planned.say("plan Priya"))[0]
    planned.press("Keep")
    card = planned.at("2026-11-18 14:46")[-1]
    assert first in card
    assert "End by Wed 18 Nov, 15:20" in card


def test_what_is_known_becomes_a_question(talk: Talk) -> None:
    talk.say("add Priya Shah, nurse at Mercy, alum")
    talk.say("note Priya moved from surgery to home care")
    assert "surgery" in talk.say("plan Priya 20")


def test_an_unknown_field_gets_a_good_plan_and_is_told_so(talk: Talk) -> None:
    seen = talk.say("plan quidditch refereeing 20")
    assert "I don't know" in seen
    assert WHO_ELSE in seen


def test_a_name_or_a_field_is_asked_for(talk: Talk) -> None:
    assert "Which field, or with whom?" in talk.say("plan")
    talk.say("nursing")
    assert "nursing, 15 min" in talk.say("1")


def test_another_length_keeps_what_the_student_has_changed(planned: Talk) -> None:
    mine = "What does your ward sound like at four in the morning?"
    planned.say(f"plan Priya add {mine}")
    swapped = questions(planned.say("plan Priya swap 2"))[1]
    for words in ("plan Priya 30", "plan Priya longer", "plan Priya for 30 minutes"):
        seen = planned.say(words)
        assert {mine, swapped} <= set(questions(seen))
    assert "Priya Shah, 30 min" in seen


def test_only_new_starts_over(planned: Talk) -> None:
    first = planned.say("plan Priya")
    planned.say("plan Priya add What does your ward sound like at four?")
    assert planned.say("plan Priya") != first
    assert planned.say("plan Priya new") == first
    assert "Priya Shah, 15 min" in planned.say("plan Priya new 15")


@pytest.mark.parametrize("name", ["", "Rosa "])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("swap 3", "Rosa, 20 min"),
        ("drop 3", "Rosa, 20 min"),
        ("move 3 2", "Rosa, 20 min"),
        ("shorter", "Rosa, 15 min"),
        ("longer", "Rosa, 30 min"),
        ("30", "Rosa, 30 min"),
        ("new 45", "Rosa, 45 min"),
        ("add What do you hear first in the morning?", "in the morning?"),
        ("why", "Why these"),
        ("pocket", "Pocket card: Rosa"),
        ("sheet", "To prepare: Rosa"),
        ("keep", "Kept."),
    ],
)
def test_a_change_without_a_name_is_of_the_plan_seen_last(
    planned: Talk, name: str, words: str, said: str
) -> None:
    planned.say("add Rosa, nurse, aunt")
    planned.wait(minutes=1)
    planned.say("plan Rosa")
    assert said in planned.say(f"plan {name}{words}")


def test_a_plan_that_was_only_looked_at_is_the_last_one(planned: Talk) -> None:
    planned.wait(minutes=1)
    planned.say("plan cooking 15")
    planned.wait(minutes=1)
    planned.say("plan Priya")
    assert "Priya Shah, 15 min" in planned.say("shorter")
    planned.wait(minutes=1)
    planned.say("plan cooking")
    assert "cooking, 20 min" in planned.say("longer")


@pytest.mark.parametrize("words", ["swap 3", "move 3 1", "why", "keep", "plan shorter"])
def test_what_needs_a_plan_says_how_to_make_one(talk: Talk, words: str) -> None:
    assert "plan NAME" in talk.say(words)


@pytest.mark.parametrize("field", ["new media", "keep fit", "sheet music"])
def test_a_field_may_begin_like_a_change(planned: Talk, field: str) -> None:
    assert f"{field}, 20 min" in planned.say(f"plan {field}")


def test_a_change_of_a_plan_that_is_not_there_makes_none(talk: Talk) -> None:
    talk.say("add Rosa, nurse, aunt")
    assert "no plan for Rosa yet" in talk.say("plan Rosa swap 3")
    assert "no plan for Rosa yet" in talk.say("plan Rosa tomorrow")


def test_a_field_named_again_shows_its_plan_as_it_was_left(talk: Talk) -> None:
    talk.say("plan nursing 20")
    left = talk.say("plan add What does your ward sound like at four?")
    assert talk.say("plan nursing") == left
    assert "sound like at four" not in talk.say("plan nursing new")
    assert "cooking, 20 min" in talk.say("plan cooking")


def test_a_closer_that_is_put_back_is_not_put_back_in_silence(planned: Talk) -> None:
    nth = questions(planned.say("plan Priya")).index(WHO_ELSE) + 1
    seen = planned.say(f"drop {nth}")
    assert (
        "I put it back once: it is how one talk leads to the next. Drop it again to "
        "leave it out."
    ) in seen
    assert "put it back" not in planned.say(f"drop {nth}")


@pytest.mark.parametrize("minutes", [15, 20])
def test_pay_is_asked_in_the_second_half(talk: Talk, minutes: int) -> None:
    talk.say("add Rosa, nurse, aunt")
    asked = questions(talk.say(f"plan Rosa {minutes}"))
    [pay] = [nth for nth, text in enumerate(asked) if "range of pay" in text]
    assert pay >= len(asked) // 2


def test_no_reason_names_a_goal_that_was_not_given(planned: Talk) -> None:
    assert "You want" not in planned.say("plan Priya why")


def test_no_small_word_means_two_commands() -> None:
    words = [
        word
        for flow in FLOWS
        for command in flow.commands.values()
        for word in (command.word, *command.also, *command.small)
    ]
    assert len(words) == len(set(words))


def test_a_page_to_print_is_given_as_text_and_as_a_file(planned: Talk) -> None:
    page = planned.say("plan Priya page")
    assert "To print or paste: Priya Shah" in page
    assert "WHEN TIME IS SHORT, ONLY THESE" in page
    assert "talk.txt" in page


def test_the_reasons_name_the_three_for_little_time(planned: Talk) -> None:
    assert "When time is short, ask only" in planned.press("Why these")


def test_a_job_interview_has_other_questions_than_a_talk(talk: Talk) -> None:
    seen = talk.say("plan job interview at a bank 20")
    assert "What are the next steps from here?" in seen
    assert "range of pay" not in seen
    assert WHO_ELSE not in seen


def test_nobody_is_asked_twice_however_often_the_plan_is_made_anew(talk: Talk) -> None:
    talk.say("add Rosa, nurse at Mercy, aunt")
    first = questions(talk.say("plan Rosa 20"))
    talk.say("met rosa")
    second = questions(talk.say("plan Rosa new 20"))
    assert questions(talk.say("plan Rosa new 20")) == second
    assert {*first[: first.index(WHO_ELSE)]}.isdisjoint(second)
    assert not any(" pay " in text for text in second)


def test_what_others_were_asked_makes_room_for_what_nobody_told_yet(
    planned: Talk,
) -> None:
    planned.say("met Priya")
    planned.say("add Rosa, falconer, alum")
    planned.say("plan Rosa 20")
    assert "Nobody has told you about this yet." in planned.say("plan Rosa why")


def test_what_is_said_of_an_own_question_comes_before_all_else(planned: Talk) -> None:
    seen = planned.say("plan Priya add How much do you earn?")
    assert seen.startswith("What somebody earns is their own business.")
    assert seen.count("their own business") == 1
    planned.press("Add mine")
    assert planned.say("What is hard? And what is fun?").startswith("Two questions")


def test_a_question_may_be_added_as_the_button_says_it(planned: Talk) -> None:
    seen = planned.say("add mine: What would you do differently?")
    assert "What would you do differently?" in seen
    assert "mine:" not in seen
    mining = "How do you determine what is safe in a mine where you work?"
    assert mining in planned.say(f"add {mining}").replace("\n", " ")


def test_a_slip_in_a_name_is_noticed_beside_the_plan_for_a_field(talk: Talk) -> None:
    talk.say("add Priya Shah, nurse at Mercy")
    assert "say: plan Priya Shah" in talk.say("plan Pirya")
    assert "Priya" not in talk.say("plan nursing")


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("pocket Priya", "Pocket card: Priya"),
        ("shorter Priya", "15 min"),
        ("questions for Priya", "Priya"),
        ("plan with Priya", "Priya"),
    ],
)
def test_the_name_may_come_last(planned: Talk, said: str, seen: str) -> None:
    heard = planned.say(said)
    assert seen in heard
    assert "I don't know" not in heard
    assert "Healthcare" in planned.say("plan Priya")


# What is no field


@pytest.mark.parametrize("said", ["plan rosa", "plan Rosa Lind", "plan quidditch"])
def test_what_may_be_a_name_is_asked_about_first(talk: Talk, said: str) -> None:
    typed = said.removeprefix("plan ")
    seen = talk.say(said)
    assert f'I know no person and no field called "{typed}".' in seen
    assert f"add {typed}" in seen
    plan = talk.press("It is a field")
    assert WHO_ELSE in plan
    assert "I don't know" in plan


@pytest.mark.parametrize("field", ["falconry", "glass blowing", "the history of tea"])
def test_what_sounds_like_work_is_planned_for_at_once(talk: Talk, field: str) -> None:
    assert WHO_ELSE in talk.say(f"plan {field}")


@pytest.mark.parametrize(
    "said",
    [
        "plan What is a hard day like?",
        "plan i want to ask her about the night shift",
        "questions to ask my aunt about her work",
    ],
)
def test_a_sentence_is_no_field(talk: Talk, said: str) -> None:
    seen = talk.say(said)
    assert "sounds like a sentence" in seen
    assert WHO_ELSE not in seen
