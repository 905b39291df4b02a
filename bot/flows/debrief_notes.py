"""The notes of the talk that is open, and what was typed for them."""

from bot.flows.steps import open_talk
from bot.ports import Book
from bot.records import Contact, Learnt
from bot.text import cleaned, one_line

MOST_LINES = 8


def notes_of(book: Book, contact: Contact) -> Learnt:
    id = open_talk(book, contact).id
    return book.one(Learnt, id) or Learnt(id=id, contact=contact.id)


def has_more(notes: Learnt) -> bool:
    """Whether anything was said of what is asked last."""
    drawn = notes.drawn_before or notes.drawn_after
    return bool(drawn or notes.surprise or notes.needs or notes.promises)


def lines_of(text: str) -> tuple[str, ...]:
    """A line or a sentence after a semicolon is a point of its own."""
    parts = cleaned(text).replace(";", "\n").splitlines()
    return tuple(filter(None, (one_line(part, 400) for part in parts)))[:MOST_LINES]
