"""What the bot remembers, as plain values.

Each belongs to one person, its owner, who is known from the book it is read from.
Instants are aware and in UTC; a wall time is kept beside its zone where it matters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.views import Form


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere a message can go: a channel, a thread, or `@` and a user's id."""

    platform: str
    team: str
    id: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever acts, as their platform introduces them.

    The first three say who it is; `name` and `zone` are only what a profile says.
    """

    platform: str
    team: str  # workspace or enterprise; empty where users are known everywhere
    user: str
    name: str = ""
    zone: str = ""

    @property
    def direct(self) -> Place:
        """Where nobody else reads."""
        return Place(self.platform, self.team, f"@{self.user}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """Those who practise together, and what their career office has set."""

    id: str
    name: str = ""
    country: str = ""  # ISO 3166; empty: of each student's zone
    date_order: Literal["MDY", "DMY"] = "MDY"
    quiet: tuple[str, str] = ("21:00", "08:00")  # the student's wall clock
    cadence: Mapping[str, int] = field(default_factory=dict)  # wait -> days
    help: tuple[str, ...] = ()  # where somebody in distress finds a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Student:
    """The person whom the bot helps; `id` is the owner of all they have."""

    id: str
    name: str = ""
    about: str = ""  # "second-year nursing student, Lakeside College"
    topic: str = ""  # what they would like to hear about
    zone: str = "UTC"
    country: str = ""
    date_order: Literal["", "MDY", "DMY"] = ""
    quiet: tuple[str, ...] = ()  # empty: the community's
    voice: str = "plain"
    shape: str = "full"  # or skeleton, checklist
    minutes: int = 20
    place: Place | None = None  # where they were last; reminders go there
    seen: datetime | None = None
    welcomed: bool = False
    spoken: tuple[datetime, ...] = ()  # when the bot wrote first, this last week
    stopped: bool = False  # it never writes first
    paused_until: datetime | None = None
    past: Mapping[str, int] = field(default_factory=dict)  # counts of the forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Someone whom the student may talk to. They never agreed to be stored."""

    id: str
    name: str
    role: str = ""
    employer: str = ""
    relation: str = ""
    comfort: int = 5  # 0 at ease, 10 a public figure
    reach: str = ""  # an address or a handle
    zone: str = ""
    country: str = ""
    facts: tuple[str, ...] = ()
    talk: int = 1  # the number of the conversation that is open
    added: datetime | None = None
    silent: bool = False  # no reminders about this person

    @property
    def known_by(self) -> tuple[str, ...]:
        """What tells them from all others, for `Book.mark`. A bare name does not."""
        work = f"{self.name}|{self.employer}" if self.name and self.employer else ""
        return tuple(filter(None, (self.reach, work)))


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that falls due when nothing else happens."""

    what: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One conversation with one contact, and where in the cycle it stands.

    `step` rises with every move, so that a button made before the last move is known
    to be stale. `due` is when the next action is, or was.
    """

    id: str
    contact: str
    number: int = 1
    state: str = "idea"
    step: int = 0
    due: datetime | None = None
    waits: tuple[Wait, ...] = ()
    channel: str = ""
    sent_at: datetime | None = None
    nudged_at: datetime | None = None
    replied_at: datetime | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    where: str = ""
    debriefed_at: datetime | None = None
    thanked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What the student wrote down after a talk; `id` is the talk's."""

    id: str
    contact: str
    learnt: tuple[str, ...] = ()
    surprise: str = ""
    advice: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    hook: str = ""  # the one line to thank for
    better: str = ""  # what went better than last time
    who_else: Literal["", "not asked", "nobody", "named", "promised"] = ""
    at: datetime | None = None
    needs: tuple[str, ...] = ()  # what one needs to get in
    drawn_before: int = 0  # to this work, 1 to 5; 0 was not said
    drawn_after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Who led to whom, and the leave to say so. Anything unknown is no leave."""

    id: str
    contact: str  # the one who was named
    source: str  # the contact who named them; empty once forgotten
    leave: str = "not_asked"
    leave_for: tuple[str, ...] = ()
    leave_channels: tuple[str, ...] = ()
    words: str = ""  # exactly what was said, if the student typed it
    at: datetime | None = None
    told: bool = False  # the source heard how it went


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message of the student's; `id` is the talk's and its kind."""

    id: str
    contact: str
    kind: str
    channel: str
    subject: str = ""
    text: str = ""
    at: datetime | None = None
    sent_at: datetime | None = None
    given: Mapping[str, str] = field(default_factory=dict)  # what was told for it alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A question plan in the making, or kept; `body` is the coach's own JSON."""

    id: str
    contact: str = ""
    body: str = ""
    kept: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """The student's own. `wall` is empty for one set in hours and minutes.

    One that repeats stands at its next moment.
    """

    id: str
    text: str
    at: datetime
    wall: str = ""  # naive ISO, in the zone it was set in
    contact: str = ""
    done: bool = False
    repeats: str = ""  # an iCalendar RRULE on the wall; empty for one that comes once


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the history: what was logged of a contact."""

    id: str
    contact: str
    talk: int
    at: datetime
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A form that is being asked question by question; a person has one at a time."""

    id: str
    form: Form
    answers: Mapping[str, str] = field(default_factory=dict)
    open: bool = True  # the next thing said is an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsing:
    """A rehearsal that goes on; a person has one at a time, and `id` is theirs.

    Who answers, and how, follows from `lines`: all that the student has said in it.
    """

    id: str
    character: str
    at: datetime  # of the last line
    contact: str = ""  # whose plan it tries out
    field: str = ""  # of work, as it was typed
    questions: tuple[str, ...] = ()  # of the plan
    lines: tuple[str, ...] = ()
    open: bool = True  # the next thing said is a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """One that came to its end: what was done in it, and no word of what was said."""

    id: str
    character: str
    at: datetime
    done: tuple[str, ...] = ()  # such as "who-else"; see `knowledge/remarks.toml`


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """What some work pays, as it was heard. It points to nobody who said so."""

    id: str
    field: str
    level: str
    amount: str  # a range: "52,000 to 60,000 a year"
    region: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the student thought of a field at a moment, in their own words."""

    id: str
    words: str
    at: datetime
    field: str = ""
    drawn: int = 0  # to it, 1 to 5; 0 was not said


@dataclass(frozen=True, slots=True, kw_only=True)
class MythRound:
    """Where the rounds of facts and myths stand; `id` is the student's."""

    id: str
    rounds: int = 0  # that were finished
    seen: tuple[str, ...] = ()  # statements of these, the oldest first
    asked: tuple[str, ...] = ()  # those of the round that is open
    said: tuple[str, ...] = ()  # "fact" or "myth" to the first of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file of contacts of whom none is kept yet; a person has one at a time.

    It goes as soon as it is known whom to keep, and after a week anyhow.
    """

    id: str
    name: str
    at: datetime
    rows: str  # the importer's own JSON
    notes: tuple[str, ...] = ()  # who was skipped, or is known already
    ticked: tuple[int, ...] = ()  # numbers of rows, from 1
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """On the way to a second account of the same person; `id` is the student's.

    `code` is a keyed hash of what was given out last, and works for one other account.
    """

    id: str
    code: str = ""
    until: datetime | None = None  # the code works
    wrong: tuple[datetime, ...] = ()  # when something was typed here that is no code


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Someone whom the student asked to forget; `id` is a keyed hash of who."""

    id: str
    at: datetime


Record = (
    Student
    | Contact
    | Talk
    | Learnt
    | Referral
    | Draft
    | Planned
    | Reminder
    | Entry
    | Asking
    | Rehearsing
    | Rehearsal
    | Pay
    | Outlook
    | MythRound
    | Upload
    | Pairing
    | Forgotten
)
