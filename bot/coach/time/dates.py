"""Moments in words: read from what people type, and said so that nobody can err.

A phrase has up to three parts: a day, a time of day and a zone. Each is read into all
that it may mean, and what is past is dropped. If one moment is left, it is the answer;
otherwise it is asked back, for a question costs less than a wrong day.
"""

from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time

from bot.coach.time.almanac import DAY, FAR, MONTHS, WEEKDAYS, Order
from bot.coach.time.bare import written_out
from bot.coach.time.clocks import find_clock
from bot.coach.time.days import MORNING, local
from bot.coach.time.moments import Here, Moments, moments_in, span_ahead
from bot.coach.time.spans import Span
from bot.coach.time.timewords import (
    asked,
    is_of_time,
    plain,
    respelt,
    without_repeating,
)
from bot.coach.time.zones import city
from bot.text import listed

LONGEST = 80  # characters of a phrase, which keeps every reader fast
FARTHEST = 3 * 366 * DAY
OFFERED = 4  # readings at most
SOON = 62 * DAY  # in which "mon 4" may be a date; two months
NIGHT = range(1, 7)  # the hours that a bare "at 3" hardly means


@dataclass(frozen=True, slots=True)
class At:
    """One moment, ahead and in UTC; `timed` if it was said at what time of the day.

    `elapsed` if it was said as so many hours or minutes from now, which pass whatever
    the clock on the wall does.
    """

    at: datetime
    timed: bool = field(default=True, compare=False, repr=False)
    elapsed: bool = field(default=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Unclear:
    """A sentence that asks back, and the moments to choose from, ahead and in UTC.

    The likeliest is the first: nobody means the night by "at 3".
    """

    why: str
    readings: Moments = ()
    timed: bool = field(default=True, compare=False, repr=False)


Reading = At | Unclear


def read_moment(
    phrase: str,
    now: datetime,
    zone: str,
    *,
    order: Order = "MDY",
    country: str = "",
    at: time = MORNING,
) -> Reading:
    """What a person in that zone means; `at` is the hour of a day without one.

    Business days are those of the country (ISO 3166); without one, Monday to Friday.

    >>> read_moment("friday 3pm", datetime(2026, 3, 25, tzinfo=UTC), "Europe/Paris")
    At(at=datetime.datetime(2026, 3, 27, 14, 0, tzinfo=datetime.timezone.utc))
    """
    if len(phrase) > LONGEST:
        return Unclear(asked("long"))
    here, words = Here.of(now, zone, order, country, at), plain(phrase)
    if stamp := _stamp(phrase):
        return _judged((stamp,), here)
    if reading := read_words(words, here) or _with_bare_number(words, here):
        return reading
    match read_words(respelt(words), here):
        case At(nearly, timed):
            return replace(which((nearly,), here), timed=timed)
        case nearly:
            why = "same_time" if "same time" in words else "unread"
            return nearly or Unclear(asked(why))


def read_words(words: str, here: Here) -> Reading | None:
    """From plain words, all of them; None if they are not about a moment."""
    moments = moments_in(words, here)
    if moments is not None:
        elapsed = span_ahead(words) is not None
        reading = replace(_judged(moments, here), timed=elapsed or _says_time(words))
        if isinstance(reading, At):
            return replace(reading, elapsed=True) if elapsed else _once(reading, here)
        return reading
    once = without_repeating(words)
    if once != words and all(map(is_of_time, once.split())):
        return Unclear(asked("repeating"))
    return None


def _with_bare_number(words: str, here: Here) -> Reading | None:
    """What may be an hour or a date is asked back, even if only one of them comes."""
    said = [read_words(full, here) for full in written_out(words)]
    if len(said) == 1:
        return said[0]
    moments = {at for one in said if one for at in readings_of(one)}
    soon = tuple(at for at in moments if at - here.now < SOON)
    return which(soon, here) if soon else None


def _once(reading: At, here: Here) -> Reading:
    """An hour that comes twice, when the clock is set back, is asked back."""
    wall = local(reading.at, here.zone)
    both = {wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1)}
    twice = reading.timed and len(both) > 1
    return which(tuple(both), here, "twice") if twice else reading


def which(readings: Moments, here: Here, kind: str = "several") -> Unclear:
    """Asks back with some of these; `kind` is a sentence of the file."""
    likeliest_first = sorted(readings, key=lambda at: (_is_at_night(at, here), at))
    offered = tuple(likeliest_first[:OFFERED])
    said = [spoken(at, here.zone, here.now) for at in offered]
    return Unclear(asked(kind, readings=listed(said, "or")), offered)


def readings_of(reading: Reading) -> Moments:
    return (reading.at,) if isinstance(reading, At) else reading.readings


def warm(country: str = "") -> None:
    """Read once what is slow the first time, so that no person waits for it.

    It takes about a second, on a thread of its own if wanted: others read meanwhile.
    """
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for phrase in (
        "3 business days after dec 5",
        "dec 5 3pm new york time",
        "thurzday",
    ):
        read_moment(phrase, now, "UTC", country=country)


def spoken(at: datetime, zone: str, now: datetime | None = None) -> str:
    """
    >>> spoken(datetime(2026, 11, 24, 14, tzinfo=UTC), "America/New_York")
    'Tue 24 Nov, 09:00 EST'
    """
    here = local(at, zone)
    day = spoken_day(here.date(), local(now, zone).date() if now else None)
    return f"{day}, {here:%H:%M}{_zone_of(here, zone)}"


def spoken_day(day: date, today: date | None = None) -> str:
    """The year is added if it is known not to be this one."""
    name, month = WEEKDAYS[day.weekday()][:3].title(), MONTHS[day.month - 1][:3].title()
    year = f" {day.year}" if today and today.year != day.year else ""
    return f"{name} {day.day} {month}{year}"


def _zone_of(here: datetime, zone: str) -> str:
    """Its name; or that of its city, with the offset in an hour that comes twice."""
    name = here.tzname() or ""
    if name.isalpha():
        return f" {name}"
    twice = here.utcoffset() != here.replace(fold=1 - here.fold).utcoffset()
    return f", {city(zone)} time" + f" (UTC{name})" * twice


def _is_at_night(at: datetime, here: Here) -> bool:
    return local(at, here.zone).hour in NIGHT


def _says_time(words: str) -> bool:
    """A part of the day is no time: one cannot meet in an afternoon."""
    clock = find_clock(words)
    return clock is not None and not clock.part


def _stamp(phrase: str) -> datetime | None:
    """ISO 8601 with its own offset; without one it is read like any other phrase.

    At the ends of the calendar there is no other zone to tell it in.
    """
    try:
        at = datetime.fromisoformat(phrase.strip())
    except ValueError:
        return None
    return at if at.tzinfo and MINYEAR < at.year < MAXYEAR else None


def _judged(moments: Moments, here: Here) -> Reading:
    until = here.now + FARTHEST
    ahead = sorted({at.astimezone(UTC) for at in moments if here.now < at <= until})
    match ahead:
        case [at] if at - here.now > FAR and min(moments) <= here.now:
            return which((at,), here, "next_year")
        case [at]:
            return At(at)
        case [] if any(at <= here.now for at in moments):
            return _over(moments, here) or Unclear(asked("past"))
        case []:
            return Unclear(asked("nowhere"))
        case _:
            return which(tuple(ahead), here)


def _over(moments: Moments, here: Here) -> Unclear | None:
    """What is over for today may be meant for tomorrow, but that is asked."""
    earlier = [m for m in moments if local(m, here.zone).date() == here.on.today]
    tomorrow = (Span(days=1).moment_after(m, here.zone) for m in earlier[-1:])
    return which(tuple(tomorrow), here, "over") if earlier else None
