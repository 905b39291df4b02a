"""The words of a message, as they are compared: "I'm" is "i am", "don't" is "do not".

A break between two sentences, or where somebody else is quoted, is the empty word.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

BLANK = "\0"
"""What a passage is overwritten with that is not the writer's own to be judged."""

BREAK = ""

Span = tuple[int, int]

_WORD = re.compile(r"\d+|\b(?:[^\W\d_]\.){2}[^\W\d_]\b\.?|[^\W\d_]+(?:'[^\W\d_]+)*")
_NAME = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_ENDINGS = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}


def bag(words: str) -> frozenset[str]:
    """
    >>> sorted(bag("to be"))
    ['be', 'to']
    """
    return frozenset(words.split())


_IS = bag("it what how that here there who where when he she everything let")
_SHORT = {
    "u": "you",
    "ya": "you",
    "ur": "your",
    "r": "are",
    "pls": "please",
    "plz": "please",
    "im": "i am",
    "ive": "i have",
    "cannot": "can not",
    "can't": "can not",
    "cant": "can not",
    "won't": "will not",
    "wont": "will not",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "let's": "let us",
    "whats": "what is",
    "hows": "how is",
    "thats": "that is",
    "theres": "there is",
}
_NOT = bag(
    "dont didnt doesnt isnt arent wasnt werent havent hasnt hadnt couldnt wouldnt"
    " shouldnt"
)


def names_in(text: str) -> list[str]:
    """Words with their hyphens and apostrophes: "Ann-Lise", "O'Brien"."""
    return _NAME.findall(text)


class Word(NamedTuple):
    form: str
    start: int
    end: int


@lru_cache(maxsize=10_000)
def forms(word: str) -> tuple[str, ...]:
    """
    >>> forms("i'm"), forms("don't"), forms("team's"), forms("c.f.o.")
    (('i', 'am'), ('do', 'not'), ('team',), ('cfo',))
    """
    if word in _SHORT:
        return tuple(_SHORT[word].split())
    if word.endswith("n't") or word in _NOT:
        return (word.removesuffix("n't").removesuffix("nt"), "not")
    stem, mark, ending = word.rpartition("'")
    if mark and f"'{ending}" in _ENDINGS:
        return (stem, _ENDINGS[f"'{ending}"])
    if ending == "s" and stem:
        return (stem, "is") if stem in _IS else (stem,)
    return (word.replace(".", ""),)


def words_of(plain: str, start: int, end: int) -> Iterator[Word]:
    """From lower-case text; both words of "i'm" stand in the same place."""
    done = start
    for found in _WORD.finditer(plain, start, end):
        if BLANK in plain[done : found.start()]:
            yield Word(BREAK, done, done)
        done = found.end()
        for form in forms(found[0]):
            yield Word(form, found.start(), done)
    yield Word(BREAK, end, end)
