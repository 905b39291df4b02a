"""What is wrong in the files of the characters, each fault with its remedy."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

from bot.coach.practice.hearing import MOVES
from bot.coach.practice.kinds import SUBKINDS
from bot.coach.questions.bank import bank

ANY = "any"
"""The family of work whose words fit all others."""

WHY, MORE, ANYTHING = "why", "more", "anything"
"""For a bare "why?", for a follow-up without an answer of its own, and for what was
not understood."""

EXTRA = (
    "hello",
    "closed",
    "statement",
    "accept",
    "over",
    "warning",
    "prying",
    "confidential",
)
REPLIES = frozenset({*MOVES, *EXTRA, "job-ask", "personal-pay", "look-up", "compound"})
BEST = frozenset({*MOVES, "question", "statement", "short", "long", "compound"})
_KEYS = {
    "name": str, "is": str, "teaches": str, "order": int, "minutes": int, "words": list,
    "opens": str, "answers": dict, "replies": dict, "turns": list, "skip": list,
    "per_question": int,
}  # fmt: skip
_NEEDED = ("name", "is", "teaches", "order", "minutes", "opens", "answers", "replies")
_TURN = ("says", "best", "good", "try", "instead")
SHORTEST, LONGEST = 8, 20  # minutes


def wrong(file: str, table: Mapping[str, Any]) -> Iterator[str]:
    for key in _NEEDED:
        if key not in table:
            yield f"{file}: {key} is missing. See the head of warm.toml."
    for key, value in table.items():
        if key not in _KEYS:
            yield f'{file}: "{key}" is not known. Write one of: {", ".join(_KEYS)}.'
        elif not isinstance(value, _KEYS[key]):
            yield f"{file}: {key} is {value!r}. Write it as in warm.toml."
    minutes = table.get("minutes", SHORTEST)
    if minutes not in range(SHORTEST, LONGEST + 1):
        yield f"{file}: minutes is {minutes!r}. Write {SHORTEST} to {LONGEST}."
    answers = table.get("answers", {})
    for kind in (*bank().categories, MORE, ANYTHING):
        if isinstance(answers, dict) and kind not in answers:
            yield f"{file}, answers: {kind} is missing. Write at least one answer."
    for nth, turn in enumerate(_listed(table.get("turns")), 1):
        yield from (f"{file}, turn {nth}: {fault}" for fault in _wrong_turn(turn))


def _wrong_turn(turn: object) -> Iterator[str]:
    if not isinstance(turn, dict):
        yield "write it below a line [[turns]]."
        return
    for key in _TURN:
        if key not in turn:
            yield f"{key} is missing. See the head of warm.toml."
    if not turn.get("after") and turn.get("on") not in MOVES:
        yield f'"after" or "on" is missing. Write after = 2, or on = one of: {_MOVES}.'
    for move in (*_listed(turn.get("best")), *_listed(turn.get("avoid"))):
        if move not in BEST | {"job-ask"}:
            yield f"{move!r} is not known. Write some of: {', '.join(sorted(BEST))}."


def wrong_texts(
    file: str, table: Mapping[str, Any], slots: frozenset[str]
) -> Iterator[str]:
    kinds = {*bank().categories, *SUBKINDS, WHY, MORE, ANYTHING}
    for section, known in (("answers", kinds), ("replies", REPLIES)):
        entries = table.get(section, {})
        for key, texts in entries.items() if isinstance(entries, dict) else ():
            if key not in known:
                listed = ", ".join(sorted(known))
                yield f'{file}, {section}: "{key}" is not known. One of: {listed}.'
            elif not _listed(texts) or not all(isinstance(text, str) for text in texts):
                yield f'{file}, {section}, {key}: write a list, such as ["Yes."].'
            else:
                yield from (
                    f"{file}, {section}, {key}: {fault}"
                    for text in texts
                    for fault in _wrong_slots(text, slots)
                )


def _wrong_slots(text: str, slots: frozenset[str]) -> Iterator[str]:
    try:
        used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        used = {text}
    if unknown := used - slots:
        yield f"{{{unknown.pop()}}} is not known. Use: {', '.join(sorted(slots))}."


def wrong_words(work_words: Mapping[str, Any]) -> Iterator[str]:
    needed = work_words.get(ANY)
    if not isinstance(needed, dict):
        yield f"work_words.toml: [{ANY}] is missing. It has the words for everybody."
        return
    for family, words in work_words.items():
        for key in needed:
            if not isinstance(words, dict) or not isinstance(words.get(key), str):
                yield f"work_words.toml, {family}: {key} is missing. See its head."


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


_MOVES = ", ".join(MOVES)
