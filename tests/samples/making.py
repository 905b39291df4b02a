"""The students' plans and messages, made from students.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.coach.check import Finding, check
from bot.coach.compose import Composed, compose
from bot.coach.context import read_channel, read_kind, read_situation
from bot.coach.questions.agenda import Plan
from bot.coach.questions.plan import make_plan
from bot.coach.questions.wish import Wish
from bot.coach.situation import Channel, Kind, Situation

STUDENTS = Path(__file__).parent / "students.toml"
NOW = "2026-11-17T10:00-05:00"  # a Tuesday


@dataclass(frozen=True, slots=True)
class Planned:
    who: str
    wish: Wish
    plan: Plan


@dataclass(frozen=True, slots=True)
class Written:
    """A message; `findings` are there for a full one, which is ready to be sent."""

    who: str
    kind: Kind
    channel: Channel
    voice: str
    shape: str
    known: Situation
    made: Composed
    findings: tuple[Finding, ...]


def plans(file: Path = STUDENTS) -> Iterator[Planned]:
    for entry in tomllib.loads(file.read_text("utf-8")).get("plan", ()):
        who, know = entry.pop("who"), tuple(entry.pop("know", ()))
        wish = Wish(know=know, **entry)
        yield Planned(who, wish, make_plan(wish))


def messages(file: Path = STUDENTS) -> Iterator[Written]:
    for entry in tomllib.loads(file.read_text("utf-8")).get("message", ()):
        yield _written(entry)


def _written(entry: Mapping[str, Any]) -> Written:
    kind, channel = read_kind(entry["kind"]), read_channel(entry["channel"])
    known = read_situation({"now": NOW, **entry["known"]})
    known = replace(known, **entry.get("also", {}))
    voice, shape = entry.get("voice", "plain"), entry.get("shape", "full")
    made = compose(kind, channel, known, voice=voice, shape=shape)
    subject = made.subject if channel == "email" else None
    full = made.text and shape == "full"
    findings = check(kind, channel, made.text, known, subject) if full else ()
    return Written(entry["who"], kind, channel, voice, shape, known, made, findings)
