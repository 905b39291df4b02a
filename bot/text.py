"""What people type, made safe to keep: no control characters, no bidirectional tricks.

Lengths are cut before anything is normalised, since normalising is quadratic in the
number of combining marks (https://www.unicode.org/reports/tr15/).
"""

import re
import unicodedata

MOST = 4_000  # characters of one utterance or note
MOST_NAME = 200
MOST_DIGITS = 9

_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_MARKS = re.compile(f"({_MARK}{{4}}){_MARK}+")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
    r"\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)


def cleaned(text: str, most: int = MOST) -> str:
    """Without what a screen could trip over; tabs become spaces, lines stay lines."""
    short = text[: most + 1]
    if short.isascii() and short.isprintable():
        return short.strip()[:most]
    short = _LINE_END.sub("\n", short).replace("\t", " ")
    visible = _UNWANTED.sub("", short)
    return unicodedata.normalize("NFC", _MARKS.sub(r"\1", visible)).strip()[:most]


def one_line(text: str, most: int = MOST_NAME) -> str:
    return " ".join(cleaned(text, most).split())


def shortened(text: str, most: int) -> str:
    """For a label: the rest is where it can be read whole."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def listed(items: list[str], last: str = "and") -> str:
    """
    >>> listed(["Ana", "Ben", "Cleo"])
    'Ana, Ben and Cleo'
    """
    *most, final = items or [""]
    return f"{', '.join(most)} {last} {final}" if most else final


def whole(text: str) -> int:
    """The whole number that this is; -1 for all else, and for what nobody counts to.

    >>> whole("20"), whole("-1"), whole("")
    (20, -1, -1)
    """
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else -1


def counted(count: int, one: str, many: str = "") -> str:
    """
    >>> counted(1, "person", "people"), counted(2, "day")
    ('1 person', '2 days')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"
