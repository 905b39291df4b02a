"""Moments that people type, read on their own clock and asked back when unclear."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coach.time.dates import At, Unclear, read_moment, spoken
from bot.coach.time.days import at_local
from bot.errors import Mistake
from bot.flows.steps import country_for
from bot.ports import Book
from bot.records import Contact
from bot.views import Button

STAMP = "%Y%m%dT%H%M"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_AGO = re.compile(r"(\d{1,3}|a|one|two|three|four|five) (day|week)s? ago")
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def moment_in(
    book: Book, phrase: str, now: datetime, contact: Contact | None = None
) -> At | Unclear:
    student = book.student()
    return read_moment(
        phrase,
        now,
        student.zone,
        order=student.date_order or book.community().date_order,
        country=country_for(book, contact),
    )


def asked_back(unclear: Unclear, token: str, zone: str) -> Mistake:
    """Why it was not understood, with a button for each way it could be read."""
    return Mistake(
        unclear.why,
        buttons=tuple(
            Button(spoken(at, zone), f"{token}/{stamp(at)}") for at in unclear.readings
        ),
    )


def stamp(at: datetime) -> str:
    """A moment short enough for a button's token, to the minute, in UTC."""
    return at.astimezone(ZoneInfo("UTC")).strftime(STAMP)


def instant(stamped: str) -> datetime:
    try:
        return datetime.strptime(stamped, STAMP).replace(tzinfo=ZoneInfo("UTC"))
    except ValueError:
        raise Mistake("That button is no longer good. Say it in words.") from None


def past_in(book: Book, phrase: str, now: datetime) -> datetime | None:
    """When something was done: "yesterday", "2 days ago", "on monday"; None if unread.

    A day without a time is noon, or now when it is today.
    """
    zone = book.student().zone
    today = now.astimezone(ZoneInfo(zone)).date()
    back = _days_back(phrase.casefold().removeprefix("on ").strip(), today.weekday())
    if back is None:
        return None
    return at_local(today - timedelta(days=back), time(12), zone) if back else now


def _days_back(phrase: str, weekday: int) -> int | None:
    if phrase in ("", "now", "today", "just now", "this morning"):
        return 0
    if phrase in ("yesterday", "last night"):
        return 1
    if ago := _AGO.fullmatch(phrase):
        count, unit = ago.groups()
        return (_NUMBERS.get(count) or int(count)) * (7 if unit == "week" else 1)
    day = phrase.removeprefix("last ")[:3]
    if day in WEEKDAYS and phrase.removeprefix("last ").isalpha():
        return (weekday - WEEKDAYS.index(day)) % 7 or 7
    return None
