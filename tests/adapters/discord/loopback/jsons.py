"""What goes over the wire, as Discord has it: plain dictionaries."""

import time
from collections.abc import Iterator
from itertools import count
from typing import Any

Json = dict[str, Any]

EPOCH = (
    1_420_070_400_000  # ms; https://docs.discord.com/developers/reference#snowflakes
)

_numbers = count(1)


def snowflake() -> str:
    """An identifier that was never given out before, in this process.

    It carries the time, which discord.py reads from it.
    """
    ms = int(time.time() * 1000) - EPOCH
    return str((ms << 22) + (next(_numbers) & 0x3FFFFF))


def components(surface: Json) -> Iterator[Json]:
    """Every component of a message or modal, outer ones first."""
    single = (surface.get("accessory"), surface.get("component"))
    for part in (*(surface.get("components") or ()), *single):
        if part:
            yield part
            yield from components(part)


def numbered(parts: list[Json] | None) -> list[Json]:
    """Discord gives an id to every component that comes without."""
    copied: list[Json] = [copy_of(part) for part in parts or []]
    numbers = count(1)
    for component in components({"components": copied}):
        component.setdefault("id", next(numbers))
    return copied


def copy_of(value: Any) -> Any:
    """What is kept of a payload must not change with it."""
    if isinstance(value, dict):
        return {key: copy_of(inner) for key, inner in value.items()}
    return [copy_of(each) for each in value] if isinstance(value, list) else value
