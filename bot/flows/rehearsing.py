"""The rehearsal that goes on: with whom, about what, and how far it went."""

from collections.abc import Sequence

from bot.coach.practice.characters import Character, cast
from bot.coach.practice.talk import Rehearsed, rehearsed
from bot.coach.questions.agenda import from_json
from bot.coach.questions.fields import read_field
from bot.errors import Mistake
from bot.flows import planning
from bot.ports import Book
from bot.records import Contact, Planned, Rehearsal, Rehearsing
from bot.views import Button, Code, Text

BEGIN = Button("Practice", "practice.offer")


def questions_for(book: Book, contact: Contact | None, field: str) -> tuple[str, ...]:
    """Of the plan that is there, or else of one that would be made."""
    planned = book.one(Planned, contact.id) if contact else None
    if planned:
        made = from_json(planned.body)
    elif contact:
        made = planning.for_contact(book, contact)
    else:
        made = planning.for_field(book, field or book.student().topic)
    return tuple(one.text for one in made.asked)


def next_one(book: Book, just: str = "") -> Character:
    """The easiest that was not met yet; when all were, the one met longest ago."""
    past = sorted(book.all(Rehearsal), key=lambda one: one.at)
    order = [one.character for one in past] + [just]
    last = {id: at for at, id in enumerate(order, 1)}
    return min(cast().characters, key=lambda one: (last.get(one.id, 0), one.order))


def talk_of(book: Book, going: Rehearsing) -> Rehearsed:
    contact = book.one(Contact, going.contact)
    field = (contact.role or contact.employer) if contact else going.field
    families = read_field(field).families
    return rehearsed(cast(), character_of(going), families, going.lines)


def about(book: Book, going: Rehearsing) -> Sequence[Text]:
    """Whose questions are tried out, or for which field."""
    if contact := book.one(Contact, going.contact):
        return (f"The questions are those for {contact.name}.",)
    read = read_field(going.field).said if going.field else ""
    return (read,) if read else ()


def character_of(going: Rehearsing) -> Character:
    """The files may have changed since it began."""
    return cast().find(going.character) or cast().characters[0]


def going_on(book: Book) -> Rehearsing:
    going = book.one(Rehearsing, book.owner)
    if going is None:
        raise Mistake(
            "No practice is going on. To begin one: ",
            Code("practice"),
            buttons=(BEGIN,),
        )
    return going
