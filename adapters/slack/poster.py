"""Speaks first on Slack: messages, and the files that come with them.

Slack knows no nonce, so each message carries ours in its metadata, and the history of
its place can be searched for it. https://docs.slack.dev/messaging/message-metadata
"""

import json
import logging
from base64 import b64decode
from collections.abc import Mapping, Set
from hashlib import sha256
from typing import Any

from adapters.slack.calls import Calls
from adapters.slack.render import Message, attachments, messages
from bot.engine.faults import named
from bot.errors import Refused
from bot.records import Place
from bot.views import File, Picture, View

LETTER = "whoelse_letter"
LOOKED_AT = 100  # messages: the newest, of one place
NO_FILE = "There should be a file here, but this workspace takes none from me."

log = logging.getLogger(__name__)


class Poster:
    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._there: dict[str, Set[str]] = {}  # of what is said in part, by its nonce

    async def post(self, place: Place, view: View, nonce: str) -> None:
        there = self._there.pop(nonce, frozenset())
        await self.say(place.team, place.id, view, nonce, place.thread, there)

    async def say(
        self,
        team: str,
        to: str,
        view: View,
        nonce: str,
        thread: str = "",
        there: Set[str] = frozenset(),
    ) -> None:
        """All of its messages but those that are there already; files before the last.

        The nonce stands in the last: once that is there, all of it is. Any error after
        the first leaves open how much was said.
        """
        *begin, last = messages(view)
        steps = [
            *((f"{nonce}.{_mark(part)}", part) for part in begin),
            *(("", one) for one in attachments(view)),
            (nonce, last),
        ]
        is_begun = bool(there)
        for name, step in steps:
            if name in there:
                continue
            try:
                if isinstance(step, Message):
                    await self._post(team, to, step, name, thread)
                else:
                    await self._hand_over(team, to, step)
            except Exception as error:
                if is_begun:
                    raise RuntimeError("said in part") from error
                raise
            is_begun = True

    async def _post(
        self, team: str, to: str, part: Message, name: str, thread: str
    ) -> None:
        await self._calls(
            team,
            "chat.postMessage",
            channel=to.removeprefix("@"),
            thread_ts=thread,
            text=part.text,
            blocks=part.blocks,
            metadata={"event_type": LETTER, "event_payload": {"nonce": name}},
            unfurl_links=False,
            unfurl_media=False,
        )

    async def arrived(self, place: Place, nonce: str) -> bool | None:
        """Where a part of it is there, what is posted next is the rest.

        None where we may not look, as without the scope im:history.
        """
        try:
            seen = await self._seen(place)
        except Refused:
            return None
        if nonce in seen:
            return True
        if begun := {name for name in seen if name.startswith(f"{nonce}.")}:
            self._there[nonce] = begun
        return False

    async def _seen(self, place: Place) -> set[str]:
        """The nonces of what was said there.

        https://docs.slack.dev/reference/methods/conversations.history
        """
        method = "conversations.replies" if place.thread else "conversations.history"
        answer = await self._calls(
            place.team,
            method,
            channel=await self._channel(place.team, place.id),
            ts=place.thread,
            limit=LOOKED_AT,
            include_all_metadata="true",
        )
        return {_nonce(message) for message in answer.get("messages") or ()}

    async def files(self, team: str, to: str, view: View) -> None:
        for one in attachments(view):
            await self._hand_over(team, to, one)

    async def _hand_over(self, team: str, to: str, one: File | Picture) -> None:
        """Where a workspace lets nobody upload, the words count that come beside it.

        https://docs.slack.dev/messaging/working-with-files#upload
        """
        channel = await self._channel(team, to)
        try:
            if isinstance(one, File):
                await self._upload(team, channel, one.name, one.content.encode(), "")
            else:
                content = b64decode(one.png)
                await self._upload(team, channel, "picture.png", content, one.alt)
        except Refused as error:
            log.warning("no file: %s", named(error))
            [instead] = messages(View((NO_FILE,)))
            await self._post(team, to, instead, "", "")

    async def _upload(
        self, team: str, channel: str, name: str, content: bytes, alt: str
    ) -> None:
        place = await self._calls(
            team,
            "files.getUploadURLExternal",
            filename=name,
            length=len(content),
            alt_txt=alt[:1000],
        )
        async with self._calls.session.post(place["upload_url"], data=content) as done:
            done.raise_for_status()
        files = [{"id": place["file_id"], "title": name}]
        await self._calls(
            team, "files.completeUploadExternal", files=files, channel_id=channel
        )

    async def _channel(self, team: str, to: str) -> str:
        """Of a person, the conversation with them."""
        if not to.startswith("@"):
            return to
        opened = await self._calls(team, "conversations.open", users=to[1:])
        return str((opened.get("channel") or {})["id"])


def _mark(part: Message) -> str:
    """A repeat that is split in another way has other messages: none of it is lost."""
    return sha256(json.dumps(part.blocks).encode()).hexdigest()[:8]


def _nonce(message: Mapping[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    return str((metadata.get("event_payload") or {}).get("nonce", ""))
