"""What is in a workspace: its people, its channels, and what they show."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from tests.adapters.slack.loopback.jsons import Json, plain, with_block_ids

Kind = Literal["channel", "group", "im"]


@dataclass(frozen=True, slots=True)
class Message:
    """As it is now: a change makes another. `to` is who alone sees an ephemeral one.

    `change` counts all that ever changed on anybody's screen, so that what is new is
    what has a higher one.
    """

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: tuple[Json, ...] = ()
    thread_ts: str = ""
    metadata: Json | None = None
    files: tuple[Json, ...] = ()
    to: str = ""
    bot: str = ""  # the bot's id, if it is its author
    edited: bool = False
    change: int = 0

    def to_json(self, *, metadata: bool = False) -> Json:
        shown: Json = {"type": "message", "user": self.user, "ts": self.ts}
        shown |= {"text": self.text}
        if self.blocks:
            shown |= {"blocks": [*self.blocks]}
        if self.bot:
            shown |= {"bot_id": self.bot}
        if self.thread_ts:
            shown |= {"thread_ts": self.thread_ts}
        if self.files:
            shown |= {"files": [*self.files]}
        if self.edited:
            shown |= {"edited": {"user": self.user, "ts": self.ts}}
        if metadata and self.metadata:
            shown |= {"metadata": self.metadata}
        return shown


@dataclass(frozen=True, slots=True)
class View:
    """A modal or a Home tab, as Slack keeps it; `errors` stand at fields of a modal."""

    id: str
    hash: str
    user: str
    owner: Mapping[str, str]  # team_id, app_id and bot_id
    sent: Json
    root: str
    previous: str | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    change: int = 0

    @property
    def blocks(self) -> tuple[Json, ...]:
        return (*self.sent["blocks"],)

    def to_json(self, state: Json | None = None) -> Json:
        defaults = {
            "title": plain(""),
            "callback_id": "",
            "private_metadata": "",
            "external_id": "",
            "close": None,
            "submit": None,
            "clear_on_close": False,
            "notify_on_close": False,
        }
        kept = {
            "id": self.id,
            "hash": self.hash,
            "root_view_id": self.root,
            "previous_view_id": self.previous,
            "state": {"values": state or {}},
        }
        return {**defaults, **self.sent, **self.owner, **kept}


Surface = Message | View


@dataclass(eq=False, repr=False)
class Channel:
    """A DM is one too; `members` are user ids, the bot's among them if it is in."""

    id: str
    name: str
    kind: Kind = "channel"
    members: set[str] = field(default_factory=set)
    archived: bool = False
    messages: list[Message] = field(default_factory=list)

    def said(self) -> list[Message]:
        """What history has: ephemeral messages are in none."""
        return [message for message in self.messages if not message.to]

    def shown_to(self, user: str) -> tuple[Message, ...]:
        return tuple(m for m in self.messages if m.to in ("", user))

    def to_json(self) -> Json:
        return {
            "id": self.id,
            "name": self.name,
            f"is_{self.kind}": True,
            "is_archived": self.archived,
        }


@dataclass(eq=False, repr=False)
class Member:
    """Somebody with an account. `closed` is the error that every DM to them meets,
    such as cannot_dm_bot; the zone is that of their profile, and so is the locale."""

    id: str
    name: str
    team: "Team"
    zone: str = "America/New_York"
    locale: str = "en-US"
    deactivated: bool = False
    closed: str = ""
    is_bot: bool = False
    modals: list[View] = field(default_factory=list)
    home: View | None = None

    @property
    def handle(self) -> str:
        return "".join(c for c in self.name.lower() if c.isalnum()) or "someone"

    def to_json(self) -> Json:
        profile = {"real_name": self.name, "display_name": self.name}
        return {
            "id": self.id,
            "team_id": self.team.id,
            "name": self.handle,
            "real_name": self.name,
            "profile": profile,
            "tz": self.zone,
            "deleted": self.deactivated,
            "is_bot": self.is_bot,
        }


@dataclass(eq=False, repr=False)
class Team:
    """A workspace. The token is that of the installed app, "" where none is."""

    id: str
    name: str
    enterprise: str = ""
    token: str = ""
    scopes: frozenset[str] = frozenset()
    members: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)

    @property
    def bot(self) -> str:
        return f"B0{self.id}"

    @property
    def bot_user(self) -> str:
        return f"U0{self.id}"

    @property
    def domain(self) -> str:
        return self.name.lower()

    def direct(self, user: str) -> Channel:
        """Where this person and the bot talk."""
        id = f"D{user[1:]}"
        both = {user, self.bot_user}
        return self.channels.setdefault(id, Channel(id, "directmessage", "im", both))

    def to_json(self) -> Json:
        shown = {"id": self.id, "domain": self.domain}
        if self.enterprise:
            names = {"enterprise_id": self.enterprise, "enterprise_name": "Campus"}
            return shown | names
        return shown


def edited(message: Message, args: Json, *, keep: bool) -> Message:
    """A changed message; with `keep`, what the arguments leave out stays as it was.

    https://docs.slack.dev/reference/methods/chat.update: "If you don't include this
    field, the message's previous blocks will be retained."
    """
    blocks, metadata = ([*message.blocks], message.metadata) if keep else ([], None)
    return replace(
        message,
        text=args.get("text") or "",
        blocks=tuple(with_block_ids(args.get("blocks", blocks))),
        metadata=args.get("metadata", metadata) or None,
        edited=True,
    )
