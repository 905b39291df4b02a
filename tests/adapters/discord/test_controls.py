"""What can be pressed on Discord, and what comes back of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.controls import apart, original, pressed
from bot.views import Button, Choice, Pager, Picker, Ticks, View
from tests.adapters.discord.reading import only, pieces, rows

PEOPLE = tuple(Choice(f"Ana {nth}", str(nth)) for nth in range(11, 71))


def test_a_button_is_known_by_its_token() -> None:
    first, second = pieces(Button("Keep", "a.b/c7"), Button("Go", "a.b", "primary"))
    assert (first["custom_id"], first["label"]) == ("a.b/c7", "Keep")
    assert (first["style"], second["style"]) == (2, 1)


def test_what_cannot_be_undone_is_red() -> None:
    [button] = pieces(Button("Forget", "a.b", "danger"))
    assert button["style"] == 4


def test_a_long_label_is_shortened_so_that_it_shows() -> None:
    [button] = pieces(Button("Ask " * 30, "a.b"))
    assert button["label"].startswith("Ask Ask")
    assert (button["label"][-1], len(button["label"])) == ("…", 80)


@pytest.mark.parametrize("token", ["a.b", "x" * 100])
def test_two_of_one_token_are_told_apart_within_the_limit(token: str) -> None:
    first, second = pieces(Button("Keep", token), Button("Go", token))
    assert first["custom_id"] == token != second["custom_id"]
    assert len(second["custom_id"]) == len(token)
    shown = only(View((), (Button("Keep", token), Button("Go", token))))
    assert pressed(shown.components, second["custom_id"]) == (token, "")


@given(st.text(st.characters(min_codepoint=1, max_codepoint=0xEFFFF)))
def test_what_is_told_apart_is_known_again(text: str) -> None:
    assert {original(apart(text, nth)) for nth in (0, 1, 24, 400)} == {text}
    assert len({apart(text, other) for other in range(3)}) == 3


def test_a_picker_is_a_select_that_says_what_it_is_for() -> None:
    [select] = pieces(Picker("Who", "a.c", (Choice("Ana", "1"), Choice("Tom", "2"))))
    assert (select["type"], select["placeholder"]) == (3, "Who")
    assert [o["value"] for o in select["options"]] == ["1", "2"]
    assert select["custom_id"] == "a.c"


def test_a_picker_of_very_many_is_several() -> None:
    shown = only(View((), (Picker("Who", "a.c", PEOPLE),)))
    first, _, last = (row["components"][0] for row in shown.components)
    assert first["placeholder"] == "Who (1 to 25)"
    assert [o["value"] for o in last["options"]] == [str(n) for n in range(61, 71)]
    assert pressed(shown.components, last["custom_id"], ["70"]) == ("a.c", "70")


def test_a_long_choice_goes_on_in_the_line_below() -> None:
    [select] = pieces(Picker("Which", "a.c", (Choice("word " * 30, "1"),)))
    [option] = select["options"]
    assert f"{option['label']} {option['description']} " == "word " * 30


@pytest.mark.parametrize("value", ["v" * 100, "", "1", "two words"])
def test_a_value_comes_back_whatever_it_is(value: str) -> None:
    picker = Picker("Who", "a.c", (Choice("Ana", "1"), Choice("Tom", value)))
    shown = only(View((), (picker,)))
    [[select]] = [row["components"] for row in shown.components]
    sent = select["options"][1]["value"]
    assert 1 <= len(sent) <= 100
    assert pressed(shown.components, "a.c", [sent]) == ("a.c", value)


def test_a_value_that_is_too_long_names_nothing() -> None:
    [select] = pieces(Picker("Who", "a.c", (Choice("Ana", "v" * 101),)))
    assert select["options"][0]["value"] == "v" * 100


def test_ticks_are_selects_of_any_of_twenty_five() -> None:
    controls = (Ticks("Whom", "a.t", PEOPLE[:30], ("12", "40"), 11),)
    first, second = pieces(*controls)
    assert first["placeholder"] == "Whom (11 to 35)"
    assert first["options"][0]["label"] == "11. Ana 11"
    assert (second["min_values"], second["max_values"]) == (0, 5)
    ticked = [
        o["value"] for s in (first, second) for o in s["options"] if "default" in o
    ]
    assert ticked == ["12", "40"]


def test_what_is_ticked_in_one_select_leaves_the_others_as_they_are() -> None:
    shown = only(View((), (Ticks("Whom", "a.t", PEOPLE[:30], ("12", "40"), 11),)))
    first = shown.components[0]["components"][0]["custom_id"]
    assert pressed(shown.components, first, ["14", "13"]) == ("a.t", "13 14 40")
    assert pressed(shown.components, first, []) == ("a.t", "40")


def test_what_ticks_are_for_is_read_above_them() -> None:
    shown = only(View(("Hi.",), (Ticks("Whom to keep", "a.t", PEOPLE[:3], ("12",)),)))
    assert shown.content == "Hi.\nWhom to keep"


@pytest.mark.parametrize(
    ("page", "labels"), [(1, ["More"]), (2, ["Back", "More"]), (3, ["Back"])]
)
def test_a_pager_says_where_one_is_and_goes_where_there_is_a_page(
    page: int, labels: list[str]
) -> None:
    shown = only(View(("Hi.",), (Pager("a.d", page, 3),)))
    assert shown.content == f"Hi.\nPage {page} of 3"
    [row] = shown.components
    assert [button["label"] for button in row["components"]] == labels


def test_buttons_stand_in_rows_of_five_and_a_select_alone() -> None:
    many = [Button("Ask", f"a.b/{n}") for n in range(6)]
    who = Picker("Who", "a.c", PEOPLE[:2])
    assert [len(row) for row in rows(*many, who, many[0])] == [5, 1, 1, 1]


def test_nothing_to_choose_from_is_no_select() -> None:
    shown = only(View(("Hi.",), (Picker("Who", "a.c", ()), Ticks("Whom", "a.t", ()))))
    assert (shown.content, shown.components) == ("Hi.", [])
