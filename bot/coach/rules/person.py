"""Written to this person: their name, their employer, and a greeting that is theirs."""

import re
from collections.abc import Iterator

from bot.coach.rules.draft import FIRST, Draft, Fix, Found, rule
from bot.coach.rules.guide import guide
from bot.coach.rules.names import (
    Named,
    called,
    greeted,
    is_misspelt,
    may_be_nickname,
    right_name,
    somebody_else,
    vocatives,
)
from bot.coach.rules.people import (
    first_name,
    notes_on,
    plain,
    same_name,
    short_names,
    telling,
)
from bot.coach.rules.text import Span
from bot.coach.rules.words import bag
from bot.coach.situation import Someone

_GUESSES = bag("mr mrs ms miss mister frau herr señor señora monsieur")
_FOR_HER, _FOR_HIM = (
    bag("mrs ms miss frau señora"),
    bag("mr mister herr señor monsieur"),
)


@rule("wrong-name")
def wrong_name(draft: Draft) -> Iterator[Found]:
    if not draft.contact.name:
        return
    names = called(draft)
    known = [one for one in names if same_name(one.name, draft.contact)]
    wrong = [one for one in names if one not in known]
    for one in wrong:
        if found := _misnamed(draft, one, bool(known)):
            yield found
            return
    for one in [] if names else vocatives(draft):
        if somebody_else(draft, one.name) or (
            one.span[0] < 60
            and not same_name(one.name, draft.contact)
            and is_misspelt(one.name, draft.contact)
            and len(one.name) > 3
        ):
            yield _names(
                draft, one, "other" if somebody_else(draft, one.name) else "near"
            )
            return


def _misnamed(draft: Draft, one: Named, others_right: bool) -> Found | None:
    """Two people may be greeted, so a right name excuses a strange one."""
    if somebody_else(draft, one.name):
        return None if others_right else _names(draft, one, "other")
    if is_misspelt(one.name, draft.contact):
        return _names(draft, one, "near")
    if others_right or may_be_nickname(one.name, draft.contact):
        return None
    return _names(draft, one, "")


def _names(draft: Draft, one: Named, form: str) -> Found:
    right = right_name(draft, [one])
    slots = {"words": one.name, "right": right}
    return Found(one.span, form=form, slots=slots, fix=Fix(one.span, right))


@rule("template-salutation", FIRST)
def template_salutation(draft: Draft) -> Iterator[Found]:
    span, right = draft.text.greeting, _greeting_for(draft)
    said = draft.text.said(span).strip().rstrip(",:!.")
    slots = {"words": said, "right": right}
    words = [plain(one.name) for one in greeted(draft)]
    named = {one for one in called(draft) if _is_theirs(draft, one)}
    if not span[1]:
        return
    if not named and _to_nobody(said, words):
        fix = Fix(span, right) if draft.contact.name else None
        yield Found(span, slots=slots, fix=fix)
    elif _guessed(draft, words):
        yield Found(span, "warn", "title", slots, Fix(span, right))
    elif not words and draft.contact.name:
        yield Found(span, "info", "bare", slots, Fix(span, right))


def _is_theirs(draft: Draft, one: Named) -> bool:
    return same_name(one.name, draft.contact)


def _to_nobody(said: str, words: list[str]) -> bool:
    nobody = guide().words("template-salutation", "nobody")
    return "whom it may" in said.lower() or not nobody.isdisjoint(words)


def _guessed(draft: Draft, words: list[str]) -> str:
    """A title that says "man" or "woman" without anybody having told us."""
    contact, notes = draft.contact, notes_on(draft.contact)
    wants = guide().rules["template-salutation"].lists["wants_title"]
    if not contact.name or any(word in contact.relation.lower() for word in wants):
        return ""
    told = notes | set(re.findall(r"\w+", contact.name.lower()))
    told |= _FOR_HER if {"she", "her"} & notes else frozenset()
    told |= _FOR_HIM if {"he", "him"} & notes else frozenset()
    return next((word for word in words if word in _GUESSES and word not in told), "")


def _greeting_for(draft: Draft) -> str:
    """ "Hi Ana," or, where the draft is formal, the whole name: "Dear Ana Silva,"."""
    start, end = draft.text.greeting
    formal = re.match(r"\W*(?:dear|respected|to whom)", draft.text.raw[start:end], re.I)
    contact = draft.contact
    return f"Dear {contact.name}," if formal else f"Hi {first_name(contact)},"


@rule("wrong-company")
def wrong_company(draft: Draft) -> Iterator[Found]:
    for other in draft.situation.other_contacts:
        for span in _mentions(draft, other):
            if not _told_apart(draft, other, span):
                theirs = draft.contact.employer
                slots = {
                    "words": draft.text.said(span),
                    "who": other.name or "somebody else",
                    "employer": theirs or "the right employer",
                }
                fix = Fix(span, theirs) if theirs else None
                yield Found(span, slots=slots, fix=fix)
                return


def _mentions(draft: Draft, other: Someone) -> Iterator[Span]:
    """Where an employer is named that is neither the reader's nor the writer's own."""
    student = draft.situation.student
    ours = notes_on(draft.contact) | notes_on(
        Someone(role=student.about if student else "")
    )
    for name in short_names(other.employer):
        if ours.issuperset(re.findall(r"[^\W_]+", name)):
            continue
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", draft.text.plain):
            yield found.span()


def _told_apart(draft: Draft, other: Someone, span: Span) -> bool:
    """The writer's own past, somebody else's place, or where the reader came from."""
    text, sentence = draft.text, draft.text.sentence_at(span[0])
    if sentence is None:
        return False
    inner = [at for at in range(sentence.first, sentence.last)]
    at = next(i for i in inner if text.words[i].end > span[0])
    before = text.forms[sentence.first : at]
    if set(before[-2:]) & guide().words("wrong-company", "apart"):
        return True
    referrer = draft.situation.referrer or Someone()
    people = telling((other.name, referrer.name))
    if people & telling(text.forms[sentence.first : sentence.last]):
        return True
    for past in draft.hits("wrong-company", "own_past"):
        if sentence.first <= past.first < at:
            between = set(text.forms[past.last : at])
            return not between & {"you", "your"}
    return False
