"""A message, written from what is recorded and checked; the student sends it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from bot.asking import form_of
from bot.coach import cycle
from bot.coach.check import Finding, apply, check
from bot.coach.compose import Missing, compose
from bot.coach.context import read_channel, read_kind
from bot.coach.dates import Unclear
from bot.coach.situation import CHANNELS, KINDS, Channel, Kind, Situation
from bot.effects import Ask, Deed, Effect, Keep, Redraw, Refuse, Reply
from bot.errors import Mistake
from bot.events import Action, Event, Pressed, Submitted
from bot.flow import Flow
from bot.flows import log
from bot.flows.card import moved
from bot.flows.known import named_by, referral_of, situation
from bot.flows.moments import instant, moment_in, stamp
from bot.flows.people import own
from bot.flows.steps import calendar_of, kept, open_talk
from bot.flows.who import found, label
from bot.ports import Book
from bot.records import Contact, Draft, Learnt, Student, Talk
from bot.text import MOST, cleaned, counted, listed, one_line, shortened
from bot.views import (
    Block,
    Bold,
    Bullets,
    Button,
    Choice,
    Code,
    Copyable,
    Field,
    Form,
    Picker,
    Text,
    View,
)

flow = Flow("write")

MOST_FIELDS = 4
MOST_SLOTS = 3
SHOWN = 3  # findings; the worst are what matters

BY: dict[Channel, str] = {
    "email": "E-mail",
    "text": "Text message",
    "spoken": "Spoken words",
    "linkedin_note": "LinkedIn note",
    "linkedin_message": "LinkedIn message",
    "slack_dm": "Slack message",
    "discord_dm": "Discord message",
}

OF: dict[Kind, str] = {
    "outreach": "First message",
    "referral": "First message, by a recommendation",
    "followup": "Follow-up",
    "scheduling": "Times for the talk",
    "thankyou": "Thank-you",
    "keepintouch": "Keeping in touch",
    "reportback": "What came of it",
}

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
        yield from _check_own(book, after)
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
    draft = _open_draft(book, contact, talk, of, by)
    if draft.text:
        yield Reply(draft_view(book, contact, draft, event.at))
        return
    yield from _composed(event, book, Told(contact, talk, draft))


def _open_draft(book: Book, contact: Contact, talk: Talk, of: str, by: str) -> Draft:
    """The one that was not sent yet; another channel wants other words."""
    id = f"{talk.id}.{of}"
    draft = book.one(Draft, id)
    if draft is None or draft.sent_at:
        return Draft(id=id, contact=contact.id, kind=of, channel=by)
    return draft if draft.channel == by else replace(draft, channel=by, text="")


@dataclass(frozen=True, slots=True)
class Told:
    """What a message is written from, with what was told a moment ago."""

    contact: Contact
    talk: Talk
    draft: Draft
    student: Student | None = None
    learnt: Learnt | None = None

    @property
    def kind(self) -> Kind:
        return cast(Kind, self.draft.kind)

    @property
    def channel(self) -> Channel:
        return cast(Channel, self.draft.channel)


def _composed(event: Event, book: Book, told: Told) -> Iterator[Effect]:
    student = told.student or book.student()
    written = compose(
        told.kind,
        told.channel,
        _known(book, told, event.at),
        voice=student.voice,
        shape=student.shape,
    )
    if written.missing:
        yield from _asked_first(told, written.missing)
        return
    draft = replace(told.draft, subject=written.subject, text=written.text, at=event.at)
    yield Keep(draft)
    yield from _ready(event, book, told.contact, told.talk, told.channel)
    yield Reply(_shown(draft, _findings(book, told, event.at, draft)))


def _known(book: Book, told: Told, now: datetime) -> Situation:
    """What is recorded, and what was told for this message alone."""
    known = situation(book, told.contact, now, told.student, told.learnt)
    given = told.draft.given
    slots = tuple(map(instant, given.get("slots", "").split()))
    whom = _whom(book, told.contact) if told.kind == "reportback" else ""
    return replace(
        known,
        news=given.get("news", ""),
        place=given.get("place", known.place),
        slots=slots,
        topic=whom or known.topic,
    )


def _whom(book: Book, contact: Contact) -> str:
    """The one this contact named, whom the student has met and not yet reported on."""
    named = [
        other
        for referral in named_by(book, contact)
        if not referral.told and (other := book.one(Contact, referral.contact))
    ]
    met = [other for other in named if open_talk(book, other).debriefed_at]
    return met[0].name if met else ""


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
    given = dict(_open_draft(book, contact, talk, kind, channel).given)
    if "slots" in answers:
        read = _slots(book, answers["slots"], form.at, contact)
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
    told = _with(book, Told(contact, talk, draft), answers)
    yield from (Keep(r) for r in (told.contact, told.student, told.learnt) if r)
    yield from _composed(form, book, told)


def _with(book: Book, told: Told, answers: Mapping[str, str]) -> Told:
    """Each answer where it belongs: the student, the contact, or what was learnt."""
    student, contact, learnt = book.student(), told.contact, None
    student = replace(
        student,
        name=one_line(answers.get("student", student.name)),
        about=answers.get("about", student.about),
        topic=answers.get("topic", student.topic),
    )
    if fact := answers.get("fact"):
        contact = replace(contact, facts=(*contact.facts, one_line(fact, 400)))
    if name := answers.get("contact"):
        contact = replace(contact, name=one_line(name))
    if hook := answers.get("hook"):
        before = book.one(Learnt, told.talk.id)
        learnt = before or Learnt(id=told.talk.id, contact=contact.id)
        learnt = replace(learnt, hook=one_line(hook, 400))
    return replace(told, student=student, contact=contact, learnt=learnt)


def _slots(
    book: Book, typed: str, now: datetime, contact: Contact
) -> list[datetime] | Unclear:
    """Two or three times, apart by a semicolon, a comma or "or"."""
    phrases = re.split(r"[;,\n]|\bor\b", typed)
    read = [moment_in(book, p.strip(), now, contact) for p in phrases if p.strip()]
    unclear = next((r for r in read if isinstance(r, Unclear)), None)
    if unclear or not 2 <= len(read) <= MOST_SLOTS:
        return unclear or Unclear("Two or three times, apart by semicolons.", ())
    return sorted(r.at for r in read if not isinstance(r, Unclear))


def draft_view(book: Book, contact: Contact, draft: Draft, now: datetime) -> View:
    told = Told(contact, open_talk(book, contact), draft)
    return _shown(draft, _findings(book, told, now, draft))


def _findings(
    book: Book, told: Told, now: datetime, draft: Draft
) -> tuple[Finding, ...]:
    known = _known(book, told, now)
    subject = draft.subject if draft.channel == "email" else None
    return check(told.kind, told.channel, draft.text, known, subject)


def _shown(draft: Draft, findings: tuple[Finding, ...]) -> View:
    """Ready to copy, or else the worst finding, its words and one repair."""
    worst = [f for f in findings if f.severity != "info"][:1]
    many = counted(len(draft.text.split()), "word")
    by = BY[cast(Channel, draft.channel)]
    ready = () if worst else (f"{by}, {many}, ready to copy.",)
    blocks: list[Block] = [*ready, *(_said(f, draft.text) for f in worst)]
    if draft.subject:
        blocks.append((Bold("Subject: "), draft.subject))
    return View((*blocks, Copyable(draft.text)), tuple(_controls(draft, worst)))


def _said(finding: Finding, text: str) -> Text:
    words = text[slice(*finding.span)] if finding.span else ""
    quoted = f'"{shortened(words, 60)}": ' if words else ""
    return f"{quoted}{finding.why} {finding.repair}"


def _controls(draft: Draft, worst: list[Finding]) -> Iterator[Button | Picker]:
    contact, _, kind = draft.contact, draft.channel, draft.kind
    here = (contact, kind)
    if worst and worst[0].replacement is not None:
        yield flow.button(
            "Use the repair", "repair", *here, worst[0].rule, tone="primary"
        )
        yield flow.button("I sent it", "sent", *here)
    else:
        said = "I said it" if draft.channel == "spoken" else "I sent it"
        yield flow.button(said, "sent", *here, tone="primary")
    yield flow.button("Edit", "edit", *here)
    if draft.channel != "spoken":
        yield flow.button("Say it instead", "for", *here, "spoken")
    others = tuple(Choice(BY[by], by) for by in CHANNELS if by != draft.channel)
    yield Picker("Another way", flow.token("for", *here), others)


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
    found = [f for f in _findings(book, told, pressed.at, draft) if f.rule == rule]
    if found and found[0].replacement is not None:
        draft = replace(draft, text=apply(draft.text, found[0]), at=pressed.at)
        yield Keep(draft)
    yield Redraw(draft_view(book, contact, draft, pressed.at))


@flow.press("sent")
def sent(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """The student sent it. Some messages move the talk; all close their draft."""
    draft = _own(book, args)
    contact = own(book, draft.contact)
    what = log.OF_KIND[draft.kind]
    state = open_talk(book, contact).state
    if draft.sent_at:
        raise Mistake("You told me already that this one was sent.")
    if (state, what) not in cycle.CYCLE:
        what = cycle.sent_means(state)
    talk = yield from log.told(pressed, book, contact, what, pressed.at)
    yield Keep(replace(draft, sent_at=pressed.at))
    yield Redraw(moved(contact, talk, *log.said(book, contact, what, talk)))


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


def kind_for(book: Book, contact: Contact, talk: Talk) -> Kind:
    """What there is to write where the talk stands."""
    what = cycle.sent_means(talk.state)
    if what == "asked" and referral_of(book, contact):
        return "referral"
    if what == "reported" and not _whom(book, contact):
        return "keepintouch"
    return cast(Kind, cycle.WRITES[what])


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


def _check_own(book: Book, rest: str) -> Iterator[Effect]:
    """A message the student wrote alone; who it is for makes the check sharper."""
    kinds = tuple(Choice(OF[kind], kind) for kind in KINDS)
    channels = tuple(Choice(BY[by], by) for by in CHANNELS)
    yield Ask(
        Form(
            "Check a message",
            flow.token("own"),
            (
                Field("text", "Your message", value=cleaned(rest, MOST), long=True),
                Field("kind", "What is it?", value="outreach", choices=kinds),
                Field(
                    "channel",
                    "How will it reach them?",
                    value="email",
                    choices=channels,
                ),
                Field("name", "Who is it for?", "a name on your list", required=False),
            ),
        )
    )


@flow.form("own")
def own_checked(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    given = form.answers
    contacts = book.named(one_line(given["name"])) if given["name"] else ()
    known = situation(book, contacts[0], form.at) if len(contacts) == 1 else Situation()
    kind, channel = cast(Kind, given["kind"]), cast(Channel, given["channel"])
    findings = check(kind, channel, given["text"], known)
    serious = [f for f in findings if f.severity != "info"]
    if not serious:
        yield Reply(View(("Nothing to mend. It is ready to send.",)))
        return
    lines = tuple(_said(finding, given["text"]) for finding in serious[:SHOWN])
    more = len(serious) - SHOWN
    rest = (f"And {counted(more, 'smaller thing')}.",) if more > 0 else ()
    again = flow.button("Check it again", "recheck")
    yield Reply(View((Bullets(lines), *rest), (again,)))


@flow.press("recheck")
def recheck(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield from _check_own(book, "")
