"""What comes more than once, while it is done or soon after, is done once."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

MOST = 1_000  # of those that came last

T = TypeVar("T")


class Once(Generic[T]):
    """Over a restart nothing of it is known: for what has no id that would last."""

    def __init__(self) -> None:
        self._begun: OrderedDict[str, asyncio.Task[T]] = OrderedDict()

    def __call__(
        self, key: str, start: Callable[[], asyncio.Task[T]]
    ) -> asyncio.Task[T]:
        """Shield it, if whoever waits for it may be cancelled."""
        if key not in self._begun:
            self._begun[key] = task = start()
            task.add_done_callback(lambda done: self._forget_broken(key, done))
            if len(self._begun) > MOST:
                self._begun.popitem(last=False)
        return self._begun[key]

    def forget(self, key: str) -> None:
        """The next that comes is another."""
        self._begun.pop(key, None)

    def _forget_broken(self, key: str, done: asyncio.Task[T]) -> None:
        if done.cancelled() or done.exception():
            self.forget(key)
