"""Calls of Discord's API: messages by the library, which keeps its paces; answers to
interactions by ourselves, since the library would repeat them in silence.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import discord
from aiohttp import ClientConnectorError, ClientResponse, ClientSession, FormData
from discord.http import Route

from adapters.discord.render import Message
from bot.errors import NotSent, Refused

LONGEST = 15  # seconds; shorter than a delivery waits for a call

EPHEMERAL, SILENT = 1 << 6, 1 << 12
"""Flags. https://docs.discord.com/developers/resources/message#message-object"""

TAKEN = 40060

Payload = Mapping[str, Any]


class Taken(Refused):
    """Somebody answered already: another process with this token."""


class Calls:
    """`client` may be another one after each time that the connection was lost."""

    def __init__(self, session: ClientSession, client: discord.Client) -> None:
        self.client = client
        self._session = session

    async def send(self, channel: str, message: Message, nonce: str) -> None:
        """A nonce that Discord knows already makes no second message.

        https://docs.discord.com/developers/resources/message#create-message
        """
        body = {**content_of(message), "nonce": nonce, "enforce_nonce": True}
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel)
        await self._by_library(route, body, message.files)

    async def direct(self, user: str) -> str:
        """The channel that somebody shares with the bot alone."""
        opened = await self._by_library(
            Route("POST", "/users/@me/channels"), {"recipient_id": user}
        )
        return str(opened["id"])

    async def history(self, channel: str, most: int) -> Sequence[Payload]:
        route = Route(
            "GET",
            "/channels/{channel_id}/messages?limit=" + str(most),
            channel_id=channel,
        )
        found: Sequence[Payload] = await self._by_library(route, None)
        return found

    async def respond(
        self, path: str, body: Payload, files: Sequence[discord.File] = ()
    ) -> None:
        """To an interaction: it has no token of ours in it, and no limit of its own."""
        url = f"{Route.BASE}{path}"
        try:
            sent: dict[str, Any] = {"json": body}
            if files:
                sent = {"data": _form(body, files)}
            async with self._session.post(url, **sent) as answer:
                if answer.status >= 300:
                    raise await _judged(answer)
        except ClientConnectorError as error:
            raise NotSent(type(error).__name__) from None

    async def fetched(self, url: str, most: int) -> bytes:
        """A file, from its beginning; ClientError where it is not to be had."""
        async with self._session.get(url) as answer:
            answer.raise_for_status()
            return await answer.content.read(most)

    async def _by_library(
        self, route: Route, body: Payload | None, files: Sequence[discord.File] = ()
    ) -> Any:
        given: dict[str, Any] = {"json": body} if body is not None else {}
        if files and body is not None:
            given = {"form": _parts(body, files), "files": files}
        if self.client.http.token is None or self.client.is_closed():
            raise NotSent("not connected")
        try:
            return await self.client.http.request(route, **given)
        except discord.RateLimited as error:
            raise NotSent("429", timedelta(seconds=error.retry_after)) from None
        except discord.HTTPException as error:
            raise _of_status(error.status, error.code) from None
        except ClientConnectorError as error:
            raise NotSent(type(error).__name__) from None


def content_of(message: Message) -> dict[str, Any]:
    return {
        "content": message.content,
        "components": message.components,
        "allowed_mentions": {"parse": []},
        "flags": SILENT if message.silent else 0,
        "attachments": [
            {"id": nth, "filename": file.filename, "description": file.description}
            for nth, file in enumerate(message.files)
        ],
    }


def _parts(body: Payload, files: Sequence[discord.File]) -> list[dict[str, Any]]:
    """As `discord.http` wants them for a request of several parts."""
    parts: list[dict[str, Any]] = [{"name": "payload_json", "value": json.dumps(body)}]
    for nth, file in enumerate(files):
        parts.append(
            {
                "name": f"files[{nth}]",
                "value": file.fp,
                "filename": file.filename,
                "content_type": "application/octet-stream",
            }
        )
    return parts


def _form(body: Payload, files: Sequence[discord.File]) -> FormData:
    form = FormData()
    for part in _parts(body, files):
        named = {k: part[k] for k in ("filename", "content_type") if k in part}
        kind = named or {"content_type": "application/json"}
        form.add_field(part["name"], part["value"], **kind)
    return form


async def _judged(answer: ClientResponse) -> Exception:
    """By its code alone, since the rest of it quotes what people typed."""
    try:
        told = await answer.json(content_type=None)
    except ValueError:
        told = {}
    told = told if isinstance(told, dict) else {}
    if answer.status == 429:
        wait = float(told.get("retry_after") or 0)
        return NotSent("429", timedelta(seconds=wait))
    return _of_status(answer.status, int(told.get("code") or 0))


def _of_status(status: int, code: int) -> Exception:
    """https://docs.discord.com/developers/topics/opcodes-and-status-codes"""
    if status == 429:
        return NotSent("429")
    if code == TAKEN:
        return Taken(f"{status}/{code}")
    if 400 <= status < 500:
        return Refused(f"{status}/{code}")
    return RuntimeError(f"Discord answered {status}")
