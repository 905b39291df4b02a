"""The Home tab, profiles and files, when Slack is slow or says no."""

from pathlib import Path
from typing import Any

import pytest

from tests.adapters.slack.faults.house import at_home, came_in, said
from tests.adapters.slack.loopback import read

pytestmark = pytest.mark.asyncio

PEOPLE = b"name,role,employer\nPriya Nair,nurse,Mercy\nTom Okafor,pilot,Skyways\n"


async def test_after_ten_changes_the_home_tab_is_drawn_once(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await ana.open_home()
        await house.called("views.publish")
        for nth in range(10):
            await ana.slash("/whoelse", f"add Person {'ABCDEFGHIJ'[nth]}, nurse")
        await house.called("views.publish", 2)
        assert ana.home
        assert "10 people" in read(ana.home)
        assert len(house.calls("views.publish")) == 2


async def test_what_changes_while_it_is_drawn_is_drawn_after(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await ana.open_home()
        await house.called("views.publish")
        await ana.slash("/whoelse", "add Priya Nair, nurse")
        house.slack.fail_next("views.publish", hang=0.3)
        await house.called("views.publish", 2)
        await ana.slash("/whoelse", "add Tom Okafor, pilot")
        await house.called("views.publish", 3)
        assert ana.home
        assert "2 people" in read(ana.home)


async def test_a_bot_that_stops_leaves_no_home_tab_behind(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await ana.open_home()
        await house.called("views.publish")
        await ana.slash("/whoelse", "add Priya Nair, nurse")
    assert ana.home
    assert "1 person" in read(ana.home)


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 429}, {"drop": True}])
async def test_a_home_tab_that_cannot_be_drawn_holds_up_nobody(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.slack.fail_next("views.publish", **fault)
        assert (await ana.open_home()).acked
        await said(ana, "add Priya Nair, nurse", "Priya Nair")
        await ana.open_home()
        await house.slack.until(lambda: ana.home)


@pytest.mark.parametrize(
    "fault",
    [{"status": 500}, {"hang": 5}, {"error": "user_not_found"}, {"status": 429}],
    ids=str,
)
async def test_without_a_profile_somebody_is_answered_all_the_same(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    async with at_home(tmp_path) as house:
        house.slack.fail_next("users.info", **fault)
        ana = house.slack.person("Ana")
        seen = await ana.slash("/whoelse", "hi")
        assert not seen.trouble
        assert "Hi. I help you" in str(seen)


async def test_a_profile_is_asked_for_once_until_it_failed(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "next", "Who is easiest to ask?")
        assert len(house.calls("users.info")) == 1
        house.slack.fail_next("users.info", status=500)
        await house.later(hours=2)
        await said(ana, "next", "Hi Ana.")
        await said(ana, "next", "Hi Ana.")
        assert len(house.calls("users.info")) == 2
        await house.later(minutes=2)
        await said(ana, "next", "Hi Ana.")
        assert len(house.calls("users.info")) == 3


FILES = [
    ("people.csv", PEOPLE * 100_000, "That file is too large"),
    ("people.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "file"),
    ("notes.txt", b"just some words", "name"),
    ("empty.csv", b"", "name"),
    ("people.zip", b"PK\x03\x04broken", "ZIP"),
]


@pytest.mark.parametrize(("name", "content", "words"), FILES, ids=range(len(FILES)))
async def test_a_file_that_holds_no_contacts_is_refused_in_words(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        sent = await ana.upload(name, content)
        answer = await ana.reads(since=sent)
        assert words in read(answer)
        assert await house.rows("select 1 from upload") == []


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 403},
        {"status": 500},
        {"drop": True, "times": 2},
        {"hang": 0.1, "times": 2},
    ],
    ids=str,
)
async def test_a_file_that_cannot_be_fetched_is_asked_for_once_more(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.slack.fail_next("files.download", **fault)  # a broken line is tried anew
        sent = await ana.upload("people.csv", PEOPLE)
        await ana.reads("I could not fetch that file", since=sent)
        again = await ana.upload("people.csv", PEOPLE)
        seen = await ana.reads("Priya Nair", since=again)
        assert "I could not fetch" not in str(seen)


async def test_a_file_is_acknowledged_when_it_is_kept_and_not_before(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path, longest=2) as house:
        ana = await came_in(house)
        house.slack.fail_next("files.download", hang=30)
        late = await ana.upload("people.csv", PEOPLE)
        assert not late.acked
        again = await house.slack.again(late.deliveries[0])
        assert again.acked
        await ana.reads("I could not fetch that file")
        assert len(house.calls("files.download")) == 1


async def test_files_that_are_sent_together_are_read_together(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        more = b"name,role,employer\nLea Park,baker,Crumb\n"
        sent = [await ana.upload("one.csv", PEOPLE), await ana.upload("two.csv", more)]
        payload, other = (each.deliveries[0].payload for each in sent)
        files = [*payload["event"]["files"], *other["event"]["files"]]
        event = {**payload["event"], "files": files, "ts": "1.5"}
        await house.slack.deliver("events_api", {**payload, "event": event})
        seen = await ana.reads("one.csv and two.csv", "Priya Nair", "Lea Park")
        assert "Tom Okafor" in str(seen)
