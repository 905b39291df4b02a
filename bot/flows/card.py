"""How one person is shown: where it stands, the next action, what happened so far."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.coach.cycle import STATES
from bot.coach.numbers import TALKED
from bot.flows import notes
from bot.flows.known import referral_of, source_of
from bot.flows.steps import action_of, ahead
from bot.ports import Book
from bot.records import Contact, Entry, Learnt, Talk
from bot.views import Block, Bold, Bullets, Button, Heading, Moment, Part, Text, View

MOST_HISTORY = 8
MOST_BUTTONS = 5  # more of them, and the next step is one of many

HAPPENED = {
    "asked": "You asked",
    "nudged": "You sent one follow-up",
    "replied": "Got a reply",
    "offered": "You offered times",
    "booked": "Booked",
    "declined": "They said no",
    "missed": "It did not take place",
    "held": "You talked",
    "debriefed": "You wrote down what you heard",
    "thanked": "You thanked them",
    "reported": "You told them what came of it",
    "touched": "You wrote again",
    "rested": "Left to rest",
    "barred": "Do not contact",
    "introduced": "Introduced",
    "drafted": "Drafted",
    "opening": "They mentioned an opening",
    "wrong": "Something felt wrong",
    "named": "Named somebody",
    "again": "You began anew",
    "note": "You noted something",
    "invited": "You sent an invitation",
    "promised": "Something was promised",
}

DOES: dict[str, tuple[tuple[str, str], ...]] = {
    "idea": (("Write it", "write.for"), ("Already asked", "log.did/asked")),
    "referred": (("Write it", "write.for"), ("Already asked", "log.did/asked")),
    "promised": (
        ("I was introduced", "log.did/introduced"),
        ("Write anyway", "write.for"),
    ),
    "unintroduced": (
        ("I was introduced", "log.did/introduced"),
        ("Let it rest", "log.did/rested"),
    ),
    "drafted": (("See it", "write.for"), ("I sent it", "log.did/asked")),
    "asked": (("Got a reply", "log.did/replied"), ("They said no", "log.did/declined")),
    "waiting": (
        ("Ask somebody else", "people.near"),
        ("Got a reply", "log.did/replied"),
        ("They said no", "log.did/declined"),
    ),
    "overdue": (
        ("Write it", "write.for"),
        ("Got a reply", "log.did/replied"),
        ("Let it rest", "log.did/rested"),
    ),
    "nudged": (("Got a reply", "log.did/replied"), ("Let it rest", "log.did/rested")),
    "quiet": (
        ("Close it", "log.did/rested"),
        ("Close it, look again in six months", "log.did/revived"),
        ("Got a reply", "log.did/replied"),
    ),
    "replied": (
        ("We have a time", "log.book"),
        ("Offer times", "write.for"),
        ("They said no", "log.did/declined"),
    ),
    "offered": (("We have a time", "log.book"), ("They said no", "log.did/declined")),
    "booked": (
        ("Plan the questions", "plan.for"),
        ("We talked", "log.did/held"),
        ("New time", "log.book"),
        ("Called off", "log.did/missed"),
    ),
    "held": (
        ("Write it down", "debrief.for"),
        ("Write the thank-you", "write.for"),
        ("It did not take place", "log.did/missed"),
    ),
    "debriefed": (
        ("Write the thank-you", "write.for"),
        ("Thanked already", "log.did/thanked"),
    ),
    "unnoted": (("Write it down", "debrief.for"),),
    "thanked": (("Tell them what came of it", "write.for"),),
    "reporting": (
        ("Write it", "write.for"),
        ("Told them", "log.did/reported"),
        ("Let it rest", "log.did/rested"),
    ),
    "in_touch": (("Write with news", "write.for"), ("Ask again", "log.again")),
    "touching": (("Write it", "write.for"), ("Not now", "log.did/rested")),
    "closed": (("Ask again", "log.again"),),
    "declined": (("Ask again", "log.again"),),
    "barred": (),
}
DOES["stalled"] = DOES["replied"]


def actions(contact: Contact, talk: Talk) -> tuple[Button, ...]:
    """What can be done now, the likeliest first. Tokens know the step they were for."""
    buttons = list(_buttons(contact, talk))
    return tuple([replace(b, tone="primary") for b in buttons[:1]] + buttons[1:])


def plainly(buttons: Iterable[Button]) -> tuple[Button, ...]:
    """Beside something else that comes first."""
    return tuple(replace(button, tone="plain") for button in buttons)


def card(book: Book, contact: Contact, talk: Talk) -> View:
    """What is wanted now and then is behind "More", where it would not leave room."""
    opened = whole(book, contact, talk)
    if len(opened.controls) <= MOST_BUTTONS:
        return opened
    more = Button("More", f"people.more/{contact.id}")
    return replace(opened, controls=(*opened.controls[: MOST_BUTTONS - 1], more))


def whole(book: Book, contact: Contact, talk: Talk) -> View:
    """The card with all that can be pressed."""
    controls = (*actions(contact, talk), *_asides(book, contact, talk))
    return View(tuple(_blocks(book, contact, talk)), controls)


def _asides(book: Book, contact: Contact, talk: Talk) -> Iterator[Button]:
    """What is not the next step, what is wanted soonest first."""
    referral = referral_of(book, contact)
    if referral and referral.source:
        yield Button("May I say who sent me?", f"debrief.may/{referral.id}")
    if contact.silent:
        yield Button("Remind me again", f"people.silent/{contact.id}/no")
    if talk.state in TALKED:
        yield Button("They gave me a name", f"debrief.else/{contact.id}/named")
        yield Button("Something felt wrong", f"log.wrong/{contact.id}")
        yield Button("They mentioned an opening", f"log.opening/{contact.id}")
    yield Button("Add a note", f"people.fact/{contact.id}")
    yield Button("Change", f"people.edit/{contact.id}")
    if talk.state != "barred":
        yield Button("Do not contact", f"log.did/{contact.id}/{talk.step}/barred")
    yield Button("Forget", f"people.forget/{contact.id}")


def moved(
    contact: Contact,
    talk: Talk,
    said: Text,
    *more: Block,
    undo: str = "",
    files: tuple[Block, ...] = (),
) -> View:
    """What was logged, what falls due after it, and the one next action.

    `undo` is the entry that was written, if one was; `files` come last.
    """
    undoes = (Button("Undo", f"log.undo/{undo}"),) if undo else ()
    buttons = actions(contact, talk)
    blocks: tuple[Block, ...] = (said, *more, *ahead(talk))
    if STATES[talk.state].rests:
        onward = Button("What's next?", "next.step", "primary")
        return View((*blocks, *files), (onward, *plainly(buttons), *undoes))
    blocks = (*blocks, action_of(contact, talk), *files)
    return View(blocks, (*buttons, *undoes))


def as_it_stands(contact: Contact, talk: Talk) -> View:
    """Instead of what a button does that was made before the last move."""
    return moved(contact, talk, "That was from before; this is how it stands now.")


def who(contact: Contact) -> str:
    """Role, employer and relation, as far as they are known."""
    work = " at ".join(filter(None, (contact.role, contact.employer)))
    is_called_so = contact.relation == contact.name.casefold()  # "Mom"
    return ", ".join(filter(None, (work, "" if is_called_so else contact.relation)))


def _buttons(contact: Contact, talk: Talk) -> Iterator[Button]:
    for label, token in DOES[talk.state]:
        name, _, what = token.partition("/")
        args = (contact.id, str(talk.step), what) if what else (contact.id,)
        yield Button(label, "/".join((name, *args)))


def _blocks(book: Book, contact: Contact, talk: Talk) -> Iterator[Block]:
    about = who(contact)
    yield Heading(f"{contact.name}, {about}" if about else contact.name)
    if source := source_of(book, contact):
        yield f"Recommended by {source.name}."
    if contact.reach:
        yield contact.reach
    yield (Bold("Now: "), STATES[talk.state].called, *_when(talk), ".")
    yield action_of(contact, talk)
    yield from ahead(talk)
    if contact.silent:
        yield "You want no reminders about them; booked talks still come."
    if contact.facts:
        yield Heading("What you know")
        yield from notes.beginnings(contact)
    yield from _history(book, contact)


def _when(talk: Talk) -> tuple[Part, ...]:
    """When and where a talk is booked."""
    if talk.state != "booked" or talk.starts_at is None:
        return ()
    return (", ", Moment(talk.starts_at), f", {talk.where}" if talk.where else "")


def _history(book: Book, contact: Contact) -> Iterator[Block]:
    entries = book.about(Entry, contact.id)[-MOST_HISTORY:]
    if entries:
        yield Heading("So far")
        yield Bullets(tuple(_line(entry) for entry in entries))
    for learnt in book.about(Learnt, contact.id)[-1:]:
        yield Heading("What you heard")
        yield Bullets((*learnt.learnt, *(f"Advice: {a}" for a in learnt.advice)))


def _line(entry: Entry) -> Text:
    detail = f" ({entry.detail})" if entry.detail else ""
    return (Moment(entry.at), f": {HAPPENED.get(entry.what, entry.what)}{detail}.")
