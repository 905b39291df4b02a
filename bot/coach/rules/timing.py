"""Timing: not too soon, not too often, not to two people or by two ways at once."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coach.rules.draft import ASKING, Draft, Found, block_if, rule
from bot.coach.rules.people import plain
from bot.coach.situation import Waiting
from bot.text import counted

ENOUGH_DAYS, FEW_DAYS = 5, 3  # working days before a follow-up
APART = 3  # working days between two people of one employer
OPEN, CLOSED = 8, 18  # hours
LONGEST_WAIT = 400  # days that are counted one by one


@rule("too-many-followups", ["followup"])
def too_many_followups(draft: Draft) -> Iterator[Found]:
    before = draft.situation.prior_followups or 0
    if before >= 1:
        times = {1: "once", 2: "twice"}.get(before, f"{before} times")
        yield Found(slots={"count": times})


@rule("too-soon", ["followup"])
def too_soon(draft: Draft) -> Iterator[Found]:
    days, now = draft.situation.days_since_sent, draft.situation.now
    if days is None or days < 0:
        return
    today = local(now, draft.situation.zone).date() if now else None
    working = working_days(days, today)
    if working < ENOUGH_DAYS:
        passed = counted(working, "working day") if working else "hours"
        yield Found(None, block_if(working < FEW_DAYS), slots={"count": passed})


def working_days(days: int, today: date | None) -> int:
    """Working days in the last so many days; the most there can be, if no date is
    known. What is sent on a weekend counts from Monday."""
    if today is None:
        weeks, rest = divmod(days, 7)
        return weeks * 5 + min(rest, 4)
    sent = today - timedelta(days=min(days, LONGEST_WAIT))
    while sent.isoweekday() > 5:
        sent += timedelta(days=1)
    passed = (today - sent).days
    return sum((sent + timedelta(n)).isoweekday() <= 5 for n in range(1, passed + 1))


@rule("parallel-same-org", ASKING)
def parallel_same_org(draft: Draft) -> Iterator[Found]:
    employer = plain(draft.contact.employer).strip()
    for waiting in draft.situation.open_outreach:
        there = bool(employer) and plain(waiting.employer).strip() == employer
        if there and waiting.days < APART and not _is_reader(draft, waiting):
            who = waiting.name or "Somebody"
            yield Found(slots={"who": who, "employer": waiting.employer})
            return


@rule("duplicate-channel")
def duplicate_channel(draft: Draft) -> Iterator[Found]:
    for waiting in draft.situation.open_outreach:
        if waiting.days == 0 and _is_reader(draft, waiting):
            yield Found()
            return


def _is_reader(draft: Draft, waiting: Waiting) -> bool:
    return bool(waiting.name) and plain(waiting.name) == plain(draft.contact.name)


@rule("send-window")
def send_window(draft: Draft) -> Iterator[Found]:
    now, zone = draft.situation.now, draft.situation.contact_zone
    if now is None or draft.channel == "spoken":
        return
    there = local(now, zone or draft.situation.zone)
    if there.isoweekday() > 5 or not OPEN <= there.hour < CLOSED:
        yield Found(slots={"when": f"{there:%A}, {there:%H:%M}"})


def local(now: datetime, zone: str) -> datetime:
    try:
        return now.astimezone(ZoneInfo(zone)) if zone else now
    except (
        KeyError,
        ValueError,
        OSError,
    ):  # no such zone: then the time as it was given
        return now
