"""The people of a workspace: they say, press and submit, and see what comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.adapters.slack.loopback import elements, files, happenings
from tests.adapters.slack.loopback.client import Client
from tests.adapters.slack.loopback.jsons import Json
from tests.adapters.slack.loopback.registration import App
from tests.adapters.slack.loopback.seen import Seen
from tests.adapters.slack.loopback.typed import escaped, linked
from tests.adapters.slack.loopback.workspace import Channel, Message, Surface, View
from tests.adapters.slack.loopback.world import World

LEAST_TYPED = 3
"""https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"""


@dataclass(eq=False, repr=False, kw_only=True)
class Person(Client):
    """What somebody does gives what they see when the bot acknowledged it."""

    async def say(
        self, text: str, channel: Channel | None = None, thread: str = ""
    ) -> Seen:
        """Typed as it stands: Slack marks addresses, and escapes what is no mention."""
        where, ts = self._open(channel), self._world.timestamp()
        said = linked(text)
        return await self._utter(
            where, Message(where.id, ts, self.id, said, thread_ts=thread)
        )

    async def mention(self, text: str, channel: Channel, thread: str = "") -> Seen:
        """It makes two events with one ts, to be answered once."""
        return await self.say(f"<@{self.team.bot_user}> {text}", channel, thread)

    async def edit(self, message: Message, text: str) -> Seen:
        """Slack tells of it as a message of a kind of its own."""
        where, before = self.channel(message), self._world.change
        after = replace(message, text=linked(text), edited=True)
        self._world.put_back(where, after)
        ts = self._world.timestamp()
        changed = happenings.edited_event(where, message, after, ts)
        return await self._tell(before, changed)

    async def upload(
        self, name: str, content: bytes, text: str = "", mime: str = "text/csv"
    ) -> Seen:
        """A file, into the DM; what to download it from is in the event."""
        where, world = self._open(None), self._world
        file = files.new_file(world, self.team, name, mime, len(content))
        file.content = content
        file.meta["user"] = self.id
        ts = world.timestamp()
        message = Message(where.id, ts, self.id, linked(text), files=(file.meta,))
        return await self._utter(where, message, subtype="file_share")

    async def slash(
        self, command: str, text: str = "", channel: Channel | None = None
    ) -> Seen:
        """Slack marks addresses in it only where the manifest says should_escape."""
        app, where = self._app, channel or self.dm
        if app.commands is not None and command not in app.commands:
            raise LookupError(f"{command} is no command here")
        text = linked(text) if command in app.marked else escaped(text)
        told = happenings.slash_command(app, self, where, command, text.strip())
        return await self._act("slash_commands", told | self._issue(where))

    async def press(
        self, what: str, *names: str, on: Surface | None = None, sure: bool = True
    ) -> Seen:
        """A button; an element, with what is chosen in it from now on; or an option.

        Without `on` it is what changed last of all that is shown and has it; a modal
        covers the rest. Who presses `on` something as it was earlier has a screen that
        is behind. Whoever is not `sure` leaves when asked to confirm.
        """
        surface, found = self.find(what, on)
        if found.element.get("confirm") and not sure:
            return self.seen(self._world.change)
        value = self.operate(surface, found, names)
        if "element" in found.block and not found.block.get("dispatch_action"):
            return self.seen(self._world.change)  # told when it is submitted
        action = happenings.action(found.block, found.element, value)
        action["action_ts"] = self._world.timestamp()
        state = elements.state(surface, self.held(surface))
        where = self.channel(surface)
        told = happenings.block_actions(self._app, self, surface, where, action, state)
        return await self._interact(told | self._issue_on(surface))

    async def suggest(self, what: str, typed: str, on: Surface | None = None) -> Seen:
        """Type into an external select; what is offered can be chosen from then on."""
        surface, found = self.find(what, on)
        if found.element["type"] != "external_select":
            raise LookupError(f"{what!r} asks nobody for suggestions")
        if len(typed) < (least := found.element.get("min_query_length", LEAST_TYPED)):
            raise LookupError(f"{what!r} asks nobody before {least} are typed")
        block_id, action_id = found.key
        asked = {"block_id": block_id, "action_id": action_id, "value": typed}
        where = self.channel(surface)
        told = happenings.block_suggestion(self._app, self, surface, where, asked)
        seen = await self._interact(told)
        self.offered[found.key] = () if seen.trouble else seen.options
        return seen

    async def submit(
        self,
        values: Mapping[str, str | Sequence[str]] | None = None,
        on: View | None = None,
    ) -> Seen:
        """The modal on top, or one sent already; values by label or block_id."""
        view = on or self._top()
        state = self.fill(view, values or {})
        self.clear_errors(view)
        told = happenings.view_submission(self._app, self, view, state)
        return await self._interact(told | self._issue(None))

    async def close(self) -> Seen:
        """The bot hears of it only if it asked to."""
        view, before = self._top(), self._world.change
        del self.modals[0 if view.sent.get("clear_on_close") else -1 :]
        if not view.sent.get("notify_on_close"):
            return self.seen(before)
        state = elements.state(view, self.held(view))
        told = happenings.view_closed(self._app, self, view, state)
        return await self._interact(told)

    async def shortcut(self, callback_id: str, message: Message | None = None) -> Seen:
        """A global one, or with a message one of its menu."""
        known = self._app.shortcuts
        if known is not None and callback_id not in known:
            raise LookupError(f"no shortcut {callback_id} here")
        ts = self._world.timestamp()
        if message is None:
            told = happenings.global_shortcut(self._app, self, callback_id, ts)
            return await self._interact(told | self._issue(None))
        where = self.channel(message)
        told = happenings.message_shortcut(
            self._app, self, callback_id, ts, where, message
        )
        return await self._interact(told | self._issue_on(message))

    async def open_home(self, tab: str = "home") -> Seen:
        if tab == "home" and not self._app.home_tab:
            raise LookupError("this app has no Home tab")
        opened = {"type": "app_home_opened", "user": self.id, "tab": tab}
        shown = {"view": self.home.to_json()} if self.home and tab == "home" else {}
        where = {"channel": self.dm.id}
        return await self._tell(self._world.change, {**opened, **where, **shown})

    @property
    def _world(self) -> World:
        return self.slack.world

    @property
    def _app(self) -> App:
        return self.slack.world.app

    def _top(self) -> View:
        if self.modal is None:
            raise LookupError(f"{self.name} has no modal open")
        return self.modal

    def _open(self, channel: Channel | None) -> Channel:
        if channel is None and not self._app.messages_tab:
            raise LookupError("sending messages to this app has been turned off")
        if self.id not in (channel or self.dm).members:
            raise LookupError(f"{self.name} is not in that channel")
        return channel or self.dm

    def _issue(self, channel: Channel | None, message: Message | None = None) -> Json:
        return self._world.issue(self, channel, message)

    def _issue_on(self, surface: Surface) -> Json:
        if isinstance(surface, View):
            return self._issue(None)
        return self._issue(self.channel(surface), surface)

    async def _utter(self, channel: Channel, message: Message, **more: Any) -> Seen:
        """The bot hears what is said where it is, and no more."""
        before = self._world.change
        message = self._world.put(channel, message)
        if self.team.bot_user not in channel.members:
            return self.seen(before)
        said = happenings.message_event(channel, message, **more)
        mentioned = f"<@{self.team.bot_user}>" in message.text
        if not mentioned or channel.kind == "im":
            return await self._tell(before, said)
        without_type = {key: said[key] for key in said.keys() - {"channel_type"}}
        return await self._tell(before, said, {**without_type, "type": "app_mention"})

    async def _tell(self, before: int, *events: Json) -> Seen:
        told = [each for e in events for each in await self.slack.emit(self.team, e)]
        return replace(self.seen(before), deliveries=tuple(told))

    async def _interact(self, payload: Json) -> Seen:
        if not self._app.interactive:
            raise LookupError("the manifest does not enable interactivity")
        return await self._act("interactive", payload)

    async def _act(self, kind: str, payload: Json) -> Seen:
        before = self._world.change
        told = await self.slack.deliver(kind, payload)
        return replace(self.seen(before), deliveries=(told,))
