"""Two accounts become one person's: whenever that is killed, it is done or not."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from typing import Any, cast

import pytest

from bot.engine.deeds import Tables
from bot.engine.files import opened
from bot.engine.router import Router
from bot.engine.sqlite import Job, Writer
from bot.events import Said
from bot.flows import FLOWS
from bot.records import Visitor
from tests.proofs.conftest import Tally
from tests.proofs.scale import scale
from tests.proofs.storage.disks import in_memory, is_whole
from tests.proofs.storage.story import BEFORE, DAYS, tell
from tests.proofs.storage.victims import dies, steps_of
from tests.talk import SECRET, Talk

ANA_TOO = Visitor("discord", "", "77", "Ana")
STRIDE = scale(199, 1)  # steps from one kill to the next
ROUTER = Router(FLOWS)


@pytest.fixture
def before() -> Iterator[tuple[Path, Said]]:
    """A file in which both accounts have much, and what is said to join them."""
    with in_memory() as folder:
        talk = Talk(folder, FLOWS)
        tell(talk, (*BEFORE, *DAYS))
        talk.say("add Priya Shah, cook", ANA_TOO)
        talk.say("sent Priya", ANA_TOO)
        talk.say("cancel")
        shown = talk.say("my other account")
        code = shown.partition("Your code: ")[2][:9]
        now = talk.now
        talk.close()
        text = f"my other account {code} join"
        yield folder / "talk.db", Said("join", ANA_TOO, ANA_TOO.direct, text, now)


def join(path: Path, said: Said) -> None:
    """On this thread, where each line is seen."""

    def settle(tables: Tables) -> object:
        return tables.settle(said, lambda book: ROUTER.answer(said, book))

    connection = opened(path)
    done: list[Any] = []
    Writer(connection, [SECRET], done.extend).commit([Job(settle, cast(Any, None))])
    connection.close()
    assert not [one.error for one in done if one.error]


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [*connection.iterdump()]


def test_it_is_done_or_it_is_not(before: tuple[Path, Said], tally: Tally) -> None:
    file, said = before
    alone, joined = dump(file), file.with_name("joined.db")
    copyfile(file, joined)
    total = steps_of(join, joined, said)
    assert dump(joined) != alone
    for nth in range(1, total + 1, STRIDE):
        path = file.with_name(f"{nth}.db")
        copyfile(file, path)
        died = dies(join, path, said, at=nth)
        assert dump(path) in (alone, dump(joined))
        join(path, said)  # it is delivered again
        assert dump(path) == dump(joined)
        assert is_whole(path)
        tally("storage", joinings_killed=int(died))


def test_all_of_both_is_there_afterwards(before: tuple[Path, Said]) -> None:
    file, said = before
    names = "select name from contact order by name"
    with closing(sqlite3.connect(file)) as connection:
        known = connection.execute(names).fetchall()
    join(file, said)
    join(file, replace(said, id="again"))
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute(names).fetchall() == known
        whose = "select count(distinct owner) from talk where owner in (select person"
        joined = f"{whose} from identities where account in ('ana', '77'))"
        assert connection.execute(joined).fetchone() == (1,)
        assert connection.execute("pragma foreign_key_check").fetchall() == []
