"""One event: decided once, and all that comes of it written down."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import assert_never

from bot.effects import (
    Answer,
    Bar,
    Deed,
    Effect,
    Erase,
    Forget,
    Join,
    Keep,
    LetSleep,
    Part,
    Post,
    WakeAt,
)
from bot.engine.agenda import SqlAgenda
from bot.engine.erasure import bar, erase, farewell
from bot.engine.missed import has_room, told
from bot.engine.persons import Persons
from bot.engine.tables import SqlBook
from bot.events import Event, Rang
from bot.ports import NEVER, Change, Decide, Decided
from bot.records import Asking, Entry, Record, Rehearsing, Student, Talk

EVER = datetime.min.replace(tzinfo=UTC)

UNTOLD = (Student, Asking, Rehearsing)
"""Changed in passing by nearly every event, so undoing one leaves them alone."""


class Tables:
    """All tables, on one connection, inside a transaction that others end."""

    def __init__(
        self, connection: sqlite3.Connection, secrets: Sequence[bytes]
    ) -> None:
        self.connection = connection
        self.secrets = secrets
        self.agenda = SqlAgenda(connection)
        self.persons = Persons(connection, secrets)
        self.erased = False  # something, since the log was last emptied
        self._now = EVER
        self._kept_time = EVER

    def book(self, owner: str) -> SqlBook:
        return SqlBook(self.connection, self.secrets, owner)

    def keep_time(self) -> None:
        """Once in a transaction: the latest moment of all that was decided in it."""
        if self._now > self._kept_time:
            self.agenda.remember(self._now)

    def time_is_kept(self) -> None:
        self._kept_time = self._now

    def settle(self, event: Event, decide: Decide) -> Decided:
        """Decide and write it down, or give what was decided when this first came.

        A wake needs no row in the inbox: it is gone once it was heard.
        """
        if isinstance(event, Rang):
            return self._decided(event, self.book(event.owner), decide)
        answers = self.agenda.answered(event)
        if answers is not None:
            return Decided(answers)
        book = self.persons.meet(event.who, event.at)
        decided = self._decided(event, book, decide)
        if has_room(decided.answers) and (missed := self.agenda.missed(book.owner)):
            decided = replace(decided, answers=told(decided.answers, missed))
        self.agenda.receive(event, book.owner, decided.answers)
        return decided

    def _decided(self, event: Event, book: SqlBook, decide: Decide) -> Decided:
        self._now = max(self._now, event.at)
        effects = decide(book)
        deeds = Deeds(self, book, event, is_logged(event, effects))
        answers: list[Answer] = []
        for effect in effects:
            if isinstance(effect, Answer):
                answers.append(effect)
            else:
                deeds.do(effect)
        deeds.close()
        return Decided(answers, deeds.soonest)


def is_logged(event: Event, effects: Sequence[Effect]) -> bool:
    """Only what a person logged can be undone."""
    kept = (effect.record for effect in effects if isinstance(effect, Keep))
    return not isinstance(event, Rang) and any(isinstance(r, Entry) for r in kept)


class Deeds:
    """What one event does, and what `undo` will have to know of it."""

    def __init__(
        self, tables: Tables, book: SqlBook, event: Event, can_undo: bool
    ) -> None:
        self.soonest = NEVER
        self._tables = tables
        self._book = book
        self._event = event
        self._changes: dict[tuple[type, str], Change] = {}
        self._can_undo = can_undo

    def do(self, deed: Deed) -> None:
        match deed:
            case Keep(record):
                self._change(type(record), record.id, record)
                self._book.keep(record)
                if isinstance(record, Talk):  # it moved on from what is still unsent
                    self._tables.agenda.withdraw(self._book.owner, record.contact)
            case Forget(Student()):
                farewell(self._for_good(), self._book.owner)
            case Forget(record):
                self._change(type(record), record.id, None)
                self._book.forget(type(record), record.id)
            case WakeAt(token, at):
                self._change(WakeAt, token, deed)
                self._book.set_wake(deed)
                self.soonest = min(self.soonest, at)
            case LetSleep(token):
                self._change(WakeAt, token, None)
                self._book.call_off(token)
            case Post():
                self._post(self._book.owner, deed)
            case Erase(contact):
                erase(self._for_good(), self._book.owner, contact)
            case Join(code):
                self._tables.persons.join(self._book, code)
                self.soonest = min(self.soonest, self._event.at)
            case Part(account):
                self._tables.persons.part(self._book, account, self._event.at)
                self.soonest = min(self.soonest, self._event.at)
            case Bar(marks):
                gone, books = self._for_good(), self._tables.book
                for owner in bar(gone, books, marks, self._event.at):
                    self._tell(owner, deed)
            case _:
                assert_never(deed)

    def close(self) -> None:
        """Only an event that logged something new can be undone."""
        new = (c.after for c in self._changes.values() if c.before is None)
        entry = next((record.id for record in new if isinstance(record, Entry)), None)
        if entry and self._can_undo:
            changes = [c for c in self._changes.values() if c.before != c.after]
            self._book.note(entry, changes, self._event.at)

    def _change(self, kind: type, id: str, after: Record | WakeAt | None) -> None:
        """Noted before it is made; of many changes to one thing, the whole."""
        if self._can_undo and kind not in UNTOLD:
            known = self._changes.get((kind, id))
            before = known.before if known else self._before(kind, id)
            self._changes[kind, id] = Change(before, after)

    def _before(self, kind: type, id: str) -> Record | WakeAt | None:
        book = self._book
        return book.wake_at(id) if kind is WakeAt else book.one(kind, id)

    def _post(self, owner: str, post: Post) -> None:
        self._tables.agenda.post(owner, post, self._event.at)
        self.soonest = min(self.soonest, self._event.at)

    def _for_good(self) -> sqlite3.Connection:
        """Neither undo nor the log of the database may bring it back."""
        self._can_undo, self._tables.erased = False, True
        return self._tables.connection

    def _tell(self, owner: str, bar: Bar) -> None:
        place = self._tables.book(owner).student().place
        if place is not None:
            key = f"bar/{bar.marks[0]}/{self._event.id}"
            self._post(owner, Post(place, bar.view, key))
