"""Two accounts become one list: what will come of it, said before, and done."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.effects import Deed, Effect, Join, Keep, Post, Reply
from bot.events import Action, new_id
from bot.flows.settings import followed
from bot.ports import Book
from bot.records import (
    Asking,
    Contact,
    Outlook,
    Pay,
    Place,
    Planned,
    Record,
    Rehearsal,
    Rehearsing,
    Reminder,
    Student,
)
from bot.text import counted, listed, shortened
from bot.views import Bullets, Button, Code, Heading, View

NOTE_FOR = timedelta(days=1)
MOST_NAMED = 5
UNTOLD = "UTC"  # the zone of whom no platform and no word gave another

HELD: dict[type[Record], tuple[str, ...]] = {
    Contact: ("person", "people"),
    Reminder: ("reminder",),
    Planned: ("question plan",),
    Rehearsal: ("rehearsal",),
    Pay: ("note on pay", "notes on pay"),
    Outlook: ("note on a field", "notes on fields"),
}
"""What a list holds, as it is counted."""

GOES_ON: dict[type[Asking | Rehearsing], str] = {
    Asking: "form",
    Rehearsing: "rehearsal",
}
"""Of which there is one at a time."""

NEXT = Button("What's next?", "next.step")
PART = Button("Part them", "parting.ask")
SAY_PART = Code("my other account part")


def is_plain(here: Book, there: Book) -> bool:
    """Nothing is mixed, and the names do not say that it is somebody else."""
    names = (book.student().name.casefold().split() for book in (here, there))
    return not _holds(here) and bool(set.intersection(*map(set, names)))


def question(here: Book, there: Book, code: str) -> View:
    """What will be joined, before it is."""
    name = shortened(there.student().name, 60)
    known = f", as {name}" if name else ""
    student = _merged(here, there)
    lines = (
        f"Here: {listed(held(here) or ['nothing yet'])}.",
        f"On {on(there)}{known}: {listed(held(there) or ['nothing yet'])}.",
        "All of it becomes one list, which you see on both.",
        *_on_both_lists(here, there),
        f"Your settings are those you have {_settled(here, there)}, and your time zone"
        f" is {student.zone}. Reminders keep their hour.",
        *_half_done(here, there),
    )
    return View(
        (
            Heading("Join these two accounts?"),
            Bullets(lines),
            "Join only an account of your own: whoever uses it sees all of this.",
        ),
        (
            Button("Join them", f"accounts.join/{code}", "primary"),
            Button("Not now", "next.step"),
        ),
    )


def joined(action: Action, here: Book, there: Book, mark: str) -> Iterator[Effect]:
    """One record from now on; the mark is that of the code which was given there."""
    student = _merged(here, there)
    for book in (here, there):
        yield from followed(action, book, student)
    yield Join(mark)  # after what was moved, which is newer than theirs
    yield Keep(student)
    yield from _set_aside(here, there)
    yield from _told(action, there.accounts())
    yield Reply(
        View(
            (
                f"Joined: this account and the one on {on(there)} have one list now.",
                *_on_both_lists(here, there),
                f"Your settings are those you had {_settled(here, there)}. I write to"
                " where you wrote to me last.",
            ),
            (NEXT,),
        )
    )


def _merged(here: Book, there: Book) -> Student:
    """What is not set in the one comes from the other; a zone may never have been told.

    Whatever is no setting is of both, and where they are now is here.
    """
    one, other = here.student(), there.student()
    first, second = (one, other) if _is_settled_here(here, there) else (other, one)
    keys = sorted({*one.past, *other.past})
    return replace(
        first,
        id=one.id,
        name=first.name or second.name,
        about=first.about or second.about,
        topic=first.topic or second.topic,
        zone=first.zone if first.zone != UNTOLD else second.zone,
        country=first.country or second.country,
        date_order=first.date_order or second.date_order,
        quiet=first.quiet or second.quiet,
        place=one.place,
        seen=one.seen,
        welcomed=one.welcomed or other.welcomed,
        spoken=tuple(sorted({*one.spoken, *other.spoken})),
        past={key: one.past.get(key, 0) + other.past.get(key, 0) for key in keys},
    )


def _set_aside(here: Book, there: Book) -> Iterator[Deed]:
    """What was open there is not what is typed next here; it waits, if nothing does."""
    for kind in GOES_ON:
        going = there.one(kind, there.owner)
        if going and not here.one(kind, here.owner):
            yield Keep(replace(going, id=here.owner, open=False))


def _told(action: Action, accounts: Sequence[Place]) -> Iterator[Deed]:
    """Whoever gave the code sees that it was used."""
    here = action.who.direct
    said = f"Your account on {called(here)} is joined with this one now: one list."
    how = ("If that was not you, part them: say ", SAY_PART, ".")
    view = View((said, how), (PART,))
    for place in accounts:
        key = f"joined/{new_id(action)}"
        yield Post(place, view, key, until=action.at + NOTE_FOR)


def _is_settled_here(here: Book, there: Book) -> bool:
    """Where they are now, unless they have only begun here."""
    return bool(here.count(Contact)) or not there.count(Contact)


def _settled(here: Book, there: Book) -> str:
    return "here" if _is_settled_here(here, there) else f"on {on(there)}"


def _on_both_lists(here: Book, there: Book) -> Iterator[str]:
    known = {name.casefold() for _, name in here.names()}
    both = [name for _, name in there.names() if name.casefold() in known]
    if both:
        more = len(both) - MOST_NAMED
        others = [counted(more, "other")] if more > 0 else []
        yield (
            f"On both lists: {listed([*both[:MOST_NAMED], *others])}. Each stays twice,"
            " with what you wrote there, until you forget one."
        )


def _half_done(here: Book, there: Book) -> Iterator[str]:
    """Of a form or a rehearsal there is one at a time."""
    for kind, what in GOES_ON.items():
        if here.one(kind, here.owner) and there.one(kind, there.owner):
            yield f"The {what} you began on {on(there)} ends. Yours here stays."


def _holds(book: Book) -> bool:
    return any(book.count(kind) for kind in HELD)


def held(book: Book) -> list[str]:
    counts = {kind: book.count(kind) for kind in HELD}
    return [counted(count, *HELD[kind]) for kind, count in counts.items() if count]


def called(place: Place) -> str:
    return place.platform.capitalize()


def on(book: Book) -> str:
    return listed([called(place) for place in book.accounts()])
