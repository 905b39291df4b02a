"""A field of work typed in words, found among the families of `knowledge/fields.toml`.

The head of a phrase counts before the place: a "nurse at a school" is a nurse.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.coach.questions.lexicon import Found, Lexicon, lexicon
from bot.coach.questions.readings import quoted
from bot.errors import Unusable
from bot.text import one_line

_AFTER_HEAD = re.compile(
    r"[,;:(|/\u2013\u2014]| -+ | (?:at|in|for|of|on|with|from|within|near|who|and|or) "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    id: str
    name: str
    wants: tuple[str, ...]
    beside: bool  # founders are found in every family
    yields_to: tuple[str, ...]  # families that a head word of this one may belong to


@dataclass(frozen=True, slots=True)
class Field:
    """What a typed field was taken for; no families at all when it is unknown."""

    families: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Families:
    by_id: Mapping[str, Family]
    main: Lexicon
    heads: Lexicon  # words that say what somebody is, wherever they are it
    vague: Lexicon  # words that name a family only where nothing else does
    beside: Lexicon


def read_field(typed: str) -> Field:
    """The family of a field, and what to tell the student about it.

    >>> read_field("quant").said
    'I read "quant" as Finance, accounting & insurance.'
    """
    plain = one_line(typed)
    if not plain:
        return Field((), "No field was given, so these questions fit any field.")
    if plain in families().by_id:
        return Field((plain,), "")
    found = _ids(plain)
    if not found:
        text = f'I don\'t know "{quoted(plain)}" yet, so these questions fit any field.'
        return Field((), text)
    names = [families().by_id[id].name for id in found]
    same = plain.casefold() == names[0].casefold()
    said = f'I read "{quoted(plain)}" as {" with ".join(names)}.'
    return Field(found, "" if same else said)


def fields_starting(start: str) -> list[str]:
    """As they may be typed, the shortest first; where nothing is typed, the families.

    >>> fields_starting("nurs")[0]
    'nurse'
    """
    known = families()
    if not start:
        return [family.name for family in known.by_id.values() if not family.beside]
    written = {phrase for _, phrase in known.main.phrases.values()}
    fitting = (p for p in written if p.casefold().startswith(start.casefold()))
    return sorted(fitting, key=lambda phrase: (len(phrase), phrase))


def _ids(typed: str) -> tuple[str, ...]:
    known = families()
    typed = _without_pronoun(typed)
    found, beside = _main(known, typed), known.beside.find(typed)
    if not found and not beside:
        found = known.main.guess(known.vague.without(typed))
    found = found or known.vague.find(typed)
    return tuple(one.value for one in (found, beside) if one)


def _main(known: Families, typed: str) -> Found | None:
    head = _AFTER_HEAD.split(f" {typed} ")[0]
    if found := known.main.find(head):
        return found
    whole, person = known.main.find(typed), known.heads.find(head)
    if whole and person and whole.value not in known.by_id[person.value].yields_to:
        return person
    return whole


def _without_pronoun(typed: str) -> str:
    """Without a small "it", which is a field only in capitals or all alone."""
    return typed if typed.casefold() == "it" else re.sub(r"\bit\b", " ", typed)


@cache
def families() -> Families:
    data = read_toml(KNOWLEDGE / "fields.toml")
    try:
        return _families(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise Unusable(
            f"fields.toml: {error!r} is missing or wrong. "
            "Every family needs a name, a list of wants and a list of words."
        ) from error


def _families(data: Mapping[str, Mapping[str, Any]]) -> Families:
    by_id = {
        id: Family(
            id=id,
            name=entry["name"],
            wants=tuple(entry["wants"]),
            beside=entry.get("beside", False),
            yields_to=tuple(entry.get("yields_to", ())),
        )
        for id, entry in data.items()
    }
    main = {id: data[id]["words"] for id in data if not by_id[id].beside}
    beside = {id: data[id]["words"] for id in data if by_id[id].beside}
    vague = {id: entry.get("vague", ()) for id, entry in data.items()}
    heads = {id: entry.get("heads", ()) for id, entry in data.items()}
    named = {id: [*main[id], by_id[id].name] for id in main}
    return Families(by_id, *map(lexicon, (named, heads, vague, beside)))
