"""Slack's own types, where they are at hand: a second opinion on every payload."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.adapters.slack.loopback.world import Check

SHARED = Path(__file__).resolve().parents[4] / "shared"


def official() -> Check | None:
    """None where they are absent; the loopback judges its limits anyhow."""
    if not (SHARED / "rig").is_dir():
        return None
    if str(SHARED) not in sys.path:
        sys.path.append(str(SHARED))
    errors: Check = import_module("rig.slack.validate").errors
    return errors


def needed() -> Check:
    """For a test that is about nothing else."""
    if (judge := official()) is None:
        pytest.skip("../shared/rig is absent, and with it Slack's official types")
    return judge
