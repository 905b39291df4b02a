"""What somebody is shown after they did something, as plain records."""

from dataclasses import dataclass

from tests.adapters.discord.loopback.deliveries import Delivery
from tests.adapters.discord.loopback.jsons import Json
from tests.adapters.discord.loopback.places import Message, Modal
from tests.adapters.discord.loopback.reading import read


@dataclass(frozen=True, slots=True)
class Seen:
    """How the bot acknowledged what somebody did, and what that had changed by then.

    `messages` are those that are new or changed to this person's eyes, ephemeral ones
    included, in the order in which they changed. For what comes later, wait until the
    person `reads` it.
    """

    deliveries: tuple[Delivery, ...]
    messages: tuple[Message, ...]
    modal: Modal | None
    before: int  # what had changed, when they did it

    @property
    def acked(self) -> bool:
        return bool(self.deliveries) and all(each.acked for each in self.deliveries)

    @property
    def trouble(self) -> str:
        return next((each.trouble for each in self.deliveries if each.trouble), "")

    @property
    def ephemeral(self) -> tuple[Message, ...]:
        return tuple(message for message in self.messages if message.to)

    @property
    def choices(self) -> tuple[Json, ...]:
        """What autocomplete offers for what was typed."""
        body = self.deliveries[-1].body if self.deliveries else {}
        return tuple(body.get("choices") or ())

    def __str__(self) -> str:
        return "\n\n".join(map(read, self.messages))
