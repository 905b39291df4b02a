"""One conversation that goes on in two places, and is the same in both at each step."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from difflib import unified_diff
from pprint import pformat
from typing import TypeVar
from zoneinfo import ZoneInfo

from tests.parity.face import ANA, Face, Who
from tests.parity.shown import Shown
from tests.parity.tables import tables
from tests.talk import MONDAY

T = TypeVar("T")


class Both:
    """Each step gives what was shown, the same in both places."""

    def __init__(self, one: Face, other: Face) -> None:
        self._one, self._other = one, other
        self._now = MONDAY

    def say(self, text: str, who: Who = ANA) -> Shown:
        return self._same(lambda face: face.say(text, who))

    def press(self, label: str, who: Who = ANA) -> Shown:
        return self._same(lambda face: face.press(label, who))

    def answer(self, given: Mapping[str, str], who: Who = ANA) -> Shown:
        return self._same(lambda face: face.answer(given, who))

    def leave(self, who: Who = ANA) -> None:
        self._same(lambda face: face.leave(who))

    def upload(self, name: str, content: bytes, who: Who = ANA) -> Shown:
        return self._same(lambda face: face.upload(name, content, who))

    def home(self, who: Who = ANA) -> Shown:
        return self._same(lambda face: face.home(who))

    def wait(self, **span: float) -> Mapping[str, Shown]:
        """By their names, what everybody hears meanwhile."""
        passed = timedelta(**span)
        self._now += passed
        return self._same(lambda face: face.wait(passed))

    def at(self, wall: str) -> Mapping[str, Shown]:
        """The same, till that moment on Ana's wall: "2026-11-19 14:10"."""
        moment = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(ANA.zone))
        return self.wait(seconds=(moment - self._now).total_seconds())

    def compare_records(self) -> None:
        """At the end, when both are closed."""
        one, other = tables(self._one.file), tables(self._other.file)
        assert one.keys() == other.keys()
        for name in one:
            differences = compared(one[name], other[name])
            assert not differences, f"{name}\n{differences}"

    def _same(self, step: Callable[[Face], T]) -> T:
        shown = step(self._one)
        assert not (differences := compared(shown, step(self._other))), differences
        return shown


def compared(one: object, other: object) -> str:
    """What differs, line by line; empty where nothing does."""
    if one == other:
        return ""
    before, after = (pformat(each).split("\n") for each in (one, other))
    return "\n".join(unified_diff(before, after, lineterm="", n=2))
