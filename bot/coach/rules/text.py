"""A message as its parts: greeting, sentences, signature, and what others said in it.

Every part keeps its place: an offset into `plain` is an offset into what was written.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.coach.rules.edges import ABBREVIATED, greeting, replies, signature
from bot.coach.rules.phrases import Places, places_of
from bot.coach.rules.words import BLANK, Span, Word, words_of

MOST_READ = 4_100
"""Characters that are read: no channel bears a longer message."""

_STRAIGHT = str.maketrans(
    "\u2019\u2018\u201b`\u00b4\u201c\u201d\u201e«»\u00a0\u202f\t\r",
    "'''''" + '"' * 5 + " " * 4,
)
_ADDRESS = re.compile(
    r"\bhttps?://\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}"
)
_QUOTED = re.compile(
    r'"[^"\n]{1,400}"' r"|(?<![\w'])'(?![ ])(?:[^'\n]|'(?=\w)){2,300}'(?!\w)"
)
_BREAK = re.compile(r"(?<![.!?…])[.!?…]++[\"')\]*_]*+(?=\s|$)|\n\s*")
_MAY_END = re.compile(r"\b(?:a\.m|p\.m|etc|inc|ltd|co|jr|no|dept|univ|ph\.d|u\.s)$")
_BULLET = re.compile(r"[-*•\u2013]|\d{1,2}[.)]")
_WRAPPED = 60  # a line this long was broken by a mail program, not by its writer


@dataclass(frozen=True, slots=True)
class Sentence:
    """`plain` from `start` to `end`; its words are those from `first` to `last`."""

    start: int
    end: int
    plain: str
    first: int
    last: int

    @property
    def asks(self) -> bool:
        return "?" in self.plain[-4:]


@dataclass(frozen=True, slots=True)
class Text:
    """`plain` is as long as `raw`: lower case, straight quotes, and blank where others
    speak (quotations, links, the mail answered) and in greeting and signature."""

    raw: str
    plain: str
    own: str  # `raw` without the mail answered
    unread: int  # characters beyond MOST_READ
    greeting: Span
    signature: Span
    sentences: tuple[Sentence, ...]
    words: tuple[Word, ...]
    forms: tuple[str, ...]
    places: Places
    located: dict[tuple[str, str], list[Span]] = field(default_factory=dict)

    def said(self, span: Span) -> str:
        return self.raw[slice(*span)]

    def sentence_at(self, place: int) -> Sentence | None:
        found = (one for one in self.sentences if one.start <= place < one.end)
        return next(found, None)

    @property
    def count(self) -> int:
        """How many words there are between greeting and closing."""
        body = self.own[self.greeting[1] : self.signature[0]]
        return sum(any(map(str.isalnum, word)) for word in body.split())


def read(raw: str, writer: str = "") -> Text:
    """The parts of a message; `writer` is whose name may close it."""
    head, unread = raw[:MOST_READ], max(0, len(raw) - MOST_READ)
    plain = lowered(head)
    own = _blanked(plain, replies(plain))
    begins = greeting(own, head)
    return _parts(head, unread, own, begins, signature(own, begins[1], writer))


def read_line(raw: str) -> Text:
    """A subject: neither greeting nor signature."""
    raw = raw[:MOST_READ]
    return _parts(raw, 0, lowered(raw), (0, 0), (len(raw), len(raw)))


def lowered(text: str) -> str:
    """In lower case with straight quotes, character for character."""
    straight = text.translate(_STRAIGHT)
    lower = straight.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := c.lower()) == 1 else c for c in straight)


def _parts(raw: str, unread: int, own: str, begins: Span, closes: Span) -> Text:
    others = (one.span() for kind in (_ADDRESS, _QUOTED) for one in kind.finditer(own))
    plain = _blanked(own, (*others, begins, closes))
    sentences, words = _divided(plain, raw, begins[1], closes[0])
    forms = tuple(word.form for word in words)
    kept = "".join(" " if o == BLANK else c for o, c in zip(own, raw, strict=True))
    parts = (begins, closes, sentences, words, forms, places_of(forms))
    return Text(raw, plain, kept, unread, *parts)


def _blanked(plain: str, spans: Iterable[Span]) -> str:
    """A quotation that ends a sentence still ends it."""
    pieces, done = [], 0
    for start, end in sorted(spans):
        start = max(start, done)
        if end <= start:
            continue
        last = "." if plain[end - 2 : end - 1] in (".", "!", "?") else ""
        pieces += [plain[done:start], BLANK * (end - start - len(last)), last]
        done = end
    return "".join([*pieces, plain[done:]])


def _divided(
    plain: str, raw: str, start: int, end: int
) -> tuple[tuple[Sentence, ...], tuple[Word, ...]]:
    sentences: list[Sentence] = []
    words: list[Word] = []
    for first, last in _sentences(plain, raw, start, end):
        before = len(words)
        words += words_of(plain, first, last)
        text = plain[first:last]
        sentences.append(Sentence(first, last, text, before, len(words) - 1))
    return tuple(sentences), tuple(words)


def _sentences(plain: str, raw: str, start: int, end: int) -> Iterator[Span]:
    done = start
    for found in _BREAK.finditer(plain, start, end):
        if _ends(plain, raw, found, done):
            yield from _trimmed(plain, done, found.end())
            done = found.end()
    yield from _trimmed(plain, done, end)


def _trimmed(plain: str, start: int, end: int) -> Iterator[Span]:
    """Nothing, where no letter stands."""
    text = plain[start:end]
    start += len(text) - len(text.lstrip(" \n" + BLANK))
    end -= len(text) - len(text.rstrip(" \n" + BLANK))
    if any(map(str.isalnum, plain[start:end])):
        yield start, end


def _ends(plain: str, raw: str, found: re.Match[str], done: int) -> bool:
    """A stop ends a sentence, except in "Dr.", "e.g.", initials and dots..."""
    mark, before = found[0], plain[max(done, found.start() - 12) : found.start()]
    goes_on = raw[found.end() : found.end() + 3].lstrip()[:1].islower()
    if mark[0] == "\n":
        return _ends_line(plain, found)
    if mark[0] == "." and mark.count(".") == 1:
        may_go_on = goes_on and _MAY_END.search(before)
        return not (ABBREVIATED.search(before) or may_go_on)
    return not (mark.startswith(("..", "…")) and goes_on)


def _ends_line(plain: str, found: re.Match[str]) -> bool:
    line_start = plain.rfind("\n", 0, found.start()) + 1
    long_line = found.start() - line_start >= _WRAPPED
    bullet = _BULLET.match(plain, found.end())
    return found[0].count("\n") > 1 or not long_line or bullet is not None
