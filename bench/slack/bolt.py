"""The peer: a bare Bolt app over HTTP, which acknowledges and does nothing else.

https://docs.slack.dev/tools/bolt-python/concepts/commands

`python -m bench.slack.bolt API_URL default|before WORDS` says its port, and ends with
its input.
"""

import asyncio
import sys

from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bench.slack.shared import COMMAND, PATH, SECRET, TOKEN


async def acknowledge(ack: AsyncAck) -> None:
    await ack()


def bare(api_url: str, *, before: bool, words: int) -> AsyncApp:
    """Bolt looks through what is registered in its order: ours is the last."""
    app = AsyncApp(
        client=AsyncWebClient(TOKEN, base_url=api_url),
        signing_secret=SECRET,
        process_before_response=before,
    )
    for nth in range(1, words):
        app.command(f"/word{nth}")(acknowledge)
    app.command(COMMAND)(acknowledge)
    return app


async def serve(app: AsyncApp) -> None:
    runner = web.AppRunner(app.web_app(PATH), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


async def main(api_url: str, mode: str, words: str) -> None:
    await serve(bare(api_url, before=mode == "before", words=int(words)))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
