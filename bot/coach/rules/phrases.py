"""Phrases in a notation that people can read and edit, found among words.

    hire|employ me              either word, then "me"
    (a chance|some time) to     either of two groups of words
    any ~ opening               up to three describing words between: "any paid summer"
    if ... opens up             up to five words of the same sentence between
    part of your? <org>         a word that may be missing; a word of the set "org"
    # minutes                   any number
    m.b.a.                      with dots and without

Every phrase is tried only where its first word stands, so the time taken grows with
the message and not with the lists.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product

from bot.coach.rules.words import BREAK, bag, forms

Form = tuple[str, ...]
Sets = Mapping[str, Sequence[Form]]
Places = Mapping[str, Sequence[int]]

NUMBERS = bag(
    "one two three four five six seven eight nine ten twelve fifteen twenty thirty"
    " forty fifty sixty ninety"
)
NOISE = 80  # times that one word stands in a message; more is no language
_LINKING = bag(
    "your you yours his her their our my how what why who which where when whether that"
    " about on of in at with to from by as like i we they it is are was were am than"
    " not"
)
_STEP = re.compile(r"\([^()]*\)\??|\S+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|(?:[^\W_]\.){3}|#")


@dataclass(frozen=True, slots=True)
class Step:
    """One place in a phrase: some words, or a gap of up to `most`.

    `begins` are the first words of all that may stand here.
    """

    single: frozenset[str] = frozenset()
    longer: tuple[Form, ...] = ()
    begins: frozenset[str] = frozenset()
    optional: bool = False
    number: bool = False
    most: int = 0
    linked: bool = True  # the gap may hold words that begin another part

    @property
    def is_given(self) -> bool:
        """One of its words has to stand here."""
        return not (self.most or self.optional or self.number)


Steps = tuple[Step, ...]
Rest = tuple[frozenset[str], Steps]
"""What has to stand somewhere for the steps to be found, and the steps."""

_ANY = Step(most=5)
_DESCRIBING = Step(most=3, linked=False)


class Phrases:
    """Many phrases at once. A faulty one raises ValueError with the remedy."""

    def __init__(self, phrases: Iterable[str], sets: Sets) -> None:
        self._firsts: set[str] = set()
        self._by_first: dict[str, list[Rest]] = {}
        self._by_two: dict[str, dict[str, list[Rest]]] = {}
        for phrase in phrases:
            first, *rest = _read(phrase, sets)
            self._add(first, tuple(rest))

    def _add(self, first: Step, rest: Steps) -> None:
        """Under its first two words, where both are given; a number is a "#"."""
        words = first.single | {"#"} if first.number else first.single
        self._firsts |= words | first.begins
        for form in first.longer:
            self._add_pairs(form[0], [(form[1], _after(form[2:], rest))])
        if rest and rest[0].is_given:
            seconds = _firsts_of(rest[0], rest[1:])
            for word in words:
                self._add_pairs(word, seconds)
        else:
            needing = _rarest(rest), rest
            for word in words:
                self._by_first.setdefault(word, []).append(needing)

    def _add_pairs(self, word: str, seconds: Iterable[tuple[str, Rest]]) -> None:
        pairs = self._by_two.setdefault(word, {})
        for second, rest in seconds:
            pairs.setdefault(second, []).append(rest)

    def may_stand(self, said: Set[str]) -> bool:
        """Whether any of them begins with one of these words."""
        return not said.isdisjoint(self._firsts)

    def find(self, words: Sequence[str], places: Places) -> list[tuple[int, int]]:
        """First word and the one after the last; the longest at each place."""
        found, said = [], places.keys()
        for word in said & self._firsts:
            loose = _possible(self._by_first.get(word, ()), said)
            pairs = self._by_two.get(word, {})
            for at in places[word][:NOISE]:
                ends = [_end(words, at + 1, rest) for rest in loose]
                if (following := words[at + 1]) in pairs:
                    tight = _possible(pairs[following], said)
                    ends += [_end(words, at + 2, rest) for rest in tight]
                if ends and (end := max(ends)) >= 0:
                    found.append((at, end))
        return sorted(found)


def _firsts_of(step: Step, rest: Steps) -> list[tuple[str, Rest]]:
    """Every first word of a step, with what comes after it."""
    after = _after((), rest)
    longer = [(form[0], _after(form[1:], rest)) for form in step.longer]
    return [*((word, after) for word in step.single), *longer]


def _after(words: Form, rest: Steps) -> Rest:
    return _rarest(rest), (*(Step(frozenset([word])) for word in words), *rest)


def _rarest(steps: Steps) -> frozenset[str]:
    """Words of which one has to stand in the message; empty where none has to."""
    needed = (step.begins for step in steps if not (step.optional or step.number))
    return min(filter(None, needed), key=_frequency, default=frozenset())


def _frequency(words: frozenset[str]) -> tuple[bool, int]:
    return (not words.isdisjoint(_LINKING), len(words))


def _possible(rests: Sequence[Rest], said: Set[str]) -> list[Steps]:
    return [rest for need, rest in rests if not (need and said.isdisjoint(need))]


def places_of(words: Sequence[str]) -> Places:
    """Where each word stands; numbers stand under "#" as well."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        if word != BREAK:
            places.setdefault(word, []).append(at)
        if _is_number(word):
            places.setdefault("#", []).append(at)
    return places


def _end(words: Sequence[str], at: int, steps: Steps) -> int:
    """Where the phrase ends, or -1."""
    for nth, step in enumerate(steps):
        if step.most:
            return _end_after_gap(words, at, step, steps[nth + 1 :])
        if step.longer or step.optional or step.number:
            return _end_after_any(words, at, step, steps[nth + 1 :])
        if words[at] not in step.single:
            return -1
        at += 1
    return at


def _end_after_any(words: Sequence[str], at: int, step: Step, rest: Steps) -> int:
    word = words[at]
    ends = [at + 1] if word in step.single or (step.number and _is_number(word)) else []
    for form in step.longer:
        if word == form[0] and tuple(words[at : at + len(form)]) == form:
            ends.append(at + len(form))
    if step.optional:
        ends.append(at)
    return max((_end(words, end, rest) for end in ends), default=-1)


def _end_after_gap(words: Sequence[str], at: int, gap: Step, rest: Steps) -> int:
    following = rest[0].single if rest and not rest[0].longer else None
    if rest and (rest[0].optional or rest[0].number or rest[0].most):
        following = None
    for place, word in enumerate(words[at : at + gap.most + 1], start=at):
        may_follow = following is None or word in following
        if may_follow and (end := _end(words, place, rest)) >= 0:
            return end
        if word == BREAK or (word in _LINKING and not gap.linked):
            return -1  # the gap ends before this word at the latest
    return -1


def _is_number(word: str) -> bool:
    return word.isdigit() or word in NUMBERS


def _read(phrase: str, sets: Sets) -> list[Step]:
    try:
        steps = [_step(part, sets) for part in _STEP.findall(phrase)]
    except ValueError as fault:
        raise ValueError(f"{phrase!r}: {fault}") from None
    if not steps or steps[0].optional or steps[0].most:
        raise ValueError(f"the phrase {phrase!r} has to begin with a word")
    return steps


def _step(part: str, sets: Sets) -> Step:
    if part == "...":
        return _ANY
    if part == "~":
        return _DESCRIBING
    optional, bare = part.endswith("?"), part.removesuffix("?")
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    choices = [form for choice in bare.split("|") for form in _forms(choice, sets)]
    alone = frozenset([form[0] for form in choices if len(form) == 1])
    longer = tuple([form for form in choices if len(form) > 1])
    single = alone - {"#"}
    begins = single.union([form[0] for form in longer]) if longer else single
    return Step(single, longer, begins, optional, number="#" in alone)


def _forms(choice: str, sets: Sets) -> Sequence[Form]:
    """What stands for one choice: `my <cv>` is "my resume" and "my" and each other."""
    words = [_word(word, sets) for word in choice.split()]
    if not words:
        raise ValueError("a choice is empty: is there a | too many?")
    if len(words) == 1:
        return words[0]
    return [tuple(chain.from_iterable(parts)) for parts in product(*words)]


def _word(word: str, sets: Sets) -> Sequence[Form]:
    if word[0] != "<":
        return _plain(word)
    if word[1:-1] not in sets or word[-1] != ">":
        raise ValueError(f"there is no set {word}; there are {', '.join(sets)}")
    return sets[word[1:-1]]


@lru_cache(maxsize=10_000)
def _plain(word: str) -> Sequence[Form]:
    """Kept, because the lists are made of the same words again and again."""
    if not _WORD.fullmatch(word):
        raise ValueError(f"{word!r} is no word of a phrase; see the head of the file")
    return [("#",) if word == "#" else forms(word)]


def read_sets(listed: Mapping[str, Sequence[str]]) -> Sets:
    """Named sets of words; one may contain those that stand before it."""
    sets: dict[str, Sequence[Form]] = {}
    for name, items in listed.items():
        sets[name] = [form for item in items for form in _forms(item, sets)]
    return sets
