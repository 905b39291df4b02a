"""What Slack sends, signed as it signs, and how long each is waited for.

A connection is written to and read from by hand: a client with comforts would take as
long as the server that is measured.
https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import asyncio
import re
import time
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterable
from itertools import count
from time import perf_counter
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from bench.ours import in_flight
from bench.slack.shared import COMMAND, PATH, SECRET, TEAM

FORM = "application/x-www-form-urlencoded"
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_triggers = count(1)
_signer = SignatureVerifier(SECRET)


def command(user: str, text: str) -> bytes:
    """Somebody types it after the command. It is good for five minutes, and once.

    https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling
    """
    body = urlencode(
        {
            "token": "",
            "team_id": TEAM,
            "team_domain": "campus",
            "channel_id": "C1",
            "channel_name": "general",
            "user_id": user,
            "user_name": user.lower(),
            "command": COMMAND,
            "text": text,
            "api_app_id": "A1",
            "is_enterprise_install": "false",
            "response_url": "http://127.0.0.1:9/never",
            "trigger_id": f"1.{next(_triggers)}",
        }
    )
    return _request(body, str(int(time.time())))


def _request(body: str, stamp: str) -> bytes:
    signature = _signer.generate_signature(timestamp=stamp, body=body)
    lines = (
        f"POST {PATH} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Content-Type: {FORM}",
        f"Content-Length: {len(body)}",
        f"X-Slack-Request-Timestamp: {stamp}",
        f"X-Slack-Signature: {signature}",
    )
    return "\r\n".join([*lines, "", body]).encode()


class Sender:
    """Keeps its connections, and opens another when all are in use."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[tuple[StreamReader, StreamWriter]] = []

    async def sent(self, request: bytes) -> bytes:
        """What was answered; RuntimeError if that is not 200."""
        if self._idle:
            reader, writer = self._idle.pop()
        else:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        body = await reader.readexactly(int(length[1])) if length else b""
        if b" 200 " not in head[:16]:
            raise RuntimeError(f"it answered {head.decode()}")
        self._idle.append((reader, writer))
        return body

    async def took_each(
        self, requests: Iterable[bytes], at_once: int, says: bytes = b""
    ) -> list[float]:
        """Milliseconds; RuntimeError for an answer in which that is not said."""
        took: list[float] = []

        async def take(request: bytes) -> None:
            began = perf_counter()
            body = await self.sent(request)
            took.append((perf_counter() - began) * 1000)
            if says not in body:
                raise RuntimeError(f"it answered {body.decode()}")

        await in_flight(at_once, map(take, requests))
        return took

    def close(self) -> None:
        for _, writer in self._idle:
            writer.close()
