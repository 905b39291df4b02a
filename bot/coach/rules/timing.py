"""Timing: not too soon, not too often, not to two at once, and with something new."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coach.rules.draft import ASKING, CHATS, FIRST, Draft, Found, block_if, rule
from bot.coach.rules.people import parts, plain, telling
from bot.coach.rules.text import Sentence, lowered
from bot.coach.rules.words import BREAK, words_of
from bot.text import counted

ENOUGH_DAYS, FEW_DAYS = 5, 3  # working days before a follow-up
APART = 3  # working days between two people of one employer
ALIKE = 0.8
_ABOUT_MAIL = telling(
    ["email mail inbox lost buried spam busy wanted chance opportunity request below"]
    + ["previous availability interested regarding concerning reply response hope"]
)
MANY = 30  # earlier messages that are compared
OPEN, CLOSED = 8, 18  # hours


@rule("dead-followup", ["followup"])
def dead_followup(draft: Draft) -> Iterator[Found]:
    for earlier in draft.situation.earlier_messages[-MANY:]:
        if _same_person(earlier.to, draft) and _alike(draft, earlier.text):
            yield Found(form="again")
            return
    bump = next(draft.hits("dead-followup", "bumps"), None)
    if bump and not any(_brings_news(draft, one) for one in draft.sentences):
        yield Found(bump.span)


def _brings_news(draft: Draft, sentence: Sentence) -> bool:
    """Some words of its own, beyond reminder, request and courtesy."""
    inner = range(sentence.first, sentence.last)
    if "since" in draft.text.forms[sentence.first : sentence.last]:
        return True
    if sentence in draft.requests:
        return False
    stale = [*draft.hits("dead-followup", "bumps")]
    stale += draft.hits("dead-followup", "courtesy")
    covered = {at for hit in stale for at in range(hit.first, hit.last)}
    own = telling(draft.text.forms[at] for at in inner if at not in covered)
    return len(own - _ABOUT_MAIL) >= 3


def _same_person(name: str, draft: Draft) -> bool:
    return bool(name) and plain(name) == plain(draft.contact.name)


@rule("too-many-followups", ["followup"])
def too_many_followups(draft: Draft) -> Iterator[Found]:
    before = draft.situation.prior_followups or 0
    if before >= 1:
        times = {1: "once", 2: "twice"}.get(before, f"{before} times")
        yield Found(slots={"count": times})


@rule("too-soon", ["followup"])
def too_soon(draft: Draft) -> Iterator[Found]:
    days = draft.situation.days_since_sent
    if days is None or days < 0:
        return
    working = _working_days(days, _today(draft))
    if working < ENOUGH_DAYS:
        passed = counted(working, "working day") if working else "hours"
        yield Found(None, block_if(working < FEW_DAYS), slots={"count": passed})


def _today(draft: Draft) -> date | None:
    now = draft.situation.now
    return _local(now, draft.situation.zone).date() if now else None


def _working_days(days: int, today: date | None) -> int:
    """Working days in the last so many days; the most there can be, if no date is
    known. What is sent on a weekend counts from Monday."""
    if today is None:
        weeks, rest = divmod(days, 7)
        return weeks * 5 + min(rest, 4)
    sent = today - timedelta(days=min(days, 400))
    while sent.isoweekday() > 5:
        sent += timedelta(days=1)
    passed = (today - sent).days
    return sum((sent + timedelta(n)).isoweekday() <= 5 for n in range(1, passed + 1))


@rule("parallel-same-org", ASKING)
def parallel_same_org(draft: Draft) -> Iterator[Found]:
    employer = plain(draft.contact.employer).strip()
    for waiting in draft.situation.open_outreach:
        there = bool(employer) and plain(waiting.employer).strip() == employer
        if there and waiting.days < APART and not _same_person(waiting.name, draft):
            slots = {"who": waiting.name or "Somebody", "employer": waiting.employer}
            yield Found(slots=slots)
            return


@rule("duplicate-channel")
def duplicate_channel(draft: Draft) -> Iterator[Found]:
    for waiting in draft.situation.open_outreach:
        if _same_person(waiting.name, draft) and waiting.days == 0:
            yield Found()
            return


@rule("template-reuse", ASKING)
def template_reuse(draft: Draft) -> Iterator[Found]:
    for earlier in draft.situation.earlier_messages[-MANY:]:
        if not _same_person(earlier.to, draft) and _alike(draft, earlier.text):
            employer = plain(draft.contact.employer)
            same = bool(employer) and plain(earlier.employer) == employer
            who = earlier.to or "somebody else"
            yield Found(None, block_if(same), slots={"who": who})
            return


def _alike(draft: Draft, earlier: str) -> bool:
    """Most runs of five words are the same; links in time with both texts."""
    start, end = draft.text.greeting[1], draft.text.signature[0]
    ours = _runs(lowered(draft.text.own[start:end]))
    theirs = _runs(lowered(earlier[: len(draft.text.raw) * 2 + 200]))
    shared = len(ours & theirs)
    return len(ours) >= 8 and shared >= ALIKE * min(len(ours), len(ours | theirs))


def _runs(plain_text: str) -> set[tuple[str, ...]]:
    forms = [word.form for word in words_of(plain_text, 0, len(plain_text))]
    forms = [form for form in forms if form != BREAK]
    return {tuple(forms[at : at + 5]) for at in range(len(forms) - 4)}


@rule("bare-hello", FIRST, CHATS)
def bare_hello(draft: Draft) -> Iterator[Found]:
    forms = draft.text.forms
    covered = {
        at
        for hit in draft.hits("bare-hello", "empty")
        for at in range(hit.first, hit.last)
    }
    names = set(parts(draft.contact.name))
    left = [
        form
        for at, form in enumerate(forms)
        if form and at not in covered and plain(form) not in names
    ]
    if len(left) <= 1 and not telling(left) & telling(draft.contact.facts):
        yield Found()


@rule("send-window")
def send_window(draft: Draft) -> Iterator[Found]:
    now, zone = draft.situation.now, draft.situation.contact_zone
    if now is None or draft.channel == "spoken":
        return
    there = _local(now, zone or draft.situation.zone)
    if there.isoweekday() > 5 or not OPEN <= there.hour < CLOSED:
        yield Found(slots={"when": f"{there:%A}, {there:%H:%M}"})


def _local(now: datetime, zone: str) -> datetime:
    try:
        return now.astimezone(ZoneInfo(zone)) if zone else now
    except (ValueError, OSError):  # no such zone: then the time as it was given
        return now
