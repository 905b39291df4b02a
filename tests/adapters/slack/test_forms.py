"""A form on Slack: a dialog that loses nothing of what stands in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.forms import LEFT_OUT
from adapters.slack.render import (
    answers,
    errors,
    modal,
)
from bot.views import (
    Choice,
    Field,
    Form,
)
from tests.adapters.slack.reading import letters

LONG = "The first line is here. " * 400 + "\n\n" + "another word " * 900


def test_a_form_is_a_dialog_that_comes_back_with_its_token() -> None:
    field = Field("name", "What is their name?", "What you call them", "Ana")
    view = modal(Form("Somebody new", "people.new/7", (field,)), "about")
    [block] = view["blocks"]
    assert (view["callback_id"], view["private_metadata"]) == ("people.new/7", "about")
    assert view["title"]["text"] == "Somebody new"
    assert block["block_id"] == block["element"]["action_id"] == "name"
    assert block["label"]["text"] == "What is their name?"
    assert block["hint"]["text"] == "What you call them"
    assert block["element"]["initial_value"] == "Ana"
    assert (block["element"]["multiline"], block["optional"]) == (False, False)


def test_a_long_title_is_cut_at_a_word_and_stands_whole_inside() -> None:
    title = "When do you talk to Priya Raman?"
    view = modal(Form(title, "a.b", (Field("when", "When?"),)), "")
    assert view["title"]["text"] == "When do you talk to…"
    assert view["blocks"][0]["text"]["text"] == title


def test_a_pick_shows_what_was_picked() -> None:
    kinds = Choice("E-mail", "email"), Choice("Text message", "text")
    field = Field("kind", "What is it?", value="text", choices=kinds, required=False)
    [block] = modal(Form("A message", "a.b", (field,)), "")["blocks"]
    assert block["element"]["initial_option"]["text"]["text"] == "Text message"
    assert block["optional"]


def test_a_choice_without_a_value_is_what_stands_there_unchosen() -> None:
    kinds = Choice("I don't know", ""), Choice("Text message", "text")
    [block] = modal(Form("A", "a.b", (Field("k", "K", choices=kinds),)), "")["blocks"]
    element = block["element"]
    assert element["placeholder"]["text"] == "I don't know"
    assert [o["value"] for o in element["options"]] == ["text"]
    assert block["optional"]


def test_more_choices_than_one_list_takes_are_grouped() -> None:
    many = tuple(Choice(f"Ana {nth}", f"c{nth}") for nth in range(150))
    [block] = modal(Form("A", "a.b", (Field("k", "K", choices=many),)), "")["blocks"]
    groups = block["element"]["option_groups"]
    assert [group["label"]["text"] for group in groups] == ["1 to 100", "101 to 150"]


def test_no_choice_of_a_form_comes_back_as_another() -> None:
    field = Field("k", "K", choices=(Choice("Ana", "c" * 76),))
    with pytest.raises(ValueError, match="too long"):
        modal(Form("A", "a.b", (field,)), "")


def test_a_text_that_one_input_does_not_hold_goes_on_in_the_next() -> None:
    field = Field("text", "Your message", value=LONG[:4_000], long=True)
    first, second = modal(Form("Edit", "a.b", (field,)), "")["blocks"]
    assert first["block_id"] == "text"
    assert second["label"]["text"] == "It goes on"
    assert second["optional"]


def test_what_was_emptied_in_the_second_input_leaves_no_gap() -> None:
    assert answers({"text": "One.", "text + 0": ""}) == {"text": "One."}
    assert answers({"text + 1": "Two.", "text": ""}) == {"text": "Two."}


def test_a_text_that_no_dialog_holds_says_what_is_left_out() -> None:
    field = Field("text", "Your message", value="word " * 20_000, long=True)
    *_, last = modal(Form("Edit", "a.b", (field,)), "")["blocks"]
    assert letters(last) == "".join(LEFT_OUT.split())


def test_a_refusal_stands_at_its_field() -> None:
    assert errors("when", "I don't know that day.") == {
        "response_action": "errors",
        "errors": {"when": "I don't know that day."},
    }


@given(st.text(st.sampled_from("ab \n"), max_size=30), st.sampled_from([1, 130]))
@settings(max_examples=200, deadline=None)
def test_a_form_that_is_left_as_it_is_changes_nothing(text: str, times: int) -> None:
    value = (text * times).strip()
    dialog = modal(Form("Edit", "a.b", (Field("k", "K", value=value),)), "")
    inputs = {block["block_id"]: block["element"] for block in dialog["blocks"]}
    given = {id: element.get("initial_value", "") for id, element in inputs.items()}
    assert answers(given) == {"k": value}
