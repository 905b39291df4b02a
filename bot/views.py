"""What the bot shows, before any platform has drawn it.

A view says what is to be seen, never how. Its text is made of parts, and a plain
string is only a string: renderers escape it, so that a contact may be called
`<!channel>` or `@everyone`. There is no markup to write, hence none to inject.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Tone = Literal["plain", "primary", "danger"]

# The narrowest of the platforms, https://discord.com/developers/docs/components/reference
TOKEN_LIMIT = 100
MOST_FIELDS = 5


@dataclass(frozen=True, slots=True)
class Bold:
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type, as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, which each platform writes in the reader's own zone."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str


Part = str | Bold | Code | Moment | Link
Text = str | tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    text: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Copyable:
    """A message to take away, as it stands, line breaks included."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, and the same facts in words."""

    png: str  # base64
    alt: str


@dataclass(frozen=True, slots=True)
class File:
    """Something to keep, such as a calendar entry."""

    name: str
    mime: str
    content: str


Block = Text | Heading | Bullets | Quote | Copyable | Picture | File
"""A bare text is a line of its own."""


@dataclass(frozen=True, slots=True)
class Button:
    """A labelled press. `token` comes back in the `Pressed` event, unchanged."""

    label: str
    token: str
    tone: Tone = "plain"

    def __post_init__(self) -> None:
        _check_token(self.token)


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Picker:
    """One of many: the value comes back in `Pressed.chosen`.

    With `finds_people`, the choices are only the first of the student's own people:
    where a platform asks while somebody types, all of them are found.
    """

    label: str
    token: str
    choices: tuple[Choice, ...]
    finds_people: bool = False

    def __post_init__(self) -> None:
        _check_token(self.token)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Any of many: the values of all that are ticked now come back in one
    `Pressed.chosen`, parted by spaces. Each change is a press of its own.

    A value is one word. Where choices are numbered, theirs begin with `first`, so
    that on every page of a list a number means the same.
    """

    label: str
    token: str
    choices: tuple[Choice, ...]
    ticked: tuple[str, ...] = ()
    first: int = 1

    def __post_init__(self) -> None:
        _check_token(self.token)

    def after(self, value: str) -> str:
        """What comes back when this one is ticked, or is not any more."""
        changed = {*self.ticked} ^ {value}
        return " ".join(c.value for c in self.choices if c.value in changed)


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages before and after this one; `token/2` comes back for the second."""

    token: str
    page: int
    pages: int

    def __post_init__(self) -> None:
        _check_token(self.to(self.pages))

    def to(self, page: int) -> str:
        return f"{self.token}/{page}"


Control = Button | Picker | Ticks | Pager


@dataclass(frozen=True, slots=True)
class View:
    """One message: what is read from top to bottom, then what can be pressed.

    `notice` is all that a lock screen may show: it names nobody. `awaits` says that
    words are expected next (a form asked question by question), so that a number
    typed now is an answer and no button. `keep` says that it is worth finding again:
    where answers vanish, it goes to the direct messages.
    """

    blocks: tuple[Block, ...]
    controls: tuple[Control, ...] = ()
    notice: str = "Your next step is ready."
    awaits: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One input of a form. With choices it is a pick, else a line, a long text, or a
    file, which comes back in an `Uploaded` event."""

    key: str
    label: str
    hint: str = ""
    value: str = ""  # what an empty answer means
    choices: tuple[Choice, ...] = ()
    long: bool = False
    required: bool = True
    file: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A dialog; its answers come back in a `Submitted` event.

    Where nothing can open one, the same fields are asked one after another.
    """

    title: str
    token: str
    fields: tuple[Field, ...]

    def __post_init__(self) -> None:
        _check_token(self.token)
        if not 1 <= len(self.fields) <= MOST_FIELDS:
            raise ValueError(f"a form of {len(self.fields)} fields: {self.title!r}")


def parts(text: Text) -> tuple[Part, ...]:
    return (text,) if isinstance(text, str) else text


def presses(view: View) -> Iterator[tuple[str, str, str]]:
    """All that can be pressed, in order: label, token, and the value chosen by it."""
    for control in view.controls:
        match control:
            case Button(label, token):
                yield label, token, ""
            case Picker(_, token, choices):
                yield from ((c.label, token, c.value) for c in choices)
            case Ticks(_, token, choices):
                yield from ((c.label, token, control.after(c.value)) for c in choices)
            case Pager(_, page, pages):
                if page > 1:
                    yield "Back", control.to(page - 1), ""
                if page < pages:
                    yield "More", control.to(page + 1), ""


def numbered_from(view: View) -> int:
    """The number of the first of `presses`."""
    return next((c.first for c in view.controls if isinstance(c, Ticks)), 1)


def _check_token(token: str) -> None:
    if len(token) > TOKEN_LIMIT:
        raise ValueError(f"token of {len(token)} characters: {token!r}")
