"""The cycle: ask, talk, thank, and come back. All of it is one table.

A key that is absent *is* the answer "not now", and `possible` says what is instead. A
state names the one next action and what falls due in it when nothing else happens;
whatever a person logs enters a state anew and so calls off what was due in the last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.coach.cadence import RULES, Calendar, rewaited, wait_for
from bot.records import Talk, Wait

What = str
"""What happened: a person said so, or (the names of waits) time has passed."""


@dataclass(frozen=True, slots=True)
class State:
    """How it is called, the one next action, and what falls due if nothing happens.

    `action` may hold `{name}`. `rank` orders what is due: the smaller comes first.
    `rests` says that there is nothing for the student to do until a wait ends.
    """

    called: str
    action: str
    waits: tuple[What, ...] = ()
    rank: int = 5
    rests: bool = False


THANKS = ("thank", "thank_last")

STATES: Mapping[str, State] = {
    "idea": State(
        "not asked yet", "Ask {name} for {minutes} minutes. Takes you 3.", rank=6
    ),
    "referred": State("not asked yet", "Write to {name}.", ("write",), rank=3),
    "promised": State(
        "an introduction was promised",
        "Wait to be introduced to {name}.",
        ("check",),
        rank=4,
        rests=True,
    ),
    "unintroduced": State(
        "the introduction has not come",
        "Ask kindly about the introduction to {name}.",
        rank=4,
    ),
    "drafted": State("drafted", "Send your message to {name}.", ("send",), rank=4),
    "asked": State(
        "asked", "Give {name} time to answer.", ("other", "followup"), rests=True
    ),
    "waiting": State("asked", "Give {name} time to answer.", ("followup",), rests=True),
    "overdue": State(
        "no answer yet", "Write {name} one short follow-up, or let it rest.", rank=2
    ),
    "nudged": State(
        "followed up", "Give {name} time to answer.", ("close",), rests=True
    ),
    "quiet": State("no answer", "Close it kindly with {name}.", rank=4),
    "closed": State("closed, no reply", "Nothing now. Ask somebody else.", rests=True),
    "declined": State("said no", "Nothing now. Ask somebody else.", rests=True),
    "replied": State("replied", "Agree on a time with {name}.", ("offer",), rank=1),
    "stalled": State("replied", "Offer {name} two or three times.", rank=1),
    "offered": State(
        "times offered", "Wait for {name} to pick a time.", ("settle",), rests=True
    ),
    "booked": State(
        "booked",
        "Prepare for your talk with {name}.",
        ("prepare", "confirm", "card", "debrief"),
        rank=1,
    ),
    "held": State("talked", "Write down what {name} told you.", THANKS, rank=0),
    "debriefed": State("talked", "Thank {name}.", THANKS, rank=0),
    "unnoted": State(
        "thanked",
        "Write down what {name} told you, while it is fresh.",
        ("report",),
        rank=1,
    ),
    "thanked": State("thanked", "Try what {name} advised.", ("report",), rests=True),
    "reporting": State("thanked", "Tell {name} what came of their advice.", rank=3),
    "in_touch": State(
        "in touch", "Nothing now. Write when there is news.", ("touch",), rests=True
    ),
    "touching": State("in touch", "Write to {name}, if there is news.", rank=5),
    "barred": State("do not contact", "Nothing. They are left alone.", rests=True),
}

ANSWERS: Mapping[What, str] = {
    "replied": "replied",
    "booked": "booked",
    "declined": "declined",
    "held": "held",
}
"""What may come from the other side at any time before the talk."""

OPENING: Mapping[What, str] = {"drafted": "drafted", "asked": "asked", **ANSWERS}
SILENCE: Mapping[What, str] = {"nudged": "nudged", "rested": "closed", **ANSWERS}
AGREEING: Mapping[What, str] = {**ANSWERS, "offered": "offered", "rested": "closed"}

MOVES: Mapping[str, Mapping[What, str]] = {
    "idea": OPENING,
    "referred": {**OPENING, "write": "referred"},
    "promised": {**OPENING, "introduced": "referred", "check": "unintroduced"},
    "unintroduced": {**OPENING, "introduced": "referred", "rested": "closed"},
    "drafted": {**OPENING, "send": "drafted"},
    "asked": {**SILENCE, "other": "waiting", "followup": "overdue"},
    "waiting": {**SILENCE, "followup": "overdue"},
    "overdue": SILENCE,
    "nudged": {**ANSWERS, "rested": "closed", "close": "quiet"},
    "quiet": {**ANSWERS, "rested": "closed"},
    "closed": OPENING,
    "declined": OPENING,
    "replied": {**AGREEING, "offer": "stalled"},
    "stalled": AGREEING,
    "offered": {**AGREEING, "settle": "stalled"},
    "booked": {
        "booked": "booked", "missed": "replied", "declined": "declined", "held": "held",
        "prepare": "booked", "confirm": "booked", "card": "booked", "debrief": "held",
    },
    "held": {
        "debriefed": "debriefed", "thanked": "unnoted", "missed": "replied",
        "booked": "booked", "thank": "held", "thank_last": "held",
    },
    "debriefed": {
        "debriefed": "debriefed", "thanked": "thanked",
        "thank": "debriefed", "thank_last": "debriefed",
    },
    "unnoted": {"debriefed": "thanked", "report": "reporting"},
    "thanked": {
        "debriefed": "thanked", "reported": "in_touch",
        "tell": "thanked", "report": "reporting",
    },
    "reporting": {
        "debriefed": "reporting", "reported": "in_touch", "rested": "in_touch"
    },
    "in_touch": {**OPENING, "touched": "in_touch", "touch": "touching"},
    "touching": {**OPENING, "touched": "in_touch", "rested": "in_touch"},
    "barred": {},
}  # fmt: skip


def _anywhere(state: str) -> dict[What, str]:
    """What can happen wherever a talk stands, until it is over for good."""
    return {"again": state, "still": state, "barred": "barred"}


CYCLE: Mapping[tuple[str, What], str] = {
    (state, what): then
    for state, moves in MOVES.items()
    for what, then in (dict(moves) | _anywhere(state) if moves else moves).items()
}

SENT: Mapping[str, What] = {
    **dict.fromkeys(("asked", "waiting", "overdue"), "nudged"),
    **dict.fromkeys(("replied", "stalled", "offered"), "offered"),
    **dict.fromkeys(("held", "debriefed"), "thanked"),
    **dict.fromkeys(("unnoted", "thanked", "reporting"), "reported"),
    **dict.fromkeys(("in_touch", "touching"), "touched"),
}
"""What "sent" means where a talk stands; anywhere else it is the first message."""

WRITES: Mapping[What, str] = {
    "asked": "outreach",
    "nudged": "followup",
    "offered": "scheduling",
    "thanked": "thankyou",
    "reported": "reportback",
    "touched": "keepintouch",
}
"""Which kind of message it is that was sent."""

AGAIN = frozenset({"closed", "declined", "in_touch", "touching"})
"""From these, a new request opens a conversation with the next number."""

OWED = frozenset({"tell"})
"""Due to somebody else, so that no move of this talk calls it off."""

DATES: Mapping[What, str] = {
    "asked": "sent_at",
    "nudged": "nudged_at",
    "replied": "replied_at",
    "missed": "replied_at",  # they did say yes: a new time is what is open
    "debriefed": "debriefed_at",
    "thanked": "thanked_at",
}


def possible(state: str) -> list[What]:
    """What a person may say has happened.

    >>> possible("quiet")
    ['replied', 'booked', 'declined', 'held', 'rested', 'barred']
    """
    return [what for (at, what) in CYCLE if at == state and what not in RULES]


def sent_means(state: str) -> What:
    what = SENT.get(state, "asked")
    return what if (state, what) in CYCLE else "asked"


def happened(talk: Talk, what: What, at: datetime, calendar: Calendar) -> Talk:
    """The talk after what a person logs; KeyError when that is not possible now."""
    state = CYCLE[talk.state, what]
    dates: dict[str, Any] = {DATES[what]: at} if what in DATES else {}
    dated = replace(talk, **dates)
    return _entered(dated, state, at, calendar)


def begun(talk: Talk, at: datetime, calendar: Calendar) -> Talk:
    """A new talk, in its first state, with what falls due there."""
    return _entered(talk, talk.state, at, calendar)


def passed(talk: Talk, now: datetime, calendar: Calendar) -> tuple[Talk, list[What]]:
    """The talk after all that fell due until now, and what that was, in order."""
    fallen: list[What] = []
    while talk.waits and talk.waits[0].at <= now:
        first, *rest = talk.waits
        fallen.append(first.what)
        then = CYCLE.get((talk.state, first.what), talk.state)
        if then == talk.state:
            talk = _with(talk, tuple(rest), first.at)
        else:
            talk = _entered(talk, then, first.at, calendar)
    return talk, fallen


def again(talk: Talk) -> Talk:
    """The next conversation with the same person; its steps go on from there."""
    id, number = f"{talk.contact}.{talk.number + 1}", talk.number + 1
    return Talk(id=id, contact=talk.contact, number=number, step=talk.step)


def also(talk: Talk, what: What, at: datetime, calendar: Calendar) -> Talk:
    """One wait more in the same state, such as telling whoever gave the name."""
    wait = wait_for(what, talk, at, calendar)
    waits = (*talk.waits, wait) if wait else talk.waits
    return _with(talk, waits, talk.due or at)


def rearranged(talk: Talk, calendar: Calendar, at: datetime) -> Talk:
    """The same waits on another calendar: the student or the contact moved."""
    waits = (rewaited(wait, talk, calendar) for wait in talk.waits)
    return _with(talk, waits, talk.due or at)


def _entered(talk: Talk, state: str, at: datetime, calendar: Calendar) -> Talk:
    waits = (wait_for(what, talk, at, calendar) for what in STATES[state].waits)
    ahead = [wait for wait in waits if wait and wait.at > at]
    owed = [wait for wait in talk.waits if wait.what in OWED and state != "barred"]
    return _with(talk, [*ahead, *owed], at, state=state, step=talk.step + 1)


def _with(talk: Talk, waits: Iterable[Wait], at: datetime, **changes: Any) -> Talk:
    """With `due`: the student's turn since `at`, or when the first wait ends."""
    waits = tuple(sorted(waits, key=lambda wait: wait.at))
    due: datetime | None = at
    if STATES[changes.get("state", talk.state)].rests:
        due = waits[0].at if waits else None
    return replace(talk, waits=waits, due=due, **changes)
