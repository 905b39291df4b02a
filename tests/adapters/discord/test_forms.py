"""A form on Discord: a dialog that loses nothing of what stands in it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.forms import LEFT_OUT, modal
from bot.errors import Refused
from bot.views import Choice, Field, Form


def dialog(*fields: Field, title: str = "A form") -> list[dict[str, Any]]:
    components: list[dict[str, Any]] = modal(Form(title, "a.b", fields))["components"]
    return components


def test_a_form_is_a_dialog_that_comes_back_with_its_token() -> None:
    field = Field("name", "What is their name?", "What you call them", "Ana")
    drawn = modal(Form("Somebody new", "people.new/7", (field,)))
    [label] = drawn["components"]
    assert (drawn["custom_id"], drawn["title"]) == ("people.new/7", "Somebody new")
    assert label["label"] == "What is their name?"
    assert label["description"] == "What you call them"
    given = label["component"]
    assert (given["custom_id"], given["value"]) == ("name", "Ana")
    assert (given["style"], given["required"]) == (1, True)


def test_a_long_title_is_cut_at_a_word_and_stands_whole_inside() -> None:
    title = "What do you want to ask Priya Raman about her work?"
    drawn = modal(Form(title, "a.b", (Field("when", "When?"),)))
    assert drawn["title"] == "What do you want to ask Priya Raman about…"
    assert drawn["components"][0] == {"type": 10, "content": f"### {title}"}


def test_where_five_fields_leave_no_room_a_title_is_only_cut() -> None:
    fields = tuple(Field(f"k{n}", "K") for n in range(5))
    assert [one["type"] for one in dialog(*fields, title="long " * 20)] == [18] * 5


def test_a_long_label_goes_on_in_its_description() -> None:
    asked = "How drawn were you to this work before the talk?"
    [label] = dialog(Field("k", asked, "a word"))
    assert label["label"] == "How drawn were you to this work before the…"
    assert label["description"] == "…talk? \N{MIDDLE DOT} a word"


def test_what_a_label_has_no_room_for_stands_whole_above() -> None:
    asked, hint = "Who are you, in a few words? " * 3, "such as: a student, " * 4
    text, label = dialog(Field("k", asked, hint))
    assert text == {"type": 10, "content": f"**{asked.strip()}**\n{hint.strip()}"}
    assert label["label"].endswith("…")
    assert "description" not in label


def test_five_fields_with_more_to_read_are_asked_in_words() -> None:
    fields = tuple(Field(f"k{n}", "K", "a long hint " * 10 * n) for n in range(5))
    with pytest.raises(Refused, match="more to read"):
        dialog(*fields)


@pytest.mark.parametrize(
    ("field", "style"),
    [
        (Field("k", "K", value="a" * 400), 1),
        (Field("k", "K", value="a" * 401), 2),
        (Field("k", "K", value="a\nb"), 2),
        (Field("k", "K", long=True), 2),
    ],
)
def test_what_one_line_does_not_hold_has_many(field: Field, style: int) -> None:
    [label] = dialog(field)
    assert label["component"]["style"] == style
    assert len(field.value) <= label["component"]["max_length"]


def test_a_pick_shows_what_was_picked() -> None:
    kinds = Choice("E-mail", "email"), Choice("Text message", "text")
    field = Field("kind", "What is it?", value="text", choices=kinds, required=False)
    [label] = dialog(field)
    chosen = [o["label"] for o in label["component"]["options"] if o.get("default")]
    assert chosen == ["Text message"]
    assert not label["component"]["required"]


def test_a_choice_without_a_value_is_what_stands_there_unchosen() -> None:
    kinds = Choice("I don't know", ""), Choice("Text message", "text")
    [label] = dialog(Field("k", "K", choices=kinds))
    element = label["component"]
    assert element["placeholder"] == "I don't know"
    assert [o["value"] for o in element["options"]] == ["text"]
    assert (element["required"], element["min_values"]) == (False, 0)


def test_what_is_offered_twice_is_one_choice() -> None:
    [label] = dialog(Field("k", "K", choices=(Choice("A", "a"), Choice("B", "a"))))
    assert [o["value"] for o in label["component"]["options"]] == ["a"]


@pytest.mark.parametrize("value", ["c" * 101, "c"])
def test_a_choice_that_no_select_holds_is_asked_in_words(value: str) -> None:
    many = 1 if len(value) > 1 else 26
    choices = tuple(Choice("Ana", f"{value}{n}") for n in range(many))
    with pytest.raises(Refused):
        dialog(Field("k", "K", choices=choices))


def test_a_text_that_no_dialog_holds_says_what_is_left_out() -> None:
    field = Field("text", "Your message", "as you like", "word " * 1_000, long=True)
    [label] = dialog(field)
    assert label["description"] == f"{LEFT_OUT} \N{MIDDLE DOT} as you like"
    assert len(label["component"]["value"]) <= 4_000


def test_a_file_is_handed_over_in_a_dialog() -> None:
    [label] = dialog(Field("file", "A file of contacts", file=True))
    element = {"type": 19, "custom_id": "file", "required": True}
    assert label["component"] == element


@given(st.text(st.sampled_from("ab \n"), max_size=30), st.sampled_from([1, 130]))
@settings(max_examples=200, deadline=None)
def test_a_form_that_is_left_as_it_is_changes_nothing(text: str, times: int) -> None:
    value = (text * times).strip()
    [label] = dialog(Field("k", "K", value=value))
    assert label["component"].get("value", "") == value
