"""Who and what there is on Discord: people, servers, channels, messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from tests.adapters.discord.loopback.jsons import Json, copy_of, numbered
from tests.adapters.discord.loopback.kinds import EPHEMERAL, LOADING, V2

Kind = Literal["text", "dm", "group"]
KINDS = {"text": 0, "dm": 1, "group": 3}
JOINED = "2026-01-01T00:00:00+00:00"
EVERYTHING = str((1 << 50) - 1)  # what the bot may do where it is


@dataclass(frozen=True, slots=True)
class Message:
    """As it is now: a change makes another. `to` is who alone sees an ephemeral one.

    `change` counts all that ever changed on anybody's screen, so that what is new is
    what has a higher one.
    """

    channel: str
    id: str
    author: "Account"
    content: str = ""
    embeds: tuple[Json, ...] = ()
    components: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    flags: int = 0
    to: str = ""
    nonce: str = ""
    moment: float = 0.0
    edited: bool = False
    mentions: tuple["Account", ...] = ()  # who is notified by it
    everyone: bool = False
    change: int = 0

    @property
    def thinking(self) -> bool:
        """It says "... is thinking" as yet."""
        return bool(self.flags & LOADING)

    def to_json(self) -> Json:
        stamp = datetime.fromtimestamp(self.moment, UTC).isoformat()
        return {
            "id": self.id,
            "channel_id": self.channel,
            "author": self.author.to_json(),
            "timestamp": stamp,
            "edited_timestamp": stamp if self.edited else None,
            "tts": False,
            "pinned": False,
            "type": 0,
            "flags": self.flags,
            "content": self.content,
            "mention_everyone": self.everyone,
            "mentions": [each.to_json() for each in self.mentions],
            "mention_roles": [],
            "attachments": copy_of([*self.attachments]),
            "embeds": copy_of([*self.embeds]),
            "components": copy_of([*self.components]),
            **({"nonce": self.nonce} if self.nonce else {}),
        }


@dataclass(frozen=True, slots=True)
class Modal:
    """A dialog that somebody has open; `origin` is the message it came from."""

    sent: Json
    channel: str
    origin: Message | None = None
    change: int = 0


Surface = Message | Modal


@dataclass(eq=False, repr=False)
class Channel:
    """A DM is one too. `refusal` is the code that whatever the bot says here meets."""

    id: str
    name: str
    kind: Kind = "text"
    guild: str = ""
    members: set[str] = field(default_factory=set)
    refusal: str = ""
    messages: list[Message] = field(default_factory=list)

    def said(self) -> list[Message]:
        """What history has: ephemeral messages are in none."""
        return [message for message in self.messages if not message.to]

    def shown_to(self, user: str) -> tuple[Message, ...]:
        return tuple(m for m in self.messages if m.to in ("", user))

    def to_json(self, people: Mapping[str, "Account"]) -> Json:
        shown: Json = {"id": self.id, "type": KINDS[self.kind], "flags": 0}
        shown |= {"last_message_id": self.messages[-1].id if self.messages else None}
        if self.kind != "text":
            there = [people[each].to_json() for each in sorted(self.members)]
            named = {"name": self.name, "icon": None} if self.kind == "group" else {}
            owner = {"owner_id": min(self.members)} if self.kind == "group" else {}
            return {**shown, **named, **owner, "recipients": there}
        return shown | {
            "guild_id": self.guild,
            "name": self.name,
            "position": 0,
            "permission_overwrites": [],
            "nsfw": False,
            "parent_id": None,
            "topic": None,
            "rate_limit_per_user": 0,
        }


@dataclass(eq=False, repr=False)
class Account:
    """Somebody with an account. `closed` is the code that every DM to them meets:
    50007, 50278, or at the opening 40003. `installed` says that they added the app to
    their account, and so have its commands everywhere."""

    id: str
    name: str
    locale: str = "en-US"
    installed: bool = False
    closed: str = ""
    is_bot: bool = False
    modal: Modal | None = None

    @property
    def handle(self) -> str:
        return "".join(c for c in self.name.lower() if c.isalnum()) or "someone"

    def to_json(self) -> Json:
        return {
            "id": self.id,
            "username": self.handle,
            "discriminator": "0",
            "global_name": None if self.is_bot else self.name,
            "avatar": None,
            "bot": self.is_bot,
            "public_flags": 0,
            "flags": 0,
            "primary_guild": None,
        }


@dataclass(eq=False, repr=False)
class Guild:
    """A server. `bot` says that the bot is a member; the commands are those that are
    synced for this server alone; permissions of people are Discord's bit sets."""

    id: str
    name: str
    bot: bool = True
    people: dict[str, Account] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    permissions: dict[str, int] = field(default_factory=dict)
    commands: list[Json] = field(default_factory=list)

    def member(self, account: Account) -> Json:
        rights = str(self.permissions.get(account.id, 0))
        return {
            "user": account.to_json(),
            "roles": [],
            "joined_at": JOINED,
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "flags": 0,
            "nick": None,
            "avatar": None,
            "banner": None,
            "pending": False,
            "permissions": EVERYTHING if account.is_bot else rights,
            "communication_disabled_until": None,
        }


def edited(message: Message, sent: Json, files: tuple[Json, ...]) -> Message:
    """A changed message: what is not named stays, and null empties it.

    https://docs.discord.com/developers/resources/message#edit-message. Attachments
    that are not listed any more are removed.
    """
    kept = message.attachments
    if "attachments" in sent:
        names = {str(each["id"]) for each in sent["attachments"] or []}
        kept = tuple(each for each in kept if each["id"] in names)
    flags = (message.flags & ~LOADING) | ((sent.get("flags") or 0) & ~EPHEMERAL)
    flags |= message.flags & V2
    return replace(
        message,
        content=sent.get("content", message.content) or "",
        embeds=tuple(copy_of(sent.get("embeds", [*message.embeds]) or [])),
        components=tuple(numbered(sent.get("components", [*message.components]))),
        attachments=(*kept, *files),
        flags=flags,
        edited=True,
    )
