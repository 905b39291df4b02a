"""What was measured: as JSON, and that as a table on the screen or in the docs."""

import os
import platform
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from math import isfinite
from statistics import median
from typing import Any

from rich.table import Table

from bench.disk import Disk, fsync_took
from bench.frame import Result, Rounds, Spread

Plain = Mapping[str, Any]
Spreads = Sequence[float | None]

HEAD = ("", "ours", "beside", "", "ratio", "goal", "")
MET = {True: "met", False: "MISSED", None: ""}


def machine(disk: Disk) -> Plain:
    """What the figures depend on."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "ms to the disk and back": _rounded(median(fsync_took(disk.file())) * 1000),
    }


def as_json(result: Result) -> Plain:
    """A row; each of its figures is the median, the least and the most."""
    row = result.row
    return {
        "what": row.what,
        "unit": row.unit,
        "side": row.ours.side,
        "ours": _plain(result.ours),
        "beside": row.peer.side,
        "theirs": _plain(result.peer),
        "ratio": _plain(result.ratio),
        "goal": row.goal and row.goal.says,
        "met": result.is_met,
    }


def rounds_as_json(rounds: Rounds) -> Plain:
    """All that was measured, also what no row shows: rates by CPU."""
    return {
        side: {name: [_rounded(figures[name]) for figures in one] for name in one[0]}
        for side, one in rounds.items()
    }


def table(rows: Iterable[Plain]) -> Table:
    drawn = Table(*HEAD)
    for row in rows:
        drawn.add_row(*_cells(row))
    return drawn


def markdown(kept: Plain) -> str:
    """What `python -m bench` kept, for the docs."""
    facts = ", ".join(f"{name}: {fact}" for name, fact in kept["machine"].items())
    lines = [HEAD, ["---"] * len(HEAD), *map(_cells, kept["rows"])]
    rounds = f"Medians of {kept['rounds']} rounds, and in brackets the least and most."
    drawn = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return f"{drawn}\n\n{rounds} Measured on: {facts}."


def _cells(row: Plain) -> Sequence[str]:
    return (
        f"{row['what']} ({row['unit']})",
        _shown(row["ours"]),
        row["beside"],
        _shown(row["theirs"]),
        _shown(row["ratio"], "x"),
        row["goal"] or "",
        MET[row["met"]],
    )


def _shown(spread: Spreads, unit: str = "") -> str:
    known = [_short(value) for value in spread if value is not None]
    if len(known) < len(spread):
        return "-"
    middle, least, most = known
    return f"{middle}{unit} ({least}-{most})"


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _plain(spread: Spread) -> Spreads:
    """JSON knows no infinity."""
    return [_rounded(value) if isfinite(value) else None for value in spread]


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")
