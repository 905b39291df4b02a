"""What a line does in a talk: it introduces, asks, follows up, looks at the clock.

The phrases stand in `knowledge/hearing.toml`. What is tactless, or can be looked up, is
judged as in a plan, by `knowledge/plan_rules.toml`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.coach.practice.kinds import (
    Line,
    asked_in_bank,
    follows_in_bank,
    kind_of,
    line,
    telling,
    unusable,
    words_file,
)
from bot.coach.questions.lexicon import tokens
from bot.coach.questions.plan_rules import is_open, rules, rules_against
from bot.coach.rules.phrases import Phrases
from bot.coach.rules.words import bag

MOVES = (
    "introduction", "purpose", "end-time", "time-check", "who-else", "permission",
    "report-back", "thanks", "goodbye", "job-ask", "interrupt", "accept", "check-in",
    "follow-up",
)  # fmt: skip
"""All that `hearing.toml` has phrases for."""

CLOSERS = ("who-else", "permission", "report-back")
MOST_HEARD = 1_500  # characters of a line; nobody says more in one breath
LONG = 60  # words of an answer about oneself
_LONE_THANKS = 4  # words
_SHORT_QUESTION = 4  # words: "Why so late?" asks about what was just said

_TELL_ME = re.compile(r"\b(?:tell me|describe|walk me|explain|share)\b", re.IGNORECASE)
_INDIRECT = re.compile(
    r"\bi(?:'d| would) (?:like|love) to (?:hear|know|understand|ask)\b"
    r"|\bi(?: wonder|(?:'m| am) (?:curious|wondering))\b",
    re.IGNORECASE,
)
_FINE = re.compile(  # "Is that still all right?", after one has said how long
    r"(?:[,;]|(?<=[.!?])) *(?:is|does|would|will) (?:that|this|now|it)\b[^.?!]{0,30}"
    r"\b(?:ok|okay|fine|good|works?|right|alright|suit)\b[^.?!]{0,20}\?",
    re.IGNORECASE,
)
_IS = re.compile(r"\b(what|how|who|where|when|why)'s\b", re.IGNORECASE)

_RULES = {
    "personal-pay": "personal-pay", "job-ask": "job-ask", "protected-topic": "prying",
    "tactless": "prying", "confidential": "confidential", "compound": "compound",
    "can-be-looked-up": "look-up",
}  # fmt: skip
_ASKS = bag(
    "could can would do did does is are was were have has should may might will"
)
_ADDRESSES = bag("you your it there they people this that i we one somebody someone")
_SENTENCE = re.compile(r"[.!?\n]+\s*")


@dataclass(frozen=True, slots=True)
class Heard:
    """`kind` is the category of a question, empty for none; `does` are moves, and
    "question", "open", "follow-up", "short", "long" and what a rule found.
    """

    text: str
    does: frozenset[str]
    kind: str = ""


def hear(text: str, answer: str = "", asked: str = "", first: bool = False) -> Heard:
    """`answer` is what was last heard, `asked` what was last asked.

    >>> sorted(hear("What surprised you?").does), hear("What surprised you?").kind
    (['open', 'question', 'short'], 'surprise')
    """
    said = _IS.sub(r"\1 is", text[:MOST_HEARD].replace("\u2019", "'"))
    spoken = line(said)
    does = _moves(spoken)
    does.add("long" if len(said.split()) > LONG else "short")
    is_indirect = not first and "introduction" not in does and _INDIRECT.search(said)
    if does & {"introduction", "end-time"}:
        said = _FINE.sub(".", said)
    if not is_question(said) and not is_indirect:
        return Heard(text, frozenset(_statement(does, said, first)))
    against = rules_against(said)
    does |= {"question", *(name for rule, name in _RULES.items() if rule in against)}
    if is_indirect or is_open(said.rstrip(" ?!.")) or _TELL_ME.search(said):
        does.add("open")
    kind = kind_of(spoken)
    if does & {*CLOSERS, "interrupt", "time-check"}:
        does -= {"compound", "look-up", "prying"}
    follows = bool(asked) and _follows(spoken, kind, does, answer)
    does = does - {"follow-up"} | ({"follow-up"} if follows else set())
    return Heard(text, frozenset(does - {"goodbye"}), kind)


def is_question(text: str) -> bool:
    """With its mark, or begun as one is: not everybody types the mark."""
    if "?" in text:
        return True
    return any(_asks(part.casefold().split()) for part in _SENTENCE.split(text))


def _asks(words: Sequence[str]) -> bool:
    if len(words) < 2:
        return False
    if words[:2] == ["tell", "me"] or words[0] in ("describe", "walk"):
        return True
    opens = words[0] in rules().begins_open and words[1] not in ("a", "an", "i")
    return opens or (words[0] in _ASKS and words[1] in _ADDRESSES)


def _statement(does: set[str], said: str, first: bool) -> set[str]:
    """A lone "thanks" may say goodbye; at the beginning nothing does."""
    left = does - {"follow-up"} | {"statement"}
    is_lone = "thanks" in left and len(said.split()) <= _LONE_THANKS
    if is_lone and not _is_about_something(said):
        left = {*left, "lone-thanks"}
    if first or "introduction" in left:
        left -= {"goodbye"}
    if first and re.search(r"(?i)\bi(?:'| a)m\b", said):
        left |= {"introduction"}
    return left


def _is_about_something(said: str) -> bool:
    return bool({"that", "helps", "helpful", "this", "good"} & set(tokens(said)))


def _follows(said: Line, kind: str, does: set[str], answer: str) -> bool:
    """It begins as follow-ups do, is one of the bank, or takes up a word."""
    if does & {*CLOSERS, "time-check"} or asked_in_bank(said):
        return False
    if "follow-up" in does or follows_in_bank(said):
        return True
    words = said.text.casefold().split()
    is_short = len(words) <= _SHORT_QUESTION or words[0] == "why"
    if not kind and "open" in does and is_short:
        return True
    return bool(telling(said.text) & telling(answer))


def _moves(said: Line) -> set[str]:
    """Every move whose phrases stand in the line, and are not excused."""
    return {
        move
        for move, (phrases, unless) in _phrases().items()
        if _counts(
            phrases.find(said.forms, said.places), unless.find(said.forms, said.places)
        )
    }


def _counts(hits: list[tuple[int, int]], excused: list[tuple[int, int]]) -> bool:
    return any(
        not any(start < hit[1] and hit[0] < end for start, end in excused)
        for hit in hits
    )


@cache
def _phrases() -> Mapping[str, tuple[Phrases, Phrases]]:
    return {move: _of_move(move) for move in MOVES}


def _of_move(move: str) -> tuple[Phrases, Phrases]:
    try:
        entry = words_file()["does"][move]
        return Phrases(entry["phrases"], {}), Phrases(entry.get("unless", ()), {})
    except (KeyError, TypeError, ValueError) as error:
        raise unusable(f"[does.{move}]", error) from error
