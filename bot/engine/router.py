"""From an event to the effects that answer it. Nothing here waits or writes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import TypeVar

from bot import asking
from bot.effects import (
    Deed,
    Effect,
    Forget,
    Keep,
    LetSleep,
    Refuse,
    Reply,
    Suggest,
)
from bot.errors import Mistake
from bot.events import (
    Action,
    Opened,
    Pressed,
    Rang,
    Said,
    Submitted,
    Typing,
    Uploaded,
)
from bot.flow import Command, Flow
from bot.flows.who import called
from bot.ports import Book
from bot.records import Asking
from bot.text import MOST, cleaned, one_line
from bot.views import Choice, Code, Part, View

T = TypeVar("T")

HOME = "next"
UPLOAD = "import"
MOST_SUGGESTED = 20


class Router:
    """Finds the flow that an event belongs to."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self._flows = {flow.name: flow for flow in flows}
        self._commands: dict[str, tuple[Command, str]] = {}
        for command in (c for flow in flows for c in flow.commands.values()):
            for word in (command.word, *command.also):
                self._commands[word] = command, ""
            for small in command.small:
                self._commands[small] = command, small

    def answer(self, action: Action, book: Book) -> list[Effect]:
        """All that a flow decides, or else one apology."""
        kept = book.one(Asking, book.owner)
        try:
            effects = self._heard(action, kept, book)
        except Mistake as mistake:
            effects = [Reply(View((mistake.text,), mistake.buttons))]
        if action.dialogs:
            return effects
        return asking.in_turn(effects, kept, book.owner)

    def ring(self, rang: Rang, book: Book) -> list[Deed]:
        """What is to be done now, after the wake is spent.

        Nothing, if it was spent or moved meanwhile; only spent, if nobody knows it.
        """
        if book.wake(rang.token) != rang.due:
            return []
        return [LetSleep(rang.token), *self._rung(rang, book)]

    def suggest(self, typing: Typing, book: Book) -> Suggest:
        """Words, then the student's own people after a word."""
        word, blank, rest = typing.text.lstrip().partition(" ")
        if not blank:
            found = [w for w in sorted(self._commands) if w.startswith(word.casefold())]
        else:
            start = rest.casefold()
            found = [n for _, n in book.names() if n.casefold().startswith(start)]
        return Suggest(tuple(Choice(f, f) for f in found[:MOST_SUGGESTED]))

    def _heard(self, action: Action, kept: Asking | None, book: Book) -> list[Effect]:
        match action:
            case Said(text=text):
                if kept and kept.open:
                    return self._answered(action, kept, text, book)
                return self._said(action, text, book)
            case Pressed(token=token):
                value = token.removeprefix(f"{asking.PICK}/")
                if kept and kept.open and value != token:
                    return self._answered(action, kept, value, book)
                return [*_closed(kept), *self._pressed(action, book)]
            case Submitted():
                return list(self._submitted(action, book))
            case Uploaded():
                return list(self._command(UPLOAD).answer(action, UPLOAD, book))
            case Opened():
                home = self._command(HOME).answer(action, "", book)
                return [*_closed(kept), *home]

    def _said(self, said: Said, text: str, book: Book) -> list[Effect]:
        if len(text) > MOST:
            much = f"That is {len(text):,} characters; I read {MOST:,} at a time."
            raise Mistake(f"{much} Send me the part that matters most.")
        word, _, rest = cleaned(text).lstrip("/").partition(" ")
        command, small = self._commands.get(word.casefold(), (None, ""))
        if word.casefold() in asking.LEAVE:
            raise Mistake("There is no form to leave.")
        if not word:
            command = self._command(HOME)
        if command is None:
            return self._not_a_word(said, cleaned(text), book)
        return list(command.answer(said, f"{small} {rest.strip()}".strip(), book))

    def _not_a_word(self, said: Said, text: str, book: Book) -> list[Effect]:
        """A bare name is that person; anything else is asked back."""
        if called(book, one_line(text)):
            return list(self._command("people").answer(said, text, book))
        word = text.split()[0].casefold()
        raise Mistake(*_unknown(word, get_close_matches(word, self._commands, 1)))

    def _pressed(self, pressed: Pressed, book: Book) -> list[Effect]:
        flow, name, args = self._flow_of(pressed.token)
        return list(_find(flow.presses, name)(pressed, args, book))

    def _submitted(self, submitted: Submitted, book: Book) -> Iterable[Effect]:
        flow, name, args = self._flow_of(submitted.token)
        answers = {key: cleaned(text) for key, text in submitted.answers.items()}
        submitted = replace(submitted, answers=answers)
        return _find(flow.forms, name)(submitted, args, book)

    def _answered(
        self, action: Said | Pressed, kept: Asking, text: str, book: Book
    ) -> list[Effect]:
        """The next answer of a form; after the last one it is submitted."""
        if cleaned(text).casefold() in asking.LEAVE:
            return asking.left(kept)
        try:
            now = asking.answered(kept, text)
        except asking.NotAnAnswer as why:
            return self._turned_away(action, kept, text, str(why), book)
        if asking.next_field(now):
            return asking.question(now)
        submitted = Submitted(
            action.id, action.who, action.where, now.form.token, action.at, now.answers
        )
        effects = list(self._submitted(submitted, book))
        refused = next((e for e in effects if isinstance(e, Refuse)), None)
        if refused:
            return self._turned_away(action, kept, text, refused, book)
        return [Forget(kept), *effects]

    def _turned_away(
        self,
        action: Said | Pressed,
        kept: Asking,
        text: str,
        why: str | Refuse,
        book: Book,
    ) -> list[Effect]:
        """What answers no question may be a command: then the form is left for it."""
        word = cleaned(text).lstrip("/").partition(" ")[0].casefold()
        if isinstance(action, Said) and word in self._commands:
            return [*_closed(kept), *self._said(action, text, book)]
        return asking.question(kept, why) if isinstance(why, str) else [why]

    def _rung(self, rang: Rang, book: Book) -> list[Deed]:
        try:
            flow, name, args = self._flow_of(rang.token)
            return list(_find(flow.wakes, name)(rang, args, book))
        except Mistake:
            return []

    def _command(self, word: str) -> Command:
        return self._commands[word][0]

    def _flow_of(self, token: str) -> tuple[Flow, str, str]:
        subject, _, rest = token.partition(".")
        name, _, args = rest.partition("/")
        return _find(self._flows, subject), name, args


def _closed(kept: Asking | None) -> list[Effect]:
    """Whatever else is done in the middle of a form leaves it for now."""
    return [Keep(replace(kept, open=False))] if kept and kept.open else []


def _unknown(word: str, close: Sequence[str]) -> tuple[Part, ...]:
    if close:
        return f"I don't know {word[:40]!r}. Did you mean ", Code(close[0]), "?"
    return f"I don't know {word[:40]!r}. Say ", Code("help"), " for all I can do."


def _find(handlers: Mapping[str, T], name: str) -> T:
    """Old messages keep their buttons, so a token may name what is gone."""
    try:
        return handlers[name]
    except KeyError:
        raise Mistake("That belongs to something I no longer do.") from None
