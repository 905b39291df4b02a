"""Signed requests, and forged ones.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hmac
import json
import time
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import urlencode

from aiohttp import ClientSession

from tests.adapters.slack.loopback.jsons import Json


def body_of(kind: str, payload: Json) -> tuple[str, str]:
    """How each kind is written down, and the type of that."""
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(fields), "application/x-www-form-urlencoded"


def signature(secret: str, timestamp: str, body: str) -> str:
    base = f"v0:{timestamp}:{body}".encode()
    return f"v0={hmac.new(secret.encode(), base, sha256).hexdigest()}"


async def post(
    url: str,
    kind: str,
    payload: Json,
    secret: str,
    timestamp: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    """The status and the text of what is answered."""
    body, mime = body_of(kind, payload)
    timestamp = str(int(time.time())) if timestamp is None else timestamp
    sent = {
        "Content-Type": mime,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(secret, timestamp, body),
        **(headers or {}),
    }
    async with (
        ClientSession() as session,
        session.post(url, data=body, headers=sent) as response,
    ):
        return response.status, await response.text()


def retry(attempt: int, reason: str) -> dict[str, str]:
    """https://docs.slack.dev/apis/events-api#retries"""
    if not attempt:
        return {}
    return {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
