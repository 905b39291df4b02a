"""LinkedIn's export as it comes: a ZIP, of which one file is read.

Whatever it says of itself may be false, so nothing is unpacked beyond a bound.
"""

import io

from bot.errors import Mistake
from bot.text import listed, one_line, shortened

NAME = "connections.csv"
BEGINS = b"PK\x03\x04"
MOST_ENTRIES = 2_000
MOST_RATIO = 100  # text seldom shrinks to a twentieth
MOST_NAMED = 3

_AN_ENTRY = b"PK\x01\x02"  # https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
_ENCRYPTED = 0x1


def connections(data: bytes, most: int) -> bytes:
    """`Connections.csv` of any folder, within `most` bytes. Else a Mistake."""
    import zlib
    from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

    if data.count(_AN_ENTRY) > MOST_ENTRIES:
        raise _refused(f"That ZIP holds more than {MOST_ENTRIES:,} files.")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            found = [n for n in names if n.rpartition("/")[2].casefold() == NAME]
            if not found:
                raise _refused(f"In that ZIP is no Connections.csv{_but(names)}.")
            info = archive.getinfo(min(found, key=len))
            if info.flag_bits & _ENCRYPTED:
                raise _refused("That ZIP is locked with a password.")
            if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise _refused("That ZIP is packed in a way I don't read.")
            if info.file_size > min(most, MOST_RATIO * max(info.compress_size, 1)):
                raise _refused("What that ZIP holds is too large to be contacts.")
            with archive.open(info) as packed:
                return packed.read(most)
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        raise _refused("That ZIP is damaged.") from None


def _but(names: list[str]) -> str:
    if not names:
        return ", and nothing else"
    shown = [shortened(one_line(name), 40) or "?" for name in names[:MOST_NAMED]]
    more = ["more"] if len(names) > MOST_NAMED else []
    return f"; it holds {listed([*shown, *more])}"


def _refused(why: str) -> Mistake:
    return Mistake(f"{why} Unpack it yourself and hand me Connections.csv.")
