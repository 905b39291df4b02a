"""What Slack says to a message: never, not now, or nothing that settles it."""

import pytest

from adapters.slack.calls import Calls, OneToken, session
from adapters.slack.poster import Poster
from bot.errors import NotSent, Refused
from bot.records import Place
from bot.views import View
from tests.adapters.slack.loopback import Slack

pytestmark = pytest.mark.asyncio

NEVER = [
    "account_inactive",
    "cannot_dm_bot",
    "channel_not_found",
    "ekm_access_denied",
    "invalid_auth",
    "is_archived",
    "messages_tab_disabled",
    "missing_scope",
    "not_in_channel",
    "restricted_action",
    "team_access_not_granted",
    "token_revoked",
    "user_disabled",
    "user_not_found",
    "user_not_visible",
]
NOT_NOW = [
    "message_limit_exceeded",
    "org_login_required",
    "rate_limited",
    "ratelimited",
    "request_timeout",
    "service_unavailable",
    "team_added_to_org",
    "token_expired",
]
"""https://docs.slack.dev/reference/methods/chat.postMessage#errors"""


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """slack_sdk would send calls of this very machine through one."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


async def posted(error: str, method: str = "chat.postMessage") -> None:
    async with Slack() as slack, session() as http:
        ana = slack.person("Ana")
        slack.fail_next(method, error=error)
        poster = Poster(Calls(http, slack.api_url, OneToken(slack.token)))
        await poster.post(Place("slack", "T1", f"@{ana.id}"), View(("Hi.",)), "nonce")


@pytest.mark.parametrize("error", NEVER)
async def test_whom_no_message_will_ever_reach_is_not_written_to_again(
    error: str,
) -> None:
    with pytest.raises(Refused, match=error):
        await posted(error)


@pytest.mark.parametrize("error", NOT_NOW)
async def test_what_passes_is_tried_again(error: str) -> None:
    with pytest.raises(NotSent, match=error):
        await posted(error)


@pytest.mark.parametrize("error", ["fatal_error", "internal_error"])
async def test_what_may_have_been_said_is_neither(error: str) -> None:
    with pytest.raises(RuntimeError, match=error):
        await posted(error)
