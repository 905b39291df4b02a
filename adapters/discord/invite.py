"""The addresses that install the app, with what each asks for and why.

https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from adapters.discord.commands import ADD, NAME

ADDRESS = "https://discord.com/oauth2/authorize"
TO_A_SERVER, TO_A_PERSON = "0", "1"
"""https://docs.discord.com/developers/resources/application#installation-context"""

PERMISSIONS = "0"
NO_PERMISSION = "none, for it only answers whoever asks, and writes direct messages"
CALLED = f'be called by /{NAME}, and by "{ADD}" on people and on messages'


@dataclass(frozen=True, slots=True)
class Invitation:
    """`asks` has what is asked for, and what each is for."""

    to: str
    address: str
    asks: Mapping[str, str]


def invitations(application: str) -> Sequence[Invitation]:
    """By the application's id. An office needs the first; anybody may use the other."""
    server = {
        "bot": "be there, so that it may remind the other members by direct message",
        "applications.commands": CALLED,
    }
    person = {"applications.commands": CALLED}
    return (
        Invitation(
            "For a server, opened by somebody who may manage it",
            _address(application, server, TO_A_SERVER, permissions=PERMISSIONS),
            {**server, "permissions": NO_PERMISSION},
        ),
        Invitation(
            "For one's own account, to have it in every other place too",
            _address(application, person, TO_A_PERSON),
            person,
        ),
    )


def _address(application: str, scopes: Mapping[str, str], to: str, **more: str) -> str:
    query = {
        "client_id": application,
        "scope": " ".join(scopes),
        **more,
        "integration_type": to,
    }
    return f"{ADDRESS}?{urlencode(query)}"
