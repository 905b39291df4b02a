"""What is asked before a message is written: how to reach them, and what is missing."""

import re

from bot.coach.compose import Missing
from bot.coach.situation import CHANNELS, Channel, Kind
from bot.flows.wording import BY
from bot.records import Contact, Draft
from bot.views import Button, Field, Form, View

MOST_FIELDS = 4
NEAR = 2  # on the comfort ladder

HINTS = {
    "topic": "such as: night shifts, how to start, the switch to design",
    "slots": "such as: tue 3pm; wed 10am; fri 9am",
    "fact": "such as: one thing they did, said or wrote",
    "news": "such as: what you read, tried, decided or finished",
}

SLOTS = Missing("slots", "Which two or three times?")

_MAIL = re.compile(r"\S+@\S+\.\S+")


def how_to_reach(contact: Contact, kind: Kind) -> View:
    """The likeliest way first: an address that is known, or how one asks an aunt."""
    mail: tuple[Channel, ...] = ("email",) if _MAIL.fullmatch(contact.reach) else ()
    aloud: tuple[Channel, ...] = ("text", "spoken") if contact.comfort <= NEAR else ()
    likely = dict.fromkeys((*mail, *aloud, *CHANNELS))
    here = f"write.by/{contact.id}/{kind}"
    return View(
        (f"How will you reach {contact.name}?",),
        tuple(Button(BY[by], f"{here}/{by}") for by in likely),
    )


def missing_form(draft: Draft, missing: tuple[Missing, ...]) -> Form:
    token = f"write.told/{draft.contact}/{draft.kind}/{draft.channel}"
    fields = (
        Field(m.key, m.ask, HINTS.get(m.key, ""), long=m.key == "news")
        for m in missing[:MOST_FIELDS]
    )
    return Form("Before I write", token, tuple(fields))
