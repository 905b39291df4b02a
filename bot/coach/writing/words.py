"""The word lists behind the phrases, read once from `knowledge/messages/words.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.errors import Unusable

MESSAGES = KNOWLEDGE / "messages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Everything in lower case, but the names of time zones."""

    relations: Mapping[str, tuple[str, ...]]
    titles: frozenset[str]
    kin: frozenset[str]
    zones: Mapping[str, str]
    bases: frozenset[str]  # "give"
    pasts: frozenset[str]  # "gave"
    past: Mapping[str, str]  # "give" -> "gave"
    thirds: Mapping[str, str]  # "gives" -> "give"
    things: frozenset[str]  # thirds that are plurals too: "stops"
    nouns: frozenset[str]
    the: frozenset[str]
    people: frozenset[str]
    schools: frozenset[str]
    endings: tuple[str, ...]
    common: frozenset[str]  # all that lose a capital inside a sentence


def load_words(folder: Path) -> Words:
    data = read_toml(folder / "words.toml")
    try:
        speech, names = data["speech"], data["names"]
        verbs = [(base, past) for base, past in map(str.split, speech["verbs"])]
        bases = frozenset(base for base, _ in verbs)
        pasts = frozenset(past for _, past in verbs)
        thirds = {third(base): base for base in bases}
        listed = speech["small"] + speech["nouns"] + speech["people"]
        return Words(
            relations={k: tuple(v) for k, v in data["relations"].items()},
            titles=frozenset(names["titles"]),
            kin=frozenset(names["kin"]),
            zones=dict(data["zones"]),
            bases=bases,
            pasts=pasts,
            past=dict(verbs),
            thirds=thirds,
            things=frozenset(map(third, speech["things"])),
            nouns=frozenset(speech["nouns"]),
            the=frozenset(speech["the"]),
            people=frozenset(speech["people"]),
            schools=frozenset(speech["schools"]),
            endings=tuple(speech["endings"]),
            common=bases | pasts | thirds.keys() | frozenset(listed),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Unusable(
            f"words.toml: {error!r}. Every list has to be there, and a verb is two "
            'words, such as "give gave".'
        ) from error


def third(base: str) -> str:
    """
    >>> [third(base) for base in ("work", "teach", "study", "have", "be")]
    ['works', 'teaches', 'studies', 'has', 'is']
    """
    if base in (irregular := {"have": "has", "be": "is"}):
        return irregular[base]
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return f"{base[:-1]}ies"
    sibilant = base.endswith(("s", "x", "z", "ch", "sh", "o"))
    return f"{base}es" if sibilant else f"{base}s"


@cache
def words() -> Words:
    return load_words(MESSAGES)
