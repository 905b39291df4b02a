"""The Web API at the socket: who calls, with what, may they, and what they are told."""

import json
from base64 import b64decode
from collections.abc import Callable, Iterable
from typing import Any

from aiohttp import web

from tests.adapters.loopback.wire import Answer, Call, rendered
from tests.adapters.slack.loopback import (
    answers,
    chat,
    dialogs,
    files,
    installs,
    surfaces,
)
from tests.adapters.slack.loopback.jsons import Json
from tests.adapters.slack.loopback.wire import SlackWire, refused
from tests.adapters.slack.loopback.workspace import Team
from tests.adapters.slack.loopback.world import Refusal, World, check_scope

METHODS: dict[str, Callable[[World, Team, Json], Json]] = {
    **chat.METHODS,
    **dialogs.METHODS,
    **files.METHODS,
    **installs.METHODS,
}
NEEDED = {  # for conversations.* see there
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}
FORMS_ONLY = {  # https://docs.slack.dev/apis/web-api/#post-bodies
    "conversations.history",
    "conversations.info",
    "conversations.replies",
    "files.getUploadURLExternal",
    "oauth.v2.access",
    "users.info",
}
INSIDE_FORMS = ("blocks", "view", "files", "metadata")  # JSON where the rest is a form
FLAGS = ("mrkdwn", "unfurl_links", "unfurl_media", "reply_broadcast")


class WebApi(SlackWire):
    """Every address that a bot is ever given, but for that of the websocket."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        return [
            web.route("*", "/api/{method}", self._call),
            web.post("/upload/{id}", self._upload),
            web.post("/actions/{id}", self._respond),
            web.get("/files/{id}", self._download),
            web.get("/files/{id}/download", self._download),
            web.get("/login", self._login),
        ]

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args = await arguments(request)
        token = str(args.pop("token", "")) or bearer(request)
        team = self.world.tokens.get(token)
        call = Call(method, args, team=team.id if team else "")
        work = self._without_a_team if method in SPECIAL else self._for_a_team
        return rendered(
            await self.serve(request, call, lambda: work(method, token, args))
        )

    def _without_a_team(self, method: str, token: str, args: Json) -> Answer:
        try:
            if method == "oauth.v2.access":
                return done(installs.access(self.world, args))
            return done(installs.open_connection(self.world, token))
        except Refusal as refusal:
            return refused(refusal.error, **told(refusal))

    def _for_a_team(self, method: str, token: str, args: Json) -> Answer:
        try:
            team = installs.caller(self.world, token)
            if method not in METHODS:
                raise Refusal("unknown_method")
            if method in NEEDED:
                check_scope(team, NEEDED[method])
            if found := self.world.judge(method, args):
                raise Refusal(surfaces.name_of(found, args), messages=found)
            answer = done(METHODS[method](self.world, team, args))
        except Refusal as refusal:
            return refused(refusal.error, **told(refusal))
        scopes = {"X-OAuth-Scopes": ",".join(sorted(team.scopes))}
        return Answer(answer.body, headers=scopes)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        id, content = request.match_info["id"], await request.read()

        def store() -> Answer:
            wrong = files.stored(self.world, id, content)
            return refused(wrong, 400) if wrong else Answer()

        call = Call("files.upload", {"id": id, "length": len(content)})
        return rendered(await self.serve(request, call, store))

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        id, args = request.match_info["id"], await request.json()
        call = Call("response_url", args)
        work = answers.respond
        return rendered(
            await self.serve(request, call, lambda: work(self.world, id, args))
        )

    async def _download(self, request: web.Request) -> web.StreamResponse:
        id = request.match_info["id"]
        content = files.readable(self.world, id, bearer(request))

        def look() -> Answer:
            return refused("login", 302) if content is None else Answer()

        answer = await self.serve(request, Call("files.download", {"id": id}), look)
        if answer.error == "login":
            raise web.HTTPFound(f"{self.url}/login")
        if answer.error:
            return rendered(answer)
        return web.Response(body=content, content_type="application/octet-stream")

    async def _login(self, _: web.Request) -> web.StreamResponse:
        page = "<!DOCTYPE html><html><title>Sign in</title></html>"
        return web.Response(text=page, content_type="text/html")


SPECIAL = {"oauth.v2.access", "apps.connections.open"}


def done(body: Json) -> Answer:
    return Answer({"ok": True, **body})


def told(refusal: Refusal) -> Json:
    """Slack says why under response_metadata, and the rest beside the error."""
    more = {key: value for key, value in refusal.more.items() if key != "messages"}
    if "messages" in refusal.more:
        lines = [f"[ERROR] {line}" for line in refusal.more["messages"]]
        more["response_metadata"] = {"messages": lines}
    return more


def bearer(request: web.Request) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


async def arguments(request: web.Request) -> Json:
    """JSON, or a form with JSON inside; a client's id and secret may be in a header."""
    args: Json = {**request.query, **await request.post()}
    takes_json = request.match_info.get("method") not in FORMS_ONLY
    if takes_json and request.content_type == "application/json":
        args |= await request.json()
    for key in {*INSIDE_FORMS} & args.keys():
        args[key] = inside(args[key])
    for key in {*FLAGS} & args.keys():
        args[key] = args[key] in (True, "1", "true")
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind == "Basic":
        id, _, secret = b64decode(secret).decode().partition(":")
        args |= {"client_id": id, "client_secret": secret}
    return args


def inside(value: Any) -> Any:
    """What is no JSON is left as it is, to be refused for its type."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value
