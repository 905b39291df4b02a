"""A Slack that runs inside a test: strict, and bad on request.

`Slack` is all that tests need, with the records it gives. It knows nothing of any bot:
what it takes and what it sends is what Slack documents.
"""

from tests.adapters.loopback.wire import Call
from tests.adapters.slack.loopback.deliveries import Delivery
from tests.adapters.slack.loopback.happenings import message_event
from tests.adapters.slack.loopback.people import Person
from tests.adapters.slack.loopback.reading import read
from tests.adapters.slack.loopback.seen import Seen
from tests.adapters.slack.loopback.slack import Slack
from tests.adapters.slack.loopback.sockets import CONNECT
from tests.adapters.slack.loopback.workspace import Channel, Message, Team, View

__all__ = [
    "CONNECT",
    "Call",
    "Channel",
    "Delivery",
    "Message",
    "Person",
    "Seen",
    "Slack",
    "Team",
    "View",
    "message_event",
    "read",
]
