"""What is known when a message is written or checked; a part that is absent is unknown.

`None` and the empty string mean "nobody told us": whoever writes asks for it, and a
rule whose input is absent stays silent.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Kind = Literal[
    "outreach",
    "referral",
    "followup",
    "scheduling",
    "thankyou",
    "keepintouch",
    "reportback",
]
Channel = Literal[
    "email",
    "text",
    "spoken",
    "linkedin_note",
    "linkedin_message",
    "slack_dm",
    "discord_dm",
]
Leave = Literal[
    "none",
    "not_asked",
    "asked",
    "granted",
    "granted_for_listed_people",
    "will_introduce_first",
    "declined",
    "revoked",
]
"""How things stand with the leave to use a referrer's name."""

KINDS: tuple[Kind, ...] = get_args(Kind)
CHANNELS: tuple[Channel, ...] = get_args(Channel)
LEAVES: tuple[Leave, ...] = get_args(Leave)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """The student who sends the message."""

    name: str = ""
    about: str = ""  # "second-year nursing student, Lakeside College"


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A person the student knows of."""

    name: str = ""
    role: str = ""
    employer: str = ""
    relation: str = ""  # "aunt", "alum", "stranger", "met once"
    facts: tuple[str, ...] = ()  # what the student wrote down about them


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """What the student wrote down after the talk, in their own words."""

    learnt: tuple[str, ...] = ()
    surprise: str = ""
    advice: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    hook: str = ""  # the one line to thank for


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A message of the student's own to somebody, sent or drafted before."""

    to: str = ""
    employer: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An outreach to somebody that has no answer yet."""

    name: str = ""
    employer: str = ""
    days: int = 0  # business days since it was sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that one message may draw on. Times are aware."""

    student: Writer | None = None
    contact: Someone | None = None
    referrer: Someone | None = None
    leave: Leave | None = None
    leave_for: tuple[str, ...] = ()  # names, for `granted_for_listed_people`
    leave_channels: tuple[str, ...] = ()  # empty: any channel
    other_contacts: tuple[Someone, ...] = ()
    prior_followups: int | None = None
    days_since_sent: int | None = None  # calendar days
    asked_aloud: bool = False  # the first message was said, not written
    now: datetime | None = None
    zone: str = ""  # IANA names
    contact_zone: str = ""
    contact_country: str = ""  # ISO 3166, for their holidays
    met_at: datetime | None = None  # the end of the talk
    debrief: Debrief | None = None
    who_else_open: bool = False  # they were not asked yet whom else to talk to
    earlier_messages: tuple[Earlier, ...] = ()
    open_outreach: tuple[Waiting, ...] = ()
    dm_consent: bool | None = None
    linkedin_premium: bool | None = None
    topic: str = ""  # what the student would like to hear about
    minutes: int = 20  # how long a talk they ask for
    slots: tuple[datetime, ...] = ()  # offered times
    place: str = ""  # where or how: "a phone call", a link
    news: str = ""  # what the student did or found since they last wrote

    def may_name_referrer(self, channel: str) -> bool:
        """Leave was given, and it covers this contact and this channel."""
        if self.leave_channels and channel not in self.leave_channels:
            return False
        if self.leave == "granted":
            return True
        named = self.contact.name.casefold() if self.contact else ""
        listed = {name.casefold() for name in self.leave_for}
        return self.leave == "granted_for_listed_people" and named in listed
