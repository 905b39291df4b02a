"""Kills a bot, starts it again, and compares what people saw with a life in peace."""

import asyncio
import signal
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from bot.engine.clock import SimulatedClock
from bot.engine.sqlite import SqliteStore
from bot.ports import Agenda
from tests.proofs.kills.books import Kept, kept, unknown_in, wrong_in
from tests.proofs.kills.platforms import FolderPlatform, Heard, Knows, Passing
from tests.proofs.kills.scripts import Script
from tests.proofs.kills.victim import ROUTER, Bot, Fate, die, run
from tests.talk import SECRET

A_MINUTE = timedelta(minutes=1)
UNDECIDED = ("deciding", "writing")

# One process that has imported everything, and forks: a victim costs 0.05 s.
VICTIMS = get_context("forkserver")
VICTIMS.set_forkserver_preload(["tests.proofs.kills.warm"])


@dataclass(frozen=True, slots=True)
class Peace:
    """A life in which nobody is killed."""

    heard: Sequence[Heard]
    books: Sequence[Kept]
    passed: Counter[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`repeats` say of themselves that they may be one; of what is `unknown` the dead
    could not write down whether it was said.
    """

    lost: int
    doubled: int
    repeats: int
    unknown: Counter[str]  # letters, answers
    in_order: bool  # in each place
    wrong: Sequence[str]

    def broken_promises(self, knows: Knows) -> list[str]:
        broken = [*self.wrong]
        if self.lost:
            broken.append(f"{self.lost} lost")
        if self.doubled > (self.unknown.total() if knows == "neither" else 0):
            broken.append(f"{self.doubled} doubled, {self.unknown}")
        in_doubt = self.unknown["answers"]  # which may stand in no history
        if knows == "neither":
            in_doubt += self.unknown["letters"]
        if self.repeats > in_doubt:
            broken.append(f"{self.repeats} said to be repeats, {self.unknown}")
        if not self.in_order:
            broken.append("out of order")
        return broken


async def prepare(script: Script, file: Path) -> None:
    """What was said before, in a life of its own."""
    store = SqliteStore(file, SECRET)
    for said in script.before:
        await store.transact(said, partial(ROUTER.answer, said))

    def give(agenda: Agenda) -> None:
        for said in script.before:
            agenda.given(said.who.platform, said.id)

    await store.agenda(give)
    store.close()


def in_peace(bot: Bot) -> Peace:
    passed = Counter[str]()

    def passing(point: str) -> None:
        passed[point] += 1

    books = _lived(bot, bot.script.start, passing)
    wrong = [*_wrong(bot, books)]
    assert not wrong, wrong
    return Peace(_heard(bot), books, passed)


def judged(
    bot: Bot, fates: Sequence[Fate], peace: Peace, down: timedelta = A_MINUTE
) -> Verdict:
    """Killed so often, and started again after so long; then it lives to the end."""
    start, unknown = bot.script.start, Counter[str]()
    for fate in fates:
        _kill(bot, start, fate)
        start = datetime.fromisoformat(bot.died.read_text()) + down
        unknown += unknown_in(bot.file)
    books = _lived(bot, start, lambda point: None)
    heard, never_told = _heard(bot), _never_told(bot, fates, peace)
    to_hear = [one for one in peace.heard if one not in never_told]
    said, to_say = _counted(heard), _counted(to_hear)
    wrong = [*_wrong(bot, books), *_wrongly_said(heard, to_say)]
    if not never_told and books != peace.books:
        wrong.append(f"{books}\nand in peace {peace.books}")
    return Verdict(
        lost=(to_say - said).total(),
        doubled=(said - to_say).total(),
        repeats=sum(one.is_repeat for one in heard),
        unknown=unknown,
        in_order=_by_place(heard) == _by_place(to_hear),
        wrong=wrong,
    )


def _kill(bot: Bot, start: datetime, fate: Fate) -> None:
    victim = VICTIMS.Process(target=die, args=(bot, start, fate), daemon=True)
    victim.start()
    victim.join(60)
    assert victim.exitcode == -signal.SIGKILL, f"it never came to {fate}"


def _lived(bot: Bot, start: datetime, passing: Passing) -> Sequence[Kept]:
    return asyncio.run(run(bot, SimulatedClock(start), passing, kept))


def _heard(bot: Bot) -> Sequence[Heard]:
    return FolderPlatform(bot.platform, bot.folder, print).everything()


def _counted(heard: Sequence[Heard]) -> Counter[tuple[str, str]]:
    return Counter((one.place, one.text) for one in heard)


def _by_place(heard: Sequence[Heard]) -> Mapping[str, Sequence[str]]:
    """In the order in which each text came first."""
    places: dict[str, list[str]] = defaultdict(list)
    for place, text in dict.fromkeys((one.place, one.text) for one in heard):
        places[place].append(text)
    return places


def _never_told(bot: Bot, fates: Sequence[Fate], peace: Peace) -> Sequence[Heard]:
    """What nobody delivers again, and was not on the disk: the student saw it fail."""
    [fate, *_] = fates
    if bot.platform.redelivers or fate.point not in UNDECIDED:
        return ()
    return peace.heard[fate.nth - 1 : fate.nth]


def _wrong(bot: Bot, books: Sequence[Kept]) -> Iterator[str]:
    yield from wrong_in(bot.file)
    for book in books:
        yield from book.wrong


def _wrongly_said(
    heard: Sequence[Heard], to_say: Counter[tuple[str, str]]
) -> Iterator[str]:
    known = set[tuple[str, str]]()
    for one in heard:
        words = (one.place, one.text)
        if words not in to_say:
            yield f"never said in peace: {words}"
        if words in known and not one.is_repeat:
            yield f"said again as if it were new: {words}"
        known.add(words)
