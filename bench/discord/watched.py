"""How long an interaction is on its way in a process, from its frame on."""

import json
from collections.abc import Iterator, Mapping
from time import perf_counter, thread_time
from typing import Any

from discord.gateway import DiscordWebSocket

from bench.watch import percentile


class Watch:
    """Only for one interaction at a time: microseconds till what was reached, by the
    clock on the wall, and by that of the processor for this thread."""

    def __init__(self) -> None:
        self._began = (0.0, 0.0)
        self._took: dict[str, list[float]] = {}

    def start(self) -> None:
        """From now on, whenever the library is handed a frame."""
        receive = DiscordWebSocket.received_message

        async def watched(socket: DiscordWebSocket, frame: Any, /) -> None:
            self._began = perf_counter(), thread_time()
            await receive(socket, frame)

        DiscordWebSocket.received_message = watched  # type: ignore[method-assign]

    def reached(self, what: str) -> None:
        """What comes afterwards is counted from here on."""
        now = perf_counter(), thread_time()
        wall, own = (end - begin for end, begin in zip(now, self._began, strict=True))
        self._took.setdefault(what, []).append(wall * 1e6)
        self._took.setdefault(f"{what}, by CPU", []).append(own * 1e6)
        self._began = now

    async def told(self, line: str) -> str:
        """What was found since the last time, as JSON."""
        took, self._took = self._took, {}
        return json.dumps(dict(_figures(took)))


def _figures(took: Mapping[str, list[float]]) -> Iterator[tuple[str, float]]:
    for what, times in took.items():
        yield f"{what}, p50", percentile(times, 50)
        yield f"{what}, p99", percentile(times, 99)
