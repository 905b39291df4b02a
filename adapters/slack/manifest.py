"""The manifest: what Slack has to know of the app, written from the command table.

https://docs.slack.dev/reference/app-manifest
"""

from collections.abc import Iterable, Mapping
from typing import Any

from adapters.slack.translate import ADD, PLAN
from bot.config import Slack
from bot.errors import Unusable
from bot.flow import Command

NAME = "Who Else"
DESCRIPTION = "Ask people about their work: one conversation after another."
ABOUT = (
    "Who Else helps you ask people about their work: about 20 minutes, your questions,"
    " no job at stake. It plans the questions with you, drafts and checks your messages"
    " (you send them), and reminds you at the right hour.\n\n"
    "It writes to you alone and never to the people you ask. Staff cannot see your"
    " people or notes; whoever runs the server technically could, and the owners of"
    " this workspace may be able to export messages."
)

REQUESTS = "/slack/events"
INSTALL = "/slack/install"
INSTALLED = "/slack/oauth_redirect"
"""What stands behind the public address; these are Bolt's own names.
https://docs.slack.dev/tools/bolt-python/concepts/authenticating-oauth"""

SCOPES: Mapping[str, str] = {
    "commands": "be called by the slash command and by the two shortcuts",
    "chat:write": "answer, and remind by direct message",
    "im:write": "find the direct messages with a student, for a file or a look back",
    "im:history": "hear what a student says there, and look whether a message arrived",
    "users:read": "know a student's name and time zone",
    "files:read": "read a file of contacts that a student hands over there",
    "files:write": "give a student files: a booked talk for the calendar, their data",
}
"""Each with what it is for. https://docs.slack.dev/reference/scopes"""

EVENTS: Mapping[str, str] = {
    "app_home_opened": "draw the Home tab when somebody looks at it",
    "message.im": "hear what a student says in direct messages",
}
EVENTS_OF_MANY: Mapping[str, str] = {
    "app_uninstalled": "forget the tokens of a workspace that removed the app",
    "tokens_revoked": "forget a token that was taken back",
}
"""Each with what it is for; the latter two where workspaces install the app by
themselves. https://docs.slack.dev/reference/events"""


def manifest(commands: Iterable[Command], slack: Slack) -> dict[str, Any]:
    """As Slack takes it, in JSON. Unusable for HTTP without a public address."""
    if slack.mode == "http" and not slack.url:
        raise Unusable(
            "[slack] url is not set, and over HTTP Slack must know where to send."
            ' Set it, such as url = "https://whoelse.example.edu".'
        )
    return {
        "display_information": {
            "name": NAME,
            "description": DESCRIPTION,
            "long_description": ABOUT,
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "shortcuts": _shortcuts(),
            "slash_commands": [_slash_command(commands, slack)],
        },
        "oauth_config": _oauth(slack),
        "settings": _settings(slack),
    }


def events(slack: Slack) -> Mapping[str, str]:
    return {**EVENTS, **EVENTS_OF_MANY} if slack.url else EVENTS


def _shortcuts() -> list[dict[str, str]]:
    return [
        {
            "name": "Add this person",
            "type": "message",
            "callback_id": ADD,
            "description": "Put whoever wrote this on your list of people to ask",
        },
        {
            "name": "Plan a talk",
            "type": "global",
            "callback_id": PLAN,
            "description": "Questions for a talk, with a time for each",
        },
    ]


def _slash_command(commands: Iterable[Command], slack: Slack) -> dict[str, Any]:
    """Escaped, so that whoever is mentioned comes as an id, and not as a bare @name."""
    words = " | ".join(command.word for command in commands if not command.staff)
    return {
        "command": slack.command,
        "description": "Your next step in asking people about their work",
        "usage_hint": f"[{words}]",
        "should_escape": True,
        **_over_http(slack, "url"),
    }


def _oauth(slack: Slack) -> dict[str, Any]:
    """Who has a public address can let other workspaces install the app."""
    redirect = {"redirect_urls": [f"{slack.url}{INSTALLED}"]} if slack.url else {}
    return {**redirect, "scopes": {"bot": [*SCOPES]}}


def _settings(slack: Slack) -> dict[str, Any]:
    """Pickers over many people ask for their options as somebody types."""
    return {
        "event_subscriptions": {
            **_over_http(slack, "request_url"),
            "bot_events": [*events(slack)],
        },
        "interactivity": {
            "is_enabled": True,
            **_over_http(slack, "request_url", "message_menu_options_url"),
        },
        "org_deploy_enabled": False,
        "socket_mode_enabled": slack.mode == "socket",
        "token_rotation_enabled": slack.rotation,
    }


def _over_http(slack: Slack, *keys: str) -> dict[str, str]:
    """One address hears everything; a socket needs none."""
    if slack.mode == "socket":
        return {}
    return dict.fromkeys(keys, f"{slack.url}{REQUESTS}")
