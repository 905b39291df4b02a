"""Whom no message reaches: nothing is lost, they are told, and staff see how many."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands.doctor import examined
from tests.adapters.slack.faults.house import (
    House,
    at_home,
    came_in,
    loopback,
    opened_by,
    said,
)
from tests.adapters.slack.loopback import Person, read

pytestmark = pytest.mark.asyncio

TOLD = "I could not write to you"
GONE = [
    "channel_not_found",
    "messages_tab_disabled",
    "restricted_action",
    "is_archived",
]


async def unreached(house: House, ana: Person) -> None:
    """A reminder falls due, and cannot be said."""
    await said(ana, "remind me to call in 5 minutes", "I'll remind you")
    ana.closed = "channel_not_found"
    await house.later(minutes=6)
    assert await house.letters() == [("failed", 1)]


@pytest.mark.parametrize("error", GONE)
async def test_a_refusal_is_tried_once_and_counted(tmp_path: Path, error: str) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call in 5 minutes", "I'll remind you")
        before = len(house.calls("chat.postMessage"))
        ana.closed = error
        await house.later(days=2)
        assert await house.letters() == [("failed", 1)]
        assert len(house.calls("chat.postMessage")) == before + 1
        found = examined(
            str(tmp_path / "whoelse.db"), None, {}, house.clock.now(), offline=True
        )
        assert "1 message could not be delivered" in "\n".join(f.line for f in found)


async def test_who_was_not_reached_is_told_at_the_next_chance_and_once(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await unreached(house, ana)
        seen = await ana.slash("/whoelse", "my reminders")
        await house.given()
        shown = str(ana.seen(seen.before))
        assert TOLD in shown
        assert "call" in shown
        again = await ana.slash("/whoelse", "my reminders")
        await house.given()
        assert TOLD not in str(ana.seen(again.before))


async def test_a_follow_up_that_was_not_said_waits_in_next(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "add Priya Nair, nurse at Mercy", "Priya Nair")
        await said(ana, "sent Priya", "Priya Nair")
        ana.closed = "channel_not_found"
        await house.later(days=15)
        assert ("failed", 1) in await house.letters()
        assert "Priya Nair" in str(await ana.slash("/whoelse", "next"))


async def test_whoever_is_in_a_dialog_is_told_after_it(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await unreached(house, ana)
        ana.closed = ""
        await opened_by(ana, "remind me")
        assert (await ana.submit({"text": "write", "when": "blue"})).errors
        sent = await ana.submit({"when": "at 5pm"})
        await ana.reads(TOLD, since=sent)


async def test_somebody_who_is_reached_again_is_reminded_as_before(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await unreached(house, ana)
        ana.closed = ""
        await said(ana, "remind me to write in 5 minutes", "I'll remind you")
        await house.later(minutes=6)
        await ana.reads("You asked me to remind you: write")
        assert await house.letters() == [("expired", 1), ("sent", 1)]


async def test_a_user_who_was_deactivated_holds_up_nobody(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana, ben = await came_in(house), await came_in(house, "Ben")
        for person in (ana, ben):
            await said(person, "remind me to call in 5 minutes", "I'll remind you")
        ana.deactivated = True
        await house.later(minutes=6)
        await ben.reads("You asked me to remind you: call")
        assert sorted(await house.letters()) == [("failed", 1), ("sent", 1)]


async def test_a_token_that_is_revoked_in_mid_flight_loses_nothing(
    tmp_path: Path,
) -> None:
    async with loopback() as slack:
        async with at_home(tmp_path, slack=slack) as house:
            ana = await came_in(house)
            await said(ana, "remind me to call in 5 minutes", "I'll remind you")
            await slack.revoke(slack.team, tell=False)
            heard = await ana.slash("/whoelse", "add Priya Nair, nurse at Mercy")
            assert "Priya Nair" in str(heard)
            await house.later(minutes=6)
        slack.world.install(slack.team, slack.app.scopes)
        now = house.clock.now() + timedelta(minutes=1)
        async with at_home(tmp_path, slack=slack, now=now) as house:
            await said(ana, "my reminders", "call")
            assert await house.people() == ["Priya Nair"]


async def test_what_could_not_be_answered_is_there_when_they_look(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        ana.closed = "cannot_dm_bot"
        await ana.say("add Priya Nair, nurse at Mercy")
        await house.later(minutes=1)
        ana.closed = ""
        assert "Priya Nair" in str(await ana.slash("/whoelse", "people"))
        assert read(ana.sees()[-1])
