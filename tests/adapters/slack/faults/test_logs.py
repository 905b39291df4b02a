"""What the log never holds, at any level: what people typed, who they are, a token."""

import logging
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.slack.faults.house import Mode, at_home, came_in, opened_by, said
from tests.adapters.slack.loopback import Slack

pytestmark = pytest.mark.asyncio

CANARY = "Canarina"
LIBRARIES = ("", "slack_bolt", "slack_sdk", "aiohttp", "asyncio", "apscheduler")


@pytest.fixture(autouse=True)
def all_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    for name in LIBRARIES:
        caplog.set_level(logging.DEBUG, name)


def secrets(slack: Slack) -> list[str]:
    return [slack.token, slack.app.token, slack.app.signing_secret, "Authorization"]


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_a_day_of_use_and_of_faults_leaves_nothing_in_the_log(
    tmp_path: Path, mode: Mode, caplog: pytest.LogCaptureFixture
) -> None:
    async with at_home(tmp_path, mode) as house:
        slack = house.slack
        ana = await came_in(house, f"Ana {CANARY}")
        await said(ana, f"add {CANARY} Nair, nurse at Mercy", CANARY)
        faults: list[dict[str, Any]] = [{"status": 500}, {"status": 429}]
        for fault in [*faults, {"error": "is_archived"}]:
            slack.fail_next("chat.postMessage", **fault)
            await ana.say(f"add {CANARY} {len(fault)}, nurse")
            slack.fail_next("users.info", **fault)
            slack.fail_next("views.publish", **fault)
            slack.fail_next("files.download", **fault)
            slack.fail_next("response_url", **fault)
            await ana.open_home()
            await ana.upload("people.csv", f"name\n{CANARY} Two\n".encode())
            await house.later(hours=2)
        await opened_by(ana, "remind me")
        await ana.submit({"text": CANARY, "when": "blue"})
        slack.fail_next("views.open", error="expired_trigger_id")
        await ana.slash("/whoelse", f"write {CANARY}")
        await house.later(hours=2)
        await slack.deliver("events_api", {"type": "odd", "canary": CANARY})
        if mode == "http":
            payload = {"type": "event_callback", "text": CANARY, "event": CANARY}
            await slack.forge("events_api", payload, secret="another")
            await slack.forge("slash_commands", {"text": CANARY}, timestamp="odd")
    assert len(caplog.records) > 5
    for record in caplog.records:
        line = f"{record.getMessage()} {record.exc_text or ''}"
        assert CANARY not in line, record
        assert not any(secret in line for secret in secrets(slack)), record
