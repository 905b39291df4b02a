"""Fresh processes: how long until one listens, and what memory it holds at work."""

import asyncio
import os
import socket
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from statistics import median
from time import perf_counter
from typing import NamedTuple

from bench.disk import Disk
from bench.frame import Figures
from bench.slack.child import Child, child
from bench.slack.requests import Sender, command
from bench.slack.shared import COMMAND, SECRET, TOKEN
from bench.slack.web_api import web_api

STARTS, COMMANDS, STUDENTS = 3, 200, 20
A_LOOK = 1.0  # seconds
A_LITTLE = 0.2  # megabytes

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


Starting = Callable[[str, Disk], AbstractAsyncContextManager[Started]]


def bolt(part: float, disk: Disk) -> Figures:
    return asyncio.run(_starts(_bolt, part, disk))


def ours(part: float, disk: Disk) -> Figures:
    return asyncio.run(_starts(_ours, part, disk))


async def _starts(starting: Starting, part: float, disk: Disk) -> Figures:
    """The first start finds nothing in the system's caches, so it is not counted."""
    ready: list[float] = []
    held = 0.0
    for nth in range(1 + (round(STARTS * part) or 1)):
        async with web_api() as url, starting(url, disk) as started:
            if nth:
                ready.append(started.ready)
            else:
                held = await _held_at_work(started, round(COMMANDS * part) or 1)
    return {"ready": median(ready), "held": held}


@asynccontextmanager
async def _bolt(api_url: str, disk: Disk) -> AsyncIterator[Started]:
    began = perf_counter()
    async with child("bench.slack.bolt", api_url, "default", 1) as server:
        port = int(await server.line())
        yield Started(server, port, (perf_counter() - began) * 1000)


@asynccontextmanager
async def _ours(api_url: str, disk: Disk) -> AsyncIterator[Started]:
    """`whoelse run` itself; it says that it listens, and ends by a signal."""
    file, port = disk.file(), _free_port()
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
    before, held = 0.0, await _held(started.server)
    while held - before > A_LITTLE:
        await asyncio.sleep(A_LOOK)
        before, held = held, await _held(started.server)
    return held


async def _held(server: Child) -> float:
    """Megabytes, as `ps` tells them in KiB everywhere."""
    command = ["ps", "-o", "rss=", "-p", str(server.pid)]
    ask = partial(subprocess.check_output, command, env={"PATH": os.defpath})
    return int(await asyncio.to_thread(ask)) * 1024 / 1e6


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
