"""The message files, read and verified: one sheet for each kind of message.

A mistake in a file stops the start with its file, its entry and what to do.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.coach.knowledge import read_toml
from bot.coach.situation import KINDS
from bot.coach.writing.templates import BLANK, FAMILIES, TAGS, Line, Parts
from bot.coach.writing.words import MESSAGES
from bot.errors import Unusable

KEYS: Mapping[str, str] = {
    **dict.fromkeys(("to", "first"), "contact"),
    **dict.fromkeys(("name", "my_first"), "student"),
    **dict.fromkeys(("me", "who_i_am", "about"), "about"),
    **dict.fromkeys(("sentence", "clause", "noun", "remark"), "fact"),
    **dict.fromkeys(("topic", "on_topic", "field", "headline"), "topic"),
    **dict.fromkeys(("hook", "hook_thing", "hook_clause"), "hook"),
    **dict.fromkeys(("action", "advice"), "advice"),
    **dict.fromkeys(("news", "deed"), "news"),
    **dict.fromkeys(("slots", "slots_short", "slot_lines"), "slots"),
    **dict.fromkeys(("met", "met_month"), "met"),
    **{key: key for key in ("referrer", "learnt", "surprise", "place", "day", "whom")},
    **{always_known: "" for always_known in ("minutes", "room")},
}
"""What a blank may be besides a part, and what to ask for when nothing is known."""

ASKED_WITH = frozenset({"unnamed", "typed"})
"""What only a question to the student may say: never seen by whom they write to."""

_APART = ("asks", "reword", "size", "checklist", "words", "characters", "hints")
_WORDED = frozenset(FAMILIES.values()) - {"note"}
_LETTERED = frozenset({"note", "note_premium", "subject"})
_WHOLE = frozenset({"subject", *FAMILIES.values()})
_KNOWN_TAGS = frozenset[str]().union(*TAGS)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one kind of message is written from."""

    parts: Parts
    asks: Parts  # a question for each thing that may be missing
    reword: Parts  # a question for what is known and cannot be used as it is
    checklist: tuple[str, ...]
    size: Parts
    words: Mapping[str, int]  # at most, by family or channel
    characters: Mapping[str, int]
    hints: Mapping[str, str]


@cache
def sheets() -> Mapping[str, Sheet]:
    return load(MESSAGES)


def load(folder: Path) -> Mapping[str, Sheet]:
    """Every kind's sheet. Raises `Unusable` for a file that cannot be used."""
    common = _File("common.toml", read_toml(folder / "common.toml"))
    own: dict[str, _File] = {
        kind: _File(f"{kind}.toml", read_toml(folder / f"{kind}.toml"))
        for kind in KINDS
        if kind != "referral"
    }
    read = {kind: _sheet(file, common) for kind, file in own.items()}
    # Who was named by somebody is written to as anybody else, but for one sentence.
    return {**read, "referral": read["outreach"]}


def _sheet(file: "_File", common: "_File") -> Sheet:
    sheet = Sheet(
        parts={**common.parts(), **file.parts()},
        asks={**common.singles("asks"), **file.singles("asks")},
        reword=common.singles("reword"),
        checklist=file.texts("checklist", file.data.get("checklist", [])),
        size={"size": common.lines("size", common.table("size"))},
        words=file.numbers("words"),
        characters=common.numbers("characters"),
        hints={**common.hints(), **file.hints()},
    )
    for name in sorted(_WHOLE - sheet.parts.keys()):
        raise file.wrong(f"[{name}]", "is not there", "Write it, with any = ...")
    for name in sorted(_WORDED - sheet.words.keys()):
        raise file.wrong("[words]", f"has no {name}", f"Add {name} = 80 or so")
    for name in sorted(_LETTERED - sheet.characters.keys()):
        raise common.wrong("[characters]", f"has no {name}", f"Add {name} = ...")
    for name in sorted({*KEYS.values()} - sheet.asks.keys() - {""}):
        raise common.wrong("[asks]", f"has no {name}", f'Add {name} = "...?"')
    points = {"checklist": ((frozenset[str](), sheet.checklist),)}
    _verify({**sheet.parts, **sheet.size, **points}, KEYS.keys(), file)
    asks = {f"asks.{key}": lines for key, lines in sheet.asks.items()}
    reword = {f"reword.{key}": lines for key, lines in sheet.reword.items()}
    _verify({**asks, **reword}, KEYS.keys() | ASKED_WITH, file)
    return sheet


def _verify(parts: Parts, values: Set[str], file: "_File") -> None:
    """Every blank is a value or a part, and no part leads to itself."""
    leads = {name: set(_blanks(lines)) for name, lines in parts.items()}
    for taken in sorted(leads.keys() & values):
        raise file.wrong(f"[{taken}]", "is what a blank is called", "Rename it")
    for name, blanks in leads.items():
        if parts[name][-1:] == () or parts[name][-1][0]:
            raise file.wrong(f"[{name}]", "is not for everybody", "End with any = ...")
        if unknown := sorted(blanks - values - leads.keys()):
            remedy = f"Use a part, or one of: {', '.join(sorted(values))}"
            raise file.wrong(f"[{name}]", f"has no {{{unknown[0]}}} to fill in", remedy)
    while leads:
        ends = {name for name, blanks in leads.items() if not blanks & leads.keys()}
        if not ends:
            circle = ", ".join(sorted(leads))
            raise file.wrong(f"[{min(leads)}]", f"goes in a circle: {circle}", "Cut it")
        leads = {name: blanks for name, blanks in leads.items() if name not in ends}


def _blanks(lines: tuple[Line, ...]) -> Iterator[str]:
    for _, templates in lines:
        for template in templates:
            yield from (blank[1].lower() for blank in BLANK.finditer(template))


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it was read; its name is for the mistakes in it."""

    name: str
    data: Mapping[str, Any]

    def parts(self) -> Parts:
        names = [name for name in self.data if name not in _APART]
        return {name: self.lines(name, self.table(name)) for name in names}

    def singles(self, name: str) -> Parts:
        """Parts of one line each, which suits everybody."""
        table = self.table(name)
        return {key: self.lines(f"{name}.{key}", {"any": table[key]}) for key in table}

    def lines(self, entry: str, table: Mapping[str, Any]) -> tuple[Line, ...]:
        return tuple(
            (self.tags(entry, key), self.texts(f"[{entry}] {key}", value))
            for key, value in table.items()
        )

    def tags(self, entry: str, key: str) -> frozenset[str]:
        tags = frozenset(key.split()) - {"any"}
        if unknown := sorted(tags - _KNOWN_TAGS):
            known = ", ".join(["any", *sorted(_KNOWN_TAGS)])
            problem = f"is for {unknown[0]!r}, which is nobody"
            raise self.wrong(f"[{entry}] {key!r}", problem, f"Use words of: {known}")
        return tags

    def texts(self, entry: str, value: object) -> tuple[str, ...]:
        texts = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in texts):
            raise self.wrong(entry, "is no sentence", 'Write "..." or ["...", "..."]')
        return tuple(texts)

    def hints(self) -> Mapping[str, str]:
        table = self.table("hints")
        return {key: self.texts(f"[hints] {key}", table[key])[0] for key in table}

    def numbers(self, name: str) -> Mapping[str, int]:
        table = self.table(name)
        for key, value in table.items():
            if not isinstance(value, int):
                raise self.wrong(f"[{name}] {key}", "is no number", "Write 80 or so")
        return table

    def table(self, name: str) -> Mapping[str, Any]:
        table = self.data.get(name, {})
        if not isinstance(table, dict):
            raise self.wrong(name, "is no table", f"Begin it with the line [{name}]")
        return table

    def wrong(self, entry: str, problem: str, remedy: str) -> Unusable:
        return Unusable(f"{self.name}: {entry} {problem}. {remedy}.")
