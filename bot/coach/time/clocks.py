"""Times of day in words: "3:30pm", "quarter to 5", "16h", "8 in the morning".

A time is minutes after midnight; 1440 is the midnight that ends the day.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.coach.time.almanac import WEEKDAYS
from bot.patterns import compiled

NOON, MIDNIGHT = 12 * 60, 24 * 60
END_OF_WORK = 17 * 60
_NAMED = {"noon": (NOON,), "midnight": (0, MIDNIGHT), "eod": (END_OF_WORK,)}

_START, _END = r"(?<![\w:./+-])(?:at )?", r"(?![\w:/-]|\.\d)"
_HOUR, _MINUTE, _HALF = (
    r"(?P<hour>\d{1,2})", r"(?P<minute>[0-5]\d)", "(?P<half>am|pm)",
)  # fmt: skip
_FORMS = tuple(
    f"{_START}{form}{_END}"
    for form in (
        rf"(?P<shift>half|quarter|\d{{1,2}})(?: minutes)? (?P<way>past|after|to|till) "
        rf"{_HOUR}{_HALF}?",
        rf"(?P<way>half) {_HOUR}{_HALF}?",
        rf"{_HOUR}(?:[:.]{_MINUTE})?{_HALF}",
        rf"{_HOUR}:{_MINUTE}(?::\d\d)?",
        rf"{_HOUR}h{_MINUTE}",
        r"(?P<hour>1[3-9]|2[0-3]) ?h",
        r"(?P<hour>1[3-9]|2[0-3])\.(?P<minute>00|1[3-9]|[2-5]\d)",  # no day and month
        rf"{_HOUR} oclock",
        rf"(?P<hour>\d\d){_MINUTE} hours",
        rf"(?P<hour>0\d){_MINUTE}",
        rf"(?<=at )(?P<hour>\d\d){_MINUTE}",
        rf"(?<=at ){_HOUR}(?:\.{_MINUTE})?",
        "(?P<named>noon|midnight|eod)",
    )
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: from when to when, and the times that stand for it.

    The first of them is meant, unless it is over.
    """

    start: int
    end: int
    usual: tuple[int, ...]


_PARTS: Mapping[str, Part] = {
    "morning": Part(0, NOON - 1, (9 * 60,)),
    "afternoon": Part(NOON, 18 * 60 - 1, (14 * 60,)),
    "evening": Part(16 * 60, MIDNIGHT - 1, (18 * 60,)),
    "night": Part(18 * 60, MIDNIGHT, (20 * 60,)),
}
_PART = re.compile(rf"(?:\b(?:in|at) )?\b({'|'.join(_PARTS)})\b")
_DAY = "|".join(("today", "tomorrow", *WEEKDAYS))
_HOUR_OF_PART = (
    (re.compile(rf"(^|\b(?:{_DAY}) )(?=\d{{1,2}} (?:(?:{_DAY}) )?~)"), r"\1at "),
    (re.compile(rf"(~ )(?=\d{{1,2}}(?: (?:{_DAY})\b|$))"), r"\1at "),
)


@dataclass(frozen=True, slots=True)
class Clock:
    """The times that are meant, of which a bare "at 3" has two, and the words around.

    `part` is set where a part of the day was all that was said.
    """

    times: tuple[int, ...]
    before: str
    after: str
    part: Part | None = None

    def sensible(self) -> tuple[int, ...]:
        """Only those of the day from nine to one, if there are any: "at 10".

        "Half nine" is one of two that are an hour apart, and is both of them here too.
        """
        usual = {t for t in self.times if 9 * 60 <= t < 13 * 60}
        beside = {t + apart for t in usual for apart in (-60, 0, 60)}
        return tuple(t for t in self.times if t in beside) or self.times


def find_clock(words: str) -> Clock | None:
    """The time of day among plain words; without times if they contradict each other.

    >>> find_clock("friday at 3")
    Clock(times=(180, 900), before='friday ', after='', part=None)
    """
    named = _PART.search(words)
    part = _PARTS[named[1]] if named else None
    if named:
        words = _with_hour(f"{words[: named.start()]}~{words[named.end() :]}")
    for form in _FORMS:
        if found := compiled(form).search(words):
            before, after = words[: found.start()], words[found.end() :]
            times = _within(part, _times(found))
            return Clock(times, before.replace("~", ""), after.replace("~", ""))
    if part is None:
        return None
    before, after = words.split("~")
    return Clock(part.usual[:1], before, after, part)


def _with_hour(words: str) -> str:
    """A number beside a part of the day is an hour: "8 ~" becomes "at 8 ~"."""
    for pattern, instead in _HOUR_OF_PART:
        words = pattern.sub(instead, words)
    return words


def _within(part: Part | None, times: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(t for t in times if part is None or part.start <= t <= part.end)


def _times(found: re.Match[str]) -> tuple[int, ...]:
    said = found.groupdict("")
    if name := said.get("named"):
        return _NAMED[name]
    if said.get("way") == "half":  # after it in England, before it in Germany
        hours = _hours(said["hour"], said["half"])
        return tuple(sorted((h * 60 + m) % MIDNIGHT for h in hours for m in (-30, 30)))
    minute = int(said.get("minute") or 0) + _shift(said)
    return tuple(h * 60 + minute for h in _hours(said["hour"], said.get("half", "")))


def _shift(said: Mapping[str, str]) -> int:
    shift = said.get("shift", "0")
    minutes = {"half": 30, "quarter": 15}.get(shift) or int(shift)
    return -minutes if said.get("way") in ("to", "till") else minutes


def _hours(said: str, half: str) -> tuple[int, ...]:
    """Two for a bare hour of the twelve; none for what is no hour."""
    hour = int(said)
    if half and 0 < hour <= 12:
        return (hour % 12 + 12 * (half == "pm"),)
    if hour > 23 or half == "am" or (half and not hour):
        return ()
    if hour > 12 or said.startswith("0"):
        return (hour,)
    return (12, 24) if hour == 12 else (hour, hour + 12)
