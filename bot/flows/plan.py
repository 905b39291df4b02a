"""The questions for a talk, with times: swapped, added, shortened, and kept."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.coach.questions import changes
from bot.coach.questions.agenda import Plan, from_json, to_json
from bot.effects import Ask, Effect, Keep, Redraw, Reply
from bot.errors import Mistake
from bot.events import Action, Event, Pressed, Submitted
from bot.flow import Flow, Param
from bot.flows import importing, plan_of_what, planning
from bot.flows.people import own
from bot.flows.plan_changes import (
    NEW,
    SMALL,
    advice_on_added,
    changed,
    is_of_a_plan,
    length_in,
    note_on,
    with_own,
)
from bot.flows.plan_of_what import or_a_name
from bot.flows.plan_view import SHOWS, drawn
from bot.flows.planning import FIELD, newest
from bot.flows.tokens import number, one_of, parted
from bot.flows.who import label, split, which
from bot.ports import Book
from bot.records import Contact, Planned, Upload
from bot.text import one_line, shortened
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

MOST_CHOICE = 140  # characters


@flow.command(
    "plan NAME or FIELD [minutes]",
    small=SMALL,
    also=("questions",),
    params={
        "plan": (
            Param("who", "Somebody of yours, or a field", suggests=True, required=True),
            Param("minutes", "How long you have, 20 for instance"),
        )
    },
)
def plan(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Questions for a talk. Then: swap 3, drop 3, move 3 1, shorter, longer, keep."""
    if not rest:
        yield Ask(_form())
    else:
        yield from _for_words(action, book, rest)


def _for_words(event: Action, book: Book, words: str) -> Iterator[Effect]:
    """A name on the list, a change of the last plan, or else a field."""
    contacts, rest = split(book, words)
    if not contacts:
        contacts, rest = _named_last(book, words)
    if len(contacts) > 1:
        raise which(
            contacts, rest, lambda c, _: flow.button(label(c)[:75], "for", c.id)
        )
    if contacts:
        yield from _with(event, book, contacts[0], rest)
    elif not is_of_a_plan(words):
        yield from _about(event, book, words)
    elif planned := newest(book):
        yield from _said_of(event, book, planned, words)
    elif words == "keep" and book.count(Upload):
        yield from importing.heard(event, "keep", "these", book)
    else:
        raise Mistake("There is no plan yet. To make one: ", Code("plan NAME"))


def _named_last(book: Book, words: str) -> tuple[Sequence[Contact], str]:
    """`pocket Priya` is `Priya pocket`, and `for Priya` only Priya."""
    word, _, name = words.partition(" ")
    if word.casefold() not in ("for", "with", *SMALL):
        return (), words
    contacts, rest = split(book, name)
    change = word if word.casefold() in SMALL else ""
    return contacts, f"{change} {rest}".strip()


def _with(event: Event, book: Book, contact: Contact, words: str) -> Iterator[Effect]:
    if planned := book.one(Planned, contact.id):
        yield from _said_of(event, book, planned, words)
        return
    left, minutes = length_in(words)
    if left not in ("", NEW):
        make = Code(f"plan {contact.name}")
        raise Mistake(f"There is no plan for {contact.name} yet. To make one: ", make)
    made = planning.for_contact(book, contact, minutes)
    yield from _made(event, book, contact.id, made)


def _about(event: Event, book: Book, words: str) -> Iterator[Effect]:
    """The plan for a field; named again, it is the one that is there."""
    left, minutes = length_in(words)
    field = left.removesuffix(f" {NEW}")
    last = book.one(Planned, FIELD)
    same = last and from_json(last.body).field.casefold() == field.casefold()
    if last and same and field == left:
        yield from _said_of(event, book, last, str(minutes or ""))
    else:
        made = planning.for_field(book, field, minutes)
        if asked := plan_of_what.asked_back(book, field, made):
            yield Reply(asked)
            return
        yield from _made(event, book, "", made, *or_a_name(book, field, made))


@flow.press("any")
def for_any(pressed: Pressed, field: str, book: Book) -> Iterator[Effect]:
    """It is a field indeed, if one that is not known."""
    made = planning.for_field(book, one_line(field))
    yield from _made(pressed, book, "", made)


def _said_of(
    event: Event, book: Book, planned: Planned, words: str
) -> Iterator[Effect]:
    """Nothing shows it; a word shows a part, keeps it, begins anew or changes it."""
    before, word = from_json(planned.body), words.casefold()
    title = _title(book, planned.contact, before)
    if word in ("", *SHOWS):
        yield Keep(replace(planned, at=event.at))
        yield Reply(SHOWS.get(word, drawn)(before, title, planned.id))
    elif word == "keep":
        yield from _held(event, planned)
    elif word.startswith(NEW) and not length_in(word.removeprefix(NEW))[0]:
        yield from _anew(event, book, planned, before, length_in(word)[1])
    else:
        after = changed(before, words)
        yield from _kept(event, planned, after)
        notes = note_on(before, after, words)
        yield Reply(drawn(after, title, planned.id, *notes))


def _anew(
    event: Event, book: Book, planned: Planned, before: Plan, minutes: int | None
) -> Iterator[Effect]:
    """From the start, without the student's changes; only ever on their word."""
    contact = book.one(Contact, planned.contact)
    minutes = before.minutes if minutes is None else minutes
    if contact:
        made = planning.for_contact(book, contact, minutes)
    else:
        made = planning.for_field(book, before.field, minutes)
    yield from _made(event, book, planned.contact, made)


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
    planned, before, title = _own(book, id)
    if pressed.chosen:
        after = changes.swap(before, number(pressed.chosen))
        yield from _kept(pressed, planned, after)
        yield Redraw(drawn(after, title, id))
        return
    choices = tuple(
        Choice(shortened(one.text, MOST_CHOICE), str(nth))
        for nth, one in enumerate(before.asked, 1)
    )
    picker = Picker("Which one?", flow.token("swap", id), choices)
    yield Redraw(View((Heading("Swap which question?"),), (picker,)))


@flow.press("add")
def add(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    id = _own(book, args)[0].id
    field = Field("text", "Your question", "begin with what, how or why", long=True)
    yield Ask(Form("A question of your own", flow.token("added", id), (field,)))


@flow.form("added")
def added(form: Submitted, id: str, book: Book) -> Iterator[Effect]:
    planned, before, title = _own(book, id)
    after = with_own(before, form.answers["text"])
    yield from _kept(form, planned, after)
    yield Reply(drawn(after, title, id, *advice_on_added(before, after)))


@flow.press("shorter")
def shorter(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    planned, before, title = _own(book, id)
    after = changes.shorter(before)
    yield from _kept(pressed, planned, after)
    yield Redraw(drawn(after, title, id))


@flow.press("show")
def show(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    id, what = parted(args, 2)
    planned, made, title = _own(book, id)
    yield Keep(replace(planned, at=pressed.at))
    yield Reply(SHOWS[one_of(what, SHOWS)](made, title, id))


@flow.press("keep")
def keep(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    yield from _held(pressed, _own(book, id)[0])


def _made(
    event: Event, book: Book, contact: str, made: Plan, *notes: str
) -> Iterator[Effect]:
    id = contact or FIELD
    yield Keep(Planned(id=id, contact=contact, body=to_json(made), at=event.at))
    yield Reply(drawn(made, _title(book, contact, made), id, *notes))


def _kept(event: Event, planned: Planned, made: Plan) -> Iterator[Effect]:
    yield Keep(replace(planned, body=to_json(made), kept=False, at=event.at))


def _held(event: Event, planned: Planned) -> Iterator[Effect]:
    """Kept for the day of the talk; a quarter of an hour before it comes as a card."""
    yield Keep(replace(planned, kept=True, at=event.at))
    show = flow.button("Pocket card", "show", planned.id, "pocket")
    said = "Kept. I show you the short card a quarter of an hour before a booked talk."
    yield Redraw(View((said,), (show, Button("What's next?", "next.step"))))


def _own(book: Book, id: str) -> tuple[Planned, Plan, str]:
    """A plan as it was kept and as it is, and what it is called."""
    planned = book.one(Planned, id)
    if planned is None:
        raise Mistake("That plan is gone. To make one: ", Code("plan NAME"))
    made = from_json(planned.body)
    return planned, made, _title(book, planned.contact, made)


def _title(book: Book, id: str, made: Plan) -> str:
    contact = book.one(Contact, id)
    return contact.name if contact else made.field or "Your plan"


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
