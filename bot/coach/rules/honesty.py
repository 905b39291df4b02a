"""What the message claims, held against what was written down."""

import re
from collections.abc import Iterator

from bot.coach.rules.draft import FIRST, Draft, Found, rule
from bot.coach.rules.finding import Hit
from bot.coach.rules.people import is_close, notes_on, telling
from bot.coach.rules.words import bag

_MEETINGS = bag(
    "met meet meeting spoke speak talked talk talks heard panel event fair interviewed"
    " introduced visit visited workshop conference lecture class lesson seminar meetup"
    " neighbour neighbor colleague boss teacher professor coach family friend served"
    " chatted answered hosted guest tour open conversation called phoned supervised"
)
_OCCASIONS = bag(
    "talk talks panel event fair workshop conference lecture class lesson seminar"
    " meetup tour expo party festival webinar wedding reception dinner exhibition camp"
    " visit"
)
_PLACES = bag(
    "break day pool gym church train bus bar shop library school street party wedding"
)
"""Where one may have met, which a talk that they gave does not vouch for."""

_SCHOOLS = bag(
    "alum alumnus alumna alumni graduate graduated graduates grad studied attended"
)
_SENDERS = bag("referred referral introduced suggested recommended sent told knows")
_STRANGERS = ("stranger", "cold", "never met", "linkedin", "not met")
_YEARS = re.compile(r"\byour (\d{1,2}) years?\b")
_KNOWN_YEARS = re.compile(r"\b(\d{1,2}) years?\b")
_QUOTE = re.compile(r'"([^"\n]{12,200})"')


@rule("unrecorded-claim", FIRST)
def unrecorded_claim(draft: Draft) -> Iterator[Found]:
    """Only of people we were told how they are related."""
    relation = draft.contact.relation.lower()
    if not relation or is_close(draft.contact) or draft.situation.met_at:
        return
    for hit in _claims(draft, any(word in relation for word in _STRANGERS)):
        yield Found(hit.span, slots={"words": draft.text.said(hit.span)})
        return


def _claims(draft: Draft, strange: bool) -> Iterator[Hit]:
    notes = notes_on(draft.contact)
    if strange:
        met = draft.meant("unrecorded-claim", "met")
        yield from (hit for hit in met if not _is_noted(draft, hit, _MEETINGS & notes))
    if not _SCHOOLS & notes:
        yield from draft.meant("unrecorded-claim", "alum")
    if draft.situation.referrer is None and not _SENDERS & notes:
        sent = draft.meant("unrecorded-claim", "sent")
        yield from (hit for hit in sent if _by_name(draft, hit))


def _is_noted(draft: Draft, hit: Hit, noted: frozenset[str]) -> bool:
    """A talk they gave says that one may have met there, and not at a fair."""
    if not noted <= _OCCASIONS:
        return True
    sentence = draft.text.sentence_at(hit.span[0])
    said = set(draft.forms(sentence))
    named = _OCCASIONS & said
    return bool(noted & named) if named else bool(noted) and _PLACES.isdisjoint(said)


def _by_name(draft: Draft, hit: Hit) -> bool:
    """ "Tom Okafor suggested", and not "our career office suggested"."""
    if hit.first == 0 or not draft.text.forms[hit.first - 1]:
        return False
    word = draft.text.words[hit.first - 1]
    return draft.text.raw[word.start].isupper() and word.form not in ("i", "we")


@rule("unverified-fact")
def unverified_fact(draft: Draft) -> Iterator[Found]:
    """Years and quotations; what the notes do not hold is only pointed out."""
    if draft.contact.facts:
        facts = " ".join((draft.contact.role, *draft.contact.facts))
        yield from _years(draft, _KNOWN_YEARS.findall(facts))
        yield from _quotations(draft, telling([facts]))


def _years(draft: Draft, known: list[str]) -> Iterator[Found]:
    for years in _YEARS.finditer(draft.text.plain):
        words = {"words": draft.text.said(years.span())}
        if known and years[1] not in known:
            right = {"right": f"{' and '.join(known)} years"}
            yield Found(years.span(), "warn", "clash", words | right)
        elif not known:
            yield Found(years.span(), slots=words)


def _quotations(draft: Draft, known: frozenset[str]) -> Iterator[Found]:
    for quote in _QUOTE.finditer(draft.text.own):
        if not telling([quote[1]]) & known:
            yield Found(quote.span(), slots={"words": quote[1]})
            return
