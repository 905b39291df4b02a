"""Why this person: something that could be said to nobody else, and early."""

from collections.abc import Iterator

from bot.coach.rules.draft import ASKING, MAILS, Draft, Found, rule
from bot.coach.rules.guide import guide
from bot.coach.rules.people import COMMON, is_close, parts, plain, telling
from bot.coach.rules.text import Sentence
from bot.coach.rules.words import bag
from bot.coach.situation import Someone

_ADJECTIVES = bag(
    "incredible amazing great impressive wonderful brilliant excellent inspiring very"
    " interesting recent latest last new fantastic outstanding fascinating own short long"
)
_MINE, _YOURS = bag("i me my mine myself"), bag("you your yours yourself")
_MANY_MINE = 0.13  # of all words
_LATE = 3  # sentences before what connects
_LATE_WORDS = 35


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
    """The first sentence that could be said to no one else."""
    about, role = about_them(draft), telling([draft.contact.role])
    did = {hit.first for hit in draft.hits("no-why-you", "did")}
    for number, sentence in enumerate(draft.sentences):
        words = draft.text.forms[sentence.first : sentence.last]
        said = telling(words)
        if about & said or _specific(words) or (role & said and _YOURS & set(words)):
            return number
        if any(sentence.first <= at < sentence.last for at in did):
            return number
    return None


def about_them(draft: Draft) -> frozenset[str]:
    """Stems of what is on record; the writer's own field tells nothing of the reader."""
    contact, situation = draft.contact, draft.situation
    own = telling([situation.student.about]) if situation.student else frozenset()
    known = telling([contact.employer, contact.relation]) - own
    referrer = situation.referrer.name if situation.referrer else ""
    return known | telling(contact.facts) | telling([referrer])


def _elsewhere(draft: Draft) -> bool:
    """In a quotation or in the subject."""
    subject = draft.subject.raw if draft.subject else ""
    return bool(telling(draft.contact.facts) & telling([draft.text.own, subject]))


def _specific(words: tuple[str, ...]) -> bool:
    """ "Your essay" and "your bakery" are theirs; "your time" is everybody's."""
    general = guide().words("no-why-you", "general")
    for at, word in enumerate(words):
        if word == "your":
            rest = [one for one in words[at + 1 : at + 4] if one not in _ADJECTIVES]
            if rest and rest[0] not in general and rest[0] not in COMMON:
                return True
    return False


@rule("connection-late", ASKING)
def connection_late(draft: Draft) -> Iterator[Found]:
    number = connection(draft) if draft.contact.facts else None
    if number is not None and number >= _LATE:
        before = sum(one.last - one.first for one in draft.sentences[:number])
        sentence = draft.sentences[number]
        if before >= _LATE_WORDS:
            yield Found((sentence.start, sentence.end))


@rule("me-heavy", ASKING)
def me_heavy(draft: Draft) -> Iterator[Found]:
    forms = draft.text.forms
    mine = sum(form in _MINE for form in forms)
    yours = sum(form in _YOURS for form in forms)
    begin = sum(_begins_with_i(draft, one) for one in draft.sentences)
    most = len(draft.sentences) >= 3 and begin * 2 > len(draft.sentences)
    dense = mine >= _MANY_MINE * len(forms)
    if (mine >= 7 and dense and mine > 2 * yours) or (
        most and mine >= 6 and mine > 1.5 * yours
    ):
        yield Found(slots={"count": mine, "most": yours})


def _begins_with_i(draft: Draft, sentence: Sentence) -> bool:
    return draft.text.forms[sentence.first] == "i"


@rule("flattery", ASKING)
def flattery(draft: Draft) -> Iterator[Found]:
    hits = list(draft.meant("flattery", "praise"))
    words = list(dict.fromkeys(draft.text.said(hit.span).lower() for hit in hits))
    backed = bool(telling(draft.contact.facts) & telling([draft.text.own]))
    if len(words) >= (4 if backed else 2):
        said = '", "'.join(words[:3])
        slots = {"words": said, "known": known(draft.contact)}
        yield Found(hits[0].span, slots=slots)


@rule("who-am-i-missing", ASKING, (*MAILS, "text"))
def who_am_i_missing(draft: Draft) -> Iterator[Found]:
    student = draft.situation.student
    if student is None or not student.name or is_close(draft.contact):
        return
    said = telling([draft.text.own])
    named = bool(set(parts(student.name)) & set(plain(draft.text.own).split()))
    if named or said & telling([student.about, student.name]):
        return
    if not any(draft.hits("who-am-i-missing", "says")):
        yield Found()
