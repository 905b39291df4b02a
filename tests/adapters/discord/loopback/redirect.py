"""How discord.py, which has its addresses in class attributes, is led here.

Each `with` holds for the tasks that begin within it, so that several clients can be on
several Discords at a time; who begins elsewhere is on the one redirected to last.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.adapters.discord.loopback.loopback import Discord

_here: ContextVar[Discord | None] = ContextVar("_here", default=None)
_open: list[Discord] = []


class Address:
    """Read from a class, it is that of the Discord which the reader is on."""

    def __init__(self, real: Any, is_api: bool) -> None:
        self.real, self.is_api = real, is_api

    def __get__(self, instance: object, owner: type) -> Any:
        here = _here.get()
        if here not in _open:
            here = _open[-1] if _open else None
        if here is None:
            return self.real
        return here.api_url if self.is_api else yarl.URL(here.gateway_url)


@contextmanager
def redirected(discord: Discord) -> Iterator[Discord]:
    """discord.py is on this Discord; its files and its clients stay as they are."""
    _install()
    _open.append(discord)
    before = _here.get()
    _here.set(discord)
    try:
        yield discord
    finally:
        _here.set(before)  # not by its token: a fixture ends in another context
        _open.remove(discord)


def _install() -> None:
    if not isinstance(vars(Route)["BASE"], Address):
        real = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
        Route.BASE = Address(real[0], True)  # type: ignore[assignment]
        DiscordWebSocket.DEFAULT_GATEWAY = Address(real[1], False)  # type: ignore[assignment]
