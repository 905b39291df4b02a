"""What people type, however long and marked: shown as it stands, or refused."""

from pathlib import Path

import pytest

from tests.adapters.slack.faults.house import at_home, came_in, opened_by, said
from tests.adapters.slack.loopback import read
from tests.adapters.slack.loopback.jsons import walk

pytestmark = pytest.mark.asyncio

MARKED = [
    "<!channel>",
    "<!here|here>",
    "<!subteam^S1|@team>",
    "<@U1>",
    "<#C1|jobs>",
    "<https://evil.example.com|mercy.example.com>",
    "<!date^0^{date}|yesterday>",
    "@everyone",
    "*bold* _it_ `code` ~no~ :tada:",
    "&lt;!channel&gt;",
    "Ana\u202egnp.exe",
    "A\u2066b\u2069c",
    "Zo\u00eb \U0001f469\u200d\U0001f469\u200d\U0001f467",
    "a" * 400,
    "e" + "\u0301" * 200,
]
LITERAL = {"text", "rich_text", "rich_text_section", "plain_text", "date"}


@pytest.mark.parametrize("name", MARKED, ids=range(len(MARKED)))
async def test_a_name_that_is_markup_is_only_a_name(tmp_path: Path, name: str) -> None:
    async with at_home(tmp_path) as house:
        ana, everybody = await came_in(house), house.slack.person("Ben")
        campus = house.slack.channel("campus", ana, everybody)
        sent = await ana.say(f"add {name}, nurse at Mercy")
        await ana.reads(since=sent)
        await ana.slash("/whoelse", f"add {name}, nurse at Mercy", campus)
        listed = await ana.say("people")
        await ana.reads(since=listed)
        await ana.open_home()
        await house.called("views.publish")
        assert house.slack.problems == []
        assert all(
            element["type"] not in ("mrkdwn", "user", "broadcast", "link", "usergroup")
            for message in [*ana.sees(), *ana.sees(campus)]
            for _, element in walk([*message.blocks])
            if message.bot and "type" in element
        )
        assert not any("<" in message.text for message in ana.sees() if message.bot)
        assert everybody.sees(campus) == ()


async def test_a_hundred_thousand_characters_are_answered_on_every_way(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        much = "word " * 20_000
        await said(ana, much, "characters", "Send me the part")
        assert "characters" in str(await ana.slash("/whoelse", much))
        await opened_by(ana, "remind me")
        sent = await ana.submit({"text": "x" * 400, "when": "y" * 400})
        assert sent.acked
        assert not sent.trouble
        assert house.slack.problems == []


async def test_five_hundred_people_are_shown_page_by_page(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        for hundred in range(5):
            rows = (f"{'Very Long ' * 12}Name {n}" for n in range(100))
            content = "\n".join(["name", *(f"{row}{hundred}" for row in rows)])
            sent = await ana.upload("people.csv", content.encode())
            await ana.reads("100 rows read", since=sent)
            await ana.slash("/whoelse", "keep 1-100")
        assert len(await house.people()) == 500
        assert "Name 994" in str(await ana.slash("/whoelse", "people Name 994"))
        await ana.open_home()
        await house.called("views.publish")
        assert ana.home
        assert "500 people" in read(ana.home)
        pages = [await ana.slash("/whoelse", "people")]
        pages += [await ana.press("More") for _ in range(9)]
        assert len({str(page) for page in pages}) == 10
        assert house.slack.problems == []


@pytest.mark.parametrize("text", ["\ud800", "\x00\x01\x1b[31m", "", "\u2028\u2029"])
async def test_what_is_no_text_is_answered(tmp_path: Path, text: str) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        sent = await ana.say(text)
        await ana.reads(since=sent)
        assert house.slack.problems == []
