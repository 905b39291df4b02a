"""A note about somebody, turned into something that can be said to that person.

Notes come in every form: "gave a talk about bridges", "Four years on ferries",
"I heard you at the fair". Where the form is plain, a sentence is built on it; where it
is not, the note stays as it is, for a place behind a colon, which suits any form.
"""

import re
from itertools import takewhile
from typing import Literal

from bot.coach.writing.grammar import (
    BE,
    LINKS,
    SMALL,
    article,
    base,
    begins_deed,
    is_past,
    is_third,
    lowered,
    may_state,
    names_person,
    states,
    tokens,
)
from bot.coach.writing.words import words

Form = Literal["sentence", "clause", "noun", "remark"]
"""How a note can be used: alone ("I heard you ..."), after "because" ("you gave ..."),
as a thing ("your talk ..."), or behind a colon."""

_QUOTED = re.compile(r'"[^"]*"|\u201c[^\u201d]*\u201d|\{[^}]*\}')
_OWN = re.compile(r"\b(?:I|[Mm]y|me|[Ww]e|us|[Oo]urs?|[Yy]ou|[Yy]ours?)\b")
_THIRD = re.compile(r"\b(?:she|hers?|herself|he|him|his|himself)\b", re.IGNORECASE)
_PERSON = r"(?:she|he|they|her|his|their)\b"
_LEAD = re.compile(
    rf"(?:(?:how|what|why|where|when|which \w+|whether|if) (?={_PERSON})"
    rf"|that (?!they|their))?({_PERSON})",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"(?:recently |just |newly |once )?"
    r"(?:(born|raised|brought up|nominated|interviewed|quoted|featured|profiled"
    r"|promoted|honored|elected|appointed|recognized|selected|invited|hired|recruited|ranked)"
    r"|based|located|stationed|licensed|certified|interested|involved|employed|known"
    r"|fluent|active|responsible)"
    r" (?:in|at|near|as|for|with|by|on|to|last|this|twice|(?:two|three) times)\b",
    re.IGNORECASE,
)
"""A note that says what they are or were, without saying so: "based in Denver"."""

CLASS_OF = re.compile(r"(?:the )?class of ('?\d{2,4})", re.IGNORECASE)
"""How somebody belongs to one's school; any other note says more of them."""

_AT_AGE = re.compile(
    r"(?<=\w\w) at (?:the age of )?(?:\d{2}|(?:twen|thir|for|fif|six|seven)ty)$",
    re.IGNORECASE,
)
_MET = re.compile(
    r"^((?:(?:I|[Ww]e) )?(?:once |first )?(?:[Hh]eard|[Ss]aw|[Mm]et|[Ww]atched) )"
    r"(?:her|him|them)\b(?= (?:at|in|on|speak|talk|give|read|play|perform|present)\b)"
)
_TO_VERB = re.compile(
    r"((?: (?:also|always|often|once|never|now|just|first|still|later|then|\w+ly)\b)* )"
    r"([\w']+)",
    re.IGNORECASE,
)


def reason(note: str) -> tuple[Form, str]:
    """What they noted about somebody, to be said to that person.

    >>> reason("gave a talk about bridges")
    ('clause', 'you gave a talk about bridges')
    >>> reason("Four years on ferries")
    ('noun', 'your four years on ferries')
    >>> reason("she started as a scribe")
    ('clause', 'you started as a scribe')
    >>> reason("I heard you at the spring fair")
    ('sentence', 'I heard you at the spring fair')
    """
    if re.match(_PERSON, note, re.IGNORECASE):
        said = to_you(note)
        return _form_of_yours(said) if said[:5] == "your " else "clause", said
    if year := CLASS_OF.fullmatch(note):
        return "clause", f"you were in the class of {year[1]}"
    if clause := _with_subject(note):
        return "clause", clause
    if _OWN.search(typed := _QUOTED.sub('""', note)):
        if re.fullmatch(r"(?:my|our) [\w -]+'s [\w-]+", typed, re.IGNORECASE):
            return "remark", lowered(note)
        is_theirs = typed[:5].lower() == "your " and not may_state(typed)
        loose: Form = "noun" if is_theirs else "remark"
        return "sentence" if states(typed) else loose, lowered(note)
    if noun := _thing(note):
        return "noun", noun
    return "remark", lowered(note)


def _form_of_yours(said: str) -> Form:
    """ "Your shop sells bread" is a clause, "your talk on night shifts" a thing."""
    if states(said):
        return "clause"
    return "remark" if may_state(said) else "noun"


def without_age(note: str) -> str:
    """
    >>> without_age("went back to school at 35")
    'went back to school'
    """
    return _AT_AGE.sub("", note)


def retold(note: str) -> str:
    """What they said or did, as one reminds them of it: "you told me to read it"."""
    if _LEAD.match(note):
        return lowered(to_you(note))
    verb = re.match(r"\w+", note)
    deed = verb and verb[0].lower() in words().pasts - words().bases
    return (_with_subject(note) if deed else "") or lowered(note)


def is_thing(text: str) -> bool:
    """It fits after "about": "your story", "how you learned it"."""
    if re.match(r"(?:how|why|what|where) ", text):
        return "?" not in text
    return bool(re.match(r"(?:your|the) ", text)) and not may_state(text)


def is_retold(text: str) -> bool:
    """It fits after "I remember that": "you told me", and no "you can" of anybody."""
    found = re.match(r"you (\w+)", text)
    return bool(found and is_past(found[1])) or text.startswith("you've ")


def is_deed(text: str) -> bool:
    """It fits after "since then": "I passed", "we have opened"."""
    found = re.match(r"(?:I|[Ww]e)(?:'ve| have| also)? (\w+)", text)
    return bool(found and is_past(found[1])) or text[:5] in ("I've ", "I hav", "We've")


def told(news: str) -> str:
    """What the student did, with the "I" that a note leaves out."""
    plain = lowered(news)
    verb = re.match(r"\w+", plain)
    return f"I {plain}" if verb and is_past(verb[0]) else plain


def met_you(note: str) -> str:
    """What the student did with the reader: "I heard her speak" (I heard you speak)."""
    return _MET.sub(r"\1you", note, count=1)


def speaks_of_them(note: str) -> bool:
    """A "she" is left that the reader might be. Beside a "you" it is somebody else."""
    said = re.sub(r"\b(?:her|his) own\b", "", _QUOTED.sub("", note))
    clear = _LEAD.match(said) or re.search(r"\byour?s?\b", said, re.IGNORECASE)
    return not clear and bool(_THIRD.search(said))


def to_you(note: str) -> str:
    """A note that begins with "she", "how they" or the like, said to that person.

    Pronouns of the other gender stay: they are about somebody else.
    """
    if not (lead := _LEAD.match(note)):
        return note
    same = {"s": "she|her", "t": "they|them|their"}.get(lead[1][0].lower())
    same = same or ("she|her" if lead[1].lower() == "her" else "he|him|his")
    out, at = [], 0
    for found in re.finditer(rf"\b({same})\b('\w+)?", note, re.IGNORECASE):
        word, rest = found[1].lower(), note[found.end() :]
        out += [note[at : found.start()], _second(word, found[2] or "", rest)]
        at = found.end()
        if word in ("she", "he") and not found[2] and (to := _TO_VERB.match(rest)):
            out += [to[1], base(to[2])]
            at += to.end()
    said = "".join(out) + note[at:]
    return _joined(said) if lead[1].lower() in ("she", "he") else said


def _second(word: str, contracted: str, rest: str) -> str:
    """A "her" is "your" before a noun, and "you" at an end or before a small word."""
    if contracted == "'s":
        done = re.match(r" (?:been|had|got|\w+ed|\w+en)\b", rest)
        return "you've" if done else "you're"
    if word == "her":
        after = re.match(r" ([\w'-]+)", rest)
        return "your" if after and after[1].lower() not in SMALL else "you"
    return "your" if word in ("his", "their") else f"you{contracted}"


def _joined(rest: str) -> str:
    """Later verbs of the same subject: "runs a shop and teaches" (you teach)."""
    verbs = {
        verb: plain
        for verb, plain in words().thirds.items()
        if verb not in words().nouns
    }
    return re.sub(
        r"((?:,| and| but| or) )(\w+)",
        lambda found: found[1] + verbs.get(found[2], found[2]),
        rest,
    )


def _with_subject(note: str) -> str:
    """A note that lacks only its subject, with the "you" or "I" in front; else ""."""
    if state := _STATE.match(note):
        return f"you {'were' if state[1] else 'are'} {lowered(note)}"
    if not (found := _TO_VERB.match(f" {note}")):
        return ""
    start, verb = lowered(found[1].lstrip()), found[2].lower()
    rest = note[found.end() - 1 :]
    if begins_deed(verb, rest):
        return f"{_who_did(verb, rest)} {start}{verb}{_your_own(rest)}"
    is_known = verb in words().thirds and verb not in words().nouns
    if verb in BE or is_known or is_third(note):
        return f"you {start}{base(verb)}{_joined(_your_own(rest))}"
    if verb in words().bases - words().nouns and re.search(r"\byour?\b", rest):
        return f"I {start}{verb}{rest}"
    if rest.startswith(" of ") and verb in words().the:
        return f"you are the {verb}{rest}"
    plain = lowered(note)
    person = re.sub(r"^an? ", "", plain)
    return f"you are {article(person)} {person}" if names_person(plain) else ""


def _your_own(rest: str) -> str:
    return re.sub(r"\b(?:her|his|their) own\b", "your own", rest)


def _who_did(verb: str, rest: str) -> str:
    if re.search(r"\byou(?:r|rs)?\b", rest):
        return "I"  # "heard you at the fair"
    met = verb == "met" and re.match(r" (?:at|in|on|through|once|during)\b", rest)
    return "we" if met else "you"


def _thing(note: str) -> str:
    """Something of theirs: "your talk", "the recipe for rye bread"; else ""."""
    head = takewhile(lambda word: word not in LINKS, tokens(note))
    if may_state(note) or not words().nouns.intersection(head):
        return ""
    plain = lowered(note)
    return plain if plain[:4] == "the " else f"your {re.sub(r'^an? ', '', plain)}"
