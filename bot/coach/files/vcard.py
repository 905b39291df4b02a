"""Cards of an address book: vCard 2.1, 3.0 and 4.0, several in one file.

What names a person and their work is read; pictures, notes and numbers never are. It
works on bytes, because a line may be folded in the middle of a letter, and because 2.1
says for each line which letters it means. https://www.rfc-editor.org/rfc/rfc6350,
https://www.rfc-editor.org/rfc/rfc2426, and for 2.1 the paper of the versit consortium.
"""

import re
from binascii import a2b_qp
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.coach.files.decoding import eight_bits
from bot.coach.files.rows import Entry, Read, sifted
from bot.errors import Mistake

WANTED = frozenset(
    ("VERSION", "FN", "N", "ORG", "TITLE", "ROLE", "EMAIL", "KIND", "X-ABSHOWAS")
)
MOST_LINES = 300_000
MOST_VALUE = 10_000  # bytes
MOST_HEAD = 500  # characters before the colon
NO_PERSON = {"org": "a company", "group": "a group", "location": "a place"}

_BEGIN = re.compile(rb"[\s\xef\xbb\xbf]*BEGIN[ \t]*:[ \t]*VCARD\b", re.IGNORECASE)
_LINE = re.compile(
    rb"(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<given>(?:;(?:[^\":;]|\"[^\"]*\")*+)*+):"
    rb"(?P<value>.*)",
    re.DOTALL,
)
_QUOTED = re.compile(rb"[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_KNOWN = re.compile(
    r"utf-?8|(us-)?ascii|iso-?8859-\d+|(windows-|cp)125\d|koi8-[ru]|big5|gbk|gb2312|"
    r"gb18030|shift_?jis|euc-(jp|kr)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\\.|;|[^\\;]+|\\", re.DOTALL)
_OLD_TOKEN = re.compile(r"\\;|;|[^\\;]+|\\")


@dataclass(frozen=True, slots=True)
class Property:
    """One line: `value` has its letters, and still its escapes."""

    name: str
    given: str  # its parameters, in capitals
    value: str


def is_cards(data: bytes) -> bool:
    return _BEGIN.match(data) is not None


def read(data: bytes) -> Read:
    """A Mistake when no card names anybody."""
    found = sifted(_entries(data), "card")
    if not found.rows:
        raise Mistake("I find no names of people in those cards.")
    return found


def _entries(data: bytes) -> Iterator[Entry]:
    for number, card in enumerate(_cards(data), 1):
        row, why = _row(card)
        yield Entry(number, row, why or ("" if row.get("name") else "no name"))


def _cards(data: bytes) -> Iterator[list[Property]]:
    """A card that is cut off ends where the next begins."""
    card: list[Property] | None = None
    for line in _unfolded(data):
        if _BEGIN.match(line):
            if card is not None:
                yield card
            card = []
        elif card is not None and line[:4].upper() == b"END:":
            yield card
            card = None
        elif card is not None and (one := _property(line)):
            card.append(one)
    if card is not None:
        yield card


def _unfolded(data: bytes) -> Iterator[bytes]:
    """Whole lines. What 2.1 folds keeps the blank that it is folded at."""
    pieces: list[bytes] = []
    is_soft = False
    blank = 1
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    if len(lines) > MOST_LINES:
        raise Mistake(
            f"Those cards have more than {MOST_LINES:,} lines. Hand me fewer."
        )
    for line in lines:
        if is_soft:
            pieces[-1] = pieces[-1].removesuffix(b"=")
            pieces.append(line)
        elif line[:1] in (b" ", b"\t") and pieces:
            pieces.append(line[blank:])
        else:
            yield b"".join(pieces)
            pieces = [line]
        if line[:8].upper() == b"VERSION:":
            blank = 0 if line[8:].strip() == b"2.1" else 1
        is_soft = line.endswith(b"=") and bool(_QUOTED.match(pieces[0][:MOST_HEAD]))
    yield b"".join(pieces)


def _property(line: bytes) -> Property | None:
    if not (found := _LINE.fullmatch(line)):
        return None
    name = found["name"].decode("ascii", "replace").upper()
    if name not in WANTED:
        return None
    given = found["given"].decode("ascii", "replace").upper()
    return Property(name, given, _lettered(found["value"][:MOST_VALUE], given))


def _lettered(value: bytes, given: str) -> str:
    """By its own CHARSET, where it names one; else as in the rest of the world."""
    if "QUOTED-PRINTABLE" in given:
        value = a2b_qp(value)
    charset = given.partition("CHARSET=")[2].partition(";")[0].strip('"')
    if _KNOWN.fullmatch(charset):
        try:
            return value.decode(charset)
        except (UnicodeDecodeError, LookupError):
            pass
    return eight_bits(value)


def _row(card: Sequence[Property]) -> tuple[Mapping[str, str], str]:
    """The person of a card, or why it has none."""
    is_old = any(p.name == "VERSION" and p.value.strip() == "2.1" for p in card)
    said = {p.name: _parts(p.value, is_old) for p in reversed(card)}  # the first wins
    kind = " ".join(said.get("KIND", ())).strip().casefold()
    if "X-ABSHOWAS" in said and "COMPANY" in said["X-ABSHOWAS"]:
        kind = "org"
    row = {
        "name": _whole(said.get("FN", ())) or _composed(said.get("N", ())),
        "employer": next(iter(said.get("ORG", ())), ""),
        "role": _whole(said.get("TITLE", ())) or _whole(said.get("ROLE", ())),
        "email": _email(card, is_old),
    }
    why = f"{NO_PERSON[kind]}, not a person" if kind in NO_PERSON else ""
    return {key: text for key, text in row.items() if text.strip()}, why


def _email(card: Sequence[Property], is_old: bool) -> str:
    """The preferred one, else the first."""
    emails = [p for p in card if p.name == "EMAIL"]
    emails.sort(key=lambda p: "PREF" not in p.given)
    return next((_whole(_parts(p.value, is_old)) for p in emails), "")


def _composed(parts: Sequence[str]) -> str:
    """`family;given;additional;prefixes;suffixes`, as they are said."""
    family, given, more, before, after = (*parts, "", "", "", "", "")[:5]
    return " ".join(
        p.strip() for p in (before, given, more, family, after) if p.strip()
    )


def _whole(parts: Sequence[str]) -> str:
    """A text that has no parts keeps its semicolons."""
    return ";".join(parts)


def _parts(value: str, is_old: bool) -> list[str]:
    """Between semicolons, without escapes; 2.1 knows that of the semicolon alone."""
    parts = [""]
    for token in (_OLD_TOKEN if is_old else _TOKEN).findall(value):
        if token == ";":
            parts.append("")
        else:
            parts[-1] += _unescaped(token) if token[0] == "\\" else token
    return parts


def _unescaped(token: str) -> str:
    if token == "\\;":
        return ";"
    if len(token) == 1:
        return token
    return {"n": "\n", "N": "\n", ",": ",", "\\": "\\", ":": ":"}.get(token[1], token)
