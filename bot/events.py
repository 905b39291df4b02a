"""What happens to the bot, in words that every platform shares.

`id` is the platform's own delivery id. With the platform it is the key of the inbox,
and new records take their ids from it, so that an event delivered twice makes nothing
twice. `dialogs` says that a form can be opened in answer, `uploads` that a file can
be handed over in the direct messages, where the other way is to name one in words;
`picks_files` that a form can ask for one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from bot.records import Place, Visitor
from bot.views import Part


@dataclass(frozen=True, slots=True)
class Said:
    """Someone typed something meant for the bot."""

    id: str
    who: Visitor
    where: Place
    text: str
    at: datetime
    dialogs: bool = False
    uploads: bool = False
    picks_files: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """Someone pressed a button, or picked `chosen`, on one of our messages."""

    id: str
    who: Visitor
    where: Place
    token: str
    at: datetime
    chosen: str = ""
    dialogs: bool = False
    uploads: bool = False


@dataclass(frozen=True, slots=True)
class Submitted:
    """Someone filled in a form."""

    id: str
    who: Visitor
    where: Place
    token: str
    at: datetime
    answers: Mapping[str, str] = field(default_factory=dict)
    dialogs: bool = False
    uploads: bool = False


@dataclass(frozen=True, slots=True)
class Uploaded:
    """Someone handed over a file of contacts, read already: a row each."""

    id: str
    who: Visitor
    where: Place
    name: str
    at: datetime
    rows: tuple[Mapping[str, str], ...] = ()
    skipped: tuple[str, ...] = ()  # why, a sentence each
    dialogs: bool = False
    unread: tuple[Part, ...] = ()  # why nothing of it could be read
    uploads: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """Someone came to where the bot is at home, and has said nothing yet."""

    id: str
    who: Visitor
    where: Place
    at: datetime
    dialogs: bool = False
    uploads: bool = False


@dataclass(frozen=True, slots=True)
class Typing:
    """Someone is typing and wants suggestions. It is read only, and never kept.

    They may type in a picker that finds people: then `in_picker` is its token.
    """

    id: str
    who: Visitor
    where: Place
    text: str
    at: datetime
    in_picker: str = ""


@dataclass(frozen=True, slots=True)
class Rang:
    """The wake its owner set for `due` came, `at` a moment that may be much later."""

    owner: str
    token: str
    due: datetime
    at: datetime

    @property
    def id(self) -> str:
        return f"{self.owner}/{self.token}@{self.due:%Y%m%dT%H%M%S.%f}"


Action = Said | Pressed | Submitted | Uploaded | Opened
Event = Action | Rang


def new_id(event: Event, nth: int = 0) -> str:
    """The id of the nth thing that an event makes: the same each time it is told."""
    source = event.owner if isinstance(event, Rang) else event.who.platform
    return id_of(source, event.id, nth)


def id_of(source: str, id: str, nth: int) -> str:
    """As `new_id`, of an event that is known by its source and id alone."""
    return sha256(f"{source}/{id}#{nth}".encode()).hexdigest()[:12]
