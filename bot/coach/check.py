"""A message looked over: what a coach would say about it, the gravest first.

Nothing is ever sent, so `block` means "not ready", never "not allowed". A rule whose
input is unknown stays silent. The rules are loaded with the first message, not with
this module: a bot that starts has no message to look at yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.coach.situation import Channel, Kind, Situation
from bot.text import shortened

if TYPE_CHECKING:
    from bot.coach.rules.draft import Draft, Found, Rule
    from bot.coach.rules.guide import Guide, Severity
    from bot.coach.rules.words import Span

MOST_QUOTED = 200  # characters

_THEM = "this person"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. `span` counts characters of the text; None means the whole or
    the subject. `replacement` stands for what `place` covers, where a machine can do
    the repair honestly; None where it can't."""

    rule: str
    severity: "Severity"
    span: "Span | None"
    why: str
    repair: str
    replacement: str | None = None
    place: "Span | None" = None


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
    from bot.coach.rules.draft import read_draft
    from bot.coach.rules.guide import guide

    draft = read_draft(kind, channel, text, situation, subject)
    found = [
        (rule.name, one)
        for rule in rules().values()
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
    """Make every rule and phrase ready, which takes longer than any check: best done
    before somebody waits for one."""
    from bot.coach.rules.guide import guide, verify

    rules()
    verify(guide())


@cache
def rules() -> Mapping[str, "Rule"]:
    """Every rule there is, by name."""
    from bot.coach.rules import (  # noqa: F401 - each puts its own on the list
        again,
        asks,
        dates,
        form,
        gaps,
        honesty,
        length,
        permission,
        person,
        private,
        thanks,
        timing,
        tone,
        why,
        work,
    )
    from bot.coach.rules.draft import RULES

    return RULES


def ready(findings: Sequence[Finding]) -> bool:
    """Nothing stands against sending it."""
    return all(finding.severity != "block" for finding in findings)


def apply(text: str, finding: Finding) -> str:
    """The text with the repair made; as it was, where there is none to make."""
    if finding.replacement is None or finding.place is None:
        return text
    start, end = finding.place
    return text[:start] + finding.replacement + text[end:]


def _finding(draft: "Draft", known: "Guide", name: str, found: "Found") -> Finding:
    from bot.coach.rules.people import first_name

    texts = known.rules[name].texts
    prefix = f"{found.form}_" if found.form else ""
    contact = draft.contact
    slots = {
        "name": first_name(contact) if contact.name else _THEM,
        "minutes": draft.situation.minutes,
        "known": "",
        "right": "",
        **{key: _in_short(value) for key, value in found.slots.items()},
    }
    return Finding(
        name,
        found.severity or known.rules[name].severity,
        found.span,
        _capital(texts[f"{prefix}why"].format_map(slots)),
        _capital(texts[f"{prefix}repair"].format_map(slots)),
        found.fix.text if found.fix else None,
        found.fix.span if found.fix else None,
    )


def _in_short(value: object) -> object:
    """What is quoted may be all of a message."""
    return shortened(value, MOST_QUOTED) if isinstance(value, str) else value


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _gravity(finding: Finding) -> tuple[int, int]:
    from bot.coach.rules.guide import SEVERITIES

    place = finding.span[0] if finding.span else -1
    return (SEVERITIES.index(finding.severity), place)
