"""Answers that Slack takes late, twice, in silence or not at all."""

from pathlib import Path
from typing import Any

import pytest

from bot.engine.delivery import REPEAT
from tests.adapters.slack.faults.house import LINES, at_home, came_in, loopback, said
from tests.adapters.slack.loopback import Person, read

pytestmark = pytest.mark.asyncio

ADD = "add Priya Nair, nurse at Mercy"
ADDED = "Priya Nair (nurse at Mercy) is on your list."


def times(person: Person, words: str) -> int:
    return sum(words in read(message) for message in person.sees())


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 429, "retry_after": 30},
        {"status": 429},
        {"status": 429, "retry_after": 0.5},
        {"error": "ratelimited"},
        {"error": "service_unavailable", "status": 503},
    ],
    ids=str,
)
async def test_an_answer_that_was_turned_away_comes_once_a_little_later(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.slack.fail_next("chat.postMessage", **fault)
        await ana.say(ADD)
        await house.called("chat.postMessage", 2)
        await house.later(minutes=1)
        await ana.reads(ADDED)
        assert times(ana, ADDED) == 1
        assert times(ana, REPEAT) == 0


@pytest.mark.parametrize("seconds", [30, 3600])
async def test_nobody_asks_sooner_than_slack_said(tmp_path: Path, seconds: int) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call in 5 minutes", "I'll remind you")
        for _ in range(2):
            house.slack.fail_next("chat.postMessage", status=429, retry_after=seconds)
        await house.later(minutes=5)
        tried = len(house.calls("chat.postMessage"))
        await house.later(seconds=seconds - 1)
        assert len(house.calls("chat.postMessage")) == tried
        await house.later(seconds=2)
        assert len(house.calls("chat.postMessage")) == tried + 1
        await house.later(seconds=seconds + 1)
        await ana.reads("You asked me to remind you: call")


LOST = [{"status": 500}, {"status": 502}, {"status": 504}, {"hang": 0.05}]
LOST += [{"error": "fatal_error"}, {"error": "internal_error"}]


@pytest.mark.parametrize("fault", LOST, ids=str)
async def test_an_answer_of_which_nobody_knows_comes_once(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.slack.fail_next("chat.postMessage", **fault)
        await ana.say(ADD)
        await house.called("chat.postMessage", 2)
        await house.later(minutes=1)
        await ana.reads(ADDED)
        assert times(ana, ADDED) == 1


async def test_an_answer_that_was_taken_and_then_dropped_is_not_said_again(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.slack.fail_next("chat.postMessage", drop=True)
        await ana.say(ADD)
        await house.called("chat.postMessage", 2)
        await house.later(minutes=10)
        assert times(ana, ADDED) == 1
        assert times(ana, REPEAT) == 0
        assert [state for state, _ in await house.letters()] == ["sent"]


async def test_a_reminder_that_was_taken_and_then_dropped_is_not_said_again(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call in 5 minutes", "I'll remind you")
        house.slack.fail_next("chat.postMessage", drop=True)
        await house.later(minutes=10)
        assert times(ana, "You asked me to remind you: call") == 1
        assert await house.letters() == [("sent", 2)]


async def test_where_the_history_is_closed_it_says_that_it_may_be_a_repeat(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.slack.fail_next("chat.postMessage", drop=True)
        house.slack.fail_next("conversations.history", error="missing_scope", times=20)
        await ana.say(ADD)
        await house.called("chat.postMessage", 2)
        await house.later(minutes=10)
        assert times(ana, ADDED) == 2
        assert times(ana, REPEAT) == 1


async def test_a_hanging_answer_ends_and_comes_later(tmp_path: Path) -> None:
    async with at_home(tmp_path, longest=0.2) as house:
        ana = await came_in(house)
        house.slack.fail_next("chat.postMessage", hang=30)
        await ana.say(ADD)
        await house.called("chat.postMessage", 2)
        await house.later(minutes=1)
        await ana.reads(ADDED)
        assert times(ana, ADDED) == 1


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_removed_from_the_channel_the_answer_to_a_command_comes_all_the_same(
    tmp_path: Path, mode: Any
) -> None:
    async with at_home(tmp_path, mode) as house:
        ana = await came_in(house)
        campus = house.slack.channel("campus", ana, bot=False)
        seen = await ana.slash("/whoelse", ADD, campus)
        assert ADDED in str(seen)
        assert all(message.to == ana.id for message in ana.sees(campus))


async def test_an_address_to_answer_to_that_is_used_up_leads_to_a_message(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call at 5pm", "I'll remind you")
        house.slack.fail_next("response_url", status=404, error="used_url")
        await ana.press("Remove")
        await house.later(seconds=5)
        await ana.reads("Done: call", channel=ana.dm)
        assert times(ana, "Done: call") == 1


async def test_an_outage_of_slack_loses_nothing(tmp_path: Path) -> None:
    async with loopback() as slack, at_home(tmp_path, slack=slack) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call in 5 minutes", "I'll remind you")
        await slack.stop()
        await house.later(minutes=20)
        await slack.start()
        await house.later(minutes=20)
        await ana.reads("You asked me to remind you: call")
        assert times(ana, "You asked me to remind you: call") == 1
        assert times(ana, REPEAT) == 0


@pytest.mark.parametrize(
    "fault", [{"status": 429, "retry_after": 2}, {"drop": True}, {"status": 500}]
)
@pytest.mark.parametrize("nth", [0, 1, 2])
async def test_of_several_messages_each_comes_once_whichever_went_wrong(
    tmp_path: Path, fault: dict[str, Any], nth: int
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "everything", "Line 8")
        once = ana.sees()[-3:]
        assert "Line 0" in read(once[0])
        house.slack.fail_next("chat.postMessage", after=nth, **fault)
        await ana.say("everything")
        await house.called("chat.postMessage", 5 + nth)
        await house.later(minutes=2)
        again = [m for m in ana.sees() if m.change > once[-1].change and m.bot]
        for line in LINES:
            seen = [m for m in again if line[:7] in read(m)]
            assert len(seen) == 1 or any(REPEAT in read(m) for m in seen)
        assert "Line 8" in read(again[-1])


UPLOADS = ["files.getUploadURLExternal", "files.upload", "files.completeUploadExternal"]


@pytest.mark.parametrize("method", [*UPLOADS, "chat.postMessage"])
@pytest.mark.parametrize("fault", [{"status": 429}, {"status": 500}])
async def test_a_file_that_cannot_be_given_is_given_later_with_its_words(
    tmp_path: Path, method: str, fault: dict[str, Any]
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.slack.fail_next(method, **fault)
        await ana.say("keepsake")
        await house.called(method, 1 if method in UPLOADS else 2)
        await house.later(minutes=2)
        assert times(ana, "Here it is.") == 1
        given = sum(bool(message.files) for message in ana.sees())
        assert given == 1 or (given, method) == (2, "chat.postMessage")


@pytest.mark.parametrize("error", ["file_uploads_disabled", "missing_scope"])
async def test_where_nobody_may_upload_the_words_are_said_all_the_same(
    tmp_path: Path, error: str
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.slack.fail_next("files.getUploadURLExternal", error=error)
        seen = await ana.say("keepsake")
        await ana.reads("Here it is.", since=seen)
        await ana.reads("this workspace takes none from me.", since=seen)
        assert await house.letters() == []
