"""What a sentence is after, by several things that it says in any order.

    foot in the door & your <org>     both in one sentence, whichever comes first

Each part is a phrase in the usual notation (see `phrases`); what is found reaches from
the first of them to the last.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from bot.coach.rules.finding import Hit, Places, excuses, hit, located
from bot.coach.rules.guide import guide
from bot.coach.rules.phrases import Phrases
from bot.coach.rules.text import Text
from bot.coach.rules.words import Span


def together(text: Text, rule: str, name: str = "together") -> Iterator[Hit]:
    """Where all parts of one line of a rule's list stand in the same sentence, without
    what its `unless` excuses."""
    lines = guide().lines(rule, name)
    found = [one for line in lines if (one := _found(text, line))]
    if not found:
        return
    excused = located(text, rule, "unless")
    for parts in found:
        kept = [[one for one in part if not excuses(excused, one)] for part in parts]
        yield from _joined(text, kept)


def _found(text: Text, line: Sequence[Phrases]) -> list[Places]:
    """Where each part stands; nothing as soon as one is missing."""
    found: list[Places] = []
    said = text.places.keys()
    if not all(part.may_stand(said) for part in line):
        return []
    for part in line:
        if not (places := part.find(text.forms, text.places)):
            return []
        found.append(places)
    return found


def _joined(text: Text, parts: Sequence[Places]) -> Iterator[Hit]:
    """One for every sentence that has them all."""
    lead, *others = [_by_sentence(text, part) for part in parts]
    for number, found in lead.items():
        if all(number in other for other in others):
            yield _around(text, [found, *(other[number] for other in others)])


def _by_sentence(text: Text, found: Places) -> Mapping[int, Places]:
    """By the number of the sentence in which it begins."""
    starts = [sentence.start for sentence in text.sentences]
    places: dict[int, list[Span]] = {}
    for one in found:
        number = bisect_right(starts, text.words[one[0]].start)
        places.setdefault(number, []).append(one)
    return places


def _around(text: Text, within: Sequence[Places]) -> Hit:
    """The first of the leading part, and of each other part the one nearest to it."""
    lead = within[0][0]
    near = [min(part, key=lambda one: abs(one[0] - lead[0])) for part in within]
    return hit(text, min(near)[0], max(last for _, last in near))
