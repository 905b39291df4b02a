"""A platform that outlives the bot, since all it knows stands in a file of its own."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from adapters.console.render import Sheet, text_of
from bot.effects import Answer, Redraw, Reply
from bot.engine.delivery import REPEAT
from bot.errors import NotSent
from bot.events import Said
from bot.records import Place
from bot.views import View

Passing = Callable[[str], None]

Knows = Literal["nonces", "history", "neither"]
KNOWS: Sequence[Knows] = ("nonces", "history", "neither")

SHEET = Sheet("America/New_York", 10_000)


@dataclass(frozen=True, slots=True)
class Platform:
    """What it knows is either each nonce it heard, or all it heard, or neither.

    `redelivers` an event until it is acknowledged, as Slack does; else each comes once,
    as Discord's interactions do. A `deaf` one takes no answers, but it takes letters.
    """

    knows: Knows = "neither"
    redelivers: bool = True
    deaf: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    place: str
    text: str
    is_repeat: bool  # or may be one, as it says itself


class FolderPlatform:
    """`passing` is told which point the bot has come to."""

    def __init__(self, platform: Platform, folder: Path, passing: Passing) -> None:
        self._platform = platform
        self._file = folder / "platform.jsonl"
        self._passing = passing

    async def post(self, place: Place, view: View, nonce: str) -> None:
        self._passing("calling")
        self._hear(place, view, nonce)
        self._passing("called")

    async def arrived(self, place: Place, nonce: str) -> bool | None:
        match self._platform.knows:
            case "nonces":
                return False
            case "history":
                return self._heard(nonce)
            case "neither":
                return None

    async def answer(self, said: Said, effect: Answer, nonce: str) -> None:
        self._passing("answering")
        if self._platform.deaf:
            raise NotSent("deaf")
        assert isinstance(effect, Reply | Redraw), "a form that nobody can open"
        self._hear(said.where, effect.view, nonce)
        self._passing("answered")

    def still_to_come(self, events: Sequence[Said]) -> Iterator[tuple[Said, "Voice"]]:
        """What it delivers, after what an earlier bot heard of it."""
        mark = "acknowledged" if self._platform.redelivers else "delivered"
        done = set(self._lines(mark))
        for said in events:
            if said.id not in done:
                yield said, Voice(self, said)

    def delivered(self, said: Said) -> None:
        self._write("delivered", said.id)

    def acknowledged(self, said: Said) -> None:
        self._write("acknowledged", said.id)

    def everything(self) -> list[Heard]:
        """What people saw, in order."""
        return [Heard(place, *_read(text)) for _, place, text in self._lines("heard")]

    def _hear(self, place: Place, view: View, nonce: str) -> None:
        if not (self._platform.knows == "nonces" and self._heard(nonce)):
            self._write("heard", [nonce, place.id, text_of(view, SHEET)])

    def _heard(self, nonce: str) -> bool:
        return any(known == nonce for known, _, _ in self._lines("heard"))

    def _write(self, what: str, of: object) -> None:
        """By one call, so that a bot that is killed leaves no half of a line."""
        line = json.dumps([what, of]) + "\n"
        file = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(file, line.encode())
        os.close(file)

    def _lines(self, of: str) -> list[Any]:
        if not self._file.exists():
            return []
        lines = map(json.loads, self._file.read_text().splitlines())
        return [value for what, value in lines if what == of]


@dataclass(frozen=True, slots=True)
class Voice:
    """Answers one event."""

    platform: FolderPlatform
    said: Said

    async def answer(self, effect: Answer, nonce: str) -> None:
        await self.platform.answer(self.said, effect, nonce)


def _read(text: str) -> tuple[str, bool]:
    """Without the line that says it may be a repeat, and whether there was one."""
    first, _, rest = text.partition("\n")
    return (rest.lstrip("\n"), True) if first == REPEAT else (text, False)
