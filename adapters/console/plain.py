"""The plain face: a line in, plain text out; for pipes, scripts and screen readers."""

import asyncio
import os
from collections.abc import Iterable
from contextlib import suppress
from threading import Thread
from typing import TextIO

from adapters.console.chat import Chat
from adapters.console.text import Line, plain
from adapters.text import on_one_line

WIDTH = 80
NARROWEST, WIDEST = 20, 100  # columns; longer lines are hard to read
PROMPT = "> "


class Plain:
    """With `echo`, what is heard stands in the output too, as in a transcript."""

    def __init__(self, source: TextIO, out: TextIO, echo: bool = False) -> None:
        self._source = source
        self._out = out
        self._echo = echo
        self._prompt = PROMPT if source.isatty() else ""
        self._waits = False
        self._gone: OSError | None = None

    @property
    def width(self) -> int:
        if not self._out.isatty():
            return WIDTH
        columns = os.get_terminal_size(self._out.fileno()).columns or WIDTH
        return min(max(columns, NARROWEST), WIDEST)

    def show(self, lines: Iterable[Line]) -> None:
        """A reminder that comes while somebody types leaves them a new prompt."""
        text = "\n".join(map(plain, lines))
        prompt = self._prompt if self._waits else ""
        self._write(f"\n{text}\n{prompt}" if prompt else f"{text}\n")

    async def run(self, chat: Chat) -> None:
        """Until `:quit`, or the end of input. An OSError if nobody can be shown it."""
        await chat.begin()
        if self._prompt:
            chat.explain()
        while not self._gone and (line := await self._line()):
            if self._echo:
                self._write(f"{PROMPT}{on_one_line(line).rstrip()}\n")
            if not await chat.hear(line.removesuffix("\n")):
                break
        else:
            self._write("\n" if self._prompt else "")
        if self._gone:
            raise self._gone

    async def _line(self) -> str:
        """With its line end; empty when there is no more."""
        self._write(self._prompt)
        self._waits = True
        try:
            return await _read(self._source)
        finally:
            self._waits = False

    def _write(self, text: str) -> None:
        """That the output is gone is no fault of whoever calls; `run` ends for it."""
        try:
            self._out.write(text)
            self._out.flush()
        except OSError as error:
            self._gone = error


async def _read(source: TextIO) -> str:
    """In a daemon thread: whoever waits for a keyboard must not hold up the end."""
    loop = asyncio.get_running_loop()
    line: asyncio.Future[str] = loop.create_future()

    def read() -> None:
        typed = ""
        with suppress(OSError, ValueError):  # gone, or closed: there is no more
            typed = source.readline()
        with suppress(RuntimeError):  # the chat ended meanwhile, and its loop with it
            loop.call_soon_threadsafe(heard, typed)

    def heard(typed: str) -> None:
        if not line.done():
            line.set_result(typed)

    Thread(target=read, daemon=True).start()
    return await line
