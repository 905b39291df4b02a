"""What must be right in the data file whenever a bot was killed."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.coach.cycle import STATES
from bot.effects import WakeAt
from bot.engine.files import read_only
from bot.engine.stored import unpack
from bot.events import id_of
from bot.flows.steps import DUE, open_talk
from bot.ports import Book
from bot.records import Contact, Entry, Record, Reminder, Talk


@dataclass(frozen=True, slots=True)
class Kept:
    """What a student's book holds, and what of it breaks the rules of the cycle."""

    all: Sequence[Record | WakeAt]
    wrong: Sequence[str]


def kept(book: Book) -> Kept:
    records = (r for kind in (Contact, Talk, Reminder, Entry) for r in book.all(kind))
    return Kept((*records, *book.wakes()), (*_wrong_in_the_cycle(book),))


def _wrong_in_the_cycle(book: Book) -> Iterator[str]:
    for talk in book.all(Talk):
        if talk.state not in STATES:
            yield f"{talk.id} is {talk.state}"
    wakes = [wake for wake in book.wakes() if wake.token.startswith(f"{DUE}/")]
    contacts = {wake.about for wake in wakes}
    if len(contacts) < len(wakes):
        yield f"two wakes for one contact: {wakes}"
    if strangers := contacts - {contact.id for contact in book.all(Contact)}:
        yield f"wakes for nobody: {strangers}"
    for contact in book.all(Contact):
        waits = open_talk(book, contact).waits
        if book.wake(f"{DUE}/{contact.id}") != (waits[0].at if waits else None):
            yield f"{contact.name} waits for {waits}, and {wakes} are set"


def wrong_in(file: Path) -> Iterator[str]:
    """When all is said."""
    with closing(sqlite3.connect(file)) as db:
        for (found,) in db.execute("pragma integrity_check"):
            if found != "ok":
                yield f"integrity: {found}"
        for row in db.execute("pragma foreign_key_check"):
            yield f"foreign key: {row}"
        for key, state in db.execute("select key, state from outbox"):
            if state != "sent":
                yield f"{key} is {state}"
        for (id,) in db.execute("select id from inbox where answers <> ''"):
            yield f"{id} was never answered"


def unknown_in(file: Path) -> Counter[str]:
    """How many letters, and answers, may have been said, for all that the dead wrote.

    What is a letter already is none of the answers any more.
    """
    with read_only(file) as db:
        letters = dict(db.execute("select key, state from outbox").fetchall())
        ungiven = "select platform, id, answers from inbox where answers <> ''"
        answers = {
            f"late/{id_of(platform, id, nth)}"
            for platform, id, given in db.execute(ungiven)
            for nth, _ in enumerate(unpack(given))
        }
    posted = {key.partition(">")[0] for key in letters}
    sending = [*letters.values()].count("sending")
    return Counter(letters=sending, answers=len(answers - posted))
