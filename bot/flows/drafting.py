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
from bot.flows.kinds import whom
from bot.flows.known import situation
from bot.flows.moments import instant, moment_in
from bot.ports import Book
from bot.records import Contact, Draft, Learnt, Student, Talk
from bot.text import one_line

MOST_SLOTS = 3

OWN_WORDS = "own words"
"""Among what was given for a draft: the student has changed it."""


def open_draft(book: Book, contact: Contact, talk: Talk, of: str, by: str) -> Draft:
    """The one that was not sent yet; another channel wants other words."""
    id = f"{talk.id}.{of}"
    draft = book.one(Draft, id)
    if draft is None or draft.sent_at:
        return Draft(id=id, contact=contact.id, kind=of, channel=by)
    if draft.channel == by:
        return draft
    given = {key: told for key, told in draft.given.items() if key != OWN_WORDS}
    return replace(draft, channel=by, text="", given=given)


def is_own(draft: Draft) -> bool:
    """Kept as it is; any other is written anew from what is known by now."""
    return bool(draft.text) and OWN_WORDS in draft.given


def changed(draft: Draft, now: datetime, text: str, subject: str = "") -> Draft:
    """With the student's own words, or with a repair that they chose."""
    given = {**draft.given, OWN_WORDS: "yes"}
    return replace(draft, text=text, subject=subject, at=now, given=given)


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
    given, is_nudge = told.draft.given, told.kind == "followup"
    slots = tuple(map(instant, given.get("slots", "").split()))
    met = whom(book, told.contact) if told.kind == "reportback" else ""
    return replace(
        known,
        leave=known.leave if known.referrer else "none",
        days_since_sent=known.days_since_sent if is_nudge else None,
        asked_aloud=_asked_aloud(book, told.talk),
        who_else_open=_is_who_else_open(book, told),
        news=given.get("news", ""),
        place=given.get("place", known.place),
        slots=slots,
        topic=met or known.topic,
    )


def _asked_aloud(book: Book, talk: Talk) -> bool:
    first = (book.one(Draft, f"{talk.id}.{kind}") for kind in ("outreach", "referral"))
    return any(d and d.sent_at and d.channel == "spoken" for d in first)


def _is_who_else_open(book: Book, told: Told) -> bool:
    """It was forgotten in the talk; the first update afterwards may ask it, once."""
    learnt = told.learnt or book.one(Learnt, told.talk.id)
    forgot = learnt is not None and learnt.who_else == "not asked"
    return forgot and cycle.sent_means(told.talk.state) == "reported"


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


def findings_of(book: Book, told: Told, now: datetime) -> tuple[Finding, ...]:
    draft, known = told.draft, known_for(book, told, now)
    subject = draft.subject if draft.channel == "email" else None
    return check(told.kind, told.channel, draft.text, known, subject)
