"""One person on two platforms: a code makes one list, and they may part again."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import NotSent
from bot.flows import FLOWS
from bot.records import Asking, Reminder, Student, Visitor
from tests.platform import ZONES
from tests.talk import ANA, BEN, Seen, Talk

ANA_TOO = Visitor("discord", "", "77", "Ana R.")  # who tells no zone
BEN_TOO = Visitor("discord", "", "78", "Ben")
WRONG = "That code does not work."
ZONES[ANA_TOO.direct] = ANA.zone


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    talk = Talk(tmp_path, FLOWS, platforms=("test", "discord"))
    yield talk
    talk.close()


def code(talk: Talk, who: Visitor = ANA) -> str:
    found = re.search("[A-Z]{4}-[A-Z]{4}", talk.say("my other account", who))
    assert found
    return found[0]


def people(talk: Talk, who: Visitor = ANA) -> list[str]:
    return [name for _, name in talk.read(lambda book: book.names(), who)]


def student(talk: Talk, who: Visitor = ANA) -> Student:
    return talk.read(lambda book: book.student(), who)


@pytest.fixture
def joined(talk: Talk) -> Talk:
    """Ana has Priya, and came to Discord; there she says the code."""
    talk.say("add Priya Shah, nurse at Mercy, alum")
    talk.say("sent Priya")
    talk.say(f"my other account {code(talk)}", ANA_TOO)
    return talk


@pytest.fixture
def both(talk: Talk) -> Talk:
    """Ana has people here and there, and is asked before they are joined."""
    talk.say("add Priya Shah, nurse at Mercy, alum")
    talk.say("remind me to call Priya tomorrow 10am")
    talk.say("add Priya Shah, nurse", ANA_TOO)
    talk.say("add Tom Okafor, welder", ANA_TOO)
    talk.say("remind me to eat tomorrow 10am", ANA_TOO)
    return talk


def test_a_code_makes_one_list_of_both(joined: Talk) -> None:
    assert people(joined, ANA_TOO) == people(joined) == ["Priya Shah"]
    joined.say("add Tom Okafor, welder", ANA_TOO)
    assert people(joined) == ["Priya Shah", "Tom Okafor"]


def test_a_code_is_short_readable_and_works_for_ten_minutes(talk: Talk) -> None:
    seen = talk.say("my other account")
    assert "Your code: " in seen
    assert "until Mon 16 Nov, 09:10 EST." in seen
    assert re.search(r"my other account [B-Z]{4}-[B-Z]{4}\.", seen)


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " ")])
def test_a_code_may_be_typed_in_any_way(talk: Talk, change: object) -> None:
    assert callable(change)
    typed = change(code(talk))
    assert "Joined" in talk.say(f"my other account {typed}", ANA_TOO)


def test_an_expired_code_works_no_longer(talk: Talk) -> None:
    late = code(talk)
    talk.wait(minutes=10)
    assert WRONG in talk.say(f"my other account {late}", ANA_TOO)


def test_only_the_newest_code_works(talk: Talk) -> None:
    first, second = code(talk), code(talk)
    assert WRONG in talk.say(f"my other account {first}", ANA_TOO)
    assert "Joined" in talk.say(f"my other account {second}", ANA_TOO)


def test_every_wrong_code_is_answered_the_same_way(talk: Talk) -> None:
    late = code(talk)
    talk.wait(minutes=11)
    answers = {
        talk.say(f"my other account {typed}", ANA_TOO)
        for typed in (late, "BBBB-BBBB", "12345678", "please", "x" * 3000)
    }
    assert len(answers) == 1


def test_guesses_are_limited(talk: Talk) -> None:
    for _ in range(5):
        assert WRONG in talk.say("my other account BBBB-BBBB", ANA_TOO)
    right = code(talk)
    tired = "Too many codes that do not work. Try again in an hour."
    assert tired in talk.say(f"my other account {right}", ANA_TOO)
    talk.wait(hours=1)
    assert "Joined" in talk.say(f"my other account {code(talk)}", ANA_TOO)


def test_a_code_of_ones_own_is_for_the_other_account(talk: Talk) -> None:
    own = code(talk)
    assert "Say it on your other one." in talk.say(f"my other account {own}")
    assert "Joined" in talk.say(f"my other account {own}", ANA_TOO)


def test_a_code_works_once(talk: Talk) -> None:
    used = code(talk)
    talk.say(f"my other account {used}", ANA_TOO)
    assert "joined with another one" in talk.say(f"my other account {used}", BEN_TOO)
    assert "already" in talk.say(f"my other account {used}", ANA_TOO)
    assert "already" in talk.say(f"my other account {code(talk, BEN)}")


def test_who_is_called_otherwise_is_asked_before(talk: Talk) -> None:
    asked = talk.say(f"my other account {code(talk, BEN)}", ANA_TOO)
    assert "On Test, as Ben: nothing yet." in asked
    assert "Join only an account of your own" in asked
    talk.press("Not now", who=ANA_TOO)
    assert "Your code" in talk.say("my other account", ANA_TOO)


def test_a_code_can_be_typed_into_a_form(talk: Talk) -> None:
    talk.dialogs = True
    given = code(talk)
    talk.press("I have a code", on=talk.say("my other account", ANA_TOO), who=ANA_TOO)
    assert WRONG in talk.submit({"code": "BBBBBBBB"}, ANA_TOO)
    assert "Joined" in talk.submit({"code": given}, ANA_TOO)


# What becomes of what both have


def test_what_will_be_joined_is_said_in_plain_words_before(both: Talk) -> None:
    asked = both.say(f"my other account {code(both)}", ANA_TOO)
    assert "Here: 2 people and 1 reminder." in asked
    assert "On Test, as Ana: 1 person and 1 reminder." in asked
    assert "On both lists: Priya Shah. Each stays twice" in asked
    assert "your time zone is America/New_York" in asked
    assert people(both, ANA_TOO) == ["Priya Shah", "Tom Okafor"]


def agreed(talk: Talk) -> Seen:
    return talk.say(f"my other account {code(talk)} join", ANA_TOO)


def test_nothing_is_lost_and_nobody_is_matched(both: Talk) -> None:
    agreed(both)
    assert people(both) == ["Priya Shah", "Priya Shah", "Tom Okafor"]
    texts = both.read(lambda book: [r.text for r in book.all(Reminder)])
    assert texts == ["eat", "call Priya"]


def test_a_button_joins_as_the_word_does(both: Talk) -> None:
    both.say(f"my other account {code(both)}", ANA_TOO)
    assert "Joined" in both.press("Join them", who=ANA_TOO)
    assert len(people(both)) == 3


def test_a_button_is_no_longer_good_when_the_code_is_not(both: Talk) -> None:
    asked = both.say(f"my other account {code(both)}", ANA_TOO)
    both.wait(minutes=10)
    assert WRONG in both.press("Join them", on=asked, who=ANA_TOO)


def test_settings_are_of_where_the_code_is_typed(both: Talk) -> None:
    both.say("settings quiet 23-7", ANA_TOO)
    both.say("settings voice warm")
    both.say("settings about a nursing student")
    assert "those you had here" in agreed(both)
    now = student(both)
    assert (now.quiet, now.voice) == (("23:00", "07:00"), "plain")
    assert now.about == "a nursing student"  # which was not said on Discord


def test_who_only_begins_keeps_the_settings_of_the_other(joined: Talk) -> None:
    assert student(joined, ANA_TOO).zone == ANA.zone
    assert student(joined, ANA_TOO).place == ANA_TOO.direct


def test_reminders_keep_their_hour_on_the_one_wall(both: Talk) -> None:
    agreed(both)
    [note] = both.wait(minutes=1)
    assert note.where == ANA.direct
    assert "Your account on Discord is joined with this one now" in note
    [digest] = both.at("2026-11-17 10:00")
    assert (digest.where, digest.at.hour) == (ANA_TOO.direct, 15)
    assert "eat" in digest
    assert "call Priya" in digest


def test_a_reminder_comes_where_one_was_last_and_once(joined: Talk) -> None:
    joined.wait(minutes=1)
    joined.say("hi")
    first = joined.at("2026-11-19 09:00")
    assert [seen.where for seen in first] == [ANA.direct]
    joined.say("hi", ANA_TOO)
    second = joined.at("2026-11-25 09:00")
    assert [seen.where for seen in second] == [ANA_TOO.direct]


def test_a_letter_that_waits_moves_along(talk: Talk) -> None:
    given = code(talk)
    talk.say("remind me to call in 5 minutes")
    talk.platform.breaks = [NotSent("busy") for _ in range(9)]
    assert talk.wait(minutes=6) == []
    talk.platform.breaks.clear()
    talk.say(f"my other account {given}", ANA_TOO)
    said = [s for s in talk.wait(hours=1) if "call" in s]
    assert [seen.where for seen in said] == [ANA_TOO.direct]


@pytest.mark.parametrize("heard", [True, False])
def test_a_letter_that_may_be_there_is_looked_for_there(
    talk: Talk, heard: bool
) -> None:
    given = code(talk)
    talk.say("remind me to call in 5 minutes")
    talk.platform.breaks = [TimeoutError()]
    talk.platform.hears_what_breaks = heard
    talk.wait(minutes=5)
    talk.say(f"my other account {given}", ANA_TOO)
    talk.wait(hours=1)
    said = [s for s in talk.platform.posts if "remind you: call" in s]
    assert [seen.where for seen in said] == [ANA.direct]


def test_what_was_logged_on_either_can_be_undone(both: Talk) -> None:
    both.say("settings zone New York", ANA_TOO)
    both.say("sent Priya")
    both.say("sent Tom", ANA_TOO)
    agreed(both)
    assert "Undone: You asked (Tom Okafor)" in both.say("undo")
    assert "Undone: You asked (Priya Shah)" in both.say("undo")


def test_a_form_that_was_open_there_waits(talk: Talk) -> None:
    given = code(talk)
    talk.say("remind me to call")
    talk.say(f"my other account {given}", ANA_TOO)
    assert "What can I say?" in talk.say("tomorrow 9am", ANA_TOO).labels
    assert "When?" in talk.say("go on", ANA_TOO)


def test_of_two_forms_the_one_here_stays(both: Talk) -> None:
    both.say("remind me to call")
    both.say("remind me to run", ANA_TOO)
    asked = both.say(f"my other account {code(both)}", ANA_TOO)
    assert "The form you began on Test ends. Yours here stays." in asked
    both.press("Join them", who=ANA_TOO)
    [form] = both.read(lambda book: book.all(Asking))
    assert "run" in form.form.token


def test_unasked_messages_of_both_count_as_one_persons(joined: Talk) -> None:
    joined.say("add Tom Okafor, welder", ANA_TOO)
    joined.say("sent Tom", ANA_TOO)
    said = [seen for seen in joined.wait(days=3) if "Your account" not in seen]
    assert len(said) == 1


# What is joined already, and parting


def test_it_says_that_they_are_joined(joined: Talk) -> None:
    seen = joined.say("my other account")
    assert "This account and the one on Discord are joined" in seen
    assert "Part them" in seen.labels


def test_parting_asks_where_the_list_goes(joined: Talk) -> None:
    asked = joined.say("my other account part")
    assert "Which account keeps your list?" in asked
    assert "With it go 1 person and your settings." in asked
    assert asked.labels == ["Keep it here", "Keep it on Discord", "Stay joined"]


@pytest.mark.parametrize(
    ("pressed", "typed", "keeper", "other"),
    [
        ("Keep it here", "part here", ANA, ANA_TOO),
        ("Keep it on Discord", "part there", ANA_TOO, ANA),
    ],
)
@pytest.mark.parametrize("by_word", [False, True])
def test_one_account_keeps_all_and_the_other_starts_empty(
    joined: Talk,
    pressed: str,
    typed: str,
    keeper: Visitor,
    other: Visitor,
    by_word: bool,
) -> None:
    if by_word:
        said = joined.say(f"my other account {typed}")
    else:
        joined.say("my other account part")
        said = joined.press(pressed)
    assert "Parted." in said
    assert (people(joined, keeper), people(joined, other)) == (["Priya Shah"], [])
    assert "Who is easiest to ask?" in joined.say("hi", other)
    reminders = [seen.where for seen in joined.wait(days=14) if "Priya" in seen]
    assert {*reminders} == {keeper.direct}


def test_who_parted_can_join_again(joined: Talk) -> None:
    joined.say("my other account part there")
    joined.say("add Tom Okafor, welder")
    given = code(joined, ANA_TOO)
    assert "Join them" in joined.say(f"my other account {given}").labels
    joined.press("Join them")
    assert people(joined, ANA_TOO) == ["Priya Shah", "Tom Okafor"]


def test_an_account_that_is_alone_has_nothing_to_part(talk: Talk) -> None:
    assert "joined with no other" in talk.say("my other account part")


def test_a_button_to_part_does_it_once(joined: Talk) -> None:
    asked = joined.say("my other account part")
    joined.press("Keep it here", on=asked)
    assert "They are parted already." in joined.press("Keep it here", on=asked)
    assert people(joined) == ["Priya Shah"]


def test_it_is_the_same_after_a_restart(joined: Talk) -> None:
    joined.restart()
    assert people(joined, ANA_TOO) == ["Priya Shah"]
    joined.say("my other account part here")
    joined.restart()
    assert (people(joined), people(joined, ANA_TOO)) == (["Priya Shah"], [])
