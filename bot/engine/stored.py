"""Views, forms, answers and records as JSON, with a version.

What was written before a deploy is still read after it: a class may gain a field
with a default. To take one away or to rename it, raise VERSION and teach `unpack`
the old one.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, get_args

from bot.effects import Answer, WakeAt
from bot.records import Community, Place, Record, Wait
from bot.views import (
    Bold,
    Bullets,
    Button,
    Choice,
    Code,
    Copyable,
    Field,
    File,
    Form,
    Heading,
    Link,
    Moment,
    Pager,
    Picker,
    Picture,
    Quote,
    View,
)

VERSION = 1

_PARTS = (Bold, Code, Moment, Link)
_BLOCKS = (Heading, Bullets, Quote, Copyable, Picture, File)
_CONTROLS = (Button, Picker, Pager, Choice)
_ANSWERS = get_args(Answer)
_RECORDS = (*get_args(Record), Community, Place, Wait, WakeAt)
CLASSES: dict[str, type] = {
    c.__name__: c
    for c in (*_PARTS, *_BLOCKS, *_CONTROLS, View, Form, Field, *_ANSWERS, *_RECORDS)
}
_ENCODER = json.JSONEncoder(separators=(",", ":"))
_FIELDS = {c: tuple(f.name for f in fields(c)) for c in CLASSES.values()}


def pack(value: object) -> str:
    """One of CLASSES, or tuples, mappings and plain values that hold them."""
    return _ENCODER.encode({"v": VERSION, "is": _plain(value)})


def unpack(text: str) -> Any:
    """What was packed: a list comes back as a tuple. ValueError if nobody can tell."""
    stored = json.loads(text)
    if stored["v"] != VERSION:
        raise ValueError(f"stored with version {stored['v']}, this is {VERSION}")
    return _value(stored["is"])


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if (names := _FIELDS.get(type(value))) is not None:
        inside = {name: _plain(getattr(value, name)) for name in names}
        return {"class": type(value).__name__, **inside}
    match value:
        case datetime():
            return {"class": "datetime", "at": value.isoformat()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case Mapping():
            inside = {key: _plain(item) for key, item in value.items()}
            return {"class": "mapping", "of": inside}
        case _:
            raise TypeError(f"nothing here can store a {type(value).__name__}")


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(map(_value, plain))
    if not isinstance(plain, dict):
        return plain
    match plain.pop("class"):
        case "datetime":
            return datetime.fromisoformat(plain["at"])
        case "mapping":
            return {key: _value(item) for key, item in plain["of"].items()}
        case name:
            return _made(name, {key: _value(item) for key, item in plain.items()})


def _made(name: str, values: dict[str, Any]) -> Any:
    if name not in CLASSES:
        raise ValueError(f"stored with a {name}, which this program does not know")
    try:
        return CLASSES[name](**values)
    except TypeError as error:
        raise ValueError(f"stored with another {name} than this one: {error}") from None
