"""How far it has come when a run begins: what was said, pressed and filled in before.

Some of what is promised happens months after a first word, and no fifty steps at
random come so far.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, zip_longest

from bot.effects import Answer, Ask, Redraw, Reply
from bot.engine.files import opened
from bot.events import Action, Pressed, Said, Submitted
from bot.records import Visitor
from bot.views import presses
from tests.platform import ANA, BEN, DEE
from tests.proofs.model_bot import Bot, Memory
from tests.proofs.model_words import AT_FIRST, PEOPLE
from tests.talk import MONDAY

DAY = timedelta(days=1)
STUDENTS = (ANA, BEN, DEE)

Did = tuple[Visitor, str] | tuple[Visitor, tuple[str, ...]] | timedelta
"""A word, or `[a label]`, or what is filled into a form; or time that passes."""

HEARD = ("Patience is half of it", "They spoke of nights", "Read a book")


def _known(who: Visitor) -> Iterator[Did]:
    yield from ((who, f"add {one.line}, alum") for one in PEOPLE[who])


def _first() -> Iterator[Did]:
    yield from ((who, f"add {one.line}, alum") for who, one in AT_FIRST)


def _asked_one_a_day() -> Iterator[Did]:
    """So that something falls due on each day of a week."""
    for who in STUDENTS:
        yield from _known(who)
    for nth in range(3):
        yield from ((who, f"sent {PEOPLE[who][nth].name}") for who in STUDENTS)
        yield DAY


def _promised() -> Iterator[Did]:
    for who in STUDENTS:
        source, other, _ = PEOPLE[who]
        yield who, f"add {source.line}, alum"
        yield who, f"met {source.name}"
        yield who, f"debrief {source.name}"
        yield who, "[They will introduce me"
        yield who, (other.name, f"{other.work} at {other.employer}")


def _promised_long_ago() -> Iterator[Did]:
    yield from _promised()
    yield 13 * DAY


def _recommended() -> Iterator[Did]:
    """Somebody is waiting to hear how the talk went that they led to."""
    for who in STUDENTS:
        source, other, _ = PEOPLE[who]
        yield who, f"add {source.line}, alum"
        yield who, f"add {other.line}, recommended by {source.name}"
        yield who, f"sent {source.name}"
        yield who, f"met {other.name}"
        yield who, f"debrief {other.name}"
        yield who, "[Nobody"


def _thanked() -> Iterator[Did]:
    for who in STUDENTS:
        first, second, _ = PEOPLE[who]
        yield from _known(who)
        for one in PEOPLE[who]:
            yield who, f"met {one.name}"
            yield who, f"thanked {one.name}"
        yield who, f"debrief {first.name}"
        yield who, "[Nobody"
        yield who, HEARD
        yield who, f"debrief {second.name}"
        yield who, "[I forgot"


def _in_touch() -> Iterator[Did]:
    yield from _thanked()
    for who in STUDENTS:
        for one in PEOPLE[who][:2]:
            yield who, f"told {one.name}"
    yield 97 * DAY
    for who in STUDENTS:
        yield who, "next"


def _in_touch_long_ago() -> Iterator[Did]:
    yield from _in_touch()
    yield 10 * DAY
    for who in STUDENTS:
        yield who, f"add again {PEOPLE[who][2].line}"
        yield who, f"sent {PEOPLE[who][2].name}"


BEGINNINGS = (
    _first,
    _asked_one_a_day,
    _promised,
    _promised_long_ago,
    _recommended,
    _thanked,
    _in_touch,
    _in_touch_long_ago,
)


@dataclass(frozen=True, slots=True)
class Begun:
    """What is in the file, and when."""

    content: bytes
    now: datetime


def begun(runner: asyncio.Runner) -> Sequence[Begun]:
    return [_lived(runner, [*beginning()]) for beginning in BEGINNINGS]


def _lived(runner: asyncio.Runner, life: Sequence[Did]) -> Begun:
    with closing(opened(":memory:")) as empty:
        file = Memory(empty.serialize())
    ids, last = count(), dict[Visitor, Answer]()
    with closing(Bot(runner, file, MONDAY)) as bot:
        for did in life:
            if isinstance(did, timedelta):
                _wait(bot, bot.now + did)
            else:
                who, what = did
                action = _action(who, what, f"first/{next(ids)}", bot.now, last)
                last[who] = bot.hear(action)[-1]
        _wait(bot, bot.now)
        bot.forget_the_past()
        return Begun(file.content(), bot.now)


def _wait(bot: Bot, until: datetime) -> None:
    while (due := bot.tick()[0]) <= until:
        bot.clock.move(due)
    bot.clock.move(until)


def _action(
    who: Visitor,
    what: str | tuple[str, ...],
    id: str,
    now: datetime,
    last: dict[Visitor, Answer],
) -> Action:
    match what, last.get(who):
        case tuple(), Ask(form):
            keys = [field.key for field in form.fields]
            answers = dict(zip_longest(keys, what[: len(keys)], fillvalue=""))
            return Submitted(id, who, who.direct, form.token, now, answers, True)
        case str(), (Reply(view) | Redraw(view)) if what.startswith("["):
            found = [token for label, token, _ in presses(view) if what[1:] in label]
            return Pressed(id, who, who.direct, found[0], now, "", True)
        case str(), _ if not what.startswith("["):
            return Said(id, who, who.direct, what, now, True)
        case _, answer:
            raise AssertionError(f"{what} cannot be done after {answer}")
