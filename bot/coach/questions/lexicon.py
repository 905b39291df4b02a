"""Phrases looked for in what people type: the longest one wins, a plural is the same.

Small typing errors are forgiven, but only where nothing was found as it stands.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MOST_READ = 300
"""Characters that are looked at. A field or a relation is said in fewer."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*\+*")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2}[^\W\d_]\b\.?")
_SHORTEST = 5
"""Letters of a word in which one wrong letter is still told from another word."""

Tokens = tuple[str, ...]


def tokens(text: str) -> Tokens:
    """Without "and", because others write "&".

    >>> tokens("Sound-Stage Painters & a friend's shop"), tokens("C.F.O. of a bank")
    (('sound', 'stage', 'painter', 'a', 'friend', 'shop'), ('cfo', 'of', 'a', 'bank'))
    """
    plain = text[:MOST_READ].replace("\u2019", "'").casefold()
    plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), plain)
    return tuple(_singular(word) for word in _WORD.findall(plain) if word != "and")


def plain(text: str) -> str:
    """
    >>> plain("Worked in Bakeries, nights")
    'worked in bakery night'
    """
    return " ".join(tokens(text))


def _singular(word: str) -> str:
    word = word.removesuffix("'s").rstrip("'")
    if len(word) <= 3 or word.endswith("ss"):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


@dataclass(frozen=True, slots=True)
class Found:
    """`value` is what the phrase stands for; `size` counts the words of it."""

    value: str
    phrase: str
    size: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases, and by what is typed of them: single words, and the whole."""

    phrases: Mapping[Tokens, tuple[str, str]]  # to the value and the phrase as written
    longest: int
    single: Mapping[str, Tokens]
    whole: Mapping[str, Tokens]

    def find(self, typed: str) -> Found | None:
        """The longest phrase, and of two as long the later: it is the head noun."""
        said = tokens(typed)
        for size in range(min(self.longest, len(said)), 0, -1):
            for start in range(len(said) - size, -1, -1):
                if found := self.phrases.get(said[start : start + size]):
                    return Found(*found, size)
        return None

    def every(self, typed: str) -> list[Found]:
        """All values that were named, in the order of the words, each of them once."""
        said, found = tokens(typed), dict[str, Found]()
        for start in range(len(said)):
            for size in range(1, self.longest + 1):
                if known := self.phrases.get(said[start : start + size]):
                    found.setdefault(known[0], Found(*known, size))
        return [*found.values()]

    def without(self, typed: str) -> str:
        """What was typed, but for its words."""
        return " ".join(word for word in tokens(typed) if word not in self.single)

    def guess(self, typed: str) -> Found | None:
        """A phrase that differs from what was typed by a typing error."""
        said = tokens(typed)
        key = _closest(" ".join(said), self.whole)
        for word in reversed(said):
            key = key or _closest(word, self.single)
        return Found(*self.phrases[key], len(key)) if key else None


def lexicon(table: Mapping[str, Iterable[str]]) -> Lexicon:
    """Of a table from values to their phrases."""
    phrases = {
        tokens(phrase): (value, phrase)
        for value, listed in table.items()
        for phrase in listed
    }
    return Lexicon(
        phrases,
        longest=max(map(len, phrases), default=0),
        single={key[0]: key for key in phrases if len(key) == 1},
        whole={" ".join(key): key for key in phrases},
    )


def _closest(typed: str, known: Mapping[str, Tokens]) -> Tokens | None:
    from rapidfuzz import process  # 50 ms, and only needed after an error
    from rapidfuzz.distance import OSA

    if len(typed) < _SHORTEST:
        return None
    near = process.extract(
        typed, list(known), scorer=OSA.distance, score_cutoff=1, limit=None
    )
    best = max(near, key=lambda one: one[0][0] == typed[0], default=None)
    return known[best[0]] if best else None
