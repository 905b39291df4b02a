"""Fresh processes: how long until one listens, and what memory it holds at work."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from bench.child import Child, child, held, resident
from bench.disk import Disk
from bench.frame import Figures
from bench.slack.requests import Sender, command
from bench.slack.shared import COMMAND, SECRET, TOKEN
from bench.slack.web_api import web_api

STARTS, COMMANDS, STUDENTS = 3, 200, 20

SETTINGS = f"""
[slack]
mode = "http"
command = "{COMMAND}"
api_url = "API_URL"
port = PORT
"""
ENVIRONMENT = {
    "SLACK_BOT_TOKEN": TOKEN,
    "SLACK_SIGNING_SECRET": SECRET,
    "WHOELSE_SECRET": "a secret of the bench that is long enough",
}


class Started(NamedTuple):
    server: Child
    port: int
    ready: float  # milliseconds after its process began


Starting = Callable[[str, Path], AbstractAsyncContextManager[Started]]


def bolt(part: float, disk: Disk) -> Figures:
    return asyncio.run(_starts(_bolt, part, disk))


def ours(part: float, disk: Disk) -> Figures:
    return asyncio.run(_starts(_ours, part, disk))


async def _starts(starting: Starting, part: float, disk: Disk) -> Figures:
    """The first start is not counted: it finds nothing in the system's caches, and
    makes the data file that all others open.
    """
    file = disk.file()
    figures: dict[str, list[float]] = {"ready": [], "listening": [], "held": []}
    for nth in range(1 + (round(STARTS * part) or 1)):
        async with web_api() as url, starting(url, file) as started:
            if nth:
                figures["ready"].append(started.ready)
                figures["listening"].append(await resident(started.server))
            if nth == 1:
                at_work = await _held_at_work(started, round(COMMANDS * part) or 1)
                figures["held"].append(at_work)
    return {name: median(all) for name, all in figures.items()}


@asynccontextmanager
async def _bolt(api_url: str, file: Path) -> AsyncIterator[Started]:
    began = perf_counter()
    async with child("bench.slack.bolt", api_url, "default", 1) as server:
        port = int(await server.line())
        yield Started(server, port, (perf_counter() - began) * 1000)


@asynccontextmanager
async def _ours(api_url: str, file: Path) -> AsyncIterator[Started]:
    """`whoelse run` itself; it says that it listens, and ends by a signal."""
    port = _free_port()
    config = file.with_suffix(".toml")
    config.write_text(SETTINGS.replace("API_URL", api_url).replace("PORT", f"{port}"))
    began, args = perf_counter(), ("run", "--config", config, "--db", file)
    async with child("bot", *args, env=ENVIRONMENT) as server:
        await server.line()
        yield Started(server, port, (perf_counter() - began) * 1000)
        server.stop()


async def _held_at_work(started: Started, many: int) -> float:
    """After some commands, and after all that it loads once somebody may need it."""
    sender = Sender(started.port)
    texts = (f"add Ada Berg{n}, nurse at Mercy" for n in range(many))
    requests = (command(f"U{n % STUDENTS}", text) for n, text in enumerate(texts))
    await sender.took_each(requests, at_once=1)
    sender.close()
    return await held(started.server)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
