"""Direct messages and channels: what the bot says, edits, deletes and reads there.

https://docs.discord.com/developers/resources/message
"""

from typing import Any

from tests.adapters.discord.loopback.codes import Refusal
from tests.adapters.discord.loopback.jsons import Json
from tests.adapters.discord.loopback.kinds import MESSAGE_CONTENT
from tests.adapters.discord.loopback.places import Account, Channel, Message
from tests.adapters.discord.loopback.world import Asked, Sent, World

MOST_A_PAGE = 100


def create_dm(world: World, asked: Asked) -> Json:
    account = world.people.get(str(asked.body["recipient_id"]))
    if account is None:
        raise Refusal("10013")
    if account.is_bot:
        raise Refusal("50007")
    if account.closed == "40003":
        raise Refusal(account.closed)
    return world.direct(account).to_json(world.people)


def get_channel(world: World, asked: Asked) -> Json:
    return world.channel(asked.path["channel"]).to_json(world.people)


def trigger_typing_indicator(world: World, asked: Asked) -> None:
    place(world, asked)


def create_message(world: World, asked: Asked) -> Json:
    channel, sent = place(world, asked), asked.body
    check_content(sent, asked.files)
    nonce = str(sent.get("nonce") or "")
    if sent.get("enforce_nonce") and nonce and (before := world.known(nonce)):
        return before.to_json()
    message = world.by_bot(channel, sent, asked.files)
    world.remember(message)
    return message.to_json()


def update_message(world: World, asked: Asked) -> Json:
    channel = world.channel(asked.path["channel"])
    before = stored(channel, asked)
    if before.author is not world.bot:
        raise Refusal("50005")
    return world.rewrite(channel, before, asked.body, asked.files).to_json()


def delete_message(world: World, asked: Asked) -> None:
    channel = world.channel(asked.path["channel"])
    message = stored(channel, asked)
    if message.author is not world.bot:
        raise Refusal("50003" if channel.kind == "dm" else "50013")
    channel.messages.remove(message)


def get_message(world: World, asked: Asked) -> Json:
    channel = world.channel(asked.path["channel"])
    return shown(world, channel, stored(channel, asked))


def list_messages(world: World, asked: Asked) -> list[Json]:
    """The newest first."""
    channel, query = world.channel(asked.path["channel"]), asked.query
    limit = int(query.get("limit", 50))
    if not 1 <= limit <= MOST_A_PAGE:
        raise Refusal("50035", f"/limit: {limit}, not 1 to {MOST_A_PAGE}")
    first, last = int(query.get("after", 0)), int(query.get("before", 1 << 63))
    said = [m for m in channel.said() if first < int(m.id) < last]
    page = said[:limit] if "after" in query else said[-limit:]
    return [shown(world, channel, message) for message in reversed(page)]


def shown(world: World, channel: Channel, message: Message) -> Json:
    """As far as the application may read what others say."""
    if world.privileged & MESSAGE_CONTENT or not is_veiled(world, channel, message):
        return message.to_json()
    return veiled(message)


def is_veiled(world: World, channel: Channel, message: Message) -> bool:
    """https://docs.discord.com/developers/events/gateway#message-content-intent"""
    ours = message.author is world.bot or world.bot in message.mentions
    return channel.kind != "dm" and not ours


def veiled(message: Message) -> Json:
    empty: Json = {"content": "", "embeds": [], "attachments": [], "components": []}
    return message.to_json() | empty


def place(world: World, asked: Asked) -> Channel:
    """Where the bot may speak."""
    channel = world.channel(asked.path["channel"])
    if channel.kind == "dm":
        [id] = channel.members
        check_reachable(world, world.people[id])
    if channel.refusal:
        raise Refusal(channel.refusal)
    return channel


def check_reachable(world: World, account: Account) -> None:
    if account.closed:
        raise Refusal(account.closed)
    if not account.installed and not world.shared(account):
        raise Refusal("50278")


def check_content(sent: Json, files: list[Sent]) -> None:
    parts: tuple[Any, ...] = (sent.get("embeds"), sent.get("components"), files)
    if not (sent.get("content") or "").strip() and not any(parts):
        raise Refusal("50006")


def stored(channel: Channel, asked: Asked) -> Message:
    """Nobody's ephemeral message can be found again."""
    for message in channel.said():
        if message.id == asked.path["message"]:
            return message
    raise Refusal("10008")


OPERATIONS = {
    "create_dm": create_dm,
    "create_message": create_message,
    "delete_message": delete_message,
    "get_channel": get_channel,
    "get_message": get_message,
    "list_messages": list_messages,
    "trigger_typing_indicator": trigger_typing_indicator,
    "update_message": update_message,
}
