"""Leave: to use somebody's name, and to write to somebody at all."""

import re
from collections.abc import Iterator, Sequence

from bot.coach.rules.draft import DMS, FIRST, Draft, Fix, Found, rule
from bot.coach.rules.finding import hits
from bot.coach.rules.guide import guide
from bot.coach.rules.people import first_name, parts, plain
from bot.coach.rules.text import Span, read_line
from bot.coach.situation import Someone

_EVERYBODY = re.compile(
    r"(?<![\w.@`])@(?:everyone|here|channel)\b(?![.-]\w)|<!(?:here|channel|everyone)[^>]*>",
    re.I,
)
_QUOTED = re.compile(r"`[^`\n]*`|\"[^\"\n]*\"")
_NAME = re.compile(r"[^\W\d_]+(?:['\u2019-](?!s\b)[^\W\d_]+)*")
_NEAR = 6  # words between a name and what they said


@rule("name-without-permission", (*FIRST, "scheduling"))
def name_without_permission(draft: Draft) -> Iterator[Found]:
    situation = draft.situation
    referrer = situation.referrer
    allowed = situation.may_name_referrer(draft.channel)
    if referrer and not allowed and _is_another(draft, referrer):
        subject = draft.subject.raw if draft.subject else ""
        spans = [*_named(draft, draft.text.own, referrer)]
        if spans or any(_named(draft, subject, referrer)):
            yield _unasked(draft, referrer, spans)
            return
    for other in situation.other_contacts:
        if (referrer is None or other.name != referrer.name) and _is_another(
            draft, other
        ):
            for span in _named(draft, draft.text.own, other):
                if _as_source(draft, span):
                    yield _unasked(draft, other, [span])
                    return


def _unasked(draft: Draft, who: Someone, spans: Sequence[Span]) -> Found:
    fix = draft.without_sentence(spans[0]) if spans else None
    return Found(spans[0] if spans else None, slots={"who": who.name}, fix=fix)


def _is_another(draft: Draft, who: Someone) -> bool:
    student = draft.situation.student
    ours = {*parts(draft.contact.name), *parts(student.name if student else "")}
    return bool(set(parts(who.name)) - ours)


def _named(draft: Draft, text: str, who: Someone) -> Iterator[Span]:
    """Where a name of theirs stands that is not the reader's or the writer's too."""
    student = draft.situation.student
    ours = {*parts(draft.contact.name), *parts(student.name if student else "")}
    names = set(parts(who.name)) - ours
    for found in _NAME.finditer(text):
        if found[0][:1].isupper() and plain(found[0]) in names:
            yield found.span()


def _as_source(draft: Draft, span: Span) -> bool:
    """Somebody who said or sent; a name merely in passing is none."""
    words = draft.text.words
    at = next((i for i, word in enumerate(words) if word.start >= span[0]), None)
    if at is None:
        return False
    after = draft.text.forms[at + 1 : at + 1 + _NEAR]
    after = after[: after.index("")] if "" in after else after
    before = " ".join(draft.text.forms[max(0, at - 2) : at])
    source = guide().words("name-without-permission", "source")
    through = guide().rules["name-without-permission"].lists["through"]
    return bool(source & set(after)) or before.endswith(tuple(through))


@rule("intro-pending", FIRST)
def intro_pending(draft: Draft) -> Iterator[Found]:
    if draft.situation.leave == "will_introduce_first":
        referrer = draft.situation.referrer
        yield Found(slots={"who": referrer.name if referrer else "Your contact"})


@rule("no-referrer-credit", ["referral"])
def no_referrer_credit(draft: Draft) -> Iterator[Found]:
    referrer = draft.situation.referrer
    if referrer is None or not draft.situation.may_name_referrer(draft.channel):
        return
    subject = draft.subject.raw if draft.subject else ""
    ends = [sentence.end for sentence in draft.sentences[:2]]
    for end in ends[:1]:
        if any(_named(draft, draft.text.own[:end] + " " + subject, referrer)):
            return
    second = ends and any(_named(draft, draft.text.own[: ends[-1]], referrer))
    yield Found(severity="info" if second else "warn", slots={"who": referrer.name})


@rule("loop-open", ["thankyou"])
def loop_open(draft: Draft) -> Iterator[Found]:
    referrer = draft.situation.referrer
    if referrer and referrer.name and _is_another(draft, referrer):
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
    for found in _EVERYBODY.finditer(unquoted):
        start, end = found.span()
        spaces = len(unquoted[end:]) - len(unquoted[end:].lstrip(" "))
        fix = Fix((start, end + spaces))
        yield Found((start, end), slots={"words": found[0]}, fix=fix)
        return
