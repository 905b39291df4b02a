import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from adapters.slack.manifest import EVENTS, EVENTS_OF_MANY, SCOPES, events, manifest
from adapters.slack.translate import ADD, PLAN
from bot.config import Slack
from bot.errors import Unusable
from bot.flow import Command
from bot.flows import FLOWS
from tests.adapters.slack.official import needed

COMMANDS = [command for flow in FLOWS for command in flow.commands.values()]
URL = "https://whoelse.example.edu"
WAYS = {
    "a socket": Slack(),
    "a name of its own": Slack(command=f"/{'a' * 31}"),
    "a socket and an address": Slack(url=URL),
    "http": Slack(mode="http", url=URL, rotation=True),
    "http on a path": Slack(mode="http", url=f"{URL}/{'a' * 300}"),
}

every_way = pytest.mark.parametrize("slack", WAYS.values(), ids=WAYS)


@every_way
def test_slacks_own_schema_takes_it(slack: Slack) -> None:
    assert needed()("manifest", manifest(COMMANDS, slack)) == []


@every_way
def test_it_keeps_within_every_limit(slack: Slack) -> None:
    """https://docs.slack.dev/reference/app-manifest"""
    made = manifest(COMMANDS, slack)
    limits = {
        ("display_information", "name"): (1, 35),
        ("display_information", "description"): (1, 140),
        ("display_information", "long_description"): (175, 4000),
        ("features", "bot_user", "display_name"): (1, 80),
        ("features", "slash_commands"): (1, 50),
        ("features", "slash_commands", 0, "command"): (2, 32),
        ("features", "slash_commands", 0, "description"): (1, 2000),
        ("features", "slash_commands", 0, "usage_hint"): (1, 1000),
        ("features", "shortcuts"): (1, 10),
        ("features", "shortcuts", 0, "name"): (1, 24),
        ("features", "shortcuts", 0, "description"): (1, 150),
        ("features", "shortcuts", 1, "name"): (1, 24),
        ("features", "shortcuts", 1, "description"): (1, 150),
    }
    for path, (least, most) in limits.items():
        assert least <= len(at(made, *path)) <= most, path
    assert json.loads(json.dumps(made)) == made


def at(value: Any, *path: str | int) -> Any:
    for key in path:
        value = value[key]
    return value


def test_the_command_is_named_as_set_and_hints_at_every_word() -> None:
    office = Command("audit", "audit", lambda *_: (), "Look.", staff=True)
    made = manifest([*COMMANDS, office], Slack(command="/ask"))
    [command] = made["features"]["slash_commands"]
    words = re.findall(r"\w+", command["usage_hint"])
    assert command["command"] == "/ask"
    assert command["should_escape"]
    assert words == [c.word for c in COMMANDS if not c.staff]


def test_the_shortcuts_are_those_that_are_heard() -> None:
    shortcuts = manifest(COMMANDS, Slack())["features"]["shortcuts"]
    assert [(s["type"], s["callback_id"]) for s in shortcuts] == [
        ("message", ADD),
        ("global", PLAN),
    ]


def test_students_can_write_to_the_bot_and_have_a_home_tab() -> None:
    assert manifest(COMMANDS, Slack())["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_a_socket_needs_no_address() -> None:
    made = manifest(COMMANDS, Slack())
    assert made["settings"]["socket_mode_enabled"]
    assert addresses(made) == []


def test_over_http_everything_comes_to_the_one_address_that_is_heard() -> None:
    made = manifest(COMMANDS, WAYS["http"])
    assert not made["settings"]["socket_mode_enabled"]
    assert {*addresses(made)} == {f"{URL}/slack/events", f"{URL}/slack/oauth_redirect"}
    assert made["oauth_config"]["redirect_urls"] == [f"{URL}/slack/oauth_redirect"]


def addresses(made: Mapping[str, Any]) -> list[str]:
    return re.findall('"(https?://[^"]*)"', json.dumps(made))


def test_over_http_without_an_address_it_says_what_to_set() -> None:
    with pytest.raises(Unusable, match=r'Set it, such as url = "https://'):
        manifest(COMMANDS, Slack(mode="http"))


@every_way
def test_nothing_is_asked_for_without_a_reason(slack: Slack) -> None:
    made = manifest(COMMANDS, slack)
    assert made["oauth_config"]["scopes"] == {"bot": [*SCOPES]}
    assert made["settings"]["event_subscriptions"]["bot_events"] == [*events(slack)]
    assert all([*SCOPES.values(), *events(slack).values()])
    assert not made["settings"]["org_deploy_enabled"]


def test_who_installs_by_themselves_is_heard_when_they_leave() -> None:
    assert events(Slack()) == EVENTS
    assert events(Slack(url=URL)) == {**EVENTS, **EVENTS_OF_MANY}


def test_tokens_expire_only_where_that_is_wished() -> None:
    rotating = [s.rotation for s in WAYS.values()]
    made = [manifest(COMMANDS, slack)["settings"] for slack in WAYS.values()]
    assert [settings["token_rotation_enabled"] for settings in made] == rotating
    assert any(rotating)
    assert not all(rotating)
