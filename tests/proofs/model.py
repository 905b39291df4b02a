"""The cycle, written down a second time: what should become of a talk.

It is made from what is promised to a student and not from the bot's own table, so that
a slip in either shows when the two are held against each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Stand:
    """Where it stands with one person: in which conversation, and how far."""

    number: int
    state: str


def _all(states: str, then: str = "") -> dict[str, str]:
    return {state: then or state for state in states.split()}


FIRST = "idea referred promised unintroduced drafted"
SILENT = "asked waiting overdue"
TWICE = "nudged quiet"
AGREEING = "replied stalled offered"
SHUT = "closed declined"
LATER = "in_touch touching"
BEFORE = " ".join((FIRST, SILENT, TWICE, AGREEING, SHUT, LATER))
AFTER = "held debriefed unnoted thanked reporting"

WORDS: Mapping[str, Mapping[str, str]] = {
    "sent": {
        **_all(f"{FIRST} {SHUT}", "asked"),
        **_all(SILENT, "nudged"),
        **_all(AGREEING, "offered"),
        **_all(f"thanked reporting {LATER}", "in_touch"),
        **{"held": "unnoted", "debriefed": "thanked"},
    },
    "nudged": _all(SILENT, "nudged"),
    "replied": _all(BEFORE, "replied"),
    "booked": _all(f"{BEFORE} booked held", "booked"),
    "declined": _all(f"{BEFORE} booked", "declined"),
    "missed": _all("booked held", "replied"),
    "held": _all(f"{BEFORE} booked", "held"),
    "debrief": {**_all(f"{BEFORE} booked", "held"), **_all(AFTER)},
    "debriefed": {
        **_all("held debriefed", "debriefed"),
        **_all("unnoted thanked", "thanked"),
        **_all("reporting"),
    },
    "thanked": {"held": "unnoted", "debriefed": "thanked"},
    "reported": _all("thanked reporting", "in_touch"),
    "rested": {
        **_all(f"unintroduced {SILENT} {TWICE} {AGREEING}", "closed"),
        **_all("reporting touching", "in_touch"),
    },
    "again": _all(f"{SHUT} {LATER}", "idea"),
    "drafted": _all("idea referred", "drafted"),
    "recommended": _all("idea", "referred"),
    "promised": _all("idea referred drafted unintroduced", "promised"),
    "introduced": _all("promised unintroduced", "referred"),
    "barred": _all(f"{BEFORE} booked {AFTER}", "barred"),
}
"""What happened -> where it stood -> where it stands then; anywhere else: nothing."""

ANEW: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        ("replied", "booked", "declined", "held", "debrief", "again"),
        frozenset(f"{SHUT} {LATER}".split()),
    ),
    "sent": frozenset(SHUT.split()),
}
"""Where a word begins another conversation with the same person."""

TIME: Mapping[str, str] = {
    "asked": "waiting",
    "waiting": "overdue",
    "nudged": "quiet",
    "replied": "stalled",
    "offered": "stalled",
    "booked": "held",
    "promised": "unintroduced",
    "unnoted": "reporting",
    "thanked": "reporting",
    "in_touch": "touching",
}
"""What time does when nobody says a word."""

STAYS: Mapping[str, tuple[timedelta, timedelta]] = {
    state: (timedelta(days=least), timedelta(days=most))
    for state, least, most in (
        ("asked", 1.4, 10),
        ("waiting", 0, 12),
        ("nudged", 7.4, 17),
        ("replied", 0.4, 8),
        ("offered", 5.4, 14),
        ("promised", 7.4, 17),
        ("in_touch", 98, 103),
    )
}
"""At least and at most, whatever weekends, holidays and zones lie between."""

OVER = frozenset({"closed", "declined", "barred"})
RESTS = frozenset({"promised", "asked", "waiting", "nudged", "offered", "thanked"})
"""The student waits, so that the bot has to come back to it by itself."""

STATES = frozenset(TIME.values()).union(*(then.values() for then in WORDS.values()))


def after(stand: Stand, what: str) -> Stand:
    """The same, where that cannot have happened."""
    then = WORDS[what].get(stand.state)
    if then is None:
        return stand
    return Stand(stand.number + (stand.state in ANEW.get(what, ())), then)


def in_time(stand: Stand) -> set[Stand]:
    """All that may become of it when nobody says a word."""
    stands = {stand}
    while then := TIME.get(stand.state):
        stand = Stand(stand.number, then)
        stands.add(stand)
    return stands
