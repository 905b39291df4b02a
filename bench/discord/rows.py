"""Discord, beside a bare discord.py bot that only answers."""

from collections.abc import Mapping
from functools import partial

from bench.discord import heard, started
from bench.frame import Goal, Key, Measure, Row, Subject, at_most, under

BARE, DISK = "bare discord.py", "the disk"
RUN, STARTED = "whoelse run", "bare discord.py, started"
BOTH = "whoelse run, with Slack"


def subject(part: float) -> Subject:
    sides: Mapping[str, Measure] = {
        "ours": partial(heard.on_the_way, heard.ours, "You asked", part),
        BARE: partial(heard.on_the_way, heard.bare, "Noted", part),
        DISK: partial(heard.committed, part),
        RUN: partial(started.ours, part),
        STARTED: partial(started.bare, part),
        BOTH: partial(started.both, part),
    }
    rows = [
        _row("cost till it is handed over", "us of CPU", "handed over, by CPU, p50",
             BARE, goal=at_most(2)),
        _row("handed over, p50", "us", "handed over, p50", BARE),
        _row("handed over, p99", "us", "handed over, p99", BARE),
        _row("decided and committed, p50", "us", "committed, p50", DISK),
        _row("decided and committed, p99", "us", "committed, p99", DISK),
        _row("answered, p50", "ms", "answered, p50", BARE),
        Row("started, until it is ready on Discord", "ms",
            Key(RUN, "ready"), Key(STARTED, "ready"), at_most(1.7)),
        Row("memory held when ready on Discord", "MB",
            Key(RUN, "held"), Key(STARTED, "held"), under(70, "MB")),
        Row("memory held when ready on both platforms", "MB",
            Key(BOTH, "held"), Key(STARTED, "held"), under(80, "MB")),
        Row("memory held in use on Discord", "MB",
            Key(RUN, "in use"), Key(STARTED, "in use"), under(100, "MB")),
        Row("memory held in use on both platforms", "MB",
            Key(BOTH, "in use"), Key(STARTED, "in use"), under(100, "MB")),
    ]  # fmt: skip
    return Subject("discord", sides, rows)


def _row(
    what: str, unit: str, figure: str, beside: str, goal: Goal | None = None
) -> Row:
    """The disk has figures of the same names, of its own commits."""
    keys = Key("ours", figure), Key(beside, figure)
    return Row(f"`/whoelse log` on Discord, {what}", unit, *keys, goal)
