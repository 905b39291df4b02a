"""Text is only ever read: never obeyed, and never lost."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.text import (
    BREAKS,
    cut,
    elements,
    escaped,
    fitted,
    packed,
    parted,
    plain,
    plain_text,
    size,
    weight,
)
from bot.views import Bold, Code, Link, Moment

AT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)

texts = st.text(st.sampled_from("ab \n\u00e9林\U0001f600\u0301"), max_size=120)


def test_each_part_of_a_text_is_an_element() -> None:
    text = "Say ", Code("help"), " to ", Bold("Ana"), "."
    assert elements(text) == [
        {"type": "text", "text": "Say "},
        {"type": "text", "text": "help", "style": {"code": True}},
        {"type": "text", "text": " to "},
        {"type": "text", "text": "Ana", "style": {"bold": True}},
        {"type": "text", "text": "."},
    ]


def test_a_moment_is_told_by_slack_in_the_readers_zone() -> None:
    [date] = elements((Moment(AT),))
    assert (date["type"], date["timestamp"]) == ("date", 1795528800)
    assert date["fallback"] == "Tue 24 Nov, 14:00 UTC"


def test_a_link_leads_where_it_says() -> None:
    [link] = elements((Link("the page", "https://example.com/a"),))
    assert (link["text"], link["url"]) == ("the page", "https://example.com/a")


@pytest.mark.parametrize(
    "url", ["", "javascript:x", "https://a\u202eb", "https://a b", "https://a" * 200]
)
def test_what_is_no_address_is_only_shown(url: str) -> None:
    shown = elements((Link("the page", url),))
    assert {element["type"] for element in shown} == {"text"}


@pytest.mark.parametrize(
    "name", ["<!channel>", "<@U123>", "*bold*", ":tada:", "<https://evil|good>", "`x`"]
)
def test_a_name_is_never_more_than_its_letters(name: str) -> None:
    assert elements(name) == [{"type": "text", "text": name}]
    assert plain_text(name, 75) == {"type": "plain_text", "text": name, "emoji": False}
    assert "<" not in escaped(name)


@pytest.mark.parametrize("odd", ["\x1b[2J", "a\0b", "\u202eb", "\ud800", "\u2066"])
def test_what_would_turn_or_break_a_line_is_one_odd_character(odd: str) -> None:
    for shown in (elements(odd)[0]["text"], plain_text(odd, 75)["text"], plain(odd)):
        assert "\ufffd" in shown
        assert shown.encode()


def test_a_plain_text_is_never_empty() -> None:
    assert plain_text(" \n ", 75)["text"] == "-"


def test_a_label_that_is_cut_shows_it() -> None:
    assert fitted("Ask about the pay", 10) == "Ask about…"


def test_a_character_beyond_the_first_plane_counts_twice() -> None:
    assert size("a\U0001f600") == 3
    assert fitted("\U0001f600" * 4, 6) == "\U0001f600" * 2 + "…"


def test_a_long_text_is_cut_at_a_paragraph_before_a_line_before_a_word() -> None:
    assert list(cut("one two three\n\nfour five", 20)) == ["one two three", "four five"]
    assert list(cut("one two three\nfour five", 20)) == ["one two three", "four five"]
    assert list(cut("one two three four five", 20)) == ["one two three four", "five"]


def test_a_long_word_is_cut_where_it_must() -> None:
    assert list(cut("a" * 5, 2)) == ["aa", "aa", "a"]


def test_what_can_be_read_is_weighed_and_nothing_else() -> None:
    assert weight({"type": "text", "text": "four", "style": {"bold": True}}) == 4
    assert weight([{"value": "x", "text": {"text": "ab", "emoji": False}}]) == 2


def test_what_is_light_travels_together() -> None:
    assert list(packed(["a", "bb", "ccc", "d"], len, 3)) == [
        ["a", "bb"],
        ["ccc"],
        ["d"],
    ]
    assert list(packed("abc", len, 9, most=2)) == [["a", "b"], ["c"]]


@given(texts, st.integers(2, 40))
@settings(max_examples=2_000, deadline=None)
def test_pieces_are_short_and_make_the_whole_again(text: str, most: int) -> None:
    pieces = list(parted(text, most))
    whole = "".join(before + piece for piece, before in pieces)
    assert text in [whole + end for end in BREAKS]
    assert all(1 <= size(piece) <= most for piece, _ in pieces)
    assert {before for _, before in pieces} <= {*BREAKS}


@given(texts, st.integers(2, 40))
@settings(max_examples=500, deadline=None)
def test_what_is_fitted_begins_as_the_whole_does(text: str, most: int) -> None:
    shown = fitted(text, most)
    assert size(shown) <= most
    assert text.startswith(shown.removesuffix("…"))


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "a \n" * 33_333, "\U0001f600" * 50_000]
)
def test_of_a_hundred_thousand_characters_none_is_lost(text: str) -> None:
    pieces = list(cut(text, 3_000))
    assert "".join("".join(pieces).split()) == "".join(text.split())
