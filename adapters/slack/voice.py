"""Answers one thing that somebody did, by whichever way Slack left open for it.

    a command     the acknowledgement itself, seen by them alone; then its address;
                  in their direct messages what is worth finding again
    words         a message in their direct messages
    a press       a message where the button stands, or in its place
    a dialog      errors at a field, the next dialog, or a message where it was opened
    the Home tab  a dialog that shows the answer, since nothing else is in sight;
                  what is worth finding again, or too long, in messages besides

What goes into the acknowledgement counts as given once that is written.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from adapters.slack import blocks
from adapters.slack.calls import Calls
from adapters.slack.poster import Poster
from adapters.slack.render import (
    Message,
    attachments,
    errors,
    messages,
    modal,
    panels,
)
from adapters.slack.translate import Heard
from bot.effects import Answer, Ask, Redraw, Refuse, Reply
from bot.errors import NotSent, Refused
from bot.reopening import refused
from bot.views import Form, View

KEPT = "You find it in our direct messages, and it stays there."
FILED = "You find the file in our direct messages."
GOES_ON = "There is more than fits here. You find all of it in our direct messages."

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
        self._is_asking = False  # a form has its place
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
                    await self._ask(refused(form, key, why))
            case Reply(view):
                await self._say(view, nonce)
            case Redraw(view):
                await self._redraw(view, nonce)

    async def _ask(self, form: Form) -> None:
        self._is_asking = True
        view = modal(form, self._heard.origin.packed)
        if await self._in_it({"response_action": "update", "view": view}):
            return
        self._acknowledge({})
        method = "views.push" if self._heard.panel else "views.open"
        await self._open(method, view)

    async def _say(self, view: View, nonce: str) -> None:
        match self._heard.origin.surface:
            case "home" if not self._is_asking:
                await self._in_panel(view, nonce)
            case "home" | "direct":
                self._acknowledge({})
                await self._in_messages(view, nonce)
            case "channel" if view.keep and await self._is_kept(view, nonce):
                with suppress(NotSent, Refused):  # what counts has arrived
                    await self._here(View((KEPT,)))
            case "channel":
                await self._here(_with_the_way(view))
                await self._hand_over(view)

    async def _redraw(self, view: View, nonce: str) -> None:
        """In place of what was pressed; a second time there is nothing to replace."""
        url = self._heard.origin.response_url
        if self._heard.origin.surface == "home":
            await self._say(replace(view, keep=False), nonce)
            return
        if not (self._may_redraw and url):
            await self._say(view, nonce)
            return
        self._may_redraw = False
        self._acknowledge({})
        is_elsewhere = self._heard.origin.surface == "channel"
        first, *rest = messages(_with_the_way(view) if is_elsewhere else view)
        payload = {"replace_original": True, "text": first.text, "blocks": first.blocks}
        await self._calls.respond(url, payload)
        await self._respond(rest)
        await self._hand_over(view)

    async def _here(self, view: View) -> None:
        """Seen by them alone, until they look elsewhere."""
        first, *rest = messages(view)
        if not (self._heard.is_command and await self._in_it(_ephemeral(first))):
            self._acknowledge({})
            rest = [first, *rest]
        await self._respond(rest)

    async def _is_kept(self, view: View, nonce: str) -> bool:
        """Whether it is in their direct messages now; a command waits for that."""
        if not self._heard.is_command:
            self._acknowledge({})
        try:
            await self._in_messages(view, nonce)
        except (NotSent, Refused):
            return False
        return True

    async def _in_messages(self, view: View, nonce: str) -> None:
        await self._poster.say(self._team, self._direct, view, nonce)

    async def _respond(self, messages: list[Message]) -> None:
        url = self._heard.origin.response_url
        if messages and not url:
            raise Refused("nothing to answer to")
        for message in messages:
            await self._calls.respond(url, _ephemeral(message))

    async def _in_panel(self, view: View, nonce: str) -> None:
        """All that is said to one press stands in one dialog.

        What goes to the messages besides is promised there: where it fails now, a
        letter will bring it.
        """
        self._shown.append(view)
        said = tuple(block for one in self._shown for block in one.blocks)
        pressed = tuple(c for one in self._shown for c in one.controls)
        first, *more = panels(View(said, pressed), self._heard.origin.packed)
        is_kept = any(one.keep for one in self._shown)
        is_filed = any(map(attachments, self._shown))
        note = [GOES_ON] if more else [KEPT] if is_kept else [FILED] if is_filed else []
        await self._show({**first, "blocks": [*first["blocks"], *blocks.drawn(note)]})
        if more or view.keep:
            await self._in_messages(view, nonce)
        else:
            await self._hand_over(view)

    async def _show(self, panel: Body) -> None:
        if await self._in_it({"response_action": "update", "view": panel}):
            return
        self._acknowledge({})
        if self._panel:
            await self._calls(
                self._team, "views.update", view_id=self._panel, view=panel
            )
        else:
            await self._open("views.open", panel)

    async def _open(self, method: str, view: Body) -> None:
        """By the trigger, which is good for three seconds, and once."""
        if not self._heard.trigger:
            raise Refused("nothing can open a dialog here")
        trigger = self._heard.trigger
        opened = await self._calls(self._team, method, trigger_id=trigger, view=view)
        self._panel = str((opened.get("view") or {}).get("id", ""))

    async def _hand_over(self, view: View) -> None:
        if attachments(view):
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


def _with_the_way(view: View) -> View:
    """Files come in direct messages, wherever they were asked for."""
    return replace(view, blocks=(*view.blocks, FILED)) if attachments(view) else view


def _ephemeral(message: Message) -> Body:
    return {
        "response_type": "ephemeral",
        "replace_original": False,
        "text": message.text,
        "blocks": message.blocks,
    }
