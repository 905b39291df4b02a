"""How a message is shown: ready to copy, or its worst fault with one repair."""

from collections.abc import Iterator
from typing import cast

from bot.coach.check import Finding
from bot.coach.situation import CHANNELS, Channel
from bot.records import Draft
from bot.text import counted, shortened
from bot.views import Block, Bold, Button, Choice, Copyable, Picker, Text, Tone, View

BY: dict[Channel, str] = {
    "email": "E-mail",
    "text": "Text message",
    "spoken": "Spoken words",
    "linkedin_note": "LinkedIn note",
    "linkedin_message": "LinkedIn message",
    "slack_dm": "Slack message",
    "discord_dm": "Discord message",
}


def shown(draft: Draft, findings: tuple[Finding, ...]) -> View:
    """Ready to copy, or else the worst finding, its words and one repair."""
    worst = [f for f in findings if f.severity != "info"][:1]
    many = counted(len(draft.text.split()), "word")
    by = BY[cast(Channel, draft.channel)]
    ready = () if worst else (f"{by}, {many}, ready to copy.",)
    blocks: list[Block] = [*ready, *(said(f, draft.text) for f in worst)]
    if draft.subject:
        blocks.append((Bold("Subject: "), draft.subject))
    return View((*blocks, Copyable(draft.text)), tuple(_controls(draft, worst)))


def said(finding: Finding, text: str) -> Text:
    words = text[slice(*finding.span)] if finding.span else ""
    quoted = f'"{shortened(words, 60)}": ' if words else ""
    return f"{quoted}{finding.why} {finding.repair}"


def _button(label: str, name: str, *args: str, tone: Tone = "plain") -> Button:
    return Button(label, "/".join((f"write.{name}", *args)), tone)


def _controls(draft: Draft, worst: list[Finding]) -> Iterator[Button | Picker]:
    contact, _, kind = draft.contact, draft.channel, draft.kind
    here = (contact, kind)
    if worst and worst[0].replacement is not None:
        yield _button("Use the repair", "repair", *here, worst[0].rule, tone="primary")
        yield _button("I sent it", "sent", *here)
    else:
        said = "I said it" if draft.channel == "spoken" else "I sent it"
        yield _button(said, "sent", *here, tone="primary")
    yield _button("Edit", "edit", *here)
    if draft.channel != "spoken":
        yield _button("Say it instead", "for", *here, "spoken")
    others = tuple(Choice(BY[by], by) for by in CHANNELS if by != draft.channel)
    yield Picker("Another way", "/".join(("write.for", *here)), others)
