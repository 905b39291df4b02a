"""Answers to what somebody did: the response, and what follows through its token.

https://docs.discord.com/developers/interactions/receiving-and-responding
"""

import time

from tests.adapters.discord.loopback import kinds
from tests.adapters.discord.loopback.codes import Refusal
from tests.adapters.discord.loopback.jsons import Json, numbered
from tests.adapters.discord.loopback.messages import check_content
from tests.adapters.discord.loopback.places import Message, Modal
from tests.adapters.discord.loopback.world import Asked, Handle, World

MOST_FOLLOWUPS = 5  # where the app is installed to the user alone


def create_interaction_response(world: World, asked: Asked) -> Json | None:
    handle = world.handles.get(asked.path["token"])
    if handle is None or handle.id != asked.path["id"]:
        raise Refusal("10062")
    if handle.response is not None:
        raise Refusal("40060")
    if time.monotonic() - handle.born > world.times.ack:
        raise Refusal("10062")
    kind, data = asked.body["type"], asked.body.get("data") or {}
    if kind not in kinds.FITTING[handle.kind]:
        raise Refusal("50035", f"/type: {kind} does not answer {handle.kind}")
    message = respond(world, handle, kind, data, asked)
    handle.response = asked.body
    if "with_response" in asked.query:
        return callback(handle, kind, message)
    return None


def respond(
    world: World, handle: Handle, kind: int, data: Json, asked: Asked
) -> Message | None:
    """Do it; gives the message that it made or changed."""
    if kind == kinds.MODAL:
        shown = {**data, "components": numbered(data["components"])}
        change, origin = world.next_change(), handle.message
        handle.person.modal = Modal(shown, handle.channel.id, origin, change)
    if kind in (kinds.MODAL, kinds.CHOICES):
        return None
    if kind in (kinds.DEFERRED_UPDATE, kinds.UPDATE):
        return on_the_spot(world, handle, kind, data, asked)
    if kind == kinds.REPLY:
        check_content(data, asked.files)
    flags = kinds.LOADING if kind == kinds.DEFERRED else 0
    to = handle.person.id
    message = world.by_bot(handle.channel, data, asked.files, to, flags)
    handle.original = message.id
    return message


def on_the_spot(
    world: World, handle: Handle, kind: int, data: Json, asked: Asked
) -> Message | None:
    """What the button is on, changed now or later."""
    if handle.message is None:
        raise Refusal("50035", "/type: there is no message to change")
    handle.original = handle.message.id
    if kind == kinds.DEFERRED_UPDATE:
        return None
    return world.rewrite(handle.channel, original(handle), data, asked.files)


def callback(handle: Handle, kind: int, message: Message | None) -> Json:
    done: Json = {"id": handle.id, "type": handle.kind}
    done["response_message_loading"] = kind == kinds.DEFERRED
    flags = message.flags if message else 0
    done["response_message_ephemeral"] = bool(flags & kinds.EPHEMERAL)
    if message is None:
        return {"interaction": done}
    done["response_message_id"] = message.id
    if kind == kinds.DEFERRED:
        return {"interaction": done}
    resource = {"type": kind, "message": message.to_json()}
    return {"interaction": done, "resource": resource}


def execute_webhook(world: World, asked: Asked) -> Json:
    """The first one after "is thinking" takes its place."""
    handle = answered(world, asked)
    check_content(asked.body, asked.files)
    first = find(handle, handle.original)
    if first and first.thinking:
        return world.rewrite(handle.channel, first, asked.body, asked.files).to_json()
    if handle.foreign and len(handle.followups) >= MOST_FOLLOWUPS:
        raise Refusal("40094")
    to = handle.person.id
    message = world.by_bot(handle.channel, asked.body, asked.files, to)
    handle.followups.append(message.id)
    return message.to_json()


def get_webhook_message(world: World, asked: Asked) -> Json:
    return named(answered(world, asked), asked).to_json()


def update_webhook_message(world: World, asked: Asked) -> Json:
    handle = answered(world, asked)
    before = named(handle, asked)
    return world.rewrite(handle.channel, before, asked.body, asked.files).to_json()


def delete_webhook_message(world: World, asked: Asked) -> None:
    handle = answered(world, asked)
    handle.channel.messages.remove(named(handle, asked))


def answered(world: World, asked: Asked) -> Handle:
    """Nothing follows where there was no response, and nothing after 15 minutes."""
    handle = world.handles.get(asked.path["token"])
    if handle is None or handle.response is None or asked.path["app"] != world.app:
        raise Refusal("10015")
    if time.monotonic() - handle.born > world.times.token:
        raise Refusal("50027")
    return handle


def original(handle: Handle) -> Message:
    if message := find(handle, handle.original):
        return message
    raise Refusal("10008")


def named(handle: Handle, asked: Asked) -> Message:
    """A webhook reaches no messages but those of its own interaction."""
    id = asked.path.get("message", handle.original)
    message = find(handle, id)
    if message is None or id not in (handle.original, *handle.followups):
        raise Refusal("10008")
    return message


def find(handle: Handle, id: str) -> Message | None:
    return next((each for each in handle.channel.messages if each.id == id), None)


OPERATIONS = {
    "create_interaction_response": create_interaction_response,
    "delete_original_webhook_message": delete_webhook_message,
    "delete_webhook_message": delete_webhook_message,
    "execute_webhook": execute_webhook,
    "get_original_webhook_message": get_webhook_message,
    "get_webhook_message": get_webhook_message,
    "update_original_webhook_message": update_webhook_message,
    "update_webhook_message": update_webhook_message,
}
