"""A LinkedIn note that asks to connect: no ask yet, since the message follows it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from bot.coach.check import check
from bot.coach.situation import Channel, Kind, Situation
from bot.effects import Effect, Keep, Redraw, Reply
from bot.events import Action, Pressed, Said
from bot.flows.adding import noted
from bot.flows.steps import entry_id, kept
from bot.ports import Book
from bot.records import Contact, Draft, Talk
from bot.views import Button, View

NOTE: Channel = "linkedin_note"
MESSAGE: Channel = "linkedin_message"
FIRST = ("outreach", "referral")
NO_TALK = frozenset({"no-ask", "no-duration"})
"""What a coach would say of such words, were they a whole message."""


_NOTE = re.compile(r"\b(?:note|invit\w+|connect\w*)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:message|e-?mail|mail|text|letter|dm|asked|ask)\b", re.IGNORECASE
)


def is_invitation(draft: Draft) -> bool:
    if draft.channel != NOTE or draft.kind not in FIRST:
        return False
    found = check(cast(Kind, draft.kind), MESSAGE, draft.text, Situation())
    return not NO_TALK.isdisjoint(finding.rule for finding in found)


def waiting(book: Book, talk: Talk) -> Draft | None:
    """The invitation that was written and not sent yet."""
    drafts = (book.one(Draft, f"{talk.id}.{kind}") for kind in FIRST)
    unsent = (d for d in drafts if d and not d.sent_at and is_invitation(d))
    return next(unsent, None)


def unless_asked(
    action: Action, contact: Contact, talk: Talk, note: Draft
) -> Iterator[Effect] | None:
    """What follows where the note was sent, or may have been; None for a message."""
    said = action.text if isinstance(action, Said) else ""
    if _NOTE.search(said):
        return invited(action, contact, talk, note)
    return None if _OTHER.search(said) else iter([_asked_back(contact, talk, note)])


def _asked_back(contact: Contact, talk: Talk, draft: Draft) -> Reply:
    """A note without an ask asks for nothing, so nobody waits for an answer to it."""
    sent = f"write.sent/{contact.id}/{draft.kind}"
    said = (
        f"Did you send the LinkedIn note? It only asks {contact.name} to connect; the "
        "ask comes in a message once they accept."
    )
    asked = f"log.did/{contact.id}/{talk.step}/asked"
    message = Button("A message that asks", asked)
    return Reply(View((said,), (Button("The note", sent, "primary"), message)))


def invited(
    action: Action, contact: Contact, talk: Talk, draft: Draft
) -> Iterator[Effect]:
    """The talk stands as it did, for nobody was asked; the message is still to come."""
    yield Keep(replace(draft, sent_at=action.at))
    yield from kept(contact, replace(talk, channel=MESSAGE))
    yield noted(action, contact, "invited")
    said = f"Good. That is an invitation and no ask yet. Once {contact.name} accepts, "
    write = f"write.for/{contact.id}/{draft.kind}/{MESSAGE}"
    buttons = (
        Button("Write the message", write, "primary"),
        Button("What's next?", "next.step"),
        Button("Undo", f"log.undo/{entry_id(action)}"),
    )
    view = View((f"{said}ask in a message.",), buttons)
    yield Redraw(view) if isinstance(action, Pressed) else Reply(view)
