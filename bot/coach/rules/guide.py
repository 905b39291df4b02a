"""What a career office can edit about the rules: reasons, repairs, phrases, lengths.

All of it stands in `bot/knowledge/rules*.toml` and is read once. A fault raises
Unusable with the file, the entry and the remedy.
"""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.coach.rules.phrases import Phrases, Sets, read_sets
from bot.coach.rules.words import bag
from bot.errors import Unusable

Severity = Literal["block", "warn", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

FOLDER = KNOWLEDGE
SLOTS = bag("name words who employer minutes count most right when known question")


@dataclass(frozen=True, slots=True)
class Guideline:
    """One rule's part of a file. `texts` holds `why`, `repair` and their variants."""

    severity: Severity
    texts: Mapping[str, str]
    lists: Mapping[str, Sequence[str]]
    silences: frozenset[str] = frozenset()


Lines = tuple[tuple[Phrases, ...], ...]
"""Phrases that have to stand in one sentence, in any order."""


@dataclass(frozen=True, slots=True)
class Guide:
    rules: Mapping[str, Guideline]
    lengths: Mapping[str, Mapping[str, Mapping[str, int]]]
    sets: Sets
    ready: dict[tuple[str, str], Phrases] = field(default_factory=dict)
    ready_lines: dict[tuple[str, str], Lines] = field(default_factory=dict)

    def phrases(self, rule: str, name: str) -> Phrases:
        """A list of a rule, made ready when it is first wanted."""
        if (rule, name) not in self.ready:
            listed = self.rules[rule].lists.get(name, ())
            self.ready[rule, name] = Phrases(listed, self.sets)
        return self.ready[rule, name]

    def lines(self, rule: str, name: str) -> Lines:
        """The parts of each line of such a list, made ready when it is first wanted."""
        if (rule, name) not in self.ready_lines:
            listed = self.rules[rule].lists.get(name, ())
            parts = (line.split(" & ") for line in listed)
            self.ready_lines[rule, name] = tuple(
                tuple(Phrases([part], self.sets) for part in line) for line in parts
            )
        return self.ready_lines[rule, name]

    def words(self, rule: str, name: str) -> frozenset[str]:
        return frozenset(self.rules[rule].lists[name])

    def length(self, kind: str, channel: str) -> Mapping[str, int]:
        of_kind = self.lengths.get(kind, {})
        return of_kind.get(channel, of_kind.get("any", {}))


@cache
def guide() -> Guide:
    return read_guide(FOLDER)


def read_guide(folder: Path) -> Guide:
    common = read_toml(folder / "rules.toml")
    rules: dict[str, Guideline] = {}
    for path in sorted(folder.glob("rules_*.toml")):
        for name, entry in _table(path, "rules", read_toml(path)).items():
            rules[name] = _guideline(path, name, entry)
    path = folder / "rules.toml"
    try:
        sets = read_sets(_table(path, "sets", common))
    except ValueError as fault:
        raise _fault(path, "sets", str(fault)) from None
    return Guide(rules, _table(path, "lengths", common), sets)


def verify(made: Guide) -> None:
    """Every phrase and every name of a rule, which takes longer than reading them."""
    for name, rule in made.rules.items():
        if unknown := rule.silences - made.rules.keys():
            raise Unusable(f"{name}.silences: there is no rule {min(unknown)!r}")
        for listed in rule.lists.keys() - _PLAIN:
            ready = made.lines if listed in TOGETHER else made.phrases
            try:
                ready(name, listed)
            except ValueError as fault:
                raise Unusable(f"{name}.{listed}: {fault}") from None


_PLAIN = {"shorteners", "sites", "nicknames"}
"""Lists that hold no phrases."""

TOGETHER = {"together", "stated", "unexplained"}
"""Lists whose lines are several phrases, with & between them."""


def _table(path: Path, name: str, table: Mapping[str, Any]) -> Any:
    if not isinstance(table.get(name), dict):
        raise _fault(path, name, f"write a table [{name}]")
    return table[name]


def _guideline(path: Path, name: str, entry: Mapping[str, Any]) -> Guideline:
    severity, silences = entry.get("severity"), entry.get("silences", [])
    if severity not in SEVERITIES:
        raise _fault(path, name, f"severity is one of {', '.join(SEVERITIES)}")
    texts = {key: one for key, one in entry.items() if isinstance(one, str)}
    lists = {key: one for key, one in entry.items() if _is_list(one)}
    if odd := entry.keys() - texts.keys() - lists.keys():
        raise _fault(path, name, f"{min(odd)} is neither a sentence nor a list of them")
    if missing := {"why", "repair"} - texts.keys():
        raise _fault(path, name, f'add {min(missing)} = "one sentence"')
    for key, text in texts.items():
        if fault := _fault_in(text):
            raise _fault(path, f"{name}.{key}", fault)
    lists.pop("silences", None)
    return Guideline(severity, texts, lists, frozenset(silences))


def _is_list(entry: object) -> bool:
    return isinstance(entry, list) and all(isinstance(one, str) for one in entry)


def _fault_in(text: str) -> str:
    """A word in braces that nobody fills, or a brace alone; empty when all is well."""
    try:
        slots = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError as fault:
        return str(fault)
    odd = slots - SLOTS
    return f"there is no {{{min(odd)}}}" if odd else ""


def _fault(path: Path, entry: str, remedy: str) -> Unusable:
    return Unusable(f"{path.name}, {entry}: {remedy}")
