"""The little English that the word lists know: verbs, small words, a or an.

A wrong guess costs a plainer sentence: what is not recognised goes behind a colon.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.coach.writing.words import words

_PREPOSITIONS = frozenset(
    {
        *("in", "on", "at", "by", "for", "from", "with", "about", "of", "to", "as"),
        *("up", "out", "into", "over", "after", "before", "during", "through"),
    }
)
LINKS = _PREPOSITIONS | {"and", "or", "is", "was", "has"}
SMALL = LINKS | {"a", "an", "the"}
_SUBORDINATE = frozenset(
    {"how", "that", "which", "who", "where", "when", "why", "what", "if"}
)
BE = {
    "is": "are",
    "was": "were",
    "has": "have",
    "does": "do",
    "isn't": "aren't",
    "wasn't": "weren't",
    "hasn't": "haven't",
    "doesn't": "don't",
}
_HELPERS = frozenset(
    {"am", "are", "were", "be", "been", "have", "had", "can", "could", "will", *BE}
)

_OBJECTS = _SUBORDINATE | {
    *("a", "an", "the", "my", "your", "our", "this", "these", "me", "us", "you"),
    *("it", "them", "people", "everyone", "somebody"),
}
"""After a word that may be a verb, these say that it is one: "made me", "shows how"."""

_AFTER_PERSON = re.compile(
    r",| (?:in|of|at|from|with|who|on|and|to"
    r"|(?:chang|study|major|minor|work|train|mov|switch|retrain|look|hop|plan+|try)ing)\b"
)
"""Where the one who is named ends: "a cook changing careers to law"."""

_THIRD = re.compile(
    r"[a-z]{3,}[^\Ws]s (?:an?|the|(?:her|his|their) own) ", re.IGNORECASE
)
"""What stands before an article is a verb, known or not: "curates a gallery"."""

_NO, _MAYBE, _SURE = range(3)


def states(text: str) -> bool:
    """It has a verb of its own, not only one that a "how" or "who" brings with it."""
    return _has_verb(text, _SURE)


def may_state(text: str) -> bool:
    """It has a word that could be such a verb: "your bus stops here"."""
    return _has_verb(text, _MAYBE)


def _has_verb(text: str, least: int) -> bool:
    said = tokens(text)
    verbs = [likely >= least for likely in _verbs(said)]
    opened = [at for at, word in enumerate(said) if word in _SUBORDINATE]
    before = verbs[: opened[0]] if opened else verbs
    return any(before) or sum(verbs) > len(opened)


def _verbs(said: list[str]) -> Iterator[int]:
    """How likely each word is a verb, in view of what stands around it."""
    before, inside = "", False
    for word, after in pairwise([*said, ""]):
        is_joined = before in SMALL | _HELPERS | {"your", "my", "our"}
        yield _NO if is_joined else _likely(before, word, after, inside)
        inside = word not in _SUBORDINATE and (inside or word in _PREPOSITIONS)
        before = before if word in ("both", "all", "also", "still", "never") else word


def _likely(before: str, word: str, after: str, inside: bool) -> int:
    """A plain form ("show") is a verb after "I" or after many, as in "rivers move".

    Inside what a preposition began, many are things ("on night shifts") or say which
    ("about cars used in films").
    """
    known, many = words(), len(before) > 3 and re.search(r"[^s]s$", before)
    if word in _HELPERS or re.search(r"'(?:m|re|ve|ll|d)$", word):
        return _SURE
    if word in known.bases and (many or before in ("i", "you", "we")):
        return _SURE
    if word in known.things and word not in known.nouns:
        return _likely_third(after, inside)
    if word in known.thirds and word not in known.nouns:
        return _SURE
    if not is_past(word):
        return _NO
    loose = bool(after) and after not in _OBJECTS and before not in ("i", "you", "we")
    adjective = inside or (word.endswith("ed") and after not in LINKS)
    return _MAYBE if loose and adjective else _SURE


def _likely_third(after: str, inside: bool) -> int:
    """Of a form that is also the plural of a thing, such as "shifts" and "stops"."""
    if inside:
        return _MAYBE if after in _OBJECTS else _NO
    return _SURE if after in _OBJECTS else _MAYBE if after else _NO


def tokens(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[\w'-]+", text)]


def names_person(text: str) -> bool:
    """Its head, the word before the first "in", "of" or comma, is somebody."""
    head = _AFTER_PERSON.split(text)[0]
    return head.lower().split(" ")[-1].rstrip(".") in words().people


def article(text: str) -> str:
    """
    >>> [article(word) for word in ("alum", "honors student", "UX designer", "MBA")]
    ['an', 'an', 'a', 'an']
    >>> [article(word) for word in ("10th grader", "11th grader", "8th grader")]
    ['a', 'an', 'an']
    """
    if number := re.match(r"\d+", text):
        return "an" if number[0][0] == "8" or number[0] in ("11", "18") else "a"
    if re.match(r"[A-Z]{2}", text):
        return "an" if text[0] in "AEFHILMNORSX" else "a"
    silent = re.match(r"honou?r|hour", text, re.IGNORECASE)
    hard = re.match(r"uni|use|usu|eu|one\b|once", text, re.IGNORECASE)
    return "an" if silent or (text[:1].lower() in "aeiou" and not hard) else "a"


def lowered(text: str) -> str:
    """Without the capital of a sentence, where the first word is known to lose it."""
    first = re.match(r"[\w'-]+", text)
    if not first or not (first[0] == "A" or first[0][1:].islower()):
        return text
    word, known = first[0].lower(), words()
    if word in known.common or word.endswith(known.endings):
        return text[:1].lower() + text[1:]
    return text


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def is_past(verb: str) -> bool:
    return verb in words().pasts or bool(re.search(r"\w\w[^e]ed$", verb))


def begins_deed(verb: str, rest: str) -> bool:
    """One can be "retrained at forty"; a "published author" is no deed."""
    if re.fullmatch(r" [\w-]+", rest) and names_person(rest.strip()):
        return False
    if verb in words().pasts - {"was", "set", "cut", "put"}:
        return True
    after = re.match(r' (?:["\u201cA-Z\d]|([\w\']+))', rest)
    small = after and (after[1] or "the").lower() in {*SMALL, "my", "our"}
    return bool(len(verb) > 4 and verb.endswith("ed") and small)


def base(verb: str) -> str:
    """A verb after "she", as it is after "you"."""
    known = {**words().thirds, **BE}
    regular = len(verb) > 3 and re.search(r"[^su']s$", verb)
    if regular and re.search(r"(?:ch|sh|x|ss|zz)es$", verb):
        return known.get(verb.lower()) or verb[:-2]
    return known.get(verb.lower()) or (verb[:-1] if regular else verb)


def is_third(note: str) -> bool:
    """
    >>> is_third("curates a gallery"), is_third("notes for a film")
    (True, False)
    """
    return bool(_THIRD.match(note))
