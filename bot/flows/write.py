"""A message, written from what is recorded and checked; the student sends it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from bot.asking import form_of
from bot.coach import cycle
from bot.coach.check import apply
from bot.coach.compose import Missing, compose
from bot.coach.context import read_channel, read_kind
from bot.coach.situation import CHANNELS, KINDS, Channel
from bot.coach.time.dates import Unclear
from bot.effects import Ask, Deed, Effect, Keep, Redraw, Refuse, Reply
from bot.errors import Mistake
from bot.events import Action, Event, Pressed, Submitted
from bot.flow import Flow
from bot.flows import checking
from bot.flows.card import moved
from bot.flows.draft_view import BY, shown
from bot.flows.drafting import (
    Told,
    findings_of,
    kind_for,
    known_for,
    open_draft,
    slots_in,
    with_answers,
)
from bot.flows.logbook import OF_KIND, said, told
from bot.flows.moments import stamp
from bot.flows.people import own
from bot.flows.steps import calendar_of, kept, open_talk
from bot.flows.who import found, label
from bot.ports import Book
from bot.records import Contact, Draft, Talk
from bot.text import listed, one_line
from bot.views import Button, Code, Field, Form, View

flow = Flow("write")

MOST_FIELDS = 4


HINTS = {
    "about": "such as: second-year nursing student, Lakeside College",
    "topic": "such as: night shifts, how to start, the switch to design",
    "slots": "such as: tue 3pm; wed 10am; fri 9am",
    "fact": "such as: one thing they did, said or wrote",
    "news": "such as: what you read, tried, decided or finished",
}


@flow.command(
    "write NAME [kind] [channel]",
    small=("check",),
    also=("draft", "message"),
)
def write(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """A message, checked as it is written; "check" looks at one of your own."""
    word, _, after = rest.partition(" ")
    if word.casefold() == "check":
        yield from checking.asked(book, after)
        return
    if not rest:
        raise Mistake("To whom? For example ", Code("write Priya"))
    contact, words = found(book, rest, _this_one)
    kind, channel = _kind_and_channel(words)
    yield from _written(action, book, contact, kind, channel)


@flow.press("for")
def for_contact(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """`id`, then where they are known the kind and the channel."""
    id, kind, channel = (*args.split("/"), "", "")[:3]
    contact, channel = own(book, id), pressed.chosen or channel
    yield from _written(pressed, book, contact, kind, channel)


def _written(
    event: Action, book: Book, contact: Contact, kind: str, channel: str
) -> Iterator[Effect]:
    """The draft as it stands, or a new one; what is missing for it is asked first."""
    talk = open_talk(book, contact)
    if talk.state == "barred":
        raise Mistake(f"{contact.name} is left alone: you noted not to contact them.")
    of = kind or kind_for(book, contact, talk)
    by = channel or talk.channel
    if not by:
        yield Reply(_how(contact, of))
        return
    draft = open_draft(book, contact, talk, of, by)
    if draft.text:
        yield Reply(draft_view(book, contact, draft, event.at))
        return
    yield from _composed(event, book, Told(contact, talk, draft))


def _composed(event: Event, book: Book, told: Told) -> Iterator[Effect]:
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
    yield Reply(shown(draft, findings_of(book, told, event.at, draft)))


def _ready(
    event: Event, book: Book, contact: Contact, talk: Talk, by: str
) -> Iterator[Deed]:
    """A first message that is ready moves the talk; nothing is logged yet."""
    talk = replace(talk, channel=by)
    if talk.state in ("idea", "referred"):
        talk = cycle.happened(talk, "drafted", event.at, calendar_of(book, contact))
    yield from kept(contact, talk)


def _asked_first(told: Told, missing: tuple[Missing, ...]) -> Iterator[Effect]:
    id = told.contact.id
    waits = [m.ask for m in missing if m.key == "introduction"]
    if waits:
        card = (Button("What now?", f"people.card/{id}"),)
        yield Reply(View((waits[0],), card))
        return
    yield Keep(told.draft)
    token = flow.token("told", id, told.draft.kind, told.draft.channel)
    fields = tuple(
        Field(m.key, m.ask, HINTS.get(m.key, ""), long=m.key == "news")
        for m in missing[:MOST_FIELDS]
    )
    yield Ask(Form("Before I write", token, fields))


@flow.form("told")
def heard(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    """What was missing is recorded where it belongs, and the message is written."""
    id, kind, channel = args.split("/")
    contact, answers = own(book, id), form.answers
    talk = open_talk(book, contact)
    given = dict(open_draft(book, contact, talk, kind, channel).given)
    if "slots" in answers:
        read = slots_in(book, answers["slots"], form.at, contact)
        if isinstance(read, Unclear):
            field = Field("slots", "Which two or three times?", HINTS["slots"])
            again = Form("Before I write", f"{flow.name}.told/{args}", (field,))
            yield Refuse(form_of(again, **answers), "slots", read.why)
            return
        given["slots"] = " ".join(map(stamp, read))
    given |= {key: answers[key] for key in ("news", "place") if key in answers}
    draft = Draft(
        id=f"{talk.id}.{kind}", contact=id, kind=kind, channel=channel, given=given
    )
    told = with_answers(book, Told(contact, talk, draft), answers)
    yield from (Keep(r) for r in (told.contact, told.student, told.learnt) if r)
    yield from _composed(form, book, told)


def draft_view(book: Book, contact: Contact, draft: Draft, now: datetime) -> View:
    told = Told(contact, open_talk(book, contact), draft)
    return shown(draft, findings_of(book, told, now, draft))


@flow.press("edit")
def edit(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    draft = _own(book, args)
    text = Field("text", "Your message", value=draft.text, long=True)
    subject = Field("subject", "Subject", "two to six words", value=draft.subject)
    fields = (subject, text) if draft.channel == "email" else (text,)
    yield Ask(Form("Edit your message", flow.token("edited", args), fields))


@flow.form("edited")
def edited(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    """The student's words stay theirs: they are checked, and never rewritten."""
    draft = _own(book, args)
    draft = replace(
        draft,
        text=form.answers["text"],
        subject=one_line(form.answers.get("subject", "")),
        at=form.at,
    )
    yield Keep(draft)
    yield Reply(draft_view(book, own(book, draft.contact), draft, form.at))


@flow.press("repair")
def repair(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """The one repair that was offered, if its finding still stands."""
    which, _, rule = args.rpartition("/")
    draft = _own(book, which)
    contact = own(book, draft.contact)
    told = Told(contact, open_talk(book, contact), draft)
    found = [f for f in findings_of(book, told, pressed.at, draft) if f.rule == rule]
    if found and found[0].replacement is not None:
        draft = replace(draft, text=apply(draft.text, found[0]), at=pressed.at)
        yield Keep(draft)
    yield Redraw(draft_view(book, contact, draft, pressed.at))


@flow.press("sent")
def sent(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """The student sent it. Some messages move the talk; all close their draft."""
    draft = _own(book, args)
    contact = own(book, draft.contact)
    what = OF_KIND[draft.kind]
    state = open_talk(book, contact).state
    if draft.sent_at:
        raise Mistake("You told me already that this one was sent.")
    if (state, what) not in cycle.CYCLE:
        what = cycle.sent_means(state)
    talk = yield from told(pressed, book, contact, what, pressed.at)
    yield Keep(replace(draft, sent_at=pressed.at))
    yield Redraw(moved(contact, talk, *said(book, contact, what, talk)))


@flow.press("by")
def by(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """How it is to reach them: asked once for each person."""
    id, kind, channel = args.split("/")
    yield from _written(pressed, book, own(book, id), kind, channel)


def _how(contact: Contact, kind: str) -> View:
    near = contact.comfort <= 2
    order: tuple[Channel, ...] = ("text", "spoken", "email") if near else CHANNELS
    likely = (*order, *(c for c in CHANNELS if c not in order))
    return View(
        (f"How will you reach {contact.name}?",),
        tuple(flow.button(BY[by], "by", contact.id, kind, by) for by in likely),
    )


def _own(book: Book, args: str) -> Draft:
    id, _, kind = args.partition("/")
    draft = book.one(Draft, f"{open_talk(book, own(book, id)).id}.{kind}")
    if draft is None:
        raise Mistake("That draft is gone. To write it anew: ", Code("write NAME"))
    return draft


def _this_one(contact: Contact, rest: str) -> Button:
    return flow.button(label(contact)[:75], "for", contact.id)


def _kind_and_channel(words: str) -> tuple[str, str]:
    """`follow-up email`, in any order; a Mistake for words that are neither."""
    kind = channel = ""
    for word in words.split():
        if not kind and (read := _tried(read_kind, word)):
            kind = read
        elif not channel and (read := _tried(read_channel, word)):
            channel = read
        else:
            kinds = listed(list(KINDS), "or")
            raise Mistake(
                f"I write these: {kinds}. Then how: {listed(list(CHANNELS), 'or')}."
            )
    return kind, channel


def _tried(read: Callable[[str], str], word: str) -> str:
    try:
        return read(word)
    except ValueError:
        return ""
