"""From an event to the effects that answer it. Nothing here waits or writes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot import asking, reopening
from bot.coach.care import is_distress
from bot.coach.questions.fields import fields_starting
from bot.effects import (
    Deed,
    Effect,
    Forget,
    LetSleep,
    Refuse,
    Reply,
    Suggest,
    WakeAt,
)
from bot.engine.words import Words
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
from bot.flow import Flow
from bot.flows import practice
from bot.flows.who import NOBODY_FOUND, label, suggested
from bot.ports import Book
from bot.records import Asking, Rehearsing
from bot.text import MOST, cleaned
from bot.views import Choice, View

T = TypeVar("T")

HOME = "next"
UPLOAD = "import"
MOST_SUGGESTED = 20
OF_A_FIELD = frozenset({"plan", "practice"})


class Router:
    """Finds the flow that an event belongs to."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self._flows = {flow.name: flow for flow in flows}
        self._words = Words(flows)

    def answer(self, action: Action, book: Book) -> list[Effect]:
        kept = book.one(Asking, book.owner)
        effects = _decided(lambda: self._heard(action, kept, book))
        if action.dialogs:
            return reopening.dialog_first(effects)
        if isinstance(action, Submitted):
            return reopening.behind_buttons(effects, kept, book.owner)
        return asking.in_turn(effects, kept, book.owner)

    def ring(self, rang: Rang, book: Book) -> list[Deed]:
        """What is to be done now, after the wake is spent.

        Nothing, if it was spent or moved meanwhile; only spent, if nobody knows it.
        """
        if book.wake(rang.token) != rang.due:
            return []
        deeds = self._rung(rang, book)
        if any(isinstance(d, WakeAt) and d.token == rang.token for d in deeds):
            return deeds
        return [LetSleep(rang.token), *deeds]

    def suggest(self, typing: Typing, book: Book) -> Suggest:
        """Words, then the student's own people after a word, and fields after some; in
        a picker, people."""
        if typing.in_picker:
            people = suggested(book, typing.text)
            choices = tuple(Choice(label(one), one.id) for one in people)
            return Suggest(choices or (NOBODY_FOUND,))
        word, blank, rest = typing.text.lstrip().partition(" ")
        if not blank:
            found = self._words.starting(word.casefold())
        else:
            start = rest.casefold()
            found = [n for _, n in book.names() if n.casefold().startswith(start)]
            if word.casefold() in OF_A_FIELD:
                found += fields_starting(start)
        return Suggest(tuple(Choice(f, f) for f in found[:MOST_SUGGESTED]))

    def _heard(self, action: Action, kept: Asking | None, book: Book) -> list[Effect]:
        match action:
            case Said(text=text):
                if kept and kept.open:
                    answered = self._answered(action, kept, text, book)
                    return [*self._cared_for(action, [text], book), *answered]
                return self._said(action, text, book)
            case Pressed(token=token):
                value = token.removeprefix(f"{asking.PICK}/")
                if kept and kept.open and value != token:
                    return self._answered(action, kept, value, book)
                name, _, which = token.partition("/")
                if name == reopening.OPEN:
                    return reopening.reopened(kept, which)
                return _instead(kept, lambda: self._pressed(action, book))
            case Submitted(token=token, answers=answers):
                cared_for = self._cared_for(action, answers.values(), book)
                effects = _decided(lambda: self._submitted(action, book))
                return asking.submitted(kept, token, [*cared_for, *effects])
            case Uploaded():
                upload = self._words.command(UPLOAD).answer
                return _instead(kept, lambda: upload(action, UPLOAD, book))
            case Opened():
                home = self._words.command(HOME).answer
                return _instead(kept, lambda: home(action, "", book))

    def _said(self, said: Said, text: str, book: Book) -> list[Effect]:
        if len(text) > MOST:
            much = f"That is {len(text):,} characters; I read {MOST:,} at a time."
            raise Mistake(f"{much} Send me the part that matters most.")
        typed = cleaned(text)
        is_practicing = practice.is_open(book, said.at)
        if typed.casefold() in asking.LEAVE and not is_practicing:
            raise Mistake("There is no form to leave.")
        if typed.casefold() in asking.RESUME and not is_practicing:
            kept = book.one(Asking, book.owner)
            return asking.resumed(kept, typed.casefold())
        if is_distress(typed):
            return list(self._words.command("log").answer(said, "wrong", book))
        if is_practicing:
            return self._practiced(said, typed, book)
        return self._commanded(said, typed, book)

    def _practiced(self, said: Said, typed: str, book: Book) -> list[Effect]:
        """A line of the talk, unless it is a command, which leaves the talk for it."""
        if not self._words.interrupts(typed, book):
            return list(practice.said(said, typed, book))
        effects = self._commanded(said, typed, book)
        if any(isinstance(getattr(e, "record", None), Rehearsing) for e in effects):
            return effects
        return [*practice.interrupted(book), *effects]

    def _commanded(self, said: Said, typed: str, book: Book) -> list[Effect]:
        if not typed.strip("/!. "):
            return list(self._words.command(HOME).answer(said, "", book))
        command, rest = self._words.heard(typed, book)
        return list(command.answer(said, rest, book))

    def _cared_for(
        self, action: Action, typed: Iterable[str], book: Book
    ) -> list[Effect]:
        """Where help is, said before the answer of a form; the form goes on."""
        if not any(is_distress(cleaned(text)) for text in typed):
            return []
        return list(self._words.command("log").answer(action, "wrong", book))

    def _pressed(self, pressed: Pressed, book: Book) -> list[Effect]:
        flow, name, args = self._flow_of(pressed.token)
        effects = list(_find(flow.presses, name)(pressed, args, book))
        return effects if flow is practice.flow else [*practice.aside(book), *effects]

    def _submitted(self, submitted: Submitted, book: Book) -> Iterable[Effect]:
        flow, name, args = self._flow_of(submitted.token)
        answers = {key: cleaned(text) for key, text in submitted.answers.items()}
        submitted = replace(submitted, answers=answers)
        return _find(flow.forms, name)(submitted, args, book)

    def _answered(
        self, action: Said | Pressed, kept: Asking, text: str, book: Book
    ) -> list[Effect]:
        """The next answer of a form; after the last one it is submitted.

        What is plainly meant for the bot, or answers nothing and is a command, leaves
        the form for it: nobody is held in a form.
        """
        typed = cleaned(text).casefold()
        if typed in asking.LEAVE:
            return asking.left(kept)
        if typed in asking.RESUME:
            return asking.resumed(kept, typed)
        said = action if isinstance(action, Said) else None
        field = asking.next_field(kept)
        if said and field and self._words.leaves(field, text, book):
            return _instead(kept, lambda: self._said(said, text, book))
        effects, is_an_answer = self._form_goes_on(action, kept, text, book)
        if said and not is_an_answer and self._words.begins(text):
            return _instead(kept, lambda: self._said(said, text, book))
        return effects

    def _form_goes_on(
        self, action: Said | Pressed, kept: Asking, text: str, book: Book
    ) -> tuple[list[Effect], bool]:
        """What follows, and whether what was typed could be taken as an answer."""
        try:
            now = asking.answered(kept, text)
        except asking.NotAnAnswer as why:
            return asking.question(kept, str(why)), False
        if asking.next_field(now):
            return asking.question(now), True
        submitted = Submitted(
            action.id, action.who, action.where, now.form.token, action.at, now.answers
        )
        effects = _decided(lambda: self._submitted(submitted, book))
        refused = any(isinstance(effect, Refuse) for effect in effects)
        return (effects, False) if refused else ([Forget(kept), *effects], True)

    def _rung(self, rang: Rang, book: Book) -> list[Deed]:
        try:
            flow, name, args = self._flow_of(rang.token)
            return list(_find(flow.wakes, name)(rang, args, book))
        except Mistake:
            return []

    def _flow_of(self, token: str) -> tuple[Flow, str, str]:
        subject, _, rest = token.partition(".")
        name, _, args = rest.partition("/")
        return _find(self._flows, subject), name, args


def _decided(decide: Callable[[], Iterable[Effect]]) -> list[Effect]:
    """All that a flow decides, or else one apology."""
    try:
        return list(decide())
    except Mistake as mistake:
        return [Reply(View((mistake.text,), mistake.buttons))]


def _instead(
    kept: Asking | None, decide: Callable[[], Iterable[Effect]]
) -> list[Effect]:
    """Whatever else is done in the middle of a form leaves it, a mistake too."""
    effects = _decided(decide)
    return [*asking.aside(kept, effects), *effects]


def _find(handlers: Mapping[str, T], name: str) -> T:
    """Old messages keep their buttons, so a token may name what is gone."""
    try:
        return handlers[name]
    except KeyError:
        raise Mistake("That belongs to something I no longer do.") from None
