"""The conversations of this folder go on at the core and on each platform."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from tests.adapters.discord import house as discord
from tests.adapters.slack import official as slack
from tests.parity.both import Both
from tests.parity.discord import Discord
from tests.parity.face import Face
from tests.parity.slack import Slack
from tests.parity.terminal import Terminal


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """slack_sdk would send calls of this very machine through one."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


FACES: Mapping[str, Callable[[Path, bool], Face]] = {
    "slack": lambda folder, by_command: Slack(
        folder, slack.official(), by_command=by_command
    ),
    "discord": lambda folder, by_command: Discord(
        folder, discord.official(), by_command=by_command
    ),
}


@pytest.fixture(params=FACES)
def platform(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["in words", "by command"])
def both(
    tmp_path: Path, platform: str, request: pytest.FixtureRequest
) -> Iterator[Both]:
    """The core beside a platform: in direct messages, and by its slash command."""
    by_command = request.param == "by command"
    with (
        closing(Terminal(tmp_path)) as core,
        closing(FACES[platform](tmp_path, by_command)) as face,
    ):
        both = Both(core, face)
        yield both
        assert face.problems == []
    both.compare_records()
