"""Somebody new on the list: typed in a line, from a form, or named by another."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.coach.introductions import (
    Introduced,
    comfort_of,
    plain,
    read_person,
    work_of,
)
from bot.effects import Deed, Effect, Keep, Reply
from bot.errors import Mistake
from bot.events import Event, new_id
from bot.flows.card import actions, who
from bot.flows.steps import action_of, begun
from bot.ports import Book
from bot.records import Contact, Entry, Forgotten
from bot.views import Button, Code, View

EXAMPLE = "add Priya Shah, product designer at Acme, alum, priya@example.com"
MOST_PEOPLE = 20_000
MOST_IN_TOKEN = 80


def marks_of(book: Book, contact: Contact) -> list[str]:
    """What tells the student this person again, without saying who it is.

    Here the bare name counts too: they are only asked whether it is the same one.
    """
    return [book.mark(text) for text in (contact.name, *contact.known_by)]


def added(event: Event, book: Book, fields: Mapping[str, str]) -> Iterator[Effect]:
    """From a form: `name`, and where known `role`, `relation` and `comfort`."""
    named = read_person(fields["name"].replace(",", " "))
    role, employer = work_of(fields.get("role", ""))
    relation = plain(fields.get("relation", "")) or named.relation
    near = comfort_of(relation) if relation else named.comfort
    person = replace(
        named,
        role=role,
        employer=employer or named.employer,
        relation=relation,
        comfort=min(near, int(fields.get("comfort", near))),
    )
    yield from welcomed(event, book, person)


def from_line(event: Event, book: Book, line: str, again: bool) -> Iterator[Effect]:
    yield from welcomed(event, book, read_person(line), line, again)


def welcomed(
    event: Event, book: Book, person: Introduced, line: str = "", again: bool = False
) -> Iterator[Effect]:
    """Keep them and say the next step; a Mistake where that has to be asked first."""
    contact = contact_from(new_id(event), event, person)
    check(book, contact, line or person.name, again)
    talk = yield from begun(event, book, contact)
    about = f" ({who(contact)})" if who(contact) else ""
    said = f"{contact.name}{about} is on your list."
    yield Reply(View((said, action_of(contact, talk)), actions(contact, talk)))


def check(book: Book, contact: Contact, line: str, again: bool = False) -> None:
    """Raise a Mistake for whom nobody may add, or not without another word."""
    if not any(letter.isalpha() for letter in contact.name):
        raise Mistake("Who is it? For example ", Code(EXAMPLE))
    if book.count(Contact) >= MOST_PEOPLE:
        raise Mistake("Your list is full. Forget somebody first: ", Code("forget NAME"))
    if any(book.is_barred(book.mark(text)) for text in contact.known_by):
        raise Mistake("The career office asks that nobody writes to this person.")
    _check_twin(book, contact)
    marks = marks_of(book, contact)
    if not again and any(book.one(Forgotten, mark) for mark in marks):
        add = Button("Add again", f"people.again/{line[:MOST_IN_TOKEN]}")
        raise Mistake(
            f"You asked me to forget {contact.name}. Shall I keep them again?",
            buttons=(add,),
        )


def contact_from(id: str, event: Event, person: Introduced) -> Contact:
    return Contact(
        id=id,
        name=person.name,
        role=person.role,
        employer=person.employer,
        relation=person.relation,
        comfort=person.comfort,
        reach=person.reach,
        added=event.at,
    )


def noted(event: Event, contact: Contact, what: str, detail: str = "") -> Deed:
    """A line of the history that moves nothing."""
    return Keep(
        Entry(
            id=new_id(event, 91),
            contact=contact.id,
            talk=contact.talk,
            at=event.at,
            what=what,
            detail=detail,
        )
    )


def _check_twin(book: Book, person: Contact) -> None:
    """Two of one name are told apart by their work; without it nobody could."""
    twins = [c for c in book.named(person.name) if _same(c.name, person.name)]
    for twin in twins:
        if _same(twin.role, person.role) and _same(twin.employer, person.employer):
            show = Button(twin.name, f"people.card/{twin.id}")
            raise Mistake(
                f"{twin.name} is on your list already. If this is somebody else, say "
                "what they do: ",
                Code(f"add {twin.name[:40]}, nurse at Acme"),
                buttons=(show,),
            )


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
