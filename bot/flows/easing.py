"""How easy it is to ask somebody: guessed, and put right by the student in one tap."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.coach.closeness import EASY, guessed
from bot.effects import Effect, Keep, Redraw, Reply
from bot.events import Pressed
from bot.flow import Flow
from bot.flows.finder import EASE
from bot.flows.tokens import no_longer_good
from bot.flows.who import found, label
from bot.ports import Book
from bot.records import Contact
from bot.text import listed, shortened
from bot.views import Block, Button, Choice, Code, Control, Heading, Text, Ticks, View

flow = Flow("easing")

MOST = 6  # people: as many ids as fit in a token
MOST_LABEL = 75

HOW: tuple[Text, ...] = (
    "Whom could you ask without much courage? The ticks are my guess: change them, or "
    "leave them. My questions and drafts follow from it.",
    ("Or say ", Code("people easy NAME"), " or ", Code("people hard NAME"), "."),
)


def at_a_guess(book: Book, contact: Contact) -> Contact:
    """Somebody new, on the rung of the comfort ladder that is likely theirs."""
    comfort, _ = guessed(contact, book.student().about, book.colleagues(contact))
    return replace(contact, comfort=comfort)


def question(book: Book, people: Sequence[Contact]) -> View:
    """Of the first few: nobody wants to judge a hundred."""
    few = people[:MOST]
    blocks: tuple[Block, ...] = (Heading("How easy is it to ask them?"), *HOW)
    return View(blocks, (_ticks(book, few), *_done()))


@flow.press("easy")
def easy(pressed: Pressed, ids: str, book: Book) -> Iterator[Effect]:
    """Which of these people are easy to ask, all of them told at once."""
    people = [c for id in ids.split("/")[:MOST] if (c := book.one(Contact, id))]
    if not people:
        raise no_longer_good()
    chosen = pressed.chosen.split()
    moved = [_moved(contact, contact.id in chosen) for contact in people]
    yield from (Keep(new) for new, old in zip(moved, people, strict=True) if new != old)
    yield Redraw(question(book, moved))


@flow.press("fits")
def fits(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    said = "Good. My questions and drafts follow from that."
    yield Redraw(View((said,), (Button("What's next?", "next.step", "primary"),)))


def said(book: Book, typed: str, is_easy: bool) -> Iterator[Effect]:
    """`people easy Ana, Tom`."""
    people = [found(book, name, _card)[0] for name in typed.split(",") if name.strip()]
    yield from (Keep(_moved(contact, is_easy)) for contact in people)
    names = listed([contact.name for contact in people])
    how = "easy to ask" if is_easy else "not easy to ask"
    yield Reply(View((f"Noted: {names}, {how}.",), _done()[1:]))


def _moved(contact: Contact, is_easy: bool) -> Contact:
    """Who stands there already stays on their rung."""
    if is_easy == (contact.comfort <= EASY):
        return contact
    return replace(contact, comfort=EASE["known"] if is_easy else EASE["new"])


def _ticks(book: Book, people: Sequence[Contact]) -> Control:
    choices = tuple(Choice(_label(book, one), one.id) for one in people)
    ticked = tuple(one.id for one in people if one.comfort <= EASY)
    token = flow.token("easy", *(one.id for one in people))
    return Ticks("Easy to ask", token, choices, ticked)


def _label(book: Book, contact: Contact) -> str:
    others = [c for c in book.colleagues(contact) if c.id != contact.id]
    _, why = guessed(contact, book.student().about, others)
    return shortened(f"{contact.name}: {why}" if why else contact.name, MOST_LABEL)


def _done() -> tuple[Button, Button]:
    return (
        flow.button("That fits", "fits", tone="primary"),
        Button("My people", "people.page/1"),
    )


def _card(contact: Contact, rest: str) -> Button:
    return Button(label(contact)[:75], f"people.card/{contact.id}")
