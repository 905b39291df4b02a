"""The notes of the talk that is open, and what was typed for them."""

from textwrap import wrap

from bot.flows.steps import open_talk
from bot.ports import Book
from bot.records import Contact, Learnt
from bot.text import MOST, cleaned, one_line

MOST_LINES = 24
LINE = 400  # characters


def notes_of(book: Book, contact: Contact) -> Learnt:
    id = open_talk(book, contact).id
    return book.one(Learnt, id) or Learnt(id=id, contact=contact.id)


def has_more(notes: Learnt) -> bool:
    """Whether anything was said of what is asked last."""
    drawn = notes.drawn_before or notes.drawn_after
    return bool(drawn or notes.surprise or notes.needs or notes.promises)


def lines_of(text: str) -> tuple[str, ...]:
    """A line or a sentence after a semicolon is a point of its own; a long one is
    several, so that nothing of it is lost."""
    parts = cleaned(text).replace(";", "\n").splitlines()
    lines = (piece for part in parts for piece in wrap(one_line(part, MOST), LINE))
    return tuple(lines)[:MOST_LINES]
