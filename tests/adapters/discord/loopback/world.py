"""All that this Discord knows, and the rules that more than one operation needs."""

import secrets
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.adapters.discord.loopback import bodies, pings
from tests.adapters.discord.loopback.codes import Refusal
from tests.adapters.discord.loopback.jsons import Json, copy_of, numbered, snowflake
from tests.adapters.discord.loopback.kinds import EPHEMERAL
from tests.adapters.discord.loopback.places import (
    Account,
    Channel,
    Guild,
    Message,
    edited,
)

Check = Callable[[str, Any], list[str]]
"""A second opinion: (operation, payload) gives what is wrong with it, a line each."""

LARGEST_FILE = 10 << 20  # https://docs.discord.com/developers/reference#uploading-files
MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it came with a request."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to the REST API, read."""

    path: dict[str, str]
    query: dict[str, str]
    body: Any
    files: list[Sent]


@dataclass(eq=False)
class Handle:
    """What an interaction's token stands for: who did what, and what came of it."""

    kind: int
    person: Account
    channel: Channel
    message: Message | None  # on which it happened
    foreign: bool  # by an install to the user alone: the bot is not there
    id: str = field(default_factory=snowflake)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    born: float = field(default_factory=time.monotonic)
    response: Json | None = None
    original: str = ""  # the message that @original names
    followups: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Times:
    """How long things last, in seconds: a test need not wait for any of them."""

    ack: float = 3.0
    token: float = 15 * 60.0
    nonce: float = 5 * 60.0  # "the past few minutes", say the docs


class World:
    """`now` gives seconds since 1970, for what people read; limits run on real time."""

    def __init__(
        self,
        check: Check | None,
        now: Callable[[], float],
        times: Times,
        privileged: int = 0,
    ) -> None:
        self.now = now
        self.times = times
        self.url = ""
        self.token = f"MTAwMA.{secrets.token_hex(20)}"
        self.bot = Account(snowflake(), "Loopback Bot", is_bot=True)
        self.people: dict[str, Account] = {self.bot.id: self.bot}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.commands: list[Json] = []
        self.portal: Json = {}  # what was changed there, of the app
        self._directs: dict[str, Channel] = {}  # by person
        self.handles: dict[str, Handle] = {}
        self.echoes: list[tuple[str, Channel, Message]] = []  # not told as yet
        self.files: dict[str, bytes] = {}
        self.problems: list[str] = []
        self.creates: Counter[str] = Counter()  # of commands, by server
        self.identifies_left = 1000  # a day
        self.privileged = privileged  # intents, granted in the portal
        self.change = 0
        self._check = check
        self._nonces: dict[str, tuple[float, Message]] = {}

    @property
    def gateway_url(self) -> str:
        return f"{self.url.replace('http', 'ws', 1)}/gateway"

    @property
    def app(self) -> str:
        """An application and its bot have the same id, since some years."""
        return self.bot.id

    def judge(self, operation: str, payload: Any) -> list[str]:
        """What is wrong with a payload of the bot; it is remembered in `problems`."""
        found = bodies.problems(operation, payload)
        found += self._check(operation, payload) if self._check else []
        self.problems += [f"{operation} {line}" for line in found]
        return found

    def next_change(self) -> int:
        self.change += 1
        return self.change

    def direct(self, account: Account) -> Channel:
        """Where this person and the bot talk."""
        if account.id not in self._directs:
            made = Channel(snowflake(), "", "dm", members={account.id})
            self._directs[account.id] = self.channels[made.id] = made
        return self._directs[account.id]

    def shared(self, account: Account) -> list[Guild]:
        """The servers where both this person and the bot are."""
        there = self.guilds.values()
        return [each for each in there if each.bot and account.id in each.people]

    def channel(self, id: str) -> Channel:
        """One that the bot can see."""
        channel = self.channels.get(id)
        if channel is None:
            raise Refusal("10003")
        if channel.kind == "group" or not self.sees(channel):
            raise Refusal("50001")
        return channel

    def sees(self, channel: Channel) -> bool:
        return channel.kind == "dm" or self.guilds[channel.guild].bot

    def issue(
        self, kind: int, person: Account, channel: Channel, message: Message | None
    ) -> Handle:
        foreign = channel.kind == "group" or not self.sees(channel)
        handle = Handle(kind, person, channel, message, foreign)
        self.handles[handle.token] = handle
        return handle

    def put(self, channel: Channel, message: Message) -> Message:
        message = replace(message, change=self.next_change(), moment=self.now())
        channel.messages.append(message)
        return message

    def put_back(self, channel: Channel, message: Message) -> Message:
        """In place of the one with its id, which must be there."""
        message = replace(message, change=self.next_change())
        at = [each.id for each in channel.messages].index(message.id)
        channel.messages[at] = message
        return message

    def by_bot(
        self,
        channel: Channel,
        sent: Json,
        files: list[Sent],
        to: str = "",
        flags: int = 0,
    ) -> Message:
        """The bot says something, whether by itself or in an answer."""
        flags |= sent.get("flags") or 0
        message = Message(
            channel.id,
            snowflake(),
            self.bot,
            sent.get("content") or "",
            tuple(copy_of(sent.get("embeds") or [])),
            tuple(numbered(sent.get("components"))),
            self.attached(channel, files, sent),
            flags,
            to=to if flags & EPHEMERAL else "",
            nonce=str(sent.get("nonce") or ""),
            mentions=pings.mentioned(sent, self.people),
            everyone=pings.wakes_everyone(sent),
        )
        message = self.put(channel, message)
        self.echoes.append(("MESSAGE_CREATE", channel, message))
        return message

    def rewrite(
        self, channel: Channel, before: Message, sent: Json, files: list[Sent]
    ) -> Message:
        after = edited(before, sent, self.attached(channel, files, sent))
        parts = (after.embeds, after.components, after.attachments)
        if not after.content.strip() and not any(parts):
            raise Refusal("50006")
        after = self.put_back(channel, after)
        self.echoes.append(("MESSAGE_UPDATE", channel, after))
        return after

    def attached(
        self, channel: Channel, files: list[Sent], sent: Json | None = None
    ) -> tuple[Json, ...]:
        if any(len(file.content) > LARGEST_FILE for file in files):
            raise Refusal("40005")
        notes = {str(n["id"]): n for n in (sent or {}).get("attachments") or []}
        return tuple(
            self.attach(channel, file, notes.get(str(nth), {}))
            for nth, file in enumerate(files)
        )

    def attach(self, channel: Channel, file: Sent, note: Json | None = None) -> Json:
        """Keep a file; gives what messages show of it."""
        id = snowflake()
        path = f"/attachments/{channel.id}/{id}/{file.name}"
        self.files[path] = file.content
        described = (note or {}).get("description")
        return {
            "id": id,
            "filename": file.name,
            "size": len(file.content),
            "content_type": "application/octet-stream",
            "url": f"{self.url}{path}",
            "proxy_url": f"{self.url}{path}",
            **({"description": described} if described else {}),
        }

    def known(self, nonce: str) -> Message | None:
        """What the bot said with this nonce, in any channel, while that is remembered.

        https://docs.discord.com/developers/resources/message#create-message
        """
        born, message = self._nonces.get(nonce, (0.0, None))
        fresh = time.monotonic() - born < self.times.nonce
        return message if fresh else None

    def remember(self, message: Message) -> None:
        if message.nonce:
            self._nonces[message.nonce] = time.monotonic(), message
