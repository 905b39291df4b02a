"""A plan of questions, made from what is known, and found again."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from heapq import nlargest
from operator import itemgetter

from bot.coach.introductions import UNKNOWN
from bot.coach.numbers import TALKED
from bot.coach.questions.agenda import Plan, from_json
from bot.coach.questions.plan import make_plan
from bot.coach.questions.readings import noticed
from bot.coach.questions.wish import LONGEST, SHORTEST, Wish
from bot.flows.steps import open_talk
from bot.ports import Book
from bot.records import Contact, Planned, Talk

JOB_INTERVIEW = re.compile(
    r"(?:^|\b(?:for )?(?:an? |my |the )?)job interview(?: (?:at|with|as|in|for)\b)?"
    r"(?: (?:an?|the)\b)?",
    re.IGNORECASE,
)

MOST_LOOKED_AT = 20
"""Plans for others, to see what the student has heard least about."""

FIELD = "field"
"""The id of the plan that is for no particular person."""


def for_contact(book: Book, contact: Contact, minutes: int | None = None) -> Plan:
    """As long as the talk that is booked, else as long as the student likes."""
    student, earlier = book.student(), _asked_before(book, contact)
    wish = Wish(
        field=contact.role or contact.employer,
        minutes=_booked(book, contact) if minutes is None else minutes,
        stage=student.about,
        goal=noticed("goal", student.topic).value,
        relation=contact.relation,
        comfort=None if _is_unknown(contact) else contact.comfort,
        know=contact.facts,
        asked=frozenset(earlier),
        asked_elsewhere=_asked_of_others(book, contact.id),
        name=contact.name,
    )
    made = make_plan(wish)
    return replace(made, earlier=earlier, talks=_talks_held(book, contact))


def for_field(book: Book, field: str, minutes: int | None = None) -> Plan:
    """Where the field says so ("a job interview at a bank"), for a job interview."""
    student = book.student()
    work = JOB_INTERVIEW.sub(" ", field).strip()
    wish = Wish(
        field=work,
        minutes=student.minutes if minutes is None else minutes,
        stage=student.about,
        goal=noticed("goal", student.topic).value,
        asked_elsewhere=_asked_of_others(book),
        job_interview=work != field.strip(),
    )
    return replace(make_plan(wish), field=field)


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


def _asked_before(book: Book, contact: Contact) -> tuple[str, ...]:
    """What stood in the plans for talks that were held; nobody is asked twice."""
    planned = book.one(Planned, contact.id)
    if planned is None:
        return ()
    last = from_json(planned.body)
    if _talks_held(book, contact) <= last.talks:
        return last.earlier
    return (*last.earlier, *(one.id for one in last.before_close if not one.own))


def _talks_held(book: Book, contact: Contact) -> int:
    return sum(talk.state in TALKED for talk in book.about(Talk, contact.id))


def _asked_of_others(book: Book, contact: str = "") -> Mapping[str, int]:
    """By kind, what the newest plans have for others whom the student talked to."""
    talked = {talk.contact for talk in book.all(Talk) if talk.state in TALKED}
    others = (p for p in book.all(Planned) if p.contact in talked - {contact})
    dated = ((planned.at, planned) for planned in others if planned.at)
    newest = nlargest(MOST_LOOKED_AT, dated, key=itemgetter(0))
    plans = (from_json(planned.body) for _, planned in newest)
    return Counter(one.category for plan in plans for one in plan.before_close)
