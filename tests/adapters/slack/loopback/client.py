"""Somebody's Slack: what it shows, and what they chose there and did not send."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.adapters.loopback.wire import PATIENCE
from tests.adapters.slack.loopback import elements
from tests.adapters.slack.loopback.deliveries import Deliveries
from tests.adapters.slack.loopback.elements import Found, Key
from tests.adapters.slack.loopback.jsons import Json
from tests.adapters.slack.loopback.reading import read
from tests.adapters.slack.loopback.seen import Seen
from tests.adapters.slack.loopback.workspace import (
    Channel,
    Member,
    Message,
    Surface,
    View,
)


@dataclass(eq=False, repr=False, kw_only=True)
class Client(Member):
    slack: Deliveries
    filled: dict[str, dict[Key, Json]] = field(default_factory=dict)
    offered: dict[Key, tuple[Json, ...]] = field(default_factory=dict)

    @property
    def dm(self) -> Channel:
        return self.team.direct(self.id)

    @property
    def modal(self) -> View | None:
        return self.modals[-1] if self.modals else None

    def sees(self, channel: Channel | None = None) -> tuple[Message, ...]:
        """In the DM with the bot, or in a channel."""
        return (channel or self.dm).shown_to(self.id)

    async def reads(
        self,
        *words: str,
        channel: Channel | None = None,
        since: Seen | None = None,
        patience: float = PATIENCE,
    ) -> Message:
        """The newest message with all of these, as soon as there is one."""
        before = since.before if since else 0

        def look() -> list[Message]:
            new = (m for m in self.sees(channel) if m.change > before)
            return [m for m in new if all(word in read(m) for word in words)]

        return (await self.slack.until(look, patience))[-1]

    def seen(self, before: int) -> Seen:
        """What others changed for this person since then."""
        new = [m for m in self._shown() if m.change > before and m.user != self.id]
        shown = sorted(new, key=lambda message: message.change)
        return Seen((), tuple(shown), self.modal, self.home, before)

    def channel(self, surface: Surface) -> Channel:
        """Where it is; a view is nowhere, and what it tells comes from the DM."""
        if isinstance(surface, View):
            return self.dm
        return self.team.channels[surface.channel]

    def find(self, what: str, on: Surface | None = None) -> tuple[Surface, Found]:
        """By its label, its placeholder, its ids, or a label of what can be chosen."""
        for surface in [on] if on else self._surfaces():
            if found := elements.find(surface, what):
                return surface, found
        shown = "\n\n".join(read(each) for each in self._surfaces()[:3])
        raise LookupError(f"{self.name} sees no {what!r} in:\n{shown}")

    def operate(self, surface: Surface, found: Found, names: Sequence[str]) -> Json:
        """Choose or type something, and leave it so; gives what is in there now."""
        if found.element["type"] in elements.MOMENTARY:
            return elements.chosen(found, names, {})
        filled, offered = self.held(surface), self.offered.get(found.key, ())
        before = filled.get(found.key) or elements.untouched(found.element)
        filled[found.key] = elements.chosen(found, names, before, offered)
        return filled[found.key]

    def held(self, surface: Surface) -> dict[Key, Json]:
        """It stays where a view is drawn anew with the same ids, as on Slack."""
        name = surface.id if isinstance(surface, View) else surface.ts
        return self.filled.setdefault(name, {})

    def fill(self, view: View, values: Mapping[str, str | Sequence[str]]) -> Json:
        """Put these in, by label or block_id; gives the state that is submitted."""
        if not view.sent.get("submit"):
            raise LookupError("there is no button to submit this with")
        for what, value in values.items():
            _, found = self.find(what, view)
            self.operate(view, found, [value] if isinstance(value, str) else value)
        state = elements.state(view, self.held(view))
        if empty := elements.missing(view, state):
            raise ValueError(f"the client asks for {empty} first")
        return state

    def clear_errors(self, view: View) -> None:
        shown = [replace(v, errors={}) if v.id == view.id else v for v in self.modals]
        self.modals[:] = shown

    def _surfaces(self) -> list[Surface]:
        """All that can be operated now, what changed last first."""
        if self.modals:
            return [self.modals[-1]]
        shown: list[Surface] = [*self._shown(), *([self.home] if self.home else [])]
        return sorted(shown, key=lambda surface: -surface.change)

    def _shown(self) -> list[Message]:
        """In every channel."""
        mine = [c for c in self.team.channels.values() if self.id in c.members]
        return [message for channel in mine for message in channel.shown_to(self.id)]
