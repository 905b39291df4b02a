"""What people did before the bot is killed, and what is to be said to them then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from bot.effects import Deed, Effect, Post, Reply, WakeAt
from bot.events import Action, Rang, Said
from bot.flow import Flow
from bot.flows import FLOWS
from bot.ports import Book
from bot.records import Place, Visitor
from bot.views import View
from tests.talk import MONDAY

Kind = Literal["answers", "late answers", "reminders", "digests", "channel posts"]

CHANNEL = Place("test", "T1", "C1")
STUDENTS = tuple(
    Visitor("test", "T1", name.lower(), name, "America/New_York")
    for name in ("Ana", "Ben", "Cleo", "Dora", "Emil")
)
SAYINGS = (
    "sent Priya",
    "replied Priya",
    "booked Priya friday 3pm",
    "declined Priya",
    "met Priya",
    "add Tom Okafor, welder at Ironworks",
    "remind me in 3 hours to stretch",
    "write Priya",
    "next",
)

board = Flow("board")
ROUTES = (*FLOWS, board)


@board.command("announce MINUTES TEXT")
def announce(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Say it in the channel in so many minutes; no flow of the product does so yet."""
    minutes, _, text = rest.partition(" ")
    at = action.at + timedelta(minutes=int(minutes))
    yield WakeAt(board.token("say", text), at)
    yield Reply(View(("All right.",)))


@board.wake("say")
def say(rang: Rang, text: str, book: Book) -> Iterator[Deed]:
    yield Post(CHANNEL, View((text,)), f"board/{rang.id}")


@dataclass(frozen=True, slots=True)
class Script:
    """The bot hears `before` in peace; then, from `start` till `end`, it is killed."""

    before: Sequence[Said]
    start: datetime
    during: Sequence[Said]
    end: datetime


def script(kind: Kind, seed: int) -> Script:
    """Number 0 is the same for all who look; the others are as the dice fall."""
    dice = Random(f"{kind} {seed}")
    apart = dice.choice((0, 1, 7)) if seed else 1
    match kind:
        case "answers" | "late answers":
            return _answers(dice, apart)
        case "reminders":
            return _reminders(apart)
        case "digests":
            return _digests(dice.randint(1, 3), dice.choice((4, 5, 6)))
        case "channel posts":
            return _channel_posts(apart)


def _answers(dice: Random, apart: int) -> Script:
    """Each says another thing."""
    sayings = dice.sample(SAYINGS, len(STUDENTS))
    start = MONDAY + timedelta(hours=1)
    return Script(
        [_said(who, "add Priya Shah, nurse at Mercy", MONDAY) for who in STUDENTS],
        start,
        [
            _said(who, words, start + timedelta(minutes=nth * apart))
            for nth, (who, words) in enumerate(zip(STUDENTS, sayings, strict=True))
        ],
        start + timedelta(hours=1),
    )


def _reminders(apart: int) -> Script:
    """Each gets one."""
    words = [f"remind me in {20 + nth * apart} minutes to stretch" for nth in range(5)]
    before = [
        _said(who, saying, MONDAY) for who, saying in zip(STUDENTS, words, strict=True)
    ]
    return Script(before, MONDAY, (), MONDAY + timedelta(hours=2))


def _digests(people: int, days: int) -> Script:
    """So many days of downtime, after which each student gets one."""
    names = ("Priya Shah", "Tom Okafor", "Lea Brandt")[:people]
    words = [
        *(f"{word} {name}" for name in names for word in ("add", "sent")),
        "remind me in 24 hours to stretch",
    ]
    before = [_said(who, saying, MONDAY) for who in STUDENTS for saying in words]
    start = MONDAY + timedelta(days=days, hours=1)
    return Script(before, start, (), start + timedelta(hours=2))


def _channel_posts(apart: int) -> Script:
    """All of one student's, in one place."""
    before = [
        _said(STUDENTS[0], f"announce {20 + nth * apart} number {nth}", MONDAY)
        for nth in range(5)
    ]
    return Script(before, MONDAY, (), MONDAY + timedelta(hours=2))


def _said(who: Visitor, words: str, at: datetime) -> Said:
    return Said(f"{who.user}/{words}", who, who.direct, words, at)
