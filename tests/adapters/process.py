"""`whoelse run` as an operator starts it, in a process of its own."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds: a process starts when the machine lets it


@asynccontextmanager
async def started(
    folder: Path, environ: Mapping[str, str], config: str
) -> AsyncIterator[Process]:
    (folder / "config.toml").write_text(f'database = "whoelse.db"\n{config}')
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@asynccontextmanager
async def running(
    folder: Path, environ: Mapping[str, str], config: str, on: str
) -> AsyncIterator[Process]:
    """As soon as it says that it is."""
    async with started(folder, environ, config) as process:
        assert process.stdout
        async with asyncio.timeout(PATIENCE):
            said = await process.stdout.readline()
        if said.decode() != f"Who Else is running on {on}. Ctrl-C stops it.\n":
            raise AssertionError((await process.communicate())[1].decode())
        yield process


async def ended(process: Process) -> tuple[int, str]:
    """Its exit code, and what it said as an error."""
    async with asyncio.timeout(PATIENCE):
        _, errors = await process.communicate()
    return process.returncode or 0, errors.decode()


def is_a_sentence(errors: str) -> bool:
    return "Traceback" not in errors and "canary" not in errors and len(errors) < 500
