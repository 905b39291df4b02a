"""A flow: one subject the bot can talk about, and the moments it answers to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from bot.effects import Deed, Effect
from bot.events import Action, Pressed, Rang, Submitted
from bot.ports import Book
from bot.views import Button, Tone

OnSaid = Callable[[Action, str, Book], Iterable[Effect]]
OnPressed = Callable[[Pressed, str, Book], Iterable[Effect]]
OnSubmitted = Callable[[Submitted, str, Book], Iterable[Effect]]
OnRang = Callable[[Rang, str, Book], Iterable[Deed]]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Param:
    """What follows a word, where a platform asks for each thing by itself.

    With `suggests`, what may be meant is offered while it is typed.
    """

    name: str
    about: str
    choices: tuple[str, ...] = ()
    suggests: bool = False
    required: bool = False
    is_file: bool = False


Params = Mapping[str, tuple[Param, ...]]
"""By the words that begin it: the command's own, or a small one of it."""


@dataclass(frozen=True, slots=True)
class Command:
    """A word people type, how to use it, and what answers it.

    `usage` begins with the word. A small word is heard as what follows this one, so
    that `sent Ana` is `log sent Ana`; `also` are other names for the word itself.
    """

    word: str
    usage: str
    answer: OnSaid
    help: str
    small: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    staff: bool = False
    params: Params = field(default_factory=dict[str, tuple[Param, ...]])


@dataclass(frozen=True, slots=True)
class Flow:
    """The handlers of one module. Holds no state of any conversation."""

    name: str
    commands: dict[str, Command] = field(default_factory=dict[str, Command])
    presses: dict[str, OnPressed] = field(default_factory=dict[str, OnPressed])
    forms: dict[str, OnSubmitted] = field(default_factory=dict[str, OnSubmitted])
    wakes: dict[str, OnRang] = field(default_factory=dict[str, OnRang])

    def command(
        self,
        usage: str,
        *,
        small: tuple[str, ...] = (),
        also: tuple[str, ...] = (),
        staff: bool = False,
        params: Params | None = None,
    ) -> Callable[[OnSaid], OnSaid]:
        """Answer the first word of `usage`; the docstring becomes its help."""
        word = usage.partition(" ")[0]

        def add(answer: OnSaid) -> OnSaid:
            about = (answer.__doc__ or "").partition("\n")[0]
            given = params or {word: ()}
            command = Command(word, usage, answer, about, small, also, staff, given)
            self.commands[word] = command
            return answer

        return add

    def press(self, name: str) -> Callable[[OnPressed], OnPressed]:
        return _added_to(self.presses, name)

    def form(self, name: str) -> Callable[[OnSubmitted], OnSubmitted]:
        return _added_to(self.forms, name)

    def wake(self, name: str) -> Callable[[OnRang], OnRang]:
        return _added_to(self.wakes, name)

    def token(self, name: str, *args: object) -> str:
        """Name a press, form or wake of this flow: `log.did/c7/1/asked`."""
        return "/".join([f"{self.name}.{name}", *map(str, args)])

    def button(
        self, label: str, name: str, *args: object, tone: Tone = "plain"
    ) -> Button:
        return Button(label, self.token(name, *args), tone)


def _added_to(handlers: dict[str, T], name: str) -> Callable[[T], T]:
    def add(handler: T) -> T:
        handlers[name] = handler
        return handler

    return add
