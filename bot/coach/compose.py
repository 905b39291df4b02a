"""A message in the student's name, from what is known and from nothing else.

What has to be known first is asked for. On wish it is a skeleton with hints, or only a
checklist: an own message is the better one.
"""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from bot.coach.situation import Channel, Kind, Situation
from bot.coach.writing.address import group_of
from bot.coach.writing.known import Known, known_in
from bot.coach.writing.sheets import KEYS, Sheet, sheets
from bot.coach.writing.templates import FAMILIES, VOICES, Parts, Writing

SHAPES = ("full", "skeleton", "checklist")
_ASKING = ("outreach", "referral", "followup")
"""Kinds that wait while somebody wants to introduce the two first."""

_LONGEST = {
    "followup": "news",
    "keepintouch": "news",
    "reportback": "news",
    "thankyou": "hook",
    "scheduling": "place",
}
"""What to shorten when a note does not fit; in a first message it is the fact."""

_GIVEN = frozenset(
    {
        "to",
        "first",
        "name",
        "my_first",
        "minutes",
        "referrer",
        "day",
        "met",
        "met_month",
    }
)
"""What a skeleton says by itself; the rest it leaves to the student."""

# What makes a subject look like an application or an alarm.
_LOUD = re.compile(r"\b(?:jobs?|internships?|hiring|help|urgent|asap)\b", re.IGNORECASE)


# What students say of themselves who had rather write than call. Why is their affair.
_IN_WRITING = re.compile(
    r"\b(?:deaf|hard of hearing|non-?speaking|in writing"
    r"|prefers? (?:to )?(?:chat|text|type|write|writing|texting|typing|email))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Missing:
    """What has to be known first, as one question to the student.

    `key` is one of contact, referrer, fact, hook, news, slots, place, topic, about and
    student; or `introduction`, which no answer helps: it has to be waited for.
    """

    key: str
    ask: str


@dataclass(frozen=True, slots=True)
class Composed:
    """Ready to copy; or all that is missing, and no text. Only e-mail has a subject."""

    subject: str = ""
    text: str = ""
    missing: tuple[Missing, ...] = ()


def compose(
    kind: Kind,
    channel: Channel,
    situation: Situation,
    *,
    voice: str = "plain",
    shape: str = "full",
) -> Composed:
    """Raises `ValueError` for an unknown voice or shape.

    A report back goes to the one who gave a name: they are the contact, and `news` is
    what came of it. A `topic` that is the name of one of `other_contacts` is whom they
    named.
    """
    for word, words in ((voice, VOICES), (shape, SHAPES)):
        if word not in words:
            raise ValueError(f"{word!r} is none of {', '.join(words)}")
    relation = situation.contact.relation if situation.contact else ""
    tags = frozenset(
        {voice, group_of(relation), channel, FAMILIES[channel], *_before(situation)}
    )
    known = known_in(
        channel,
        situation,
        formal=tags >= {"formal", "letter"},
        of_others=kind == "reportback",
    )
    premium = situation.linkedin_premium is True
    desk = _Desk(kind, channel, sheets()[kind], tags, known, premium)
    if kind in _ASKING and situation.leave == "will_introduce_first":
        return Composed(missing=desk.asked(["introduction"]))
    if shape == "full":
        unnamed = kind == "referral" and not known.values.get("unnamed")
        return desk.message(["referrer"] if unnamed else [])
    return desk.skeleton() if shape == "skeleton" else desk.checklist()


def _before(situation: Situation) -> Iterator[str]:
    """What came before, or is preferred, where it changes the words."""
    if situation.student and _IN_WRITING.search(situation.student.about):
        yield "written"
    if situation.asked_aloud:
        yield "aloud"
    if situation.who_else_open:
        yield "forgot"


@dataclass(frozen=True, slots=True)
class _Desk:
    """One message to one reader, about to be written."""

    kind: str
    channel: str
    sheet: Sheet
    tags: Set[str]
    known: Known
    premium: bool

    @property
    def family(self) -> str:
        return FAMILIES[self.channel]

    def message(self, also: Iterable[str]) -> Composed:
        writing = Writing(self.sheet.parts, self.tags, self.known.values)
        drafts = list(writing.alternatives(self.family))
        if gaps := [*also, *drafts[0].missing]:
            return Composed(missing=self.asked(gaps))
        texts = [draft.text for draft in drafts if not draft.missing]
        fitting = [text for text in texts if self._fits(text)]
        if self.family == "note" and not fitting:
            key = _LONGEST.get(self.kind, "fact")
            return Composed(missing=(self._reworded(key, "note"),))
        return Composed(self._subject(writing), (fitting or texts[-1:])[0])

    def skeleton(self) -> Composed:
        own = {
            blank: value
            for blank, value in self.known.values.items()
            if blank in _GIVEN
        }
        writing = Writing(self.sheet.parts, self.tags, {**self.sheet.hints, **own})
        draft = next(writing.alternatives(self.family))
        return Composed(self._subject(writing), draft.text)

    def checklist(self) -> Composed:
        values = {**self.known.values, "room": str(self._room())}
        parts = {**self.sheet.parts, **self.sheet.size}
        writing = Writing(parts, self.tags, values)
        points = [writing.fill(point) for point in self.sheet.checklist]
        said = [point.text for point in points if not point.missing]
        lines = [*said, writing.part("size").text]
        return Composed(text="\n".join(f"- {line}" for line in lines))

    def asked(self, blanks: Iterable[str]) -> tuple[Missing, ...]:
        """One question for each thing, in the order of the file."""
        needed = {KEYS.get(blank, blank) for blank in blanks}
        keys = [key for key in self.sheet.asks if key in needed]
        return tuple(
            self._reworded(key, self.known.wrong[key])
            if key in self.known.wrong
            else Missing(key, self._question(self.sheet.asks, key, ""))
            for key in keys
        )

    def _reworded(self, key: str, why: str) -> Missing:
        typed = self.known.typed.get(key, "")
        return Missing(key, self._question(self.sheet.reword, why, typed))

    def _question(self, asks: Parts, key: str, typed: str) -> str:
        values = {**self.known.values, "typed": typed, "room": str(self._room())}
        return Writing(asks, self.tags, values).part(key).text

    def _subject(self, writing: Writing) -> str:
        """The first that is short and quiet; the last of them says little and may."""
        if self.family != "letter":
            return ""
        subjects = [s.text for s in writing.alternatives("subject") if not s.missing]
        most = self.sheet.characters["subject"]
        good = (
            subject
            for subject in subjects
            if len(subject) <= most
            and 2 <= len(subject.split()) <= 6
            and not _LOUD.search(subject)
        )
        return next(good, subjects[-1])

    def _room(self) -> int:
        """Characters in a note, words elsewhere."""
        if self.family == "note":
            return self.sheet.characters["note_premium" if self.premium else "note"]
        return self.sheet.words.get(self.channel) or self.sheet.words[self.family]

    def _fits(self, text: str) -> bool:
        if self.family == "note":
            return len(text) <= self._room()
        most = self.sheet.characters.get(self.channel, len(text))
        return len(text) <= most and len(text.split()) <= self._room()
