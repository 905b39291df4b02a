"""Of which kind a question is: as in the bank, or else by the words of the kind.

The words stand in `knowledge/hearing.toml`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.coach.questions.bank import bank
from bot.coach.questions.lexicon import plain, tokens
from bot.coach.rules.phrases import Phrases, Places, places_of
from bot.coach.rules.words import bag, words_of
from bot.errors import Unusable

SUBKINDS = ("surprise", "myth")
"""Parts of a kind that are answered otherwise than the rest of it."""

_ALIKE = 0.6  # of the words that two questions have together
_SOMEWHAT_ALIKE = 0.34  # where nothing else tells
_PLAIN = bag(
    "a about all also am an and any are as at be been but by can could did do does for"
    " from get go had has have he her him his how i if in into is it its just like me"
    " more most my no not of on one or other our out people really she should so some"
    " somebody someone something than that the their them then there they thing this"
    " to too up us very was way we were what when where which who why will with work"
    " would year yes you your"
)
"""Words that may come twice without meaning that one follows from the other."""


@dataclass(frozen=True, slots=True)
class Line:
    """What was said, and its words as phrases are looked for in them."""

    text: str
    forms: Sequence[str]
    places: Places


def line(text: str) -> Line:
    lower = text.lower()
    forms = [word.form for word in words_of(lower, 0, len(lower))]
    return Line(text, forms, places_of(forms))


def kind_of(said: Line) -> str:
    """The id of a category or of a part of one; empty where nothing tells."""
    by_words = _by_words(said)
    if by_words in SUBKINDS:
        return by_words
    if kind := asked_in_bank(said):
        return kind
    likeness, like = _most_like(telling(said.text))
    if likeness >= _ALIKE:
        return like
    return by_words or (like if likeness >= _SOMEWHAT_ALIKE else "")


def asked_in_bank(said: Line) -> str:
    """The kind of this very question."""
    return _kinds().questions.get(plain(said.text), "")


def follows_in_bank(said: Line) -> bool:
    return plain(said.text) in _kinds().follow_ups


def telling(text: str) -> frozenset[str]:
    """The words that say what it is about."""
    return frozenset(tokens(text)) - _PLAIN


def _by_words(said: Line) -> str:
    """By the longest phrase that stands in it."""
    longest, kind = 0, ""
    for name, phrases in _kinds().phrases.items():
        sizes = [end - at for at, end in phrases.find(said.forms, said.places)]
        if (size := max(sizes, default=0)) > longest:
            longest, kind = size, name
    return kind


def _most_like(words: frozenset[str]) -> tuple[float, str]:
    """The kind of the question that has most words in common, and how many of all."""
    known = _kinds()
    shared = Counter(at for word in words for at in known.by_word.get(word, ()))
    if len(words) < 2 or not shared:
        return 0.0, ""
    sizes = {at: known.sized[at][0] for at in shared}
    alike = {at: n / (len(words) + sizes[at] - n) for at, n in shared.items()}
    best = min(alike, key=lambda at: (-alike[at], at))
    return alike[best], known.sized[best][1]


@dataclass(frozen=True, slots=True)
class _Kinds:
    phrases: Mapping[str, Phrases]
    questions: Mapping[str, str]  # as `lexicon.plain` has them, to their kind
    follow_ups: frozenset[str]
    sized: Sequence[tuple[int, str]]  # of each question: its telling words, its kind
    by_word: Mapping[str, Sequence[int]]


@cache
def _kinds() -> _Kinds:
    questions = bank().questions
    words = [telling(one.text) for one in questions]
    by_word: dict[str, list[int]] = {}
    for at, own in enumerate(words):
        for word in own:
            by_word.setdefault(word, []).append(at)
    return _Kinds(
        phrases={kind: _phrases(kind, listed) for kind, listed in _listed().items()},
        questions={plain(one.text): one.category for one in questions},
        follow_ups=frozenset(plain(text) for q in questions for text in q.follow_ups),
        sized=[(len(own), q.category) for own, q in zip(words, questions, strict=True)],
        by_word=by_word,
    )


def _listed() -> Mapping[str, Any]:
    known = {*bank().categories, *SUBKINDS}
    kinds = words_file().get("kind")
    if not isinstance(kinds, dict) or set(kinds) != known:
        raise unusable("[kind]", f"it has one list for each of {', '.join(known)}")
    return kinds


def _phrases(kind: str, listed: Sequence[str]) -> Phrases:
    try:
        return Phrases(listed, {})
    except (TypeError, ValueError) as error:
        raise unusable(f"[kind], {kind}", error) from error


@cache
def words_file() -> Mapping[str, Any]:
    return read_toml(KNOWLEDGE / "hearing.toml")


def unusable(where: str, error: object) -> Unusable:
    return Unusable(
        f"hearing.toml, {where}: {error}. "
        "Write a list of phrases; see the head of the file."
    )
