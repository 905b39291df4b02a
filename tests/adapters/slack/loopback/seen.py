"""What somebody is shown after they did something, as plain records."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.adapters.slack.loopback.deliveries import Delivery
from tests.adapters.slack.loopback.jsons import Json
from tests.adapters.slack.loopback.reading import read
from tests.adapters.slack.loopback.workspace import Message, View


@dataclass(frozen=True, slots=True)
class Seen:
    """How the bot acknowledged what somebody did, and what that had changed by then.

    `messages` are those that are new or changed to this person's eyes, ephemeral ones
    included, in the order in which they changed. For what comes later, wait until the
    person `reads` it.
    """

    deliveries: tuple[Delivery, ...]
    messages: tuple[Message, ...]
    modal: View | None
    home: View | None
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
    def errors(self) -> Mapping[str, str]:
        """What stands at the fields of the modal, by block_id."""
        return self.modal.errors if self.modal else {}

    @property
    def options(self) -> tuple[Json, ...]:
        """What an external select offers for what was typed."""
        body = self.deliveries[-1].body if self.deliveries else None
        groups = (body or {}).get("option_groups", [])
        lists = (each.get("options", ()) for each in [body or {}, *groups])
        return tuple(option for options in lists for option in options)

    def __str__(self) -> str:
        return "\n\n".join(map(read, self.messages))
