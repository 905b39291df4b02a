"""That everything is measured at all; how fast it is, no test asks."""

import asyncio
import json
from collections.abc import Iterator
from math import inf, isfinite
from pathlib import Path

import pytest
from rich.console import Console
from slack_sdk.signature import SignatureVerifier

from bench import peer
from bench.__main__ import SUBJECTS
from bench.child import child
from bench.disk import Disk
from bench.frame import (
    NONE,
    Figures,
    Goal,
    Key,
    Measure,
    Row,
    Spread,
    Subject,
    at_least,
    at_most,
    judged,
    measured,
    under,
    within,
)
from bench.report import as_json, markdown, rounds_as_json, table
from bench.slack.requests import command
from bench.slack.shared import SECRET

TINY = 0.001


def sides() -> Iterator[tuple[str, str]]:
    for name, subject in SUBJECTS.items():
        for side in subject(TINY).sides:
            yield name, side


@pytest.mark.parametrize(("name", "side"), [*sides()])
def test_every_side_gives_the_figures_that_rows_show(
    name: str, side: str, tmp_path: Path
) -> None:
    if side.startswith("APScheduler") and side != peer.IN_MEMORY:
        pytest.importorskip("sqlalchemy")
    subject = SUBJECTS[name](TINY)
    keys = [key for row in subject.rows for key in (row.ours, row.peer)]

    figures = subject.sides[side](Disk(tmp_path))

    assert {key.figure for key in keys if key.side == side} <= figures.keys()
    assert all(isfinite(figure) for figure in figures.values())


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_row_names_sides_that_are_measured(name: str) -> None:
    subject = SUBJECTS[name](TINY)
    named = {key.side for row in subject.rows for key in (row.ours, row.peer)}
    assert named == subject.sides.keys()


def rates(*figures: float) -> list[Figures]:
    """One side, round by round."""
    return [{"rate": figure} for figure in figures]


def row(goal: Goal | None = None) -> Row:
    return Row(
        "letters told", "a second", Key("ours", "rate"), Key("peer", "rate"), goal
    )


def test_sides_take_turns(tmp_path: Path) -> None:
    turns: list[str] = []

    def side(name: str) -> Measure:
        def measure(disk: Disk) -> Figures:
            turns.append(name)
            return {}

        return measure

    both = Subject("x", {"ours": side("ours"), "peer": side("peer")}, ())
    measured(both, 2, Disk(tmp_path))
    assert turns == ["ours", "peer"] * 2


def test_what_is_compared_is_of_one_round() -> None:
    rounds = {"ours": rates(10, 90, 30), "peer": rates(1, 3, 2)}
    result = judged(row(at_least(15)), rounds)
    assert (result.ours, result.ratio) == (Spread(30, 10, 90), Spread(15, 10, 30))
    assert result.is_met


@pytest.mark.parametrize(
    ("goal", "ours", "is_met"),
    [
        (at_least(5), [40, 60, 60], True),
        (at_least(5), [60, 40, 40], False),
        (at_most(5), [40, 60, 40], True),
        (at_most(5), [60, 40, 60], False),
        (under(20, "ms"), [30, 10, 20], True),
        (under(20, "ms"), [30, 10, 21], False),
        (within(50, "ms"), [60, 60, 90], True),
        (within(50, "ms"), [61, 61, 0], False),
        (NONE, [0, 0, 0], True),
        (NONE, [0, 0, 1], False),
    ],
)
def test_a_goal_is_judged_by_the_median_and_what_may_never_be_by_all_rounds(
    goal: Goal, ours: list[float], is_met: bool
) -> None:
    rounds = {"ours": rates(*ours), "peer": rates(10, 10, 10)}
    assert judged(row(goal), rounds).is_met is is_met


def test_the_screen_and_the_docs_show_the_same() -> None:
    rounds = {"ours": rates(12345.6), "peer": rates(0.0123456)}
    told = as_json(judged(row(under(20, "ms")), rounds))
    console = Console(width=200)
    with console.capture() as shown:
        console.print(table([told]))
    kept = {"machine": {"sqlite": "3.40"}, "rounds": 5, "rows": [told]}
    page = markdown(json.loads(json.dumps(kept)))

    assert "Measured on: sqlite: 3.40." in page
    for words in ("letters told (a second)", "12,350", "0.0123", "under 20 ms", "MISS"):
        assert words in shown.get()
        assert words in page


def test_what_stands_beside_nothing_has_no_ratio() -> None:
    result = judged(row(), {"ours": rates(1), "peer": rates(0)})
    assert result.ratio == Spread(inf, inf, inf)
    assert as_json(result)["ratio"] == [None, None, None]


def test_all_rounds_are_kept() -> None:
    rounds = {"ours": rates(1.23456, 2)}
    assert rounds_as_json(rounds) == {"ours": {"rate": [1.235, 2]}}


def test_a_command_is_signed_as_slack_signs_it_and_is_another_each_time() -> None:
    one, other = command("U1", "log sent Ada Berg"), command("U1", "log sent Ada Berg")
    head, body = one.decode().split("\r\n\r\n")
    lines = (line.split(": ", 1) for line in head.splitlines()[1:])
    assert SignatureVerifier(SECRET).is_valid_request(body, dict(lines))
    assert one != other


def test_what_breaks_in_a_process_of_its_own_is_no_figure() -> None:
    async def broken() -> None:
        async with child("bench.slack.said", "nobody", "", 1, 1) as one:
            await one.line()

    with pytest.raises(RuntimeError, match="KeyError: 'nobody'"):
        asyncio.run(broken())
