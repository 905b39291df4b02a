"""All that this Slack knows, and the rules that more than one method needs."""

import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from tests.adapters.slack.loopback import surfaces
from tests.adapters.slack.loopback.jsons import Json, unique, with_block_ids
from tests.adapters.slack.loopback.registration import App
from tests.adapters.slack.loopback.workspace import Channel, Member, Message, Team

Check = Callable[[str, Any], list[str]]
"""A second opinion: (kind, payload) gives what is wrong with it, a line each."""

MOST_RESPONSES = 5  # https://docs.slack.dev/interactivity/handling-user-interaction
LONGEST_RESPONSE = 30 * 60  # seconds


class Refusal(Exception):
    """A method says no: Slack's name for it, and where it says more."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error, self.more = error, more


@dataclass(eq=False)
class Handle:
    """What a trigger_id and a response_url stand for: who did something, and where."""

    member: Member
    channel: Channel | None
    message: Message | None
    born: float
    redeemed: bool = False
    responses: int = 0


@dataclass(frozen=True)
class Code:
    """What somebody allowed, to whoever comes back with it from that address."""

    member: Member
    address: str
    scopes: frozenset[str]


@dataclass(eq=False)
class File:
    """`meta` is what messages show of it; the content is None until it is uploaded."""

    id: str
    team: Team
    meta: Json
    length: int
    content: bytes | None = None


class World:
    """`now` gives seconds since 1970, for what people read; limits run on real time."""

    def __init__(
        self,
        app: App,
        check: Check | None,
        now: Callable[[], float],
        trigger_seconds: float,
    ) -> None:
        self.app = app
        self.now = now
        self.trigger_seconds = trigger_seconds
        self.url = ""
        self.teams: dict[str, Team] = {}
        self.tokens: dict[str, Team] = {}  # those that are good
        self.revoked: dict[str, str] = {}  # and the error that each of these meets
        self.renewals: dict[str, Team] = {}  # refresh tokens, each good once
        self.codes: dict[str, Code] = {}
        self.tickets: set[str] = set()  # each good for one socket
        self.handles: dict[str, Handle] = {}
        self.files: dict[str, File] = {}
        self.problems: list[str] = []
        self.change = 0
        self._check = check
        self._last = 0.0

    def judge(self, kind: str, payload: Json) -> list[str]:
        """What is wrong with a payload of the bot; it is remembered in `problems`."""
        if kind not in surfaces.KINDS:
            return []
        found = surfaces.problems(kind, payload)
        found += self._check(kind, payload) if self._check else []
        self.problems += [f"{kind} {line}" for line in found]
        return found

    def timestamp(self) -> str:
        """Of a message, and by that its name in its channel; each is later."""
        self._last = max(self.now(), self._last + 0.000_001)
        return f"{self._last:.6f}"

    def next_change(self) -> int:
        self.change += 1
        return self.change

    def install(self, team: Team, scopes: Iterable[str]) -> None:
        """The app comes, or comes back, or gets a new token beside the old one."""
        kind = "xoxe.xoxb-1" if self.app.rotates else "xoxb"
        team.scopes = frozenset(scopes)
        team.token = f"{kind}-{team.id}-{secrets.token_hex(8)}"
        self.tokens[team.token] = team

    def put(self, channel: Channel, message: Message) -> Message:
        message = replace(message, change=self.next_change())
        channel.messages.append(message)
        return message

    def put_back(self, channel: Channel, message: Message) -> Message:
        """In place of the one with its ts, which must be there."""
        message = replace(message, change=self.next_change())
        at = [each.ts for each in channel.messages].index(message.ts)
        channel.messages[at] = message
        return message

    def by_bot(self, team: Team, channel: Channel, args: Json, to: str = "") -> Message:
        """The bot says something, whether by a method or in an answer."""
        message = Message(
            channel.id,
            self.timestamp(),
            team.bot_user,
            args.get("text") or "",
            tuple(with_block_ids(args.get("blocks"))),
            args.get("thread_ts") or "",
            args.get("metadata"),
            to=to,
            bot=team.bot,
        )
        return self.put(channel, message)

    def issue(
        self,
        member: Member,
        channel: Channel | None = None,
        message: Message | None = None,
    ) -> Json:
        """A trigger_id and, where an answer can be shown, a response_url."""
        name = unique("")
        self.handles[name] = Handle(member, channel, message, time.monotonic())
        trigger = {"trigger_id": f"{name}.1.{secrets.token_hex(4)}"}
        if channel is None:
            return trigger
        return trigger | {"response_url": f"{self.url}/actions/{name}"}

    def issued(self, trigger_id: str) -> Handle | None:
        return self.handles.get(trigger_id.partition(".")[0])

    def redeem(self, team: Team, trigger_id: str) -> Member:
        """Who did what a trigger_id is of: good once, and for three seconds."""
        handle = self.issued(trigger_id)
        if handle is None or handle.member.team is not team:
            raise Refusal("invalid_trigger_id")
        if handle.redeemed:
            raise Refusal("exchanged_trigger_id")
        if time.monotonic() - handle.born >= self.trigger_seconds:
            raise Refusal("expired_trigger_id")
        handle.redeemed = True
        return handle.member


def need(args: Json, key: str) -> Any:
    if args.get(key) in (None, ""):
        raise Refusal("invalid_arguments", messages=[f"missing {key}"])
    return args[key]


def yes(args: Json, key: str) -> bool:
    """Forms carry words for it, https://docs.slack.dev/apis/web-api/."""
    return args.get(key) in (True, "true", "True", 1, "1")


def check_scope(team: Team, needed: str) -> None:
    if needed not in team.scopes:
        provided = ",".join(sorted(team.scopes))
        raise Refusal("missing_scope", needed=needed, provided=provided)
