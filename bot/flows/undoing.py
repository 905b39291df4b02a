"""Undo: what the last logged event changed is put back, if nothing touched it since."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from bot.effects import Deed, Effect, Forget, Keep, LetSleep, Reply, WakeAt
from bot.errors import Mistake
from bot.flows import calendar
from bot.flows.card import HAPPENED
from bot.ports import Book, Change
from bot.records import Contact, Entry, Talk
from bot.views import Block, Button, Code, View


def undone(book: Book, now: datetime, only: str = "") -> Iterator[Effect]:
    """Put back what the last logged event changed, if nothing touched it since.

    `only` is the entry that a button undoes, whatever was logged after it.
    """
    changes = book.undoable()
    entry = next((c.after for c in changes if isinstance(c.after, Entry)), None)
    if only and (entry is None or entry.id != only):
        raise Mistake(
            "That is undone already, or something else was logged after it. To undo "
            "the last thing: ",
            Code("undo"),
        )
    if entry is None:
        raise Mistake("There is nothing to undo.")
    if not all(_is_untouched(book, change) for change in changes):
        contact = book.one(Contact, entry.contact)
        who = f" with {contact.name}" if contact else ""
        show = (Button("How it stands", f"people.card/{entry.contact}"),)
        what = HAPPENED.get(entry.what, entry.what)
        said = f'After "{what}"{who} something else changed, so I left it as it is.'
        raise Mistake(said, buttons=show if contact else ())
    deeds = [deed for change in reversed(changes) for deed in _reversed(book, change)]
    yield from deeds
    contact = book.one(Contact, entry.contact)
    what = HAPPENED.get(entry.what, entry.what)
    about = f" ({contact.name})" if contact else ""
    show = (Button("What now?", "next.step"),)
    said = f"Undone: {what}{about}. It is as it was before."
    yield Reply(View((said, *_in_the_calendar(book, contact, deeds, now)), show))


def _in_the_calendar(
    book: Book, contact: Contact | None, deeds: Iterable[Deed], now: datetime
) -> tuple[Block, ...]:
    stood = [d.record for d in deeds if isinstance(d, Keep)]
    talks = [record for record in stood if isinstance(record, Talk)]
    if contact is None or not talks:
        return ()
    return calendar.written(book, contact, talks[-1], now)


def _is_untouched(book: Book, change: Change) -> bool:
    match change.before or change.after:
        case WakeAt(token):
            at = change.after.at if isinstance(change.after, WakeAt) else None
            return book.wake(token) == at
        case Talk(id=id):
            return _but_step(book.one(Talk, id)) == _but_step(change.after)
        case None:
            return True
        case record:
            return book.one(type(record), record.id) == change.after


def _but_step(talk: object) -> object:
    """What was undone in between left the talk as it was, and raised its step."""
    return replace(talk, step=0) if isinstance(talk, Talk) else talk


def _reversed(book: Book, change: Change) -> Iterator[Deed]:
    before, after = change.before, change.after
    if isinstance(before, WakeAt):
        yield before
    elif isinstance(after, WakeAt):
        yield LetSleep(after.token)
    elif isinstance(after, Talk):
        yield from _stood(book, before if isinstance(before, Talk) else None, after)
    elif before is not None:
        yield Keep(before)
    elif after is not None:
        yield Forget(after)


def _stood(book: Book, before: Talk | None, after: Talk) -> Iterator[Deed]:
    """A step is never taken twice: what was shown before this is stale from now on.

    It goes on from where the talk is now: what was undone since took steps as well.
    """
    step = (book.one(Talk, after.id) or after).step + 1
    if before is None:
        yield Forget(after)
        before = book.one(Talk, f"{after.contact}.{after.number - 1}")
    if before:
        yield Keep(replace(before, step=step))
