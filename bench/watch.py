"""Watches of all kinds: how long, how often, how late."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from time import perf_counter, process_time

A_TICK = 0.001  # seconds


class Rate:
    """How many a second, by the clock on the wall and by the CPU's."""

    def __init__(self) -> None:
        self._wall = self._cpu = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        wall, cpu = perf_counter(), process_time()
        yield
        self._wall, self._cpu = perf_counter() - wall, process_time() - cpu

    def of(self, many: int, figure: str) -> dict[str, float]:
        return {figure: many / self._wall, f"{figure}, by CPU": many / self._cpu}


@asynccontextmanager
async def lateness() -> AsyncIterator[list[float]]:
    """By how many ms the loop was late, each time something was to be done in 1 ms."""
    late: list[float] = []

    async def tick() -> None:
        while True:
            due = perf_counter() + A_TICK
            await asyncio.sleep(A_TICK)
            late.append((perf_counter() - due) * 1000)

    ticking = asyncio.create_task(tick())
    try:
        yield late
    finally:
        ticking.cancel()


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many of a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * percent / 100), len(ordered) - 1)]
