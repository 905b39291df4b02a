"""What the clock on the wall of a zone shows, found by walking along the UTC line.

`zoneinfo` is asked for the way from an instant to a wall and never for the way back,
for that is what is proved with it. Instants are naive and in UTC, as walls are naive.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from tests.proofs.conftest import Tally
from tests.proofs.scale import scale

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
STRIDE = DAY * scale(7, 1)  # no zone changes its clocks there and back in a week
MARGIN = DAY * 150  # around the days that are walked, for what falls due before, after
SKIPPED = {
    "Pacific/Apia": 2011, "Pacific/Fakaofo": 2011, "Pacific/Kiritimati": 1994,
    "Pacific/Kanton": 1994, "Pacific/Kwajalein": 1993,
}  # fmt: skip
"""A whole day is missing at the end of these years, or in August."""


@dataclass(frozen=True, slots=True)
class Spell:
    """From `start` until just before `end`, the wall is `ahead` of UTC."""

    start: datetime
    end: datetime
    ahead: timedelta


@dataclass(frozen=True, slots=True)
class Wall:
    zone: str
    first_day: date
    last_day: date
    spells: tuple[Spell, ...]

    def shows(self, at: datetime) -> datetime:
        return next(at + s.ahead for s in self.spells if at < s.end)

    def instants(self, wall: datetime) -> list[datetime]:
        """When it shows this: once, twice, or never."""
        shown = ((s, wall - s.ahead) for s in self.spells)
        return [at for spell, at in shown if spell.start <= at < spell.end]

    def at(self, day: date, clock: time) -> datetime:
        """The first of two; what is never shown, as long after as the gap is."""
        wall = datetime.combine(day, clock)
        before = next(s for s in self.spells if wall - s.ahead < s.end)
        if wall - before.ahead >= before.start:
            return wall - before.ahead
        return wall - self.spells[self.spells.index(before) - 1].ahead

    def changes(self) -> list[datetime]:
        """The instants at which it is set."""
        first, last = self.first_day - DAY, self.last_day + DAY
        starts = (spell.start for spell in self.spells)
        return [at for at in starts if first <= at.date() <= last]

    def days(self, others: int) -> Iterator[date]:
        """Those around each change, and of the others every so many."""
        near = {at.date() + DAY * n for at in self.changes() for n in range(-2, 3)}
        for n in range((self.last_day - self.first_day).days + 1):
            day = self.first_day + DAY * n
            if n % others == 0 or day in near:
                yield day


@cache
def wall_of(zone: str, first_year: int = 2025, last_year: int = 2030) -> Wall:
    first_day, last_day = date(first_year, 1, 1), date(last_year, 12, 31)
    start = datetime.combine(first_day, time()) - MARGIN
    end = datetime.combine(last_day, time()) + MARGIN
    edges = [start, *_changes(zone, start, end), end]
    spells = (Spell(a, b, ahead(a, zone)) for a, b in pairwise(edges))
    return Wall(zone, first_day, last_day, tuple(spells))


def zones() -> list[str]:
    """All but the two that are no place."""
    return sorted(available_timezones() - {"localtime", "Factory"})


def ahead(at: datetime, zone: str) -> timedelta:
    offset = at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return offset


def aware(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)


def naive(at: datetime) -> datetime:
    assert at.tzinfo is UTC
    return at.replace(tzinfo=None)


def agree(
    proof: str, got: Sequence[Hashable], due: Sequence[Hashable], tally: Tally
) -> bool:
    """Each once, and each in its place."""
    came, should = Counter(got), Counter(due)
    missed, doubled = should - came, came - should
    tally(proof, occurrences=len(due), missed=missed.total(), doubled=doubled.total())
    print(f"missed: {missed}, doubled: {doubled}")  # noqa: T201 - beside a failure
    return got == due


def _changes(zone: str, start: datetime, end: datetime) -> Iterator[datetime]:
    while start < end:
        stop = min(start + STRIDE, end)
        if ahead(start, zone) != ahead(stop, zone):
            yield _change(zone, start, stop)
        start = stop


def _change(zone: str, before: datetime, after: datetime) -> datetime:
    """The minute of it, between two instants that do not agree."""
    old = ahead(before, zone)
    while after - before > MINUTE:
        middle = before + (after - before) // MINUTE // 2 * MINUTE
        before, after = (
            (middle, after) if ahead(middle, zone) == old else (before, middle)
        )
    return after
