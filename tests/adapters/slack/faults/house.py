"""The whole bot on a Slack of this machine: heard over HTTP, or over a socket.

Its clock stands still until a test moves it, so nothing waits for reminders; Slack's
own limits, of three seconds or of five minutes, run on real time.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from aiohttp import ClientSession

from adapters.slack.calls import LONGEST, Calls, OneToken, session
from adapters.slack.manifest import REQUESTS, manifest
from adapters.slack.service import Service, opened
from bot.config import Slack as Settings
from bot.effects import Effect, Forget, Reply
from bot.engine.clock import SimulatedClock
from bot.engine.delivery import Delivery
from bot.engine.life import Life
from bot.engine.router import Router
from bot.engine.safe import SealedSafe
from bot.engine.sealed import Sealer
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.events import Action
from bot.flow import Flow
from bot.flows import FLOWS
from bot.ports import Book
from bot.records import Community
from bot.views import File, View
from tests.adapters.home import Home
from tests.adapters.slack.loopback import CONNECT, Person, Seen, Slack
from tests.adapters.slack.loopback import View as Modal
from tests.adapters.slack.official import official

LONG = 600.0  # seconds; no machine is that slow
NOON = datetime(2026, 11, 16, 17, tzinfo=UTC)  # in New York, on a Monday
SECRET = b"a secret of the tests, long enough"
COMMANDS = [command for flow in FLOWS for command in flow.commands.values()]
ADDRESS = "https://whoelse.example.edu"  # only the manifest names it

EXTRA = Flow("extra")
LINES = tuple(f"Line {nth}. {'word ' * 500}" for nth in range(9))


@EXTRA.command("everything")
def everything(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """All of it, in several messages."""
    yield Reply(View(LINES))


@EXTRA.command("keepsake")
def keepsake(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Something to keep."""
    yield Reply(View(("Here it is.", File("talk.ics", "text/calendar", "BEGIN"))))


@EXTRA.command("farewell")
def farewell(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Leave, and be forgotten."""
    yield Forget(book.student())


Mode = Literal["socket", "http"]


class House(Home):
    """`at_home(tmp_path)` gives one; `slack.person("Ana")` lives in it."""

    def __init__(
        self, slack: Slack, store: SqliteStore, clock: SimulatedClock, life: Life
    ) -> None:
        super().__init__(slack, store, clock, life)
        self.slack = slack

    def url(self, path: str) -> str:
        """Of a page of ours."""
        return self.slack.request_url.removesuffix(REQUESTS) + path

    async def get(self, path: str) -> tuple[int, str]:
        """As a browser does."""
        async with ClientSession() as browser, browser.get(self.url(path)) as page:
            return page.status, await page.text()


@asynccontextmanager
async def at_home(
    folder: Path,
    mode: Mode = "http",
    *,
    slack: Slack | None = None,
    longest: float | None = None,
    patience: float = LONG,
    ping: float = 0.2,
    flows: Sequence[Flow] = (*FLOWS, EXTRA),
    now: datetime = NOON,
    **settings: Any,
) -> AsyncIterator[House]:
    """The bot, on the data file of this folder; `longest` is what a call may take."""
    async with AsyncExitStack() as stack:
        if slack is None:
            slack = await stack.enter_async_context(loopback(mode))
        store = SqliteStore(folder / "whoelse.db", SECRET)
        stack.callback(store.close)
        await store.adopt(Community(id="college"), [])
        clock = SimulatedClock(max(now, await store.latest() or now))
        shell = Shell(Router(flows), store, clock, patience)
        more: dict[str, Any] = {"bot_token": slack.token, "port": 0} | settings
        chosen = Settings(
            mode=mode,
            api_url=slack.api_url,
            app_token=slack.app.token,
            signing_secret=slack.app.signing_secret,
            **more,
        )
        service = await stack.enter_async_context(
            _service(chosen, store, clock, longest, ping)
        )
        life = Life(
            store, clock, shell, [Delivery(store, clock, "slack", service.poster)]
        )
        await stack.enter_async_context(life.going())
        await stack.enter_async_context(service.at_work(shell))
        if mode == "http":
            slack.request_url = f"http://127.0.0.1:{service.port}{REQUESTS}"
        else:
            await slack.wait_for(CONNECT)
        yield House(slack, store, clock, life)
        await life.tick()
        assert slack.problems == []


@asynccontextmanager
async def _service(
    settings: Settings,
    store: SqliteStore,
    clock: SimulatedClock,
    longest: float | None,
    ping: float,
) -> AsyncIterator[Service]:
    if settings.many:
        safe = SealedSafe(store, Sealer([SECRET]), "slack")
        async with opened(settings, store, clock, safe) as service:
            yield service
        return
    async with session(longest or LONGEST) as http:
        token = OneToken(settings.bot_token or "")
        calls = Calls(http, settings.api_url, token)
        yield Service(settings, calls, store, clock, None, ping)


def loopback(
    mode: Mode = "http", *, url: str = ADDRESS, rotation: bool = False
) -> Slack:
    """A Slack that knows the app by our manifest."""
    url = url if mode == "http" else ""
    settings = Settings(mode=mode, url=url, rotation=rotation)
    known = manifest(COMMANDS, settings)
    return Slack(official(), manifest=known, ack_seconds=LONG, trigger_seconds=LONG)


async def came_in(house: House, name: str = "Ana", **more: Any) -> Person:
    """Somebody who has said hello already."""
    person = house.slack.person(name, **more)
    await person.reads("Who is easiest to ask?", since=await person.say("hi"))
    return person


async def said(person: Person, text: str, *words: str) -> Seen:
    """They say it, and have read an answer with these words."""
    seen = await person.say(text)
    await person.reads(*words, since=seen)
    return seen


async def opened_by(person: Person, words: str) -> Modal:
    """The dialog that the slash command opens."""
    await person.slash("/whoelse", words)
    [modal] = await person.slack.until(lambda: person.modals)
    return modal
