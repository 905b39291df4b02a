"""What comes again and again: "every other friday at 9", "monthly on the 15th".

It is kept as a rule of iCalendar (RFC 5545) on the wall of whoever set it, and
dateutil counts on from its last moment. Each day counts as it is on the calendar: a
month that is too short ends on its last day, and an hour that is skipped moves on.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import cast

from bot.coach.time.almanac import MONTHS, WEEKDAYS
from bot.coach.time.clocks import find_clock
from bot.coach.time.dates import LONGEST, At, read_moment
from bot.coach.time.days import MORNING, at_local, local
from bot.coach.time.sentences import split_moment
from bot.coach.time.timewords import plain
from bot.patterns import compiled
from bot.text import listed

MOST_WORDS = 14  # of what repeats, in a longer sentence
MOST_SENTENCE = 240  # characters
MOST_BETWEEN = 60  # days, weeks, months from one time to the next
BY_DAY = range(7, 19)  # the hours that a bare "at 8" means
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_DAY, _UNIT = "|".join(WEEKDAYS), "day|week|month|year"
_DAYS = rf"(?P<days>(?:{_DAY})(?:(?: and| or)? (?:{_DAY}))*)"
_NTH = r"(?P<nth>\d{1,2})(?:st|nd|rd|th)"
_PLACE = r"(?P<place>[1-4](?:st|nd|rd|th)|last)"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_OF_MONTH = r"(?P<nth>\d{1,2})(?:st|nd|rd|th)?"
_DATES = (f"{_MONTH} {_OF_MONTH}", f"{_OF_MONTH} (?:of )?{_MONTH}")
_EVERY = r"every (?:(?P<many>\d{1,2}) )?"
_OF = r"(?: of (?:every |1 )?month)?"
_FORMS = (
    rf"{_EVERY}(?P<unit>{_UNIT})s?",
    rf"{_EVERY}weeks? on {_DAYS}",
    rf"(?:{_EVERY}|on )?{_DAYS}(?: every (?P<weeks>\d{{1,2}}) weeks?)?",
    r"every (?P<work>business day)s?",
    r"every (?P<end>weekend)",
    rf"{_EVERY}months? on {_NTH}(?: day)?",
    rf"(?:on )?(?:every )?{_NTH}(?: day)? of (?:every|1) month",
    rf"every {_NTH}(?: day)?{_OF}",
    rf"{_EVERY}months? on {_PLACE} (?P<weekday>{_DAY}|day)",
    rf"(?:on )?(?:every )?{_PLACE} (?P<weekday>{_DAY}|day) of (?:every |1 )?month",
    *(rf"every (?:year on )?{date}" for date in _DATES),
    *(rf"(?:on )?{date} every year" for date in _DATES),
)
_PLAINER = (
    ("each", "every"),
    (rf"once (?:1|every|per) ({_UNIT})", r"every \1"),
    ("daily", "every day"),
    ("weekly", "every week"),
    ("biweekly|fortnightly|every fortnight", "every 2 weeks"),
    ("monthly", "every month"),
    ("quarterly|every quarter", "every 3 months"),
    ("yearly|annually", "every year"),
    (rf"every (?:other|2nd)(?= (?:{_UNIT}|{_DAY})\b(?! of))", "every 2"),
    (rf"({_DAY})s", r"every \1"),
    ("every every", "every"),
    ("(morning|afternoon|evening|night)s", r"every \1"),
    (rf"(every .*(?:{_DAY}).*) (?:and|or) every (?={_DAY})", r"\1 and "),
    ("on every", "every"),
    (rf"(every (?:\d+ )?weeks?) every(?= (?:{_DAY}))", r"\1 on"),
    (rf"((?:{_DAY})) (?=\d{{1,2}}$)", r"\1 at "),
)
_TRIGGER = re.compile(
    r"\b(?:every|each|once|daily|weekly|biweekly|fortnightly|monthly|quarterly|yearly|"
    rf"annually|(?:{_DAY}|morning|afternoon|evening|night|weekend)s)\b"
)
_TOO_OFTEN = re.compile(
    r"\b(?:(?:every|each) (?:\w+ )?(?:minute|hour|second)s?|hourly)\b"
)
_LONE = re.compile(r"\w+ly")
_RULE = re.compile(
    r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=[1-9]\d?)?(?:;BYMONTH=\d{1,2})?"
    r"(?:;BYMONTHDAY=-?\d[\d,]{0,10})?(?:;BYSETPOS=-1)?(?:;BYDAY=[-\dA-Z,]{2,20})?"
    r"(?:;UNTIL=\d{8}T235959)?"
)
_INTERVAL = re.compile(r";INTERVAL=\d+")  # "every other friday" begins with the next
_UNTIL = re.compile(r"\b(?:until|till|through) (.+)$")


@dataclass(frozen=True, slots=True)
class Repeat:
    """`rule` is an RRULE without its name; `first` a moment on the wall, so naive."""

    rule: str
    first: datetime


def read_repeat(phrase: str, now: datetime, zone: str) -> Repeat | None:
    """The whole phrase as something that repeats; None if it is nothing of the sort.

    >>> from datetime import UTC
    >>> read_repeat("every other friday", datetime(2026, 3, 25, tzinfo=UTC), "UTC")
    Repeat(rule='FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', \
first=datetime.datetime(2026, 3, 27, 9, 0))
    """
    words = plain(phrase) if len(phrase) <= LONGEST else ""
    if not _TRIGGER.search(words):
        return None
    words, until = _until(words, now, zone)
    words = _plainer(words)
    clock = find_clock(words)
    if clock:
        words = " ".join(f"{clock.before} {clock.after}".split())
        words = words.removesuffix(" at").removesuffix(" in")
    words = "every day" if words == "every" and clock else words
    start = local(now, zone).replace(tzinfo=None)
    forms = map(compiled, _FORMS)
    found = next(filter(None, (form.fullmatch(words) for form in forms)), None)
    said = found.groupdict("") if found else {}
    rule = _rule(said, start) if said else ""
    if not rule or until is None:
        return None
    at = _hour(clock.times) if clock else MORNING
    whole = rule + until
    soonest = whole if said.get("unit") else _INTERVAL.sub("", whole)
    first = at and next_of(soonest, datetime.combine(start, at), now, zone)
    return Repeat(whole, first) if first else None


def split_repeat(text: str, now: datetime, zone: str) -> tuple[str, Repeat] | None:
    """A sentence without what repeats, and that; None if nothing in it does.

    "Ask about every talk on friday" and "weekly hours" repeat nothing: a word that ends
    in -ly has to begin or end the sentence, and no other moment may stand beside it.
    """
    words = text.split() if len(text) <= MOST_SENTENCE else []
    if not _TRIGGER.search(plain(" ".join(words))):
        return None
    for size in range(min(len(words), MOST_WORDS), 0, -1):
        for start in range(len(words) - size + 1):
            said = " ".join(words[start : start + size]).rstrip(",;:")
            inside = 0 < start < len(words) - size
            is_topic = "about" in map(str.lower, words[max(start - 1, 0) : start + 1])
            if is_topic or (inside and _LONE.fullmatch(plain(said))):
                continue
            if repeat := read_repeat(said, now, zone):
                rest = " ".join((*words[:start], *words[start + size :])).strip(" ,;:-")
                return None if split_moment(rest, now, zone) else (rest, repeat)
    return None


def is_too_often(text: str) -> bool:
    """A day is the shortest from one time to the next.

    >>> is_too_often("stretch every 30 min"), is_too_often("stretch every 2 days")
    (True, False)
    """
    return bool(_TOO_OFTEN.search(plain(text[:MOST_SENTENCE])))


def next_of(rule: str, last: datetime, now: datetime, zone: str) -> datetime | None:
    """On the wall as `last` is, from which it counts; None if none comes after now."""
    from dateutil.rrule import rrulestr

    every = rrulestr(rule, dtstart=last.replace(microsecond=0))
    wall: datetime | None = local(now, zone).replace(tzinfo=None, fold=0)
    while wall := cast(datetime | None, every.after(wall)):
        if at_local(wall.date(), wall.time(), zone) > now:
            return wall
    return None


def is_rule(text: str) -> bool:
    """Whether it is one of ours: what a button holds may be from anybody."""
    from dateutil.rrule import rrulestr

    try:
        return bool(_RULE.fullmatch(text) and rrulestr(text) and spoken_repeat(text))
    except (ValueError, LookupError):
        return False


def spoken_repeat(rule: str) -> str:
    """
    >>> spoken_repeat("FREQ=MONTHLY;BYDAY=-1FR")
    'every month on the last Friday'
    """
    parts = dict(part.split("=") for part in rule.split(";"))
    unit = _UNITS[parts["FREQ"]]
    many = int(parts.get("INTERVAL", 1))
    every = {1: f"every {unit}", 2: f"every other {unit}"}.get(
        many, f"every {many} {unit}s"
    )
    return " ".join(filter(None, (_on(every, parts), _until_when(parts))))


_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_FREQ = {unit: freq for freq, unit in _UNITS.items()}
_PLACES = {"1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last"}


def _on(every: str, parts: Mapping[str, str]) -> str:
    days, nth = parts.get("BYDAY", ""), parts.get("BYMONTHDAY", "")
    if days == "MO,TU,WE,TH,FR":
        return "every weekday"
    if found := re.fullmatch(r"(-?\d)(\w\w)", days):
        return f"{every} on the {_PLACES[found[1]]} {_named(found[2])}"
    if days:
        named = listed([_named(day) for day in days.split(",")], "and")
        is_plain = every in ("every week", "every other week")
        return every.replace("week", named) if is_plain else f"{every} on {named}"
    if "BYMONTH" in parts:
        return f"{every} on {MONTHS[int(parts['BYMONTH']) - 1].title()} {_last(nth)}"
    if nth == "-1":
        return f"{every} on the last day"
    return f"{every} on the {_ordinal(_last(nth))}" if nth else every


def _until_when(parts: Mapping[str, str]) -> str:
    if "UNTIL" not in parts:
        return ""
    until = datetime.strptime(parts["UNTIL"], "%Y%m%dT%H%M%S")  # noqa: DTZ007, a wall
    return f"until {until.day} {MONTHS[until.month - 1][:3].title()}"


def _named(code: str) -> str:
    return WEEKDAYS[CODES.index(code)].title()


def _last(days: str) -> str:
    """Of "28,29,30" the day that was said."""
    return days.rpartition(",")[2]


def _ordinal(number: str) -> str:
    """
    >>> [_ordinal(n) for n in ("1", "12", "23")]
    ['1st', '12th', '23rd']
    """
    teen = number in ("11", "12", "13")
    ends = {"1": "st", "2": "nd", "3": "rd"}
    return number + ("th" if teen else ends.get(number[-1], "th"))


def _plainer(words: str) -> str:
    for found, instead in _PLAINER:
        words = compiled(rf"\b(?:{found})\b").sub(instead, words)
    return words


def _until(words: str, now: datetime, zone: str) -> tuple[str, str | None]:
    """None for an end that cannot be read."""
    found = _UNTIL.search(words)
    if not found:
        return words, ""
    end = read_moment(found[1], now, zone)
    if not isinstance(end, At):
        return words, None
    day = local(end.at, zone).date()
    return words[: found.start()].strip(), f";UNTIL={day:%Y%m%d}T235959"


def _hour(times: tuple[int, ...]) -> time | None:
    by_day = [t for t in times if t // 60 in BY_DAY]
    chosen = next(iter((*by_day, *times)), None)
    return None if chosen is None else time(*divmod(chosen % (24 * 60), 60))


def _rule(said: Mapping[str, str], start: datetime) -> str:
    """Empty for what no calendar has: every 0 days, the 40th."""
    many = int(said.get("many") or said.get("weeks") or 1)
    nth = int(said.get("nth") or 1)
    is_real = 0 < many <= MOST_BETWEEN and 0 < nth <= 31
    return ";".join((*_each(said, many), *_days(said, start))) if is_real else ""


def _each(said: Mapping[str, str], many: int) -> Iterator[str]:
    if said.get("unit"):
        yield f"FREQ={_FREQ[said['unit']]}"
    elif said.get("month"):
        yield "FREQ=YEARLY"
    else:
        weekly = said.get("days") or said.get("work") or said.get("end")
        yield "FREQ=WEEKLY" if weekly else "FREQ=MONTHLY"
    if many > 1:
        yield f"INTERVAL={many}"


def _days(said: Mapping[str, str], start: datetime) -> Iterator[str]:
    if days := said.get("days"):
        named = sorted({WEEKDAYS.index(day) for day in re.findall(_DAY, days)})
        yield f"BYDAY={','.join(CODES[day] for day in named)}"
    elif said.get("work"):
        yield f"BYDAY={','.join(CODES[:5])}"
    elif said.get("end"):
        yield "BYDAY=SA"
    elif place := said.get("place"):
        nth = "-1" if place == "last" else place[0]
        if said["weekday"] == "day":
            yield f"BYMONTHDAY={nth}"
        else:
            yield f"BYDAY={nth}{CODES[WEEKDAYS.index(said['weekday'])]}"
    elif said.get("nth"):
        if month := said.get("month"):
            yield f"BYMONTH={MONTHS.index(month) + 1}"
        yield from _day_of_month(int(said["nth"]))
    elif said.get("unit") == "month":
        yield from _day_of_month(start.day)


def _day_of_month(nth: int) -> Iterator[str]:
    """The 31st of a month that has none is its last day."""
    if nth <= 28:
        yield f"BYMONTHDAY={nth}"
    else:
        yield f"BYMONTHDAY={','.join(map(str, range(28, nth + 1)))}"
        yield "BYSETPOS=-1"
