"""Files at a terminal: contacts are taken in by name, what was shown is written out."""

import re
from base64 import b64decode
from contextlib import suppress
from itertools import count
from pathlib import Path
from stat import S_ISREG

from bot.coach.files.contacts import MOST_BYTES, read_contacts
from bot.errors import Mistake
from bot.events import Said, Uploaded
from bot.views import Code, File, Picture

MOST_NAME = 60  # characters, of up to four bytes; most disks bear 255

_IMPORT = re.compile(r"import\s+(\S.*)", re.IGNORECASE | re.DOTALL)
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+|^\.+")


def named_in(line: str) -> str:
    """The file in `import FILE`; empty for any other line."""
    typed = _IMPORT.fullmatch(line.strip())
    return typed[1].strip("'\"") if typed else ""


def uploaded(said: Said, name: str) -> Uploaded:
    """What was said hands over that file. A Mistake if it holds no contacts.

    It waits for the disk, so it is for a thread of its own.
    """
    read = read_contacts(content_of(name))
    skipped = tuple(map(str, read.skipped))
    file = Path(name).name
    return Uploaded(said.id, said.who, said.where, file, said.at, read.rows, skipped)


def saved(shown: File | Picture | None, folder: Path, name: str) -> Path:
    """Where it stands now, beside what is there already."""
    match shown:
        case None:
            raise Mistake("There is nothing to save: I showed no file or picture.")
        case File(suggested, _, text):
            content = text.encode("utf-8", "replace")
        case Picture(png):
            suggested, content = "picture.png", b64decode(png)
    _, _, last = (name or suggested).replace("\\", "/").rpartition("/")
    path = folder / (_NOT_IN_A_NAME.sub("-", last[:MOST_NAME]) or "file")
    try:
        return _written(path, content)
    except OSError as error:
        raise Mistake(f"I can't save it as {path}: {error.strerror}.") from None


def content_of(name: str) -> bytes:
    """As much as may be contacts, and a byte more. A Mistake if it can't be read."""
    try:
        path = Path(name).expanduser()
        if S_ISREG(path.stat().st_mode):
            with path.open("rb") as source:
                return source.read(MOST_BYTES + 1)
        why = "it is a folder, a pipe or a device"  # the last two may never end
    except OSError as error:
        why = error.strerror or str(error)
    except (ValueError, RuntimeError):  # a NUL, or the home of nobody
        why = "no such name"
    raise Mistake(
        f"I can't read {name[:100]}: {why}. For example: ", Code("import people.csv")
    )


def _written(path: Path, content: bytes) -> Path:
    """A name that is taken gets a number."""
    free = path
    for nth in count(2):
        with suppress(FileExistsError), free.open("xb") as file:
            file.write(content)
            break
        free = path.with_stem(f"{path.stem}-{nth}")
    return free
