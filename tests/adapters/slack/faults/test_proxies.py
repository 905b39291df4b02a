"""A proxy that the environment names: every call of ours goes through it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from tests.adapters.slack.faults.house import at_home, came_in, loopback, said

pytestmark = pytest.mark.asyncio

PEOPLE = b"name\nPriya Nair\n"
KINDS = {"api", "actions", "files", "upload"}


@asynccontextmanager
async def proxy(passed: list[str]) -> AsyncIterator[str]:
    """It hands everything on, and keeps what it was asked for."""

    async def hand_on(request: web.BaseRequest) -> web.StreamResponse:
        passed.append(request.path.split("/")[1])
        headers = {k: v for k, v in request.headers.items() if k != "Host"}
        url, body = str(request.url), await request.read()
        async with session.request(
            request.method, url, data=body, headers=headers, allow_redirects=False
        ) as got:
            kind = {"Content-Type": got.headers.get("Content-Type", "text/plain")}
            return web.Response(status=got.status, body=await got.read(), headers=kind)

    runner = web.ServerRunner(web.Server(hand_on), shutdown_timeout=0.05)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with ClientSession() as session:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.mark.parametrize("name", ["HTTP_PROXY", "HTTPS_PROXY", "https_proxy"])
async def test_every_call_goes_through_the_proxy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    passed: list[str] = []
    async with loopback() as slack, proxy(passed) as url:
        monkeypatch.setenv(name, url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")  # Slack's library looks at none
        async with at_home(tmp_path, slack=slack) as house:
            ana = await came_in(house)
            await ana.reads("Priya Nair", since=await ana.upload("p.csv", PEOPLE))
            await said(ana, "keepsake", "talk.ics")
            await said(ana, "remind me to call at 5pm", "I'll remind you")
            await ana.reads("Done: call", since=await ana.press("Remove"))
            calls = len(slack.calls)
    assert {*passed} == KINDS
    assert len(passed) == calls


async def test_a_proxy_that_is_not_there_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with loopback() as slack:
        with monkeypatch.context() as environ:
            environ.setenv("HTTP_PROXY", "http://127.0.0.1:9")
            async with at_home(tmp_path, slack=slack) as house:
                ana = slack.person("Ana")
                heard = await ana.slash("/whoelse", "add Priya Nair, nurse")
                assert "Priya Nair" in str(heard)
                assert house.slack.calls == []
                await ana.say("add Tom Okafor, pilot")
                await house.given()
                now = house.clock.now()
        async with at_home(tmp_path, slack=slack, now=now) as house:
            await house.later(minutes=5)
            await ana.reads("Tom Okafor (pilot) is on your list.")
