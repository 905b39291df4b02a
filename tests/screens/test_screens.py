"""What can be said of all screens without reading them; reading stays for people."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.slack.reading import found
from tests.screens.__main__ import shown
from tests.screens.showing import Scene, Screen, scenes
from tests.screens.sketch import drawn

SHARED = Path(__file__).resolve().parents[3] / "shared"

Errors = Callable[[str, Any], list[str]]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> list[Scene]:
    return [*scenes(tmp_path_factory.mktemp("screens"))]


@pytest.fixture(scope="module")
def screens(played: list[Scene]) -> list[Screen]:
    return [screen for scene in played for screen in scene.screens]


@pytest.fixture
def slack_errors() -> Errors:
    if not (SHARED / "rig").is_dir():
        pytest.skip("../shared/rig is absent, and with it Slack's official schemas")
    if str(SHARED) not in sys.path:
        sys.path.append(str(SHARED))
    errors: Errors = import_module("rig.slack.validate").errors
    return errors


def test_every_kind_of_screen_is_shown(screens: list[Screen]) -> None:
    assert {screen.kind for screen in screens} == {
        "message",
        "modal",
        "home",
        "ack.view",
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
        "checkboxes",
        "plain_text_input",
        "context",
        "divider",
    }


def test_slack_takes_every_one_of_them(
    screens: list[Screen], slack_errors: Errors
) -> None:
    wrong = {s.after: slack_errors(s.kind, s.payload) for s in screens}
    assert {after: errors for after, errors in wrong.items() if errors} == {}


def test_every_word_that_is_sent_stands_in_the_sketch(screens: list[Screen]) -> None:
    for screen in screens:
        sketch = letters("".join(drawn(screen.payload)))
        for text in texts(screen.payload):
            assert letters(text) in sketch


def test_no_lock_screen_names_anybody(screens: list[Screen]) -> None:
    notices = {s.payload["text"] for s in screens if s.kind == "message"}
    assert not {n for n in notices for who in ("Rosa", "Tom", "Ana", "Ada") if who in n}


def test_what_cannot_be_undone_asks_first_and_nothing_else_does(
    screens: list[Screen],
) -> None:
    buttons = [b for s in screens for b in nodes(s.payload) if b["type"] == "button"]
    for button in buttons:
        assert ("confirm" in button) == (button.get("style") == "danger")


def test_all_of_it_is_printed_and_is_the_same_in_another_process(
    played: list[Scene],
) -> None:
    command = [sys.executable, "-m", "tests.screens"]
    printed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert printed.stdout == "".join(map(shown, played))


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
