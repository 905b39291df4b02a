"""The server under a loopback platform: it records each call, and fails on demand.

All that the bot does is one `Call` in `calls`, its websockets included, so that one
verb, `wait_for`, sees any of it.
"""

import asyncio
import json
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypeVar

from aiohttp import web

PATIENCE = 60.0  # seconds that a test waits for something which should come at once

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """`error` names a refusal; "" means that the call was carried out."""

    body: Any = field(default_factory=dict)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    error: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One thing the bot did. It may have been `ok` although the bot never heard so."""

    method: str
    args: dict[str, Any]
    answer: Answer = Answer()
    team: str = ""

    @property
    def ok(self) -> bool:
        return not self.answer.error


@dataclass(frozen=True, slots=True)
class Failure:
    """`drop` does the work and cuts the line; `hang` does nothing for that long."""

    answer: Answer
    drop: bool = False
    hang: float = 0.0


class Wire:
    """On a free port of this machine, from `async with` on."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._port = 0
        self._failures: defaultdict[str, deque[Failure | None]] = defaultdict(deque)
        self._returned: Counter[str] = Counter()
        self._news = asyncio.Condition()
        self._runner: web.AppRunner | None = None

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        return ()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> Self:
        """After a `stop` it listens on the same port: an outage is over."""
        app = web.Application(client_max_size=64 << 20)
        app.add_routes(self.routes())
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=0.05, handler_cancellation=True
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]
        return self

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def accepted(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method and call.ok]

    async def until(self, look: Callable[[], T], patience: float = PATIENCE) -> T:
        """What `look` gives, as soon as that is true; it looks after every call."""
        try:
            async with asyncio.timeout(patience), self._news:
                await self._news.wait_for(look)
        except TimeoutError:
            done = [f"{c.method} {c.answer.error or 'ok'}" for c in self.calls[-12:]]
            raise AssertionError(f"not within {patience} s; calls: {done}") from None
        return look()

    async def wait_for(self, method: str, patience: float = PATIENCE) -> Call:
        """The next accepted call of this method that no `wait_for` gave before."""
        nth = self._returned[method]
        calls = await self.until(lambda: self.accepted(method)[nth:], patience)
        self._returned[method] += 1
        return calls[0]

    def fail(self, method: str, failure: Failure, times: int, after: int) -> None:
        """Let the next calls of this method go wrong, `after` so many that go well."""
        self._failures[method].extend([None] * after + [failure] * times)

    def next_failure(self, method: str) -> Failure | None:
        queue = self._failures[method]
        return queue.popleft() if queue else None

    async def record(self, call: Call) -> None:
        self.calls.append(call)
        await self.tell()

    async def tell(self) -> None:
        """Something changed: whoever waits looks again."""
        async with self._news:
            self._news.notify_all()

    async def serve(
        self, request: web.Request, call: Call, work: Callable[[], Answer]
    ) -> Answer:
        """Do the work of one call, unless it is to fail, and record what came of it."""
        failure = self.next_failure(call.method)
        answer = failure.answer if failure and not failure.drop else work()
        await self.record(replace(call, answer=answer))
        if failure and failure.hang:
            await asyncio.sleep(failure.hang)
        if failure and (failure.drop or failure.hang) and request.transport:
            request.transport.abort()
        return answer


def rendered(answer: Answer) -> web.Response:
    """The bare media type: with a charset discord.py takes JSON for text."""
    if answer.status == 204:
        return web.Response(status=204, headers=answer.headers)
    text = isinstance(answer.body, str)
    return web.Response(
        body=(answer.body if text else json.dumps(answer.body)).encode(),
        status=answer.status,
        headers=answer.headers,
        content_type="text/html" if text else "application/json",
    )
