"""Answers to what somebody did: through a response_url, or in the acknowledgement.

https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
"""

import time

from tests.adapters.loopback.wire import Answer
from tests.adapters.slack.loopback.jsons import Json
from tests.adapters.slack.loopback.wire import refused
from tests.adapters.slack.loopback.workspace import Channel, Message, edited
from tests.adapters.slack.loopback.world import (
    LONGEST_RESPONSE,
    MOST_RESPONSES,
    Handle,
    World,
)


def respond(world: World, id: str, args: Json) -> Answer:
    handle = world.handles.get(id)
    if handle is None or handle.channel is None:
        return refused("no_such_url", 404)
    if handle.responses >= MOST_RESPONSES:
        return refused("used_url", 404)
    if time.monotonic() - handle.born > LONGEST_RESPONSE:
        return refused("expired_url", 404)
    if found := world.judge("response_url", args):
        messages = {"messages": [f"[ERROR] {line}" for line in found]}
        return refused("invalid_payload", 400, response_metadata=messages)
    handle.responses += 1
    if show(world, handle, args):
        return Answer({"ok": True})
    return refused("message_not_found", 404)


def show(world: World, handle: Handle, args: Json) -> bool:
    """Seen by who acted alone, unless it says otherwise; False if what it would
    replace is gone."""
    channel = handle.channel
    if channel is None:
        return False
    original = now(channel, handle.message)
    if args.get("delete_original") or args.get("replace_original"):
        if original is None:
            return False
        if args.get("delete_original"):
            channel.messages.remove(original)
        else:
            world.put_back(channel, edited(original, args, keep=False))
    elif args.get("text") or args.get("blocks"):
        everybody = args.get("response_type") == "in_channel"
        to = "" if everybody else handle.member.id
        world.by_bot(handle.member.team, channel, args, to)
    return True


def now(channel: Channel, message: Message | None) -> Message | None:
    """The message as it is by now, if it still is."""
    if message is None:
        return None
    return next((each for each in channel.messages if each.ts == message.ts), None)
