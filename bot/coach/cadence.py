"""When something falls due: the one table of waits, from business days to minutes.

Business days are those of the contact's country, hours are the student's, and what
would fall into quiet hours comes after them. Sources: the follow-up rhythm of three
and seven business days is Dalton's ("The 2-Hour Job Search"); a thank-you within a
day and a keep-in-touch of 90 to 120 days are what career centers teach.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.coach.time.days import (
    MORNING,
    Quiet,
    at_local,
    local,
    morning_after,
    out_of_quiet,
)
from bot.records import Talk, Wait

Anchor = Literal[
    "sent_at", "nudged_at", "replied_at", "starts_at", "ends_at", "wound_up", "now"
]
Unit = Literal["business days", "days", "hours", "minutes"]


@dataclass(frozen=True, slots=True)
class Rule:
    """So many units after its anchor; before it, when the count is negative.

    Days and business days fall at nine in the morning.
    """

    count: int
    unit: Unit
    anchor: Anchor
    unasked: bool = True  # counts as the bot writing first; appointments do not


RULES: Mapping[str, Rule] = {
    "send": Rule(2, "business days", "now"),
    "other": Rule(3, "business days", "sent_at"),
    "followup": Rule(7, "business days", "sent_at"),
    "close": Rule(7, "business days", "nudged_at"),
    "offer": Rule(2, "business days", "replied_at"),
    "settle": Rule(5, "business days", "now"),
    "prepare": Rule(-3, "days", "starts_at", unasked=False),
    "confirm": Rule(-1, "days", "starts_at", unasked=False),
    "card": Rule(-15, "minutes", "starts_at", unasked=False),
    "debrief": Rule(1, "hours", "ends_at", unasked=False),
    "thank": Rule(4, "hours", "ends_at", unasked=False),
    "thank_last": Rule(20, "hours", "ends_at", unasked=False),
    "write": Rule(2, "business days", "now"),
    "check": Rule(7, "business days", "now"),
    "tell": Rule(2, "business days", "now"),
    "report": Rule(14, "days", "wound_up"),
    "touch": Rule(100, "days", "now"),
    "again": Rule(1, "days", "now", unasked=False),  # the student put it off
    "still": Rule(1, "days", "now"),  # too much was said that day
}

A_DAY = timedelta(hours=24)
AT_ALL_HOURS = frozenset({"card"})
"""Bound to an appointment: a quarter of an hour before it is no use after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Whose days and hours count."""

    zone: str  # the student's
    country: str = ""  # the contact's; empty: weekends alone are free
    quiet: Quiet | None = None
    cadence: Mapping[str, int] = field(default_factory=dict)  # an office's own counts


def wait_for(what: str, talk: Talk, now: datetime, calendar: Calendar) -> Wait | None:
    """When `what` falls due in this talk; None while its anchor is not known."""
    rule = RULES[what]
    anchor = _since(rule.anchor, talk, now)
    if anchor is None:
        return None
    at = _moment(rule, calendar.cadence.get(what, rule.count), anchor, calendar)
    return _awake(what, at, calendar)


def rewaited(wait: Wait, talk: Talk, calendar: Calendar) -> Wait:
    """The same wait on another calendar; one that began "now" keeps its day there."""
    if RULES[wait.what].anchor != "now":
        return wait_for(wait.what, talk, wait.at, calendar) or wait
    day = local(wait.at, calendar.zone).date()
    return _awake(wait.what, at_local(day, MORNING, calendar.zone), calendar)


def _since(anchor: Anchor, talk: Talk, now: datetime) -> datetime | None:
    match anchor:
        case "now":
            return now
        case "wound_up":
            return _wound_up(talk)
        case name:
            at: datetime | None = getattr(talk, name)
            return at


def _wound_up(talk: Talk) -> datetime | None:
    """When it ended; a day before its notes or thanks, where these came late."""
    done = [at - A_DAY for at in (talk.debriefed_at, talk.thanked_at) if at]
    return talk.ends_at and max([talk.ends_at, *done])


def _awake(what: str, at: datetime, calendar: Calendar) -> Wait:
    if calendar.quiet and what not in AT_ALL_HOURS:
        at = out_of_quiet(at, calendar.zone, calendar.quiet)
    return Wait(what, at)


def _moment(rule: Rule, count: int, anchor: datetime, calendar: Calendar) -> datetime:
    match rule.unit:
        case "business days":
            return morning_after(anchor, count, calendar.zone, calendar.country)
        case "days":
            day = local(anchor, calendar.zone).date() + timedelta(days=count)
            return at_local(day, MORNING, calendar.zone)
        case "hours":
            return anchor + timedelta(hours=count)
        case "minutes":
            return anchor + timedelta(minutes=count)
