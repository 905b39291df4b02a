"""What the student noted about somebody: kept whole, and shown by its beginning."""

from bot.flows.who import split
from bot.ports import Book
from bot.records import Contact
from bot.text import MOST, one_line, shortened
from bot.views import Block, Bullets, Button, Code, Heading, Text, View

SHOWN = 200  # characters of one note, on a card
READ = 400  # of one note, for messages and questions

NOTES = "notes"  # `people NAME notes`


def behind_the_name(book: Book, typed: str) -> str:
    """All that was typed after the name, however long."""
    _, rest = split(book, typed)
    many = len(one_line(typed).split()) - len(rest.split())
    return " ".join(one_line(typed, MOST).split()[many:])


def beginnings(contact: Contact) -> tuple[Block, ...]:
    """Each note, or how it begins; then how to see the rest."""
    lines = tuple(shortened(fact, SHOWN) for fact in contact.facts)
    hidden = [len(fact) - SHOWN for fact in contact.facts if len(fact) > SHOWN]
    return (Bullets(lines), *([_rest(contact, sum(hidden))] if hidden else []))


def noted_view(contact: Contact, fact: str, card: Button) -> View:
    said = f"Noted about {contact.name}. I use it in messages and questions."
    if len(fact) <= SHOWN:
        return View((said,), (card,))
    return View((said, _rest(contact, len(fact) - SHOWN)), (card,))


def whole(contact: Contact, card: Button) -> View:
    title = Heading(f"Your notes about {contact.name}")
    if not contact.facts:
        first = ("None yet. To note something: ", Code(f"note {contact.name[:60]} ..."))
        return View((title, first), (card,))
    return View((title, Bullets(contact.facts)), (card,))


def _rest(contact: Contact, hidden: int) -> Text:
    seen = Code(f"people {contact.name[:60]} {NOTES}")
    more = f"The card shows how a note begins. {hidden:,} more characters: "
    return (more, seen)
