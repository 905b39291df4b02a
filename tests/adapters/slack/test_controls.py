"""What can be pressed on Slack, and what comes back of it."""

import pytest

from adapters.slack.render import messages
from adapters.slack.text import weight
from bot.views import (
    Button,
    Choice,
    Pager,
    Picker,
    Ticks,
    View,
)
from tests.adapters.slack.reading import drawn, pressed


def test_a_button_is_known_by_its_number_and_its_token() -> None:
    first, second = pressed(Button("Keep", "a.b/c7"), Button("Go", "a.b/c7", "primary"))
    assert (first["action_id"], first["value"]) == ("1 a.b/c7", "a.b/c7")
    assert (second["action_id"], second["style"]) == ("2 a.b/c7", "primary")
    assert "style" not in first


def test_what_cannot_be_undone_is_red_and_is_not_asked_about_a_second_time() -> None:
    [button] = pressed(Button("Forget", "a.b", "danger"))
    assert button["style"] == "danger"
    assert "confirm" not in button


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
    asked, first, more, second = drawn(
        controls=(Ticks("Whom", "a.t", rows, ("12", "23"), 11),)
    )
    assert asked["text"]["text"] == "Whom (11 to 20)"
    assert more["text"]["text"] == "Whom (21 to 23)"
    boxes = [box for row in (first, second) for box in row["elements"]]
    assert boxes[0]["options"][0]["text"]["text"] == "11. Ana 11"
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


@pytest.mark.parametrize(
    ("many", "rows"),
    [(1, [1]), (5, [5]), (6, [3, 3]), (7, [4, 3]), (11, [4, 4, 3]), (30, [5] * 6)],
)
def test_five_buttons_stand_in_a_row_at_most_and_none_alone(
    many: int, rows: list[int]
) -> None:
    blocks = drawn(controls=tuple(Button("Ask", f"a.b/{n}") for n in range(many)))
    assert [len(row["elements"]) for row in blocks] == rows


def test_a_label_too_long_for_an_option_goes_on_below_it() -> None:
    label = "What is a usual range of pay in this field, " * 3
    [select] = pressed(Picker("Which one?", "a.c", (Choice(label, "1"),)))
    [option] = select["options"]
    whole = f"{option['text']['text']} {option['description']['text']}"
    assert whole == label.strip()


def test_a_hundred_long_labels_still_fit_into_one_message() -> None:
    choices = tuple(Choice("a word " * 20, str(nth)) for nth in range(100))
    [message] = messages(View((), (Picker("Which one?", "a.c", choices),)))
    assert weight(message.blocks) <= 9_000


def test_who_is_not_on_the_first_page_is_found_by_typing() -> None:
    people = (Choice("Ana", "1"), Choice("Tom", "2"))
    [select] = pressed(Picker("Whose card?", "a.c", people, finds_people=True))
    assert select["type"] == "external_select"
    assert (select["min_query_length"], select["action_id"]) == (0, "1 a.c")
    assert select["placeholder"]["text"] == "Whose card?"
