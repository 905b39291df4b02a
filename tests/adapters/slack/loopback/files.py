"""Files: how a bot uploads one, and how it downloads what people gave it.

https://docs.slack.dev/messaging/working-with-files
"""

from dataclasses import replace

from tests.adapters.slack.loopback.chat import joined
from tests.adapters.slack.loopback.jsons import Json, unique
from tests.adapters.slack.loopback.workspace import Team
from tests.adapters.slack.loopback.world import File, Refusal, World, need


def new_file(world: World, team: Team, name: str, mime: str, length: int) -> File:
    id = unique("F")
    meta = {
        "id": id,
        "name": name,
        "title": name,
        "mimetype": mime,
        "filetype": name.rpartition(".")[2],
        "size": length,
        "mode": "hosted",
        "url_private": f"{world.url}/files/{id}",
        "url_private_download": f"{world.url}/files/{id}/download",
    }
    world.files[id] = file = File(id, team, meta, length)
    return file


def get_upload_url(world: World, team: Team, args: Json) -> Json:
    length = int(need(args, "length"))
    if length <= 0:
        raise Refusal("invalid_arguments", messages=["length must be over 0"])
    if len(args.get("alt_txt") or "") > 1000:
        raise Refusal("alt_txt_too_large")
    name = need(args, "filename")
    file = new_file(world, team, name, "application/octet-stream", length)
    if args.get("alt_txt"):
        file.meta["alt_txt"] = args["alt_txt"]
    return {"file_id": file.id, "upload_url": f"{world.url}/upload/{file.id}"}


def complete_upload(world: World, team: Team, args: Json) -> Json:
    """A channel must be named by its own id here: a user does not stand for a DM."""
    files = []
    for each in need(args, "files"):
        file = world.files.get(need(each, "id"))
        if file is None or file.team is not team or file.content is None:
            raise Refusal("file_not_found")
        file.meta |= {"title": each.get("title") or file.meta["name"]}
        files.append(file.meta)
    if args.get("channel_id"):
        channel = joined(team, args["channel_id"])
        said = {"text": args.get("initial_comment"), "thread_ts": args.get("thread_ts")}
        message = world.by_bot(team, channel, said)
        world.put_back(channel, replace(message, files=tuple(files)))
    return {"files": files}


def stored(world: World, id: str, content: bytes) -> str:
    """Keep what was uploaded; gives what is wrong with it."""
    file = world.files.get(id)
    if file is None or file.content is not None:
        return "no such upload"
    if len(content) != file.length:
        return f"{len(content)} bytes, announced as {file.length}"
    file.content = content
    return ""


def readable(world: World, id: str, token: str) -> bytes | None:
    """None sends whoever asks to a page to log in, as a browser would see it."""
    file = world.files.get(id)
    if file is None or world.tokens.get(token) is not file.team:
        return None
    return file.content if "files:read" in file.team.scopes else None


METHODS = {
    "files.getUploadURLExternal": get_upload_url,
    "files.completeUploadExternal": complete_upload,
}
