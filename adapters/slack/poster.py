"""Speaks first on Slack: messages, and the files that come with them.

Slack knows no nonce, so each message carries ours in its metadata, and the history of
its place can be searched for it. https://docs.slack.dev/messaging/message-metadata
"""

from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from adapters.slack.calls import Calls
from adapters.slack.render import attachments, messages
from bot.records import Place
from bot.views import File, View

LETTER = "whoelse_letter"
LOOKED_AT = 100  # messages: the newest, of one place


class Poster:
    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def post(self, place: Place, view: View, nonce: str) -> None:
        await self.say(place.team, place.id, view, nonce, place.thread)

    async def say(
        self, team: str, to: str, view: View, nonce: str, thread: str = ""
    ) -> None:
        """A nonce stands in the last of its messages: once there, all of it is.

        Where a part of it was said and the rest was not, nobody knows how much: any
        error after the first message leaves that open.
        """
        parts = messages(view)
        for nth, part in enumerate(parts, 1):
            last = nth == len(parts)
            try:
                await self._calls(
                    team,
                    "chat.postMessage",
                    channel=to.removeprefix("@"),
                    thread_ts=thread,
                    text=part.text,
                    blocks=part.blocks,
                    metadata=_metadata(nonce if last else f"{nonce}.{nth}"),
                    unfurl_links=False,
                    unfurl_media=False,
                )
            except Exception as error:
                if nth > 1:
                    raise RuntimeError("said in part") from error
                raise
        await self.files(team, to, view)

    async def arrived(self, place: Place, nonce: str) -> bool | None:
        """None where a part of it is there, so that the whole may come twice."""
        channel = await self._channel(place.team, place.id)
        method = "conversations.replies" if place.thread else "conversations.history"
        answer = await self._calls(
            place.team,
            method,
            channel=channel,
            ts=place.thread,
            limit=LOOKED_AT,
            include_all_metadata="true",
        )
        seen = {_nonce(message) for message in answer.get("messages") or ()}
        if nonce in seen:
            return True
        return None if any(one.startswith(f"{nonce}.") for one in seen) else False

    async def files(self, team: str, to: str, view: View) -> None:
        """https://docs.slack.dev/messaging/working-with-files#upload"""
        if not (kept := attachments(view)):
            return
        channel = await self._channel(team, to)
        for one in kept:
            if isinstance(one, File):
                name, content, alt = one.name, one.content.encode(), ""
            else:
                name, content, alt = "picture.png", b64decode(one.png), one.alt
            await self._upload(team, channel, name, content, alt)

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


def _metadata(nonce: str) -> Mapping[str, Any]:
    return {"event_type": LETTER, "event_payload": {"nonce": nonce}}


def _nonce(message: Mapping[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    return str((metadata.get("event_payload") or {}).get("nonce", ""))
