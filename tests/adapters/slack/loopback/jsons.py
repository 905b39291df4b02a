"""What goes over the wire, as the Web API has it: plain dictionaries."""

from collections.abc import Iterator
from itertools import count
from typing import Any

Json = dict[str, Any]

_numbers = count(1)


def unique(prefix: str) -> str:
    """An identifier that was never given out before, in this process."""
    return f"{prefix}{next(_numbers):06}"


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Json]]:
    """Every object within, with its JSON pointer, outer ones first."""
    inner: Any = ()
    if isinstance(value, dict):
        yield path, value
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for key, each in inner:
        yield from walk(each, f"{path}/{key}")


def with_block_ids(blocks: list[Json] | None) -> list[Json]:
    """Slack gives a block_id to every block that comes without."""
    return [{"block_id": unique("b"), **block} for block in blocks or []]
