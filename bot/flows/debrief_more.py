"""A minute more of a talk: how drawn one is now, what was otherwise, what was promised.

It is offered when the debrief is done, and may be left out.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.coach.numbers import TALKED
from bot.effects import Ask, Effect, Keep, Redraw, Reply, WakeAt
from bot.events import Pressed, Submitted
from bot.flow import Flow
from bot.flows import card
from bot.flows.debrief_notes import lines_of, notes_of
from bot.flows.debrief_promises import reminders_for
from bot.flows.debrief_view import more_form
from bot.flows.people import own
from bot.flows.reminders import OWN
from bot.flows.steps import action_of, open_talk
from bot.flows.tokens import number
from bot.ports import Book
from bot.records import Contact, Outlook, Reminder
from bot.text import one_line
from bot.views import Block, Bullets, Button, Moment, Text, View

flow = Flow("more")


@flow.press("for")
def for_contact(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    contact = own(book, id)
    talk = open_talk(book, contact)
    if talk.state in TALKED:
        yield Ask(more_form(contact, notes_of(book, contact)))
    else:
        yield Redraw(card.as_it_stands(contact, talk))


@flow.form("heard")
def heard(form: Submitted, id: str, book: Book) -> Iterator[Effect]:
    """Kept as it was typed; each new promise gets its day."""
    contact, given = own(book, id), form.answers
    before = notes_of(book, contact)
    notes = replace(
        before,
        drawn_before=_drawn(given["before"]),
        drawn_after=_drawn(given["after"]),
        surprise=one_line(given["surprise"], 400),
        needs=lines_of(given["needs"]),
        promises=lines_of(given["promises"]),
    )
    yield Keep(notes)
    new = [promise for promise in notes.promises if promise not in before.promises]
    reminders = list(reminders_for(form, book, contact, new))
    for reminder in reminders:
        yield Keep(reminder)
        yield WakeAt(f"{OWN}/{reminder.id}", reminder.at, about=contact.id)
    yield Reply(_said(book, contact, reminders))


def _said(book: Book, contact: Contact, reminders: list[Reminder]) -> View:
    """What will come back, the one next step, and where all that was heard stands."""
    talk = open_talk(book, contact)
    lines: tuple[Text, ...] = tuple(
        (Moment(one.at), f": {one.text}") for one in reminders
    )
    comes = ("I come back to this:", Bullets(lines)) if lines else ()
    stand = Button("Where I stand now", "learning.stand")
    learnt = Button("What I learnt so far", "learning.show")
    blocks: tuple[Block, ...] = ("Noted.", *comes, action_of(contact, talk))
    onward = learnt if book.count(Outlook) else stand
    return View(blocks, (*card.actions(contact, talk), onward))


def _drawn(given: str) -> int:
    return number(given) if given else 0
