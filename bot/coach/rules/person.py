"""Written to this person: their name, their employer, and a greeting that is theirs."""

import re
from collections.abc import Iterator

from bot.coach.rules.draft import FIRST, Draft, Fix, Found, rule
from bot.coach.rules.guide import guide
from bot.coach.rules.names import (
    OPENING,
    Named,
    called,
    greeted,
    is_misspelt,
    may_be_nickname,
    right_name,
    somebody_else,
    thanked,
    vocatives,
)
from bot.coach.rules.people import (
    first_name,
    notes_on,
    parts,
    plain,
    same_name,
    short_names,
    telling,
    telling_parts,
)
from bot.coach.rules.text import Sentence
from bot.coach.rules.words import Span, bag, names_in
from bot.coach.situation import Someone

_OF = bag("of at from in the")
_HERS = bag("mrs ms miss frau se\u00f1ora")
_HIS = bag("mr mister herr se\u00f1or monsieur")


@rule("wrong-name")
def wrong_name(draft: Draft) -> Iterator[Found]:
    if not draft.contact.name:
        return
    names = called(draft)
    known = [one for one in names if same_name(one.name, draft.contact)]
    wrong = [one for one in names if one not in known]
    found = [_misnamed(draft, one, bool(known)) for one in wrong]
    set_off = thanked(draft) if names else vocatives(draft)
    found += [_misaddressed(draft, one) for one in set_off]
    yield from [one for one in found if one][:1]


def _misnamed(draft: Draft, one: Named, others_right: bool) -> Found | None:
    """Two people may be greeted, so a right name excuses a strange one."""
    if plain(one.name) in parts(draft.writer):
        return None
    if somebody_else(draft, one.name):
        return None if others_right else _instead(draft, one, "other")
    if is_misspelt(one.name, draft.contact):
        return _instead(draft, one, "near")
    if others_right or may_be_nickname(one.name, draft.contact):
        return None
    return _instead(draft, one, "")


def _misaddressed(draft: Draft, one: Named) -> Found | None:
    """Outside of a greeting only what is surely a name counts."""
    if somebody_else(draft, one.name):
        return _instead(draft, one, "other")
    opens = one.span[0] < OPENING and len(one.name) > 3
    strange = not same_name(one.name, draft.contact)
    if opens and strange and is_misspelt(one.name, draft.contact):
        return _instead(draft, one, "near")
    return None


def _instead(draft: Draft, one: Named, form: str) -> Found:
    right = right_name(draft)
    slots = {"words": one.name, "right": right}
    return Found(one.span, form=form, slots=slots, fix=Fix(one.span, right))


@rule("template-salutation", FIRST)
def template_salutation(draft: Draft) -> Iterator[Found]:
    span, right = draft.text.greeting, _greeting_for(draft)
    said = draft.text.said(span).strip().rstrip(",:!.")
    slots = {"words": said, "right": right}
    fix = Fix(span, right) if draft.contact.name else None
    words = [plain(one.name) for one in greeted(draft)]
    if not said:
        return
    if not called(draft) and (_to_nobody(said, words) or _to_role(draft, words)):
        yield Found(span, slots=slots, fix=fix)
    elif _guesses(draft, words):
        yield Found(span, "warn", "title", slots, fix)
    elif not words and draft.contact.name:
        yield Found(span, "info", "bare", slots, fix)


def _to_nobody(said: str, words: list[str]) -> bool:
    nobody = guide().words("template-salutation", "nobody")
    return "whom it may" in said.lower() or not nobody.isdisjoint(words)


def _to_role(draft: Draft, words: list[str]) -> bool:
    """ "Dear Hydrologist" to one; "Dear Coach" is how coaches are called, and not
    "Dear Coach of Elm College"."""
    place = set(re.findall(r"[^\W_]+", plain(draft.contact.employer)))
    roles = set(re.findall(r"[^\W_]+", plain(draft.contact.role)))
    said = set(words) - _OF
    if said & place and said <= place | roles:
        return True
    return bool(words) and set(words) <= _roles(draft)


def _roles(draft: Draft) -> frozenset[str]:
    titles = guide().words("wrong-name", "not_names")
    role = frozenset(re.findall(r"[^\W_]+", plain(draft.contact.role)))
    return role - titles - set(parts(draft.contact.name))


def _guesses(draft: Draft, words: list[str]) -> bool:
    """A title that says "man" or "woman" without anybody having told us."""
    contact, notes = draft.contact, notes_on(draft.contact)
    wants = guide().rules["template-salutation"].lists["wants_title"]
    if not contact.name or any(word in contact.relation.lower() for word in wants):
        return False
    told = notes | set(re.findall(r"\w+", contact.name.lower()))
    told |= _HERS if {"she", "her"} & notes else frozenset()
    told |= _HIS if {"he", "him"} & notes else frozenset()
    return any(word in _HERS | _HIS and word not in told for word in words)


def _greeting_for(draft: Draft) -> str:
    """ "Hi Ana," or, where the draft is formal, the whole name: "Dear Ana Silva,"."""
    said = draft.text.said(draft.text.greeting)
    formal = re.match(r"\W*(?:dear|respected|to )", said, re.I)
    contact = draft.contact
    return f"Dear {contact.name}," if formal else f"Hi {first_name(contact)},"


@rule("wrong-company")
def wrong_company(draft: Draft) -> Iterator[Found]:
    for other in draft.situation.other_contacts:
        for span in _mentions(draft, other):
            if not _told_apart(draft, other, span):
                yield _elsewhere(draft, other, span)
                return


def _elsewhere(draft: Draft, other: Someone, span: Span) -> Found:
    right = draft.contact.employer
    slots = {
        "words": draft.text.said(span),
        "who": other.name or "somebody else",
        "employer": right or "the right employer",
    }
    return Found(span, slots=slots, fix=Fix(span, right) if right else None)


def _mentions(draft: Draft, other: Someone) -> Iterator[Span]:
    """Where an employer is named that is neither the reader's nor the writer's own."""
    student = draft.situation.student
    ours = notes_on(draft.contact)
    ours |= notes_on(Someone(role=student.about)) if student else frozenset()
    for name in short_names(other.employer):
        if not ours.issuperset(re.findall(r"[^\W_]+", name)):
            named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            yield from (found.span() for found in named.finditer(draft.text.plain))
    if (short := _first_word(other.employer)) and short.lower() not in ours:
        named = re.compile(rf"\b(?:at|for|with|of) ({re.escape(short)})(?!\w)")
        yield from (found.span(1) for found in named.finditer(draft.text.own))


def _first_word(employer: str) -> str:
    """By which a company of several words goes: "Ironwood Metals" is "Ironwood"."""
    words = names_in(employer)
    long = len(words) > 1 and len(words[0]) > 5
    return words[0] if long and words[0].lower() in telling_parts(employer) else ""


def _told_apart(draft: Draft, other: Someone, span: Span) -> bool:
    """Somebody else's place, where the reader came from, or the writer's own past."""
    sentence = draft.text.sentence_at(span[0])
    if sentence is None:
        return False
    referrer = draft.situation.referrer or Someone()
    people = telling((other.name, referrer.name)) - telling([other.employer])
    if not people.isdisjoint(telling(draft.forms(sentence))):
        return True
    places = range(sentence.first, sentence.last)
    at = next(i for i in places if draft.text.words[i].end > span[0])
    apart = guide().words("wrong-company", "apart")
    before = draft.text.forms[max(sentence.first, at - 2) : at]
    return not apart.isdisjoint(before) or _in_own_past(draft, sentence, at)


def _in_own_past(draft: Draft, sentence: Sentence, at: int) -> bool:
    """ "I spent a summer at X", or "at X, where I worked", and not "I know what you do
    at X"."""
    for past in draft.hits("wrong-company", "own_past"):
        behind = draft.text.forms[past.first] == "where" and past.first < sentence.last
        if behind and past.first > at:
            return True
        if sentence.first <= past.first < at:
            return {"you", "your"}.isdisjoint(draft.text.forms[past.last : at])
    return False
