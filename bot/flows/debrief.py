"""The debrief: what was heard, the line to thank for, and who else was recommended.

Each part is kept as soon as it is answered, so that it can be left and gone on with.
"""

from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import datetime

from bot.asking import form_of
from bot.coach import cycle
from bot.coach.introductions import work_of
from bot.coach.numbers import TALKED
from bot.effects import Ask, Deed, Effect, Keep, Redraw, Refuse, Reply
from bot.errors import Mistake
from bot.events import Event, Pressed, Submitted
from bot.flow import Flow
from bot.flows import adding, card
from bot.flows.allowed import NotAdded
from bot.flows.debrief_notes import has_more, lines_of, notes_of
from bot.flows.debrief_promises import comes_back, day_of, kept_for_later, to_do
from bot.flows.debrief_view import (
    BETTER,
    ENERGY,
    better_view,
    may_i_view,
    more_form,
    name_form,
    who_else_view,
    words_form,
)
from bot.flows.known import source_of
from bot.flows.people import own
from bot.flows.steps import (
    action_of,
    calendar_of,
    kept,
    logged,
    open_talk,
)
from bot.flows.tokens import nth, one_of, parted
from bot.ports import Book
from bot.records import Contact, Learnt, Referral, Talk, Wait
from bot.text import one_line
from bot.views import Block, Button, Moment, View

flow = Flow("debrief")

ANSWERS = ("named", "promised", "nobody", "forgot")  # to "who else?"

NEXT = (Button("What's next?", "next.step"),)

LEAVE_SAID = {
    "granted": "You may name {source} when you write to {name}.",
    "granted_for_listed_people": "You may name {source}, to {name} alone.",
    "will_introduce_first": "{source} introduces you first. Wait for it; I'll ask in a "
    "week how it stands.",
    "declined": "I'll keep {source} out of your message.",
    "not_asked": "Then I'll keep {source} out of your message until you have asked.",
}

PROMISED = "{source} introduces you first. Wait for it; I'll ask on "

GOES_ON = "Noted. With {name} it goes on as it stands."

UNASKED = frozenset({"idea", "referred", "drafted", "unintroduced"})
"""Where an introduction can still be waited for."""

TIRED = (
    "Tired is worth knowing too: was it the asking, or would the work itself wear you "
    "out? The asking gets lighter with each talk."
)

FORGOT = (
    "No harm done. You can still ask in two weeks, when you tell them what came of "
    "their advice.",
    "Keep the thank-you free of requests; at most ask whether you may write again.",
)


def begun(event: Event, book: Book, contact: Contact) -> Iterator[Effect]:
    """The first part that has no answer yet: presses before words."""
    talk = open_talk(book, contact)
    if (talk.state, "debriefed") not in cycle.CYCLE:
        talk = yield from _held(event, book, contact, talk)
    learnt = book.one(Learnt, talk.id)
    if learnt is None or not learnt.who_else:
        yield Reply(who_else_view(contact))
    elif not learnt.learnt:
        yield Ask(words_form(contact))
    elif not learnt.better:
        yield Reply(better_view(contact, is_first=_is_first(book)))
    elif not has_more(learnt):
        yield Ask(more_form(contact, learnt))
    else:
        yield Reply(card.card(book, contact, talk))


def _held(
    event: Event, book: Book, contact: Contact, talk: Talk
) -> Generator[Deed, None, Talk]:
    """Who debriefs has talked, whether it was logged or not."""
    ends = talk.ends_at if talk.ends_at and talk.ends_at <= event.at else event.at
    return (
        yield from logged(
            event, book, contact, "held", event.at, dates={"ends_at": ends}
        )
    )


@flow.press("for")
def for_contact(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    yield from begun(pressed, book, own(book, id))


@flow.press("else")
def who_else(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """Was anyone else recommended? Not having asked is not the same as nobody."""
    id, said = parted(args, 2)
    contact, answer = own(book, id), one_of(said, ANSWERS)
    if answer in ("named", "promised"):
        yield Ask(name_form(contact, answer))
        return
    talk = open_talk(book, contact)
    if talk.state not in TALKED:
        yield Redraw(card.as_it_stands(contact, talk))
        return
    before, forgot = notes_of(book, contact), answer == "forgot"
    notes = replace(before, who_else="not asked" if forgot else "nobody")
    yield Keep(notes)
    if forgot:
        yield Redraw(View(FORGOT))
    elif notes.learnt:
        yield Redraw(View(("Noted.", action_of(contact, talk)), NEXT))
    yield from _going_on(book, contact, notes)


@flow.form("named")
def named(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    """A name was given: a new contact, linked to who gave it; leave is asked next."""
    id, answer = parted(args, 2)
    source, given = own(book, id), form.answers
    role, employer = work_of(given["work"])
    promised = answer == "promised"
    try:
        contact, referral = yield from adding.linked(
            form, book, given["name"], role, employer, source, promised
        )
    except NotAdded as not_added:
        field = "work" if not_added.field == "role" else "name"
        again = form_of(name_form(source, answer), **given)
        yield Refuse(again, field, not_added.why)
        return
    notes = replace(
        notes_of(book, source), who_else="promised" if promised else "named"
    )
    yield Keep(notes)
    if not promised:
        yield Reply(may_i_view(source, contact, referral))
        return
    by = day_of(book, given.get("when", ""), form.at, source)
    if by and open_talk(book, contact).state in ("idea", "referred"):
        yield from _waits_for_introduction(form, book, contact, by)
    said = PROMISED if by else LEAVE_SAID["will_introduce_first"]
    said = said.replace("{source}", source.name)
    yield Reply(View(((said, Moment(by), ".") if by else said,)))
    yield from _going_on(book, source, notes)


@flow.form("heard")
def heard(form: Submitted, id: str, book: Book) -> Iterator[Effect]:
    """What was heard is kept; the thank-you draws on it and on nothing else."""
    contact, given = own(book, id), form.answers
    notes = replace(
        notes_of(book, contact),
        learnt=lines_of(given["learnt"]),
        hook=one_line(given["hook"], 400),
        advice=lines_of(given["advice"]),
        at=form.at,
    )
    yield Keep(notes)
    words = one_line(given.get("words", ""), 400)  # an older form has no such field
    later = [*to_do(form, book, contact, notes.advice, words)]
    yield from kept_for_later(later)
    yield from finished(form, book, contact, _came_out(given.get("energy", "")))
    said = (*comes_back(later), *_if_tired(given.get("energy", "")))
    yield Reply(better_view(contact, _is_first(book), *said))


def _came_out(energy: str) -> str:
    """As the history of the contact tells it."""
    label = next((c.label for c in ENERGY if c.value == energy), "")
    return f"you came out {label}" if label else ""


def _if_tired(energy: str) -> tuple[Block, ...]:
    return (TIRED,) if energy in ("1", "2") else ()


@flow.press("better")
def better(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """One thing that went better than last time; then the one next step."""
    id, _, which = args.partition("/")
    contact = own(book, id)
    talk = open_talk(book, contact)
    if talk.state not in TALKED:
        yield Redraw(card.as_it_stands(contact, talk))
        return
    notes = replace(notes_of(book, contact), better=nth(which, BETTER))
    yield Keep(notes)
    said = "Noted." if notes.better == BETTER[-1] else "Good. That is yours now."
    buttons = card.actions(contact, talk)
    if not has_more(notes):
        buttons = (*buttons, Button("A little more", f"more.for/{contact.id}"))
    if notes.who_else == "not asked":
        buttons = (*buttons, flow.button("Remind me to ask", "repair", contact.id))
    yield Redraw(View((said, action_of(contact, talk)), buttons))


def _is_first(book: Book) -> bool:
    return not any(learnt.better for learnt in book.all(Learnt))


def _going_on(book: Book, contact: Contact, notes: Learnt) -> Iterator[Effect]:
    """The words, if there was a talk and they were not written down before."""
    if not notes.learnt and open_talk(book, contact).state in TALKED:
        yield Ask(words_form(contact))


@flow.press("may")
def may(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    """Asked and answered later than in the debrief."""
    referral, contact, source = _link(book, id)
    yield Reply(may_i_view(source, contact, referral))


@flow.press("leave")
def leave(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """Whether the name may be used; anything unsaid is no leave."""
    id, chosen = parted(args, 2)
    referral, contact, source = _link(book, id)
    answer = one_of(chosen, LEAVE_SAID)
    listed = (contact.name,) if answer == "granted_for_listed_people" else ()
    yield Keep(replace(referral, leave=answer, leave_for=listed))
    said = LEAVE_SAID[answer]
    if answer == "will_introduce_first":
        state = open_talk(book, contact).state
        if state in UNASKED:
            yield from _waits_for_introduction(pressed, book, contact)
        elif state != "promised":
            said = GOES_ON
    said = said.replace("{source}", source.name)
    yield Redraw(View((said.replace("{name}", contact.name),), NEXT))
    yield from _going_on(book, source, notes_of(book, source))


@flow.press("repair")
def repair(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    """To ask "who else?" after all, in the update two weeks on."""
    contact = own(book, id)
    before = talk = open_talk(book, contact)
    is_set = any(wait.what == "report" for wait in talk.waits)
    if talk.state in TALKED and not is_set:
        talk = cycle.also(talk, "report", pressed.at, calendar_of(book, contact))
    at = next((wait.at for wait in talk.waits if wait.what == "report"), pressed.at)
    if talk.state not in TALKED or at <= pressed.at:  # it fell due, or never will
        yield Redraw(card.as_it_stands(contact, before))
        return
    yield from kept(contact, talk)
    yield Redraw(
        View(
            (
                ("I'll remind you on ", Moment(at), ": tell them what came of their "
                 "advice, then ask who else."),
                action_of(contact, talk),
            ),
            card.actions(contact, talk),
        )
    )  # fmt: skip


def finished(
    event: Event, book: Book, contact: Contact, detail: str
) -> Generator[Deed, None, Talk]:
    """The talk is debriefed; whoever gave the name will want to hear of it."""
    talk = yield from logged(event, book, contact, "debriefed", event.at, detail)
    if source_of(book, contact):
        talk = cycle.also(talk, "tell", event.at, calendar_of(book, contact))
        yield from kept(contact, talk)
    return talk


def _waits_for_introduction(
    event: Event, book: Book, contact: Contact, by: datetime | None = None
) -> Iterator[Deed]:
    """Until `by`, where they said a day; else for the days of the cadence."""
    talk = replace(open_talk(book, contact), state="promised")
    talk = cycle.begun(talk, event.at, calendar_of(book, contact))
    if by:
        talk = replace(talk, waits=(Wait("check", by),), due=by)
    yield from kept(contact, talk)


def _link(book: Book, id: str) -> tuple[Referral, Contact, Contact]:
    """A recommendation, whom it names, and who gave it."""
    referral = book.one(Referral, id)
    contact = book.one(Contact, referral.contact) if referral else None
    source = book.one(Contact, referral.source) if referral else None
    if referral is None or contact is None or source is None:
        raise Mistake("That belongs to somebody you have forgotten.")
    return referral, contact, source
