"""The questions for a talk, with times: swapped, added, shortened, and kept."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from bot.coach.introductions import UNKNOWN
from bot.coach.numbers import TALKED
from bot.coach.questions import changes
from bot.coach.questions.agenda import Plan, from_json, to_json
from bot.coach.questions.plan import make_plan
from bot.coach.questions.wish import LONGEST, SHORTEST, Wish
from bot.effects import Ask, Effect, Keep, Redraw, Reply
from bot.errors import Mistake
from bot.events import Action, Event, Pressed, Submitted
from bot.flow import Flow
from bot.flows.people import own
from bot.flows.plan_view import SHOWS, drawn
from bot.flows.steps import open_talk
from bot.flows.who import label, split, which
from bot.ports import Book
from bot.records import Contact, Planned, Talk
from bot.text import listed, one_line, shortened
from bot.views import (
    Button,
    Choice,
    Code,
    Field,
    Form,
    Heading,
    Picker,
    View,
)

flow = Flow("plan")

FIELD = "field"
"""The id of the plan that is for no particular person."""


_LENGTH = re.compile(r"\b(?:for )?(\d{1,3})(?: ?min(?:utes?)?)?$", re.IGNORECASE)


@flow.command(
    "plan NAME or FIELD [minutes]",
    also=("questions",),
)
def plan(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """The questions for a talk. Then: swap 3, drop 3, move 3 1, add, shorter, keep."""
    if not rest:
        yield Ask(_form())
    else:
        yield from _for_words(action, book, rest)


def _for_words(event: Event, book: Book, words: str) -> Iterator[Effect]:
    """A name on the list, or else a field; then minutes, or what to change."""
    contacts, rest = split(book, words)
    if len(contacts) > 1:
        raise which(
            contacts, rest, lambda c, _: flow.button(label(c)[:75], "for", c.id)
        )
    if contacts:
        yield from _with(event, book, contacts[0], rest)
        return
    last = book.one(Planned, FIELD)
    if last and words.partition(" ")[0].casefold() in CHANGES:
        yield from _changed(event, last, "Your plan", words)
        return
    field, minutes = _minutes(words, book.student().minutes)
    wish = Wish(field=field, minutes=minutes, stage=book.student().about)
    yield from _made(event, FIELD, "", field, make_plan(wish))


def _with(event: Event, book: Book, contact: Contact, words: str) -> Iterator[Effect]:
    planned = book.one(Planned, contact.id)
    if planned is None or words.isdecimal():
        _, minutes = _minutes(words, _usual(book, contact))
        made = make_plan(_wish(book, contact, minutes))
        yield from _made(event, contact.id, contact.id, contact.name, made)
    elif words:
        yield from _changed(event, planned, contact.name, words)
    else:
        yield Reply(drawn(from_json(planned.body), contact.name, contact.id))


def _usual(book: Book, contact: Contact) -> int:
    """As long as the talk that is booked, else as long as the student likes."""
    talk = open_talk(book, contact)
    if talk.starts_at is None or talk.ends_at is None:
        return book.student().minutes
    booked = (talk.ends_at - talk.starts_at).total_seconds() // 60
    return min(max(int(booked), SHORTEST), LONGEST)


def _changed(
    event: Event, planned: Planned, title: str, words: str
) -> Iterator[Effect]:
    word, _, rest = words.partition(" ")
    before = from_json(planned.body)
    if word.casefold() in SHOWS:
        yield Reply(SHOWS[word.casefold()](before, title, planned.id))
    elif word.casefold() in CHANGES:
        after = CHANGES[word.casefold()](before, rest)
        yield from _kept(event, planned, after)
        yield Reply(drawn(after, title, planned.id))
    elif word.casefold() == "keep":
        yield from _held(event, planned, title)
    else:
        can = listed([*CHANGES, *SHOWS, "keep"], "or")
        raise Mistake(f"With this plan you can say: {can}.")


@flow.press("for")
def for_contact(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    yield from _with(pressed, book, own(book, id), "")


@flow.form("field")
def for_field(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    given = form.answers
    yield from _for_words(form, book, f"{one_line(given['field'])} {given['minutes']}")


@flow.press("swap")
def swap(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    """Which one? Then the next that suits takes its place."""
    planned, title = _own(book, id)
    before = from_json(planned.body)
    if pressed.chosen:
        after = changes.swap(before, int(pressed.chosen))
        yield from _kept(pressed, planned, after)
        yield Redraw(drawn(after, title, id))
        return
    choices = tuple(
        Choice(shortened(one.text, 70), str(nth))
        for nth, one in enumerate(before.asked, 1)
    )
    picker = Picker("Which one?", flow.token("swap", id), choices)
    yield Redraw(View((Heading("Swap which question?"),), (picker,)))


@flow.press("add")
def add(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    field = Field("text", "Your question", "begin with what, how or why", long=True)
    yield Ask(Form("A question of your own", flow.token("added", id), (field,)))


@flow.form("added")
def added(form: Submitted, id: str, book: Book) -> Iterator[Effect]:
    planned, title = _own(book, id)
    after = _with_own(from_json(planned.body), form.answers["text"])
    yield from _kept(form, planned, after)
    yield Reply(drawn(after, title, id))


@flow.press("shorter")
def shorter(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    planned, title = _own(book, id)
    after = changes.shorter(from_json(planned.body))
    yield from _kept(pressed, planned, after)
    yield Redraw(drawn(after, title, id))


@flow.press("show")
def show(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    id, what = args.split("/")
    planned, title = _own(book, id)
    yield Reply(SHOWS[what](from_json(planned.body), title, id))


@flow.press("keep")
def keep(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    planned, title = _own(book, id)
    yield from _held(pressed, planned, title)


def _number(made: Plan, typed: str) -> int:
    """The number of a question, from 1; a Mistake for one that is not there."""
    word = typed.split()[0] if typed.split() else ""
    if word.isdecimal() and 1 <= int(word[:3]) <= len(made.asked):
        return int(word)
    raise Mistake(f"Which question? Say its number, 1 to {len(made.asked)}.")


def _move(made: Plan, typed: str) -> Plan:
    first, _, second = typed.partition(" ")
    return changes.move(made, _number(made, first), _number(made, second))


def _with_own(made: Plan, typed: str) -> Plan:
    """Theirs stays theirs; what an expert would say of it stands below the plan."""
    after, _ = changes.add(made, one_line(typed, 300))
    return after


def _with_minutes(made: Plan, typed: str) -> Plan:
    return (
        changes.with_minutes(made, int(typed))
        if typed.isdecimal()
        else changes.shorter(made)
    )


CHANGES: Mapping[str, Callable[[Plan, str], Plan]] = {
    "swap": lambda made, typed: changes.swap(made, _number(made, typed)),
    "drop": lambda made, typed: changes.drop(made, _number(made, typed)),
    "move": _move,
    "add": _with_own,
    "shorter": _with_minutes,
}


def _made(
    event: Event, id: str, contact: str, title: str, made: Plan
) -> Iterator[Effect]:
    yield Keep(Planned(id=id, contact=contact, body=to_json(made), at=event.at))
    yield Reply(drawn(made, title, id))


def _kept(event: Event, planned: Planned, made: Plan) -> Iterator[Effect]:
    yield Keep(replace(planned, body=to_json(made), kept=False, at=event.at))


def _held(event: Event, planned: Planned, title: str) -> Iterator[Effect]:
    """Kept for the day of the talk; a quarter of an hour before it comes as a card."""
    yield Keep(replace(planned, kept=True, at=event.at))
    show = flow.button("Pocket card", "show", planned.id, "pocket")
    said = "Kept. I show you the short card a quarter of an hour before a booked talk."
    yield Redraw(View((said,), (show, Button("What's next?", "next.step"))))


def _own(book: Book, id: str) -> tuple[Planned, str]:
    """A plan and what it is called."""
    planned = book.one(Planned, id)
    if planned is None:
        raise Mistake("That plan is gone. To make one: ", Code("plan NAME"))
    contact = book.one(Contact, planned.contact)
    return planned, contact.name if contact else "Your plan"


def _wish(book: Book, contact: Contact, minutes: int) -> Wish:
    return Wish(
        field=contact.role or contact.employer,
        minutes=minutes,
        stage=book.student().about,
        relation=contact.relation,
        comfort=None if _is_unknown(contact) else contact.comfort,
        know=contact.facts,
        asked=_asked_before(book, contact),
        name=contact.name,
    )


def _is_unknown(contact: Contact) -> bool:
    """How near they are, nobody has said: so nothing personal is asked."""
    return not contact.relation and contact.comfort == UNKNOWN


def _asked_before(book: Book, contact: Contact) -> frozenset[str]:
    """What stood in the plan for a talk that was held; nobody is asked twice."""
    planned = book.one(Planned, contact.id)
    held = [t for t in book.about(Talk, contact.id) if t.state in TALKED]
    if planned is None or not held:
        return frozenset()
    return frozenset(one.id for one in from_json(planned.body).before_close)


def _minutes(words: str, usual: int) -> tuple[str, int]:
    """`nursing 15` or `nursing for 15 minutes`: the words, and the length."""
    found = _LENGTH.search(words)
    if not found:
        return words, usual
    return words[: found.start()].strip(), int(found[1])


def _form() -> Form:
    lengths = tuple(Choice(f"{n} minutes", str(n)) for n in (15, 20, 30))
    return Form(
        "Plan a talk",
        flow.token("field"),
        (
            Field(
                "field",
                "Which field, or with whom?",
                "such as: nursing, or a name on your list",
            ),
            Field("minutes", "How long?", value="20", choices=lengths),
        ),
    )
