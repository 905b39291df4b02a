"""How Discord says no: its codes, and the answers that carry them.

https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
"""

import re
from collections.abc import Iterable
from typing import Any

from tests.adapters.discord.loopback.jsons import Json
from tests.adapters.loopback.wire import Answer

CODES = {
    "0": (401, "401: Unauthorized"),
    "10002": (404, "Unknown Application"),
    "10003": (404, "Unknown Channel"),
    "10004": (404, "Unknown Guild"),
    "10007": (404, "Unknown Member"),
    "10008": (404, "Unknown Message"),
    "10013": (404, "Unknown User"),
    "10015": (404, "Unknown Webhook"),
    "10062": (404, "Unknown interaction"),
    "30034": (400, "Max number of daily application command creates has been reached"),
    "40003": (403, "You are opening direct messages too fast"),
    "40005": (413, "Request entity too large"),
    "40060": (400, "Interaction has already been acknowledged."),
    "40094": (400, "This interaction has reached its follow-up limit"),
    "50001": (403, "Missing Access"),
    "50003": (403, "Cannot execute action on a DM channel"),
    "50005": (403, "Cannot edit a message authored by another user"),
    "50006": (400, "Cannot send an empty message"),
    "50007": (403, "Cannot send messages to this user"),
    "50013": (403, "Missing Permissions"),
    "50027": (401, "Invalid Webhook Token"),
    "50035": (400, "Invalid Form Body"),
    "50278": (403, "Cannot send messages to this user due to having no mutual guilds"),
}
INVALID = (401, 403, 429)
"""Ten thousand answers of these within ten minutes bring a ban of the machine."""

VIA = {"Via": "1.1 google"}  # without it discord.py takes a 429 for a ban
LINE = re.compile(r"(?:\[\w+\] )?(/[^:]*): (.*)", re.DOTALL)


class Refusal(Exception):
    """An operation says no: Discord's code for it, and where it says more."""

    def __init__(self, code: str, *lines: str) -> None:
        super().__init__(code, *lines)
        self.code, self.lines = code, lines


def refused(code: str, lines: Iterable[str] = (), status: int = 0) -> Answer:
    """One of Discord's codes, or else no more than a status: "502"."""
    usual, text = CODES.get(code, (status or 400, f"{status}: refused"))
    body: Json = {"code": int(code) if code in CODES else 0, "message": text}
    if found := [*lines]:
        body["errors"] = tree(found)
    return Answer(body, status or usual, VIA, code)


def limited(wait: float, scope: str) -> Answer:
    """429, https://docs.discord.com/developers/topics/rate-limits: of the "user" (one
    route of one bot), "shared" or "global"; "cloudflare" is a ban, without a word."""
    if scope == "cloudflare":
        return Answer("<html>error 1015</html>", 429, {"Retry-After": "3600"}, scope)
    is_global = scope == "global"
    body = {"message": "You are being rate limited.", "retry_after": wait}
    headers = {**VIA, "Retry-After": f"{wait:g}", "X-RateLimit-Scope": scope}
    if is_global:
        headers["X-RateLimit-Global"] = "true"
    else:
        headers |= {
            "X-RateLimit-Limit": "5",
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset-After": f"{wait:g}",
            "X-RateLimit-Bucket": "loopback",
        }
    return Answer({**body, "global": is_global}, 429, headers, "ratelimited")


def tree(lines: Iterable[str]) -> Json:
    """The errors of 50035, each where it belongs: "/content: length 2001, not ..." is
    {"content": {"_errors": [{"code": ..., "message": "length 2001, not ..."}]}}."""
    root: Json = {}
    for line in lines:
        found = LINE.fullmatch(line)
        pointer, message = found.groups() if found else ("/", line)
        node: Any = root
        for key in filter(None, pointer.split("/")):
            node = node.setdefault(key, {})
        error = {"code": "LOOPBACK_INVALID", "message": message}
        node.setdefault("_errors", []).append(error)
    return root
