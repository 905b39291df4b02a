"""What is known about somebody, made into something one can begin a question with.

"Told a story about a kite" becomes "You told a story about a kite."; what the note is
about decides which questions suit it. What is painful or private is left to them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.coach.questions.question import KINDS_OF_FACT
from bot.coach.writing.grammar import LINKS, capital, is_past, is_third
from bot.coach.writing.phrases import CLASS_OF, reason
from bot.coach.writing.words import words
from bot.errors import Unusable
from bot.text import one_line

MOST_SPOKEN = 90
"""Characters of a note that can still be said in passing."""

_FORMER = re.compile(r"(?:former|retired|ex)\b", re.IGNORECASE)
_NAMED = ("told", "wrote", "built")
_AGE_ALONE = re.compile(r" at (?:the age of )?\d{2}$")
"""The rest can be said without it: "went back to school at 35"."""

_SHARED = re.compile(r"you (\w+) (?:me|us|our)\b")
_LONG = re.compile(r" (?:for|after) (?:\w+ ){0,3}?(\w+) years?\b| decades\b")
_FEW = frozenset(
    {*"123456789", "a", "one", "two", "three", "four", "five", "six", "seven", "eight"}
    | {"nine", "some", "few"}
)
"""Years that are one step of a road; only a longer time has turning points."""

_THEIRS = re.compile(r"\b(?:her|his|their)\b")
_THEMSELVES = re.compile(r"\b(?:herself|himself|themself|themselves)\b")
_LATELY = re.compile(r"you were .*\b(?:yesterday|(?:last|this) (?:week|month|year))\b")
_ANOTHER = re.compile(r"\b(?!I\b)[A-Z]")
"""A name: what is "hers" beside it may be that person's."""

_PASSIVE = re.compile(r"you were (?!born|raised|brought up)\w+ed (?!to be)")
_ORIGIN = re.compile(r"you (?:were (?:born|raised|brought up)|went to|grew up)\b")
_HIS_OWN = re.compile(r"\b(?:his|their) own\b")
_STUDENT = re.compile(r"\b(?:the|this) student('s)?\b", re.IGNORECASE)
_AFTER_YOU = re.compile(r"you (?:(?:also|always|once|just|first|\w+ly) )*([\w'-]+)")
_AGE = re.compile(
    r"\bat (?:the age of )?(?:\d{2}|(?:twen|thir|for|fif|six|seven)ty)(?![\w-]| [a-z])"
)


@dataclass(frozen=True, slots=True)
class Opener:
    """`kind` as in `Question.about`; `said` is a sentence, or ends in a colon."""

    kind: str
    said: str
    fact: str


@dataclass(frozen=True, slots=True)
class Hints:
    kinds: Mapping[str, frozenset[str]]
    spans: frozenset[str]
    painful: re.Pattern[str]
    private: re.Pattern[str]


def openers(facts: Iterable[str], name: str = "") -> dict[str, Opener]:
    """The first usable fact of each kind, best kind first."""
    found: dict[str, Opener] = {}
    for fact in facts:
        if opener := opener_of(fact, name):
            found.setdefault(opener.kind, opener)
    return dict(sorted(found.items(), key=lambda item: KINDS_OF_FACT.index(item[0])))


def opener_of(fact: str, name: str = "") -> Opener | None:
    """What one fact gives; `None` where it is better not mentioned, or too long.

    >>> opener_of("Told a story about a kite").said
    'You told a story about a kite.'
    >>> opener_of("Three years in a bakery").said
    'About your three years in a bakery:'
    >>> opener_of("Her first shop closed")
    """
    plain = _to_the_point(fact, name)
    if not plain or len(plain) > MOST_SPOKEN or delicate(plain):
        return None
    if CLASS_OF.fullmatch(plain):
        return None  # there is nothing to ask about
    if _FORMER.match(plain):
        return Opener("thing", f"{capital(plain)}:", plain)
    form, text = reason(_as_a_deed(plain))
    if not _ANOTHER.search(text, 1):
        text = _THEMSELVES.sub("yourself", _THEIRS.sub("your", text))
    if form in ("clause", "sentence"):
        return Opener(_kind_of_deed(text), f"{capital(text)}.", plain)
    if form == "noun":
        return Opener(_kind_of_thing(text), f"About {text}:", plain)
    return Opener("thing", f"{capital(text)}:", plain)


def delicate(fact: str) -> bool:
    """Painful or private: theirs to bring up, never the start of a question."""
    low = fact.casefold()
    known = hints()
    return bool(
        known.painful.search(low) or known.private.search(low) or _AGE.search(low)
    )


def filled(text: str, said: str) -> str:
    """A question on a fact; after a colon it goes on with a small letter.

    >>> filled("{fact} How was that?", "About your talk:")
    'About your talk: how was that?'
    """
    start, slot, rest = text.partition("{fact} ")
    if not slot:
        return text
    rest = rest[:1].lower() + rest[1:] if said.endswith(":") else rest
    return f"{start}{said} {rest}"


def _to_the_point(fact: str, name: str) -> str:
    plain = one_line(fact, MOST_SPOKEN * 2).strip(" .,;:!?-")
    plain = _AGE_ALONE.sub("", plain)
    plain = _STUDENT.sub(lambda found: "my" if found[1] else "me", plain)
    first = name.split()[0] if name.split() else ""
    if first and plain.casefold().startswith(f"{first.casefold()} "):
        plain = plain[len(first) + 1 :]
    return plain.replace("?", "")


def _as_a_deed(fact: str) -> str:
    """With a "she" before a verb that could be a noun: "Posts songs", "Cut costs"."""
    first, _, rest = fact.partition(" ")
    verb, known = first.lower(), words()
    deed = verb in ("cut", "put", "set") or verb in known.thirds or is_third(fact)
    if deed and rest.split(" ")[0] not in LINKS:
        return f"she {verb} {_HIS_OWN.sub('her own', rest)}"
    return fact


def _kind_of_deed(text: str) -> str:
    """By its verb, and what happens now is not what happened once."""
    if _ORIGIN.match(text):
        return "turn"
    if _PASSIVE.match(text) or _LATELY.match(text):
        return "did"
    found = _AFTER_YOU.match(text)
    verb = (found[1] if found else text.split()[0]).lower()
    if verb == "are":
        return "thing"
    if verb in words().bases - words().pasts:
        return "doing"
    if (shared := _SHARED.match(text)) and is_past(shared[1]):
        return "shared"
    if (years := _LONG.search(text)) and years[1] not in _FEW:
        return "span"
    for kind, verbs in hints().kinds.items():
        if verb in verbs:
            return kind
    return "did" if verb.endswith("ed") or verb in words().pasts else "doing"


def _kind_of_thing(text: str) -> str:
    said = re.findall(r"[\w'-]+", text.lower())
    if hints().spans.intersection(said[:5]):
        return "span"
    kinds = hints().kinds
    named = (kind for kind in _NAMED if kinds[kind].intersection(said))
    return next(named, "thing")


@cache
def hints() -> Hints:
    data = read_toml(KNOWLEDGE / "openers.toml")
    try:
        return Hints(
            kinds={kind: frozenset(listed) for kind, listed in data["kinds"].items()},
            spans=frozenset(data["spans"]["words"]),
            painful=_any_of(data["leave"]["painful"]),
            private=_any_of(data["leave"]["private"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise Unusable(
            f"openers.toml: {error!r} is missing or wrong. Put the list back."
        ) from error


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")
