"""A LinkedIn note that asks to connect: no ask yet, since the message follows it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from bot.coach.check import check
from bot.coach.situation import Channel, Kind, Situation
from bot.effects import Effect, Keep, Redraw
from bot.events import Pressed
from bot.flows.adding import noted
from bot.flows.steps import entry_id, kept
from bot.records import Contact, Draft, Talk
from bot.views import Button, View

NOTE: Channel = "linkedin_note"
MESSAGE: Channel = "linkedin_message"
FIRST = ("outreach", "referral")
NO_TALK = frozenset({"no-ask", "no-duration"})
"""What a coach would say of such words, were they a whole message."""


def is_invitation(draft: Draft) -> bool:
    if draft.channel != NOTE or draft.kind not in FIRST:
        return False
    found = check(cast(Kind, draft.kind), MESSAGE, draft.text, Situation())
    return not NO_TALK.isdisjoint(finding.rule for finding in found)


def invited(
    pressed: Pressed, contact: Contact, talk: Talk, draft: Draft
) -> Iterator[Effect]:
    """The talk stands as it did, for nobody was asked; the message is still to come."""
    yield Keep(replace(draft, sent_at=pressed.at))
    yield from kept(contact, replace(talk, channel=MESSAGE))
    yield noted(pressed, contact, "invited")
    said = f"Good. That is an invitation and no ask yet. Once {contact.name} accepts, "
    write = f"write.for/{contact.id}/{draft.kind}/{MESSAGE}"
    buttons = (
        Button("Write the message", write, "primary"),
        Button("What's next?", "next.step"),
        Button("Undo", f"log.undo/{entry_id(pressed)}"),
    )
    yield Redraw(View((f"{said}ask in a message.",), buttons))
