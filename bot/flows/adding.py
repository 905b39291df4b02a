"""Somebody new on the list: typed in a line, from a form, or named by another."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.asking import form_of
from bot.coach.cycle import STATES
from bot.coach.introductions import (
    RECOMMENDED,
    Introduced,
    comfort_of,
    is_plain,
    plain,
    read_person,
    source_of,
    work_of,
)
from bot.effects import Deed, Effect, Keep, Refuse, Reply
from bot.events import Event, Submitted, new_id
from bot.flows.allowed import NotAdded, check, check_name, same
from bot.flows.card import actions, who
from bot.flows.steps import action_of, begun, entry_id, open_talk
from bot.flows.who import called, label
from bot.ports import Book
from bot.records import Contact, Entry, Referral, Talk
from bot.text import one_line
from bot.views import Button, Form, Text, View

MOST_SOURCES = 5
REFERRED = comfort_of(RECOMMENDED)


def added(
    form: Submitted, book: Book, asked: Form, fields: Mapping[str, str]
) -> Iterator[Effect]:
    """From a form: `name`, and where known `role`, `relation` and `comfort`.

    Who can't be added is asked about again.
    """
    try:
        yield from welcomed(form, book, _from_fields(fields))
    except NotAdded as mistake:
        if not mistake.field:
            raise
        yield Refuse(form_of(asked, **form.answers), mistake.field, mistake.why)


def from_line(event: Event, book: Book, line: str, again: bool) -> Iterator[Effect]:
    yield from welcomed(event, book, read_person(line), line, again)


def welcomed(
    event: Event, book: Book, person: Introduced, line: str = "", again: bool = False
) -> Iterator[Effect]:
    """Keep them and say the next step; NotAdded, before anything else, says why not."""
    check_name(person)
    sources = _sources(book, person.source)
    source = sources[0] if len(sources) == 1 else None
    contact = _again_named(book, person, source) if source else None
    if contact is None:
        contact = contact_from(new_id(event), event, person)
        check(book, contact, line, again)
    if source:
        contact, talk, referral = yield from recommended(event, book, contact, source)
        yield Reply(linked_view(book, contact, talk, source, referral))
        return
    talk = yield from begun(event, book, contact)
    which = tuple(_source_button(contact, other) for other in sources[:MOST_SOURCES])
    said = _about_source(person.source, len(sources))
    yield Reply(_on_the_list(book, contact, talk, *said, more=which))


def linked(
    event: Event,
    book: Book,
    name: str,
    role: str,
    employer: str,
    source: Contact,
    promised: bool = False,
) -> Generator[Effect, None, tuple[Contact, Referral]]:
    """Somebody whom `source` named: who is on the list already, or else is new there.

    It is who has exactly that name, and the same employer where both are known.
    `promised` if the source introduces them first. NotAdded, before anything else,
    says why not; its `field` is "name", or "role" where their work would tell.
    """
    named = _named(name)
    check_name(named)
    person = replace(
        named,
        role=role or named.role,
        employer=employer or named.employer,
        relation=RECOMMENDED,
        comfort=REFERRED,
    )
    contact = _again_named(book, person, source)
    if contact is None:
        contact = contact_from(new_id(event, 1), event, person)
        check(book, contact)
    contact, _, referral = yield from recommended(
        event, book, contact, source, promised
    )
    return contact, referral


def recommended(
    event: Event, book: Book, contact: Contact, source: Contact, promised: bool = False
) -> Generator[Deed, None, tuple[Contact, Talk, Referral]]:
    """Keep who led to whom; leave to say so was not given yet.

    A talk that has begun goes on as it stands.
    """
    talk = open_talk(book, contact)
    if talk.state == "idea" or (promised and talk.state == "referred"):
        state = "promised" if promised else "referred"
        talk = yield from begun(event, book, contact, state)
    else:
        yield Keep(contact)
    of_source = (r for r in book.about(Referral, contact.id) if r.source == source.id)
    referral = next(of_source, None) or Referral(
        id=new_id(event, 2), contact=contact.id, source=source.id, at=event.at
    )
    if promised:
        referral = replace(referral, leave="will_introduce_first")
    yield Keep(referral)
    return contact, talk, referral


def linked_view(
    book: Book, contact: Contact, talk: Talk, source: Contact, referral: Referral
) -> View:
    may = Button("May I say who sent me?", f"debrief.may/{referral.id}")
    said = f"{source.name} recommended them."
    return _on_the_list(book, contact, talk, said, more=(may,))


def contact_from(id: str, event: Event, person: Introduced) -> Contact:
    return Contact(
        id=id,
        name=person.name,
        role=person.role,
        employer=person.employer,
        relation=person.relation,
        comfort=person.comfort,
        reach=person.reach,
        facts=(person.more,) if person.more else (),
        added=event.at,
    )


def noted(event: Event, contact: Contact, what: str, detail: str = "") -> Deed:
    """A line of the history that moves nothing."""
    return Keep(
        Entry(
            id=entry_id(event),
            contact=contact.id,
            talk=contact.talk,
            at=event.at,
            what=what,
            detail=detail,
        )
    )


def _named(line: str) -> Introduced:
    """What was typed for a name: often a whole line, which is taken apart."""
    if not is_plain(line):
        last, first = (part.strip() for part in one_line(line).split(",", 1))
        raise NotAdded(
            f'Is "{first}" a part of the name? Say the name alone: {first} {last}, or '
            f"only {last}."
        )
    return read_person(line)


def _from_fields(fields: Mapping[str, str]) -> Introduced:
    """What was asked for has its own answer; the name may have said it as well."""
    named = _named(fields["name"])
    role, employer = work_of(fields.get("role", ""))
    source, how = source_of(fields.get("relation", ""))
    source = source or named.source
    relation = plain(how) or named.relation or (RECOMMENDED if source else "")
    near = comfort_of(relation) if relation else named.comfort
    return replace(
        named,
        role=role or named.role,
        employer=employer or named.employer,
        relation=relation,
        comfort=min(near, int(fields.get("comfort", near))),
        source=source,
    )


def _on_the_list(
    book: Book, contact: Contact, talk: Talk, *said: Text, more: Sequence[Button] = ()
) -> View:
    """The next step, as `next` shows it."""
    about = f" ({who(contact)})" if who(contact) else ""
    is_on = f"{contact.name}{about} is on your list."
    buttons = [*actions(contact, talk), *more, Button("Someone else", "next.other/1")]
    if STATES[talk.state].rank > 3 and not STATES[talk.state].rests:
        notnow = f"next.notnow/{contact.id}/{talk.step}"
        buttons.append(Button("Not this week", notnow))
    action = action_of(contact, talk, book.student().minutes)
    return View((is_on, *said, action), tuple(buttons))


def _sources(book: Book, name: str) -> Sequence[Contact]:
    """Who may be meant by "Rosa", or by "aunt"."""
    if not name:
        return ()
    related = name.casefold()
    return called(book, name) or [
        c for c in book.all(Contact) if c.relation.casefold() == related
    ]


def _about_source(name: str, count: int) -> Iterator[Text]:
    if count > 1:
        yield f"You know {count} people called {name}. Who of them recommended them?"
    elif name:
        named = f"{name[:1].upper()}{name[1:]}"
        yield f"{named} is not on your list. Add them, then tell me this again."


def _source_button(contact: Contact, source: Contact) -> Button:
    return Button(label(source)[:75], f"finder.by/{contact.id}/{source.id}")


def _again_named(book: Book, person: Introduced, source: Contact) -> Contact | None:
    """Who is on the list already, with what is new about them."""
    called_so = [c for c in book.named(person.name) if same(c.name, person.name)]
    here = [
        other
        for other in called_so
        if not (other.employer and person.employer) or _colleagues(other, person)
    ]
    known = [other for other in here if _colleagues(other, person)] or here
    if len(known) > 1:
        said = f"You know {len(known)} people called {person.name}."
        raise NotAdded(f"{said} Say where this one works.", field="role")
    if source in known:
        raise NotAdded(f"{source.name} is who gave the name. Who did they name?")
    return _with_news(known[0], person) if known else None


def _with_news(contact: Contact, person: Introduced) -> Contact:
    return replace(
        contact,
        role=contact.role or person.role,
        employer=contact.employer or person.employer,
        relation=contact.relation or person.relation,
        reach=contact.reach or person.reach,
    )


def _colleagues(one: Contact, other: Introduced) -> bool:
    return same(one.employer, other.employer)
