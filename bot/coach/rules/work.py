"""Work, papers and pay: what turns a request for a talk into an application."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.coach.rules.draft import FIRST, Draft, Found, rule
from bot.coach.rules.finding import Hit, denied, hits
from bot.coach.rules.people import notes_on
from bot.coach.rules.phrases import places_of
from bot.coach.rules.text import Span, Text, names_in
from bot.coach.rules.words import bag, forms

_PAPER_LINK = re.compile(
    r"(?<!\S)\S*(?:https?://\S*(?:resume|cv\b|portfolio|curriculum)|(?:resume|cv)\.(?:pdf|docx?)\b)",
    re.I,
)
_PAY = bag("salary salaries wage wages pay paid bonus income compensation earnings")
_PAPERS = bag("resume résumé resumé cv transcript portfolio vitae letter reel")


@rule("job-ask")
def job_ask(draft: Draft) -> Iterator[Found]:
    text = with_employer(draft.text, draft.contact.employer)
    found = list(hits(text, "job-ask", "asks"))
    asks = [hit for hit in found if not denied(text, hit)]
    for hit in asks[:1]:
        yield _with_words(draft, hit.span)
    if found and not asks and draft.kind in FIRST:
        said = {"words": draft.text.said(found[0].span)}
        yield Found(found[0].span, "info", "denied", said)


def with_employer(text: Text, employer: str) -> Text:
    """The message with "your company" where the reader's employer is named."""
    name = tuple(form for word in names_in(employer.lower()) for form in forms(word))
    words, at = [], 0
    while name and at < len(text.words):
        here = text.forms[at : at + len(name)] == name
        place = text.words[at]
        if here:
            words += [place._replace(form="your"), place._replace(form="company")]
        else:
            words.append(place)
        at += len(name) if here else 1
    if (len(words) == len(text.words) and tuple(words) == text.words) or not name:
        return text
    known = tuple(word.form for word in words)
    return replace(text, words=tuple(words), forms=known, places=places_of(known))


@rule("resume-attached", FIRST)
def resume_attached(draft: Draft) -> Iterator[Found]:
    if any(draft.hits("resume-attached", "agreed")):
        return
    if link := _PAPER_LINK.search(draft.text.own):
        yield _with_words(draft, link.span())
        return
    for hit in draft.meant("resume-attached", "papers"):
        yield _with_words(draft, hit.span)
        return
    for hit in draft.meant("resume-attached", "files"):
        papers = _PAPERS & set(draft.text.forms[hit.first : hit.last + 4])
        found = _with_words(draft, hit.span)
        yield found if papers else replace(found, severity="warn", form="file")
        return


@rule("money-in-outreach", FIRST)
def money_in_outreach(draft: Draft) -> Iterator[Found]:
    notes = notes_on(draft.contact)
    for hit in draft.meant("money-in-outreach", "money"):
        if not _their_subject(draft, hit, notes):
            yield _with_words(draft, hit.span)
            return


def _their_subject(draft: Draft, hit: Hit, notes: frozenset[str]) -> bool:
    """Somebody whose work is wages may be asked about wages."""
    return not notes.isdisjoint(_PAY & set(draft.text.forms[hit.first : hit.last]))


@rule("personal-pay")
def personal_pay(draft: Draft) -> Iterator[Found]:
    for hit in draft.meant("personal-pay", "own"):
        yield _with_words(draft, hit.span)
        return


def _with_words(draft: Draft, span: Span) -> Found:
    said = {"words": draft.text.said(span)}
    return Found(span, slots=said, fix=draft.without_sentence(span))
