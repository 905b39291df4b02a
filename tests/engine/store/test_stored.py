import json
from dataclasses import is_dataclass
from datetime import timedelta
from inspect import getmembers
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import views
from bot.effects import Answer, Ask, Redraw, Refuse, Reply
from bot.engine.stored import CLASSES, VERSION, pack, unpack
from bot.records import Record
from bot.views import (
    TOKEN_LIMIT,
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
from tests.engine.store.records import RECORDS
from tests.talk import MONDAY

VIEW = View((Heading("Hello"), ("At ", Moment(MONDAY))), (Button("Do", "x.do"),))


def tuples(items: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(items, max_size=2).map(tuple)


FAR = timedelta(days=100_000)
words = st.text(max_size=20)
tokens = st.text(max_size=TOKEN_LIMIT - 10)
moments = st.timedeltas(-FAR, FAR).map(lambda span: Moment(MONDAY + span))
marked = st.builds(Bold, words) | st.builds(Code, words) | st.builds(Link, words, words)
texts = words | tuples(words | marked | moments)
blocks = (
    texts
    | st.builds(Heading, texts)
    | st.builds(Bullets, tuples(texts))
    | st.builds(Quote, words)
    | st.builds(Copyable, words)
    | st.builds(Picture, words, words)
    | st.builds(File, words, words, words)
)
choices = tuples(st.builds(Choice, words, words))
controls = (
    st.builds(Button, words, tokens, st.sampled_from(get_args(views.Tone)))
    | st.builds(Picker, words, tokens, choices)
    | st.builds(Ticks, words, tokens, choices, tuples(words), st.integers(1, 99))
    | st.builds(Pager, tokens, st.integers(1, 99), st.integers(1, 99))
)
drawn = st.builds(View, tuples(blocks), tuples(controls), words, st.booleans())
fields = st.builds(
    Field, words, words, words, words, choices, st.booleans(), st.booleans()
)
forms = st.builds(
    Form, words, tokens, st.lists(fields, min_size=1, max_size=5).map(tuple)
)
answers = (
    st.builds(Reply, drawn)
    | st.builds(Redraw, drawn)
    | st.builds(Ask, forms)
    | st.builds(Refuse, forms, words, words)
)


@settings(max_examples=200, deadline=None)
@given(answers)
def test_what_was_stored_is_what_is_drawn(answer: Answer) -> None:
    assert unpack(pack([answer, answer])) == (answer, answer)


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    assert unpack(pack([record, None])) == (record, None)


@given(st.dictionaries(words, words | st.integers() | st.none()))
def test_any_word_may_be_a_key(mapping: dict[str, str | int | None]) -> None:
    assert unpack(pack(mapping)) == mapping


def test_everything_that_can_be_shown_can_be_stored() -> None:
    shown = dict(getmembers(views, lambda c: isinstance(c, type) and is_dataclass(c)))
    assert shown.items() <= CLASSES.items()
    assert {c.__name__ for c in get_args(Answer)} <= CLASSES.keys()


def test_a_class_may_gain_a_field_between_two_deploys() -> None:
    old = json.loads(pack(VIEW))
    assert "awaits" not in old["is"]  # it held its default
    del old["is"]["controls"]
    assert unpack(json.dumps(old)) == View(VIEW.blocks)


def stored(value: object, version: int = VERSION) -> str:
    return json.dumps({"v": version, "is": value})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (stored([], version=99), "version 99, this is 1"),
        (stored({"class": "Hologram"}), "a Hologram, which this program"),
        (stored({"class": "Bold", "text": "a", "blinks": True}), "another Bold than"),
        (stored({"class": "Bold"}), "another Bold than"),
    ],
)
def test_what_nobody_can_read_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        unpack(text)


def test_only_plain_values_are_stored() -> None:
    with pytest.raises(TypeError, match="a complex"):
        pack((1j,))
