"""Nothing left open, nothing claimed without a note, nothing that is not ours to ask."""

import re
from collections.abc import Iterator

from bot.coach.rules.draft import Draft, Fix, Found, rule
from bot.coach.rules.finding import Hit
from bot.coach.rules.guide import guide
from bot.coach.rules.people import first_name, is_close, notes_on, telling
from bot.coach.rules.text import Span
from bot.coach.rules.words import bag

_BRACKETS = re.compile(
    r"\{\{[^{}\n]{0,60}\}\}|\$?\{[^{}\n]{1,60}\}|<<[^<>\n]{1,60}>>|<[^<>\n]{1,60}>"
    r"|\[[^\[\]\n]{1,80}\](?!\()|\([^()\n]{2,40}\)|%[A-Za-z_ ]{3,30}%|\*\|\w{2,30}\|\*"
)
_BARE_GAPS = re.compile(
    r"_{3,}|(?<!\w)\$[A-Z][A-Z_]{2,}\b|\bXXX+\b|\bXX (?=minutes|years|people)|\b(?:TODO|TBD|TBC|FIXME)\b"
    r"|\b(?:FIRST|LAST|COMPANY|YOUR|FULL|CONTACT|RECIPIENT)[ _]?NAME\b"
    r"|\b(?i:lorem ipsum|insert (?:name|company|topic|detail|something|fact)s?)\b"
)
_GREETED_GAP = re.compile(
    r"(?i:hi|hello|hey|dear)[ ]+(NAME|X{1,3}|N\.?N\.?|\.{3,}|-{2,})\b"
)
_NO_GAP = ("@", "!", "#", "sic", "/")
_ADDED = bag("insert add fill mention your their his her the a an name of here")
_METWORDS = bag(
    "met meet meeting spoke speak talked talk talks heard panel event fair interviewed"
    " introduced visit visited workshop conference lecture class lesson seminar meetup"
    " neighbour neighbor colleague boss teacher professor coach family friend served"
    " chatted answered hosted guest tour open conversation called phoned supervised"
)
_ALUM = bag(
    "alum alumnus alumna alumni graduate graduated graduates grad studied attended"
)
_STRANGERS = ("stranger", "cold", "never met", "linkedin", "not met")
_SENT_WORDS = bag(
    "referred referral introduced suggested recommended sent told knows friend"
)


@rule("placeholder")
def placeholder(draft: Draft) -> Iterator[Found]:
    for span in _gaps(draft, draft.text.own):
        words = draft.text.said(span)
        filled = _filling(draft, words, span)
        right = f': "{filled}"' if filled else ""
        fix = Fix(span, filled) if filled else None
        yield Found(span, slots={"words": words, "right": right}, fix=fix)
        return
    subject = draft.subject.raw if draft.subject else ""
    for start, end in _gaps(draft, subject):
        yield Found(slots={"words": subject[start:end], "right": " in the subject"})
        return


def _gaps(draft: Draft, text: str) -> Iterator[Span]:
    found = [one.span() for one in _BARE_GAPS.finditer(text)]
    found += [one.span(1) for one in _GREETED_GAP.finditer(text[:80])]
    notes = notes_on(draft.contact)
    found += [one.span() for one in _BRACKETS.finditer(text) if _is_gap(one[0], notes)]
    return iter(sorted(found))


def _is_gap(bracketed: str, notes: frozenset[str]) -> bool:
    """Templates brace their gaps; square and round brackets have other uses too."""
    inner = bracketed.strip("[](){}<>%*|$ ")
    words = re.findall(r"[^\W_]+", inner)
    if not any(map(str.isalpha, inner)) or inner.lower().startswith(_NO_GAP):
        return bracketed.startswith("{{")
    if bracketed[0] in "{$%*" or bracketed.startswith("<<"):
        return True
    if "@" in inner or "://" in inner:
        return False
    gaps = guide().words("placeholder", "gaps")
    known = [word for word in words if word.lower() in gaps]
    if bracketed[0] == "(":
        return (
            len(words) <= 4 and words[0].lower() in _ADDED and len(known) == len(words)
        )
    if bracketed[0] == "[":
        other = notes | guide().words("placeholder", "no_gaps")
        open_ended = 1 < len(words) <= 5 or (inner.isupper() and len(inner) > 2)
        return bool(known) or (open_ended and words[0].lower() not in other)
    return bool(known) or "_" in inner


def _filling(draft: Draft, words: str, span: Span) -> str:
    """What the notes have for this gap, and nothing that they have not."""
    said, contact = words.lower(), draft.contact
    if "your name" in said or "my name" in said:
        return draft.situation.student.name if draft.situation.student else ""
    if re.search(r"compan|employer|firm|organi[sz]ation", said):
        return contact.employer
    if re.search(r"\b(?:role|title|position)\b", said):
        return contact.role
    named = "name" in said or span[1] <= draft.text.greeting[1] + 1
    return first_name(contact) if named and contact.name else ""


@rule("unrecorded-claim")
def unrecorded_claim(draft: Draft) -> Iterator[Found]:
    contact, notes = draft.contact, notes_on(draft.contact)
    relation = contact.relation.lower()
    if not relation or is_close(contact) or draft.situation.met_at:
        return
    strange = any(word in relation for word in _STRANGERS)
    checks = [("met", _METWORDS, strange), ("alum", _ALUM, True)]
    for name, evidence, wanted in checks:
        if wanted and not evidence & notes:
            for hit in draft.meant("unrecorded-claim", name):
                yield _claim(draft, hit)
                return
    if draft.situation.referrer is None and not _SENT_WORDS & notes:
        for hit in draft.meant("unrecorded-claim", "sent"):
            if _by_name(draft, hit):
                yield _claim(draft, hit)
                return


def _claim(draft: Draft, hit: Hit) -> Found:
    return Found(hit.span, slots={"words": draft.text.said(hit.span)})


def _by_name(draft: Draft, hit: Hit) -> bool:
    """ "Tom Okafor suggested", and not "our career office suggested"."""
    if hit.first == 0 or not draft.text.forms[hit.first - 1]:
        return False
    word = draft.text.words[hit.first - 1]
    return draft.text.raw[word.start].isupper() and word.form not in ("i", "we")


_YEARS = re.compile(r"\byour (\d{1,2}) years?\b")
_KNOWN_YEARS = re.compile(r"\b(\d{1,2}) years?\b")
_QUOTE = re.compile(r'"([^"\n]{12,200})"')


@rule("unverified-fact")
def unverified_fact(draft: Draft) -> Iterator[Found]:
    """Years and quotations; what the notes do not hold is only pointed out."""
    facts = " ".join((draft.contact.role, *draft.contact.facts))
    if not draft.contact.facts:
        return
    known = _KNOWN_YEARS.findall(facts)
    for years in _YEARS.finditer(draft.text.plain):
        if years[1] in known:
            continue
        slots = {
            "words": draft.text.said(years.span()),
            "right": f"{', '.join(known)} years",
        }
        if known:
            yield Found(years.span(), "warn", "clash", slots)
        else:
            yield Found(years.span(), slots=slots)
        return
    for quote in _QUOTE.finditer(draft.text.own):
        if not telling([quote[1]]) & telling([facts]):
            yield Found(quote.span(), slots={"words": quote[1]})
            return


@rule("protected-topic")
def protected_topic(draft: Draft) -> Iterator[Found]:
    notes = notes_on(draft.contact)
    topics = draft.meant("protected-topic", "topics")
    for hit in (*topics, *draft.asked("protected-topic", "family")):
        words = set(draft.text.forms[hit.first : hit.last]) - _SMALL
        if not words & notes and not is_close(draft.contact):
            yield _private(draft, hit)
            return


_SMALL = bag(
    "you your are is a an the do did have how old what when where who any of in to and or"
    " with as at for from ever get got own was were will would really about on our my"
)


@rule("confidential")
def confidential(draft: Draft) -> Iterator[Found]:
    for hit in draft.meant("confidential", "secrets"):
        yield _private(draft, hit)
        return


@rule("oversharing")
def oversharing(draft: Draft) -> Iterator[Found]:
    if draft.kind in ("outreach", "referral", "followup") and not is_close(
        draft.contact
    ):
        for hit in draft.meant("oversharing", "private"):
            yield _private(draft, hit)
            return


def _private(draft: Draft, hit: Hit) -> Found:
    said = {"words": draft.text.said(hit.span)}
    return Found(hit.span, slots=said, fix=draft.without_sentence(hit.span))
