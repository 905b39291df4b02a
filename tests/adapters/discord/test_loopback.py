"""The loopback Discord itself: a bare discord.py client talks with it, and it says no
in time."""

import asyncio
import io
import sys
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from importlib import import_module
from json import dumps
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession, ClientWebSocketResponse
from discord import (
    AllowedMentions,
    Client,
    ConnectionClosed,
    File,
    HTTPException,
    Intents,
    LoginFailure,
    Object,
    PrivilegedIntentsRequired,
    RateLimited,
)

from tests.adapters.discord.loopback import (
    CONNECT,
    IDENTIFY,
    RESUME,
    Channel,
    Discord,
    Message,
    Person,
    kinds,
    read,
    redirected,
)
from tests.adapters.discord.loopback.cases import (
    BAD,
    LIMITS,
    Build,
    button,
    modal,
    rows,
)
from tests.adapters.discord.loopback.elements import Value
from tests.adapters.discord.loopback.jsons import Json
from tests.adapters.discord.loopback.reading import unmarked
from tests.adapters.discord.loopback.rest import ROUTES
from tests.adapters.discord.loopback.small_bot import SmallBot, running
from tests.adapters.discord.loopback.world import Check

pytestmark = pytest.mark.asyncio

SHARED = Path(__file__).resolve().parents[4] / "shared"


def official() -> Any:
    if not (SHARED / "rig").is_dir():
        pytest.skip("../shared/rig is absent, and with it Discord's specification")
    if str(SHARED) not in sys.path:
        sys.path.append(str(SHARED))
    return import_module("rig.discord.validate")


@pytest.fixture(params=["our own rules", "the official specification too"])
def check(request: pytest.FixtureRequest) -> Check | None:
    if "official" not in request.param:
        return None
    errors: Check = official().errors
    return errors


async def test_a_card_is_asked_for_chosen_from_and_done(check: Check | None) -> None:
    async with Discord(check) as discord, running(discord):
        ana = discord.person("Ana")
        campus = discord.channel("campus")
        card = await ana.slash("todo add", campus, title="milk", count=2)
        assert card.acked
        assert str(card) == "2 x milk\n[Done]\n[Apples | Pears]"
        picked = await ana.press("Pears")
        assert [read(message) for message in picked.ephemeral] == ["Picked p"]
        assert str(await ana.press("Done")) == "Done: 5"
        assert len(ana.sees(campus)) == 2
        assert discord.problems == []


async def test_what_is_typed_is_completed(check: Check | None) -> None:
    async with Discord(check) as discord, running(discord):
        ana = discord.person("Ana")
        offered = await ana.suggest("todo add", "title", "mi")
        assert [choice["value"] for choice in offered.choices][:2] == ["mi0", "mi1"]
        assert (len(offered.choices), len(ana.sees())) == (25, 0)
        assert discord.problems == []


async def test_a_form_is_filled_in_with_a_file(check: Check | None) -> None:
    async with Discord(check) as discord, running(discord):
        ana = discord.person("Ana")
        opened = await ana.slash("form")
        assert opened.modal
        assert read(opened.modal).startswith("Form\nCount [= 0]")
        with pytest.raises(ValueError, match="'Fruit' first"):
            await ana.submit()
        values: dict[str, Value] = {"Fruit": "Pears", "table": ("a.csv", b"a,b\n1,2\n")}
        saved = await ana.submit(values)
        assert (str(saved), ana.modal) == ("Saved 0 p, 8 bytes", None)
        await ana.slash("form")
        await ana.close()
        assert ana.modal is None
        assert discord.problems == []


async def test_what_is_deferred_comes_later(check: Check | None) -> None:
    async with Discord(check) as discord, running(discord):
        ana = discord.person("Ana")
        campus = discord.channel("campus")
        slow = await ana.slash("slow", campus)
        assert slow.acked
        await ana.reads("And more", channel=campus, since=slow)
        assert [read(message) for message in ana.sees(campus)] == ["Ready", "And more"]
        assert discord.person("Ben").seen(0).messages == ()
        assert discord.problems == []


async def test_all_other_surfaces_reach_the_bot(check: Check | None) -> None:
    async with Discord(check) as discord, running(discord):
        ana, ben = discord.person("Ana"), discord.person("Ben")
        campus = discord.channel("campus")
        await ana.say("hello")
        await ana.reads("You said hello")
        await ana.upload("a.csv", b"1,2", "see")
        await ana.reads("You said see 1,2")
        await ben.say("in public", campus)
        saved = await ana.menu("Save this", ben.sees(campus)[0])
        assert str(saved) == "Saved in public"
        assert str(await ana.menu("Add this person", ben)) == "Added Ben"
        assert str(await ana.slash("who", campus, user=ben)) == "Hi ben\n[]"
        assert str(await ana.press("people", ben)) == "ben"
        again = await ana.slash("load", table=("x.csv", b"a,b"))
        assert str(again) == "Here\n(again-x.csv)"
        [shown] = again.messages[0].attachments
        assert discord.world.files[shown["url"].removeprefix(discord.url)] == b"A,B"
        assert str(await ana.slash("fresh")) == "Report\nOne thing\n[Done]"
        assert discord.problems == []


async def test_what_the_bot_is_answered_fits_the_official_specification() -> None:
    rules = official()
    async with Discord() as discord, running(discord) as bot:
        ana = discord.person("Ana")
        await ana.slash("todo add", title="milk")
        await ana.press("Done")
        await ana.slash("form")
        await ana.slash("slow")
        await ana.reads("And more")
        await ana.slash("load", table=("x.csv", b"a,b"))
        channel = bot.get_partial_messageable(int(ana.dm.id))
        await (await channel.send("One")).edit(content="Two")
        assert len([message async for message in channel.history()]) == 2
        await (await bot.fetch_user(int(ana.id))).create_dm()
        await bot.fetch_guild(int(discord.guild.id))
        for call in discord.calls:
            if call.answer.body is not None and call.method in ROUTES:
                status, body = call.answer.status, call.answer.body
                assert rules.reply_errors(call.method, status, body) == []


async def test_words_are_read_as_they_are_shown() -> None:
    marked = "**Ana** said `yes` to [this](https://example.com): 2 \\* 3\n> \\@everyone"
    assert unmarked(marked) == "Ana said yes to this: 2 * 3\n@everyone"


# What it refuses


@asynccontextmanager
async def api(discord: Discord, **more: Any) -> AsyncIterator[Client]:
    """discord.py without a gateway: for what is said over REST alone."""
    with redirected(discord):
        async with Client(intents=Intents.none(), **more) as client:
            await client.login(discord.token)
            yield client


async def code(call: Awaitable[object]) -> int:
    with pytest.raises(HTTPException) as caught:
        await call
    return caught.value.code


async def rest(discord: Discord, verb: str, path: str, **more: Any) -> tuple[int, Json]:
    headers = {"Authorization": f"Bot {discord.token}"}
    async with (
        ClientSession(headers=headers) as session,
        session.request(verb, f"{discord.api_url}{path}", **more) as answer,
    ):
        return answer.status, await answer.json() if answer.status != 204 else {}


@pytest.mark.parametrize(("operation", "most", "build"), LIMITS.values(), ids=[*LIMITS])
async def test_a_limit_holds_on_both_sides(
    operation: str, most: int, build: Build, check: Check | None
) -> None:
    world = Discord(check).world
    assert world.judge(operation, build(most)) == []
    assert Discord().world.judge(operation, build(most + 1)) != []


@pytest.mark.parametrize(("operation", "payload"), BAD.values(), ids=[*BAD])
async def test_a_mistake_is_found(operation: str, payload: object) -> None:
    discord = Discord()
    assert discord.world.judge(operation, payload) != []
    assert discord.problems[0].startswith(f"{operation} /")


async def test_a_bad_message_is_refused_where_it_is_bad() -> None:
    async with Discord() as discord:
        ana = discord.person("Ana")
        bad = rows(button(), button(custom_id="b", label="x" * 81))
        path = f"/channels/{ana.dm.id}/messages"
        status, body = await rest(discord, "POST", path, json=bad)
        assert (status, body["code"]) == (400, 50035)
        label = body["errors"]["components"]["1"]["components"]["0"]["label"]
        assert label["_errors"][0]["message"] == "length 81, not 0 to 80"
        assert ana.sees() == ()


async def test_where_the_bot_may_not_speak_it_is_told_so() -> None:
    async with Discord() as discord, api(discord) as client:
        ana = discord.person("Ana")
        away = discord.channel("away", guild=discord.server("Elsewhere", bot=False))
        silent, theirs = (
            discord.channel("silent"),
            discord.channel("", ana, kind="group"),
        )
        silent.refusal = "50013"
        places = {"404": 10003, away.id: 50001, silent.id: 50013, theirs.id: 50001}
        got = {
            id: await code(client.get_partial_messageable(int(id)).send("Hi"))
            for id in places
        }
        assert got == places


async def test_a_dm_needs_somebody_who_takes_it() -> None:
    async with Discord() as discord, api(discord) as client:
        closed, stranger = discord.person("Closed"), discord.person("Far", servers=())
        fast, own = discord.person("Fast"), discord.person("Own", servers=())
        closed.closed, fast.closed, own.installed = "50007", "40003", True
        gone = discord.person("Gone")
        discord.leave(gone, discord.guild)
        expected = {closed: 50007, stranger: 50278, gone: 50278, fast: 40003}
        for person, why in expected.items():
            user = await client.fetch_user(int(person.id))
            assert await code(user.send("Hi")) == why
        await (await client.fetch_user(int(own.id))).send("Hi")
        assert [message.content for message in own.sees()] == ["Hi"]
        assert discord.invalid == 4


async def test_a_message_is_edited_and_deleted_by_its_author_alone() -> None:
    async with Discord() as discord, api(discord) as client:
        ana = discord.person("Ana")
        await ana.say("mine")
        channel = client.get_partial_messageable(int(ana.dm.id))
        theirs = channel.get_partial_message(int(ana.sees()[0].id))
        assert await code(theirs.edit(content="x")) == 50005
        assert await code(theirs.delete()) == 50003
        ours = await channel.send("One", file=File(io.BytesIO(b"1"), "a.txt"))
        assert await code(ours.edit(content="", attachments=[])) == 50006
        await ours.edit(content="Two")
        assert read(ana.sees()[-1]) == "Two\n(a.txt)"
        await ours.edit(attachments=[])
        assert read(ana.sees()[-1]) == "Two"
        await ours.delete()
        assert await code(ours.edit(content="Three")) == 10008


async def test_an_empty_message_and_a_file_too_large_are_refused() -> None:
    async with Discord() as discord, api(discord) as client:
        channel = client.get_partial_messageable(int(discord.person("Ana").dm.id))
        assert await code(channel.send("  ")) == 50006
        large = File(io.BytesIO(b"x" * ((10 << 20) + 1)), "large.bin")
        assert await code(channel.send(file=large)) == 40005


async def test_a_wrong_token_is_good_for_nothing() -> None:
    async with Discord() as discord:
        with redirected(discord):
            async with Client(intents=Intents.none()) as client:
                with pytest.raises(LoginFailure):
                    await client.login("wrong")
        assert discord.calls[-1].answer.status == 401


async def test_a_command_that_was_never_seen_counts_toward_the_day() -> None:
    async with Discord() as discord:
        path = commands_of(discord)
        discord.world.creates[""] = 198
        for name in ("one", "two", "one", "one"):
            sent = [{"name": name, "description": "x"}]
            status, body = await rest(discord, "PUT", path, json=sent)
        assert (status, body["code"]) == (400, 30034)
        assert discord.commands == ["two"]


async def test_whoever_answers_too_late_or_twice_is_refused() -> None:
    async with Discord(ack_seconds=0.1) as discord, running(discord):
        ana = discord.person("Ana")
        late = await ana.slash("late", seconds=0.2)
        assert (late.acked, late.trouble) == (False, "The application did not respond")
        await discord.until(lambda: refusals(discord) == ["10062"])
        discord.times.ack = 600  # from now on
        await ana.slash("twice")
        await discord.until(lambda: refusals(discord) == ["10062", "40060"])


def refusals(discord: Discord) -> list[str]:
    return [call.answer.error for call in discord.calls if not call.ok]


async def test_a_token_is_good_for_fifteen_minutes_and_not_before_an_answer() -> None:
    async with Discord(token_seconds=0) as discord, running(discord):
        ana = discord.person("Ana")
        await ana.slash("slow")
        await discord.until(lambda: refusals(discord) == ["50027"])
        discord.times.ack = 0.05
        late = await ana.slash("late", seconds=9)
        hook = (
            f"/webhooks/{discord.world.app}/{late.deliveries[0].event.payload['token']}"
        )
        _, body = await rest(discord, "POST", hook, json={"content": "x"})
        assert body["code"] == 10015


async def test_where_only_the_user_installed_it_five_followups_are_taken() -> None:
    async with Discord() as discord, running(discord):
        away = discord.server("Elsewhere", bot=False)
        ana = discord.person("Ana", servers=[away], installed=True)
        there = discord.channel("there", guild=away)
        await ana.slash("many", there, count=6)
        await discord.until(lambda: refusals(discord) == ["40094"])
        assert [m.content for m in ana.sees(there)] == [*"012345"]


async def test_an_answer_that_is_refused_is_no_answer() -> None:
    async with Discord(ack_seconds=0.1) as discord, running(discord):
        wrong = await discord.person("Ana").slash("wrong")
        assert (wrong.acked, wrong.messages) == (False, ())
        assert "label: length 81" in discord.problems[0]


async def test_no_modal_follows_a_modal() -> None:
    async with Discord() as discord:
        ana = discord.person("Ana")
        handle = discord.world.issue(kinds.SUBMIT, ana, ana.dm, None)
        path = f"/interactions/{handle.id}/{handle.token}/callback"
        _, body = await rest(discord, "POST", path, json=modal(FIELD))
        assert (body["code"], [*body["errors"]]) == (50035, ["type"])


FIELD: Json = {
    "type": kinds.LABEL,
    "label": "x",
    "component": {"type": kinds.TEXT_INPUT, "custom_id": "x", "style": 1},
}


async def test_commands_are_offered_where_they_are_installed_and_allowed() -> None:
    async with Discord() as discord, running(discord):
        away = discord.server("Elsewhere", bot=False)
        ana = discord.person("Ana", servers=[discord.guild, away])
        staff = discord.person("Staff", permissions=1 << 5)
        campus, there = discord.channel("campus"), discord.channel("there", guild=away)
        among = discord.channel("", ana, staff, kind="group")
        assert str(await staff.slash("office", campus)) == "The office"
        refused: list[tuple[Person, str, Channel]] = [
            (ana, "office", campus),  # for staff alone
            (staff, "office", staff.dm),  # in servers alone
            (ana, "form", there),  # the bot is not there, nor is it hers
            (ana, "form", among),  # the context is not among those registered
            (ana, "nothing", campus),
        ]
        for person, name, channel in refused:
            with pytest.raises(LookupError, match="is offered no"):
                await person.slash(name, channel)
        ana.installed = True
        assert (await ana.slash("form", there)).modal


async def test_an_app_of_ones_own_is_there_among_friends() -> None:
    async with Discord(ack_seconds=0.05) as discord:
        ana, ben = discord.person("Ana", installed=True), discord.person("Ben")
        among = discord.channel("", ana, ben, kind="group")
        kept = {"contexts": [kinds.IN_PRIVATE], "integration_types": [kinds.TO_USER]}
        sent = [{"name": "mine", "description": "x", **kept}]
        await rest(discord, "PUT", commands_of(discord), json=sent)
        told = (await ana.slash("mine", among)).deliveries[0].event.payload
        assert told["context"] == kinds.IN_PRIVATE
        assert told["authorizing_integration_owners"] == {"1": ana.id}
        with pytest.raises(LookupError, match="is offered no 'mine'"):
            await ben.slash("mine", among)


def commands_of(discord: Discord) -> str:
    return f"/applications/{discord.world.app}/commands"


async def test_values_are_of_the_types_that_were_registered() -> None:
    async with Discord() as discord, running(discord):
        ana = discord.person("Ana")
        for values in ({"count": 2}, {"title": "x", "count": 11}, {"title": 3}):
            with pytest.raises(ValueError, match=r"asks for|can be typed|takes no"):
                await ana.slash("todo add", **values)
        with pytest.raises(LookupError, match="no options"):
            await ana.slash("todo add", title="x", colour="red")
        with pytest.raises(LookupError, match="needs one of its subcommands"):
            await ana.slash("todo")


async def test_nobody_presses_what_is_not_there() -> None:
    async with Discord() as discord, running(discord):
        ana = discord.person("Ana")
        await ana.slash("todo add", title="milk")
        with pytest.raises(LookupError, match="sees no 'Delete'"):
            await ana.press("Delete")
        with pytest.raises(LookupError, match="no 'Plums'"):
            await ana.press("fruit", "Plums")
        with pytest.raises(ValueError, match="2 chosen"):
            await ana.press("fruit", "Apples", "Pears")
        await ana.slash("form")
        with pytest.raises(LookupError, match="modal open"):
            await ana.press("Done")


# How it misbehaves


async def test_failures_come_as_discord_sends_them() -> None:
    async with Discord() as discord, api(discord) as client:
        ana = discord.person("Ana")
        channel = client.get_partial_messageable(int(ana.dm.id))
        discord.fail_next("create_message", error="50013", after=1)
        await channel.send("Well")
        assert await code(channel.send("x")) == 50013
        discord.fail_next("create_message", status=429, retry_after=0.01)
        discord.fail_next(
            "create_message", status=429, retry_after=0.01, scope="global"
        )
        await channel.send("After two waits")
        discord.fail_next("create_message", status=503)
        discord.fail_next("create_message", error="50013")
        discord.fail_next("create_message", status=429, scope="cloudflare")
        assert await code(channel.send("x")) == 0  # discord.py does not retry a 503
        assert await code(channel.send("x")) == 50013
        assert await code(channel.send("x")) == 0
        headers = [call.answer.headers for call in discord.calls]
        assert [
            h["X-RateLimit-Scope"] for h in headers if "X-RateLimit-Scope" in h
        ] == [
            "user",
            "global",
        ]
        assert [message.content for message in ana.sees()] == [
            "Well",
            "After two waits",
        ]


async def test_a_long_wait_is_an_error_for_those_who_ask_for_one() -> None:
    async with Discord() as discord, api(discord, max_ratelimit_timeout=30) as client:
        channel = client.get_partial_messageable(int(discord.person("Ana").dm.id))
        discord.fail_next("create_message", status=429, retry_after=3600)
        with pytest.raises(RateLimited):
            await channel.send("x")


async def test_a_dropped_call_was_carried_out_and_a_nonce_finds_it() -> None:
    async with Discord() as discord, api(discord) as client:
        ana = discord.person("Ana")
        channel = client.get_partial_messageable(int(ana.dm.id))
        discord.fail_next("create_message", drop=True)
        with pytest.raises(ClientError):
            await channel.send("Once", nonce="a")
        again = await channel.send("Once", nonce="a")
        assert [message.id for message in ana.sees()] == [str(again.id)]
        await channel.send("Once", nonce="b")
        discord.times.nonce = 0  # it is forgotten
        await channel.send("Once", nonce="a")
        assert len(ana.sees()) == 3


async def test_a_call_that_hangs_does_nothing() -> None:
    async with Discord() as discord, api(discord) as client:
        ana = discord.person("Ana")
        discord.fail_next("create_message", hang=60)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await client.get_partial_messageable(int(ana.dm.id)).send("x")
        assert ana.sees() == ()


async def test_what_is_delivered_twice_is_heard_twice() -> None:
    async with Discord() as discord, running(discord) as bot:
        ana = discord.person("Ana")
        [said] = (await ana.say("once")).deliveries
        await discord.again(said)
        await discord.until(lambda: len(ana.sees()) == 3)
        assert bot.heard.count(("message", "once")) == 2
        [asked] = (await ana.slash("form")).deliveries
        await discord.again(asked)
        await discord.until(lambda: refusals(discord) == ["40060"])


async def test_events_come_late_and_the_last_one_first() -> None:
    async with Discord(ack_seconds=0.05) as discord, running(discord) as bot:
        ana = discord.person("Ana")
        discord.hold()
        await ana.say("first")
        await ana.say("second")
        assert (await ana.slash("form")).trouble
        await discord.release(reversed)
        await ana.reads("You said first")
        assert [text for _, text in bot.heard][:2] == ["second", "first"]
        assert refusals(discord) == ["10062"]


async def test_a_cut_is_survived_and_what_was_missed_is_heard() -> None:
    async with Discord() as discord, running(discord):
        ana = discord.person("Ana")
        discord.cut()
        await ana.say("while away")
        await discord.wait_for(RESUME)
        await ana.reads("You said while away")
        await discord.close(4000)
        await discord.wait_for(RESUME)
        await discord.ask_to_reconnect()
        await discord.wait_for(RESUME)
        assert (await ana.slash("form")).acked
        assert len(discord.accepted(IDENTIFY)) == 1


async def test_a_silent_gateway_is_noticed_by_its_heartbeats() -> None:
    async with Discord() as discord:
        discord.heartbeat_seconds = 0.1
        async with running(discord, SmallBot(heartbeat_timeout=0.4)):
            ana = discord.person("Ana")
            await discord.until(lambda: discord.heartbeats > 1)
            discord.stall()
            await ana.say("anybody?")
            await discord.wait_for(RESUME)
            await ana.reads("You said anybody?")


async def test_an_outage_ends() -> None:
    async with Discord() as discord, running(discord):
        await discord.stop()
        await discord.start()
        await discord.wait_for(RESUME, 20)
        assert (await discord.person("Ana").slash("form")).acked


async def test_a_session_that_is_over_is_begun_anew() -> None:
    async with Discord() as discord, running(discord):
        ana = discord.person("Ana")
        await discord.invalidate()
        await discord.wait_for(IDENTIFY)
        await discord.until(lambda: discord.connected)
        discord.fail_next(CONNECT, status=503)
        await discord.invalidate(resumable=True)
        await discord.wait_for(RESUME, 20)
        assert (await ana.slash("form")).acked


@pytest.mark.parametrize(
    ("number", "error"),
    [(4004, ConnectionClosed), (4014, PrivilegedIntentsRequired)],
)
async def test_some_numbers_are_the_end(number: int, error: type[Exception]) -> None:
    async with Discord() as discord:
        discord.fail_next(IDENTIFY, error=str(number))
        bot = SmallBot(sync=False)
        with redirected(discord), pytest.raises(error):
            await bot.start(discord.token)
        await bot.close()


async def test_privileged_intents_are_granted_first() -> None:
    wants = Intents(dm_messages=True, message_content=True)
    async with Discord() as discord:
        bot = SmallBot(wants, sync=False)
        with redirected(discord), pytest.raises(PrivilegedIntentsRequired):
            await bot.start(discord.token)
        await bot.close()
        discord.world.privileged = kinds.MESSAGE_CONTENT
        async with running(discord, SmallBot(wants, sync=False)):
            assert discord.connected == 1


async def test_after_a_thousand_identifies_the_token_is_gone() -> None:
    async with Discord() as discord:
        discord.world.identifies_left, token = 0, discord.token
        bot = SmallBot(sync=False)
        with redirected(discord), pytest.raises(ConnectionClosed):
            await bot.start(token)
        await bot.close()
        assert discord.token != token


FIRST: Json = {"op": kinds.IDENTIFY, "d": {"token": "", "intents": 0}}


@pytest.mark.parametrize(
    ("frames", "number"),
    [
        (["{"], 4002),
        ([{"op": 99}], 4001),
        ([{"op": kinds.PRESENCE, "d": {}}], 4003),
        ([{"op": kinds.IDENTIFY, "d": {"token": "x", "intents": 0}}], 4004),
        ([FIRST, FIRST], 4005),
        ([{"op": kinds.IDENTIFY, "d": {**FIRST["d"], "shard": [1, 1]}}], 4010),
        ([{"op": kinds.IDENTIFY, "d": {**FIRST["d"], "intents": 1 << 30}}], 4013),
    ],
)
async def test_the_gateway_closes_with_discords_numbers(
    frames: list[Any], number: int
) -> None:
    async with Discord() as discord, raw(discord) as socket:
        for frame in frames:
            given = dumps(frame) if isinstance(frame, dict) else frame
            token = f'"token": "{discord.token}"'
            await socket.send_str(given.replace('"token": ""', token))
        while not socket.closed:
            await socket.receive()
        assert socket.close_code == number


@asynccontextmanager
async def raw(discord: Discord) -> AsyncIterator[ClientWebSocketResponse]:
    url = f"{discord.gateway_url}?v=10"
    async with ClientSession() as session, session.ws_connect(url) as socket:
        yield socket


async def test_who_identifies_too_often_is_told_to_wait() -> None:
    async with Discord() as discord:
        discord.identify_seconds = 60
        async with running(discord), raw(discord) as socket:
            sent = {"token": discord.token, "intents": 0}
            await socket.send_json({"op": kinds.IDENTIFY, "d": sent})
            await socket.receive_json()  # hello
            told = {"op": kinds.INVALID_SESSION, "d": False}
            assert await socket.receive_json() == told


async def test_two_processes_with_one_token_hear_everything_twice() -> None:
    async with Discord() as discord, running(discord), running(discord):
        assert discord.connected == 2
        assert (await discord.person("Ana").slash("form")).acked
        await discord.until(lambda: refusals(discord) == ["40060"])


async def test_the_bot_hears_that_it_was_thrown_out_and_came_back() -> None:
    async with Discord() as discord, running(discord) as bot:
        ana, campus = discord.person("Ana"), discord.channel("campus")
        await discord.uninstall(discord.guild)
        channel = bot.get_partial_messageable(int(campus.id))
        assert await code(channel.send("x")) == 50001
        with pytest.raises(LookupError, match="offered no"):
            await ana.slash("form", campus)
        await discord.install(discord.guild)
        await ana.say("still here?")
        await ana.reads("You said still here?")
        assert bot.heard[:2] == [("removed", "Campus"), ("joined", "Campus")]


# What it keeps, and who hears of what


async def test_what_others_say_in_a_server_is_hidden_without_the_intent() -> None:
    async with Discord() as discord, running(discord) as bot:
        ana, campus = discord.person("Ana"), discord.channel("campus")
        await ana.say("among us", campus)
        await ana.mention("hello", campus)
        await ana.say("between us")
        await ana.reads("between us")
        mention = f"<@{discord.world.bot.id}> hello"
        assert [text for _, text in bot.heard][:3] == ["", mention, "between us"]
        channel = bot.get_partial_messageable(int(campus.id))
        texts = [message.content async for message in channel.history()]
        assert texts == [mention, ""]


async def test_nobody_is_notified_where_no_mentions_are_allowed() -> None:
    async with Discord() as discord, api(discord) as client:
        ana, campus = discord.person("Ana"), discord.channel("campus")
        channel = client.get_partial_messageable(int(campus.id))
        text = f"<@{ana.id}> and @everyone"
        await channel.send(text)
        await channel.send(text, allowed_mentions=AllowedMentions.none())
        loud, quiet = ana.sees(campus)
        assert (loud.mentions, loud.everyone) == ((ana,), True)
        assert (quiet.mentions, quiet.everyone) == ((), False)


async def test_a_bot_hears_itself_but_not_what_one_person_alone_sees() -> None:
    async with Discord() as discord, running(discord) as bot:
        ana = discord.person("Ana")
        heard = asyncio.create_task(bot.wait_for("message", timeout=5))
        await ana.slash("load", table=("x.csv", b"a,b"))
        await ana.slash("todo add", title="milk")
        assert (await heard).content == "1 x milk"


async def test_history_is_read_in_pages() -> None:
    async with Discord() as discord, api(discord) as client:
        ana = discord.person("Ana")
        channel = client.get_partial_messageable(int(ana.dm.id))
        sent = [await channel.send(f"{n}") for n in range(4)]
        newest = [m.content async for m in channel.history(limit=2)]
        assert newest == ["3", "2"]
        since = [m.content async for m in channel.history(after=Object(sent[1].id))]
        assert since == ["2", "3"]
        assert sent[0].nonce


async def test_an_ephemeral_message_is_one_persons_and_in_no_history() -> None:
    async with Discord() as discord, running(discord) as bot:
        ana, ben = discord.person("Ana"), discord.person("Ben")
        campus = discord.channel("campus")
        await ana.menu("Add this person", ben, campus)
        assert (len(ana.sees(campus)), len(ben.sees(campus))) == (1, 0)
        channel = bot.get_partial_messageable(int(campus.id))
        assert [m async for m in channel.history()] == []
        hidden: Message = ana.sees(campus)[0]
        assert await code(channel.fetch_message(int(hidden.id))) == 10008


async def test_what_comes_later_is_waited_for() -> None:
    async with Discord() as discord, running(discord):
        ana = discord.person("Ana")
        asked = await ana.slash("todo add", title="milk")
        with pytest.raises(AssertionError, match="not within"):
            await ana.reads("Done:", since=asked, patience=0.05)
        later = asyncio.create_task(ana.reads("Done:", since=asked))
        await ana.press("Done")
        assert (await later).content == "Done: 5"


async def test_a_screen_that_is_behind_can_still_be_pressed() -> None:
    async with Discord() as discord, running(discord):
        ana = discord.person("Ana")
        await ana.slash("todo add", title="milk")
        before = ana.sees()[0]
        await ana.press("Done")
        assert (await ana.press("Done", on=before)).acked


async def test_buttons_work_in_a_process_that_did_not_make_them() -> None:
    async with Discord() as discord:
        ana = discord.person("Ana")
        async with running(discord):
            await ana.slash("todo add", title="milk")
        async with running(discord, SmallBot(sync=False)):
            assert str(await ana.press("Done")) == "Done: 5"


async def test_two_discords_are_there_at_a_time() -> None:
    async with Discord() as one, Discord() as two, running(one), running(two):
        for discord in (one, two):
            ana = discord.person("Ana")
            await ana.say("hello")
            await ana.reads("You said hello")
            assert (await ana.slash("form")).acked
        assert (one.connected, two.connected) == (1, 1)


async def test_what_is_not_modelled_is_a_problem() -> None:
    async with Discord() as discord:
        status, _ = await rest(discord, "GET", "/voice/regions")
        assert status == 404
        assert discord.problems == ["GET /api/v10/voice/regions: not modelled here"]
