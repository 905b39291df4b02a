import os

import pytest


@pytest.fixture(autouse=True)
def nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy, which Slack's library would take even for calls to itself; no token."""
    ours = ("WHOELSE_", "SLACK_", "HTTP_PROXY", "HTTPS_PROXY")
    for name in [name for name in os.environ if name.upper().startswith(ours)]:
        monkeypatch.delenv(name)
