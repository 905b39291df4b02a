"""Text that is meant to be more than text: it is read, and does nothing."""

from pathlib import Path

import pytest

from tests.adapters.discord.house import at_home, came_in, said
from tests.adapters.discord.loopback import Message
from tests.adapters.discord.reading import read as pieces

pytestmark = pytest.mark.asyncio

MARKED = [
    "@everyone",
    "@here",
    "<@1>",
    "<@&1>",
    "<#1>",
    "</whoelse next:1>",
    "[mercy.example.com](https://evil.example.com)",
    "https://evil.example.com",
    "discord.gg/evil",
    "<t:0:R>",
    "<:blob:1>",
    "**bold** __under__ _it_ ~~no~~ ||spoiler|| `code`",
    "```",
    "# Heading",
    "-# small",
    "> quote",
    "Ana\u202egnp.exe",
    "A\u2066b\u2069c",
    "Zo\u00eb \U0001f469\u200d\U0001f469\u200d\U0001f467",
    "\U0001f600" * 200,
    "a" * 400,
    "e" + "\u0301" * 200,
]
INERT = {"text", "bold", "item", "heading", "moment", "code"}
"""All that we draw ourselves."""


@pytest.mark.parametrize("name", MARKED, ids=range(len(MARKED)))
async def test_a_name_that_is_markup_is_only_a_name(tmp_path: Path, name: str) -> None:
    async with at_home(tmp_path) as house:
        ana, everybody = await came_in(house), house.discord.person("Ben")
        campus = house.discord.channel("campus", ana, everybody)
        await ana.reads(since=await ana.say(f"add {name}, nurse at Mercy"))
        await ana.slash("whoelse add", campus, who=f"{name}, nurse at Mercy")
        await ana.reads(since=await ana.say("people"))
        await ana.slash("whoelse home", campus)
        await house.given()
        ours = [m for m in (*ana.sees(), *ana.sees(campus)) if m.author is not ana]
        assert {kind for message in ours for kind in kinds(message)} <= INERT
        assert not any(message.mentions or message.everyone for message in ours)
        assert not any("\u202e" in message.content for message in ours)
        assert everybody.sees(campus) == ()
        assert house.discord.problems == []


def kinds(message: Message) -> set[str]:
    return {kind for kind, _ in pieces(message.content)}


async def test_as_much_as_can_be_typed_is_answered_on_every_way(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        much = "word " * 799
        await ana.reads(since=await ana.say(much))
        assert (await ana.slash("whoelse check", text="\U0001f600" * 6_000)).acked
        await ana.slash("whoelse remind", what="me to call")
        sent = await ana.submit({"when": "\U0001f600" * 400})
        assert (sent.acked, sent.trouble) == (True, "")
        await ana.press("Go on")
        assert ana.modal
        assert house.discord.problems == []


async def test_three_hundred_people_are_shown_page_by_page(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        for hundred in range(3):
            rows = (f"{'Very Long ' * 12}Name {n}" for n in range(100))
            content = "\n".join(["name", *(f"{row}{hundred}" for row in rows)])
            seen = await ana.upload("people.csv", content.encode())
            await ana.reads("100 rows read", since=seen)
            await ana.reads(since=await ana.say("keep 1-100"))
        assert len(await house.people()) == 300
        pages = [await ana.slash("whoelse people")]
        pages += [await ana.press("More") for _ in range(9)]
        assert len({str(page) for page in pages}) == 10
        assert house.discord.problems == []


@pytest.mark.parametrize("text", ["\x00\x01\x1b[31m", "", "\u2028\u2029", "\u202e"])
async def test_what_is_no_text_is_answered(tmp_path: Path, text: str) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await ana.reads(since=await ana.say(text))
        assert house.discord.problems == []


async def test_what_many_say_at_once_is_answered_each(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.discord.hold()
        for nth in range(10):
            await ana.say(f"add Person {'ABCDEFGHIJ'[nth]}, nurse at Mercy")
        await house.discord.release(reversed)
        await said(ana, "home", "10 people")
        assert len(await house.people()) == 10
