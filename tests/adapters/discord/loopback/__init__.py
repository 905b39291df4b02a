"""A Discord that runs inside a test: strict, and bad on request.

`Discord` is all that tests need, with the records it gives, and `redirected` to lead
discord.py there. It knows nothing of any bot: what it takes and what it sends is what
Discord documents.
"""

from tests.adapters.discord.loopback.deliveries import Delivery
from tests.adapters.discord.loopback.gateway import CONNECT, IDENTIFY, RESUME
from tests.adapters.discord.loopback.happenings import Event
from tests.adapters.discord.loopback.loopback import Discord
from tests.adapters.discord.loopback.people import Person
from tests.adapters.discord.loopback.places import (
    Account,
    Channel,
    Guild,
    Message,
    Modal,
)
from tests.adapters.discord.loopback.reading import read
from tests.adapters.discord.loopback.redirect import redirected
from tests.adapters.discord.loopback.seen import Seen
from tests.adapters.loopback.wire import Call

__all__ = [
    "CONNECT",
    "IDENTIFY",
    "RESUME",
    "Account",
    "Call",
    "Channel",
    "Delivery",
    "Discord",
    "Event",
    "Guild",
    "Message",
    "Modal",
    "Person",
    "Seen",
    "read",
    "redirected",
]
