"""A terminal into which anything is typed: every line is answered, nothing breaks, and
nothing raw is shown."""

import asyncio
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from random import Random
from unicodedata import category

import pytest

from adapters.console import chat
from adapters.console.chat import Chat
from adapters.console.desk import Desk
from adapters.console.plain import Plain
from adapters.console.translate import ORDERS, visitor
from bot.engine import shell
from bot.engine.clock import SimulatedClock
from bot.engine.delivery import Delivery
from bot.engine.life import Life
from bot.engine.router import Router
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.flows import FLOWS
from tests.proofs.conftest import Tally
from tests.proofs.hostile import hostile, random_for
from tests.proofs.known import BEFORE, RESTS, WORDS
from tests.proofs.parsers.table import CONTROLS
from tests.proofs.scale import PROVING, scale
from tests.talk import MONDAY, PATIENCE, SECRET

LINES = 500
BEGINNINGS = (*WORDS, *ORDERS, "import", "1", "2", "3", "")
SPANS = ("3 days", "until monday 9am", "people.csv", "../talk.ics", "Tom Okafor")


@pytest.mark.parametrize("part", range(scale(2, 50)))
def test_every_line_at_a_terminal_is_answered(
    part: int, tmp_path: Path, tally: Tally
) -> None:
    random = random_for(f"terminal {part}", int(PROVING))
    lines = [*BEFORE, "1", *(line(random) for _ in range(LINES))]
    shown, unanswered = asyncio.run(typed(lines, tmp_path))
    assert all(broke not in shown for broke in (shell.BROKE, chat.BROKE))
    assert all(char == "\n" or category(char) not in CONTROLS for char in {*shown})
    tally("hostile text", inputs=len(lines), unanswered=len(unanswered))
    assert not unanswered, ascii(unanswered)


def line(random: Random) -> str:
    return f"{random.choice(BEGINNINGS)} {hostile(random, (*RESTS, *SPANS))}"


async def typed(lines: Iterable[str], folder: Path) -> tuple[str, list[str]]:
    """All that was shown, and what was not answered.

    Whoever wants to leave is let go, and stays nevertheless.
    """
    shown, clock, unanswered = StringIO(), SimulatedClock(MONDAY), list[str]()
    store = SqliteStore(":memory:", SECRET)
    face = Plain(StringIO(), shown)
    desk = Desk(clock, face, visitor("Ana", "America/New_York"))
    heard = Shell(Router(FLOWS), store, clock, PATIENCE)
    life = Life(store, clock, heard, [Delivery(store, clock, "terminal", desk)])
    try:
        async with life.going():
            talk = Chat(heard, store, clock, life, desk, folder)
            await talk.begin()
            for text in lines:
                before = shown.tell()
                if await talk.hear(text) and shown.tell() == before:
                    unanswered.append(text)
    finally:
        store.close()
    return shown.getvalue(), unanswered
