"""Work, papers and pay: what turns a request for a talk into an application."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import takewhile

from bot.coach.rules.asks import question_for
from bot.coach.rules.draft import (
    FIRST,
    Draft,
    Fix,
    Found,
    first_meant,
    quoting,
    rule,
)
from bot.coach.rules.durations import asked_for
from bot.coach.rules.finding import Hit, denied, hits
from bot.coach.rules.guide import guide
from bot.coach.rules.people import notes_on, short_names, telling_parts
from bot.coach.rules.phrases import places_of
from bot.coach.rules.text import Sentence, Text
from bot.coach.rules.together import together
from bot.coach.rules.words import BREAK, Span, Word, bag, forms, names_in, words_of
from bot.coach.situation import Someone

_PAPER = re.compile(r"resume|cv\b|portfolio|curriculum", re.I)
_PAPER_FILE = re.compile(r"(?:resume|cv)\.(?:pdf|docx?)\b", re.I)
_LINK = re.compile(r"://|\w\.[a-z]{2,}/")
_YOURS = ("your", "company")
_STORY = bag("how what why when where")
_PAY = bag("salary salaries wage wages pay paid bonus income compensation earnings")
_PAPERS = bag("resume résumé resumé cv transcript portfolio vitae letter reel")


@rule("job-ask")
def job_ask(draft: Draft) -> Iterator[Found]:
    text = with_employer(draft.text, draft.contact)
    found = [*hits(text, "job-ask", "asks"), *_in_requests(draft, text)]
    found += [*together(text, "job-ask", "stated"), *_pieced(draft, text)]
    found += _unexplained(draft, text)
    for hit in found:
        if not denied(text, hit):
            yield replace(quoting(draft, hit.span), fix=_better(draft, hit))
            return
    if found and draft.kind in FIRST:
        yield Found(found[0].span, "info", "denied")


def _in_requests(draft: Draft, text: Text) -> Iterator[Hit]:
    """A word for work in a sentence that wants something, where it is not the topic:
    "how you got your first job" asks for a story."""
    about = guide().words("job-ask", "about")
    for hit in hits(text, "job-ask", "nouns"):
        if draft.wished(hit.span) and about.isdisjoint(_before(text, hit)):
            yield hit


def _pieced(draft: Draft, text: Text) -> Iterator[Hit]:
    """Several things that make an application only together, in a sentence that wants
    something and does not ask how they did it."""
    for hit in together(text, "job-ask"):
        sentence = text.sentence_at(hit.span[0])
        wanted = draft.wished(hit.span) or (sentence and sentence.asks)
        if wanted and _STORY.isdisjoint(_clause(_before(text, hit))):
            yield hit


def _unexplained(draft: Draft, text: Text) -> Iterator[Hit]:
    """What else could a request be after that names their place and oneself, and no
    talk?"""
    talk = guide().words("job-ask", "talk")
    for hit in together(text, "job-ask", "unexplained"):
        sentence = text.sentence_at(hit.span[0])
        if draft.kind in FIRST and sentence and draft.wished(hit.span):
            said = words_of(sentence.plain, 0, len(sentence.plain))
            if talk.isdisjoint(word.form for word in said):
                yield hit


def _clause(forms: tuple[str, ...]) -> tuple[str, ...]:
    """What stands after the last "whether" or "if": another question begins there."""
    starts = (at for at, form in enumerate(forms) if form in ("whether", "if", "also"))
    return forms[max(starts, default=-1) + 1 :]


def _before(text: Text, hit: Hit) -> tuple[str, ...]:
    """The words of its sentence that come first."""
    forms = text.forms[: hit.first]
    start = max((at for at, form in enumerate(forms) if form == BREAK), default=-1)
    return forms[start + 1 :]


def _better(draft: Draft, ask: Hit) -> Fix | None:
    """Leave the sentence out; where it was the only request, ask for a talk instead."""
    sentence = draft.text.sentence_at(ask.span[0])
    only = sentence and draft.requests == (sentence,) and draft.kind in FIRST
    if sentence and only and not _asks_elsewhere(draft, sentence):
        return Fix((sentence.start, sentence.end), question_for(draft))
    return draft.without_sentence(ask.span)


def _asks_elsewhere(draft: Draft, sentence: Sentence) -> bool:
    places = (one.hit.span[0] for one in asked_for(draft))
    return any(draft.text.sentence_at(place) != sentence for place in places)


def with_employer(text: Text, contact: Someone) -> Text:
    """The message with "your company" where the reader's employer is named."""
    names = [_forms(name) for name in short_names(contact.employer)]
    names = [name for name in names if name and name[0] in text.places]
    parts = telling_parts(contact.employer) & text.places.keys()
    if not names and not parts:
        return text
    words = tuple(_renamed(text, names, parts))
    known = tuple(word.form for word in words)
    places = places_of(known)
    return replace(text, words=words, forms=known, places=places, located={})


def _forms(name: str) -> tuple[str, ...]:
    return tuple(form for word in names_in(name) for form in forms(word))


def _renamed(
    text: Text, names: Sequence[tuple[str, ...]], parts: Set[str]
) -> Iterator[Word]:
    at, begins = 0, parts | {name[0] for name in names}
    while at < len(text.words):
        word = text.words[at]
        if word.form not in begins:
            yield word
            at += 1
            continue
        lengths = (len(n) for n in names if text.forms[at : at + len(n)] == n)
        length = next(lengths, 0) or _named(text, at, parts)
        yield from [word._replace(form=f) for f in _YOURS] if length else [word]
        at += length or 1


def _named(text: Text, at: int, parts: Set[str]) -> int:
    """How many words of the employer's name stand here in a row, with capitals."""
    known = range(at, len(text.words))
    return sum(1 for _ in takewhile(lambda place: _names(text, place, parts), known))


def _names(text: Text, place: int, parts: Set[str]) -> bool:
    word = text.words[place]
    return word.form in parts and text.raw[word.start].isupper()


@rule("resume-attached", FIRST)
def resume_attached(draft: Draft) -> Iterator[Found]:
    if any(draft.hits("resume-attached", "agreed")):
        return
    if link := _paper_link(draft):
        yield quoting(draft, link)
    elif papers := next(draft.meant("resume-attached", "papers"), None):
        yield quoting(draft, papers.span)
    elif file := next(draft.meant("resume-attached", "files"), None):
        found = quoting(draft, file.span)
        near = draft.text.forms[file.first : file.last + 4]
        papers_near = not _PAPERS.isdisjoint(near)
        yield found if papers_near else replace(found, severity="warn", form="file")


def _paper_link(draft: Draft) -> Span | None:
    if not _PAPER.search(draft.text.own):
        return None
    for word in re.finditer(r"\S+", draft.text.own):
        linked = _LINK.search(word[0]) and _PAPER.search(word[0])
        if linked or _PAPER_FILE.search(word[0]):
            return word.span()
    return None


@rule("money-in-outreach", FIRST)
def money_in_outreach(draft: Draft) -> Iterator[Found]:
    notes = notes_on(draft.contact)
    for hit in draft.meant("money-in-outreach", "money"):
        if not _their_subject(draft, hit, notes):
            yield quoting(draft, hit.span)
            return


def _their_subject(draft: Draft, hit: Hit, notes: frozenset[str]) -> bool:
    """Somebody whose work is wages may be asked about wages."""
    return not notes.isdisjoint(_PAY & set(draft.text.forms[hit.first : hit.last]))


@rule("personal-pay")
def personal_pay(draft: Draft) -> Iterator[Found]:
    return first_meant(draft, "personal-pay", "own")
