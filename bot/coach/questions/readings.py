"""Free words about the student and the person, read as what a plan needs to know.

The words and what they mean are in `knowledge/understood.toml`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.coach.questions.lexicon import Found, Lexicon, lexicon, tokens
from bot.errors import Unusable
from bot.text import one_line, shortened

SUBJECTS = ("stage", "goal", "seniority", "relation", "welcome", "kind")

_NUMBER = re.compile(r"\s*(\d{1,3})\s*(?:/\s*10|of 10|out of 10)?\s*")
_YEARS = re.compile(r"(\d{1,2})\s*\+?\s*(?:years?|yrs?)\b", re.IGNORECASE)
_EARLY, _MID = 5, 13
"""Years from which somebody is no longer early, and no longer in the middle."""

_NAMED_BY = re.compile(r" (?:by|through|via) ")
_OF_ANOTHER = re.compile(r"(\S.*?)['\u2019](?:s\b)? +(\S.*)")
_FRIENDS = frozenset(
    {"friend", "close friend", "best friend", "roommate", "boyfriend", "girlfriend"}
)
_THROUGH = {"family": "near", "near": "near", "known": "referred"}
"""How near somebody is who belongs to a friend, to a neighbor, or to a professor."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What words were taken for, and a sentence that says so.

    `value` is empty when nothing was understood, `said` when there is nothing to say.
    """

    value: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    name: str
    wants: tuple[str, ...] = ()
    comfort: int = 0
    core: str = ""


NOTHING = Meaning(name="")


@dataclass(frozen=True, slots=True)
class Subject:
    """All that can be said about one thing, such as the stage of a student."""

    meanings: Mapping[str, Meaning]
    phrases: Lexicon
    work: Lexicon


def read(subject: str, typed: str) -> Reading:
    """What was meant by words about a subject.

    >>> read("stage", "sophomore")
    Reading(value='exploring', said='I read "sophomore" as a student still exploring.')
    """
    plain = one_line(typed)
    known = subjects()[subject]
    if not plain or plain in known.meanings:
        return Reading(plain)
    if value := _by_years(subject, plain) or _by_others(subject, plain):
        return taken_for(subject, value, plain)
    if found := known.phrases.find(plain) or known.phrases.guess(plain):
        return taken_for(subject, found.value, plain)
    return Reading("", f'I can\'t tell which {subject} "{quoted(plain)}" means.')


def noticed(subject: str, typed: str) -> Reading:
    """Something said in passing, word for word; nothing is made of typing errors."""
    plain = one_line(typed)
    found = subjects()[subject].phrases.find(plain)
    return taken_for(subject, found.value, plain) if found else Reading()


def wished(typed: str) -> list[Reading]:
    """The kinds of question that somebody asks for in passing.

    >>> [kind.value for kind in wished("is it hard, and what do they pay?")]
    ['hard', 'salary']
    """
    plain = one_line(typed)
    found = subjects()["kind"].phrases.every(plain)
    return [taken_for("kind", one.value, plain) for one in found]


def told_by_work(typed: str) -> Reading:
    """How far somebody has come, where the name of their work says it.

    >>> told_by_work("retired nurse").value, told_by_work("nurse").value
    ('retired', '')
    """
    plain = one_line(typed)
    found = subjects()["seniority"].work.find(plain)
    return taken_for("seniority", found.value, plain) if found else Reading()


def taken_for(subject: str, value: str, typed: str) -> Reading:
    """Words read as a known value; where they are the same there is nothing to say."""
    first = tokens(typed)[: len(tokens(value))]
    if first == tokens(value):
        return Reading(value)  # "mid (5-12)" needs no explaining
    name = subjects()[subject].meanings[value].name
    return Reading(value, f'I read "{quoted(typed)}" as {name}.')


def read_comfort(typed: str) -> int | None:
    """A number from 0 to 10 as it is, or how near a relation is; `None` if unknown.

    Whoever types a number outside the scale gets it back, to be told so.

    >>> read_comfort("7/10"), read_comfort("my aunt"), read_comfort("a riddle")
    (7, 1, None)
    """
    if number := _NUMBER.fullmatch(typed[:40]):
        return int(number[1])
    value = read("relation", typed).value
    return subjects()["relation"].meanings[value].comfort if value else None


def meaning(subject: str, value: str) -> Meaning:
    """Of nothing known, a meaning that wants nothing."""
    return subjects()[subject].meanings.get(value, NOTHING)


def quoted(typed: str) -> str:
    return shortened(typed.replace('"', "'"), 60)


def _by_years(subject: str, typed: str) -> str:
    if subject != "seniority" or not (years := _YEARS.search(typed)):
        return ""
    count = int(years[1])
    return "early" if count < _EARLY else "mid" if count < _MID else "senior"


def _by_others(subject: str, typed: str) -> str:
    """Who is known through somebody: "referred by my aunt", "my dad's boss"."""
    if subject != "relation":
        return ""
    known = subjects()[subject].phrases
    head = _NAMED_BY.split(typed, maxsplit=1)[0]
    if head != typed and (found := known.find(head)):
        return found.value
    whole, parts = known.find(typed), _OF_ANOTHER.fullmatch(typed)
    if not parts or (whole and "'" in whole.phrase):
        return ""
    return _of_another(known.find(parts[1]), known.find(parts[2]))


def _of_another(other: Found | None, person: Found | None) -> str:
    """A relative's relative is family; what else belongs to somebody is farther off."""
    if not other:
        return ""
    relatives = [
        one.value == "family" and one.phrase not in _FRIENDS
        for one in (other, person)
        if one
    ]
    if relatives == [True, True]:
        return "family"
    return _THROUGH.get(other.value, "")


@cache
def subjects() -> Mapping[str, Subject]:
    data = read_toml(KNOWLEDGE / "understood.toml")
    return {subject: _subject(subject, data) for subject in SUBJECTS}


def _subject(subject: str, data: Mapping[str, Any]) -> Subject:
    try:
        entries: Mapping[str, Mapping[str, Any]] = data[subject]
        meanings = {
            value: Meaning(
                name=entry["name"],
                wants=tuple(entry.get("wants", ())),
                comfort=entry.get("comfort", 0),
                core=entry.get("core", ""),
            )
            for value, entry in entries.items()
        }
        phrases = lexicon({value: entry["words"] for value, entry in entries.items()})
        work = lexicon(
            {value: entry.get("work", ()) for value, entry in entries.items()}
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise Unusable(
            f"understood.toml: under {subject}, {error!r} is missing or wrong. "
            "Every entry needs a name and a list of words."
        ) from error
    return Subject(meanings, phrases, work)
