"""Undo: what the last logged event changed is put back, if nothing touched it since."""

from collections.abc import Iterator

from bot.effects import Deed, Effect, Forget, Keep, LetSleep, Reply, WakeAt
from bot.errors import Mistake
from bot.flows.card import HAPPENED
from bot.ports import Book, Change
from bot.records import Contact, Entry
from bot.views import Button, View


def undone(book: Book) -> Iterator[Effect]:
    """Put back what the last logged event changed, if nothing touched it since."""
    changes = book.undoable()
    entry = next((c.after for c in changes if isinstance(c.after, Entry)), None)
    if entry is None:
        raise Mistake("There is nothing to undo.")
    if not all(_is_untouched(book, change) for change in changes):
        contact = book.one(Contact, entry.contact)
        who = f" with {contact.name}" if contact else ""
        show = (Button("How it stands", f"people.card/{entry.contact}"),)
        what = HAPPENED.get(entry.what, entry.what)
        said = f'After "{what}"{who} something else changed, so I left it as it is.'
        raise Mistake(said, buttons=show if contact else ())
    for change in reversed(changes):
        yield _reversed(change)
    contact = book.one(Contact, entry.contact)
    what = HAPPENED.get(entry.what, entry.what)
    about = f" ({contact.name})" if contact else ""
    show = (Button("What now?", "next.step"),)
    yield Reply(View((f"Undone: {what}{about}. It is as it was before.",), show))


def _is_untouched(book: Book, change: Change) -> bool:
    match change.before or change.after:
        case WakeAt(token):
            at = change.after.at if isinstance(change.after, WakeAt) else None
            return book.wake(token) == at
        case None:
            return True
        case record:
            return book.one(type(record), record.id) == change.after


def _reversed(change: Change) -> Deed:
    before, after = change.before, change.after
    if isinstance(before, WakeAt):
        return before
    if isinstance(after, WakeAt):
        return LetSleep(after.token)
    if before is not None:
        return Keep(before)
    if after is not None:
        return Forget(after)
    raise ValueError("a change that changed nothing")
