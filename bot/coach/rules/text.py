"""A message as its parts: greeting, sentences, signature, and what others said in it.

Every part keeps its place: an offset into `plain` is an offset into what was written.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.coach.rules.phrases import Places, places_of
from bot.coach.rules.words import BLANK, Word, bag, words_of

MOST_READ = 4_100
"""Characters that are read: no channel bears a longer message."""

Span = tuple[int, int]

_STRAIGHT = str.maketrans(
    "\u2019\u2018\u201b`\u00b4\u201c\u201d\u201e«»\u00a0\u202f\t\r",
    "'''''\"\"\"\"\"    ",
)
_REPLY = re.compile(
    r"^(?:on\b.{0,120}\bwrote:|-{2,} ?(?:original|forwarded) message|from: .+\n).*",
    re.M | re.S,
)
_ADDRESS = re.compile(
    r"\bhttps?://\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}"
)
_REPLIED_LINE = re.compile(r"^[ ]?>.*$", re.M)
_QUOTED = re.compile(
    r'"[^"\n]{1,400}"' r"|(?<![\w'])'(?![ ])(?:[^'\n]|'(?=\w)){2,300}'(?!\w)"
)
_GREETS = re.compile(
    r"[\s\W]*(?:@\w+[\s,]+)*"
    r"(?:hi+|hello|hey+|hiya|heya|dear|dearest|respected|greetings|good day|hola"
    r"|good (?:morning|afternoon|evening)|salut|bonjour|hallo|ciao|namaste|yo"
    r"|to whom it may concern|to the (?=hiring|recruit|hr\b|team)|sup|evening|morning|salaam|ola|olá)"
    r"(?![\w'])"
)
_TITLES = r"(?:dr|mr|mrs|ms|mx|prof|st|sr|sra|rev|hon|fr)"
_ADDRESSEE = re.compile(
    r"(?:[ ]+(?!(?:i|i'm|thanks|thank|thx|your|my|can|could|would|this|it|hope|just|we|are"
    r"|do|is|how|what|saw|loved|love|got|was|am|so|sorry|quick|have|if|please)\b)"
    r"[\w.'/-]+){0,6}?[ ]*(?:[,!?:;\n\u2013\u2014.]|[ ]-[ ]|$)"
)
_CAPITALISED = re.compile(r"(?:[ ]+(?!I\b)[A-Z\u00c0-\u00de][\w.'-]*){1,3}")
_CLOSING = bag(
    "thanks thx cheers regards best wishes sincerely faithfully truly yours warmly"
    " respectfully cordially gratefully gratitude admiration appreciation abrazo love"
    " saludos tia xx xxx thank greetings cordialement"
)
_AROUND_CLOSING = _CLOSING | bag(
    "many kind kindest warm warmest very all the my with and i in advance again so much"
    " you un to your have a good great nice day week weekend take care"
)
_BREAK = re.compile(r"[.!?…]+[\"')\]*_]*(?=\s|$)|\n\s*")
_NEVER_ENDS = re.compile(
    rf"(?:\b{_TITLES}|\b(?:e\.g|i\.e|vs|cf|approx|esp|incl|resp)|\b[b-hj-z]|\bfig)$"
)
_MAY_END = re.compile(r"\b(?:a\.m|p\.m|etc|inc|ltd|co|jr|no|dept|univ|ph\.d|u\.s)$")
_BULLET = re.compile(r"[-*•\u2013]|\d{1,2}[.)]")
_WRAPPED = 60  # a line this long was broken by a mail program, not by its writer
_NAME = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


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


def names_in(text: str) -> list[str]:
    """Words with their hyphens and apostrophes: "Hye-jin", "O'Brien"."""
    return _NAME.findall(text)


def read(raw: str, writer: str = "") -> Text:
    """The parts of a message; `writer` is whose name may close it."""
    read, unread = raw[:MOST_READ], max(0, len(raw) - MOST_READ)
    own = _without_replies(lowered(read))
    greeting = _greeting(own, read)
    signature = _signature(own, greeting[1], writer)
    return _parts(read, unread, own, greeting, signature)


def read_line(raw: str) -> Text:
    """A subject: neither greeting nor signature."""
    raw = raw[:MOST_READ]
    return _parts(raw, 0, lowered(raw), (0, 0), (len(raw), len(raw)))


def _parts(raw: str, unread: int, own: str, greeting: Span, signature: Span) -> Text:
    others = (one.span() for kind in (_ADDRESS, _QUOTED) for one in kind.finditer(own))
    plain = _blanked(own, (*others, greeting, signature))
    sentences, words = _divided(plain, raw, greeting[1], signature[0])
    known = tuple(word.form for word in words)
    kept = "".join(" " if o == BLANK else c for o, c in zip(own, raw, strict=True))
    parts = (greeting, signature, sentences, words, known, places_of(known))
    return Text(raw, plain, kept, unread, *parts)


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


def lowered(text: str) -> str:
    """In lower case with straight quotes, character for character."""
    straight = text.translate(_STRAIGHT)
    lower = straight.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := c.lower()) == 1 else c for c in straight)


def _without_replies(plain: str) -> str:
    replies = [*_REPLY.finditer(plain), *_REPLIED_LINE.finditer(plain)]
    return _blanked(plain, (found.span() for found in replies))


def _blanked(plain: str, spans: Iterable[Span]) -> str:
    """A quotation that ends a sentence still ends it."""
    parts, done = [], 0
    for start, end in sorted(spans):
        start = max(start, done)
        if end <= start:
            continue
        last = "." if plain[end - 2 : end - 1] in (".", "!", "?") else ""
        parts += [plain[done:start], BLANK * (end - start - len(last)), last]
        done = end
    return "".join([*parts, plain[done:]])


def _greeting(plain: str, raw: str) -> Span:
    """From "Hi" to the comma after the name, or to the name where no comma follows."""
    greets = _GREETS.match(plain[:200])
    if not greets:
        return (0, 0)
    named = _ADDRESSEE.match(plain, greets.end(), greets.end() + 80)
    if named and not _initial(plain, named.end()):
        return (0, named.end())
    capitalised = _CAPITALISED.match(raw, greets.end(), greets.end() + 60)
    return (0, capitalised.end() if capitalised else greets.end())


def _initial(plain: str, end: int) -> bool:
    """The stop after "Dr" or "J" ends no greeting."""
    return plain[end - 1] == "." and bool(_NEVER_ENDS.search(plain[: end - 1][-12:]))


def _signature(plain: str, start: int, writer: str) -> Span:
    """From the closing formula, or from a last line that is but the writer's name."""
    end = len(plain.rstrip(" \n" + BLANK))
    lines = list(_last_lines(plain, start, end))
    for at, line in reversed(lines):
        if _closes(line):
            return (at, len(plain))
    if lines and writer and _is_name_of(lines[0][1].strip(" -\u2013\u2014"), writer):
        return (lines[0][0], len(plain))
    return (len(plain), len(plain))


def _last_lines(plain: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """At most seven, the last one first, with where each begins."""
    for _ in range(7):
        at = plain.rfind("\n", start, end) + 1
        if at <= start:
            return
        if line := plain[at:end].strip():
            yield at, line
        end = at - 1


def _closes(line: str) -> bool:
    words = names_in(line)
    formula = 0 < len(words) <= 7 and set(words) <= _AROUND_CLOSING
    return formula and not _CLOSING.isdisjoint(words)


def _is_name_of(line: str, writer: str) -> bool:
    names = set(names_in(writer.lower()))
    line_words = names_in(line)
    return 0 < len(line_words) <= 8 and bool(names & set(line_words[:3]))


def _sentences(plain: str, raw: str, start: int, end: int) -> Iterator[Span]:
    done = start
    for found in _BREAK.finditer(plain, start, end):
        if _ends(plain, raw, found, done):
            yield from _sentence(plain, done, found.end())
            done = found.end()
    yield from _sentence(plain, done, end)


def _sentence(plain: str, start: int, end: int) -> Iterator[Span]:
    text = plain[start:end]
    start += len(text) - len(text.lstrip(" \n" + BLANK))
    end -= len(text) - len(text.rstrip(" \n" + BLANK))
    if any(map(str.isalnum, plain[start:end])):
        yield start, end


def _ends(plain: str, raw: str, found: re.Match[str], done: int) -> bool:
    mark, before = found[0], plain[max(done, found.start() - 12) : found.start()]
    following = raw[found.end() : found.end() + 3].lstrip()
    if mark[0] == "\n":
        return _ends_line(plain, found)
    if mark[0] == "." and mark.count(".") < 2:
        if _NEVER_ENDS.search(before):
            return False
        return not (_MAY_END.search(before) and following[:1].islower())
    return not (mark.startswith(("..", "…")) and following[:1].islower())


def _ends_line(plain: str, found: re.Match[str]) -> bool:
    line_start = plain.rfind("\n", 0, found.start()) + 1
    long_line = found.start() - line_start >= _WRAPPED
    bullet = _BULLET.match(plain, found.end())
    return found[0].count("\n") > 1 or not long_line or bullet is not None
