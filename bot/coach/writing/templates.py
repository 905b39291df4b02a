"""Sentences with blanks, chosen by voice, relation and channel.

Everything is a part, and a part is a list of alternatives: the first one that suits and
whose blanks can all be filled is used. A blank is a known value or another part. What
people typed is put into blanks once and is never read as a template.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from bot.coach.situation import CHANNELS
from bot.coach.writing.address import GROUPS
from bot.coach.writing.grammar import capital, lowered

VOICES = ("plain", "warm", "formal")
FAMILIES: Mapping[str, str] = {
    "email": "letter",
    "text": "text",
    "spoken": "spoken",
    "linkedin_note": "note",
    "linkedin_message": "message",
    "slack_dm": "message",
    "discord_dm": "message",
}
"""How the messages of a channel are built. Only a letter has paragraphs."""

TAGS: tuple[frozenset[str], ...] = (
    frozenset(VOICES),
    frozenset(GROUPS),
    frozenset({*CHANNELS, *FAMILIES.values()}),
    frozenset({"aloud", "forgot"}),
    frozenset({"written"}),
)
"""What a line can be for; of each kind that it mentions, one has to apply."""

BLANK = re.compile(r"\{(\w+)(\??)\}(\.?)")
_ENDED = re.compile(r"[.?!\u2026][\"'\u2019\u201d)\]]?$")

Line = tuple[frozenset[str], tuple[str, ...]]
"""Whom it is for, and its alternatives."""
Parts = Mapping[str, tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class Filled:
    """A text, and the blanks that nothing was known for."""

    text: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """The parts for one reader, told by their tags, and what is known."""

    parts: Parts
    tags: Set[str]
    values: Mapping[str, str]

    def part(self, name: str, inside: bool = False) -> Filled:
        """The first alternative that can be filled; else the last, with its gaps."""
        filled = Filled("", (name,))
        for filled in self.alternatives(name, inside):
            if not filled.missing:
                break
        return filled

    def alternatives(self, name: str, inside: bool = False) -> Iterator[Filled]:
        for suits, templates in self.parts.get(name, ()):
            if all(not suits & some or suits & some & self.tags for some in TAGS):
                yield from (self.fill(template, inside) for template in templates)

    def fill(self, template: str, inside: bool = False) -> Filled:
        """In one pass. Inside a sentence the first word has no capital."""
        text, at, missing = "", 0, list[str]()
        for blank in BLANK.finditer(template):
            text += _opening(template[at : blank.start()], inside and not at)
            within = text.rstrip(" ").endswith(",") or (inside and not text)
            value = self._value(blank[1], within)
            missing += () if blank[2] else value.missing
            known = "" if value.missing else value.text
            text += known if _ENDED.search(known) else known + blank[3]
            at = blank.end()
        text += _opening(template[at:], inside and not at)
        return Filled(_tidied(text), tuple(missing))

    def _value(self, name: str, within: bool) -> Filled:
        key = name.lower()
        if key in self.parts:
            return self.part(key, within)
        known = self.values.get(key, "")
        cased = known if within or name == key else capital(known)
        return Filled(cased, () if known else (key,))


def _opening(text: str, inside: bool) -> str:
    return lowered(text) if inside else text


def _tidied(text: str) -> str:
    """Without the holes that empty parts leave."""
    lines = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", text))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
