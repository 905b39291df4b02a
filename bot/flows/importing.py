"""A file of contacts, read already: who is new is added, and nothing is lost unsaid."""

from collections.abc import Iterator, Mapping

from bot.coach.introductions import UNKNOWN, Introduced, comfort_of
from bot.effects import Effect, Reply
from bot.errors import Mistake
from bot.events import Action, Uploaded, new_id
from bot.flows.adding import contact_from
from bot.flows.allowed import NotAdded, check
from bot.flows.steps import begun
from bot.ports import Book
from bot.records import Contact
from bot.text import counted, one_line
from bot.views import Block, Bullets, Button, Code, Text, View

MOST = 100  # at a time: more than that is no list of people to ask
MOST_SHOWN = 10
FIRST = 100  # where the ids of this event's contacts begin


def imported(action: Action, book: Book) -> Iterator[Effect]:
    if not isinstance(action, Uploaded):
        raise Mistake("Hand me a file of contacts: ", Code("import FILE.csv"), ".")
    kept: list[Contact] = []
    skipped = list(action.skipped)
    for row in action.rows:
        id = new_id(action, FIRST + len(kept))
        contact = contact_from(id, action, introduced(row))
        try:
            _check(book, contact, kept)
        except NotAdded as mistake:
            skipped.append(f"{contact.name}: {mistake.why}")
            continue
        yield from begun(action, book, contact)
        kept.append(contact)
    yield Reply(_receipt(action, len(kept), skipped))


def introduced(row: Mapping[str, str]) -> Introduced:
    relation = one_line(row.get("relation", ""))
    return Introduced(
        name=one_line(row.get("name", "")),
        role=one_line(row.get("role", "")),
        employer=one_line(row.get("employer", "")),
        relation=relation,
        reach=one_line(row.get("email", "")),
        comfort=comfort_of(relation) if relation else UNKNOWN,
    )


def _check(book: Book, contact: Contact, kept: list[Contact]) -> None:
    if len(kept) >= MOST:
        raise NotAdded(f"only {MOST} at a time")
    if any(_twins(contact, other) for other in kept):
        raise NotAdded("twice in the file")
    check(book, contact)


def _twins(one: Contact, other: Contact) -> bool:
    return (one.name, one.employer) == (other.name, other.employer)


def _receipt(uploaded: Uploaded, kept: int, skipped: list[str]) -> View:
    read = len(uploaded.rows) + len(uploaded.skipped)
    said = f"{uploaded.name}: read {counted(read, 'row')}, added {kept}."
    blocks: list[Block] = [said]
    if skipped:
        shown: tuple[Text, ...] = tuple(skipped[:MOST_SHOWN])
        blocks += [f"Skipped {len(skipped)}:", Bullets(shown)]
    if len(skipped) > MOST_SHOWN:
        blocks.append(f"And {len(skipped) - MOST_SHOWN} more.")
    return View(tuple(blocks), (Button("My people", "people.page/1"),))
