"""What can be seen of Slack's secrets before anybody is asked."""

from collections.abc import Mapping
from typing import Any

import pytest

from adapters.slack.credentials import prepared
from bot.config import Slack


def lines(**given: Any) -> list[str]:
    return [finding.line for finding in prepared(Slack(**given))]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"mode": "http"}, "fail  slack tokens: SLACK_SIGNING_SECRET is not set"),
        ({"bot_token": "xoxp-1"}, "SLACK_BOT_TOKEN holds a user's token"),
        ({"bot_token": "xoxe.xoxb-1"}, "warn  slack tokens: SLACK_BOT_TOKEN holds a"),
        ({"bot_token": "hello"}, "warn  slack tokens: SLACK_BOT_TOKEN holds nothing"),
        ({"bot_token": "xoxb-1"}, "fail  slack tokens: SLACK_APP_TOKEN is not set"),
        ({"app_token": "xapp-1"}, "fail  slack tokens: SLACK_BOT_TOKEN is not set"),
        ({"app_token": "xoxe.xoxb-1"}, "fail  slack tokens: SLACK_APP_TOKEN holds"),
        ({"bot_token": "xoxb-1", "app_token": "xoxb-2"}, "SLACK_APP_TOKEN holds a bot"),
        ({"client_id": "1.2"}, "which install over HTTP"),
        ({"client_id": "1.2", "mode": "http"}, "[slack] url is not set"),
        ({"api_url": "http://proxy.example.edu/"}, "warn  slack: tokens go to api_url"),
    ],
)
def test_what_is_missing_or_of_another_kind(
    given: Mapping[str, Any], said: str
) -> None:
    [line] = [line for line in lines(**given) if said in line]
    assert "  fix: " in line


def test_tokens_in_each_others_place_are_said_to_be_swapped() -> None:
    found = lines(bot_token="xapp-1", app_token="xoxb-1")
    assert found[1:] == [
        "fail  slack tokens: SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped"
        "  fix: Exchange the two."
    ]


@pytest.mark.parametrize(
    ("given", "way"),
    [
        (
            {"bot_token": "xoxb-1", "app_token": "xapp-1"},
            "one workspace, over a socket",
        ),
        (
            {"mode": "http", "bot_token": "xoxb-1", "signing_secret": "s"},
            "one workspace, over HTTP at 127.0.0.1:3000",
        ),
        (
            {
                "mode": "http",
                "client_id": "1",
                "signing_secret": "s",
                "url": "https://a",
            },
            "many workspaces, over HTTP",
        ),
        (
            {
                "bot_token": "xoxb-1",
                "app_token": "xapp-1",
                "api_url": "http://127.0.0.1:1/",
            },
            "one workspace, over a socket",
        ),
    ],
)
def test_where_all_is_there_it_says_how_slack_is_reached(
    given: Mapping[str, Any], way: str
) -> None:
    [line] = lines(**given)
    assert line.startswith(f"ok    slack: {way}")
