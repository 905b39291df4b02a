"""A bot on a small disk: `python -m tests.proofs.storage.filling <folder of the disk>`.

It is told things until the disk is full, and longer; then somebody else makes room. It
says how much of that was kept, in JSON.
"""

import json
import sqlite3
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path

from bot.engine.shell import FULL
from bot.flows import FLOWS
from bot.records import Contact
from tests.proofs.storage.disks import is_whole
from tests.talk import Talk

BALLAST = 1_000_000  # bytes, of somebody else's
ENOUGH = 5  # times it has to be said that the disk is full


def fill(folder: Path) -> dict[str, int]:
    ballast = folder / "ballast"
    ballast.write_bytes(b"1" * BALLAST)
    talk = Talk(folder, FLOWS)
    talk.may_break = True
    talk.say("remind me tomorrow 9am: call Tom")
    known, refused = filled(talk)
    assert kept(talk) == known
    with suppress(sqlite3.Error):
        talk.wait(hours=24)  # the reminder may not fit, and stays due

    ballast.unlink()
    assert all(adds(talk, name) for name in refused)
    assert kept(talk) == known | refused
    talk.wait(hours=1)
    assert len(talk.platform.posts) == 1
    talk.close()
    assert is_whole(folder / "talk.db")
    return {"kept_when_full": len(known), "refused_when_full": len(refused)}


def filled(talk: Talk) -> tuple[set[str], set[str]]:
    """Who was kept, and who was not."""
    known, refused = set[str](), set[str]()
    names = (f"Tom{n} Okafor" for n in count())
    while len(refused) < ENOUGH:
        name = next(names)
        (known if adds(talk, name) else refused).add(name)
    return known, refused


def adds(talk: Talk, name: str) -> bool:
    said = talk.say(f"add {name}, nurse at Mercy Hospital")
    assert said == FULL or name in said
    return said != FULL


def kept(talk: Talk) -> set[str]:
    return {contact.name for contact in talk.read(lambda book: book.all(Contact))}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill(Path(sys.argv[1]))))
