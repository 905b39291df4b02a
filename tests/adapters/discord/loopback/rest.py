"""The REST API at the socket: who calls, with what, and what they are told."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from aiohttp import web

from tests.adapters.discord.loopback import answers, catalogue, messages
from tests.adapters.discord.loopback.codes import INVALID, Refusal, limited, refused
from tests.adapters.discord.loopback.jsons import Json
from tests.adapters.discord.loopback.world import Asked, Sent, World
from tests.adapters.loopback.wire import Answer, Call, Failure, Wire, rendered

API = "/api/v10"
HOOK = "/webhooks/{app}/{token}"
COMMANDS = "/applications/{app}/commands"
GUILD_COMMANDS = "/applications/{app}/guilds/{guild}/commands"
MESSAGES = "/channels/{channel}/messages"
MESSAGE = f"{MESSAGES}/{{message}}"
DOWNLOAD = "download"  # the name of a file's download in `calls` and `fail_next`

ROUTES = {  # by operationId of https://github.com/discord/discord-api-spec
    "get_bot_gateway": ("GET", "/gateway/bot"),
    "get_my_user": ("GET", "/users/@me"),
    "list_my_guilds": ("GET", "/users/@me/guilds"),
    "leave_guild": ("DELETE", "/users/@me/guilds/{guild}"),
    "create_dm": ("POST", "/users/@me/channels"),
    "get_user": ("GET", "/users/{user}"),
    "get_my_oauth2_application": ("GET", "/oauth2/applications/@me"),
    "get_my_application": ("GET", "/applications/@me"),
    "list_application_commands": ("GET", COMMANDS),
    "bulk_set_application_commands": ("PUT", COMMANDS),
    "list_guild_application_commands": ("GET", GUILD_COMMANDS),
    "bulk_set_guild_application_commands": ("PUT", GUILD_COMMANDS),
    "create_interaction_response": ("POST", "/interactions/{id}/{token}/callback"),
    "execute_webhook": ("POST", HOOK),
    "get_original_webhook_message": ("GET", f"{HOOK}/messages/@original"),
    "update_original_webhook_message": ("PATCH", f"{HOOK}/messages/@original"),
    "delete_original_webhook_message": ("DELETE", f"{HOOK}/messages/@original"),
    "get_webhook_message": ("GET", f"{HOOK}/messages/{{message}}"),
    "update_webhook_message": ("PATCH", f"{HOOK}/messages/{{message}}"),
    "delete_webhook_message": ("DELETE", f"{HOOK}/messages/{{message}}"),
    "get_channel": ("GET", "/channels/{channel}"),
    "trigger_typing_indicator": ("POST", "/channels/{channel}/typing"),
    "list_messages": ("GET", MESSAGES),
    "create_message": ("POST", MESSAGES),
    "get_message": ("GET", MESSAGE),
    "update_message": ("PATCH", MESSAGE),
    "delete_message": ("DELETE", MESSAGE),
    "get_guild": ("GET", "/guilds/{guild}"),
    "list_guild_channels": ("GET", "/guilds/{guild}/channels"),
    "get_guild_member": ("GET", "/guilds/{guild}/members/{user}"),
}
OPERATIONS: dict[str, Callable[[World, Asked], Any]] = {
    **answers.OPERATIONS,
    **catalogue.OPERATIONS,
    **messages.OPERATIONS,
}


class Rest(Wire):
    """Every address that a bot is ever given, but for that of the gateway."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        for operation, (verb, path) in ROUTES.items():
            yield web.route(verb, API + path, self._call, name=operation)
        yield web.get("/attachments/{channel}/{id}/{name}", self._download)
        yield web.route("*", "/{rest:.*}", self._unknown)

    @property
    def invalid(self) -> int:
        """How many answers count toward a ban of the machine, at 10,000."""
        return sum(call.answer.status in INVALID for call in self.calls)

    def fail_next(
        self,
        method: str,
        *,
        status: int = 0,
        error: str = "",
        retry_after: float = 1.0,
        scope: str = "user",
        drop: bool = False,
        hang: float = 0.0,
        times: int = 1,
        after: int = 0,
    ) -> None:
        """Let the next calls of this operation go wrong, `after` so many that go well.

        Nothing is done and an error is answered: a code of Discord ("50013"), or no
        more than a status. A 429 says how long to wait, and with the scope "global"
        that it is for everything; "cloudflare" bans. With `drop` the call is carried
        out, and its answer never arrives. With `hang` nothing is done for so many
        seconds, and then the line is cut. Of gateway.identify and gateway.resume the
        error is the number that closes the socket.
        """
        is_limited = status == 429 and not error
        answer = (
            limited(retry_after, scope)
            if is_limited
            else refused(error or str(status or 500), status=status)
        )
        self.fail(method, Failure(answer, drop, hang), times, after)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        operation = request.match_info.route.name or ""
        asked = await read(request)
        given = request.headers.get("Authorization", "")
        inner = asked.body if isinstance(asked.body, dict) else {"body": asked.body}
        call = Call(operation, {**asked.path, **inner})
        work = self._do
        answer = await self.serve(request, call, lambda: work(operation, given, asked))
        await self.echo()
        return rendered(answer)

    async def echo(self) -> None:
        """Tell the bot of what it said itself, where it hears that."""

    def _do(self, operation: str, given: str, asked: Asked) -> Answer:
        """The token of an interaction is in the path, and needs no other."""
        if "token" not in asked.path and given != f"Bot {self.world.token}":
            return refused("0")
        try:
            judged = asked.body is not None
            if judged and (found := self.world.judge(operation, asked.body)):
                raise Refusal("50035", *found)
            body = OPERATIONS[operation](self.world, asked)
        except Refusal as refusal:
            return refused(refusal.code, refusal.lines)
        return Answer(body, 204 if body is None else 200)

    async def _unknown(self, request: web.Request) -> web.StreamResponse:
        """Nothing is silently taken that is not modelled."""
        call = Call(f"{request.method} {request.path}", {}, refused("404", status=404))
        self.world.problems.append(f"{call.method}: not modelled here")
        await self.record(call)
        return rendered(call.answer)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        content = self.world.files.get(request.path)

        def look() -> Answer:
            return refused("404", status=404) if content is None else Answer()

        answer = await self.serve(request, Call(DOWNLOAD, {"path": request.path}), look)
        if answer.error:
            return rendered(answer)
        return web.Response(body=content, content_type="application/octet-stream")


async def read(request: web.Request) -> Asked:
    """JSON, or together with files as multipart."""
    path, query = dict(request.match_info), dict(request.query)
    if request.content_type != "multipart/form-data":
        body = await request.json() if request.can_read_body else None
        return Asked(path, query, body, [])
    form: Json = dict(await request.post())
    body = json.loads(form.pop("payload_json", "{}"))
    files = [Sent(part.filename, part.file.read()) for _, part in sorted(form.items())]
    return Asked(path, query, body, files)
