"""What somebody on Discord does with the bot, from words to a reminder."""

import asyncio
from pathlib import Path

import pytest
from aiohttp import ClientSession
from discord import Client, Intents

from adapters.discord.calls import Calls
from adapters.discord.voice import ELSEWHERE
from bot.engine.shell import SLOW
from bot.errors import NotSent, Unusable
from bot.flows import FLOWS
from tests.adapters.discord.house import (
    FOLLOW_UP,
    MESSAGE,
    PATIENCE,
    RESPONSE,
    SYNC,
    House,
    at_home,
    came_in,
    official,
    said,
)
from tests.adapters.discord.loopback import (
    CONNECT,
    IDENTIFY,
    RESUME,
    Discord,
    Person,
    Seen,
    read,
)
from tests.adapters.discord.loopback.kinds import EPHEMERAL

pytestmark = pytest.mark.asyncio

CONTACTS = b"name,role,employer\nTom Okafor,pilot,Skyways\n"
REMINDER = "You asked me to remind you: call Tom"


def refusals(house: House) -> list[str]:
    return [call.answer.error for call in house.discord.calls if not call.ok]


async def again(house: House, seen: Seen) -> None:
    """Discord delivers it once more, and the bot hears all that was delivered."""
    await house.discord.again(seen.deliveries[0])
    await said_last(house)


async def said_last(house: House) -> None:
    """Whoever comes after it is answered, so it was heard."""
    await came_in(house, "Zoe")


async def test_words_in_direct_messages_are_answered_there(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        added = await said(ana, "add Priya Nair, nurse, Mercy", "is on your list")
        assert "[Write it]" in read(added)
        assert await house.people() == ["Priya Nair"]
        assert house.discord.problems == []


async def test_a_newcomer_lives_in_the_zone_of_the_community(tmp_path: Path) -> None:
    async with at_home(tmp_path, zone="America/Denver") as house:
        ana = await came_in(house)
        await said(ana, "settings", "Time zone: America/Denver.")
        ben = house.discord.person("Ben")
        await ben.slash("whoelse next")
        await said(ben, "settings", "Time zone: America/Denver.")


async def test_a_slash_command_is_answered_for_one_person_alone(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana, ben = await came_in(house), house.discord.person("Ben")
        campus = house.discord.channel("campus")
        seen = await ana.slash("whoelse next", campus)
        assert [message.flags & EPHEMERAL for message in seen.messages] == [EPHEMERAL]
        assert ben.sees(campus) == ()
        [plain] = (await ana.slash("whoelse next")).messages
        assert (plain.to, plain.flags) == ("", 0)
        assert house.discord.problems == []


async def test_a_card_is_opened_and_its_form_filled_in(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        await ana.slash("whoelse add", campus, who="Priya Nair, nurse, Mercy")
        await ana.slash("whoelse people", campus, name="Priya Nair")
        opened = await ana.press("Add a note")
        assert opened.modal
        [field] = opened.modal.sent["components"]
        noted = await ana.submit({field["label"]: "Spoke about night shifts"})
        assert "Noted about Priya Nair" in str(noted)
        assert (ana.modal, len(noted.ephemeral)) == (None, 1)
        assert house.discord.problems == []


async def test_something_is_chosen_and_some_of_it_ticked(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await ana.slash("whoelse choices")
        assert str(await ana.press("Which field?", "Law")) == "Chosen: l."
        both = ("1. Nursing", "2. Law")
        assert str(await ana.press("Which of them?", *both)) == "Chosen: n l."
        assert house.discord.problems == []


async def test_a_long_list_is_leafed_through(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        for nth in range(12):
            name = f"Person {'ABCDEFGHIJKL'[nth]}"
            await said(ana, f"add {name}, nurse, Mercy", f"{name} ")
        first = await ana.slash("whoelse people")
        assert "Page 1 of 2" in str(first)
        second = await ana.press("More")
        assert "Page 2 of 2" in str(second)
        assert [m.id for m in second.messages] == [m.id for m in first.messages]
        assert house.discord.problems == []


async def test_a_second_answer_follows_the_first(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        seen = await ana.slash("whoelse everything", campus)
        await ana.reads("Two.", channel=campus, since=seen)
        assert [read(message) for message in ana.sees(campus)] == ["One.", "Two."]
        assert (len(house.calls(RESPONSE)), len(house.calls(FOLLOW_UP))) == (1, 1)
        assert {message.to for message in ana.sees(campus)} == {ana.id}


async def test_a_reminder_comes_and_its_button_works_after_a_restart(
    tmp_path: Path,
) -> None:
    async with Discord(official()) as discord:
        async with at_home(tmp_path, discord) as house:
            ana = await came_in(house)
            await said(ana, "remind me to call Tom tomorrow 9am", "I'll remind you")
            await house.later(days=1)
            await ana.reads(REMINDER)
            assert await house.letters() == [("sent", 1)]
        async with at_home(tmp_path, discord) as house:
            pressed = await ana.press("In an hour")
            assert (pressed.acked, pressed.trouble) == (True, "")
            await house.later(hours=2)
            await ana.reads(REMINDER, since=pressed)
            assert discord.problems == []


async def test_what_is_due_at_the_start_waits_for_the_connection(
    tmp_path: Path,
) -> None:
    async with Discord(official()) as discord:
        async with at_home(tmp_path, discord) as house:
            ana = await came_in(house)
            await said(ana, "remind me to call Tom tomorrow 9am", "I'll remind you")
            now = house.clock.now()
        async with at_home(tmp_path, discord, now=now.replace(day=18)) as house:
            await house.later(minutes=1)
            assert REMINDER in read(await ana.reads(REMINDER))
            assert "repeat" not in read(ana.sees()[-1])
            assert [state for state, _ in await house.letters()] == ["sent"]


async def test_the_same_interaction_is_answered_once(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        who = "Priya Nair, nurse, Mercy"
        await again(house, await ana.slash("whoelse add", who=who))
        assert (await house.people(), refusals(house)) == (["Priya Nair"], [])
        assert len(house.calls(RESPONSE)) == 1


async def test_two_presses_at_once_have_an_answer_each(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await ana.slash("whoelse silence")
        both = await asyncio.gather(*(ana.press("Nothing") for _ in range(2)))
        assert [seen.trouble for seen in both] == ["", ""]
        assert refusals(house) == []


async def test_a_button_that_says_nothing_is_acknowledged(tmp_path: Path) -> None:
    async with at_home(tmp_path, ack_seconds=0.5) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        await ana.slash("whoelse silence", campus)
        assert (await ana.press("Nothing")).trouble == ""
        assert [read(m).split("\n")[0] for m in ana.sees(campus)] == ["Press."]


@pytest.mark.parametrize("pressed", [False, True])
async def test_a_dialog_that_has_no_room_is_asked_in_direct_messages(
    tmp_path: Path, pressed: bool
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        await ana.slash("whoelse silence", campus)
        doing = ana.press("Long") if pressed else ana.slash("whoelse long", campus)
        seen = await doing
        assert str(seen) == ELSEWHERE
        await ana.reads("Who is it?")
        await ana.reads("[Person 39]")
        assert house.discord.problems == []


async def test_the_button_of_somebody_forgotten_answers(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await ana.slash("whoelse silence")
        assert "Forgotten." in str(await ana.press("Forget"))
        assert (await ana.press("Forget")).trouble == ""


async def test_a_button_from_before_a_deploy_says_so(tmp_path: Path) -> None:
    async with Discord(official()) as discord:
        async with at_home(tmp_path, discord) as house:
            ana = await came_in(house)
            await ana.slash("whoelse silence")
        async with at_home(tmp_path, discord, flows=FLOWS):
            old = await ana.press("Nothing")
            assert "something I no longer do" in str(old)


@pytest.mark.parametrize("file", [False, True])
async def test_an_answer_that_is_too_late_comes_as_a_direct_message(
    tmp_path: Path, file: bool
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        house.discord.fail_next(RESPONSE, error="10062")
        house.discord.times.ack = 0.1
        if file:
            await ana.slash("whoelse import", campus, file=("a.csv", CONTACTS))
        else:
            await ana.slash("whoelse people", campus)
        house.discord.times.ack = 3
        await ana.reads("1 person to choose from" if file else "Nobody yet")
        assert (ana.sees(campus), refusals(house)) == ((), ["10062"])


async def test_what_may_have_been_answered_is_not_answered_again(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        house.discord.fail_next(RESPONSE, drop=True)
        seen = await ana.slash("whoelse everything", campus)
        await ana.reads("Two.", channel=campus, since=seen)
        await house.given()
        assert refusals(house) == []
        assert len(house.calls(RESPONSE)) == 1
        await house.later(minutes=2)
        assert "may be a repeat" in read(await ana.reads("One."))


@pytest.mark.parametrize("code", ["50007", "50278", "40003"])
async def test_where_no_direct_message_arrives_nothing_breaks(
    tmp_path: Path, code: str
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call Tom tomorrow 9am", "I'll remind you")
        ana.closed = code
        await house.later(days=1)
        assert [state for state, _ in await house.letters()] == ["failed"]
        assert (await ana.slash("whoelse next")).acked


async def test_a_file_is_handed_over_in_direct_messages(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "import", "Hand me a file of contacts in a direct message.")
        seen = await ana.upload("people.csv", CONTACTS)
        await ana.reads("people.csv: 1 person to choose from", since=seen)
        await ana.press("Keep all")
        await said(ana, "people", "Tom Okafor")
        assert house.discord.problems == []


async def test_a_file_is_handed_over_with_a_command(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        file = ("people.csv", CONTACTS)
        seen = await ana.slash("whoelse import", campus, file=file)
        asked = await ana.reads("1 person to choose from", channel=campus, since=seen)
        assert (asked.to, seen.acked) == (ana.id, True)
        assert "1. Tom Okafor" in read(asked)
        await ana.press("Whom to keep", "1. Tom Okafor, pilot at Skyways")
        await ana.press("Keep the ticked (1)")
        assert await house.people() == ["Tom Okafor"]
        assert house.discord.problems == []


async def test_a_file_is_handed_over_in_a_dialog(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        await ana.slash("whoelse import", campus)
        assert ana.modal
        seen = await ana.submit({"A file of contacts": ("people.csv", CONTACTS)})
        await ana.reads("1 person to choose from", channel=campus, since=seen)
        assert "1. Tom Okafor" in str(await ana.slash("whoelse import", campus))
        assert house.discord.problems == []


async def test_a_file_that_cannot_be_had_is_asked_for_again(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.discord.fail_next("download", status=404)
        seen = await ana.upload("people.csv", CONTACTS)
        await ana.reads("I could not fetch that file", since=seen)


async def test_what_people_type_notifies_and_hides_nothing(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ben = house.discord.person("Ben")
        ana = await came_in(house)
        what = f"@everyone <@{ben.id}> [x](https://example.com)"
        told = await said(ana, f"remind me to call {what} tomorrow 9am", "call")
        assert what in read(told)
        campus = house.discord.channel("campus")
        await ana.slash("whoelse add", campus, who=f"{what}, nurse, Mercy")
        await ana.slash("whoelse my", campus, what="reminders")
        await house.later(days=1)
        assert what in read(await ana.reads("You asked me to remind you"))
        for message in (*ana.sees(campus), *ana.sees()):
            assert (message.everyone, message.mentions) == (False, ())
        sent = [*house.calls(MESSAGE), *house.calls(RESPONSE)]
        bodies = [call.args.get("data", call.args) for call in sent]
        assert {str(b["allowed_mentions"]) for b in bodies} == {"{'parse': []}"}


async def test_a_bot_says_nothing_to_bots_and_servers(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        await ana.mention("hello", campus)
        await said_last(house)
        assert [m.author for m in ana.sees(campus)] == [ana]


async def test_the_first_connection_may_be_refused(tmp_path: Path) -> None:
    async with Discord(official()) as discord:
        discord.fail_next(CONNECT, status=503)
        async with at_home(tmp_path, discord) as house:
            await discord.wait_for(IDENTIFY)
            await came_in(house)
            assert [call.ok for call in house.calls(CONNECT)] == [False, True]
            assert len(house.calls(SYNC)) == 1


async def test_a_bot_that_starts_in_an_outage_waits_for_its_end(
    tmp_path: Path,
) -> None:
    async with Discord(official()) as discord:
        await discord.stop()
        async with at_home(tmp_path, discord) as house:
            assert house.calls(IDENTIFY) == []
            await discord.start()
            await discord.wait_for(IDENTIFY)
            await came_in(house)
        await discord.stop()
        async with at_home(tmp_path, discord):
            pass  # and can be stopped in one


async def _turns() -> None:
    """As many of the loop as it takes for something to be sent."""
    for _ in range(100):
        await asyncio.sleep(0)


async def test_a_refused_token_is_said_at_the_start(tmp_path: Path) -> None:
    async with Discord() as discord:
        home = at_home(tmp_path, discord)
        discord.fail_next("get_my_user", status=401)
        with pytest.raises(Unusable, match="DISCORD_TOKEN"):
            await home.__aenter__()


async def test_a_gateway_that_was_set_is_the_one_to_resume_at(tmp_path: Path) -> None:
    async with Discord() as discord:
        there, discord.world.url = discord.gateway_url, "http://127.0.0.1:9"
        async with at_home(tmp_path, discord, gateway_url=there) as house:
            ana = await came_in(house)
            discord.cut()
            await discord.wait_for(RESUME)
            await said(ana, "people", "Nobody yet")


async def test_before_there_is_a_connection_nothing_is_sent() -> None:
    async with ClientSession() as session:
        calls = Calls(session, Client(intents=Intents.none()))
        with pytest.raises(NotSent):
            await calls.direct("1")


async def test_a_token_that_is_taken_away_is_said_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with at_home(tmp_path) as house:
        await came_in(house)
        await house.discord.reset_token()
        async with asyncio.timeout(PATIENCE):
            while "DISCORD_TOKEN" not in caplog.text:  # noqa: ASYNC110 (it rings no bell)
                await asyncio.sleep(0)


async def test_a_long_wait_is_kept_to_and_a_letter_comes_after_it(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call Tom tomorrow 9am", "I'll remind you")
        house.discord.fail_next(MESSAGE, status=429, retry_after=7_200)
        await house.later(hours=17)
        assert await house.letters() == [("due", 1)]
        await house.later(hours=2)
        await ana.reads(REMINDER)
        assert await house.letters() == [("sent", 2)]


async def test_a_letter_whose_answer_was_lost_is_there_once(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        await said(ana, "remind me to call Tom tomorrow 9am", "I'll remind you")
        house.discord.fail_next(MESSAGE, drop=True)
        await house.later(days=1)
        await house.later(minutes=1)
        assert [read(m) for m in ana.sees()].count("Your next step is ready.") == 1
        assert len([m for m in ana.sees() if REMINDER in read(m)]) == 1
        assert [state for state, _ in await house.letters()] == ["sent"]


async def test_what_comes_after_fifteen_minutes_comes_as_a_direct_message(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path, token_seconds=0) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        await ana.slash("whoelse everything", campus)
        await ana.reads("Two.")
        assert [read(message) for message in ana.sees(campus)] == ["One."]
        assert refusals(house) == ["50027"]


async def test_a_slow_answer_is_announced_and_comes_as_a_direct_message(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path, patience=0) as house:
        ana = house.discord.person("Ana")
        campus = house.discord.channel("campus", ana)
        seen = await ana.slash("whoelse next", campus)
        assert str(seen) == SLOW
        await ana.reads("Who is easiest to ask?")
        assert refusals(house) == []


async def test_a_server_that_removes_the_bot_meanwhile_breaks_nothing(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        campus = house.discord.channel("campus", ana)
        house.discord.hold()
        asked = asyncio.create_task(ana.slash("whoelse people", campus))
        await _turns()
        await house.discord.uninstall(house.discord.guild)
        await house.discord.release()
        assert "Nobody yet" in str(await asked)


async def test_a_cut_is_resumed_and_nothing_is_missed(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.discord.cut()
        seen = await ana.say("people")
        await house.discord.wait_for(RESUME)
        await ana.reads("Nobody yet", since=seen)
        assert len(house.calls(IDENTIFY)) == 1


async def test_at_the_end_what_is_on_its_way_arrives(tmp_path: Path) -> None:
    async with at_home(tmp_path) as house:
        ana = await came_in(house)
        house.discord.hold()
        await ana.say("people")
        await house.discord.release()
        await _heard(house, ana)
    assert "Nobody yet" in read(ana.sees()[-1])


async def _heard(house: House, person: Person) -> None:
    """Decided at the least, and perhaps not yet said."""
    while len(await house.rows("select 1 from inbox")) < 2:  # noqa: ASYNC110
        await asyncio.sleep(0)
    assert person.sees()
