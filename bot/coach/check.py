"""A message looked over: what a coach would say about it, the gravest first.

Nothing is ever sent, so `block` means "not ready", never "not allowed". A rule whose
input is unknown stays silent.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.coach.rules.draft import RULES, Draft, Found, read_draft
from bot.coach.rules.guide import SEVERITIES, Guide, Severity, guide, verify
from bot.coach.rules.people import first_name
from bot.coach.rules.words import Span
from bot.coach.situation import Channel, Kind, Situation

_THEM = "this person"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. `span` counts characters of the text; None means the whole or
    the subject. `replacement` stands for what `place` covers, where a machine can do
    the repair honestly; None where it can't."""

    rule: str
    severity: Severity
    span: Span | None
    why: str
    repair: str
    replacement: str | None = None
    place: Span | None = None


def check(
    kind: Kind,
    channel: Channel,
    text: str,
    situation: Situation,
    subject: str | None = None,
) -> tuple[Finding, ...]:
    """All findings, blocks before warnings before notes, then in the text's order.

    `subject` is for e-mail: None when nobody told us, empty when there is none.
    """
    draft = read_draft(kind, channel, text, situation, subject)
    found = [
        (rule.name, one)
        for rule in RULES.values()
        if kind in rule.kinds and channel in rule.channels
        for one in rule.look(draft)
    ]
    known = guide()
    silent = {quiet for name, _ in found for quiet in known.rules[name].silences}
    findings = [
        _finding(draft, known, name, one) for name, one in found if name not in silent
    ]
    return tuple(sorted(findings, key=_gravity))


def warm() -> None:
    """Make every phrase ready, which takes longer than any check: best done before
    somebody waits for one."""
    verify(guide())


def ready(findings: Sequence[Finding]) -> bool:
    """Nothing stands against sending it."""
    return all(finding.severity != "block" for finding in findings)


def apply(text: str, finding: Finding) -> str:
    """The text with the repair made; as it was, where there is none to make."""
    if finding.replacement is None or finding.place is None:
        return text
    start, end = finding.place
    return text[:start] + finding.replacement + text[end:]


def _finding(draft: Draft, known: Guide, name: str, found: Found) -> Finding:
    texts = known.rules[name].texts
    prefix = f"{found.form}_" if found.form else ""
    contact = draft.contact
    slots = {
        "name": first_name(contact) if contact.name else _THEM,
        "minutes": draft.situation.minutes,
        "known": "",
        "right": "",
        **found.slots,
    }
    return Finding(
        name,
        found.severity or known.rules[name].severity,
        found.span,
        texts[f"{prefix}why"].format_map(slots),
        texts[f"{prefix}repair"].format_map(slots),
        found.fix.text if found.fix else None,
        found.fix.span if found.fix else None,
    )


def _gravity(finding: Finding) -> tuple[int, int]:
    place = finding.span[0] if finding.span else -1
    return (SEVERITIES.index(finding.severity), place)
