"""Why this person: something that could be said to nobody else, and early."""

from collections.abc import Iterator

from bot.coach.rules.draft import ASKING, MAILS, Draft, Found, rule
from bot.coach.rules.guide import guide
from bot.coach.rules.people import (
    COMMON,
    facts_of,
    is_close,
    parts,
    plain,
    telling,
)
from bot.coach.rules.requests import inside
from bot.coach.rules.words import bag
from bot.coach.situation import Someone

_ADJECTIVES = bag(
    "incredible amazing great impressive wonderful brilliant excellent inspiring very"
    " interesting recent latest last new fantastic outstanding fascinating own short"
)
_MINE, _YOURS = bag("i me my mine myself"), bag("you your yours yourself")
MANY_MINE = 0.13  # of all words
LATE, LATE_WORDS = 3, 35  # sentences and words before what connects


@rule("no-why-you", ASKING)
def no_why_you(draft: Draft) -> Iterator[Found]:
    contact = draft.contact
    if is_close(contact) or not (contact.facts or contact.role or contact.employer):
        return
    if connection(draft) is None and not _elsewhere(draft):
        yield Found(slots={"known": known(contact)})


def known(contact: Someone) -> str:
    """A fact to begin with, for the end of a repair; empty when there is none."""
    fact = next((fact for fact in contact.facts if len(fact) < 80), "")
    return f': "{fact}"' if fact else ""


def connection(draft: Draft) -> int | None:
    """The number of the first sentence that could be said to no one else."""
    about, shared = _about_them(draft), _shared(draft)
    did = tuple(draft.hits("no-why-you", "did"))
    for number, sentence in enumerate(draft.text.sentences):
        words = draft.forms(sentence)
        said = telling(words)
        theirs = shared & said and _YOURS & set(words)
        if about & said or theirs or _is_specific(words):
            return number
        if any(inside(sentence, did)):
            return number
    return None


def _about_them(draft: Draft) -> frozenset[str]:
    """Stems of what is on record, without those of the writer's own field."""
    contact, referrer = draft.contact, draft.situation.referrer
    known = facts_of(contact) | telling([contact.employer, contact.relation])
    return (known - _own(draft)) | telling([referrer.name if referrer else ""])


def _shared(draft: Draft) -> frozenset[str]:
    """Stems that say something of the reader only beside "you" or "your"."""
    return telling([draft.contact.role]) | (facts_of(draft.contact) & _own(draft))


def _own(draft: Draft) -> frozenset[str]:
    student = draft.situation.student
    return telling([student.about]) if student else frozenset()


def _elsewhere(draft: Draft) -> bool:
    """In a quotation or in the subject."""
    said = telling([draft.text.own, draft.subject_line])
    return not said.isdisjoint(facts_of(draft.contact) - _own(draft))


def _is_specific(words: tuple[str, ...]) -> bool:
    """ "Your essay" and "your bakery" are theirs; "your time" is everybody's."""
    anybody = guide().words("no-why-you", "general") | COMMON
    for at, word in enumerate(words):
        if word == "your":
            rest = [one for one in words[at + 1 : at + 4] if one not in _ADJECTIVES]
            if rest and rest[0] not in anybody:
                return True
    return False


@rule("connection-late", ASKING)
def connection_late(draft: Draft) -> Iterator[Found]:
    number = connection(draft) if draft.contact.facts else None
    if number is None or number < LATE:
        return
    sentence = draft.text.sentences[number]
    if sentence.first >= LATE_WORDS:
        yield Found((sentence.start, sentence.end))


@rule("me-heavy", ASKING)
def me_heavy(draft: Draft) -> Iterator[Found]:
    forms, sentences = draft.text.forms, draft.text.sentences
    mine = sum(form in _MINE for form in forms)
    yours = sum(form in _YOURS for form in forms)
    begun = sum(forms[one.first] == "i" for one in sentences)
    dense = mine >= 7 and mine > 2 * yours and mine >= MANY_MINE * len(forms)
    begins = mine >= 6 and mine > 1.5 * yours and 3 * begun >= 2 * len(sentences) >= 6
    if dense or begins:
        yield Found(slots={"count": mine, "most": yours})


@rule("flattery", ASKING)
def flattery(draft: Draft) -> Iterator[Found]:
    """Twice without a fact, or three times with one; what gushes counts for two."""
    gushes = list(draft.meant("flattery", "gushing"))
    hits = sorted([*draft.meant("flattery", "praise"), *gushes])
    words = list(dict.fromkeys(draft.text.said(hit.span).lower() for hit in hits))
    weight = len(words) + len(gushes)
    if weight > 2 or (weight == 2 and not _is_backed(draft)):
        slots = {"words": '", "'.join(words[:3]), "known": known(draft.contact)}
        yield Found(hits[0].span, slots=slots)


def _is_backed(draft: Draft) -> bool:
    theirs = facts_of(draft.contact) - _own(draft)
    return not theirs.isdisjoint(telling([draft.text.own]))


@rule("who-am-i-missing", ASKING, (*MAILS, "text"))
def who_am_i_missing(draft: Draft) -> Iterator[Found]:
    """Only where the channel does not show a name by itself."""
    student = draft.situation.student
    if student is None or not student.name or is_close(draft.contact):
        return
    said = set(plain(draft.text.own).split())
    if not said.isdisjoint(parts(student.name)):
        return
    if any(draft.hits("who-am-i-missing", "says")):
        return
    if not telling([draft.text.own]) & telling([student.about, student.name]):
        yield Found()


@rule("broad-interest", ASKING)
def broad_interest(draft: Draft) -> Iterator[Found]:
    employer = draft.contact.employer
    named = bool(employer) and employer.lower() in draft.text.plain
    if named and not any(draft.hits("broad-interest", "wider")):
        yield Found(slots={"employer": employer})
