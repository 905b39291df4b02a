"""How people type about time, rewritten into the few plain words the readers know."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.coach.time.almanac import MONTHS, WEEKDAYS
from bot.errors import Unusable

_GRAMMAR = (
    "today tomorrow yesterday this next last coming in within from after before ago "
    "now on at by for until till past to of and half quarter week weeks weekend month "
    "months year years day days hour hours minute minutes business morning afternoon "
    "evening night noon midnight oclock am pm time"
)

_FILE = KNOWLEDGE / "dates.toml"
_TABLES = ("words", "sayings", "alone", "repeating")
_ASKED = (
    "unread", "long", "several", "over", "past", "next_year", "nowhere", "repeating",
    "twice", "same_time",
)  # fmt: skip
_LONG = 5  # letters of a word whose misspelling can be told from another word

_PLAINER = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"[\u2019'`]", ""),
        (r"[\"\u201c\u201d,()!?;~]", " "),
        (r"@", " at "),
        (r" [-\u2013] ", " "),
        (r"&", " and "),
        (r"(?<=\d) ?([ap])\.?m?\b\.?|\b([ap])\.m\b\.?", r" \1\2m"),  # 3 p.m., 3p
        (r"(?:[- ]|(?<=\d)|(?<=\d[ap]m))ish\b", ""),  # 3ish, noon-ish
        (r"(?<=\d)t(?=\d)", " "),  # 2026-11-03T16:00
        (r"(?<=:\d\d)z\b", " utc"),
        (r"\b(\d{4})(\d\d)(\d\d)\b", r"\1-\2-\3"),  # 20261103
        (r"\b(\d{1,2}([-/.])\d{1,2}\2)(\d\d)\b", r"\g<1>20\3"),  # 12/5/26
        (r"\bin (\d{1,2})h(\d\d)\b", r"in \1h \2m"),
        (r"(?<=[a-z])\.(?!\w)|(?<=\d)\.$", ""),  # Dec. 5
        (r":(?!\d)", " "),  # tomorrow: gym
        (r"(?<=[a-z])-(?=\w)|(?<=\w)-(?=[a-z])", " "),  # twenty-five, 5-dec-2026
        (r"\b(late|early|mid) (\w+day) (morning|afternoon|evening)\b", r"\2 \1 \3"),
        (r"(?<=\d)(?=(?:min|hr|hour|day|week|wk|mo(?:nth)?s?|yr|year)s?\b)", " "),
    )
)
# "friday 2-3pm", "friday 3pm to 4pm": what lasts is meant from when it begins. Without
# a day it is asked back, and "10 to 3pm" is something else.
LASTING = re.compile(
    r"(?<![\w/.:-])(?P<hour>\d{1,2})(?P<minute>:\d\d)? ?"
    r"(?:(?P<half>[ap])\.?m\b\.? ?(?:-|\u2013|to|until|till)|-|\u2013) ?"
    r"(?P<until>\d{1,2})(?P<past>:\d\d)? ?(?P<end>[ap])\.?m\b\.?",
    re.IGNORECASE,
)
_ONE = re.compile(r"\ban? (?=(?:minute|hour|day|week|month|year)\b)")
_GLUE = re.compile(r"(?<=\d) (?=[ap]m\b)")


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A table of the file: what is found becomes what is plain, the longest first."""

    plain: Mapping[str, str]
    found: re.Pattern[str]

    def __call__(self, text: str) -> str:
        text = self.found.sub(lambda match: self.plain[match[0]], text)
        return " ".join(text.split())


def plain(phrase: str) -> str:
    """
    >>> plain("The day after tmrw, half past three p.m.")
    'in 2 days half past 3pm'
    """
    text = unicodedata.normalize("NFKC", phrase).lower()
    if not LASTING.fullmatch(text.strip()):
        text = LASTING.sub(beginning, text)
    for pattern, plainer in _PLAINER:
        text = pattern.sub(plainer, text)
    text = _GLUE.sub("", _rewriting("words")(text))
    text = _ONE.sub("1 ", _rewriting("sayings")(text))
    return _rewriting("alone").plain.get(text, text)


def beginning(lasting: re.Match[str]) -> str:
    """Of what was found by LASTING: of "11-1pm" it is 11am, and of "2-3pm" 2pm."""
    is_later = int(lasting["hour"]) % 12 > int(lasting["until"]) % 12
    end = lasting["end"].lower()
    other = {"a": "p", "p": "a"}[end]
    half = lasting["half"] or (other if is_later else end)
    return f"{lasting['hour']}{lasting['minute'] or ''}{half}m"


def respelt(words: str) -> str:
    """Plain words again, after each unknown one became a known one it resembles."""
    return plain(" ".join(map(_nearest, words.split())))


def without_repeating(words: str) -> str:
    """Without "every" and its like."""
    return _rewriting("repeating")(words)


def asked(kind: str, readings: str = "") -> str:
    """A sentence for a moment that has to be asked back."""
    return str(_file()["asked"][kind]).replace("{readings}", readings)


def is_of_time(word: str) -> bool:
    """Whether it can be part of a moment, plain or not."""
    return word[:1].isdigit() or word in _known()


def _nearest(word: str) -> str:
    if len(word) < _LONG or not word.isalpha() or word in _known():
        return word
    return next(iter(get_close_matches(word, _long_words(), n=1, cutoff=0.8)), word)


@cache
def _rewriting(table: str) -> Rewriting:
    plain_by_word: dict[str, str] = {}
    for plain_word, words in _file()[table].items():
        for word in words:
            if word in plain_by_word:
                raise Unusable(
                    f"{_FILE.name}: [{table}] {word!r} stands for "
                    f"{plain_by_word[word]!r} and for {plain_word!r}. Take one away."
                )
            plain_by_word[word] = plain_word
    longest_first = sorted(plain_by_word, key=len, reverse=True)
    found = "|".join(map(re.escape, longest_first))
    return Rewriting(plain_by_word, re.compile(rf"(?<!\w)(?:{found})(?!\w)"))


@cache
def _file() -> dict[str, Any]:
    data = read_toml(_FILE)
    missing = [f"[{table}]" for table in _TABLES if table not in data]
    missing += [f"[asked] {k}" for k in _ASKED if k not in data.get("asked", {})]
    if missing:
        raise Unusable(f"{_FILE.name}: {missing[0]} is missing. Put it back.")
    return data


@cache
def _known() -> frozenset[str]:
    tables = (_rewriting(name).plain for name in _TABLES)
    listed = (side for table in tables for pair in table.items() for side in pair)
    return frozenset(" ".join((*listed, *WEEKDAYS, *MONTHS, _GRAMMAR)).split())


@cache
def _long_words() -> list[str]:
    return sorted(word for word in _known() if len(word) >= _LONG)
