"""What a message is written from: what is recorded, and what was told for it alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from bot.coach import cycle
from bot.coach.check import Finding, check
from bot.coach.situation import Channel, Kind, Situation
from bot.coach.time.dates import Unclear
from bot.flows.known import named_by, referral_of, situation
from bot.flows.moments import instant, moment_in
from bot.flows.steps import open_talk
from bot.ports import Book
from bot.records import Contact, Draft, Learnt, Student, Talk
from bot.text import one_line

MOST_SLOTS = 3


def open_draft(book: Book, contact: Contact, talk: Talk, of: str, by: str) -> Draft:
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


def known_for(book: Book, told: Told, now: datetime) -> Situation:
    """What is recorded, and what was told for this message alone."""
    known = situation(book, told.contact, now, told.student, told.learnt)
    given = told.draft.given
    slots = tuple(map(instant, given.get("slots", "").split()))
    met = whom(book, told.contact) if told.kind == "reportback" else ""
    return replace(
        known,
        news=given.get("news", ""),
        place=given.get("place", known.place),
        slots=slots,
        topic=met or known.topic,
    )


def whom(book: Book, contact: Contact) -> str:
    """The one this contact named, whom the student has met and not yet reported on."""
    named = [
        other
        for referral in named_by(book, contact)
        if not referral.told and (other := book.one(Contact, referral.contact))
    ]
    met = [other for other in named if open_talk(book, other).debriefed_at]
    return met[0].name if met else ""


def with_answers(book: Book, told: Told, answers: Mapping[str, str]) -> Told:
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


def slots_in(
    book: Book, typed: str, now: datetime, contact: Contact
) -> list[datetime] | Unclear:
    """Two or three times, apart by a semicolon, a comma or "or"."""
    phrases = re.split(r"[;,\n]|\bor\b", typed)
    read = [moment_in(book, p.strip(), now, contact) for p in phrases if p.strip()]
    unclear = next((r for r in read if isinstance(r, Unclear)), None)
    if unclear or not 2 <= len(read) <= MOST_SLOTS:
        return unclear or Unclear("Two or three times, apart by semicolons.", ())
    return sorted(r.at for r in read if not isinstance(r, Unclear))


def findings_of(
    book: Book, told: Told, now: datetime, draft: Draft
) -> tuple[Finding, ...]:
    known = known_for(book, told, now)
    subject = draft.subject if draft.channel == "email" else None
    return check(told.kind, told.channel, draft.text, known, subject)


def kind_for(book: Book, contact: Contact, talk: Talk) -> Kind:
    """What there is to write where the talk stands."""
    what = cycle.sent_means(talk.state)
    if what == "asked" and referral_of(book, contact):
        return "referral"
    if what == "reported" and not whom(book, contact):
        return "keepintouch"
    return cast(Kind, cycle.WRITES[what])
