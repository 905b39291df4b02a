"""A chat in plain lines, with a small bot behind it: what goes in, what comes out."""

import asyncio
import os
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

from adapters.console.plain import Plain
from adapters.console.translate import Screen, account, action, visitor
from bot.engine.clock import SimulatedClock
from bot.events import Said
from tests.adapters.small_bot import sit_down

THURSDAY = datetime(2026, 11, 19, 19, 10, tzinfo=UTC)  # 14:10 in New York
ANA = visitor("Ana", "America/New_York")


class Terminal:
    """`terminal("tea", "1")` types these lines and gives what was shown."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, *lines: str, echo: bool = False) -> str:
        typed = StringIO("".join(f"{line}\n" for line in lines))
        shown = StringIO()
        face, clock = Plain(typed, shown, echo), SimulatedClock(THURSDAY)
        asyncio.run(sit_down(face, clock, self._folder))
        return shown.getvalue()


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def test_whoever_opens_the_chat_is_greeted_and_leaves_at_the_end_of_input(
    terminal: Terminal,
) -> None:
    assert terminal() == "Hello Ana.\n[1 Tea] [2 Milk]\n\n"


def test_a_number_presses_that_button(terminal: Terminal) -> None:
    assert terminal("2").endswith("Here is milk.\n\n")


@pytest.mark.parametrize("label", ["Milk", "milk", " MILK "])
def test_a_label_presses_that_button_too(terminal: Terminal, label: str) -> None:
    assert terminal(label).endswith("Here is milk.\n\n")


def test_a_label_that_is_also_a_command_presses(terminal: Terminal) -> None:
    assert terminal("Tea").endswith("Here is tea.\n\n")


def test_a_label_that_two_buttons_have_is_only_something_said() -> None:
    screen = Screen((("Ana", "a.b", "1"), ("ana", "a.b", "2")))
    assert isinstance(action("ana", screen, "1", ANA, THURSDAY), Said)


def test_a_label_is_an_answer_while_words_are_awaited() -> None:
    screen = Screen((("Milk", "a.b", ""),), awaits=True)
    assert isinstance(action("Milk", screen, "1", ANA, THURSDAY), Said)


def test_a_number_presses_the_newest_message_that_has_buttons(
    terminal: Terminal,
) -> None:
    assert terminal("say hi", "1").endswith("<hi>\n\nHere is tea.\n\n")


@pytest.mark.parametrize("number", ["0", "3", "99", "1" * 5000])
def test_a_number_without_a_button_says_which_there_are(
    terminal: Terminal, number: str
) -> None:
    said = f"There is no button {number[:9]}. The last message has 1 to 2."
    assert said in terminal(number)


def test_an_empty_line_is_the_next_step(terminal: Terminal) -> None:
    assert terminal("").count("Hello Ana.") == 2


def test_a_form_is_asked_question_by_question(terminal: Terminal) -> None:
    shown = terminal("brew", "2", "3")
    assert "Which?\n[1 Black] [2 Green]" in shown
    assert shown.endswith("How many?\nskip keeps 2.\n\n3 cups of g.\n\n")


def test_an_empty_line_in_a_form_takes_the_default(terminal: Terminal) -> None:
    assert "2 cups of b." in terminal("brew", "Black", "")


def test_a_form_can_be_left(terminal: Terminal) -> None:
    assert "Left it." in terminal("brew", ":cancel")


def test_skipped_time_brings_what_fell_due_each_with_its_day_and_hour(
    terminal: Terminal,
) -> None:
    shown = terminal("remind 1", "remind 2", ":skip 3 business days", "1")
    assert shown.endswith(
        "-- Fri 20 Nov, 14:10 EST --\n1 days are over.\n[1 Fine]\n\n"
        "-- Sat 21 Nov, 14:10 EST --\n2 days are over.\n[1 Fine]\n\n"
        "It is Tue 24 Nov 2026, 14:10 EST.\n\nHere is 2.\n\n"
    )


def test_time_can_be_skipped_until_a_moment(terminal: Terminal) -> None:
    shown = terminal(":skip until tomorrow 9am")
    assert "Nothing fell due.\n\nIt is Fri 20 Nov 2026, 09:00 EST." in shown


def test_of_two_moments_time_is_skipped_until_the_soonest(terminal: Terminal) -> None:
    shown = terminal(":skip until monday 9am", ":skip until monday 11am")
    assert shown.endswith("It is Mon 23 Nov 2026, 11:00 EST.\n\n")


@pytest.mark.parametrize("phrase", ["", "back 3 days", "gibberish", "x" * 500])
def test_time_that_cannot_be_read_is_not_skipped(
    terminal: Terminal, phrase: str
) -> None:
    shown = terminal(f":skip {phrase}", ":now")
    assert "'friday 3pm', 'in 3 days' or 'dec 5'" in shown
    assert "It is Thu 19 Nov 2026, 14:10 EST." in shown


def test_somebody_else_can_sit_down_and_has_buttons_of_their_own(
    terminal: Terminal,
) -> None:
    shown = terminal("say hi", ":as Tom Okafor", "say ho", ":as ana", "1")
    assert "Hello Tom Okafor." in shown
    assert shown.endswith("Hello Ana.\n[1 Tea] [2 Milk]\n\nHere is tea.\n\n")


def test_what_comes_for_somebody_else_waits_until_they_sit_down(
    terminal: Terminal,
) -> None:
    shown = terminal("remind 1", ":as Tom Okafor", ":skip 2 days", ":as ana")
    theirs, hers = shown.split("It is Sat 21 Nov 2026, 14:10 EST.\n\n")
    assert theirs.endswith(
        "-- Fri 20 Nov, 14:10 EST, for ana --\nYour next step is ready.\n\n"
    )
    assert "days are over" not in theirs
    assert hers.startswith(
        "-- Fri 20 Nov, 14:10 EST --\n1 days are over.\n[1 Fine]\n\nHello Ana.\n"
    )


def test_what_waited_is_told_once(terminal: Terminal) -> None:
    shown = terminal("remind 1", ":as Tom", ":skip 2 days", ":as ana", ":as ana")
    assert shown.count("1 days are over.") == 1


@pytest.mark.parametrize(
    ("one", "another"),
    [("★", "☆"), ("林", "李"), ("Tom Okafor", "Tom-Okafor"), ("Ana!", "Ana")],
)
def test_two_names_are_two_people(one: str, another: str) -> None:
    assert account(one) != account(another)


@pytest.mark.parametrize("name", ["ana", " Ana ", "ANA", "A\u202ena"])
def test_one_name_is_one_person_however_it_is_typed(name: str) -> None:
    assert account(name) == "ana"


@pytest.mark.parametrize("nobody", ["", "  ", "\u202e", "\ud800"])
def test_whoever_has_no_name_is_you(nobody: str) -> None:
    assert account(nobody) == "you"


@pytest.mark.parametrize(
    ("typed", "close"),
    [(":skipp 3 days", ":skip"), (":zzz", ":help"), (":" + "a" * 100_000, ":help")],
)
def test_an_unknown_order_is_told_which_is_close(
    terminal: Terminal, typed: str, close: str
) -> None:
    assert f"Try {close}." in terminal(typed)


def test_a_colon_before_something_else_is_only_something_said(
    terminal: Terminal,
) -> None:
    assert "I don't know ':-)'" in terminal(":-)")


def test_the_terminal_tells_its_own_words(terminal: Terminal) -> None:
    assert ":skip SPAN" in terminal(":help")


def test_quitting_leaves_the_rest_unheard(terminal: Terminal) -> None:
    assert "<hi>" not in terminal(":quit", "say hi")


def test_a_new_line_can_be_written(terminal: Terminal) -> None:
    assert "<one two>" in terminal(r"say one\ntwo")


def test_a_file_that_was_shown_is_saved_without_overwriting(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal("file", ":save", ":save ../../escaped", ":save")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a-talk-2.ics",
        "a-talk.ics",
        "escaped",
    ]
    assert (tmp_path / "a-talk.ics").read_text() == "BEGIN"


def test_a_long_name_in_any_script_is_one_that_a_disk_bears(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal("file", ":save " + "\U00020000" * 200)
    assert [file.name for file in tmp_path.iterdir()] == ["\U00020000" * 60]


def test_nobody_saves_what_was_shown_to_another(
    terminal: Terminal, tmp_path: Path
) -> None:
    assert "There is nothing to save" in terminal("file", ":as Tom", ":save")
    assert not list(tmp_path.iterdir())


def test_saving_nothing_says_so(terminal: Terminal) -> None:
    assert "There is nothing to save" in terminal(":save")


def test_a_file_of_contacts_is_handed_over(terminal: Terminal, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,company\nTom Okafor,Harbor Clinic\n")
    assert "1 rows." in terminal(f"import {people}")
    assert "I can't read nowhere.csv" in terminal("import nowhere.csv")


def test_only_a_file_is_imported(terminal: Terminal, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for name in (pipe, tmp_path, "/dev/zero"):
        shown = terminal(f"import {name}", "say still here").replace("\n", " ")
        assert "it is a folder, a pipe or a device. For example:" in shown
        assert "<still here>" in shown


def test_a_transcript_shows_what_was_heard(terminal: Terminal) -> None:
    assert "> say hi\n<hi>\n" in terminal("say hi", echo=True)


@pytest.mark.parametrize(
    "line", ["\x1b[2J", "a\0b", "\u202eabc", "x" * 100_000, "\ud800", "\u0301" * 9000]
)
def test_awkward_lines_are_answered_and_the_chat_goes_on(
    terminal: Terminal, line: str
) -> None:
    shown = terminal(line, "say still here", echo=True)
    assert shown.endswith("<still here>\n\n")
    assert "\x1b" not in shown
