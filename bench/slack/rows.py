"""Slack over HTTP, beside a bare Bolt app that only acknowledges."""

from collections.abc import Mapping
from functools import partial

from bench.frame import Goal, Key, Measure, Row, Subject, at_least, at_most, under
from bench.slack import heard, listened, started
from bench.slack.heard import GOOD, Size

BOLT, BEFORE = "bare Bolt", "bare Bolt, process_before_response"
MANY_WORDS, MANY = f"{BEFORE}, 40 commands", 40
ONE_WORD, DUE = "ours, one word", "ours, beside what is due"
POSTER, CLIENT = "our messages", "slack_sdk's client"
RUN, BARE = "whoelse run", "bare Bolt, started"

LOGGED = "`log sent NAME`"
OVER_BOLT = {1: 12, 8: 5, 32: 1.6}
OVER_BEFORE = {1: 0.3, 8: 0.5, 32: 0.6}


def subject(part: float) -> Subject:
    size = Size(part)

    def ours(words: str) -> Measure:
        return partial(heard.acknowledged, partial(heard.ours, words), GOOD, size)

    def bolt(mode: str, words: int = 1) -> Measure:
        serving = partial(heard.bolt, mode, words)
        return partial(heard.acknowledged, serving, b"", size)

    sides: Mapping[str, Measure] = {
        "ours": ours("all"),
        BOLT: bolt("default"),
        BEFORE: bolt("before"),
        ONE_WORD: ours("one"),
        MANY_WORDS: bolt("before", MANY),
        DUE: partial(heard.while_due, size),
        POSTER: partial(listened.told, "ours", part),
        CLIENT: partial(listened.told, "default", part),
        RUN: partial(started.ours, part),
        BARE: partial(started.bolt, part),
    }
    due = f"acknowledged while {size.due:,} fall due"
    rows = [
        *(_rate(most, BOLT, at_least(x)) for most, x in OVER_BOLT.items()),
        *(_rate(most, BEFORE, at_least(x)) for most, x in OVER_BEFORE.items()),
        _words("all words", "ours", ONE_WORD, at_least(0.95)),
        _words(f"{MANY} commands", MANY_WORDS, BEFORE),
        Row(f"{due}, p99", "ms", Key(DUE, "p99"), Key(DUE, "quiet p99"),
             under(50, "ms")),
        Row(f"{due}, p50", "ms", Key(DUE, "p50"), Key(DUE, "quiet p50")),
        *(
            Row(f"messages told over TLS, {most} in flight", "a second",
                 Key(POSTER, f"{most}"), Key(CLIENT, f"{most}"), at_least(4))
            for most in listened.AT_ONCE
        ),
        Row("started, until it listens", "ms", Key(RUN, "ready"),
             Key(BARE, "ready"), at_most(1.7)),
        Row("memory when it listens", "MB", Key(RUN, "listening"),
             Key(BARE, "listening"), under(70, "MB")),
        Row("memory held at work", "MB", Key(RUN, "held"), Key(BARE, "held"),
             under(100, "MB")),
    ]  # fmt: skip
    return Subject("slack", sides, rows)


def _rate(most: int, beside: str, goal: Goal) -> Row:
    what = f"{LOGGED} on Slack, {most} in flight"
    return Row(what, "a second", Key("ours", f"{most}"), Key(beside, f"{most}"), goal)


def _words(what: str, side: str, beside: str, goal: Goal | None = None) -> Row:
    what = f"{LOGGED} on Slack, {what}, 32 in flight"
    return Row(what, "a second", Key(side, "32"), Key(beside, "32"), goal)
