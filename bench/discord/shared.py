"""What the bots and whoever plays Discord know of each other."""

import asyncio
import sys
from collections.abc import Awaitable, Callable

APP, TOKEN = "1000000000000000001", "a.token-of.the-bench"
COMMAND, WORD = "whoelse", "log"


async def asked(answers: Callable[[str], Awaitable[str]]) -> None:
    """A line for each line of the input, till that ends."""
    while line := await asyncio.to_thread(sys.stdin.readline):
        say(await answers(line.strip()))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
