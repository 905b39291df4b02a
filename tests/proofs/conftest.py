"""Gathers what the proofs counted, and shows it under the results.

`make prove` writes it down too, for docs/reliability.md to quote; what is proved alone
changes its own line.
"""

import json
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.proofs.scale import PROVING

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "proofs.json"

Figures = Mapping[str, int | float]
Tally = Callable[..., None]


def commit() -> str:
    """What is measured here; empty if a file differs from it, or git knows of none.

    What was proved before is written down beside, and makes no difference.
    """
    try:
        changed = _git(
            "status", "--porcelain", "--", ".", f":!{KEPT.relative_to(ROOT)}"
        )
        return "" if changed else _git("rev-parse", "--short", "HEAD")
    except (OSError, subprocess.CalledProcessError):
        return ""


def _git(*words: str) -> str:
    done = subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


COMMIT = commit() if PROVING else ""
"""When it began: somebody may write on while hours of it pass."""


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Tally:
    """`tally("kills", killed=1, lost=0)`: whole numbers of one name are added up, and
    of fractions (milliseconds, megabytes) the highest is kept.
    """

    def note(proof: str, **figures: float) -> None:
        record_property("proof", (proof, figures))

    return note


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int
) -> None:
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports(
        "failed"
    )
    noted = [
        value
        for report in reports
        for name, value in report.user_properties
        if name == "proof"
    ]
    proofs = gathered(noted)
    for proof, figures in proofs.items():
        told = ", ".join(f"{shown(n)} {name}" for name, n in figures.items())
        terminalreporter.write_line(f"{proof}: {told}")
    if PROVING and proofs and exitstatus == pytest.ExitCode.OK:
        known = json.loads(KEPT.read_text()) if KEPT.exists() else {}
        lines = known | dated(proofs, COMMIT if commit() == COMMIT else "")
        KEPT.write_text(json.dumps(lines, indent=2, sort_keys=True) + "\n")


def dated(proofs: Mapping[str, Figures], on: str) -> dict[str, dict[str, object]]:
    """As each is kept: its figures, the day, and the commit if there is one."""
    when = {"date": f"{datetime.now(UTC):%Y-%m-%d}", **({"commit": on} if on else {})}
    return {proof: {"counted": figures, **when} for proof, figures in proofs.items()}


def gathered(noted: Iterable[tuple[str, Figures]]) -> dict[str, dict[str, float]]:
    proofs: dict[str, dict[str, float]] = defaultdict(dict)
    for proof, figures in sorted(noted, key=lambda one: one[0]):
        known = proofs[proof]
        for name, figure in figures.items():
            if isinstance(figure, int):
                known[name] = known.get(name, 0) + figure
            else:
                known[name] = round(max(known.get(name, 0.0), figure), 2)
    return dict(proofs)


def shown(figure: float) -> str:
    return f"{figure:,}"
