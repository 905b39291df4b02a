"""Whatever is shown, all of it is sent, and nothing that Slack would refuse."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.render import (
    errors,
    home,
    messages,
    modal,
    panel,
    panels,
)
from adapters.slack.text import size, weight
from adapters.text import visible
from bot.coach.time.dates import spoken
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
from tests.adapters.slack.official import needed
from tests.adapters.slack.reading import (
    Payload,
    found,
    letters,
)

AT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
Errors = Callable[[str, Payload], list[str]]

EVERYTHING = View(
    (
        Heading("Ask Priya"),
        ("Due ", Moment(AT), ", say ", Code("next"), " or ", Bold("wait"), "."),
        ("See ", Link("the page", "https://example.com/a"), "."),
        Bullets(("one", "two")),
        Quote("Come by."),
        Copyable("Dear Priya,\n\nthank you."),
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

ODD = ["<!channel>", "<@U1>", "*b*", ":tada:", "", " ", "\n\n", "\u202e", "\x1b[2J"]
LONGER = ["\ud800&lt;", "a" * 80, "a word " * 20, "\U0001f600" * 80, "e\u0301" * 90]
NO_ADDRESSES = ["", "javascript:x", "https://" + "a" * 3_000]

pieces = st.text(max_size=40) | st.sampled_from([*ODD, *LONGER])
long_pieces = st.builds(str.__mul__, pieces, st.sampled_from([1, 1, 1, 60, 400]))
moments = st.datetimes(timezones=st.just(UTC))
urls = st.sampled_from(["https://example.com/a", *NO_ADDRESSES])
text_parts: st.SearchStrategy[Part] = st.one_of(
    long_pieces,
    st.builds(Bold, pieces),
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
    st.builds(Picture, st.just("aGk="), pieces),
    st.builds(File, pieces, st.just("text/plain"), st.just("")),
)
tokens = st.sampled_from(["a.b", "people.card/c7", "x" * 100])
tones: st.SearchStrategy[Tone] = st.sampled_from(["plain", "primary", "danger"])
values = st.sampled_from(["1", "22", "c7", "v" * 75])
odd_values = st.sampled_from(["", "v" * 76, "v" * 3_000])


def choices_of(
    values: st.SearchStrategy[str], most: int
) -> st.SearchStrategy[tuple[Choice, ...]]:
    """Up to four, or so many times four."""
    some = st.lists(st.builds(Choice, pieces, values), max_size=4).map(tuple)
    return st.builds(tuple[Choice, ...].__mul__, some, st.sampled_from([1, most]))


def controls_of(most: int) -> st.SearchStrategy[Control]:
    choices = choices_of(values, most) | choices_of(values | odd_values, 4)
    return st.one_of(
        st.builds(Button, pieces, tokens, tones),
        st.builds(Picker, pieces, tokens, choices, st.booleans()),
        st.builds(Ticks, pieces, tokens, choices, st.just(("1", "c7")), st.just(11)),
        st.builds(Pager, st.just("a.b"), st.integers(1, 3), st.just(3)),
    )


def views_of(most: int) -> st.SearchStrategy[View]:
    return st.builds(
        View,
        st.lists(blocks, max_size=6).map(tuple),
        st.lists(controls_of(most), max_size=4).map(tuple),
        pieces,
    )


def forms_of(most: int) -> st.SearchStrategy[Form]:
    field = st.builds(
        Field,
        st.just("key"),
        long_pieces,
        long_pieces,
        long_pieces,
        choices_of(values | st.just(""), most),
        st.booleans(),
        st.booleans(),
    )
    fields = st.lists(field, min_size=1, max_size=5)
    return st.builds(Form, long_pieces, tokens, fields.map(_with_keys))


def _with_keys(fields: Sequence[Field]) -> tuple[Field, ...]:
    return tuple(replace(field, key=f"key{nth}") for nth, field in enumerate(fields))


many = settings(max_examples=100, deadline=None)
few = settings(max_examples=25, deadline=None)  # the schemas are slow to read


@pytest.fixture(scope="session")
def slack_errors() -> Errors:
    """Slack's verdict on a payload, by its own types."""
    return needed()


@given(views_of(40))
@many
def test_every_letter_of_a_view_is_sent_and_in_its_order(view: View) -> None:
    view = replace(view, controls=())
    sent = "".join(letters(message.blocks) for message in messages(view))
    wanted = "".join(map(letters_of, view.blocks))
    assert sent == (wanted or sent)
    assert sent


@given(views_of(40))
@many
def test_nothing_that_is_sent_is_beyond_a_limit(view: View) -> None:
    for message in messages(view):
        assert 1 <= len(message.blocks) <= 50
        assert 1 <= len(message.text) <= 40_000
        assert weight(message.blocks) <= 9_000
        check(message.blocks)


@given(st.lists(views_of(40), max_size=2))
@many
def test_no_page_is_beyond_a_limit(shown: Sequence[View]) -> None:
    for page in (home(shown), *(page for view in shown for page in panels(view))):
        assert 1 <= len(page["blocks"]) <= 100
        assert len(json.dumps(page)) <= 250_000
        check(page["blocks"])


@given(forms_of(10))
@many
def test_no_dialog_is_beyond_a_limit(form: Form) -> None:
    dialog = modal(form, "about")
    assert 1 <= len(dialog["blocks"]) <= 100
    assert size(dialog["title"]["text"]) <= 24
    assert len(json.dumps(dialog)) <= 250_000
    check(dialog["blocks"])
    for element in found(dialog["blocks"], "element"):
        assert size(element.get("initial_value", "")) <= element.get("max_length", 0)


@given(views_of(3))
@few
def test_slack_takes_every_message(slack_errors: Errors, view: View) -> None:
    for message in messages(view):
        payload = {"text": message.text, "blocks": message.blocks}
        assert slack_errors("response_url", payload) == []


@pytest.mark.parametrize("kind", ["message", "chat.postMessage", "ack.command"])
def test_slack_takes_a_message_of_everything(slack_errors: Errors, kind: str) -> None:
    [message] = messages(EVERYTHING)
    payload = {"text": message.text, "blocks": message.blocks}
    where = {"channel": "C1"} if kind == "chat.postMessage" else {}
    assert slack_errors(kind, payload | where) == []


@given(views_of(3))
@few
def test_slack_takes_every_panel_and_home_tab(slack_errors: Errors, view: View) -> None:
    for page in panels(view, "about"):
        assert slack_errors("modal", page) == []
    assert slack_errors("home", home([view])) == []


def test_slack_opens_a_panel_and_a_home_tab(slack_errors: Errors) -> None:
    opened = {"trigger_id": "1", "view": panel(EVERYTHING, "about")}
    published = {"user_id": "U1", "view": home([EVERYTHING, EVERYTHING])}
    assert slack_errors("views.open", opened) == []
    assert slack_errors("views.publish", published) == []


@given(forms_of(3))
@few
def test_slack_takes_every_dialog(slack_errors: Errors, form: Form) -> None:
    dialog = modal(form, "about")
    assert slack_errors("modal", dialog) == []
    assert slack_errors("ack.view", {"response_action": "update", "view": dialog}) == []


def test_slack_takes_a_refusal(slack_errors: Errors) -> None:
    assert slack_errors("ack.view", errors("when", "I don't know that day.")) == []


def check(blocks: list[Payload]) -> None:
    """https://docs.slack.dev/reference/block-kit"""
    ids = [*found(blocks, "action_id")]
    assert len(ids) == len(set(ids))
    assert all(size(id) <= 255 for id in ids)
    shown = [text for text in found(blocks, "text") if isinstance(text, str)]
    assert all(0 < size(text) <= 3_000 for text in shown)
    assert all(found(blocks, "elements"))
    assert all(1 <= len(options) <= 100 for options in found(blocks, "options"))
    for option in (one for options in found(blocks, "options") for one in options):
        assert size(option["text"]["text"]) <= 75 >= size(option["value"])
        assert 0 < size(option.get("description", {"text": "-"})["text"]) <= 75
    for row in (block["elements"] for block in blocks if block["type"] == "actions"):
        assert len(row) <= 5
        assert all(size(e["text"]["text"]) <= 75 for e in row if e["type"] == "button")
    assert all(1 <= size(value) <= 2_000 for value in found(blocks, "value"))
    json.dumps(blocks, ensure_ascii=False).encode()


def letters_of(block: Block) -> str:
    """As `letters`, of what was to be shown."""
    match block:
        case str() | tuple():
            return "".join(map(_read, parts(block)))
        case Heading(text):
            return letters_of(text)
        case Bullets(items):
            return "".join(map(letters_of, items))
        case Quote(text) | Copyable(text):
            return _read(text)
        case Picture(_, alt):
            return _read(f"Picture: {alt}")
        case File(name):
            return _read(f"File: {name}")


def _read(part: Part) -> str:
    match part:
        case Link(text, "https://example.com/a") if (
            text.strip() and size(text) <= 1_000
        ):
            shown = text
        case Link(text, url):
            shown = f"{text} ({url})" if text.strip() else url
        case Moment(at):
            shown = spoken(at, "UTC")
        case Bold(text) | Code(text):
            shown = text
        case str():
            shown = part
    return "".join(visible(shown).split())
