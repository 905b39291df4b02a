"""Engines with one mistake each, which the proof has to find."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.ports import NEVER, Agenda, State, Ungiven

Mistake = Callable[[Agenda], Any]


def as_it_is(agenda: Agenda) -> Agenda:
    return agenda


@dataclass(frozen=True, slots=True)
class Broken:
    agenda: Agenda

    def __getattr__(self, name: str) -> Any:
        return getattr(self.agenda, name)


class MarksTooSoon(Broken):
    """A letter is `sent` before it is."""

    def begin(self, key: str) -> bool:
        begun = self.agenda.begin(key)
        self.agenda.end(key, "sent", NEVER)
        return begun


class ReservesTooLate(Broken):
    """Whoever dies in a call leaves no trace of it."""

    def begin(self, key: str) -> bool:
        return True

    def end(self, key: str, state: State, due: datetime) -> None:
        self.agenda.begin(key)
        self.agenda.end(key, state, due)


class NeverRecovers(Broken):
    def recover(self, on: str, due: datetime) -> None:
        pass


class SaysItAnew(Broken):
    """What the dead were sending was certainly not sent."""

    def recover(self, on: str, due: datetime) -> None:
        self.agenda.recover(on, due)
        for letter in self.agenda.due_letters(on, due, 100):
            self.agenda.begin(letter.key)
            self.agenda.end(letter.key, "due", due)


class ForgetsAnswers(Broken):
    """Whoever was to be answered by the dead is not."""

    def ungiven(self, since: datetime) -> Sequence[Ungiven]:
        return ()
