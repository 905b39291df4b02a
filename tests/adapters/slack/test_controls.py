"""What can be pressed on Slack, and what comes back of it."""

import pytest

from bot.views import (
    Button,
    Choice,
    Pager,
    Picker,
    Ticks,
)
from tests.adapters.slack.reading import drawn, pressed


def test_a_button_is_known_by_its_number_and_its_token() -> None:
    first, second = pressed(Button("Keep", "a.b/c7"), Button("Go", "a.b/c7", "primary"))
    assert (first["action_id"], first["value"]) == ("1 a.b/c7", "a.b/c7")
    assert (second["action_id"], second["style"]) == ("2 a.b/c7", "primary")
    assert "style" not in first


def test_what_cannot_be_undone_is_asked_about_first() -> None:
    [button] = pressed(Button("Forget", "a.b", "danger"))
    confirm = button["confirm"]
    assert confirm["title"]["text"] == "Forget?"
    assert confirm["text"]["text"] == "This can't be brought back."
    assert confirm["confirm"]["text"] == "Forget"
    assert confirm["deny"]["text"] == "Leave it"


def test_a_long_label_is_shortened_so_that_it_shows() -> None:
    [button] = pressed(Button("Ask " * 30, "a.b"))
    label = button["text"]["text"]
    assert label.startswith("Ask Ask")
    assert (label[-1], len(label)) == ("…", 75)


def test_a_picker_is_a_select_that_says_what_it_is_for() -> None:
    [select] = pressed(Picker("Who", "a.c", (Choice("Ana", "1"), Choice("Tom", "2"))))
    assert select["type"] == "static_select"
    assert select["placeholder"]["text"] == "Who"
    assert [o["value"] for o in select["options"]] == ["1", "2"]
    assert select["action_id"] == "1 a.c"


def test_a_picker_of_very_many_is_several() -> None:
    people = tuple(Choice(f"Ana {nth}", str(nth)) for nth in range(150))
    first, second = pressed(Picker("Who", "a.c", people))
    assert first["placeholder"]["text"] == "Who (1 to 100)"
    assert [o["value"] for o in second["options"]] == [str(n) for n in range(100, 150)]


@pytest.mark.parametrize("value", ["v" * 76, ""])
def test_what_no_option_carries_is_a_button_with_its_value(value: str) -> None:
    picker = Picker("Who", "a.c", (Choice("Ana", "1"), Choice("Tom", value)))
    _, first, second = pressed(picker)
    assert (first["action_id"], first["value"]) == ("1 a.c", "1")
    assert (second["action_id"], second["value"]) == ("2 a.c", value or "a.c")


def test_ticks_are_checkboxes_in_groups_of_ten() -> None:
    rows = tuple(Choice(f"Ana {nth}", str(nth)) for nth in range(11, 24))
    first, second = drawn(controls=(Ticks("Whom", "a.t", rows, ("12", "23"), 11),))
    assert first["text"]["text"] == "Whom (11 to 20)"
    assert first["accessory"]["options"][0]["text"]["text"] == "11. Ana 11"
    assert second["text"]["text"] == "Whom (21 to 23)"
    boxes = first["accessory"], second["accessory"]
    ticked = [[o["value"] for o in box["initial_options"]] for box in boxes]
    assert ticked == [["12"], ["23"]]
    assert [box["action_id"] for box in boxes] == ["1 a.t", "2 a.t"]


@pytest.mark.parametrize(
    ("page", "labels"), [(1, ["More"]), (2, ["Back", "More"]), (3, ["Back"])]
)
def test_a_pager_says_where_one_is_and_goes_where_there_is_a_page(
    page: int, labels: list[str]
) -> None:
    where, *buttons = pressed(Pager("a.d", page, 3))
    assert where["text"] == f"Page {page} of 3"
    assert [button["text"]["text"] for button in buttons] == labels


def test_many_buttons_stand_in_rows_of_twenty_five() -> None:
    rows = drawn(controls=tuple(Button("Ask", f"a.b/{n}") for n in range(30)))
    assert [len(row["elements"]) for row in rows] == [25, 5]
