"""Words as one compares them: without case, accents and common endings."""

import re
import unicodedata
from collections.abc import Iterable

from bot.coach.learning.lore import lore

TOKEN = re.compile(r"\w+(?:['\u2019-]\w+)*")
_ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("s", ""))
_SHORTEST = 4  # letters that stay, so that "thing" is not "th"


def tokens(text: str) -> list[str]:
    """
    >>> tokens("Don't trust C-sections, ok?")
    ["don't", 'trust', 'c-sections', 'ok']
    """
    return [plain(found[0]) for found in TOKEN.finditer(text)]


def plain(text: str) -> str:
    r"""
    >>> plain("Renée\u2019s")
    "renee's"
    """
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFKD", text.casefold().replace("\u2019", "'"))
    return "".join(c for c in parted if not unicodedata.combining(c))


def stem(word: str) -> str:
    """
    >>> stem("shifts"), stem("studies"), stem("testing"), stem("bus")
    ('shift', 'study', 'test', 'bus')
    """
    word = word.removesuffix("'s")
    for ending, instead in _ENDINGS:
        if (
            word.endswith(ending)
            and len(word) - len(ending) + len(instead) >= _SHORTEST
        ):
            return word.removesuffix(ending) + instead
    return word


def content_of(words: Iterable[str]) -> frozenset[str]:
    """The stems of the words that say something."""
    return frozenset(
        stem(word)
        for word in words
        if word not in lore().empty and not word.isdecimal()
    )
