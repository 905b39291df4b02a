"""The people a student may talk to: a list by what is due, a card for each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from bot.asking import form_of
from bot.coach import cycle
from bot.coach.cycle import STATES
from bot.coach.introductions import comfort_of, work_of
from bot.coach.time.zones import is_country, is_zone
from bot.effects import Ask, Effect, Keep, Redraw, Refuse, Reply
from bot.errors import Mistake
from bot.events import Action, Event, Pressed, Submitted
from bot.flow import Flow, Param
from bot.flows import easing, finder, forgetting, importing, notes
from bot.flows.adding import from_line, noted
from bot.flows.allowed import EXAMPLE
from bot.flows.card import card, who, whole
from bot.flows.steps import action_of, calendar_of, kept, open_talk
from bot.flows.tokens import number
from bot.flows.who import NOBODY_FOUND, ToButton, found, label
from bot.ports import Book
from bot.records import Contact, Talk
from bot.text import MOST, one_line
from bot.views import (
    Bold,
    Button,
    Choice,
    Code,
    Control,
    Field,
    Form,
    Heading,
    Moment,
    Pager,
    Picker,
    Text,
    View,
)

flow = Flow("people")

A_PAGE = 10
MOST_BUTTONS = 4
MOST_FACTS = 20
WHO_I_AM = "I'm Who Else, a bot. I help you ask people about their work."
OVER = frozenset({"closed", "declined", "barred"})


@flow.command(
    "people [NAME]",
    small=("add", "forget", "import", "note"),
    also=("contacts", "list", "who"),
    params={
        "people": (Param("name", "Whose card; nobody for all", suggests=True),),
        "add": (Param("who", "Their name, role and employer", required=True),),
        "import": (Param("file", "CSV, LinkedIn export, vCards", is_file=True),),
        "forget": (Param("name", "Whom to forget", suggests=True, required=True),),
    },
)
def people(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Your people by what is due, or a card; add NAME, ROLE; note; forget; import."""
    word, _, after = rest.partition(" ")
    match word.casefold():
        case "":
            yield Reply(listing(book, 1))
        case "add":
            yield from _add(action, after, book)
        case "forget":
            contact, _ = found(book, after, _to("people.forget"))
            yield Reply(forgetting.question(book, contact))
        case "import" | "keep":
            yield from importing.heard(action, word.casefold(), after, book)
        case "easy" | "hard" if after:
            yield from easing.said(book, after, word.casefold() == "easy")
        case "note":
            yield from _note(action, after, book)
        case "are" if after.casefold().startswith("you"):
            yield Reply(View((WHO_I_AM,), (Button("How this works", "next.how"),)))
        case "should" | "could" | "can" if "ask" in after.casefold().split():
            yield Reply(View(("Who is easiest to ask?",), finder.DOORS))
        case _:
            contact, more = found(book, rest, _to("people.card"))
            if more.casefold() == notes.NOTES:
                yield Reply(notes.whole(contact, _card_button(contact)))
                return
            yield Reply(card(book, contact, open_talk(book, contact)))


def _add(action: Action, line: str, book: Book) -> Iterator[Effect]:
    if not line:
        yield Reply(
            View((("Who is it? One line will do: ", Code(EXAMPLE)),), finder.DOORS)
        )
        return
    again = line.casefold().startswith("again ")
    yield from from_line(action, book, line[6:] if again else line, again)


def _note(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """`note Priya spoke about night shifts`: what was found out before writing."""
    contact, fact = found(book, rest, _to("people.card"))
    if not fact:
        yield Ask(_fact_form(contact))
        return
    yield from with_fact(action, contact, notes.behind_the_name(book, rest))


def with_fact(event: Event, contact: Contact, fact: str) -> Iterator[Effect]:
    """Logged, so that `undo` takes back the note and not what was done before it."""
    fact = one_line(fact, MOST)
    yield Keep(replace(contact, facts=(*contact.facts, fact)[-MOST_FACTS:]))
    yield noted(event, contact, "note")
    yield Reply(notes.noted_view(contact, fact, _card_button(contact)))


@flow.press("card")
def show(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    contact = own(book, id)
    yield Reply(card(book, contact, open_talk(book, contact)))


@flow.press("more")
def everything(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    contact = own(book, id)
    yield Redraw(whole(book, contact, open_talk(book, contact)))


@flow.press("page")
def page(pressed: Pressed, which: str, book: Book) -> Iterator[Effect]:
    yield Redraw(listing(book, number(which)))


@flow.press("pick")
def pick(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    if pressed.chosen == NOBODY_FOUND.value:
        yield from _add(pressed, "", book)
    else:
        yield from show(pressed, pressed.chosen, book)


@flow.press("again")
def again(pressed: Pressed, line: str, book: Book) -> Iterator[Effect]:
    """The student wants somebody back whom they once asked to forget."""
    yield from from_line(pressed, book, line, True)


@flow.press("near")
def near(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    """Somebody else at the same employer, or the way to find one."""
    contact = own(book, id)
    if colleague := next_colleague(book, contact):
        other, talk = colleague
        yield Reply(card(book, other, talk))
        return
    there = f" at {contact.employer}" if contact.employer else ""
    said = f"Nobody else{there} is on your list yet. Who could you ask?"
    yield Reply(View((said,), finder.DOORS))


def next_colleague(book: Book, contact: Contact) -> tuple[Contact, Talk] | None:
    """One more person at the same employer who was not asked yet."""
    untried = ((other, open_talk(book, other)) for other in book.colleagues(contact))
    fresh = ("idea", "referred", "drafted")
    return next((pair for pair in untried if pair[1].state in fresh), None)


@flow.press("edit")
def edit(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    yield Ask(_card_form(own(book, id)))


@flow.form("changed")
def changed(form: Submitted, id: str, book: Book) -> Iterator[Effect]:
    contact, given = own(book, id), form.answers
    role, employer = work_of(given["role"])
    relation = one_line(given["relation"])
    try:
        zone, country = _where(given["place"])
    except Mistake as mistake:
        why = "".join(part for part in mistake.text if isinstance(part, str))
        yield Refuse(form_of(_card_form(contact), **given), "place", why)
        return
    new = replace(
        contact,
        name=one_line(given["name"]),
        role=role,
        employer=employer,
        relation=relation,
        comfort=comfort_of(relation)
        if relation != contact.relation
        else contact.comfort,
        reach=one_line(given["reach"]),
        zone=zone,
        country=country,
    )
    known = (mark for text in new.known_by for mark in book.marks(text))
    if any(map(book.is_barred, known)):
        raise Mistake("The career office asks that nobody writes to this person.")
    talk = open_talk(book, new)
    if (new.zone, new.country) != (contact.zone, contact.country):
        talk = cycle.rearranged(talk, calendar_of(book, new), form.at)
    yield Keep(new)
    yield from kept(new, talk)
    yield Reply(card(book, new, talk))


@flow.press("fact")
def fact(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    yield Ask(_fact_form(own(book, id)))


@flow.form("fact")
def fact_told(form: Submitted, id: str, book: Book) -> Iterator[Effect]:
    yield from with_fact(form, own(book, id), form.answers["fact"])


@flow.press("silent")
def silent(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """No reminders about this person, or again."""
    id, _, answer = args.partition("/")
    new = replace(own(book, id), silent=answer == "yes")
    yield Keep(new)
    said = "I won't remind you of" if new.silent else "I remind you again of"
    booked = " Booked talks still come." if new.silent else ""
    yield Reply(View((f"{said} {new.name}.{booked}",), (_card_button(new),)))


@flow.press("forget")
def forget(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    yield Reply(forgetting.question(book, own(book, id)))


@flow.press("forgotten")
def forgotten(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    yield from forgetting.forgotten(pressed, book, own(book, id))


def own(book: Book, id: str) -> Contact:
    contact = book.one(Contact, id)
    if contact is None:
        raise Mistake("You have no such person on your list any more.")
    return contact


def listing(book: Book, at: int) -> View:
    count = book.count(Contact)
    if not count:
        empty = "Nobody yet. Who is easiest to ask?"
        return View((*importing.waiting(book), empty), finder.DOORS)
    pages = -(-count // A_PAGE)
    at = min(max(at, 1), pages)
    pairs = book.by_due(A_PAGE, (at - 1) * A_PAGE)
    pager = (Pager(flow.token("page"), at, pages),) if pages > 1 else ()
    cards = _cards([contact for contact, _ in pairs], count)
    add = flow.button("Add somebody", "add")
    heading = Heading("Your people, what is due first")
    active = [_line(*pair) for pair in pairs if pair[1].state not in OVER]
    over = [_line(*pair) for pair in pairs if pair[1].state in OVER]
    resting = (Heading("At rest, no longer active"), *over) if over else ()
    ticked = importing.waiting(book)
    return View((*ticked, heading, *active, *resting), (*cards, add, *pager))


def _cards(shown: Sequence[Contact], count: int) -> tuple[Control, ...]:
    if count <= MOST_BUTTONS:
        return tuple(map(_card_button, shown))
    choices = tuple(Choice(label(one)[:75], one.id) for one in shown)
    finds = count > len(shown)
    return (Picker("Whose card?", flow.token("pick"), choices, finds),)


@flow.press("add")
def add(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield from _add(pressed, "", book)


def _line(contact: Contact, talk: Talk) -> Text:
    about = f", {who(contact)}" if who(contact) else ""
    called = STATES[talk.state].called
    if STATES[talk.state].rests and talk.due:
        return (Bold(contact.name), f"{about}: {called}; next on ", Moment(talk.due))
    return (Bold(contact.name), f"{about}: {called}. {action_of(contact, talk)}")


def _to(token: str) -> ToButton:
    return lambda contact, rest: Button(label(contact)[:75], f"{token}/{contact.id}")


def _card_button(contact: Contact) -> Button:
    return flow.button(label(contact)[:75], "card", contact.id)


def _work(contact: Contact) -> str:
    return " at ".join(filter(None, (contact.role, contact.employer)))


def _where(place: str) -> tuple[str, str]:
    """A zone, a country, or nothing; a Mistake for anything else."""
    if is_zone(place):
        return place, ""
    if not place or is_country(place.upper()):
        return "", place.upper()
    raise Mistake(
        f"I know no country or zone called {place[:40]!r}. Try ",
        Code("DE"), " or ", Code("Europe/Berlin"), ".",
    )  # fmt: skip


def _card_form(contact: Contact) -> Form:
    may = partial(Field, required=False)
    place = contact.zone or contact.country
    fields = (
        Field("name", "Name", value=contact.name),
        may("role", "What they do, and where", value=_work(contact)),
        may("relation", "How you know them", value=contact.relation),
        may("reach", "How to reach them", "an address or a handle", contact.reach),
        may("place", "Country or zone, if not yours", "such as: DE", place),
    )
    title = f"Change {one_line(contact.name, 40)}"
    return Form(title, flow.token("changed", contact.id), fields)


def _fact_form(contact: Contact) -> Form:
    field = Field(
        "fact",
        f"What do you know about {one_line(contact.name, 40)}?",
        "such as: one thing they did, said or wrote",
    )
    return Form("What you know", flow.token("fact", contact.id), (field,))
