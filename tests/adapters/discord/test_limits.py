"""Whatever is shown, all of it is sent, and nothing that Discord would refuse."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import assert_never

import discord
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from adapters.discord.blocks import TO_COPY
from adapters.discord.render import Message, messages, modal, unasked
from adapters.text import visible
from bot.errors import Refused
from bot.views import (
    Block,
    Bold,
    Bullets,
    Button,
    Choice,
    Code,
    Control,
    Copyable,
    Field,
    File,
    Form,
    Heading,
    Link,
    Moment,
    Pager,
    Part,
    Picker,
    Picture,
    Quote,
    Text,
    Ticks,
    Tone,
    View,
    parts,
)
from tests.adapters.discord.reading import Payload, kinds, letters

SHARED = Path(__file__).resolve().parents[4] / "shared"
AT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
EPHEMERAL = 1 << 6
SILENT = discord.MessageFlags(suppress_notifications=True).value
Errors = Callable[[str, Payload], list[str]]

EVERYTHING = View(
    (
        Heading("Ask Priya"),
        ("Due ", Moment(AT), ", say ", Code("next"), " or ", Bold("wait"), "."),
        ("See ", Link("the page", "https://example.com/a"), "."),
        Bullets(("one", "two")),
        Quote("Come by."),
        Copyable("Dear Priya,\n\nthank you."),
        Copyable("```"),
        Picture("aGk=", "three of five replied"),
        File("talk.ics", "text/calendar", ""),
    ),
    (
        Button("Forget", "a.a", "danger"),
        Picker("Who", "a.b", (Choice("Ana", "1"), Choice("Tom", "2"))),
        Ticks("Whom", "a.c", (Choice("Ana", "1"), Choice("Tom", "2")), ("2",)),
        Pager("a.d", 2, 3),
    ),
)

ODD = [
    "@everyone",
    "<@1>",
    "*b*",
    ":tada:",
    "",
    " ",
    "\n\n",
    "\u202e",
    "\x1b[2J",
    "> a",
]
LONGER = ["\ud800<t:1>", "a" * 80, "a *word* " * 20, "\\" * 90, "```", "e\u0301" * 90]
NO_ADDRESSES = ["", "javascript:x", "https://" + "a" * 3_000]

pieces = st.text(max_size=40) | st.sampled_from([*ODD, *LONGER])
long_pieces = st.builds(str.__mul__, pieces, st.sampled_from([1, 1, 1, 60, 400]))
moments = st.datetimes(timezones=st.just(UTC))
urls = st.sampled_from(["https://example.com/a", *NO_ADDRESSES])
text_parts: st.SearchStrategy[Part] = st.one_of(
    long_pieces,
    st.builds(Bold, long_pieces),
    st.builds(Code, pieces),
    st.builds(Moment, moments),
    st.builds(Link, long_pieces, urls),
)
texts: st.SearchStrategy[Text] = st.one_of(
    long_pieces, st.lists(text_parts, max_size=4).map(tuple)
)
blocks: st.SearchStrategy[Block] = st.one_of(
    texts,
    st.builds(Heading, texts),
    st.builds(Bullets, st.lists(texts, max_size=5).map(tuple)),
    st.builds(Quote, long_pieces),
    st.builds(Copyable, long_pieces),
    st.builds(Picture, st.just("aGk="), long_pieces),
    st.builds(File, pieces, st.just("text/plain"), pieces),
)
tokens = st.sampled_from(["a.b", "people.card/c7", "x" * 100])
tones: st.SearchStrategy[Tone] = st.sampled_from(["plain", "primary", "danger"])
values = st.sampled_from(["1", "22", "c7", "v" * 100])
odd_values = st.sampled_from(["", "v" * 101, "v" * 3_000])


def choices_of(
    values: st.SearchStrategy[str], most: int
) -> st.SearchStrategy[tuple[Choice, ...]]:
    """Up to four, or so many times four."""
    some = st.lists(st.builds(Choice, pieces, values), max_size=4).map(tuple)
    return st.builds(tuple[Choice, ...].__mul__, some, st.sampled_from([1, most]))


def controls_of(most: int) -> st.SearchStrategy[Control]:
    choices = choices_of(values | odd_values, most)
    return st.one_of(
        st.builds(Button, pieces, tokens, tones),
        st.builds(Picker, pieces, tokens, choices),
        st.builds(Ticks, pieces, tokens, choices, st.just(("1", "c7")), st.just(11)),
        st.builds(Pager, st.just("a.b"), st.integers(1, 3), st.just(3)),
    )


def views_of(most: int) -> st.SearchStrategy[View]:
    return st.builds(
        View,
        st.lists(blocks, max_size=6).map(tuple),
        st.lists(controls_of(most), max_size=8).map(tuple),
        long_pieces,
    )


def _with_keys(fields: Sequence[Field]) -> tuple[Field, ...]:
    return tuple(replace(field, key=f"key{nth}") for nth, field in enumerate(fields))


fields = st.builds(
    Field,
    st.just("key"),
    long_pieces,
    long_pieces,
    long_pieces,
    choices_of(values | st.just(""), 3),
    st.booleans(),
    st.booleans(),
)
forms = st.builds(
    Form,
    long_pieces,
    tokens,
    st.lists(fields, min_size=1, max_size=5).map(_with_keys),
)

many = settings(max_examples=60, deadline=None)
few = settings(max_examples=25, deadline=None)  # the schemas are slow to read


@pytest.fixture(scope="session")
def discord_errors() -> Errors:
    """Discord's verdict on a payload, by its own specification."""
    if not (SHARED / "rig").is_dir():
        pytest.skip("../shared/rig is absent, and with it Discord's specification")
    pytest.importorskip("jsonschema")
    if str(SHARED) not in sys.path:
        sys.path.append(str(SHARED))
    judge: Errors = import_module("rig.discord.validate").errors
    return judge


@given(views_of(10))
@many
def test_every_letter_of_a_view_is_sent_and_in_its_order(view: View) -> None:
    view = replace(view, controls=())
    sent = "".join(letters(message.content) for message in messages(view))
    wanted = "".join(map(letters_of, view.blocks))
    assert wanted in ("", sent)
    assert sent


@given(views_of(10))
@many
def test_no_message_is_beyond_a_limit(view: View) -> None:
    for message in (*messages(view), *unasked(view)):
        check(message)


@given(forms)
@many
def test_no_dialog_is_beyond_a_limit(form: Form) -> None:
    """https://docs.discord.com/developers/components/reference"""
    dialog = drawn(form)
    json.dumps(dialog, ensure_ascii=False).encode()
    assert 1 <= len(dialog["components"]) <= 5
    assert 1 <= len(dialog["title"]) <= 45
    for label in (one for one in dialog["components"] if one["type"] == 18):
        given = label["component"]
        assert 1 <= len(label["label"]) <= 45
        assert 1 <= len(label.get("description", "-")) <= 100
        assert len(given.get("value", "")) <= given.get("max_length", 0) <= 4_000
        check_select(given)


@given(views_of(3))
@few
def test_discord_takes_every_message(discord_errors: Errors, view: View) -> None:
    for message in (*messages(view), *unasked(view)):
        assert discord_errors("create_message", payload(message)) == []
        answer = {"type": 4, "data": payload(message, EPHEMERAL)}
        assert discord_errors("create_interaction_response", answer) == []


@pytest.mark.parametrize(
    "kind", ["create_message", "execute_webhook", "update_original_webhook_message"]
)
def test_discord_takes_a_message_of_everything(
    discord_errors: Errors, kind: str
) -> None:
    for message in messages(EVERYTHING):
        assert discord_errors(kind, payload(message)) == []


def test_discord_takes_a_message_in_the_place_of_another(
    discord_errors: Errors,
) -> None:
    [message] = messages(EVERYTHING)
    redrawn = {"type": 7, "data": payload(message)}
    assert discord_errors("create_interaction_response", redrawn) == []


@given(forms)
@few
def test_discord_takes_every_dialog(discord_errors: Errors, form: Form) -> None:
    opened = {"type": 9, "data": drawn(form)}
    assert discord_errors("create_interaction_response", opened) == []


def test_discord_takes_a_dialog_that_asks_for_a_file(discord_errors: Errors) -> None:
    form = Form("Your contacts", "import.chosen", (Field("file", "One", file=True),))
    opened = {"type": 9, "data": modal(form)}
    assert discord_errors("create_interaction_response", opened) == []


def drawn(form: Form) -> Payload:
    """Where it has room: else it is asked in direct messages."""
    try:
        return modal(form)
    except Refused:
        reject()


def payload(message: Message, flags: int = 0) -> Payload:
    """As discord.py sends it."""
    sent: Payload = {
        "content": message.content,
        "components": message.components,
        "attachments": [one.to_dict(nth) for nth, one in enumerate(message.files)],
        "allowed_mentions": discord.AllowedMentions.none().to_dict(),
    }
    flags |= SILENT if message.silent else 0
    return sent | {"flags": flags} if flags else sent


def check(message: Message) -> None:
    """https://docs.discord.com/developers/components/reference"""
    json.dumps(payload(message), ensure_ascii=False).encode()
    assert 1 <= len(message.content) <= 2_000
    assert message.content == message.content.strip()
    assert {"mention", "emoji", "spoiler", "italic"}.isdisjoint(kinds(message.content))
    assert len(message.components) <= 5
    assert len(message.files) <= 10
    for file in message.files:
        assert 1 <= len(file.filename) <= 100
        assert len(file.description or "") <= 1_024
    shown = [one for row in message.components for one in row["components"]]
    ids = [one["custom_id"] for one in shown]
    assert len(ids) == len({*ids})
    assert all(1 <= len(id) <= 100 for id in ids)
    for row in message.components:
        assert len(row["components"]) <= (1 if row["components"][0]["type"] == 3 else 5)
    for one in shown:
        assert 1 <= len(one.get("label", "-")) <= 80
        check_select(one)


def check_select(select: Payload) -> None:
    if "options" not in select:
        return
    assert 1 <= len(select["options"]) <= 25
    assert 1 <= len(select["placeholder"]) <= 150
    values = [option["value"] for option in select["options"]]
    assert len(values) == len({*values})
    for option in select["options"]:
        assert 1 <= len(option["label"]) <= 100
        assert 1 <= len(option["value"]) <= 100
        assert 1 <= len(option.get("description", "-")) <= 100


def letters_of(block: Block) -> str:
    """As `letters`, of what was to be shown."""
    match block:
        case str() | tuple():
            return "".join(map(_read, parts(block)))
        case Heading(text):
            return letters_of(text)
        case Bullets(items):
            return "".join(map(letters_of, items))
        case Copyable(text) if "```" in text:
            return _read(TO_COPY)
        case Quote(text) | Copyable(text):
            return _read(text)
        case Picture(_, alt):
            return _read(f"Picture: {alt}") if len(alt) > 1_024 else ""
        case File(name):
            return _read(f"File: {name}")
        case _:
            assert_never(block)


def _read(part: Part) -> str:
    match part:
        case Link(text, "https://example.com/a" as url):
            shown = f"{text}{url}"
        case Link(text, url):
            shown = f"{text} ({url})" if text.strip() else url
        case Moment(at):
            shown = str(int(at.timestamp()))
        case Bold(text) | Code(text):
            shown = text
        case str():
            shown = part
    return "".join(visible(shown).split())
