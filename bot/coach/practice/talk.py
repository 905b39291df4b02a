"""What a character answers, worked out anew from all that the student has said.

The same lines give the same answers, and nothing is said twice in a talk. Time passes
in minutes: two for a question, one for anything else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.coach.practice.characters import Cast, Character, Turn
from bot.coach.practice.faults import ANY, ANYTHING, MORE, WHY
from bot.coach.practice.hearing import CLOSERS, Heard, hear

GRANTED = 3
"""Minutes that somebody gives on top when the student looks at the clock."""

WARNED_AT = 4  # minutes before the end
_LATE = 0.5  # of the time; before that, minutes that are named are no look at the clock
_BEGINNING = 2  # lines; what one came for is said in these
_EARLY = 1 / 3  # of the time; a "thanks" before that hardly ends a talk
_DOES_NOT_COUNT = frozenset({*CLOSERS, "time-check"})
_WHY = re.compile(
    r"\W*(?:why(?: so| not| (?:is|was) (?:that|this|it))?|how (?:so|come))\W*",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:^|[.!?]\s+)([a-z])")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A line and what came back; `turn` is what the character then brought up."""

    heard: Heard
    answer: str
    turn: Turn | None
    minute: int  # when it was over


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """A talk as far as it went; `last` is a sentence on the time, if there is one."""

    character: Character
    exchanges: tuple[Exchange, ...] = ()
    limit: int = 0
    over: bool = False
    last: str = ""

    @property
    def minute(self) -> int:
        return self.exchanges[-1].minute if self.exchanges else 0

    @property
    def left(self) -> int:
        return max(self.limit - self.minute, 0)


def rehearsed(
    cast: Cast, character: Character, families: Sequence[str], lines: Sequence[str]
) -> Rehearsed:
    """All of it, from the first line; what is said after the end is not heard."""
    known = [cast.work_words[id] for id in families if id in cast.work_words]
    words = known[0] if known else cast.work_words[ANY]
    mouth = _Mouth(character, words)
    talk = Rehearsed(character=character, limit=character.minutes)
    for line in lines:
        if talk.over:
            break
        talk = _after(talk, line, mouth)
    return talk


class _Mouth:
    """Says each thing once."""

    def __init__(self, character: Character, words: Mapping[str, str]) -> None:
        self._character = character
        self._words = words
        self._said: set[str] = set()

    def reply(self, *keys: str) -> str:
        """To the first of these for which something is left to be said."""
        return self._first(self._character.replies, keys)

    def answer(self, *kinds: str) -> str:
        return self._first(self._character.answers, (*kinds, ANYTHING))

    def again(self, kind: str) -> str:
        """To a follow-up: what is left of the same kind, never the shrug of others."""
        return self._first(self._character.answers, (kind, MORE, ANYTHING))

    def _first(self, texts: Mapping[str, Sequence[str]], keys: Sequence[str]) -> str:
        for key in keys:
            for text in texts.get(key, ()):
                if text not in self._said:
                    self._said.add(text)
                    return _spoken(text, self._words)
        return ""


def _spoken(text: str, words: Mapping[str, str]) -> str:
    """
    >>> _spoken("Well. {busy} I run.", {"busy": "in March"})
    'Well. In March I run.'
    """
    whole = text.format_map(words)
    return _SENTENCE_START.sub(lambda found: found[0].upper(), whole)


def _after(talk: Rehearsed, line: str, mouth: _Mouth) -> Rehearsed:
    heard = _heard(talk, line)
    said = " ".join(filter(None, _answers(talk, heard, mouth))) or mouth.answer()
    answer = said or mouth.reply("over")  # who has said it all has to go
    limit = talk.limit
    if "time-check" in heard.does and limit == talk.character.minutes:
        limit += GRANTED
    minute = talk.minute + _cost(talk, heard)
    over = minute >= limit or "goodbye" in heard.does or not said
    turn = None if over else _turn(talk, heard)
    went = Exchange(heard, answer, turn, minute)
    talk = replace(talk, exchanges=(*talk.exchanges, went), limit=limit, over=over)
    return replace(talk, last=_last(talk, mouth))


def _heard(talk: Rehearsed, line: str) -> Heard:
    before = talk.exchanges[-1] if talk.exchanges else None
    if before is None:
        heard = hear(line, first=True)
    else:
        said = f"{before.answer} {before.turn.says if before.turn else ''}"
        heard = hear(line, said, before.heard.kind or before.heard.text)
    does = heard.does
    if talk.minute < talk.limit * _LATE and "end-time" in does:
        does -= {"time-check"}
    if len(talk.exchanges) >= _BEGINNING:
        does -= {"purpose"}
    is_early = talk.minute < talk.limit * _EARLY or bool(before and before.turn)
    if "lone-thanks" in does and not is_early:
        does |= {"goodbye"}
    return replace(heard, does=does)


def _answers(talk: Rehearsed, heard: Heard, mouth: _Mouth) -> Iterator[str]:
    """What is touchy comes first, then the close and the clock, then the question."""
    does = heard.does
    for touchy in ("prying", "confidential", "job-ask", "personal-pay"):
        if touchy in does:
            yield mouth.reply(touchy)
            return
    expected = _expected(talk)
    if named := [move for move in ("check-in", "accept") if move in does & expected]:
        yield mouth.reply(named[0])
        return
    if closers := [closer for closer in CLOSERS if closer in does]:
        for closer in closers[:2]:
            yield mouth.reply(closer)
        return
    if "time-check" in does:
        yield mouth.reply("time-check")
    if "question" in does:
        yield from _to_question(talk, heard, mouth)
    elif "time-check" not in does:
        yield _to_statement(talk, heard, mouth)


def _expected(talk: Rehearsed) -> frozenset[str]:
    turn = talk.exchanges[-1].turn if talk.exchanges else None
    return turn.best if turn else frozenset()


def _to_question(talk: Rehearsed, heard: Heard, mouth: _Mouth) -> Iterator[str]:
    if "time-check" in heard.does and not heard.kind:
        return
    if "look-up" in heard.does:
        yield mouth.reply("look-up")
        return
    if "interrupt" in heard.does and not heard.kind and "open" not in heard.does:
        yield mouth.reply("interrupt")
        return
    if "compound" in heard.does:
        yield mouth.reply("compound")
    if "follow-up" in heard.does:
        is_why = not heard.kind and _WHY.fullmatch(heard.text)
        yield mouth.again(WHY if is_why else heard.kind or _last_kind(talk))
    elif "open" in heard.does or not (short := mouth.reply("closed")):
        yield mouth.answer(heard.kind)
    else:
        yield short


def _last_kind(talk: Rehearsed) -> str:
    kinds = [went.heard.kind for went in talk.exchanges if went.heard.kind]
    return kinds[-1] if kinds else ""


def _to_statement(talk: Rehearsed, heard: Heard, mouth: _Mouth) -> str:
    moves = ("goodbye", "introduction", "interrupt", "thanks")
    keys = [move for move in moves if move in heard.does]
    if "purpose" in heard.does and len(talk.exchanges) < 2:
        keys.append("introduction")
    if not talk.exchanges:
        keys.append("hello")
    return mouth.reply(*keys, "statement")


def _cost(talk: Rehearsed, heard: Heard) -> int:
    if "question" not in heard.does or heard.does & _DOES_NOT_COUNT:
        return 1
    return 2 if "interrupt" in heard.does else talk.character.per_question


def _turn(talk: Rehearsed, heard: Heard) -> Turn | None:
    """Each comes once, when so much was asked or when it is called for."""
    raised = {went.turn for went in talk.exchanges}
    asked = sum("question" in went.heard.does for went in talk.exchanges)
    asked += "question" in heard.does
    for turn in talk.character.turns:
        called_for = turn.on in heard.does if turn.on else asked >= turn.after
        if called_for and turn not in raised and "question" in heard.does:
            return turn
    return None


def _last(talk: Rehearsed, mouth: _Mouth) -> str:
    if talk.over:
        said_goodbye = "goodbye" in talk.exchanges[-1].heard.does
        return "" if said_goodbye else mouth.reply("over")
    granted = talk.limit > talk.character.minutes
    warned = any(talk.limit - went.minute <= WARNED_AT for went in talk.exchanges[:-1])
    is_near = talk.left <= WARNED_AT and not warned and not granted
    return mouth.reply("warning") if is_near else ""
