"""Gaps that a template left: brackets, blanks and words like TODO."""

import re
from collections.abc import Iterator

from bot.coach.rules.draft import Draft, Fix, Found, rule
from bot.coach.rules.guide import guide
from bot.coach.rules.people import first_name, notes_on
from bot.coach.rules.words import Span, bag

_BRACKETS = re.compile(
    r"\{\{[^{}\n]{0,60}\}\}|\$?\{[^{}\n]{1,60}\}|<<[^<>\n]{1,60}>>|<[^<>\n]{1,60}>"
    r"|\[[^\[\]\n]{1,80}\](?!\()|\([^()\n]{2,80}\)|%[A-Za-z_ ]{3,30}%|\*\|\w{2,30}\|\*"
)
_MARKS = "{<[(%*"
"""Without one of them there is nothing in brackets, and looking takes its time."""

_BLANKS = re.compile(
    r"_{3,}|\bX{1,4}[/:]X{1,4}\b|(?<!\w)\$[A-Z][A-Z_]{2,}\b|\bXXX+\b"
    r"|\bXX (?=minutes|years|people)"
    r"|\b(?:TODO|TBD|TBC|FIXME)\b"
    r"|\b(?:FIRST|LAST|COMPANY|YOUR|FULL|CONTACT|RECIPIENT)[ _]?NAME\b"
    r"|\b(?i:lorem ipsum|insert (?:name|company|topic|detail|something|fact)s?)\b"
)
_MAY_BE_BLANK = re.compile(r"[A-Z_]{2}|X[/:]|\$[A-Z]|[Ll]orem|LOREM|[Ii]nsert")
_CAPITALS = re.compile(r"(?<=[a-z] )[A-Z]{4,}(?: [A-Z]{4,})?(?![\w-])(?! [A-Z]{2})")
_ALONE = bag("company college university school employer topic major industry")
_GREETED = re.compile(
    r"(?i:hi|hello|hey|dear) +(NAME\b|X{1,3}\b|N\.N\.|(?i:@\w*name)\b|\.{3,}|…|-{2,})"
)
_NO_GAP = ("@", "!", "#", "sic", "/")
_TOLD = bag("insert add fill put mention paste write todo")
_FIRST_WORDS = bag("insert add fill mention your their his her the a an name of here")


@rule("placeholder")
def placeholder(draft: Draft) -> Iterator[Found]:
    for span in _gaps(draft, draft.text.own):
        words = draft.text.said(span)
        filled = _filling(draft, words, span)
        right = f': "{filled}"' if filled else ""
        fix = Fix(span, filled) if filled else None
        yield Found(span, slots={"words": words, "right": right}, fix=fix)
        return
    for start, end in _gaps(draft, draft.subject_line):
        words = draft.subject_line[start:end]
        yield Found(slots={"words": words, "right": " in the subject"})
        return


def _gaps(draft: Draft, text: str) -> list[Span]:
    notes = notes_on(draft.contact)
    found: list[Span] = []
    if _MAY_BE_BLANK.search(text):
        found += [one.span() for one in _BLANKS.finditer(text)]
    found += [one.span(1) for one in _GREETED.finditer(text[:80])]
    found += [one.span() for one in _CAPITALS.finditer(text) if _is_label(one[0])]
    if any(mark in text for mark in _MARKS):
        marked = _BRACKETS.finditer(text)
        found += [one.span() for one in marked if _is_gap(one[0], notes)]
    return sorted(found)


def _is_label(capitals: str) -> bool:
    """ "at COLLEGE", "loved FILM TITLE"."""
    words = capitals.lower().split()
    known = guide().words("placeholder", "gaps")
    return set(words) <= (known if len(words) > 1 else _ALONE)


def _is_gap(bracketed: str, notes: frozenset[str]) -> bool:
    """Templates brace their gaps; other brackets have other uses too."""
    inner = bracketed.strip("[](){}<>%*|$ ")
    words = [word.lower() for word in re.findall(r"[^\W_]+", inner)]
    if not any(map(str.isalpha, inner)) or inner.lower().startswith(_NO_GAP):
        return bracketed.startswith("{{")
    if bracketed[0] in "{$%*" or bracketed.startswith("<<"):
        return len(inner) > 1
    if "@" in inner or "://" in inner:
        return False
    known = guide().words("placeholder", "gaps") & set(words)
    match bracketed[0]:
        case "(":
            told = words[0] in _TOLD and len(words) > 1
            return told or (words[0] in _FIRST_WORDS and set(words) == known)
        case "[":
            written = notes | guide().words("placeholder", "no_gaps")
            open_ended = 1 < len(words) <= 5 or (inner.isupper() and len(inner) > 2)
            return bool(known) or (open_ended and words[0] not in written)
        case _:
            return bool(known) or "_" in inner


def _filling(draft: Draft, gap: str, span: Span) -> str:
    """What the notes have for this gap, and nothing that they have not."""
    said, contact = gap.lower(), draft.contact
    if "your name" in said or "my name" in said:
        return draft.writer
    if re.search(r"compan|employer|firm|organi[sz]ation", said):
        return contact.employer
    if re.search(r"\b(?:role|title|position)\b", said):
        return contact.role
    greets = "name" in said or span[1] <= draft.text.greeting[1] + 1
    return first_name(contact) if greets and contact.name else ""
