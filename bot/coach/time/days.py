"""The calendar people work by: business days, local hours and quiet hours.

Moments come in and go out aware; what goes out is in UTC. A zone is its IANA name.
A country is an ISO 3166 code, with a subdivision if wanted ("US", "US-CT"); an empty
or unknown one has weekends and no holidays.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from holidays import HolidayBase

MORNING = time(9)
DAY = timedelta(days=1)


@lru_cache(maxsize=10_000)
def is_business_day(day: date, country: str = "") -> bool:
    """For the United States: no weekend, no federal holiday, observed ones included."""
    return _workdays(country.upper())(day)


def business_days_after(day: date, count: int, country: str = "") -> date:
    """The first one after a Saturday or a holiday is the next day of work."""
    while count > 0:
        day += DAY
        count -= is_business_day(day, country)
    return day


def business_days_between(earlier: date, later: date, country: str = "") -> int:
    """How many have begun since: `later` counts, `earlier` does not."""
    days = (earlier + DAY * n for n in range(1, (later - earlier).days + 1))
    return sum(is_business_day(day, country) for day in days)


def day_zero(sent: datetime, zone: str, country: str = "") -> date:
    """The day to count from: when it was sent, or else the next day of work."""
    return business_days_after(local(sent, zone).date() - DAY, 1, country)


def morning_after(
    sent: datetime,
    business_days: int,
    zone: str,
    country: str = "",
    at: time = MORNING,
) -> datetime:
    """That many business days of the contact's country later, at the student's hour.

    >>> friday = datetime(2026, 3, 27, 15, tzinfo=UTC)
    >>> morning_after(friday, 1, "Europe/Paris").isoformat()
    '2026-03-30T07:00:00+00:00'
    """
    day = business_days_after(day_zero(sent, zone, country), business_days, country)
    return at_local(day, at, zone)


def local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


def at_local(day: date, at: time, zone: str) -> datetime:
    """An hour skipped in spring moves on by what was skipped; of two, it is the first.

    That is what `fold=0` gives on the way to UTC: https://peps.python.org/pep-0495/
    """
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `start` until just before `end`, over midnight too; equal means never."""

    start: time
    end: time


def is_quiet(at: datetime, zone: str, quiet: Quiet) -> bool:
    clock = local(at, zone).time()
    if quiet.start <= quiet.end:
        return quiet.start <= clock < quiet.end
    return clock >= quiet.start or clock < quiet.end


def out_of_quiet(at: datetime, zone: str, quiet: Quiet) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls into."""
    if not is_quiet(at, zone, quiet):
        return at.astimezone(UTC)
    here = local(at, zone)
    day = here.date() + (DAY if here.time() >= quiet.end else timedelta())
    # Who is in the second of two equal hours waits for the end of the second.
    return at_local(day, quiet.end.replace(fold=here.fold), zone)


@cache
def _workdays(country: str) -> Callable[[date], bool]:
    code, _, subdivision = country.partition("-")
    if not code or (holidays := _holidays(code)) is None:
        return _is_weekday
    try:
        return holidays(subdiv=subdivision or None).is_working_day
    except NotImplementedError:
        return holidays().is_working_day


def _holidays(code: str) -> "type[HolidayBase] | None":
    """Those of one country, from its own file: the package would load all 250."""
    from holidays import registry  # 0.1 s and 8 MB, which most starts need not have

    for name, (kind, *codes) in registry.COUNTRIES.items():
        if code in codes:
            file = Path(registry.__file__).parent / "countries" / f"{name}.py"
            module = ModuleType(f"holidays_of_{name}")
            SourceFileLoader(module.__name__, str(file)).exec_module(module)
            return cast("type[HolidayBase]", getattr(module, kind))
    return None


def _is_weekday(day: date) -> bool:
    return day.isoweekday() <= 5
