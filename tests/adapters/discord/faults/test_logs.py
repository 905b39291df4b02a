"""What the log never holds, at any level: what people typed, who they are, a token."""

import logging
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.discord.house import MESSAGE, RESPONSE, at_home, came_in, said

pytestmark = pytest.mark.asyncio

CANARY = "Canarina"
OURS = ("", "adapters", "bot", "asyncio", "apscheduler")


@pytest.fixture(autouse=True)
def all_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Of the library only errors are: its other lines hold what people say."""
    for name in OURS:
        caplog.set_level(logging.DEBUG, name)


async def test_a_day_of_use_and_of_faults_leaves_nothing_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with at_home(tmp_path) as house:
        discord = house.discord
        ana = await came_in(house, f"Ana {CANARY}")
        campus = discord.channel("campus", ana)
        await said(ana, f"add {CANARY} Nair, nurse at Mercy", CANARY)
        faults: list[dict[str, Any]] = [{"status": 503}, {"error": "50007"}]
        for fault in [*faults, {"status": 429, "retry_after": 40}]:
            for method in (MESSAGE, RESPONSE, "download", "create_dm"):
                discord.fail_next(method, **fault)
            await ana.say(f"add {CANARY} {len(fault)}, nurse")
            discord.times.ack = 0.2
            await ana.slash("whoelse add", campus, who=f"{CANARY} Two, nurse")
            discord.times.ack = 3
            await ana.upload("people.csv", f"name\n{CANARY} Three\n".encode())
            await house.given()
            await house.later(hours=2)
        await ana.slash("whoelse remind", campus, what=f"me to call {CANARY}")
        await ana.submit({"When?": "blue"})
        await ana.suggest("whoelse people", "name", CANARY)
        await house.later(hours=2)
    assert len(caplog.records) > 5
    for record in caplog.records:
        line = f"{record.getMessage()} {record.exc_text or ''}"
        assert CANARY not in line, record
        assert discord.token not in line, record
