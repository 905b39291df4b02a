"""What is recorded about one contact, as the coach wants it for a message."""

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from bot.coach.situation import (
    Debrief,
    Earlier,
    Leave,
    Situation,
    Someone,
    Waiting,
    Writer,
)
from bot.coach.time.days import business_days_between
from bot.flows.notes import READ
from bot.flows.steps import country_for, open_talk
from bot.ports import Book
from bot.records import Contact, Draft, Learnt, Referral, Student

MOST_OTHERS = 200  # whom a message is held against, what is due first


def situation(
    book: Book,
    contact: Contact,
    now: datetime,
    student: Student | None = None,
    learnt: Learnt | None = None,
) -> Situation:
    """With what was told a moment ago, where the book can't know it yet."""
    student, talk = student or book.student(), open_talk(book, contact)
    learnt = learnt or book.one(Learnt, talk.id)
    leave, source = referral_of(book, contact), source_of(book, contact)
    others = [c for c, _ in book.by_due(MOST_OTHERS) if c.id != contact.id]
    return Situation(
        student=Writer(name=student.name, about=student.about),
        contact=someone(contact),
        referrer=someone(source) if source else None,
        leave=cast(Leave, leave.leave) if leave else "none",
        leave_for=leave.leave_for if leave else (),
        leave_channels=leave.leave_channels if leave else (),
        other_contacts=tuple(map(someone, others)),
        prior_followups=int(talk.nudged_at is not None),
        days_since_sent=_days_since(talk.sent_at, now, student.zone),
        now=now,
        zone=student.zone,
        contact_zone=contact.zone,
        contact_country=country_for(book, contact),
        met_at=talk.ends_at,
        debrief=_debrief(learnt),
        earlier_messages=_earlier(book, contact),
        open_outreach=_waiting(book, contact, now),
        topic=student.topic,
        minutes=student.minutes,
        place=talk.where,
    )


def referral_of(book: Book, contact: Contact) -> Referral | None:
    """Who named this contact; None when the student found them alone."""
    return next(iter(reversed(book.about(Referral, contact.id))), None)


def source_of(book: Book, contact: Contact) -> Contact | None:
    """The one who named this contact, if still known and not to be left alone."""
    referral = referral_of(book, contact)
    source = book.one(Contact, referral.source) if referral else None
    is_left_alone = source and open_talk(book, source).state == "barred"
    return None if is_left_alone else source


def named_by(book: Book, contact: Contact) -> list[Referral]:
    """Whom this contact named."""
    return [r for r in book.all(Referral) if r.source == contact.id]


def someone(contact: Contact) -> Someone:
    return Someone(
        name=contact.name,
        role=contact.role,
        employer=contact.employer,
        relation=contact.relation,
        facts=tuple(fact[:READ] for fact in contact.facts),
    )


def _debrief(learnt: Learnt | None) -> Debrief | None:
    if learnt is None:
        return None
    return Debrief(
        learnt=learnt.learnt,
        surprise=learnt.surprise,
        advice=learnt.advice,
        promises=learnt.promises,
        hook=learnt.hook,
    )


def _earlier(book: Book, contact: Contact) -> tuple[Earlier, ...]:
    """What the student wrote to others, the newest twenty."""
    drafts = [d for d in book.all(Draft) if d.contact != contact.id and d.text]
    return tuple(
        Earlier(to=other.name, employer=other.employer, text=draft.text)
        for draft in drafts[-20:]
        if (other := book.one(Contact, draft.contact))
    )


def _waiting(book: Book, contact: Contact, now: datetime) -> tuple[Waiting, ...]:
    """Outreach to others of the same employer that has no answer yet."""
    zone, country = ZoneInfo(book.student().zone), country_for(book, contact)
    return tuple(
        Waiting(
            name=other.name,
            employer=other.employer,
            days=business_days_between(
                talk.sent_at.astimezone(zone).date(),
                now.astimezone(zone).date(),
                country,
            ),
        )
        for other, talk in book.by_due(MOST_OTHERS)
        if other.id != contact.id
        and same_employer(other, contact)
        and talk.state in ("asked", "waiting")
        and talk.sent_at
    )


def same_employer(one: Contact, other: Contact) -> bool:
    ours, theirs = one.employer.casefold(), other.employer.casefold()
    return bool(ours) and ours == theirs


def _days_since(sent: datetime | None, now: datetime, zone: str) -> int | None:
    if sent is None:
        return None
    here = ZoneInfo(zone)
    return (now.astimezone(here).date() - sent.astimezone(here).date()).days
