"""Messages that go out: how many a second arrive, over TLS.

`python -m bench.slack.said ours|default API_URL MANY AT_ONCE` says its rate. The
default is what one gets who writes `AsyncWebClient(token)`: each call of it opens a
connection of its own. https://docs.slack.dev/tools/python-slack-sdk/web
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from time import perf_counter

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import Calls, OneToken, session
from adapters.slack.poster import Poster
from adapters.slack.render import messages
from bench.slack.shared import TEAM, TOKEN
from bot.records import Place
from bot.views import Button, View

VIEW = View(
    ("No answer from Ada Berg yet. That's normal.", "One short follow-up is fine."),
    (Button("Write it", "write.for/1", "primary"), Button("Got a reply", "log.did/1")),
)

Say = Callable[[int], Awaitable[object]]


async def _ours(api_url: str, many: int, at_once: int) -> float:
    async with session() as http:
        poster = Poster(Calls(http, api_url, OneToken(TOKEN)))
        place = Place("slack", TEAM, "@U1")
        return await _rate(lambda n: poster.post(place, VIEW, f"{n}"), many, at_once)


async def _default(api_url: str, many: int, at_once: int) -> float:
    client = AsyncWebClient(TOKEN, base_url=api_url)
    [message] = messages(VIEW)
    blocks, text = message.blocks, message.text
    return await _rate(
        lambda _: client.chat_postMessage(channel="U1", text=text, blocks=blocks),
        many,
        at_once,
    )


async def _rate(say: Say, many: int, at_once: int) -> float:
    """A second, so many at a time."""
    waiting = iter(range(many))

    async def speak() -> None:
        for number in waiting:
            await say(number)

    began = perf_counter()
    await asyncio.gather(*(speak() for _ in range(at_once)))
    return many / (perf_counter() - began)


def main(who: str, api_url: str, many: str, at_once: str) -> None:
    say = {"ours": _ours, "default": _default}[who]
    rate = asyncio.run(say(api_url, int(many), int(at_once)))
    sys.stdout.write(f"{rate}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
