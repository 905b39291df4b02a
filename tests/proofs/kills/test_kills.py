"""Nothing is lost, and nothing said twice without need, wherever a bot is killed."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import cycle, product
from pathlib import Path
from random import Random
from shutil import copyfile

import pytest

from tests.proofs.conftest import Tally
from tests.proofs.kills import broken
from tests.proofs.kills.broken import Mistake, as_it_is
from tests.proofs.kills.platforms import KNOWS, Platform
from tests.proofs.kills.proof import Peace, in_peace, judged, prepare
from tests.proofs.kills.scripts import Kind, Script, script
from tests.proofs.kills.victim import Bot, Fate
from tests.proofs.scale import PROVING, scale

SEEDS = range(scale(1, 23))
DOWN = (timedelta(seconds=1), timedelta(minutes=1), timedelta(minutes=10))

DECIDING = ("deciding", "doing", "writing", "decided")
ANSWERING = ("answering", "answered", "giving", "given")
SENDING = ("reserving", "reserved", "calling", "called", "recording", "recorded")
RECOVERING = ("recovering", "recovered")
SWEEPING = ("sweeping", "swept")

UNGIVEN = ("decided", "answering")
BECOMING = ("doing", "writing", "decided", "giving", "given")

LETTERS: tuple[Kind, ...] = ("late answers", "reminders", "digests", "channel posts")


@dataclass(frozen=True, slots=True)
class Case:
    """What is being said, to which platform, and the points where a bot dies in turn.

    Of the first point the nth passage is fatal, 0 being the last, and of any other the
    first.
    """

    kind: Kind
    platform: Platform
    points: tuple[str, ...]
    nth: int

    def __str__(self) -> str:
        once = "" if self.platform.redelivers else " once"
        return f"{self.kind} {self.platform.knows}{once} {' '.join(self.points)}"

    def fates(self, passages: int, seed: int) -> Sequence[Fate]:
        """With other seeds than 0 any passage is fatal, but for the last of many, so
        that there is something left to die of again.
        """
        first, *rest = self.points
        nth = min(self.nth or passages, passages)
        if seed:
            most = max(1, passages - len(rest))
            nth = Random(f"{self} {seed}").randint(1, most)
        return [Fate(first, nth), *map(Fate, rest)]


def cases() -> Iterator[Case]:
    passages, early = cycle((1, 3, 0)), cycle((1, 3))
    for knows in KNOWS:
        here, deaf = Platform(knows), Platform(knows, deaf=True)
        for point in (*DECIDING, *ANSWERING, *SWEEPING):
            yield Case("answers", here, (point,), next(passages))
        for kind, point in product(LETTERS, (*DECIDING, *SENDING, *SWEEPING)):
            platform = deaf if kind == "late answers" else here
            yield Case(kind, platform, (point,), next(passages))
        once = Platform(knows, redelivers=False)
        for point in ("deciding", "writing", "decided", *ANSWERING):
            yield Case("answers", once, (point,), next(passages))
        # Killed again, while the next one recovers, and while it says what it found
        for point in (*DECIDING, "giving", "given", *RECOVERING):
            yield Case("answers", here, ("answered", point), next(passages))
        for point in SENDING:
            yield Case("answers", here, ("answering", point), next(passages))
        # And while what the first had decided, and given to nobody, becomes letters
        for first, point in product(UNGIVEN, BECOMING):
            yield Case("answers", here, (first, point), next(early))
        for kind, point in product(LETTERS[1:3], (*RECOVERING, "called", "recording")):
            yield Case(kind, here, ("called", point), next(early))


CASES = [case for nth, case in enumerate(cases()) if PROVING or nth % len(KNOWS)]
"""In the suite each point on two of the three sorts of platform."""


@dataclass(frozen=True, slots=True)
class Life:
    """A bot as it was before the script began, and what happens if nobody kills it."""

    script: Script
    before: Path
    peace: Peace

    def again(
        self, folder: Path, platform: Platform, mistake: Mistake = as_it_is
    ) -> Bot:
        bot = Bot(folder, self.script, platform, mistake)
        copyfile(self.before, bot.file)
        return bot


Lives = Callable[[Kind, int], Life]


@pytest.fixture(scope="session")
def life_of(tmp_path_factory: pytest.TempPathFactory) -> Lives:
    @cache
    def live(kind: Kind, seed: int) -> Life:
        folder = tmp_path_factory.mktemp("life")
        bot = Bot(folder, script(kind, seed), Platform(deaf=kind == "late answers"))
        asyncio.run(prepare(bot.script, bot.file))
        before = copyfile(bot.file, folder / "before.db")
        return Life(bot.script, before, in_peace(bot))

    return live


@pytest.mark.parametrize("kind", ["answers", *LETTERS])
def test_in_peace_five_things_are_said_of_which_none_may_be_a_repeat(
    kind: Kind, life_of: Lives
) -> None:
    heard = life_of(kind, 0).peace.heard
    assert [one.is_repeat for one in heard] == [False] * 5
    gathered = ["4 things fell due" in one.text for one in heard]
    assert gathered == [kind == "digests"] * 5


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_whoever_is_killed_loses_nothing_and_doubles_only_what_nobody_can_know(
    case: Case, seed: int, life_of: Lives, tmp_path: Path, tally: Tally
) -> None:
    life, knows = life_of(case.kind, seed), case.platform.knows
    bot = life.again(tmp_path, case.platform)
    fates = case.fates(life.peace.passed[case.points[0]], seed)
    down = Random(seed).choice(DOWN) if seed else timedelta(minutes=1)
    verdict = judged(bot, fates, life.peace, down)
    tally(
        "kills",
        killed=len(fates),
        lost=verdict.lost,
        said_to_be_repeats=verdict.repeats,
        **{f"doubled_with_{knows}": verdict.doubled},
    )
    assert verdict.broken_promises(knows) == []


def test_a_place_hears_all_in_order_though_somebody_was_killed(
    life_of: Lives, tmp_path: Path
) -> None:
    life = life_of("channel posts", 0)
    bot = life.again(tmp_path, Platform("nonces"))
    assert judged(bot, [Fate("calling", 3)], life.peace).in_order


@pytest.mark.parametrize(
    ("mistake", "kind", "point", "platform", "found"),
    [
        (broken.MarksTooSoon, "reminders", "calling", Platform(), "1 lost"),
        (broken.ReservesTooLate, "reminders", "called", Platform(), " doubled"),
        (broken.NeverRecovers, "digests", "calling", Platform(), "is sending"),
        (broken.SaysItAnew, "digests", "called", Platform(), "as if it were new"),
        (broken.SaysItAnew, "digests", "called", Platform("history"), " doubled"),
        (broken.ForgetsAnswers, "answers", "decided",
         Platform("nonces", redelivers=False), "1 lost"),
    ],
)  # fmt: skip
def test_an_engine_with_one_mistake_is_found_out(
    mistake: type[broken.Broken],
    kind: Kind,
    point: str,
    platform: Platform,
    found: str,
    life_of: Lives,
    tmp_path: Path,
) -> None:
    life = life_of(kind, 0)
    bot = life.again(tmp_path, platform, mistake)
    verdict = judged(bot, [Fate(point, 3)], life.peace)
    assert found in str(verdict.broken_promises(platform.knows))
