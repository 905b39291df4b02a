"""What the bot decides to do, as data. `bot.engine` is the one place that does it."""

from dataclasses import dataclass
from datetime import datetime

from bot.records import Place, Record
from bot.views import Choice, Form, View


@dataclass(frozen=True, slots=True)
class Reply:
    """Answer the person who acted, seen by them alone."""

    view: View


@dataclass(frozen=True, slots=True)
class Redraw:
    """Replace the message whose button was pressed."""

    view: View


@dataclass(frozen=True, slots=True)
class Ask:
    """Open a form for the person who acted."""

    form: Form


@dataclass(frozen=True, slots=True)
class Refuse:
    """A form's answer cannot be taken: say so at its field, and keep the form open."""

    form: Form  # with what was typed as its values
    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Suggest:
    """What the person may be about to type."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """Start a new message in a place, now.

    The key names what is said: kind, source, occurrence. A place hears each key
    once, whatever is redelivered, rescheduled or restarted. After `until` it is not
    worth saying any more. `about` is the contact it speaks of. With a `doubt` it may
    have been said already, by something that may be on its way till then.
    """

    place: Place
    view: View
    key: str
    until: datetime | None = None
    about: str = ""
    doubt: datetime | None = None


@dataclass(frozen=True, slots=True)
class Keep:
    """Remember a record, in place of the one with its id."""

    record: Record


@dataclass(frozen=True, slots=True)
class Forget:
    """Forget a record."""

    record: Record


@dataclass(frozen=True, slots=True)
class Erase:
    """Leave no trace of a contact: no row about them, nothing still to be said."""

    contact: str


@dataclass(frozen=True, slots=True)
class Bar:
    """For the whole community: erase whoever has one of these marks, keep the marks.

    Each owner who held them is told by `view`. An office's deed: nobody reads whose
    contact it was.
    """

    marks: tuple[str, ...]
    view: View


@dataclass(frozen=True, slots=True)
class Join:
    """Make one person of the owner and of whoever gave out the code with this mark.

    All that either has is the owner's from now on. Of what there is one of, such as a
    form that is open, the owner's stays.
    """

    code: str


@dataclass(frozen=True, slots=True)
class Part:
    """Let one of the owner's accounts be a person of its own, with nothing yet."""

    account: Place


@dataclass(frozen=True, slots=True)
class WakeAt:
    """Let the flow hear `Rang(token)` at this time, even after a restart."""

    token: str
    at: datetime
    about: str = ""  # a contact's id


@dataclass(frozen=True, slots=True)
class LetSleep:
    """Call off a `WakeAt`."""

    token: str


Answer = Reply | Redraw | Ask | Refuse
"""Needs someone to answer, so it cannot follow from `Rang`."""

Deed = Post | Keep | Forget | Erase | Bar | Join | Part | WakeAt | LetSleep
"""Done by writing it down: all the deeds of one event are one transaction."""

Effect = Answer | Deed
