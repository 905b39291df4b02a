"""The people on Discord: they say, press and submit, and see what comes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tests.adapters.discord.loopback import elements, happenings, kinds, typed
from tests.adapters.discord.loopback.client import Client
from tests.adapters.discord.loopback.elements import Upload, Value
from tests.adapters.discord.loopback.jsons import Json, snowflake
from tests.adapters.discord.loopback.places import Account, Channel, Message, Modal
from tests.adapters.discord.loopback.seen import Seen
from tests.adapters.discord.loopback.world import Sent

LONGEST = 4000  # of those who pay; of others half


@dataclass(eq=False, repr=False, kw_only=True)
class Person(Client):
    """What somebody does gives what they see when the bot acknowledged it.

    Nothing acknowledges a message: wait until the person `reads` the answer.
    """

    async def say(self, text: str, channel: Channel | None = None) -> Seen:
        """Without a channel in the DM with the bot."""
        return await self._utter(channel or self.dm, text)

    async def mention(self, text: str, channel: Channel) -> Seen:
        return await self.say(f"<@{self._world.bot.id}> {text}", channel)

    async def edit(self, message: Message, text: str) -> Seen:
        where, before = self.channel(message), self._world.change
        after = replace(message, content=text, edited=True)
        after = self._world.put_back(where, after)
        return await self._tell(before, "MESSAGE_UPDATE", where, after)

    async def upload(
        self,
        name: str,
        content: bytes,
        text: str = "",
        channel: Channel | None = None,
    ) -> Seen:
        """A file; what to download it from is in the event."""
        return await self._utter(channel or self.dm, text, Sent(name, content))

    async def slash(
        self, command: str, channel: Channel | None = None, **options: Any
    ) -> Seen:
        """As typed after the "/", subcommands included, with values of the types that
        were registered: a person for a user, (name, content) for a file."""
        where = channel or self.dm
        found = typed.find(self._world, self, where, command)
        typed.check_required(found, options)
        data, owners = self._called(where, found, options), found.owners
        return await self._interact(kinds.COMMAND, where, data, owners)

    async def suggest(
        self,
        command: str,
        option: str,
        text: str,
        channel: Channel | None = None,
        **options: Any,
    ) -> Seen:
        """Type into an option; what is offered for it are the `choices`."""
        where = channel or self.dm
        found = typed.find(self._world, self, where, command)
        if not found.options.get(option, {}).get("autocomplete"):
            raise LookupError(f"{option!r} asks nobody for suggestions")
        data = self._called(where, found, {**options, option: text}, option)
        return await self._interact(kinds.AUTOCOMPLETE, where, data, found.owners)

    async def menu(
        self, name: str, on: Message | Account, channel: Channel | None = None
    ) -> Seen:
        """A command from the context menu of a message, or of somebody."""
        if isinstance(on, Message):
            where, kind = self.channel(on), kinds.ON_MESSAGE
            shown: Json = {"messages": {on.id: on.to_json()}}
        else:
            where, kind = channel or self.dm, kinds.ON_USER
            shown = happenings.resolved(self._world, where, [on])
        found = typed.find(self._world, self, where, name, kind)
        data = {"id": found.registered["id"], "name": name, "type": kind}
        target = {"target_id": on.id, "resolved": shown}
        return await self._interact(kinds.COMMAND, where, data | target, found.owners)

    async def press(
        self, what: str, *names: str | Account, on: Message | None = None
    ) -> Seen:
        """A button; a select, with what is chosen in it; or an option by its own name.

        Without `on` it is what changed last of all that is shown and has it. Who
        presses `on` something as it was earlier has a screen that is behind.
        """
        if self.modal and on is None:
            raise LookupError(f"{self.name} has a modal open, which covers the rest")
        surface, found = self.find(what, on)
        assert isinstance(surface, Message)
        data, where = elements.pressed(found, names, surface), self.channel(surface)
        if data["component_type"] == kinds.USER_SELECT:
            data["resolved"] = self._people(where, names)
        owners = typed.owners(self._world, self, where)
        return await self._interact(kinds.COMPONENT, where, data, owners, surface)

    async def submit(self, values: Mapping[str, Value] | None = None) -> Seen:
        """The open modal, with values by label or custom_id; the rest as it was shown.

        It closes when the bot responds, and stays open when nobody does.
        """
        modal = self._top()
        named = {
            self._name(modal, what): value for what, value in (values or {}).items()
        }
        where, files = self._world.channels[modal.channel], dict[str, Json]()
        fields = {
            each.component["custom_id"]: elements.filled(
                each, named.get(each.component["custom_id"]), self._keep(where, files)
            )
            for each in elements.elements(modal)
        }
        data = {
            "custom_id": modal.sent["custom_id"],
            "components": elements.submitted(modal, fields),
            "resolved": {"attachments": files} | self._people(where, named.values()),
        }
        owners, origin = typed.owners(self._world, self, where), modal.origin
        seen = await self._interact(kinds.SUBMIT, where, data, owners, origin)
        self.modal = self.modal if seen.trouble else None
        return replace(seen, modal=self.modal)

    async def close(self) -> None:
        """The bot never hears of it."""
        self._top()
        self.modal = None

    def _top(self) -> Modal:
        if self.modal is None:
            raise LookupError(f"{self.name} has no modal open")
        return self.modal

    def _name(self, modal: Modal, what: str) -> str:
        return str(self.find(what, modal)[1].component["custom_id"])

    def _people(self, where: Channel, values: Iterable[Any]) -> Json:
        """Those among what was chosen."""
        lists = [each if isinstance(each, list | tuple) else [each] for each in values]
        people = [each for many in lists for each in many if isinstance(each, Account)]
        return happenings.resolved(self._world, where, people)

    def _keep(self, where: Channel, files: dict[str, Json]) -> elements.Store:
        def store(upload: Upload) -> str:
            shown = self._world.attach(where, Sent(*upload))
            files[shown["id"]] = shown
            return str(shown["id"])

        return store

    def _called(
        self, where: Channel, found: typed.Command, values: Json, focused: str = ""
    ) -> Json:
        files: dict[str, Json] = {}
        options = typed.given(found, values, self._keep(where, files), focused)
        resolved = {"attachments": files} | self._people(where, values.values())
        named = {"id": found.registered["id"], "name": found.registered["name"]}
        guild = found.registered.get("guild_id")
        named |= {"type": kinds.SLASH} | ({"guild_id": guild} if guild else {})
        return {**named, "options": found.told(options), "resolved": resolved}

    async def _utter(self, where: Channel, text: str, *files: Sent) -> Seen:
        """Who is not in the channel cannot say anything there."""
        if self.id not in where.members:
            raise LookupError(f"{self.name} is not in that channel")
        if len(text) > LONGEST:
            raise ValueError(f"{len(text)} characters, {LONGEST} can be typed")
        world, before = self._world, self._world.change
        bot = world.bot
        message = Message(
            where.id,
            snowflake(),
            self,
            text,
            attachments=tuple(world.attach(where, file) for file in files),
            mentions=(bot,) if f"<@{bot.id}>" in text else (),
        )
        message = world.put(where, message)
        return await self._tell(before, "MESSAGE_CREATE", where, message)

    async def _tell(
        self, before: int, name: str, where: Channel, message: Message
    ) -> Seen:
        """The bot hears what is said where it is, and no more."""
        if where.kind == "group" or not self._world.sees(where):
            return self.seen(before)
        event = happenings.uttered(self._world, name, where, message)
        told = await self.discord.emit(event)
        return replace(self.seen(before), deliveries=(told,))

    async def _interact(
        self,
        kind: int,
        where: Channel,
        data: Json,
        owners: Json,
        on: Message | None = None,
    ) -> Seen:
        if not owners:
            raise LookupError("the app is not there any more")
        before, world = self._world.change, self._world
        handle = world.issue(kind, self, where, on)
        event = happenings.interaction(world, handle, data, owners)
        told = await self.discord.interact(handle, event)
        return replace(self.seen(before), deliveries=(told,))
