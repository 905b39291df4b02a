"""What one app was registered with, https://docs.slack.dev/reference/app-manifest."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from tests.adapters.slack.loopback.jsons import Json

EVENTS = {
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "message.channels",
    "message.groups",
    "message.im",
    "tokens_revoked",
}
SCOPES = {
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "users:read",
}


@dataclass(frozen=True, slots=True)
class App:
    """Without a manifest all is subscribed to and granted, and any command is known."""

    id: str = "A0LOOPBACK"
    client_id: str = "111.222"
    client_secret: str = "client-secret"
    signing_secret: str = "signing-secret"
    token: str = "xapp-1-loopback"
    events: Collection[str] = frozenset(EVENTS)
    scopes: Collection[str] = frozenset(SCOPES)
    commands: Collection[str] | None = None
    shortcuts: Collection[str] | None = None  # callback_ids
    marked: Collection[str] = ()  # commands with should_escape
    redirects: Collection[str] | None = None
    interactive: bool = True
    rotates: bool = False  # tokens expire, and are renewed
    home_tab: bool = True
    messages_tab: bool = True  # where people can write to the bot

    @classmethod
    def of(cls, manifest: Json | None) -> Self:
        if manifest is None:
            return cls()
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        home, oauth = features.get("app_home", {}), manifest.get("oauth_config", {})
        commands = features.get("slash_commands", [])
        subscribed = settings.get("event_subscriptions", {}).get("bot_events", [])
        writable = not home.get("messages_tab_read_only_enabled", True)
        return cls(
            events=frozenset(subscribed),
            scopes=frozenset(oauth.get("scopes", {}).get("bot", [])),
            commands={each["command"] for each in commands},
            marked={each["command"] for each in commands if each.get("should_escape")},
            shortcuts={each["callback_id"] for each in features.get("shortcuts", [])},
            redirects=oauth.get("redirect_urls", []),
            interactive=settings.get("interactivity", {}).get("is_enabled", False),
            rotates=settings.get("token_rotation_enabled", False),
            home_tab=home.get("home_tab_enabled", False),
            messages_tab=home.get("messages_tab_enabled", False) and writable,
        )
