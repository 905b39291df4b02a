"""Gathers what the proofs counted, and shows it under the results.

`make prove` writes it down too, for docs/reliability.md to quote; what is proved alone
changes its own line.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from tests.proofs.scale import PROVING

KEPT = Path(__file__).parents[2] / "docs" / "proofs.json"

Figures = Mapping[str, int | float]
Tally = Callable[..., None]


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Tally:
    """`tally("kills", killed=1, lost=0)`: whole numbers of one name are added up, and
    of fractions (milliseconds, megabytes) the highest is kept.
    """

    def note(proof: str, **figures: float) -> None:
        record_property("proof", (proof, figures))

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
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
    if PROVING and proofs:
        known = json.loads(KEPT.read_text()) if KEPT.exists() else {}
        KEPT.write_text(json.dumps(known | proofs, indent=2, sort_keys=True) + "\n")


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
