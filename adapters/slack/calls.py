"""Calls of Slack's Web API: one session for all of them, and no retry in silence.

A retry of ours might say a thing twice, so whoever calls decides about it: what
certainly did not happen is `NotSent` or `Refused`, all else leaves that open.
https://docs.slack.dev/tools/python-slack-sdk/web#retryhandler
"""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, Protocol

from aiohttp import ClientConnectorError, ClientResponse, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.proxy_env_variable_loader import load_http_proxy_from_env
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from bot.errors import NotSent, Refused

LONGEST = 15  # seconds; shorter than a delivery waits for a call

# Slack's libraries write bodies and tokens into their logs, at one level or another,
# and bodies hold what people typed.
QUIET = logging.getLogger("slack.quiet")
QUIET.setLevel(logging.CRITICAL)

Args = Mapping[str, Any]

_JSON = ("chat.", "views.", "conversations.open", "files.completeUploadExternal")
"""What takes JSON; all else takes a form only.
https://docs.slack.dev/apis/web-api/#post-bodies"""

# https://docs.slack.dev/reference/methods/chat.postMessage#errors
_LATER = frozenset(
    {"ratelimited", "rate_limited", "service_unavailable", "accesslimited"}
    | {"team_added_to_org", "org_login_required"}  # while a workspace migrates
    | {"message_limit_exceeded", "request_timeout", "token_expired"}
)
_UNCLEAR = frozenset(("fatal_error", "internal_error"))  # "may have succeeded"


class Tokens(Protocol):
    """The bot's token in each workspace."""

    async def token(self, team: str) -> str:
        """Refused, where it is not installed any more."""
        ...


class OneToken:
    """For one workspace."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def token(self, team: str) -> str:
        return self._token


class Calls:
    """`await calls("T1", "users.info", user="U1")` gives the answer."""

    def __init__(self, session: ClientSession, api_url: str, tokens: Tokens) -> None:
        self.session = session
        self._tokens = tokens
        self._own = URL(api_url).host or ""
        self._client = AsyncWebClient(
            base_url=api_url, session=session, retry_handlers=[], logger=QUIET
        )

    async def __call__(self, team: str, method: str, **args: object) -> Args:
        given = {key: value for key, value in args.items() if value not in (None, "")}
        is_json = method.startswith(_JSON)
        json, data = (given, None) if is_json else (None, given)
        headers = {"Authorization": f"Bearer {await self._tokens.token(team)}"}
        try:
            answer = await self._client.api_call(
                method, json=json, data=data, headers=headers
            )
        except SlackApiError as error:
            raise _judged(error) from None  # its text holds what was sent
        except ClientConnectorError as error:
            raise NotSent(type(error).__name__) from None
        return answer.data if isinstance(answer.data, dict) else {}

    async def respond(self, url: str, payload: Args) -> None:
        """By the address that came with a command or a press: five times, 30 minutes.

        https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
        """
        try:
            async with self.session.post(url, json=payload) as answer:
                status, wait = answer.status, answer.headers.get("Retry-After", "")
        except ClientConnectorError as error:
            raise NotSent(type(error).__name__) from None
        if status == 429:
            raise NotSent("ratelimited", _seconds(wait))
        if 400 <= status < 500:
            raise Refused(f"response_url {status}")
        if status != 200:
            raise RuntimeError(f"response_url {status}")

    @asynccontextmanager
    async def fetched(self, team: str, url: str) -> AsyncIterator[ClientResponse]:
        """A file of the workspace. Nobody else's server is shown the token."""
        host, headers = URL(url).host or "", {}
        if host == self._own or host.endswith(".slack.com"):
            headers["Authorization"] = f"Bearer {await self._tokens.token(team)}"
        async with self.session.get(url, headers=headers) as answer:
            yield answer


def session(longest: float = LONGEST) -> ClientSession:
    """Made inside the running loop; every call shares its connections, and the proxy.

    That is the one which Slack's library takes from the environment for its own calls.
    """
    timeout = ClientTimeout(total=longest)
    return ClientSession(timeout=timeout, proxy=load_http_proxy_from_env(QUIET))


def _judged(error: SlackApiError) -> Exception:
    """By its code alone, since the rest of it quotes what people typed."""
    response = error.response
    data = response.data if isinstance(response.data, dict) else {}
    code, status = str(data.get("error", "")), int(response.status_code)
    if status == 429 or code in _LATER:
        return NotSent(code or "429", _seconds(response.headers.get("Retry-After", "")))
    if code and code not in _UNCLEAR and status < 500:
        return Refused(code)
    return RuntimeError(f"Slack answered {code or status}")


def _seconds(header: str) -> timedelta:
    return timedelta(seconds=int(header) if header.isdecimal() else 0)
