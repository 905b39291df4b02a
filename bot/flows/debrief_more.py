"""A minute more of a talk: how drawn one is now, what was otherwise, what was promised.

It is offered when the debrief is done, and may be left out.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.coach.numbers import TALKED
from bot.effects import Ask, Effect, Keep, Redraw, Reply
from bot.errors import Mistake
from bot.events import Pressed, Submitted
from bot.flow import Flow
from bot.flows import card
from bot.flows.debrief_notes import lines_of, notes_of
from bot.flows.debrief_promises import comes_back, kept_for_later, reminders_for
from bot.flows.debrief_view import more_form
from bot.flows.people import own
from bot.flows.steps import action_of, open_talk
from bot.flows.tokens import number
from bot.ports import Book
from bot.records import Contact, Outlook, Reminder
from bot.text import one_line
from bot.views import Button, Code, View

flow = Flow("more")


@flow.press("for")
def for_contact(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    contact = own(book, id)
    talk = open_talk(book, contact)
    if talk.state in TALKED:
        yield Ask(more_form(contact, notes_of(book, contact)))
    else:
        yield Redraw(card.as_it_stands(contact, talk))


def asked(book: Book, contact: Contact) -> Iterator[Effect]:
    """Typed: `log more NAME`."""
    if open_talk(book, contact).state not in TALKED:
        met = Code(f"met {contact.name[:60]}")
        raise Mistake(f"That comes after a talk with {contact.name}: ", met)
    yield Ask(more_form(contact, notes_of(book, contact)))


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
    yield from kept_for_later(reminders)
    yield Reply(_said(book, contact, reminders))


def _said(book: Book, contact: Contact, reminders: list[Reminder]) -> View:
    """What will come back, the one next step, and where all that was heard stands."""
    talk = open_talk(book, contact)
    stand = Button("Where I stand now", "learning.stand")
    learnt = Button("What I learnt so far", "learning.show")
    blocks = ("Noted.", *comes_back(reminders), action_of(contact, talk))
    onward = learnt if book.count(Outlook) else stand
    return View(blocks, (*card.actions(contact, talk), onward))


def _drawn(given: str) -> int:
    return number(given) if given else 0
