"""Six kinds of rule in every zone of the world, day by day from 2025 to 2030.

Each test asks the coach when something falls due, and a walk along the UTC line what
the clock on the wall shows then. What is due once comes once, at the hour it should.
"""

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest

from bot.coach.cadence import Calendar, wait_for
from bot.coach.time.dates import At, read_moment, readings_of
from bot.coach.time.days import (
    Quiet,
    at_local,
    business_days_between,
    is_quiet,
    out_of_quiet,
)
from bot.records import Talk
from tests.proofs.conftest import Tally
from tests.proofs.scale import scale
from tests.proofs.walls import (
    DAY,
    HOUR,
    MINUTE,
    SKIPPED,
    Wall,
    agree,
    ahead,
    aware,
    naive,
    wall_of,
    zones,
)

SLICES = scale(12, 48)  # so that several cores share the zones
YEARS = range(2025, 2031)
EACH = scale(1, len(YEARS))  # of these years, and each zone has its own
OTHERS = scale(90, 1)  # of the days on which no clock is set near, every so many
AROUND = scale(3, 24) * 60  # minutes
NINE = time(9)
EARLY = datetime(2000, 1, 1)  # noqa: DTZ001 - in UTC
WALLS = (
    time(0), time(0, 30), time(1, 15), time(1, 45), time(2, 30), time(3), time(9),
    time(22, 30), time(23, 59),
)  # fmt: skip
SENT = (time(0, 5), time(14, 10), time(23, 55))
NIGHT = Quiet(time(21), time(8))
EDGES = (Quiet(time(22), time(2, 30)), Quiet(time(1, 30), time(1, 45)))


@pytest.fixture(params=range(SLICES + 1))
def walls(request: pytest.FixtureRequest) -> list[Wall]:
    """A part of all zones; the last is those that have skipped a day."""
    if request.param == SLICES:
        return [wall_of(zone, year, year) for zone, year in SKIPPED.items()]
    return [
        wall_of(zone, year, year + EACH - 1)
        for nth, zone in enumerate(zones())
        if nth % SLICES == request.param
        for year in [YEARS[nth % (len(YEARS) - EACH + 1)]]
    ]


def test_a_walk_minute_by_minute_finds_the_same_hours(
    walls: list[Wall], tally: Tally
) -> None:
    for wall in walls:
        for change in wall.changes():
            first = dict[datetime, datetime]()
            for n in range(-AROUND, AROUND):
                at = change + n * MINUTE
                first.setdefault(at + ahead(at, wall.zone), at)
            for shown, at in first.items():
                assert wall.at(shown.date(), shown.time()) == at
    is_past = walls[0].first_day.year not in YEARS
    tally("time", **{"skipped_days" if is_past else "zones": len(walls)})


def test_a_follow_up_comes_at_nine_so_many_business_days_after_the_message(
    walls: list[Wall], tally: Tally
) -> None:
    got, due = list[datetime](), list[datetime]()
    for wall, sent in each_day(walls, *SENT):
        talk = Talk(id="c.1", contact="c", sent_at=aware(sent))
        zero = workday(wall.shows(sent).date(), 0)
        for what, count in (("other", 3), ("followup", 7)):
            got.append(moment(what, talk, Calendar(zone=wall.zone)))
            due.append(wall.at(workday(zero, count), NINE))
            assert business_days_between(zero, wall.shows(got[-1]).date()) == count
    assert agree("time", got, due, tally)


def test_what_follows_a_talk_by_hours_is_so_many_hours_later(
    walls: list[Wall], tally: Tally
) -> None:
    got, due = list[datetime](), list[datetime]()
    for wall, ends in each_day(walls, *WALLS):
        talk = Talk(id="c.1", contact="c", ends_at=aware(ends))
        for what, hours in (("debrief", 1), ("thank", 4), ("thank_last", 20)):
            got.append(moment(what, talk, Calendar(zone=wall.zone)))
            due.append(ends + hours * HOUR)
    assert agree("time", got, due, tally)


def test_a_talk_is_prepared_and_confirmed_at_nine_days_before_it(
    walls: list[Wall], tally: Tally
) -> None:
    got, due = list[datetime](), list[datetime]()
    for wall, starts in each_day(walls, *SENT):
        talk = Talk(id="c.1", contact="c", starts_at=aware(starts))
        for what, days in (("prepare", 3), ("confirm", 1)):
            got.append(moment(what, talk, Calendar(zone=wall.zone)))
            due.append(wall.at(wall.shows(starts).date() - days * DAY, NINE))
        got.append(moment("card", talk, Calendar(zone=wall.zone, quiet=NIGHT)))
        due.append(starts - 15 * MINUTE)
    assert agree("time", got, due, tally)


def test_a_wall_time_comes_once_a_day_or_after_what_was_skipped(
    walls: list[Wall], tally: Tally
) -> None:
    for clock in WALLS:
        got, due = list[datetime](), list[datetime]()
        for wall in walls:
            days = [*wall.days(OTHERS)]
            got += [naive(at_local(day, clock, wall.zone)) for day in days]
            due += [wall.at(day, clock) for day in days]
        assert agree("time", got, due, tally)


def test_a_reminder_for_tomorrow_is_read_as_that_hour_or_asked_which_of_the_two(
    walls: list[Wall], tally: Tally
) -> None:
    got, due = list[datetime](), list[datetime]()
    for wall in walls:
        for before, clock in eves(wall):
            now = wall.at(before, time(13))
            read = read_moment(f"tomorrow {clock:%H:%M}", aware(now), wall.zone)
            got += map(naive, sorted(readings_of(read)))
            day = wall.shows(now).date() + DAY
            shown = wall.instants(datetime.combine(day, clock))
            due += shown or [wall.at(day, clock)]
            assert isinstance(read, At) == (len(shown) < 2)
    assert agree("time", got, due, tally)


def test_keeping_in_touch_comes_at_nine_after_three_or_four_months(
    walls: list[Wall], tally: Tally
) -> None:
    got, due = list[datetime](), list[datetime]()
    talk = Talk(id="c.1", contact="c")
    for wall, now in each_day(walls, *SENT):
        days = 90 + now.toordinal() % 31
        calendar = Calendar(zone=wall.zone, cadence={"touch": days})
        got.append(moment("touch", talk, calendar, now))
        due.append(wall.at(wall.shows(now).date() + DAY * days, NINE))
    assert agree("time", got, due, tally)


def test_quiet_hours_roll_forward_to_their_end_and_no_further(
    walls: list[Wall], tally: Tally
) -> None:
    got, due = list[datetime](), list[datetime]()
    for wall, at in each_day(walls, *WALLS):
        shown = wall.shows(at)
        day = shown.date() + DAY * (shown.time() >= NIGHT.start)
        is_night = not NIGHT.end <= shown.time() < NIGHT.start
        got.append(naive(out_of_quiet(aware(at), wall.zone, NIGHT)))
        due.append(wall.at(day, NIGHT.end) if is_night else at)
    assert agree("time", got, due, tally)


@pytest.mark.parametrize("quiet", EDGES)
def test_quiet_hours_that_end_while_the_clock_is_set_are_quiet_to_their_end(
    walls: list[Wall], quiet: Quiet
) -> None:
    for wall in walls:
        for change in wall.changes():
            for n in range(-6, 7):
                at = aware(change + n * HOUR / 2)
                then = out_of_quiet(at, wall.zone, quiet)
                assert at <= then <= at + DAY
                assert not is_quiet(then, wall.zone, quiet)
                assert at == then or is_quiet(at, wall.zone, quiet)


def each_day(walls: list[Wall], *clocks: time) -> Iterator[tuple[Wall, datetime]]:
    """An instant of each day, at one clock or another."""
    for wall in walls:
        for day in wall.days(OTHERS):
            yield wall, wall.at(day, clocks[day.toordinal() % len(clocks)])


def eves(wall: Wall) -> Iterator[tuple[date, time]]:
    """Before hours that may be skipped or come twice, and before an ordinary one."""
    for change in wall.changes():
        for shown in (wall.shows(change), wall.shows(change - MINUTE)):
            yield shown.date() - DAY, (shown + 20 * MINUTE).time()
    for day in wall.days(OTHERS * 10):
        yield day, NINE


def workday(day: date, count: int) -> date:
    """So many days of work after the first one that is not before `day`."""
    working = (d for n in range(99) if (d := day + DAY * n).weekday() < 5)
    return next(d for n, d in enumerate(working) if n == count)


def moment(
    what: str, talk: Talk, calendar: Calendar, now: datetime = EARLY
) -> datetime:
    """`now` is left out where it does not matter."""
    wait = wait_for(what, talk, aware(now), calendar)
    assert wait is not None
    return naive(wait.at)
