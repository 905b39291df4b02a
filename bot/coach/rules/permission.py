"""Leave: to use somebody's name, and to write to somebody at all."""

import re
from collections.abc import Iterator, Sequence

from bot.coach.rules.draft import DMS, FIRST, Draft, Fix, Found, rule
from bot.coach.rules.finding import hits
from bot.coach.rules.guide import guide
from bot.coach.rules.people import first_name, parts, plain
from bot.coach.rules.text import read_line
from bot.coach.rules.words import BREAK, Span
from bot.coach.situation import Someone

_EVERYBODY = re.compile(
    r"(?<![\w.@`])@(?:everyone|here|channel)\b(?![.-]\w)|<!(?:here|channel|everyone)>",
    re.I,
)
_QUOTED = re.compile(r"`[^`\n]*`|\"[^\"\n]*\"")
_NAME = re.compile(r"[^\W\d_]+(?:['\u2019-](?!s\b)[^\W\d_]+)*")
NEAR = 6  # words between a name and what they said


@rule("name-without-permission", (*FIRST, "scheduling"))
def name_without_permission(draft: Draft) -> Iterator[Found]:
    """The referrer, named at all; anybody else on the list, as a source. Of two people
    with the same first name, it is taken for the referrer's."""
    situation, own = draft.situation, draft.text.own
    referrer = situation.referrer or Someone()
    if referrer.name and not situation.may_name_referrer(draft.channel):
        spans = list(_named(draft, own, referrer))
        if spans or any(_named(draft, draft.subject_line, referrer)):
            yield _unasked(draft, referrer, spans)
            return
    for other in situation.other_contacts:
        named = _named(draft, own, other, referrer)
        spans = [span for span in named if _as_source(draft, span)]
        if spans:
            yield _unasked(draft, other, spans)
            return


def _unasked(draft: Draft, who: Someone, spans: Sequence[Span]) -> Found:
    fix = draft.without_sentence(spans[0]) if spans else None
    return Found(spans[0] if spans else None, slots={"who": who.name}, fix=fix)


def _named(
    draft: Draft, text: str, who: Someone, apart_from: Someone | None = None
) -> Iterator[Span]:
    """Where a name of theirs stands that is not the reader's or the writer's too."""
    ours = {*parts(draft.contact.name), *parts(draft.writer)}
    ours |= set(parts(apart_from.name)) if apart_from else set()
    names = set(parts(who.name)) - ours
    for found in _NAME.finditer(text):
        if found[0][:1].isupper() and plain(found[0]) in names:
            yield found.span()


def _as_source(draft: Draft, span: Span) -> bool:
    """Somebody who said or sent; a name merely in passing is none."""
    words, forms = draft.text.words, draft.text.forms
    at = next((i for i, word in enumerate(words) if word.start >= span[0]), 0)
    after = forms[at + 1 : at + 1 + NEAR]
    after = after[: after.index(BREAK)] if BREAK in after else after
    if after[:2] == ("and", "i"):  # what the two of them did together
        return False
    before = " ".join(forms[max(0, at - 2) : at])
    through = guide().rules["name-without-permission"].lists["through"]
    source = guide().words("name-without-permission", "source")
    return not source.isdisjoint(after) or before.endswith(tuple(through))


@rule("intro-pending", FIRST)
def intro_pending(draft: Draft) -> Iterator[Found]:
    if draft.situation.leave == "will_introduce_first":
        referrer = draft.situation.referrer
        yield Found(slots={"who": referrer.name if referrer else "Your contact"})


@rule("no-referrer-credit", ["referral"])
def no_referrer_credit(draft: Draft) -> Iterator[Found]:
    referrer, own = draft.situation.referrer, draft.text.own
    if referrer is None or not draft.situation.may_name_referrer(draft.channel):
        return
    first, second = [*(one.end for one in draft.text.sentences[:2]), 0, 0][:2]
    if not any(_named(draft, f"{own[:first]} {draft.subject_line}", referrer)):
        soon = any(_named(draft, own[:second], referrer))
        yield Found(None, "info" if soon else "warn", slots={"who": referrer.name})


@rule("loop-open", ["thankyou"])
def loop_open(draft: Draft) -> Iterator[Found]:
    referrer = draft.situation.referrer
    if referrer and not set(parts(referrer.name)) <= set(parts(draft.contact.name)):
        yield Found(slots={"who": first_name(referrer)})


@rule("dm-consent", FIRST, DMS)
def dm_consent(draft: Draft) -> Iterator[Found]:
    consent = draft.situation.dm_consent
    notes = read_line(". ".join((draft.contact.relation, *draft.contact.facts)))
    refused = consent is None and any(hits(notes, "dm-consent", "closed"))
    if consent is False or refused:
        yield Found()


@rule("mass-mention", channels=DMS)
def mass_mention(draft: Draft) -> Iterator[Found]:
    unquoted = _QUOTED.sub(lambda quote: " " * len(quote[0]), draft.text.own)
    if found := _EVERYBODY.search(unquoted):
        after = re.compile(" *").match(unquoted, found.end())
        fix = Fix((found.start(), after.end() if after else found.end()))
        yield Found(found.span(), slots={"words": found[0]}, fix=fix)
