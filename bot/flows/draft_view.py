"""How a message is shown: ready to copy, or its worst fault with one repair."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from bot.coach.check import Finding
from bot.coach.situation import CHANNELS, Channel
from bot.flows.wording import BY
from bot.records import Draft
from bot.text import counted, shortened
from bot.views import (
    Block,
    Bold,
    Button,
    Choice,
    Code,
    Copyable,
    Picker,
    Text,
    View,
)

GAPS = {
    "skeleton": "a skeleton. Fill the gaps, then paste it into ",
    "checklist": "what to put in. Write yours, then paste it into ",
}


def shown(draft: Draft, findings: tuple[Finding, ...], *notes: Text) -> View:
    """Ready to copy, or else the worst finding, its words and one repair."""
    worst = [f for f in findings if f.severity != "info"][:1]
    many = counted(len(draft.text.split()), "word")
    ready = () if worst else (f"{_by(draft)}, {many}, ready to copy.",)
    blocks = (*ready, *(said(f, draft.text) for f in worst), *notes, *_message(draft))
    controls = tuple(_controls(draft, worst, is_ready=not worst))
    return View(blocks, controls, keep=True)


def with_gaps(draft: Draft, shape: str) -> View:
    """Nothing is found against what is not written yet."""
    how = (f"{_by(draft)}, {GAPS[shape]}", Code("check"), ".")
    controls = _controls(draft, (), is_ready=False)
    return View((how, *_message(draft)), tuple(controls), keep=True)


def _by(draft: Draft) -> str:
    return BY[cast(Channel, draft.channel)]


def _message(draft: Draft) -> Iterator[Block]:
    if draft.subject:
        yield (Bold("Subject: "), draft.subject)
    yield Copyable(draft.text)


def said(finding: Finding, text: str) -> Text:
    words = text[slice(*finding.span)] if finding.span else ""
    quoted = f'"{shortened(words, 60)}": ' if words else ""
    return f"{quoted}{finding.why} {finding.repair}"


def _button(label: str, name: str, *args: str) -> Button:
    return Button(label, "/".join((f"write.{name}", *args)))


def _controls(
    draft: Draft, worst: Sequence[Finding], is_ready: bool
) -> Iterator[Button | Picker]:
    """What leads on comes first: the repair, else to mend it, else to send it."""
    here = (draft.contact, draft.kind)
    edit = _button("Edit", "edit", *here)
    said = "I said it" if draft.channel == "spoken" else "I sent it"
    sent = _button(said, "sent", *here)
    steps = [sent, edit] if is_ready else [edit, sent]
    if worst and worst[0].replacement is not None:
        steps.insert(0, _button("Use the repair", "repair", *here, worst[0].rule))
    yield replace(steps[0], tone="primary")
    yield from steps[1:]
    if draft.channel != "spoken":
        yield _button("Say it instead", "for", *here, "spoken")
    others = tuple(Choice(BY[by], by) for by in CHANNELS if by != draft.channel)
    yield Picker("Another way", "/".join(("write.for", *here)), others)
