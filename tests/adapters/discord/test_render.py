"""What Discord is sent: messages, and the files with them."""

from datetime import UTC, datetime

import pytest

from adapters.discord.render import MORE, messages, unasked
from bot.views import (
    Block,
    Bold,
    Bullets,
    Button,
    Copyable,
    File,
    Heading,
    Moment,
    Picture,
    Quote,
    Text,
    View,
)
from tests.adapters.discord.reading import kinds, letters, only, read, shown

AT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
LONG = "The first line is here. " * 100 + "another word " * 100


def test_a_text_is_a_line() -> None:
    assert shown("One.", ("Two ", Bold("three"), ".")) == "One.\nTwo **three**."


@pytest.mark.parametrize(
    "text",
    ["What is due", ("Due ", Moment(AT)), (Bold("a"), "b"), "# C", "C#", "#", "#0"],
)
def test_a_heading_is_one_and_keeps_all_its_letters(text: Text) -> None:
    drawn = shown(Heading(text), "Nothing.")
    assert kinds(drawn)[0] == "heading"
    assert letters(drawn) == letters(shown(text, "Nothing."))


def test_bullets_are_a_list_and_quotes_a_quote() -> None:
    drawn = shown(Bullets(("one", "- two")), Quote("three\n\n\n> four\n"))
    assert drawn == "- one\n- \\- two\n> three\n> \n> \\> four"
    assert kinds(drawn) == ["item", "item", "quote", "quote", "quote"]


@pytest.mark.parametrize(
    "message",
    ["Dear Ana,\n\n  *thank you* <3 :)\n\nTom", "`a` ``b``", "py\nx", "a`", "`a"],
)
def test_a_message_to_copy_is_there_as_it_stands(message: str) -> None:
    assert shown(Copyable(message)) == f"```\n{message}\n```"
    assert read(shown(Copyable(message))) == [("block", f"{message}\n")]


def test_a_message_that_holds_a_fence_is_copied_from_a_file() -> None:
    sent = only(View((Copyable("Look:\n```\nx\n```"), "Good?")))
    assert sent.content == "To copy: it is in the text file.\nGood?"
    [file] = sent.files
    assert file.filename == "message.txt"
    assert file.fp.read() == b"Look:\n```\nx\n```"


def test_files_and_pictures_come_with_the_message() -> None:
    picture = Picture("aGk=", "three of five replied")
    sent = only(View(("Look.", picture, File("talk.ics", "text/calendar", "x"))))
    first, second = sent.files
    assert (first.filename, first.description) == ("picture.png", picture.alt)
    assert (second.filename, second.fp.read()) == ("talk.ics", b"x")
    assert sent.content == "Look.\nFile: talk.ics"


def test_what_is_said_of_a_picture_can_be_sent() -> None:
    [file] = only(View((Picture("aGk=", "a\ud800\u202eb"),))).files
    assert file.description == "a\ufffd\ufffdb"


def test_what_a_picture_shows_is_in_the_text_where_no_file_tells_it_whole() -> None:
    assert shown(Picture("aGk=", "a " * 600)).startswith("Picture: a a")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("", "file.txt"),
        ("../../a.ics", ".._.._a.ics"),
        ("a\nb\u202e", "a b\ufffd"),
        ("a" * 300 + ".ics", "a" * 96 + ".ics"),
    ],
)
def test_a_file_has_a_name_and_no_path(name: str, safe: str) -> None:
    [file] = only(View((File(name, "text/plain", "x"),))).files
    assert file.filename == safe


@pytest.mark.parametrize("blank", [(), ("",), (" \n",), (Heading(""), Bullets(("",)))])
def test_where_a_view_is_empty_its_notice_is_said(blank: tuple[Block, ...]) -> None:
    for view in (View(blank), View(blank, notice=" ")):
        assert only(view).content == "Your next step is ready."


def test_a_long_view_goes_on_in_the_next_message_with_its_buttons_last() -> None:
    first, *_, last = messages(View((LONG, "The end."), (Button("Go on", "a.b"),)))
    assert first.components == []
    assert last.components[0]["components"][0]["custom_id"] == "a.b"
    assert last.content.endswith("The end.")


def test_what_is_pressed_and_has_no_room_stands_under_one_more() -> None:
    many = tuple(Button("Ask", f"a.b/{n}") for n in range(30))
    first, second = messages(View(("Whom?",), many))
    assert (first.content, second.content) == ("Whom?", MORE)
    assert [len(one.components) for one in (first, second)] == [5, 1]


def test_files_that_have_no_room_come_with_one_more() -> None:
    first, second = messages(View((File("a.txt", "", ""),) * 12))
    assert [len(one.files) for one in (first, second)] == [10, 2]


def test_a_long_message_to_copy_is_parted_between_its_paragraphs() -> None:
    paragraph = ("It was good to talk to you about nursing. " * 30).strip()
    message = "\n\n".join([paragraph] * 3)
    sent = messages(View((Copyable(message),)))
    pieces = [text.strip() for one in sent for _, text in read(one.content)]
    assert "\n\n".join(pieces) == message


def test_a_phone_rings_for_the_notice_and_not_for_names() -> None:
    view = View(("Ask Priya.",), (Button("Write it", "a.b"),), "A reminder, @here.")
    notice, said = unasked(view)
    assert (notice.content, notice.silent) == ("A reminder, \\@here.", False)
    assert (said.content, said.silent) == ("Ask Priya.", True)
    assert (notice.components, len(said.components)) == ([], 1)


def test_a_notice_that_is_all_there_is_comes_once() -> None:
    assert unasked(View(())) == messages(View(()))


@pytest.mark.parametrize("text", ["a" * 100_000, "a " * 50_000, "林\n\n" * 30_000])
def test_of_a_hundred_thousand_characters_none_is_lost(text: str) -> None:
    sent = messages(View((text, Copyable(text), Quote(text))))
    assert all(len(one.content) <= 2_000 for one in sent)
    said = "".join("".join(one.content.split()) for one in sent)
    wanted = "".join(text.split())
    assert said.replace("```", "").replace(">", "") == wanted * 3
