"""The conversations of this folder go on at the core and on each platform."""

import sys
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest

from tests.adapters.slack.loopback.world import Check
from tests.parity.both import Both
from tests.parity.slack import Slack
from tests.parity.terminal import Terminal

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """slack_sdk would send calls of this very machine through one."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(params=["in words", "by command"])
def both(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Both]:
    """The core beside Slack: in direct messages, and by its slash command."""
    by_command = request.param == "by command"
    with (
        closing(Terminal(tmp_path)) as core,
        closing(Slack(tmp_path, official(), by_command=by_command)) as slack,
    ):
        both = Both(core, slack)
        yield both
        assert slack.problems == []
    both.compare_records()


def official() -> Check | None:
    """Slack's own types, where they are at hand; its limits are judged anyhow."""
    if not (SHARED / "rig").is_dir():
        return None
    if str(SHARED) not in sys.path:
        sys.path.append(str(SHARED))
    errors: Check = import_module("rig.slack.validate").errors
    return errors
