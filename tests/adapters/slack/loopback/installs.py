"""Tokens: who is asking, how an app gets into a workspace, and how it leaves.

https://docs.slack.dev/authentication/installing-with-oauth
"""

import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from tests.adapters.slack.loopback.jsons import Json, unique
from tests.adapters.slack.loopback.workspace import Member, Team
from tests.adapters.slack.loopback.world import Code, Refusal, World, need


def auth_test(world: World, team: Team, args: Json) -> Json:
    names = {"url": f"{world.url}/", "team": team.name, "user": "loopback"}
    ids = {"team_id": team.id, "user_id": team.bot_user, "bot_id": team.bot}
    enterprise = {"enterprise_id": team.enterprise} if team.enterprise else {}
    return {**names, **ids, **enterprise, "is_enterprise_install": False}


def open_connection(world: World, token: str) -> Json:
    """A ticket for one socket, for an app-level token.

    https://docs.slack.dev/apis/events-api/using-socket-mode
    """
    if token in world.tokens:
        raise Refusal("not_allowed_token_type")
    if token != world.app.token:
        raise Refusal("invalid_auth")
    ticket = unique("ticket")
    world.tickets.add(ticket)
    return {"url": f"{world.url.replace('http', 'ws', 1)}/link?ticket={ticket}"}


def uninstall(world: World, team: Team, args: Json) -> Json:
    check_client(world, args)
    leave(world, team)
    return {}


def leave(world: World, team: Team, error: str = "account_inactive") -> None:
    spoil(world, team, error)
    team.token = ""


def spoil(world: World, team: Team, error: str) -> None:
    """Whoever uses a token of this workspace from now on meets this error."""
    for token in [each for each, whose in world.tokens.items() if whose is team]:
        world.revoked[token] = error
        del world.tokens[token]


def caller(world: World, token: str) -> Team:
    if not token:
        raise Refusal("not_authed")
    if token in world.revoked:
        raise Refusal(world.revoked[token])
    if token == world.app.token:
        raise Refusal("not_allowed_token_type")
    if token not in world.tokens:
        raise Refusal("invalid_auth")
    return world.tokens[token]


def allow(world: World, member: Member, asked: str) -> str:
    """Somebody presses "Allow" on the page at `asked`; gives where that leads."""
    parts = urlsplit(asked)
    given = dict(parse_qsl(parts.query))
    if f"{parts.scheme}://{parts.netloc}" != world.url:
        raise LookupError(f"the page to install from is not ours: {asked}")
    if given.get("client_id") != world.app.client_id:
        raise Refusal("invalid_client_id")
    asked_for = {*filter(None, given.get("scope", "").split(","))}
    if unknown := asked_for - {*world.app.scopes}:
        raise Refusal("invalid_scope", messages=sorted(unknown))
    address, known = given.get("redirect_uri", ""), world.app.redirects
    if known is not None and not address.startswith(tuple(known)):
        raise Refusal("bad_redirect_uri")
    code = secrets.token_hex(8)
    world.codes[code] = Code(member, address, frozenset(asked_for))
    return f"{address}?code={code}&state={given.get('state', '')}"


def access(world: World, args: Json) -> Json:
    """A code becomes a token, once; and so does a refresh token."""
    check_client(world, args)
    if args.get("grant_type") == "refresh_token":
        if need(args, "refresh_token") not in world.renewals:
            raise Refusal("invalid_refresh_token")
        team = world.renewals.pop(args["refresh_token"])
        return granted(world, team, team.scopes)
    if need(args, "code") not in world.codes:
        raise Refusal("invalid_code")
    code = world.codes.pop(args["code"])
    if args.get("redirect_uri", code.address) != code.address:
        raise Refusal("bad_redirect_uri")
    given = granted(world, code.member.team, code.scopes)
    return {**given, "authed_user": {"id": code.member.id}}


def granted(world: World, team: Team, scopes: frozenset[str]) -> Json:
    world.install(team, scopes)
    enterprise = {"id": team.enterprise, "name": "Campus"} if team.enterprise else None
    return {
        "app_id": world.app.id,
        "team": {"id": team.id, "name": team.name},
        "enterprise": enterprise,
        "is_enterprise_install": False,
        "token_type": "bot",
        "access_token": team.token,
        "scope": ",".join(sorted(team.scopes)),
        "bot_user_id": team.bot_user,
        **(renewable(world, team) if world.app.rotates else {}),
    }


def renewable(world: World, team: Team) -> Json:
    """https://docs.slack.dev/authentication/using-token-rotation"""
    token = f"xoxe-1-{secrets.token_hex(8)}"
    world.renewals[token] = team
    return {"refresh_token": token, "expires_in": 12 * 60 * 60}


def check_client(world: World, args: Mapping[str, str]) -> None:
    if args.get("client_id") != world.app.client_id:
        raise Refusal("invalid_client_id")
    if args.get("client_secret") != world.app.client_secret:
        raise Refusal("bad_client_secret")


METHODS = {"auth.test": auth_test, "apps.uninstall": uninstall}
