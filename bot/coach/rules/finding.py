"""Phrases found in a message, and whether the writer takes them back."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.coach.rules.guide import guide
from bot.coach.rules.text import Text
from bot.coach.rules.words import BREAK, Span, bag

_NOT = bag("not no never without neither nor nothing none")
_NO_DENIAL = bag(
    "sure know mind hesitate certain only just doubt least matter wonder express"
    " describe thank wait stop help overstate stress"
)
_OTHER_PART = bag(
    "but if though although however unless because yet except while until why"
)
_BEGINS_PART = bag(
    "i we you is are am do does did can could would will please might may have has it"
    " there that this my your when what how who which since as so though only maybe"
    " perhaps also"
)
_INSTEAD = {("instead", "of"), ("rather", "than")}
_IS_NOT = {(be, "not") for be in ("is", "are", "was", "do", "does", "would", "will")}
_FAR = 15  # words

Places = Sequence[tuple[int, int]]


class Hit(NamedTuple):
    """Some words of a message: from the first to the one after the last, and where."""

    first: int
    last: int
    span: Span


def hits(text: Text, rule: str, name: str) -> Iterator[Hit]:
    """Where a list of a rule stands, without what its `unless` excuses."""
    if found := located(text, rule, name):
        excused = located(text, rule, "unless")
        yield from (hit(text, *one) for one in found if not excuses(excused, one))


def located(text: Text, rule: str, name: str) -> Places:
    """First word and the one after the last, of every phrase of a list; looked for
    once in a text."""
    if (rule, name) not in text.located:
        found = guide().phrases(rule, name).find(text.forms, text.places)
        text.located[rule, name] = found
    return text.located[rule, name]


def excuses(excused: Places, found: tuple[int, int]) -> bool:
    return any(start < found[1] and found[0] < end for start, end in excused)


def meant(text: Text, rule: str, name: str) -> Iterator[Hit]:
    """Those of them that no "not" takes back."""
    return (found for found in hits(text, rule, name) if not denied(text, found))


def hit(text: Text, first: int, last: int) -> Hit:
    return Hit(first, last, (text.words[first].start, text.words[last - 1].end))


def denied(text: Text, found: Hit) -> bool:
    """A "not" stands before in the same part of the sentence, or "is not" follows."""
    after = text.forms[found.last : found.last + 3]
    if after[:2] in _IS_NOT or after[1:] in _IS_NOT:
        return True
    words, least = text.words, max(found.first - 1 - _FAR, -1)
    for at in range(found.first - 1, least, -1):
        form, following = words[at].form, words[at + 1].form
        if form in _NOT or (form, following) in _INSTEAD:
            return following not in _NO_DENIAL
        if form == BREAK or form in _OTHER_PART or _divides(text, at):
            return False
    return False


def _divides(text: Text, at: int) -> bool:
    """A comma or an "and" here begins another part, and not the next of a list."""
    word, following = text.words[at], text.words[at + 1]
    between = text.plain[word.end : following.start]
    marked = any(mark in between for mark in ",;:(\u2013\u2014")
    return (marked or word.form == "and") and following.form in _BEGINS_PART
