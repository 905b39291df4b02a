"""A message under check, what a rule finds in it, and the list of all rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.coach.rules.finding import Hit, hits, meant
from bot.coach.rules.guide import Severity
from bot.coach.rules.requests import requests_of, wishes_of
from bot.coach.rules.text import Sentence, Text, read, read_line
from bot.coach.rules.words import Span, bag
from bot.coach.situation import CHANNELS, KINDS, Channel, Kind, Situation, Someone

ASKING: tuple[Kind, ...] = ("outreach", "referral")
FIRST: tuple[Kind, ...] = (*ASKING, "followup")
MAILS: tuple[Channel, ...] = ("email",)
DMS: tuple[Channel, ...] = ("slack_dm", "discord_dm")
CHATS: tuple[Channel, ...] = (*DMS, "text", "linkedin_message")
NOTES: tuple[Channel, ...] = ("linkedin_note",)
ROOMY = tuple(channel for channel in CHANNELS if channel not in NOTES)
"""A note of 200 characters asks to connect; when and how long can wait."""

_MINUTES = bag("minutes minute mins min")
_ABOUT_THEM = bag("she he they her his their")


@dataclass(frozen=True, slots=True)
class Fix:
    """Words to stand in place of what is there; empty deletes."""

    span: Span
    text: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found; `form` picks another why and repair of that rule."""

    span: Span | None = None
    severity: Severity | None = None  # None: as the file says
    form: str = ""
    slots: Mapping[str, str | int] = field(default_factory=dict)
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    kind: Kind
    channel: Channel
    text: Text
    subject: Text | None
    situation: Situation
    requests: tuple[Sentence, ...]
    wishes: tuple[Sentence, ...]

    @property
    def contact(self) -> Someone:
        return self.situation.contact or Someone()

    @property
    def writer(self) -> str:
        return self.situation.student.name if self.situation.student else ""

    @property
    def subject_line(self) -> str:
        return self.subject.raw if self.subject else ""

    @property
    def sentences_end(self) -> int:
        """Where another sentence can follow."""
        sentences = self.text.sentences
        return sentences[-1].end if sentences else self.text.signature[0]

    def hits(self, rule: str, name: str) -> Iterator[Hit]:
        return hits(self.text, rule, name)

    def meant(self, rule: str, name: str) -> Iterator[Hit]:
        return meant(self.text, rule, name)

    def asked(self, rule: str, name: str) -> Iterator[Hit]:
        """Those hits that are meant and stand in a request."""
        return (hit for hit in self.meant(rule, name) if self.requested(hit.span))

    def requested(self, span: Span) -> bool:
        return any(one.start <= span[0] < one.end for one in self.requests)

    def wished(self, span: Span) -> bool:
        """Asked of the reader, or longed for aloud."""
        return any(one.start <= span[0] < one.end for one in self.wishes)

    def forms(self, sentence: Sentence | None) -> tuple[str, ...]:
        if sentence is None:
            return ()
        return self.text.forms[sentence.first : sentence.last]

    def without_sentence(self, span: Span) -> Fix | None:
        """Delete the sentence, unless it is the one that asks for the talk or the next
        one goes on about somebody in it."""
        sentence = self.text.sentence_at(span[0])
        if sentence is None or self.requests == (sentence,):
            return None
        if self._alone_says_how_long(sentence):
            return None
        following = self.text.forms[sentence.last + 1 : sentence.last + 2]
        if not _ABOUT_THEM.isdisjoint(following):
            return None
        return _left_out(self.text.raw, sentence.start, sentence.end)

    def _alone_says_how_long(self, sentence: Sentence) -> bool:
        saying = [
            one
            for one in self.text.sentences
            if not _MINUTES.isdisjoint(self.forms(one))
        ]
        return saying == [sentence]


Look = Callable[[Draft], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    kinds: frozenset[Kind]
    channels: frozenset[Channel]
    look: Look


RULES: dict[str, Rule] = {}


def rule(
    name: str, kinds: Sequence[Kind] = KINDS, channels: Sequence[Channel] = CHANNELS
) -> Callable[[Look], Look]:
    """Have a function look at messages of these kinds, on these channels."""

    def add(look: Look) -> Look:
        RULES[name] = Rule(name, frozenset(kinds), frozenset(channels), look)
        return look

    return add


def quoting(draft: Draft, span: Span) -> Found:
    """A finding that quotes some words; its repair leaves their sentence out."""
    words = {"words": draft.text.said(span)}
    return Found(span, slots=words, fix=draft.without_sentence(span))


def first_meant(draft: Draft, rule: str, listed: str) -> Iterator[Found]:
    """At most one finding: the first of these phrases that is meant."""
    for hit in draft.meant(rule, listed):
        yield quoting(draft, hit.span)
        return


def block_if(grave: bool, otherwise: Severity = "warn") -> Severity:
    return "block" if grave else otherwise


def read_draft(
    kind: Kind,
    channel: Channel,
    text: str,
    situation: Situation,
    subject: str | None = None,
) -> Draft:
    writer = situation.student.name if situation.student else ""
    parts = read(text, writer)
    line = None if subject is None else read_line(subject)
    asked = requests_of(parts)
    wished = wishes_of(parts, asked)
    return Draft(kind, channel, parts, line, situation, asked, wished)


def _left_out(raw: str, start: int, end: int) -> Fix:
    """A sentence with the spaces after it, or before it at the end of a line.

    "Hi Ana, " would run on into the capital of the sentence that is left, so that one
    begins a paragraph.
    """
    after = len(raw) - len(raw[end:].lstrip(" "))
    before = len(raw[:start].rstrip(" "))
    goes_on = raw[after : after + 1] not in ("", "\n")
    if goes_on and raw[:before].endswith(","):
        return Fix((before, after), "\n\n")
    return Fix((start if after > end else before, after))
