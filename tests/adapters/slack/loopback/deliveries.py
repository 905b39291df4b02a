"""How something reaches the bot, and what becomes of its acknowledgement."""

import asyncio
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from aiohttp import ClientError

from tests.adapters.slack.loopback import answers, dialogs, signed
from tests.adapters.slack.loopback.happenings import event_callback, subscription
from tests.adapters.slack.loopback.jsons import Json, unique
from tests.adapters.slack.loopback.sockets import Sockets
from tests.adapters.slack.loopback.workspace import Team
from tests.adapters.slack.loopback.world import World

PARTING = ("app_uninstalled", "tokens_revoked")

Order = Callable[[list[Json]], Iterable[Json]]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing the bot was told, and how it acknowledged that.

    `trouble` is what the person is shown in place of an answer: operation_timeout
    when there was none in time, dispatch_failed when it was a refusal, and
    invalid_response with the reason when nobody can use it.
    """

    kind: str  # slash_commands, interactive or events_api, as Socket Mode has it
    payload: Json
    attempt: int = 0
    acked: bool = False
    status: int | None = None  # over HTTP
    body: Json | None = None
    seconds: float = 0.0
    trouble: str = ""


class Deliveries(Sockets):
    """Over Socket Mode, or to `request_url` as soon as there is one."""

    def __init__(self, world: World, request_url: str, ack_seconds: float) -> None:
        super().__init__(world)
        self.request_url = request_url
        self.ack_seconds = ack_seconds
        self.deliveries: list[Delivery] = []
        self._held: list[Json] | None = None

    async def deliver(
        self, kind: str, payload: Json, attempt: int = 0, reason: str = ""
    ) -> Delivery:
        """Any payload, also one that Slack would never send."""
        sent, started = Delivery(kind, payload, attempt), time.monotonic()
        carry = self._over_http if self.request_url else self._over_socket
        try:
            async with asyncio.timeout(self.ack_seconds):
                sent = await carry(sent, reason)
        except TimeoutError:
            sent = replace(sent, trouble="operation_timeout")
        except (ConnectionError, ClientError):
            sent = replace(sent, trouble="dispatch_failed")
        seconds = time.monotonic() - started
        sent = replace(sent, seconds=seconds, trouble=sent.trouble or self._take(sent))
        self.deliveries.append(sent)
        await self.tell()
        return sent

    async def again(
        self, sent: Delivery, *, new_id: bool = False, reason: str = "timeout"
    ) -> Delivery:
        """The same once more, marked as a retry; or with a new event_id and unmarked,
        which happens: https://github.com/slackapi/node-slack-sdk/issues/2141"""
        if new_id:
            return await self.deliver(
                sent.kind, {**sent.payload, "event_id": unique("Ev")}
            )
        return await self.deliver(sent.kind, sent.payload, sent.attempt + 1, reason)

    async def forge(
        self,
        kind: str,
        payload: Json,
        *,
        secret: str | None = None,
        timestamp: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, str]:
        """Post it as somebody else might; gives the status and text of the answer."""
        secret = self.world.app.signing_secret if secret is None else secret
        url = self.request_url
        return await signed.post(url, kind, payload, secret, timestamp, headers)

    async def emit(self, team: Team, event: Json) -> list[Delivery]:
        """An event, if the manifest subscribes to it and the app is installed."""
        name = subscription(event)
        if name not in self.world.app.events or not (team.token or name in PARTING):
            return []
        ts = event.get("ts") or self.world.timestamp()
        payload = event_callback(self.world.app, team, event, ts)
        if self._held is not None:
            self._held.append(payload)
            return []
        return [await self.deliver("events_api", payload)]

    def hold(self) -> None:
        """From now on events wait, until they are released."""
        self._held = []

    async def release(self, order: Order = iter) -> list[Delivery]:
        """Deliver the events that waited, one after another; `reversed` is an order."""
        held, self._held = self._held or [], None
        return [await self.deliver("events_api", payload) for payload in order(held)]

    async def _over_socket(self, sent: Delivery, reason: str) -> Delivery:
        body = await self.send(sent.kind, sent.payload, sent.attempt, reason)
        return replace(sent, acked=True, body=body or None)

    async def _over_http(self, sent: Delivery, reason: str) -> Delivery:
        app, headers = self.world.app, signed.retry(sent.attempt, reason)
        status, text = await signed.post(
            self.request_url,
            sent.kind,
            sent.payload,
            app.signing_secret,
            headers=headers,
        )
        sent = replace(sent, status=status, acked=status == 200)
        return replace(sent, body=read(text)) if sent.acked else sent

    def _take(self, sent: Delivery) -> str:
        """Do what the acknowledgement asks for; gives what the person has of it."""
        if not sent.acked:
            return "dispatch_failed"
        kind, body = sent.payload.get("type"), sent.body or {}
        if sent.kind == "slash_commands":
            return self._shown(sent.payload, body)
        if kind == "view_submission":
            return self._answered(sent.payload, body)
        if kind == "block_suggestion":
            return self._judged("ack.options", body)
        return ""

    def _judged(self, kind: str, body: Json) -> str:
        found = self.world.judge(kind, body)
        return f"invalid_response {found[0]}" if found else ""

    def _shown(self, command: Json, body: Json) -> str:
        if not body:
            return ""
        if wrong := self._judged("ack.command", body):
            return wrong
        if handle := self.world.issued(command["trigger_id"]):
            answers.show(self.world, handle, body)
        return ""

    def _answered(self, submission: Json, body: Json) -> str:
        if body and (wrong := self._judged("ack.view", body)):
            return wrong
        wrong = ""
        if handle := self.world.issued(submission["trigger_id"]):
            member, view = handle.member, submission["view"]["id"]
            wrong = dialogs.answered(self.world, member, view, body)
        if wrong:
            self.world.problems.append(f"ack.view {wrong}")
        return f"invalid_response {wrong}" if wrong else ""


def read(text: str) -> Json | None:
    """A bare text is the text of a message."""
    if text.startswith("{"):
        body: Json = json.loads(text)
        return body or None
    return {"text": text} if text else None
