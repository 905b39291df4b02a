"""A message, written from what is recorded and checked; the student sends it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.asking import form_of
from bot.coach import cycle
from bot.coach.check import apply
from bot.coach.compose import Missing, compose
from bot.coach.situation import CHANNELS, KINDS
from bot.coach.time.dates import Unclear
from bot.effects import Ask, Deed, Effect, Keep, Redraw, Refuse, Reply
from bot.errors import Mistake
from bot.events import Action, Event, Pressed, Submitted
from bot.flow import Flow, Param
from bot.flows import checking, inviting
from bot.flows.asked_first import SLOTS, how_to_reach, missing_form
from bot.flows.card import actions, moved
from bot.flows.draft_view import GAPS, shown, with_gaps
from bot.flows.drafting import (
    Told,
    changed,
    findings_of,
    is_own,
    known_for,
    open_draft,
    slots_in,
    with_answers,
)
from bot.flows.due_words import TOLD, Case
from bot.flows.kinds import kind_for, stands_against, suited
from bot.flows.logbook import OF_KIND, said, told
from bot.flows.moments import stamp
from bot.flows.people import own
from bot.flows.steps import calendar_of, entry_id, kept, open_talk
from bot.flows.tokens import one_of, parted
from bot.flows.who import found, label, split
from bot.flows.wording import apart, kind_and_channel
from bot.ports import Book
from bot.records import Contact, Draft, Talk
from bot.text import one_line
from bot.views import Button, Code, Field, Form, Moment, View

flow = Flow("write")

CONFIRM = ("confirm", "confirmation")
MOST_TYPED = 400  # characters


@flow.command(
    "write NAME [kind] [channel]",
    small=("check",),
    also=("draft", "message"),
    params={
        "write": (
            Param("name", "To whom", suggests=True, required=True),
            Param("kind", "What for: first, thanks and so on"),
        ),
        "check": (Param("text", "A message of your own", required=True),),
    },
)
def write(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """A message, checked as it is written; "check" looks at one of your own."""
    word, _, after = rest.partition(" ")
    if word.casefold() == "check":
        yield from checking.asked(action, book, after)
        return
    if not rest:
        raise Mistake("To whom? For example ", Code("write Priya"))
    contact, words = _to_whom(book, rest)
    if words.partition(" ")[0].casefold() in CONFIRM:
        yield Reply(_confirmation(book, contact, action.at))
        return
    kind, channel = kind_and_channel(words)
    yield from _written(action, book, contact, kind, channel)


def _to_whom(book: Book, typed: str) -> tuple[Contact, str]:
    """And the words for what is to be written, which may stand before the name."""
    if split(book, typed)[0]:
        return found(book, typed, _this_one)
    name, said = apart(one_line(typed, MOST_TYPED))
    if not name:
        write = Code(f"write NAME {said}")
        raise Mistake("To whom? Say the name as well: ", write)

    def this_one(contact: Contact, rest: str) -> Button:
        return _this_one(contact, f"{said} {rest}")

    contact, rest = found(book, name, this_one)
    return contact, f"{said} {rest}".strip()


def _confirmation(book: Book, contact: Contact, now: datetime) -> View:
    """The line of the day before, as the reminder shows it."""
    talk = open_talk(book, contact)
    if talk.state != "booked":
        time = Code(f"booked {contact.name[:60]} friday 3pm")
        raise Mistake("A time is confirmed once there is one. If you have it: ", time)
    said = TOLD["confirm"](Case(book, contact, talk, now))
    return View(said, actions(contact, talk)[1:])


@flow.press("for")
def for_contact(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """`id`, then where they are known the kind and the channel."""
    id, kind, channel = (*args.split("/"), "", "")[:3]
    by = one_of(pressed.chosen or channel, ("", *CHANNELS))
    yield from _written(pressed, book, own(book, id), kind, by)


def _written(
    event: Action, book: Book, contact: Contact, kind: str, channel: str
) -> Iterator[Effect]:
    """The student's own words as they stand, or a draft from what is known by now."""
    talk = open_talk(book, contact)
    if talk.state == "barred":
        raise Mistake(f"{contact.name} is left alone: you noted not to contact them.")
    wanted = kind if kind in KINDS else None
    of = suited(book, contact, wanted) if wanted else kind_for(book, contact, talk)
    by = channel or talk.channel
    if against := stands_against(book, contact, talk, wanted and of):
        yield Reply(against)
    elif not by:
        yield Reply(how_to_reach(contact, of))
    else:
        draft = open_draft(book, contact, talk, of, by)
        told = Told(contact, talk, draft)
        if is_own(draft):
            yield Reply(draft_view(book, told, event.at))
        else:
            yield from _composed(event, book, told)


def _composed(event: Event, book: Book, told: Told) -> Iterator[Effect]:
    """A draft, or else what is missing for it, which is asked first."""
    student = told.student or book.student()
    written = compose(
        told.kind,
        told.channel,
        known_for(book, told, event.at),
        voice=student.voice,
        shape=student.shape,
    )
    if written.missing:
        yield from _asked_first(told, written.missing)
        return
    draft = replace(told.draft, subject=written.subject, text=written.text, at=event.at)
    yield Keep(draft)
    yield from _ready(event, book, told.contact, told.talk, told.channel)
    yield Reply(draft_view(book, replace(told, draft=draft), event.at))


def _ready(
    event: Event, book: Book, contact: Contact, talk: Talk, by: str
) -> Iterator[Deed]:
    """A first message that is ready moves the talk; nothing is logged yet."""
    talk = replace(talk, channel=by)
    if talk.state in ("idea", "referred"):
        talk = cycle.happened(talk, "drafted", event.at, calendar_of(book, contact))
    yield from kept(contact, talk)


def _asked_first(told: Told, missing: tuple[Missing, ...]) -> Iterator[Effect]:
    waits = [m.ask for m in missing if m.key == "introduction"]
    if waits:
        card = (Button("What now?", f"people.card/{told.contact.id}"),)
        yield Reply(View((waits[0],), card))
        return
    yield Keep(told.draft)
    yield Ask(missing_form(told.draft, missing))


@flow.form("told")
def heard(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    """What was missing is recorded where it belongs, and the message is written."""
    id, kind, channel = parted(args, 3)
    contact, answers = own(book, id), form.answers
    talk, of = open_talk(book, contact), one_of(kind, KINDS)
    draft = open_draft(book, contact, talk, of, one_of(channel, CHANNELS))
    given = dict(draft.given)
    if "slots" in answers:
        read = slots_in(book, answers["slots"], form.at, contact)
        if isinstance(read, Unclear):
            again = missing_form(draft, (SLOTS,))
            yield Refuse(form_of(again, **answers), "slots", read.why)
            return
        given["slots"] = " ".join(map(stamp, read))
    given |= {key: answers[key] for key in ("news", "place") if key in answers}
    asked = Told(contact, talk, replace(draft, given=given))
    told = with_answers(book, asked, answers)
    yield from (Keep(r) for r in (told.contact, told.student, told.learnt) if r)
    yield from _composed(form, book, told)


def draft_view(book: Book, told: Told, now: datetime) -> View:
    """The message with what a coach would say about it; none of a mere skeleton."""
    draft, student = told.draft, told.student or book.student()
    if student.shape in GAPS and not is_own(draft):
        return with_gaps(draft, student.shape)
    findings = findings_of(book, told, now)
    if not is_own(draft) or _is_of_today(draft, now, student.zone):
        return shown(draft, findings)
    wrote = Moment(draft.at or now)
    return shown(draft, findings, ("You wrote this on ", wrote, ". Mind its days."))


def _is_of_today(draft: Draft, now: datetime, zone: str) -> bool:
    here = ZoneInfo(zone)
    return (draft.at or now).astimezone(here).date() == now.astimezone(here).date()


@flow.press("edit")
def edit(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """The text comes first, since that is what people paste."""
    draft = _own(book, args)
    text = Field("text", "Your message", value=draft.text, long=True)
    subject = Field(
        "subject", "Subject", "two to six words", value=draft.subject, required=False
    )
    fields = (text, subject) if draft.channel == "email" else (text,)
    yield Ask(Form("Edit your message", flow.token("edited", args), fields))


@flow.form("edited")
def edited(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    """The student's words stay theirs: they are checked, and never rewritten."""
    text, subject = form.answers["text"], form.answers.get("subject", "")
    draft = changed(_own(book, args), form.at, text, one_line(subject))
    yield Keep(draft)
    yield Reply(draft_view(book, _told(book, draft), form.at))


@flow.press("repair")
def repair(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """The one repair that was offered, if its finding still stands."""
    which, _, rule = args.rpartition("/")
    draft = _own(book, which)
    findings = findings_of(book, _told(book, draft), pressed.at)
    found = [f for f in findings if f.rule == rule and f.replacement is not None]
    if found:
        mended = apply(draft.text, found[0])
        draft = changed(draft, pressed.at, mended, draft.subject)
        yield Keep(draft)
    yield Redraw(draft_view(book, _told(book, draft), pressed.at))


def _told(book: Book, draft: Draft) -> Told:
    contact = own(book, draft.contact)
    return Told(contact, open_talk(book, contact), draft)


@flow.press("sent")
def sent(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """The student sent it. Some messages move the talk; all close their draft."""
    draft = _own(book, args)
    contact = own(book, draft.contact)
    what = OF_KIND[draft.kind]
    talk = open_talk(book, contact)
    state = talk.state
    if draft.sent_at:
        raise Mistake("You told me already that this one was sent.")
    if inviting.is_invitation(draft):
        yield from inviting.invited(pressed, contact, talk, draft)
        return
    if (state, what) not in cycle.CYCLE:
        what = cycle.sent_means(state)
    talk = yield from told(pressed, book, contact, what, pressed.at)
    yield Keep(replace(draft, sent_at=pressed.at))
    texts = said(book, contact, what, talk)
    yield Redraw(moved(contact, talk, *texts, undo=entry_id(pressed)))


@flow.press("by")
def by(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """How it is to reach them: asked once for each person."""
    id, kind, channel = parted(args, 3)
    contact = own(book, id)
    yield from _written(pressed, book, contact, kind, one_of(channel, CHANNELS))


def _own(book: Book, args: str) -> Draft:
    id, _, kind = args.partition("/")
    draft = book.one(Draft, f"{open_talk(book, own(book, id)).id}.{kind}")
    if draft is None:
        raise Mistake("That draft is gone. To write it anew: ", Code("write NAME"))
    return draft


def _this_one(contact: Contact, rest: str) -> Button:
    return flow.button(label(contact)[:75], "for", contact.id, *kind_and_channel(rest))
