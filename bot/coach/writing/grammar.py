"""The little English that the word lists know: verbs, small words, a or an.

A wrong guess costs a plainer sentence: what is not recognised goes behind a colon.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from bot.coach.writing.words import words

LINKS = frozenset(
    {
        *("in", "on", "at", "by", "for", "from", "with", "about", "of", "to", "as"),
        *("up", "out", "into", "over", "after", "before", "during", "through"),
        *("and", "or", "is", "was", "has"),
    }
)
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


def states(text: str) -> bool:
    """It has a verb of its own, not only one that a "how" or "who" brings with it."""
    said = tokens(text)
    before = list(takewhile(lambda word: word not in _SUBORDINATE, said))
    opened = sum(word in _SUBORDINATE for word in said)
    return any(_verbs(before)) or sum(_verbs(said)) > opened


def _verbs(text: list[str]) -> Iterator[bool]:
    """A plain form ("show") is a verb after "I" or after many, as in "rivers move"."""
    known = words()
    before = ""
    for word in text:
        many = len(before) > 3 and re.search(r"[^s]s$", before)
        yield before not in SMALL | _HELPERS | {"your", "my", "our"} and bool(
            word in known.pasts | _HELPERS
            or (word in known.thirds and word not in known.nouns)
            or (word in known.bases and (many or before in ("i", "you", "we")))
            or re.search(r"'(?:m|re|ve|ll|d)$|\w\w[^e]ed$", word)
        )
        before = before if word in ("both", "all", "also", "still", "never") else word


def tokens(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[\w'-]+", text)]


def names_person(text: str) -> bool:
    """Its head, the word before the first "in", "of" or comma, is somebody."""
    head = re.split(r",| (?:in|of|at|from|with|who)\b", text)[0]
    return head.lower().split(" ")[-1].rstrip(".") in words().people


def article(text: str) -> str:
    """
    >>> [article(word) for word in ("alum", "honors student", "UX designer", "MBA")]
    ['an', 'an', 'a', 'an']
    """
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
    if verb in words().pasts - {"was", "set", "cut", "put"}:
        return True
    after = re.match(r' (?:["\u201cA-Z\d]|([\w\']+))', rest)
    small = after and (after[1] or "the").lower() in SMALL
    return bool(len(verb) > 4 and verb.endswith("ed") and small)


def base(verb: str) -> str:
    """A verb after "she", as it is after "you"."""
    known = {**words().thirds, **BE}
    regular = len(verb) > 3 and re.search(r"[^su']s$", verb)
    return known.get(verb.lower()) or (verb[:-1] if regular else verb)
