"""Text is only ever read: never obeyed, and never lost."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.discord.text import cut, escaped, joined, lines, markdown, plain
from adapters.text import on_one_line
from bot.views import Bold, Code, Link, Moment, Part
from tests.adapters.discord.reading import kinds, letters, read

AT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)

ODD = [
    "@everyone", "@here", "<@1>", "<@!1>", "<@&1>", "<#1>", "</next:1>", "<id:guide>",
    "<t:1:R>", "<:odd:1>", "<a:odd:1>", ":tada:", ":wave::skin-tone-1:", ":100:",
    "https://example.com/a", "<https://example.com>", "steam://run", "discord.gg/a",
    "[good](https://example.com)", "[a](<b> 'c')", "discordapp.com/invite/a",
    "**b**", "__b__", "*b*", "_b_", "a_b_", "***b***", "~~b~~", "||b||", "`b`",
    "``b``", "```b```", "```\nb\n```", "# b", "### b", "-# b", "- b", "* b", "+ b",
    "> b", ">>> b", "1. b", "20. b", "#", "\\", "\\*b*", "\\\\",
    "\u00af\\_(\u30c4)_/\u00af",
]  # fmt: skip

SIGNS = "*_~|`<>@#:[]()/\\!&-+.,1 \nabt"
texts = st.lists(st.sampled_from([*SIGNS, *SIGNS, *ODD]), max_size=15).map("".join)
parts: st.SearchStrategy[Part] = st.one_of(
    texts,
    st.builds(Bold, texts),
    st.builds(Code, texts),
    st.just(Moment(AT)),
    st.builds(Link, texts, st.sampled_from(["https://example.com/a_(b)", "", "a:b"])),
)


def test_each_part_of_a_text_is_marked_up() -> None:
    text = "Say ", Code("help"), " to ", Bold("Ana"), "."
    assert markdown(text) == "Say `help` to **Ana**."


def test_a_moment_is_told_by_discord_in_the_readers_zone() -> None:
    assert markdown(("Due ", Moment(AT))) == "Due <t:1795528800:F>"


def test_a_link_leads_where_it_says_and_draws_no_page_below() -> None:
    link = Link("the page", "https://example.com/a_(b)")
    assert markdown((link,)) == "[the page](<https://example.com/a_%28b%29>)"


@pytest.mark.parametrize("name", ["a_b", "[a]", "\U0001f600", "", "a" * 101])
def test_where_no_link_has_such_a_name_its_address_stands_behind(name: str) -> None:
    drawn = markdown((Link(name, "https://example.com/a"),))
    assert read(drawn)[-1] == ("link", "https://example.com/a")
    assert letters(drawn) == f"{name}https://example.com/a"


@pytest.mark.parametrize(
    "url", ["", "javascript:x", "https://a\u202eb", "https://a b", "https://a" * 200]
)
def test_what_is_no_address_is_only_shown(url: str) -> None:
    assert kinds(markdown((Link("the page", url),))) == []


@pytest.mark.parametrize("name", ODD)
def test_a_name_is_never_more_than_its_letters(name: str) -> None:
    drawn = markdown(name)
    assert read(drawn) == [("text", on_one_line(name))]
    assert kinds(markdown((Bold(name),))) == ["bold"]


@pytest.mark.parametrize(
    "text",
    ["Due: 09:00", "ana@example.com", "9/10, or 2.5 (a #1)", "Tom's - ok > so!", "-5"],
)
def test_what_is_no_markup_is_copied_as_it_was_written(text: str) -> None:
    assert markdown(text) == text


@pytest.mark.parametrize("odd", ["\x1b[2J", "a\0b", "\u202eb", "\ud800", "\u2066"])
def test_what_would_turn_or_break_a_line_is_one_odd_character(odd: str) -> None:
    for drawn in (markdown(odd), markdown((Code(odd),)), plain(odd, 80)):
        assert "\ufffd" in drawn
        assert drawn.encode()


@pytest.mark.parametrize(
    "typed", ["a`b", "`a`", "a``b", "a ``` b", "`", "``", "a ` b ``` c"]
)
def test_something_to_type_keeps_its_backticks(typed: str) -> None:
    assert read(markdown((Code(typed),))) == [("code", typed)]


def test_something_to_type_that_no_backticks_hold_is_only_text() -> None:
    assert read(markdown((Code("a ` b `` c"),))) == [("text", "a ` b `` c")]


def test_marks_that_touch_do_not_undo_each_other() -> None:
    assert read(markdown((Bold("a"), "", Bold("b")))) == [("bold", "ab")]
    assert read(markdown((Code("a"), Code("b")))) == [("code", "ab")]


def test_a_plain_text_is_never_empty_and_shows_where_it_is_cut() -> None:
    assert plain(" \n ", 80) == "-"
    assert plain("Ask about the pay", 10) == "Ask about…"


def test_a_long_text_is_cut_at_a_paragraph_before_a_line_before_a_word() -> None:
    assert list(cut("one two three\n\nfour five", 20)) == ["one two three", "four five"]
    assert list(cut("one two three\nfour five", 20)) == ["one two three", "four five"]
    assert list(cut("one two three four five", 20)) == ["one two three four", "five"]


def test_a_long_line_goes_on_after_a_word_and_no_mark_is_cut() -> None:
    text = "one two ", Bold("three four"), " five"
    assert list(lines(text, 18)) == ["one two", "**three four**", "five"]


def test_what_fits_together_is_together() -> None:
    assert list(joined(["a", "bb", "ccc", "d"], 4, " ")) == ["a bb", "ccc", "d"]


@given(texts)
@settings(max_examples=500, deadline=None)
def test_what_people_write_is_only_text(text: str) -> None:
    drawn = markdown(text)
    assert kinds(drawn) == []
    assert letters(drawn) == "".join(text.split())


@given(texts, texts)
@example(":tada:11", "</next:1>")
@settings(max_examples=250, deadline=None)
def test_two_texts_make_no_markup_together(one: str, other: str) -> None:
    drawn = markdown((one, other))
    assert kinds(drawn) == []
    assert letters(drawn) == "".join((one + other).split())


@given(st.lists(parts, max_size=5).map(tuple))
@settings(max_examples=250, deadline=None)
def test_marks_are_those_of_the_parts_alone(text: tuple[Part, ...]) -> None:
    assert {*kinds(markdown(text))} <= {
        *(["bold"] if any(isinstance(part, Bold) for part in text) else []),
        *(["code"] if any(isinstance(part, Code) for part in text) else []),
        *(["moment"] if any(isinstance(part, Moment) for part in text) else []),
        *(["link", "named"] if any(isinstance(part, Link) for part in text) else []),
    }


@given(st.lists(parts, max_size=5).map(tuple), st.integers(60, 200))
@settings(max_examples=300, deadline=None)
def test_lines_are_short_and_say_all_that_was_said(
    text: tuple[Part, ...], most: int
) -> None:
    drawn = [*lines(text, most)]
    assert all(line.strip() and len(line) <= most for line in drawn)
    assert "".join(map(letters, drawn)) == letters(markdown(text))


@given(texts, st.integers(2, 40))
@settings(max_examples=500, deadline=None)
def test_pieces_are_short_and_make_the_whole_again(text: str, most: int) -> None:
    pieces = [*cut(text, most)]
    assert all(len(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["a" * 100_000, "\\" * 100_000, "* " * 50_000])
def test_of_a_hundred_thousand_characters_none_is_lost(text: str) -> None:
    drawn = [*lines(text)]
    assert all(len(line) <= 2_000 for line in drawn)
    assert "".join("".join(drawn).split()) == "".join(escaped(text).split())
