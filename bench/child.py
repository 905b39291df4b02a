"""A process of its own, in which nothing else was measured before."""

import asyncio
import os
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial

A_LOOK = 1.0  # seconds
A_LITTLE = 0.2  # megabytes
PATIENCE = 600.0  # seconds
TO_END = 60.0  # seconds; what is on its way is awaited for 10 at most


class Child:
    def __init__(self, process: Process) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid

    async def line(self) -> str:
        """The next that it says; RuntimeError if it ended instead."""
        assert self._process.stdout
        async with asyncio.timeout(PATIENCE):
            line = await self._process.stdout.readline()
        if not line:
            _, complaint = await self._process.communicate()
            raise RuntimeError(f"it ended: {complaint.decode()}")
        return line.decode().strip()

    def tell(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n".encode())

    async def end(self) -> None:
        """By the end of its input; RuntimeError if anything broke meanwhile.

        What was measured then is worth nothing.
        """
        assert self._process.stdin
        self._process.stdin.close()
        async with asyncio.timeout(TO_END):
            _, complaint = await self._process.communicate()
        if complaint:
            raise RuntimeError(f"it complained: {complaint.decode()}")

    def stop(self) -> None:
        """By a signal: whoever does not read any input."""
        self._process.terminate()

    def kill(self) -> None:
        if self._process.returncode is None:
            self._process.kill()


@asynccontextmanager
async def child(
    module: str, *args: object, env: Mapping[str, str] | None = None
) -> AsyncIterator[Child]:
    """Of a module of Python's; no proxy stands between us and it."""
    ours = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *map(str, args)),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env={**ours, **(env or {})},
    )
    started = Child(process)
    try:
        yield started
        await started.end()
    finally:
        started.kill()


async def held(child: Child) -> float:
    """Megabytes, once they grow no more: some of it is loaded behind the scenes."""
    before, now = 0.0, await resident(child)
    while now - before > A_LITTLE:
        await asyncio.sleep(A_LOOK)
        before, now = now, await resident(child)
    return now


async def resident(child: Child) -> float:
    """As `ps` tells it in KiB everywhere."""
    command = ["ps", "-o", "rss=", "-p", str(child.pid)]
    ask = partial(subprocess.check_output, command, env={"PATH": os.defpath})
    return int(await asyncio.to_thread(ask)) * 1024 / 1e6
