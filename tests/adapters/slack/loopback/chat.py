"""The methods chat.*, conversations.* and users.info.

What refuses them and how: https://docs.slack.dev/reference/methods.
"""

from tests.adapters.slack.loopback import surfaces
from tests.adapters.slack.loopback.jsons import Json
from tests.adapters.slack.loopback.workspace import (
    Channel,
    Member,
    Message,
    Team,
    edited,
)
from tests.adapters.slack.loopback.world import Refusal, World, check_scope, need, yes

MOST_A_PAGE = 999
SCOPES = {"channel": "channels", "group": "groups", "im": "im"}


def place(world: World, team: Team, id: str) -> Channel:
    """Where the bot may speak; a user stands for the DM with them."""
    if member := team.members.get(id):
        check_reachable(world, member)
        return team.direct(member.id)
    channel = joined(team, id)
    if channel.archived:
        raise Refusal("is_archived")
    for each in channel.members if channel.kind == "im" else ():
        check_reachable(world, team.members[each], itself=team.bot_user)
    return channel


def joined(team: Team, id: str) -> Channel:
    """A channel that the bot is in; of private ones it does not even hear."""
    channel = team.channels.get(id)
    if channel is None:
        raise Refusal("channel_not_found")
    if team.bot_user not in channel.members:
        public = channel.kind == "channel"
        raise Refusal("not_in_channel" if public else "channel_not_found")
    return channel


def check_reachable(world: World, member: Member, itself: str = "") -> None:
    if member.id == itself:
        return
    if member.deactivated:
        raise Refusal("user_disabled")
    if member.is_bot:
        raise Refusal("cannot_dm_bot")
    if member.closed:
        raise Refusal(member.closed)
    if not world.app.messages_tab:
        raise Refusal("messages_tab_disabled")


def post_message(world: World, team: Team, args: Json) -> Json:
    channel = place(world, team, args["channel"])
    check_length(args)
    message = world.by_bot(team, channel, args)
    shown = message.to_json(metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def post_ephemeral(world: World, team: Team, args: Json) -> Json:
    channel = joined(team, args["channel"])
    if args["user"] not in channel.members:
        raise Refusal("user_not_in_channel")
    check_length(args)
    return {"message_ts": world.by_bot(team, channel, args, to=args["user"]).ts}


def update(world: World, team: Team, args: Json) -> Json:
    channel = joined(team, args["channel"])
    before = ours(team, channel, args["ts"], "cant_update_message")
    check_length(args)
    after = world.put_back(channel, edited(before, args, keep=True))
    shown: Json = {"channel": channel.id, "ts": after.ts, "text": after.text}
    return shown | {"message": after.to_json(metadata=True)}


def delete(world: World, team: Team, args: Json) -> Json:
    channel = joined(team, need(args, "channel"))
    message = ours(team, channel, need(args, "ts"), "cant_delete_message")
    channel.messages.remove(message)
    return {"channel": channel.id, "ts": message.ts}


def ours(team: Team, channel: Channel, ts: str, error: str) -> Message:
    """Nobody's ephemeral message can be found again."""
    for message in channel.said():
        if message.ts == ts:
            if message.user != team.bot_user:
                raise Refusal(error)
            return message
    raise Refusal("message_not_found")


def check_length(args: Json) -> None:
    if surfaces.is_too_long(args.get("blocks") or []):
        raise Refusal("msg_blocks_too_long")


def open_conversation(world: World, team: Team, args: Json) -> Json:
    if args.get("channel"):
        return {"channel": {"id": joined(team, args["channel"]).id}}
    users = args.get("users") or ""
    names = users if isinstance(users, list) else [n for n in users.split(",") if n]
    if not names:
        raise Refusal("users_list_not_supplied")
    if len(names) > 1:
        raise Refusal("too_many_users")  # groups of people are not modelled
    if names[0] not in team.members:
        raise Refusal("user_not_found")
    check_reachable(world, team.members[names[0]])
    return {"channel": {"id": team.direct(names[0]).id}}


def info(world: World, team: Team, args: Json) -> Json:
    channel = team.channels.get(need(args, "channel"))
    if channel is None:
        raise Refusal("channel_not_found")
    check_scope(team, f"{SCOPES[channel.kind]}:read")
    is_in = team.bot_user in channel.members
    if not is_in and channel.kind != "channel":
        raise Refusal("channel_not_found")
    return {"channel": {**channel.to_json(), "is_member": is_in}}


def history(world: World, team: Team, args: Json) -> Json:
    """The newest first, of threads only what began them."""
    channel = readable(team, args)
    said = [m for m in channel.said() if m.thread_ts in ("", m.ts)]
    return page([*reversed(said)], args)


def replies(world: World, team: Team, args: Json) -> Json:
    """A thread, what began it first."""
    channel, ts = readable(team, args), need(args, "ts")
    thread = [m for m in channel.said() if ts in (m.ts, m.thread_ts)]
    if not thread:
        raise Refusal("thread_not_found")
    return page(thread, args)


def readable(team: Team, args: Json) -> Channel:
    channel = joined(team, need(args, "channel"))
    check_scope(team, f"{SCOPES[channel.kind]}:history")
    return channel


def page(messages: list[Message], args: Json) -> Json:
    """Metadata comes only to those who ask for all of it."""
    oldest, latest = float(args.get("oldest") or 0), float(args.get("latest") or "inf")
    at_the_ends = yes(args, "inclusive")
    within = [
        m
        for m in messages
        if oldest < float(m.ts) < latest
        or (at_the_ends and float(m.ts) in (oldest, latest))
    ]
    first, limit = args.get("cursor") or "0", int(args.get("limit") or 100)
    if not first.isdigit():
        raise Refusal("invalid_cursor")
    if not 1 <= limit <= MOST_A_PAGE:
        raise Refusal("invalid_limit")
    end = int(first) + limit
    metadata = yes(args, "include_all_metadata")
    shown = [m.to_json(metadata=metadata) for m in within[int(first) : end]]
    more = end < len(within)
    cursor = {"response_metadata": {"next_cursor": str(end) if more else ""}}
    return {"messages": shown, "has_more": more, **cursor}


def user_info(world: World, team: Team, args: Json) -> Json:
    member = team.members.get(need(args, "user"))
    if member is None:
        raise Refusal("user_not_found")
    shown = member.to_json()
    if yes(args, "include_locale"):
        shown["locale"] = member.locale
    return {"user": shown}


METHODS = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "conversations.open": open_conversation,
    "conversations.info": info,
    "conversations.history": history,
    "conversations.replies": replies,
    "users.info": user_info,
}
