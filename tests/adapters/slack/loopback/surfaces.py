"""What a message, a view and the body of an acknowledgement may hold."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tests.adapters.loopback.shapes import (
    Rule,
    also,
    anything,
    by_type,
    flag,
    many,
    one_of,
    shape,
    string,
)
from tests.adapters.slack.loopback.jsons import Json, walk
from tests.adapters.slack.loopback.limits import BLOCK, GROUP, ID, OPTION, plain

LONGEST_TEXT = 40_000
LONGEST_BLOCKS = 13_000  # undocumented, https://github.com/slackapi/bolt-js/issues/2509
LARGEST_VIEW = 250_000  # bytes

TEXT = string(LONGEST_TEXT, 0)
METADATA = shape({"event_type": ID, "event_payload": anything})


def blocks(most: int, least: int = 0) -> Rule:
    return also(many(BLOCK, most, least), names_no_id_twice)


def names_no_id_twice(path: str, sent: Any) -> Iterator[str]:
    """A block_id is unique on its surface, an action_id within its block."""
    named = [block for block in sent if isinstance(block, dict)]
    ids = (block["block_id"] for block in named if block.get("block_id"))
    yield from (f"{path}: block_id {name!r} twice" for name in _twice(ids))
    for index, block in enumerate(sent):
        actions = (n["action_id"] for _, n in walk(block) if n.get("action_id"))
        for name in _twice(actions):
            yield f"{path}/{index}: action_id {name!r} twice"


def has_a_text(path: str, message: Any) -> Iterator[str]:
    """Slack takes blocks without one; notifications and screen readers have no more."""
    if not message.get("text") and not message.get("delete_original"):
        yield f"{path}/text: missing"


def asks_for_submit(path: str, view: Any) -> Iterator[str]:
    kinds = [block.get("type") for block in view.get("blocks", ())]
    if "input" in kinds and not view.get("submit"):
        yield f"{path}/submit: missing beside an input block"


MESSAGE: dict[str, Rule] = {
    "text": TEXT,
    "blocks": blocks(50),
    "thread_ts": ID,
    "mrkdwn": flag,
    "unfurl_links": flag,
    "unfurl_media": flag,
    "metadata": METADATA,
}
RESPONSE = also(
    shape(
        {},
        **MESSAGE,
        response_type=one_of("ephemeral", "in_channel"),
        replace_original=flag,
        delete_original=flag,
    ),
    has_a_text,
)
VIEW: dict[str, Rule] = {
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
    "private_metadata": string(3000, 0),
}
MODAL = also(
    shape(
        {"title": plain(24), "blocks": blocks(100, 1)},
        **VIEW,
        submit=plain(24),
        close=plain(24),
        clear_on_close=flag,
        notify_on_close=flag,
        submit_disabled=flag,
    ),
    asks_for_submit,
)
HOME = shape({"blocks": blocks(100, 1)}, **VIEW)

KINDS: dict[str, Rule] = {
    "chat.postMessage": also(
        shape({"channel": ID}, **MESSAGE, reply_broadcast=flag), has_a_text
    ),
    "chat.postEphemeral": also(
        shape({"channel": ID, "user": ID}, **MESSAGE), has_a_text
    ),
    "chat.update": also(shape({"channel": ID, "ts": ID}, **MESSAGE), has_a_text),
    "views.open": shape({"view": by_type({"modal": MODAL}), "trigger_id": ID}),
    "views.push": shape({"view": by_type({"modal": MODAL}), "trigger_id": ID}),
    "views.update": shape(
        {"view": by_type({"modal": MODAL})}, view_id=ID, external_id=ID, hash=ID
    ),
    "views.publish": shape({"view": by_type({"home": HOME}), "user_id": ID}, hash=ID),
    "response_url": RESPONSE,
    "ack.command": RESPONSE,
    "ack.options": shape(
        {}, options=many(OPTION, 100, 0), option_groups=many(GROUP, 100)
    ),
    "ack.view": shape(
        {"response_action": one_of("errors", "update", "push", "clear")},
        errors=anything,
        view=by_type({"modal": MODAL}),
    ),
}


def problems(kind: str, payload: Json) -> list[str]:
    """What is wrong with a payload of the bot, as "/blocks/0/text: length ..."."""
    kept = {key: value for key, value in payload.items() if key != "team_id"}
    return [*KINDS[kind]("", kept)]


def name_of(found: Iterable[str], payload: Json) -> str:
    """The error by which Slack refuses a payload with these problems."""
    if len(payload.get("text") or "") > LONGEST_TEXT:
        return "msg_too_long"
    if not any(payload.get(key) for key in ("text", "blocks", "view")):
        return "no_text"
    in_blocks = any(line.split(" ")[0].startswith("/blocks") for line in found)
    return "invalid_blocks" if in_blocks else "invalid_arguments"


def is_too_long(sent: list[Json]) -> bool:
    """All text of one message's blocks together."""
    texts = (node.get("text") for _, node in walk(sent))
    return sum(len(t) for t in texts if isinstance(t, str)) > LONGEST_BLOCKS


def is_too_large(view: Json) -> bool:
    return len(json.dumps(view).encode()) > LARGEST_VIEW


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
