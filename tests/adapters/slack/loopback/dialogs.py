"""Modals and Home tabs: the methods views.*, and what a submission is answered.

https://docs.slack.dev/surfaces/modals
"""

from collections.abc import Iterator
from dataclasses import replace

from tests.adapters.slack.loopback import surfaces
from tests.adapters.slack.loopback.jsons import Json, unique, with_block_ids
from tests.adapters.slack.loopback.workspace import Member, Team, View
from tests.adapters.slack.loopback.world import Refusal, World, need

MOST_IN_A_STACK = 3


def open_view(world: World, team: Team, args: Json) -> Json:
    member = world.redeem(team, args["trigger_id"])
    member.modals = []  # a modal that was open makes room
    member.modals.append(made(world, member, args["view"]))
    return shown(member.modals[-1])


def push(world: World, team: Team, args: Json) -> Json:
    member = world.redeem(team, args["trigger_id"])
    if not member.modals:
        raise Refusal("not_found")
    return shown(stacked(world, member, args["view"]))


def update(world: World, team: Team, args: Json) -> Json:
    for member in team.members.values():
        for nth, view in enumerate(member.modals):
            if is_meant(view, args):
                check_hash(view, args)
                member.modals[nth] = redrawn(world, view, args["view"])
                return shown(member.modals[nth])
    raise Refusal("not_found")


def is_meant(view: View, args: Json) -> bool:
    if args.get("view_id"):
        return bool(args["view_id"] == view.id)
    return bool(need(args, "external_id") == view.sent.get("external_id"))


def publish(world: World, team: Team, args: Json) -> Json:
    if not world.app.home_tab:
        raise Refusal("not_enabled")
    member = team.members.get(args["user_id"])
    if member is None:
        raise Refusal("invalid_arguments", messages=["unknown user_id"])
    if member.home is None:
        member.home = made(world, member, args["view"])
    else:
        check_hash(member.home, args)
        member.home = redrawn(world, member.home, args["view"])
    return shown(member.home)


def made(world: World, member: Member, sent: Json) -> View:
    check(member.team, sent)
    team, id = member.team, unique("V")
    below = member.modals if sent["type"] == "modal" else []
    return View(
        id=id,
        hash=unique("h"),
        user=member.id,
        owner={"team_id": team.id, "app_id": world.app.id, "bot_id": team.bot},
        sent={**sent, "blocks": with_block_ids(sent["blocks"])},
        root=below[0].id if below else id,
        previous=below[-1].id if below else None,
        change=world.next_change(),
    )


def stacked(world: World, member: Member, sent: Json) -> View:
    if len(member.modals) >= MOST_IN_A_STACK:
        raise Refusal("push_limit_reached")
    member.modals.append(made(world, member, sent))
    return member.modals[-1]


def redrawn(world: World, view: View, sent: Json) -> View:
    """It keeps its place in the stack."""
    if surfaces.is_too_large(sent):
        raise Refusal("view_too_large")
    blocks = with_block_ids(sent["blocks"])
    after = replace(view, sent={**sent, "blocks": blocks}, hash=unique("h"), errors={})
    return replace(after, change=world.next_change())


def check(team: Team, sent: Json) -> None:
    if surfaces.is_too_large(sent):
        raise Refusal("view_too_large")
    name = sent.get("external_id")
    if name and any(view.sent.get("external_id") == name for view in open_in(team)):
        raise Refusal("duplicate_external_id")


def open_in(team: Team) -> Iterator[View]:
    for member in team.members.values():
        yield from member.modals


def check_hash(view: View, args: Json) -> None:
    """It guards against a change made meanwhile, of which the caller knew nothing."""
    if args.get("hash") not in (None, "", view.hash):
        raise Refusal("hash_conflict")


def shown(view: View) -> Json:
    return {"view": view.to_json()}


def answered(world: World, member: Member, view: str, answer: Json) -> str:
    """Do what the acknowledgement of a submission asks for; gives what is wrong.

    Without a response_action the modal closes, and the one below is seen again.
    """
    open_now = [each.id for each in member.modals]
    if view not in open_now:
        return ""  # closed meanwhile: there is nothing left to change
    nth = open_now.index(view)
    action = answer.get("response_action")
    if action == "errors":
        return marked(world, member, nth, answer.get("errors") or {})
    if action in ("update", "push") and "view" not in answer:
        return f"/view: missing beside {action}"
    try:
        if action == "update":
            member.modals[nth] = redrawn(world, member.modals[nth], answer["view"])
        elif action == "push":
            stacked(world, member, answer["view"])
        elif action == "clear":
            member.modals.clear()
        else:
            del member.modals[nth]
    except Refusal as refusal:
        return refusal.error
    return ""


def marked(world: World, member: Member, nth: int, errors: Json) -> str:
    """Errors stand at input blocks, by their block_id, and are plain strings."""
    view = member.modals[nth]
    inputs = {each["block_id"] for each in view.blocks if each["type"] == "input"}
    if not errors or errors.keys() - inputs:
        return f"/errors: {sorted(errors)} are no input blocks among {sorted(inputs)}"
    if not all(isinstance(why, str) and why for why in errors.values()):
        return "/errors: not all are words"
    change = world.next_change()
    member.modals[nth] = replace(view, errors=errors, change=change)
    return ""


METHODS = {
    "views.open": open_view,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
}
