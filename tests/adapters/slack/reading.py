"""What is read in a payload, to write tests with."""

from collections.abc import Iterator
from typing import Any

from adapters.slack.render import (
    Message,
    messages,
)
from bot.views import (
    Block,
    Control,
    View,
)

Payload = dict[str, Any]


def only(view: View) -> Message:
    [message] = messages(view)
    return message


def drawn(*shown: Block, controls: tuple[Control, ...] = ()) -> list[Payload]:
    return only(View(shown, controls)).blocks


def rich(*shown: Block) -> list[Payload]:
    [block] = drawn(*shown)
    assert block["type"] == "rich_text"
    elements: list[Payload] = block["elements"]
    return elements


def pressed(*shown: Control) -> list[Payload]:
    return [e for block in drawn(controls=shown) for e in block.get("elements", ())]


def found(node: object, key: str) -> Iterator[Any]:
    """Every value of that key, wherever it is."""
    if isinstance(node, dict):
        yield from (value for name, value in node.items() if name == key)
    for inner in inside(node):
        yield from found(inner, key)


def letters(node: object) -> str:
    """All that is to be read, in its order, without the spaces."""
    match node:
        case {"type": "date", "fallback": str(text)}:
            return "".join(text.split())
        case {"type": "text" | "link" | "plain_text", "text": str(text)}:
            return "".join(text.split())
        case _:
            return "".join(map(letters, inside(node)))


def inside(node: object) -> list[Any]:
    if isinstance(node, dict):
        return [*node.values()]
    return node if isinstance(node, list) else []
