"""What can be said of a plan, and the change that it means."""

import re
from collections.abc import Callable, Mapping

from bot.coach.questions import changes
from bot.coach.questions.agenda import Plan
from bot.coach.questions.plan_rules import check_plan, rules_against
from bot.errors import Mistake
from bot.flows.plan_view import SHOWS
from bot.text import listed, one_line, whole

NEW = "new"

SMALL = (
    "swap",
    "drop",
    "move",
    "shorter",
    "longer",
    "keep",
    "why",
    "pocket",
    "sheet",
    "page",
)
"""Heard without the word "plan" too. An "add" alone is somebody new on the list."""

_WITH_WORDS = ("swap", "drop", "move", "add")
_ALONE = ("shorter", "longer", "keep", NEW, *SHOWS)

_LENGTH = re.compile(r"\b(?:for )?(\d{1,3})(?: ?min(?:utes?)?)?$", re.IGNORECASE)
_MINE = re.compile(  # as the button says
    r"\Amine\s*:?\s+(?=(?:what|how|why|when|where|which|who|do|did|is|are)\b)",
    re.IGNORECASE,
)
_MOST_OF_LENGTH = 20  # characters: it stands at the very end


def length_in(words: str) -> tuple[str, int | None]:
    """The words, and the minutes behind them.

    >>> length_in("nursing for 15 minutes"), length_in("nursing")
    (('nursing', 15), ('nursing', None))
    """
    found = _LENGTH.search(words, max(len(words) - _MOST_OF_LENGTH, 0))
    return (words[: found.start()].strip(), int(found[1])) if found else (words, None)


def is_of_a_plan(words: str) -> bool:
    """Said of one that is there, and no field: "new" is, "new media" is not."""
    word, _, rest = words.casefold().partition(" ")
    left, _ = length_in(rest if word in _ALONE else words)
    return word in _WITH_WORDS or not left


def changed(made: Plan, words: str) -> Plan:
    """A Mistake for words that mean no change, with those that do."""
    if (after := _of_length(made, words)) is not None:
        return after
    word, _, rest = words.partition(" ")
    if word.casefold() not in CHANGES:
        can = listed([*CHANGES, *SHOWS, "keep", NEW], "or")
        raise Mistake(f"With this plan you can say: {can}.")
    return CHANGES[word.casefold()](made, rest)


def note_on(before: Plan, after: Plan, words: str) -> tuple[str, ...]:
    """What is said of the change itself: of a question that was added, and why a closer
    that was dropped is still there."""
    if len(after.asked) > len(before.asked):
        return advice_on_added(before, after)
    if before.put_back or not after.put_back:
        return ()
    _, _, typed = words.partition(" ")
    why = before.asked[_number(before, typed) - 1].why
    because = f"{why[:1].lower()}{why[1:]}"
    return (f"I put it back once: {because} Drop it again to leave it out.",)


def advice_on_added(before: Plan, after: Plan) -> tuple[str, ...]:
    """What an expert would say first of a question the student added: of its words,
    and only then of its place."""
    new = [one.own and one not in before.asked for one in after.asked]
    if True not in new:
        return ()
    at = new.index(True)
    of_words = rules_against(after.asked[at].text)
    said = [one for one in check_plan(after) if one.nth == at + 1]
    said.sort(key=lambda one: one.rule not in of_words)
    return tuple(f"{one.why} {one.repair}" for one in said[:1])


def with_own(made: Plan, typed: str) -> Plan:
    """Theirs stays theirs; what an expert would say of it stands below the plan."""
    after, _ = changes.add(made, _MINE.sub("", one_line(typed, 300)))
    return after


def _number(made: Plan, typed: str) -> int:
    """The number of a question, from 1; a Mistake for one that is not there."""
    word = typed.split()[0] if typed.split() else ""
    if 1 <= whole(word) <= len(made.asked):
        return whole(word)
    raise Mistake(f"Which question? Say its number, 1 to {len(made.asked)}.")


def _move(made: Plan, typed: str) -> Plan:
    first, _, second = typed.partition(" ")
    return changes.move(made, _number(made, first), _number(made, second))


def _of_length(made: Plan, typed: str) -> Plan | None:
    left, minutes = length_in(typed)
    return None if left or minutes is None else changes.with_minutes(made, minutes)


CHANGES: Mapping[str, Callable[[Plan, str], Plan]] = {
    "swap": lambda made, typed: changes.swap(made, _number(made, typed)),
    "drop": lambda made, typed: changes.drop(made, _number(made, typed)),
    "move": _move,
    "add": with_own,
    "shorter": lambda made, typed: _of_length(made, typed) or changes.shorter(made),
    "longer": lambda made, typed: _of_length(made, typed) or changes.longer(made),
}
