"""What can be said of all screens without reading them; reading stays for people."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from adapters.slack.controls import MOST_IN_A_ROW
from tests.adapters.slack.official import needed
from tests.adapters.slack.reading import found
from tests.screens.__main__ import shown
from tests.screens.showing import Scene, Screen, scenes
from tests.screens.sketch import drawn

LONGEST_LABEL = 35  # characters: about what a phone shows of a button


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> list[Scene]:
    return [*scenes(tmp_path_factory.mktemp("screens"))]


@pytest.fixture(scope="module")
def screens(played: list[Scene]) -> list[Screen]:
    return [screen for scene in played for screen in scene.screens]


def test_every_kind_of_screen_is_shown(screens: list[Screen]) -> None:
    assert {screen.kind for screen in screens} == {
        "message",
        "modal",
        "home",
        "ack.view",
        "ack.options",
    }
    types = {type for s in screens for type in found(s.payload, "type")}
    assert types >= {
        "header",
        "rich_text",
        "rich_text_list",
        "rich_text_preformatted",
        "rich_text_quote",
        "date",
        "button",
        "static_select",
        "external_select",
        "checkboxes",
        "plain_text_input",
        "context",
        "divider",
    }


def test_slack_takes_every_one_of_them(screens: list[Screen]) -> None:
    errors = needed()
    wrong = {s.after: errors(s.kind, s.payload) for s in screens}
    assert {after: errors for after, errors in wrong.items() if errors} == {}


def test_every_word_that_is_sent_stands_in_the_sketch(screens: list[Screen]) -> None:
    for screen in screens:
        sketch = letters("".join(drawn(screen.payload)))
        for text in texts(screen.payload):
            assert letters(text) in sketch


def test_no_lock_screen_names_anybody(screens: list[Screen]) -> None:
    notices = {s.payload["text"] for s in screens if s.kind == "message"}
    assert not {n for n in notices for who in ("Rosa", "Tom", "Ana", "Ada") if who in n}


def test_what_cannot_be_undone_is_asked_once_with_all_that_goes(
    screens: list[Screen],
) -> None:
    asking = [s for s in screens if styled(s, "danger")]
    assert asking
    assert all("can't be brought back:" in [*texts(s.payload)][1] for s in asking)
    assert not [*found([s.payload for s in screens], "confirm")]


def test_one_thing_comes_first_at_most(screens: list[Screen]) -> None:
    assert [s.after for s in screens if len(styled(s, "primary")) > 1] == []


def test_buttons_are_short_and_stand_in_short_rows(screens: list[Screen]) -> None:
    rows = [n for s in screens for n in nodes(s.payload) if n["type"] == "actions"]
    assert max(len(row["elements"]) for row in rows) <= MOST_IN_A_ROW
    buttons = [b for b in nodes(rows) if b["type"] == "button"]
    labels = {button["text"]["text"] for button in buttons}
    assert {label for label in labels if len(label) > LONGEST_LABEL} == set()


def test_nothing_that_can_be_pressed_is_squeezed_in_beside_a_text(
    screens: list[Screen],
) -> None:
    assert not [*found([s.payload for s in screens], "accessory")]


def test_all_of_it_is_printed_and_is_the_same_in_another_process(
    played: list[Scene],
) -> None:
    command = [sys.executable, "-m", "tests.screens"]
    printed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert printed.stdout == "".join(map(shown, played))


def styled(screen: Screen, style: str) -> list[dict[str, Any]]:
    return [node for node in nodes(screen.payload) if node.get("style") == style]


def nodes(node: object) -> Iterator[dict[str, Any]]:
    """All that has a type."""
    if isinstance(node, dict):
        if "type" in node:
            yield node
        for inner in node.values():
            yield from nodes(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from nodes(inner)


def texts(payload: object) -> Iterator[str]:
    """All that can be read: where something is chosen, no placeholder is."""
    hidden = [n["placeholder"] for n in nodes(payload) if "initial_option" in n]
    for node in nodes(payload):
        if isinstance(node.get("text"), str) and node not in hidden:
            yield node["text"]


def letters(text: str) -> str:
    """Without what a sketch adds: frames, marks of style, breaks, capitals."""
    return "".join(filter(str.isalnum, text.upper()))
