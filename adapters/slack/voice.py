"""Answers one thing that somebody did, by whichever way Slack left open for it.

    a command     the acknowledgement itself, seen by them alone; then its address
    words         a message in their direct messages
    a press       a message where the button stands, or in its place
    a dialog      errors at a field, the next dialog, or a message where it was opened
    the Home tab  a dialog that shows the answer, since nothing else is in sight

What goes into the acknowledgement counts as given once that is written.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from adapters.slack import blocks
from adapters.slack.calls import Calls
from adapters.slack.poster import Poster
from adapters.slack.render import NO_ROOM, Message, errors, messages, modal, panels
from adapters.slack.translate import Heard
from bot.effects import Answer, Ask, Redraw, Refuse, Reply
from bot.errors import Refused
from bot.views import File, Form, Picture, View

Body = Mapping[str, Any]


class Voice:
    """`acknowledgement` is what Slack waits for; `acknowledged` says it was written."""

    def __init__(self, heard: Heard, calls: Calls, poster: Poster) -> None:
        self._heard = heard
        self._calls = calls
        self._poster = poster
        self._body: asyncio.Future[Body] = asyncio.get_running_loop().create_future()
        self._written = asyncio.Event()
        self._panel = heard.panel
        self._shown: list[View] = []  # in that panel
        self._may_redraw = heard.message

    async def acknowledgement(self, hearing: asyncio.Task[None]) -> Body:
        """As soon as it is known, or else empty once there is nothing to wait for."""
        both: list[asyncio.Future[Any]] = [self._body, hearing]
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        self._acknowledge({})
        return self._body.result()

    def acknowledged(self) -> None:
        self._written.set()

    async def answer(self, effect: Answer, nonce: str) -> None:
        match effect:
            case Ask(form):
                await self._ask(form)
            case Refuse(form, key, why):
                if not await self._in_it(errors(key, why)):
                    await self._ask(form)
            case Reply(view):
                await self._say(view, nonce)
            case Redraw(view):
                await self._redraw(view, nonce)

    async def _ask(self, form: Form) -> None:
        view = modal(form, self._heard.origin.packed)
        if await self._in_it({"response_action": "update", "view": view}):
            return
        self._acknowledge({})
        method = "views.push" if self._heard.panel else "views.open"
        await self._open(method, view)

    async def _say(self, view: View, nonce: str) -> None:
        origin, first, *rest = self._heard.origin, *messages(view)
        if origin.surface == "home":
            await self._in_panel(view)
        elif self._heard.is_command and await self._in_it(_ephemeral(first)):
            await self._respond(rest)
        elif origin.surface == "direct":
            self._acknowledge({})
            await self._poster.say(self._team, self._direct, view, nonce)
            return
        else:
            self._acknowledge({})
            await self._respond([first, *rest])
        await self._hand_over(view)

    async def _redraw(self, view: View, nonce: str) -> None:
        """In place of what was pressed; a second time there is nothing to replace."""
        url = self._heard.origin.response_url
        first, *rest = messages(view)
        if not (self._may_redraw and url):
            await self._say(view, nonce)
            return
        self._may_redraw = False
        self._acknowledge({})
        payload = {"replace_original": True, "text": first.text, "blocks": first.blocks}
        await self._calls.respond(url, payload)
        await self._respond(rest)
        await self._hand_over(view)

    async def _respond(self, messages: list[Message]) -> None:
        url = self._heard.origin.response_url
        if messages and not url:
            raise Refused("nothing to answer to")
        for message in messages:
            await self._calls.respond(url, _ephemeral(message))

    async def _in_panel(self, view: View) -> None:
        """All that is said to one press stands in one dialog."""
        self._shown.append(view)
        said = tuple(block for one in self._shown for block in one.blocks)
        controls = tuple(c for one in self._shown for c in one.controls)
        panel = self._drawn(View(said, controls))
        if await self._in_it({"response_action": "update", "view": panel}):
            return
        self._acknowledge({})
        if self._panel:
            await self._calls(
                self._team, "views.update", view_id=self._panel, view=panel
            )
        else:
            await self._open("views.open", panel)

    def _drawn(self, view: View) -> Body:
        """One page of it, which says so where there is more."""
        panel, *more = panels(view, self._heard.origin.packed)
        note = blocks.drawn([NO_ROOM]) if more else ()
        return {**panel, "blocks": [*panel["blocks"], *note]}

    async def _open(self, method: str, view: Body) -> None:
        """By the trigger, which is good for three seconds, and once."""
        if not self._heard.trigger:
            raise Refused("nothing can open a dialog here")
        trigger = self._heard.trigger
        opened = await self._calls(self._team, method, trigger_id=trigger, view=view)
        self._panel = str((opened.get("view") or {}).get("id", ""))

    async def _hand_over(self, view: View) -> None:
        if any(isinstance(block, File | Picture) for block in view.blocks):
            await self._poster.files(self._team, self._direct, view)

    async def _in_it(self, body: Body) -> bool:
        """Whether this is said by the acknowledgement: it can say one thing."""
        is_free = self._heard.is_command or self._heard.is_submission
        if self._body.done() or not is_free:
            return False
        if "response_action" in body and not self._heard.is_submission:
            return False
        self._acknowledge(body)
        await self._written.wait()
        return True

    def _acknowledge(self, body: Body) -> None:
        if not self._body.done():
            self._body.set_result(body)

    @property
    def _team(self) -> str:
        return self._heard.action.who.team

    @property
    def _direct(self) -> str:
        return self._heard.action.who.direct.id


def _ephemeral(message: Message) -> Body:
    return {
        "response_type": "ephemeral",
        "replace_original": False,
        "text": message.text,
        "blocks": message.blocks,
    }
