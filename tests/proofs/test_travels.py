"""Students whose clocks change: twice a year where they live, and when they travel."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time
from itertools import islice
from operator import itemgetter
from pathlib import Path
from random import Random

import pytest

from bot.coach.time.days import Quiet, is_business_day, is_quiet
from bot.coach.time.zones import country_of
from bot.flows import FLOWS
from bot.records import Visitor
from tests.proofs.conftest import Tally
from tests.proofs.scale import PROVING, scale
from tests.proofs.walls import DAY, HOUR, MINUTE, Wall, agree, aware, naive, wall_of
from tests.talk import Seen, Talk

NIGHT = Quiet(time(21), time(8))
NINE, LATER = time(9), time(10, 30)
YEAR = 2027
HOME = "America/New_York"
ZONES = (
    "Africa/Cairo", "Africa/Casablanca", "America/Havana", "America/Los_Angeles",
    "America/New_York", "America/Nuuk", "America/Santiago", "America/St_Johns",
    "Antarctica/Troll", "Asia/Beirut", "Asia/Jerusalem", "Atlantic/Azores",
    "Australia/Adelaide", "Australia/Lord_Howe", "Europe/Berlin", "Europe/Chisinau",
    "Europe/London", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Norfolk",
)  # fmt: skip
ABROAD = (
    "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Europe/Berlin",
    "Pacific/Kiritimati", "Pacific/Pago_Pago",
)  # fmt: skip
LONGEST = 40  # days from the first message to the thanks
CASES = [
    (zone, change, days)
    for nth, zone in enumerate(ZONES)
    for change in range(2)
    for days in range(LONGEST)
    if PROVING or days == (2 * nth + change) % LONGEST
]
TOLD = {
    "other": "You could ask one more person",
    "followup": "One short follow-up, or let it rest",
    "close": "has not answered your follow-up",
    "offer": "there is no time yet",
    "prepare": "Plan your questions",
    "confirm": "Confirm it in a line",
    "card": "Five minutes before the end",
    "debrief": "How was your talk",
    "thank": "It means most within a day",
    "thank_last": "A last word on the thank-you",
    "report": "came of their advice",
    "own": "You asked me to remind you: stretch",
}
AT_ALL_HOURS = ("card", "own")
SET_OUT = datetime(2026, 11, 16, 14)  # noqa: DTZ001 - a Monday, at nine in New York
BOOKED = datetime(2026, 11, 25, 20)  # noqa: DTZ001 - at three in the afternoon there
OPEN = (
    "settings country US",
    "remind me tomorrow 9am to swim",
    "remind me friday 3pm to pack",
    "remind me in 2 hours to stretch",
    "remind me in 30 hours to breathe",
    "add Omar, welder",
    "sent Omar",
    "add Sana, planner",
    "booked Sana in 9 days at 3pm by phone",
    "add Milo, nurse",
)
NAMES = ("swim", "pack", "stretch", "breathe", "Omar", "Sana", "Milo")

Trip = tuple[datetime, datetime, Wall]
"""From when until when somebody is in a zone."""


@pytest.mark.parametrize(("zone", "change", "days"), CASES)
def test_from_the_first_message_to_the_thanks_each_reminder_comes_once_at_its_hour(
    tmp_path: Path, tally: Tally, zone: str, change: int, days: int
) -> None:
    wall = wall_of(zone, YEAR, YEAR)
    set_at = wall.changes()[change]
    story = Story(wall, set_at, wall.shows(set_at).date() - (days + 2) * DAY)
    told = lived(tmp_path, zone, [*story.said()])
    due = sorted(story.due(), key=itemgetter(1))
    tally("zones", conversations=1)
    assert agree("zones", told, due, tally)
    for what, at in told:
        assert what in AT_ALL_HOURS or not is_quiet(aware(at), zone, NIGHT)


@pytest.mark.parametrize("seed", range(scale(10, 150)))
def test_whoever_travels_hears_of_each_thing_once_by_the_clock_where_they_are(
    talk: Talk, tally: Tally, seed: int
) -> None:
    trips = journey(Random(seed)) if seed else there_and_back()
    for words in OPEN:
        seen = talk.say(words)
    talk.press("Not this week", on=seen)
    for start, _, wall in trips[1:]:
        talk.wait(aware(start))
        talk.say(f"settings zone {wall.zone}")
    talk.wait(aware(BOOKED))
    posts = talk.platform.posts
    told = [(name, naive(post.at)) for post in posts for name in NAMES if name in post]
    assert agree("travels", sorted(told), sorted(set(due_on(trips))), tally)


def test_a_week_in_which_the_clocks_change_has_seven_days_late_in_the_evening(
    talk: Talk,
) -> None:
    talk.at("2027-03-13 23:30")
    seen = talk.say("add Milo, nurse")
    assert "Sat 20 Mar, 09:00" in talk.press("Not this week", on=seen)


class Story:
    """One person is asked, followed up, met and thanked, all reckoned on the wall.

    Meanwhile a reminder is set for the hour in which the clock is.
    """

    def __init__(self, wall: Wall, change: datetime, start: date) -> None:
        country = country_of(wall.zone)
        zero = workday(start, 0, country)
        self._wall = wall
        self._start = start
        self._other = workday(zero, 3, country)
        self._follow = workday(zero, 7, country)
        self._close = workday(self._follow, 7, country)
        self._offer = workday(self._close, 2, country)
        self._met = self._offer + 6 * DAY
        self._report = self._met + 14 * DAY
        self._moved = wall.shows(change - MINUTE) + 20 * MINUTE

    def said(self) -> Iterator[tuple[datetime, str]]:
        """By the student."""
        start, at = self._wall.at(self._start, time(14, 10)), self._wall.at
        days = (self._moved.date() - self._start).days
        yield start, "add Priya Shah, nurse at Mercy, alum"
        yield start, "sent Priya"
        yield start, f"remind me in {days} days at {self._moved:%H:%M} to stretch"
        yield at(self._other, LATER), "next"  # 14 days without a sign are too many
        yield at(self._follow, LATER), "sent Priya"
        yield at(self._close, LATER), "replied Priya"
        yield at(self._offer, LATER), "booked Priya in 6 days at 15:00 by phone"
        yield at(self._met + DAY, time(9, 30)), "thanked Priya"
        yield at(self._report, LATER), "told Priya"
        yield at(self._report + 30 * DAY, LATER), "next"

    def due(self) -> Iterator[tuple[str, datetime]]:
        """To be told by the bot."""
        at, starts = self._wall.at, self._wall.at(self._met, time(15))
        ends = starts + 20 * MINUTE
        yield "other", at(self._other, NINE)
        yield "followup", at(self._follow, NINE)
        yield "close", at(self._close, NINE)
        yield "offer", at(self._offer, NINE)
        yield "prepare", at(self._met - 3 * DAY, NINE)
        yield "confirm", at(self._met - DAY, NINE)
        yield "card", starts - 15 * MINUTE
        yield "debrief", ends + HOUR
        yield "thank", ends + 4 * HOUR
        yield "report", at(self._report, NINE)
        yield "own", at(self._moved.date(), self._moved.time())


def lived(
    folder: Path, zone: str, said: list[tuple[datetime, str]]
) -> list[tuple[str, datetime]]:
    """What the bot says of its own accord meanwhile, and when."""
    zoe = Visitor("test", "T1", "zoe", "Zoe", zone)
    with closing(Talk(folder, FLOWS)) as talk:
        talk.restart(aware(said[0][0]))
        for at, words in said:
            talk.wait(aware(at))
            seen = talk.say(words, zoe)
            while words.startswith("remind") and "I'll remind you" not in seen:
                seen = talk.press(seen.labels[0], seen, zoe)  # then, of two the first
    return [(named(post), naive(post.at)) for post in talk.platform.posts]


def named(post: Seen) -> str:
    return next((what for what, words in TOLD.items() if words in post), str(post))


def workday(day: date, count: int, country: str) -> date:
    """So many days of work after the first one that is not before `day`."""
    days = (day + n * DAY for n in range(40))
    return [one for one in days if is_business_day(one, country)][count]


def there_and_back() -> list[Trip]:
    zones = (HOME, "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago", HOME)
    hours = (0, 5, 10, 15, 25)
    return _trips((SET_OUT + n * HOUR, z) for n, z in zip(hours, zones, strict=True))


def journey(chance: Random) -> list[Trip]:
    """Some hours here and some days there; whoever says where they are is awake."""
    stops, start = [(SET_OUT, HOME)], SET_OUT
    while (start := start + chance.randrange(60, 60 * 60) * MINUTE) < BOOKED:
        zone = chance.choice(ABROAD)
        if not is_quiet(aware(start), zone, NIGHT):
            stops.append((start, zone))
    return _trips(stops)


def _trips(stops: Iterable[tuple[datetime, str]]) -> list[Trip]:
    walls = [(start, wall_of(zone, 2026, 2026)) for start, zone in stops]
    ends = [start for start, _ in walls[1:]] + [BOOKED]
    return [(start, end, wall) for (start, wall), end in zip(walls, ends, strict=True)]


def due_on(trips: Sequence[Trip]) -> Iterator[tuple[str, datetime]]:
    """What is to be told until the talk, and when: at once if its hour is over there.

    What was put off keeps its day, as each zone counts it.
    """
    put_off = SET_OUT + 7 * DAY
    due = list[list[tuple[str, datetime]]]()
    for _, _, wall in trips:
        zero = workday(wall.shows(SET_OUT).date(), 0, "US")
        meeting = wall.shows(BOOKED).date()
        put_off = wall.at(wall.shows(put_off).date(), NINE)
        due.append(
            [
                ("swim", wall.at(date(2026, 11, 17), NINE)),
                ("pack", wall.at(date(2026, 11, 20), time(15))),
                ("stretch", SET_OUT + 2 * HOUR),
                ("breathe", SET_OUT + 30 * HOUR),
                ("Omar", wall.at(workday(zero, 3, "US"), NINE)),
                ("Omar", wall.at(workday(zero, 7, "US"), NINE)),
                ("Sana", wall.at(meeting - 3 * DAY, NINE)),
                ("Sana", wall.at(meeting - DAY, NINE)),
                ("Sana", BOOKED - 15 * MINUTE),
                ("Milo", put_off),
            ]
        )
    for one in zip(*due, strict=True):
        came = (
            (name, max(at, start))
            for (name, at), (start, end, _) in zip(one, trips, strict=True)
            if at <= end
        )
        yield from islice(came, 1)
