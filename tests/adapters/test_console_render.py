"""What a view looks like in a terminal, and what never reaches one."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.console.render import Sheet, text_of
from adapters.console.text import Span, plain, width, wrapped
from bot.views import (
    Block,
    Bold,
    Bullets,
    Button,
    Choice,
    Code,
    Control,
    Copyable,
    File,
    Heading,
    Link,
    Moment,
    Pager,
    Picker,
    Picture,
    Quote,
    Ticks,
    View,
)

NEW_YORK = Sheet("America/New_York")
NARROW = Sheet("America/New_York", width=20)


def drawn(
    *blocks: Block, controls: tuple[Control, ...] = (), sheet: Sheet = NEW_YORK
) -> list[str]:
    return text_of(View(blocks, controls), sheet).split("\n")


def test_a_text_is_a_line_made_of_its_parts() -> None:
    assert drawn(("Say ", Code("help"), " to ", Bold("Ana"), ".")) == [
        "Say help to Ana."
    ]


def test_a_link_shows_where_it_leads() -> None:
    assert drawn((Link("the page", "https://example.com/a"),)) == [
        "the page (https://example.com/a)"
    ]


def test_a_moment_is_told_in_the_readers_zone_with_its_weekday() -> None:
    at = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    [line] = drawn(("Due ", Moment(at), "."))
    assert "Tue 24 Nov" in line
    assert "09:00" in line


def test_a_heading_stands_apart_from_what_was_before() -> None:
    assert drawn("One.", Heading("Two"), "Three.") == ["One.", "", "Two", "Three."]


def test_bullets_and_quotes_keep_their_mark_where_they_are_broken() -> None:
    blocks = Bullets(("one two three four five", "six")), Quote("seven\neight")
    assert drawn(*blocks, sheet=NARROW) == [
        "- one two three four",
        "  five",
        "- six",
        "| seven",
        "| eight",
    ]


def test_a_message_to_copy_stands_alone_and_unbroken() -> None:
    message = "Dear Ana,\n\nthis line is longer than the terminal is wide.\n\nTom"
    above, *copied, below = drawn(Copyable(message), sheet=NARROW)
    assert copied == message.split("\n")
    assert above == below == "-" * 40


def test_a_picture_is_told_in_words_and_a_file_is_named() -> None:
    blocks = Picture("aGk=", "three of five replied"), File("talk.ics", "", "")
    assert drawn(*blocks) == [
        "[picture: three of five replied]",
        "[file: talk.ics; :save keeps it]",
    ]


def test_controls_are_numbered_in_the_order_in_which_they_are_pressed() -> None:
    controls = (
        Button("Write it", "a.b"),
        Picker("Who", "a.c", (Choice("Ana", "1"), Choice("Tom", "2"))),
        Pager("a.d", page=2, pages=3),
    )
    assert drawn("Next?", controls=controls)[1:] == [
        "[1 Write it] Who: [2 Ana] [3 Tom] [4 Back] page 2 of 3 [5 More]"
    ]


def test_ticks_have_a_line_each_and_numbers_of_their_own() -> None:
    choices = Choice("Ana", "11"), Choice("Tom", "12")
    controls = Ticks("Who", "a.b", choices, ("12",), first=11), Button("Keep", "a.c")
    assert drawn(controls=controls) == [
        "Who:",
        "( )  [11 Ana]",
        "(x)  [12 Tom]",
        "[13 Keep]",
    ]


@pytest.mark.parametrize(("page", "shown"), [(1, "More"), (3, "Back")])
def test_a_pager_offers_no_page_that_is_not_there(page: int, shown: str) -> None:
    [line] = drawn(controls=(Pager("a.d", page, 3),), sheet=NEW_YORK)[-1:]
    assert f"[1 {shown}]" in line
    assert "[2" not in line


def test_a_button_is_never_broken_in_two() -> None:
    controls = tuple(Button(f"Button number {n}", "a.b") for n in range(3))
    assert drawn(controls=controls, sheet=NARROW) == [
        "[1 Button number 0]",
        "[2 Button number 1]",
        "[3 Button number 2]",
    ]


def test_what_is_too_long_for_its_column_goes_on_in_that_column() -> None:
    assert drawn(
        "9  Middle  What is hard? · What surprised you?", sheet=Sheet("UTC", 30)
    ) == [
        "9  Middle  What is hard? ·",
        "           What surprised you?",
    ]


def test_a_word_that_is_too_long_stays_whole() -> None:
    url = "https://example.com/" + "a" * 40
    assert drawn(f"See {url} now", sheet=NARROW) == ["See", url, "now"]


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    assert width("林さん") == 6
    assert width("Nun\u0303ez") == 5


def test_a_text_without_spaces_is_broken_where_it_must() -> None:
    assert drawn("林" * 15, sheet=NARROW) == ["林" * 10, "林" * 5]


@pytest.mark.parametrize(
    "name",
    ["\x1b[2J", "a\x07b", "a\u202eb", "\ud800", "a\x9bb", "a\u2066b", "a\0b", "\u200f"],
)
def test_a_name_cannot_command_the_screen(name: str) -> None:
    [line] = drawn(f"<{name}>")
    assert "\ufffd" in line
    assert line.isprintable()
    assert line.encode()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\u2028", "\x85", "\n"])
def test_a_line_end_inside_a_name_is_a_space(end: str) -> None:
    assert drawn(f"Ana{end}Smith") == ["Ana Smith"]


@given(st.text(st.sampled_from("ab \u00e9林\u0301"), max_size=80), st.integers(4, 30))
@settings(max_examples=2_000, deadline=None)
def test_breaking_loses_no_letter_and_keeps_to_the_width(text: str, most: int) -> None:
    broken = [plain(line) for line in wrapped((Span(text),), most)]
    assert "".join("".join(broken).split()) == "".join(text.split())
    assert all(width(line) <= most or " " not in line.strip() for line in broken)


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "a " * 50_000, "林" * 100_000, "\u0301" * 100_000]
)
def test_of_a_hundred_thousand_characters_none_is_lost(text: str) -> None:
    assert "".join("".join(drawn(text)).split()) == "".join(text.split())
