"""Who is notified by what the bot says: nobody, where it allows none.

https://docs.discord.com/developers/resources/message#allowed-mentions-object
"""

import re
from collections.abc import Mapping

from tests.adapters.discord.loopback.jsons import Json
from tests.adapters.discord.loopback.places import Account

USER = re.compile(r"<@!?(\d+)>")
EVERYONE = re.compile(r"@(?:everyone|here)\b")
ALL: Json = {"parse": ["users", "roles", "everyone"]}


def mentioned(sent: Json, people: Mapping[str, Account]) -> tuple[Account, ...]:
    allowed = ALL if sent.get("allowed_mentions") is None else sent["allowed_mentions"]
    named = {str(each) for each in allowed.get("users") or ()}
    found = dict.fromkeys(USER.findall(sent.get("content") or ""))
    if "users" not in (allowed.get("parse") or ()):
        found = {id: None for id in found if id in named}
    return tuple(people[id] for id in found if id in people)


def wakes_everyone(sent: Json) -> bool:
    allowed = ALL if sent.get("allowed_mentions") is None else sent["allowed_mentions"]
    said = EVERYONE.search(sent.get("content") or "")
    return bool(said) and "everyone" in (allowed.get("parse") or ())
