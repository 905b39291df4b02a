"""Somebody among many is found by typing: their own people, and nobody else's."""

from pathlib import Path

import pytest

from bot.flows.who import NOBODY_FOUND
from tests.adapters.slack.faults.house import House, Mode, at_home, came_in, said
from tests.adapters.slack.loopback import Person, Seen

pytestmark = pytest.mark.asyncio

SEARCH, NOBODY = "Whose card?", NOBODY_FOUND.label
MANY = 130
ROWS = "\n".join(f"Ana {nth:03} Bell,baker" for nth in range(MANY - 2))
TABLE = f"name,role\n{ROWS}\nRosa Diaz,nurse\nMariana Rossi,printer\n".encode()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """slack_sdk would send calls of this very machine through one."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


async def with_many(house: House) -> Person:
    ana = await came_in(house)
    await ana.reads("130 people to choose from", since=await ana.upload("a.csv", TABLE))
    await said(ana, "keep 1-100", "Kept 100 people")
    await ana.reads("people to choose from", since=await ana.upload("a.csv", TABLE))
    await said(ana, "keep 1-30", "Kept 30 people")
    await said(ana, "people", SEARCH)
    return ana


def names(seen: Seen) -> list[str]:
    return [option["text"]["text"] for option in seen.options]


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_somebody_on_a_later_page_is_found_and_opened(
    tmp_path: Path, mode: Mode
) -> None:
    async with at_home(tmp_path, mode) as house:
        ana = await with_many(house)
        found = await ana.suggest(SEARCH, "ros")
        assert names(found) == ["Rosa Diaz (nurse)", "Mariana Rossi (printer)"]
        opened = await ana.press(SEARCH, "Mariana Rossi (printer)")
        await ana.reads("Mariana Rossi, printer", "Write it", since=opened)


async def test_a_hundred_are_offered_at_most_and_before_anything_is_typed(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await with_many(house)
        assert len(names(await ana.suggest(SEARCH, ""))) == 100
        assert len(names(await ana.suggest(SEARCH, "ana"))) == 100


async def test_a_slip_of_the_finger_still_finds_them_and_nonsense_nobody(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await with_many(house)
        assert names(await ana.suggest(SEARCH, "Rsoa Diaz")) == ["Rosa Diaz (nurse)"]
        assert names(await ana.suggest(SEARCH, "\u202e%_" + "z" * 3_000)) == [NOBODY]
        await ana.reads("Who is it?", since=await ana.press(SEARCH, NOBODY))


async def test_nobody_is_offered_the_people_of_another(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana, ben = await with_many(house), await came_in(house, "Ben")
        [*_, listing] = [m for m in ana.sees() if SEARCH in str(m.blocks)]
        assert names(await ben.suggest(SEARCH, "rosa", on=listing)) == [NOBODY]
