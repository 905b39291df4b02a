"""The student's own numbers: counts of what took place, and no rate from too few."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from bot.records import Learnt, Referral, Talk

TALKED = frozenset(
    {"held", "debriefed", "unnoted", "thanked", "reporting", "in_touch", "touching"}
)
A_DAY = timedelta(hours=24)

COUNTS: Mapping[str, str] = {
    "asked": "People asked",
    "replied": "Replied",
    "talked": "Talks held",
    "who_else": "Talks in which you asked who else",
    "not_asked": "Talks in which you forgot to ask",
    "named": "Names received",
    "leave_asked": "Names you asked leave to use",
    "thanked": "Thanked",
    "within_a_day": "Thanked within a day",
    "told": "Told whoever gave the name how it went",
}
"""What is counted, and how it is called."""

FEWEST = 5
"""Below this many asks a rate says nothing."""


def tally(
    talks: Iterable[Talk], learnt: Iterable[Learnt], referrals: Iterable[Referral]
) -> dict[str, int]:
    """What took place, counted; each key is one of `COUNTS`."""
    talks, learnt, referrals = list(talks), list(learnt), list(referrals)
    thanked = [t for t in talks if t.thanked_at]
    return {
        "asked": sum(bool(t.sent_at or _answered(t)) for t in talks),
        "replied": sum(_answered(t) for t in talks),
        "talked": sum(t.state in TALKED for t in talks),
        "who_else": sum(n.who_else in ("nobody", "named", "promised") for n in learnt),
        "not_asked": sum(n.who_else == "not asked" for n in learnt),
        "named": len(referrals),
        "leave_asked": sum(r.leave not in ("none", "not_asked") for r in referrals),
        "thanked": len(thanked),
        "within_a_day": sum(_within_a_day(t) for t in thanked),
        "told": sum(r.told for r in referrals),
    }


def _answered(talk: Talk) -> bool:
    """A talk that was booked or held was asked for and agreed to, logged or not."""
    return bool(talk.replied_at or talk.starts_at or talk.ends_at)


def _within_a_day(talk: Talk) -> bool:
    if talk.thanked_at is None or talk.ends_at is None:
        return False
    return talk.thanked_at - talk.ends_at <= A_DAY
