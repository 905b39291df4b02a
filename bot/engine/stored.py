"""Views, forms, answers and records as JSON, with a version.

What was written before a deploy is still read after it: a class may gain a field
with a default. A field that holds its default is left out. To take one away, to rename
it or to change its default, raise VERSION and teach `unpack` the old one.
"""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from functools import lru_cache
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
    Ticks,
    View,
)

VERSION = 1

SHORT = 200  # characters: a place, two dates, nothing at all

_PARTS = (Bold, Code, Moment, Link)
_BLOCKS = (Heading, Bullets, Quote, Copyable, Picture, File)
_CONTROLS = (Button, Picker, Ticks, Pager, Choice)
_ANSWERS = get_args(Answer)
_RECORDS = (*get_args(Record), Community, Place, Wait, WakeAt)
CLASSES: dict[str, type] = {
    c.__name__: c
    for c in (*_PARTS, *_BLOCKS, *_CONTROLS, View, Form, Field, *_ANSWERS, *_RECORDS)
}


def _default(field: dataclasses.Field[Any]) -> Any:
    """MISSING, which is equal to nothing, where there is none."""
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


_FIELDS = {c: [(f.name, _default(f)) for f in fields(c)] for c in CLASSES.values()}


def pack(value: object) -> str:
    """One of CLASSES, a mapping, or tuples and plain values that hold those."""
    if value == ():
        return NOTHING
    if isinstance(value, Place):
        return _place(value)
    return _packed(value)


def _packed(value: object) -> str:
    return _ENCODER.encode({"v": VERSION, "is": _pairs(value)})


def unpack(text: str) -> Any:
    """What was packed: a list comes back as a tuple. ValueError if nobody can tell.

    Nobody changes what comes back, so what is short and comes again is remembered.
    """
    return _remembered(text) if len(text) < SHORT else _unpacked(text)


def _unpacked(text: str) -> Any:
    try:
        stored = _DECODER.decode(text)
        if stored["v"] == VERSION:
            return _tuples(stored["is"])
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not stored by this program: {error!r}") from None
    raise ValueError(f"stored with version {stored['v']}, this is {VERSION}")


def _plain(value: object) -> object:
    """What JSON cannot say by itself, as an object that names its class."""
    if (known := _FIELDS.get(type(value))) is None:
        return _other(value)
    inside: dict[str, object] = {"class": type(value).__name__}
    for name, default in known:
        if (held := getattr(value, name)) != default:
            inside[name] = _pairs(held) if isinstance(held, dict) else held
    return inside


def _other(value: object) -> object:
    if isinstance(value, datetime):
        return {"class": "datetime", "at": value.isoformat()}
    if isinstance(value, Mapping):
        return _pairs(dict(value))
    raise TypeError(f"nothing here can store a {type(value).__name__}")


def _pairs(value: object) -> object:
    """Of a mapping: its keys are anybody's words, and "class" may be one of them."""
    if isinstance(value, dict):
        return {"class": "mapping", "of": [*value.items()]}
    return value


def _value(plain: dict[str, Any]) -> Any:
    match plain.pop("class", None):
        case None:
            return plain
        case "datetime":
            return datetime.fromisoformat(plain["at"])
        case "mapping":
            return {key: _tuples(item) for key, item in plain["of"]}
        case name:
            return _made(name, {key: _tuples(item) for key, item in plain.items()})


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _made(name: str, values: dict[str, Any]) -> Any:
    if name not in CLASSES:
        raise ValueError(f"stored with a {name}, which this program does not know")
    try:
        return CLASSES[name](**values)
    except TypeError as error:
        raise ValueError(f"stored with another {name} than this one: {error}") from None


_remembered = lru_cache(maxsize=2_000)(_unpacked)
_ENCODER = json.JSONEncoder(separators=(",", ":"), default=_plain, check_circular=False)
_place = lru_cache(maxsize=2_000)(_packed)
NOTHING = _packed(())
_DECODER = json.JSONDecoder(object_hook=_value)
