"""What Slack is sent: messages, panels and the Home tab."""

from datetime import UTC, datetime

import pytest

from adapters.slack.render import (
    NO_ROOM,
    attachments,
    home,
    messages,
    panel,
)
from bot.views import (
    Block,
    Bold,
    Bullets,
    Button,
    Code,
    Copyable,
    File,
    Heading,
    Moment,
    Picture,
    Quote,
    Text,
    View,
)
from tests.adapters.slack.reading import drawn, found, letters, only, rich

AT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
LONG = "The first line is here. " * 400 + "\n\n" + "another word " * 900


def test_lines_that_follow_each_other_are_one_block() -> None:
    sections = rich("One.", ("Two ", Bold("three"), "."))
    assert [section["type"] for section in sections] == ["rich_text_section"] * 2
    assert letters(sections) == "One.Twothree."


def test_a_heading_is_a_header() -> None:
    title = {"type": "plain_text", "text": "What is due", "emoji": False}
    first, second = drawn(Heading("What is due"), "Nothing.")
    assert first == {"type": "header", "text": title}
    assert letters(second) == "Nothing."


@pytest.mark.parametrize("text", ["a" * 151, ("Due ", Moment(AT)), ("Say ", Code("x"))])
def test_a_heading_that_no_header_holds_is_a_bold_line(text: Text) -> None:
    [section] = rich(Heading(text))
    assert all(element["style"]["bold"] for element in section["elements"])


def test_bullets_are_a_list_and_quotes_a_quote() -> None:
    bullets, quote = rich(Bullets(("one", "two")), Quote("three\nfour"))
    assert (bullets["type"], len(bullets["elements"])) == ("rich_text_list", 2)
    assert quote["type"] == "rich_text_quote"
    assert quote["elements"] == [{"type": "text", "text": "three\nfour"}]


def test_a_message_to_copy_is_there_as_it_stands() -> None:
    message = "Dear Ana,\n\n  *thank you* <3 :)\n\nTom"
    [block] = rich(Copyable(message))
    assert block["type"] == "rich_text_preformatted"
    assert block["elements"] == [{"type": "text", "text": message}]


def test_what_comes_as_a_file_is_named_in_a_line() -> None:
    picture, file = Picture("aGk=", "three of five replied"), File("talk.ics", "", "")
    view = View(("Look.", picture, file))
    assert letters(only(view).blocks) == "Look.Picture:threeoffiverepliedFile:talk.ics"
    assert attachments(view) == [picture, file]


def test_the_lock_screen_shows_the_notice_and_cannot_be_commanded() -> None:
    assert only(View(("Ask Priya.",))).text == "Your next step is ready."
    assert only(View((), notice="<!channel> & co")).text == "&lt;!channel&gt; &amp; co"


@pytest.mark.parametrize("blank", [(), ("",), (" \n",), (Heading(""), Bullets(("",)))])
def test_where_a_view_is_empty_its_notice_is_said(blank: tuple[Block, ...]) -> None:
    for view in (View(blank), View(blank, notice=" ")):
        assert letters(only(view).blocks) == "Yournextstepisready."


def test_a_long_view_goes_on_in_the_next_message_with_its_buttons_last() -> None:
    view = View((LONG, "The end."), (Button("Go on", "a.b"),))
    first, *_, last = messages(view)
    assert not [*found(first.blocks, "action_id")]
    assert [*found(last.blocks, "action_id")] == ["1 a.b"]
    assert "Theend." in letters(last.blocks)


def test_a_long_message_to_copy_is_parted_between_its_paragraphs() -> None:
    paragraph = "It was good to talk to you about nursing. " * 40
    message = "\n\n".join([paragraph.strip()] * 3)
    sent = messages(View((Copyable(message),)))
    assert "\n\n".join(found([one.blocks for one in sent], "text")) == message


def test_a_panel_shows_a_view_and_what_can_be_pressed() -> None:
    shown = panel(View(("Ask Priya.",), (Button("Write it", "a.b"),)), "about")
    assert (shown["type"], shown["private_metadata"]) == ("modal", "about")
    assert letters(shown["blocks"]) == "AskPriya.Writeit"
    assert "submit" not in shown


def test_no_dialog_takes_more_about_itself_than_comes_back() -> None:
    with pytest.raises(ValueError, match="private_metadata"):
        panel(View(("Ask Priya.",)), "a" * 3_001)


def test_the_home_tab_shows_one_view_below_another() -> None:
    due = View(("Nothing is due.",), (Button("Add", "a.b"),))
    tab = home([View((Heading("Next"),), (Button("Go", "a.b"),)), due])
    kinds = [block["type"] for block in tab["blocks"]]
    assert kinds == ["header", "actions", "divider", "rich_text", "actions"]
    assert [*found(tab, "action_id")] == ["1 a.b", "2 a.b"]


def test_a_home_tab_that_is_too_short_says_so() -> None:
    tab = home([View(tuple(Heading(f"Day {n}") for n in range(200)))])
    assert len(tab["blocks"]) == 100
    assert letters(tab["blocks"][-1]) == "".join(NO_ROOM.split())


def test_a_home_tab_of_nothing_is_still_one() -> None:
    assert letters(home([])["blocks"])


@pytest.mark.parametrize("text", ["a" * 100_000, "a " * 50_000, "林\n\n" * 30_000])
def test_of_a_hundred_thousand_characters_none_is_lost(text: str) -> None:
    sent = "".join(letters(m.blocks) for m in messages(View((text, Copyable(text)))))
    assert sent == "".join(text.split()) * 2
