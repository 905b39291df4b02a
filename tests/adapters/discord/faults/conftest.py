import os

import pytest


@pytest.fixture(autouse=True)
def nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy, which would be asked even for what is here; no token."""
    ours = ("WHOELSE_", "DISCORD_", "SLACK_", "HTTP_PROXY", "HTTPS_PROXY")
    for name in [name for name in os.environ if name.upper().startswith(ours)]:
        monkeypatch.delenv(name)
