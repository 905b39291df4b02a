"""What a release leaves on a disk, as SQL that can be read: one file for each.

`python -m tests.proofs.storage.released tests/proofs/storage/schemas/<version>.sql`
writes it, once, with the program of that version. It is never changed afterwards.
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.errors import NotSent
from bot.flows import FLOWS
from tests.platform import BEN
from tests.proofs.storage.story import BEFORE, DAYS, tell
from tests.talk import Talk

SCHEMAS = Path(__file__).parent / "schemas"


def write(dump: Path) -> None:
    """The five days, at the end of which two answers could not be given."""
    with TemporaryDirectory() as folder:
        talk = Talk(Path(folder), FLOWS)
        tell(talk, (*BEFORE, *DAYS))
        talk.platform.mute = NotSent("nobody is there")
        talk.say("how a visit at home goes")
        talk.say("people", BEN)
        talk.close()
        with closing(sqlite3.connect(Path(folder, "talk.db"))) as connection:
            dump.write_text("\n".join(connection.iterdump()) + "\n", "utf-8")


def build(dump: Path, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.executescript(dump.read_text("utf-8"))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
