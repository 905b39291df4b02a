"""Requests that are not Slack's, or not in order: refused, and heard once at most."""

import time
from pathlib import Path

import pytest

from tests.adapters.slack.faults.house import Mode, at_home, came_in, opened_by, said
from tests.adapters.slack.loopback import read
from tests.adapters.slack.loopback.jsons import Json

pytestmark = pytest.mark.asyncio

ODD = ["", "now", "1.5", "-1", "1e9", "\u0661\u0662", "9" * 40, "0", " 1"]


@pytest.mark.parametrize("kind", ["slash_commands", "interactive", "events_api"])
async def test_what_somebody_else_signed_is_refused(tmp_path: Path, kind: str) -> None:
    async with at_home(tmp_path) as house:
        payload = {"type": "event_callback", "team_id": "T1", "user_id": "U1"}
        status, _ = await house.slack.forge(kind, payload, secret="another")
        assert status == 401
        assert await house.rows("select id from persons") == []


@pytest.mark.parametrize("timestamp", ODD)
async def test_what_is_no_timestamp_is_refused(tmp_path: Path, timestamp: str) -> None:
    async with at_home(tmp_path) as house:
        forged = house.slack.forge("events_api", {}, timestamp=timestamp)
        assert (await forged)[0] == 401


@pytest.mark.parametrize("seconds", [-301, 302])
async def test_a_timestamp_of_another_hour_is_refused(
    tmp_path: Path, seconds: int
) -> None:
    async with at_home(tmp_path) as house:
        timestamp = str(int(time.time()) + seconds)
        forged = house.slack.forge("events_api", {}, timestamp=timestamp)
        assert (await forged)[0] == 401


@pytest.mark.parametrize("header", ["X-Slack-Signature", "X-Slack-Request-Timestamp"])
async def test_what_is_not_signed_at_all_is_refused(
    tmp_path: Path, header: str
) -> None:
    async with at_home(tmp_path) as house:
        forged = house.slack.forge("events_api", {}, headers={header: ""})
        assert (await forged)[0] == 401


SHAPES: list[Json] = [
    {},
    {"type": "event_callback"},
    {"type": "event_callback", "event": {"type": "message"}},
    {"type": "event_callback", "event": {"type": "message", "user": "U1"}},
    {"type": "event_callback", "team_id": "T1", "event": {"user": "U1"}},
    {"type": "event_callback", "authorizations": [], "event": {"user": {}}},
    {"type": "from the future", "user": {"id": "U1"}, "team": {"id": "T1"}},
]
UNREADABLE: list[Json] = [
    {"type": "event_callback", "event": None},
    {"type": "event_callback", "event": "odd", "team_id": "T1"},
    {"type": "event_callback", "authorizations": ["odd"]},
]


@pytest.mark.parametrize("payload", SHAPES, ids=str)
async def test_an_event_of_an_odd_shape_breaks_nothing(
    tmp_path: Path, payload: Json
) -> None:
    async with at_home(tmp_path) as house:
        assert await house.slack.forge("events_api", payload) == (200, "")


@pytest.mark.parametrize("payload", UNREADABLE, ids=str)
async def test_what_nobody_can_read_is_not_taken(tmp_path: Path, payload: Json) -> None:
    async with at_home(tmp_path) as house:
        assert (await house.slack.forge("events_api", payload))[0] in (400, 500)


async def test_a_payload_of_another_workspace_is_somebody_elses(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "add Priya Nair, nurse at Mercy", "Priya Nair")
        other = house.slack.workspace("Elsewhere")
        stranger = house.slack.person("Stranger", team=other, id=ana.id)
        seen = await stranger.slash("/whoelse", "people")
        assert seen.acked
        assert "Priya" not in str(seen)


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_one_event_four_times_is_one(tmp_path: Path, mode: Mode) -> None:
    async with at_home(tmp_path, mode) as house:
        ana = await came_in(house)
        seen = await said(ana, "add Priya Nair, nurse at Mercy", "Priya Nair")
        before = len(ana.sees())
        for _ in range(3):
            again = await house.slack.again(seen.deliveries[0])
            assert again.acked
        await said(ana, "people", "Priya Nair")
        assert await house.people() == ["Priya Nair"]
        assert len(ana.sees()) == before + 2  # what was asked, and its answer


async def test_events_that_come_in_another_order_are_each_heard(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.slack.hold()
        await ana.say("sent Priya")
        await ana.say("add Priya Nair, nurse at Mercy")
        told = await house.slack.release(order=lambda held: [*reversed(held), *held])
        assert [one.acked for one in told] == [True] * 4
        await said(ana, "people", "Priya Nair")
        assert await house.people() == ["Priya Nair"]


async def test_one_message_under_two_event_ids_is_one(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        seen = await said(ana, "remind me to call at 5pm", "I'll remind you")
        await house.slack.again(seen.deliveries[0], new_id=True)
        await said(ana, "my reminders", "call")
        assert await house.rows("select count(*) from reminder") == [(1,)]
        assert len([m for m in ana.sees() if "I'll remind you on" in read(m)]) == 1


async def test_a_dialog_sent_twice_is_heard_once(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        form = await opened_by(ana, "remind me")
        values = {"text": "call", "when": "at 5pm"}
        first = await ana.submit(values, on=form)
        again = await house.slack.again(first.deliveries[0])
        twice = await ana.submit(values, on=form)
        assert (first.trouble, again.trouble, twice.trouble) == ("", "", "")
        await said(ana, "my reminders", "call")
        assert await house.rows("select text from reminder") == [("call",)]


async def test_a_press_sent_twice_is_heard_once(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call at 5pm", "I'll remind you")
        pressed = await ana.press("Remove")
        again = await house.slack.again(pressed.deliveries[0])
        assert again.acked
        await ana.reads("Done: call", since=pressed)
        await said(ana, "my reminders", "Nothing is set.")


async def test_a_button_of_something_deleted_says_so(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call at 5pm", "I'll remind you")
        was = await ana.reads("I'll remind you")
        await ana.reads("Done: call", since=await ana.press("Remove"))
        stale = await ana.press("Remove", on=was)
        await ana.reads("That reminder is done already.", since=stale)
        assert stale.acked
