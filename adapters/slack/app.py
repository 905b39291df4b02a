"""Everything that Slack sends comes through here: told to the shell, and acknowledged.

One middleware of Bolt's hears it all and answers by what was sent, so that the number
of words costs nothing. What is slow runs in tasks of our own, which Bolt would lose:
they are awaited when the bot stops.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any

from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.response import BoltResponse

from adapters.slack.calls import Calls
from adapters.slack.controls import MOST_OPTIONS, option
from adapters.slack.files import taken
from adapters.slack.homes import Homes
from adapters.slack.once import Once
from adapters.slack.poster import Poster
from adapters.slack.profiles import Profiles
from adapters.slack.translate import (
    PLATFORM,
    Heard,
    Sent,
    actor,
    author,
    heard,
    is_home,
    opened,
    with_name,
    workspace,
)
from adapters.slack.voice import Voice
from bot.engine.faults import named
from bot.engine.shell import Shell
from bot.events import Typing
from bot.ports import Clock, Store
from bot.records import Visitor

GONE = ("app_uninstalled", "tokens_revoked")
VOICE = "whoelse_voice"  # of a request, in its context
LONGEST_TAKE = 1.5  # seconds, of three

Gone = Callable[[Mapping[str, Any], str], Awaitable[None]]

log = logging.getLogger(__name__)


class Ears(AsyncMiddleware):
    def __init__(
        self,
        shell: Shell,
        store: Store,
        clock: Clock,
        calls: Calls,
        poster: Poster,
        gone: Gone,
    ) -> None:
        self._shell = shell
        self._store = store
        self._clock = clock
        self._calls = calls
        self._poster = poster
        self._gone = gone
        self._profiles = Profiles(calls, clock)
        self._homes = Homes(store, clock, calls)
        self._tasks: set[asyncio.Task[None]] = set()
        self._sent = Once[Mapping[str, Any]]()
        self._files = Once[None]()

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse:
        try:
            body = await self._acknowledged(req)
        except TimeoutError:
            return BoltResponse(status=503)  # it is on its way, and comes again
        except Exception as error:
            log.error("not heard: %s", named(error))
            return BoltResponse(status=500)  # an event comes again, a person is told
        if not body:
            return BoltResponse(status=200)
        headers: dict[str, str | Sequence[str]] = {"content-type": "application/json"}
        return BoltResponse(status=200, body=json.dumps(body), headers=headers)

    async def drain(self, seconds: float) -> None:
        """What is on its way may still arrive."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        await self._homes.drain()

    async def _acknowledged(self, req: AsyncBoltRequest) -> Mapping[str, Any]:
        body = req.body
        event = body.get("event") or {}
        if event.get("type") in GONE:
            await self._gone(body, workspace(body))
            return {}
        team, user = actor(body)
        if not user:
            return {}
        who = await self._visitor(team, user)
        if is_home(body):
            self._run(self._homes.opened(who))
            return {}
        match heard(body, who, self._clock.now()):
            case Typing() as typing:
                return await self._suggested(typing)
            case Sent() as sent:
                return await self._taken(sent)
            case Heard(is_submission=True) as one:
                return await self._hear_once(req, one, _shown(body))
            case Heard() as one:
                return await self._hear(req, await self._named(body, one))
            case None:
                pass
        arrival = opened(body, who, self._clock.now())
        if arrival and await self._is_new(who):
            return await self._hear(req, arrival)
        return {}

    async def _hear(self, req: AsyncBoltRequest, one: Heard) -> Mapping[str, Any]:
        voice = Voice(one, self._calls, self._poster)
        req.context[VOICE] = voice
        hearing = self._run(self._heard(one, voice))
        return await voice.acknowledgement(hearing)

    async def _hear_once(
        self, req: AsyncBoltRequest, one: Heard, shown: str
    ) -> Mapping[str, Any]:
        """Whoever presses twice has sent it once, unless it stayed open.

        A dialog is sent as often as somebody presses before it is gone from the screen.
        """
        sent = self._sent(shown, lambda: asyncio.create_task(self._hear(req, one)))
        body = await asyncio.shield(sent)
        if body:
            self._sent.forget(shown)
        return body

    async def _heard(self, one: Heard, voice: Voice) -> None:
        await self._shell.hear(one.action, voice)
        self._homes.changed(one.action.who)

    async def _suggested(self, typing: Typing) -> Mapping[str, Any]:
        suggest = await self._shell.suggest(typing)
        choices = suggest.choices[:MOST_OPTIONS]
        return {"options": [option(choice) for choice in choices]}

    async def _taken(self, sent: Sent) -> Mapping[str, Any]:
        """Acknowledged when it is kept: until then, Slack says it again."""
        taking = self._files(sent.said.id, lambda: self._run(self._take(sent)))
        async with asyncio.timeout(LONGEST_TAKE):
            await asyncio.shield(taking)
        return {}

    async def _take(self, sent: Sent) -> None:
        """A file is fetched and read before anything is decided."""
        voice = Voice(Heard(sent.said, sent.origin), self._calls, self._poster)
        voice.acknowledged()
        await self._shell.hear(await taken(sent, self._calls), voice)
        self._homes.changed(sent.said.who)

    async def _visitor(self, team: str, user: str) -> Visitor:
        profile = await self._profiles.of(team, user)
        return Visitor(PLATFORM, team, user, profile.name, profile.zone)

    async def _named(self, body: Mapping[str, Any], one: Heard) -> Heard:
        if not (user := author(body)):
            return one
        profile = await self._profiles.of(one.action.who.team, user)
        return with_name(one, profile.name)

    async def _is_new(self, who: Visitor) -> bool:
        return await self._store.read(who, lambda book: book.student().seen is None)

    def _run(self, doing: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(_safely(doing))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _shown(body: Mapping[str, Any]) -> str:
    """A dialog as it stood on somebody's screen.

    https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
    """
    view = body["view"]
    return f"{view.get('id')} {view.get('hash')}"


async def _safely(doing: Coroutine[Any, Any, None]) -> None:
    try:
        await doing
    except Exception as error:
        log.error("broke: %s", named(error))


def written(req: AsyncBoltRequest) -> None:
    """The acknowledgement went out: what stands in it was given."""
    if voice := req.context.get(VOICE):
        voice.acknowledged()
