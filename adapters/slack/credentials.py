"""What Slack's secrets are, where each stands, and whether ours are of the right kind.

Nobody is asked. No finding holds a secret.
"""

from collections.abc import Iterator

from adapters.trial import is_open
from bot.config import Slack
from bot.finding import Finding, Level

BOT, APP = "a bot token", "an app-level token"
EXPIRING, UNKNOWN = "a bot token that expires", "nothing that begins as a token does"
KINDS = {
    "xoxb-": BOT,
    "xoxe.xoxb-": EXPIRING,
    "xapp-": APP,
    "xoxp-": "a user's token",
    "xoxe": "a token of another kind",
}
"""By how they begin. https://docs.slack.dev/authentication/tokens"""

BOT_TOKEN = "OAuth & Permissions, Bot User OAuth Token (xoxb-)"
APP_TOKEN = "Basic Information, App-Level Tokens (xapp-), with connections:write"
SIGNING_SECRET = "Basic Information, App Credentials, Signing Secret"
"""Where each stands, under https://api.slack.com/apps."""


def prepared(slack: Slack) -> Iterator[Finding]:
    """What can be seen of the settings alone, before anybody is asked."""
    yield Finding("ok", "slack", _way(slack))
    if is_open(slack.api_url):
        said = "tokens go to api_url without TLS"
        yield Finding("warn", "slack", said, "Set an address that begins with https.")
    if slack.mode == "http" and not slack.signing_secret:
        yield _unset("SLACK_SIGNING_SECRET", SIGNING_SECRET)
    if slack.many:
        yield from _prepared_for_many(slack)
    bot, app = slack.bot_token, slack.app_token
    if bot and app and (kind(bot), kind(app)) == (APP, BOT):
        said = "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped"
        yield Finding("fail", "slack tokens", said, "Exchange the two.")
        return
    if not slack.many:
        yield from _fit("SLACK_BOT_TOKEN", bot, BOT, BOT_TOKEN)
    if slack.mode == "socket":
        yield from _fit("SLACK_APP_TOKEN", app, APP, APP_TOKEN)


def kind(token: str) -> str:
    """In words, lest a secret is shown."""
    kinds = (kind for begin, kind in KINDS.items() if token.startswith(begin))
    return next(kinds, UNKNOWN)


def _way(slack: Slack) -> str:
    where = "many workspaces" if slack.many else "one workspace"
    if slack.mode == "socket":
        return f"{where}, over a socket, {slack.command}"
    return f"{where}, over HTTP at {slack.host}:{slack.port}, {slack.command}"


def _prepared_for_many(slack: Slack) -> Iterator[Finding]:
    """https://docs.slack.dev/authentication/installing-with-oauth"""
    if slack.mode == "socket":
        said = "SLACK_CLIENT_ID is for many workspaces, which install over HTTP"
        yield Finding("fail", "slack", said, 'Set mode = "http".')
    if not slack.url:
        said = "[slack] url is not set, and whoever installs must come somewhere"
        fix = 'Set it, such as url = "https://whoelse.example.edu".'
        yield Finding("fail", "slack", said, fix)


def _fit(name: str, token: str | None, needed: str, where: str) -> Iterator[Finding]:
    """A proxy may know what to make of a token that Slack would not."""
    if token is None:
        yield _unset(name, where)
        return
    found, fix = kind(token), f"Copy the right one: {where}."
    level: Level = "warn" if found == UNKNOWN else "fail"
    if found == EXPIRING and needed == BOT:
        level, fix = "warn", "Make the app anew, with rotation = false."
    if found != needed:
        yield Finding(level, "slack tokens", f"{name} holds {found}", fix)


def _unset(name: str, where: str) -> Finding:
    fix = f"Copy it: {where}; or name a file that holds it in {name}_FILE."
    return Finding("fail", "slack tokens", f"{name} is not set", fix)
