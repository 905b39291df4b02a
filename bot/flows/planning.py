"""A plan of questions, made from what is known, and found again."""

from dataclasses import replace
from operator import itemgetter

from bot.coach.introductions import UNKNOWN
from bot.coach.numbers import TALKED
from bot.coach.questions.agenda import Plan, from_json
from bot.coach.questions.plan import make_plan
from bot.coach.questions.wish import LONGEST, SHORTEST, Wish
from bot.flows.steps import open_talk
from bot.ports import Book
from bot.records import Contact, Planned, Talk

FIELD = "field"
"""The id of the plan that is for no particular person."""


def for_contact(book: Book, contact: Contact, minutes: int | None = None) -> Plan:
    """As long as the talk that is booked, else as long as the student likes."""
    wish = Wish(
        field=contact.role or contact.employer,
        minutes=_booked(book, contact) if minutes is None else minutes,
        stage=book.student().about,
        relation=contact.relation,
        comfort=None if _is_unknown(contact) else contact.comfort,
        know=contact.facts,
        asked=_asked_before(book, contact),
        name=contact.name,
    )
    return make_plan(wish)


def for_field(book: Book, field: str, minutes: int | None = None) -> Plan:
    student = book.student()
    length = student.minutes if minutes is None else minutes
    made = make_plan(Wish(field=field, minutes=length, stage=student.about))
    return replace(made, field=field)


def newest(book: Book) -> Planned | None:
    """The plan that was made, changed or shown last."""
    plans = [(planned.at, planned) for planned in book.all(Planned) if planned.at]
    return max(plans, key=itemgetter(0))[1] if plans else None


def _booked(book: Book, contact: Contact) -> int:
    talk = open_talk(book, contact)
    if talk.starts_at is None or talk.ends_at is None:
        return book.student().minutes
    booked = (talk.ends_at - talk.starts_at).total_seconds() // 60
    return min(max(int(booked), SHORTEST), LONGEST)


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
