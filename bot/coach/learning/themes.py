"""What several people said, and where two differ. Nobody decides who is right."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.coach.learning.folded import stem
from bot.coach.learning.insights import Insight, people
from bot.coach.learning.lore import lore

SEVERAL = 2  # people
MOST_PAIRS = 20
ENOUGH = 2  # words in common, so that a "not" is about the same


@dataclass(frozen=True, slots=True)
class Theme:
    """Lines of several people that share a word; `name` is it as they wrote it."""

    name: str
    lines: tuple[Insight, ...]

    @property
    def people(self) -> int:
        return people(self.lines)


def themes(insights: Sequence[Insight]) -> tuple[list[Theme], list[Insight]]:
    """What several people said, most people first; and the lines that stand alone.

    Each line belongs to one theme at most.
    """
    by_word = _by_word(insights)
    found: list[Theme] = []
    taken = set[int]()
    for word in sorted(by_word, key=lambda word: _weight(word, by_word, insights)):
        left = [at for at in by_word[word] if at not in taken]
        lines = tuple(insights[at] for at in left)
        if people(lines) >= SEVERAL:
            found.append(Theme(_as_written(word, lines), lines))
            taken.update(left)
    alone = [line for at, line in enumerate(insights) if at not in taken]
    return sorted(found, key=lambda theme: -theme.people), alone


def differing(insights: Sequence[Insight]) -> list[tuple[Insight, Insight]]:
    """Pairs of lines by two people who say different things of the same."""
    differ = (
        (line, insights[at])
        for line, later in zip(insights, _later_alike(insights), strict=True)
        for at in later
        if line.person != insights[at].person and differs(line, insights[at])
    )
    return list(islice(differ, MOST_PAIRS))


def _later_alike(insights: Sequence[Insight]) -> Iterator[list[int]]:
    """For each line the places of those after it that share a word."""
    by_word = _by_word(insights)
    for nth, line in enumerate(insights):
        alike = {at for word in line.stems for at in by_word[word]}
        yield sorted(at for at in alike if at > nth)


def differs(one: Insight, two: Insight) -> bool:
    """ "Nights are hard" and "nights are easy"; "no degree" and "a degree" of one."""
    shared = one.stems & two.stems
    if not shared:
        return False
    is_denied = _denied(one.tokens) != _denied(two.tokens)
    opposites, theirs = lore().opposites, frozenset(two.tokens)
    pairs = [(a, b) for a in one.tokens for b in opposites.get(a, ()) if b in theirs]
    if pairs:
        said = {stem(word) for pair in pairs for word in pair}
        return bool(shared - said) and not is_denied
    fewer = min(one.stems, two.stems, key=len)
    return is_denied and (len(shared) >= ENOUGH or shared == fewer)


def _denied(words: Iterable[str]) -> bool:
    return sum(word in lore().negations for word in words) % 2 == 1


def _by_word(insights: Sequence[Insight]) -> dict[str, list[int]]:
    """The places of the lines that hold each stem."""
    by_word: dict[str, list[int]] = {}
    for at, line in enumerate(insights):
        for word in line.stems:
            by_word.setdefault(word, []).append(at)
    return by_word


def _weight(
    word: str, by_word: dict[str, list[int]], insights: Sequence[Insight]
) -> tuple[int, int, str]:
    """What the most people said comes first."""
    lines = by_word[word]
    return -people(insights[at] for at in lines), -len(lines), word


def _as_written(word: str, lines: Iterable[Insight]) -> str:
    written = Counter(_written(word, lines))
    return max(sorted(written), key=lambda form: written[form])


def _written(word: str, lines: Iterable[Insight]) -> Iterator[str]:
    for line in lines:
        yield from (token for token in line.tokens if stem(token) == word)
