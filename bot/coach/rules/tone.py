"""Tone: no filler, no begging, no pressure, no shouting."""

import re
from collections.abc import Iterator
from itertools import chain, islice

from bot.coach.rules.draft import (
    ASKING,
    ROOMY,
    Draft,
    Fix,
    Found,
    first_meant,
    quoting,
    rule,
)
from bot.coach.rules.finding import Hit
from bot.coach.rules.text import Text
from bot.coach.rules.together import together
from bot.coach.rules.words import Span, bag

_MARKS = re.compile(r"!!|!\?|\?!|\?{3}")
_RUN_OF_MARKS = re.compile(r"[!?]{2,}")
_SHOUT = r"[A-Z]{2,}(?:'[A-Z]+)?"
_CAPITALS = re.compile(rf"(?<![\w-]){_SHOUT}(?:[ ,]+(?:{_SHOUT}|I|A)(?![\w-])){{2,}}")
_EMOJI = re.compile(
    r"[\U0001f300-\U0001faff\u2600-\u27bf][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*"
    r"|:[a-z][a-z_]+[a-z]:"
)
_EVERYDAY = bag(
    "the is are was i my me we you your so to and of for in on it this that please very"
    " really need want help now out can not be just love excited thank thanks yes no"
)
_LONG_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
MOST_MARKS, MOST_EMOJI = 2, 2


@rule("filler-opening", ASKING)
def filler_opening(draft: Draft) -> Iterator[Found]:
    for hit in draft.hits("filler-opening", "fillers"):
        if hit.first <= 2:
            yield Found(hit.span, fix=draft.without_sentence(hit.span))
            return


@rule("self-deprecation")
def self_deprecation(draft: Draft) -> Iterator[Found]:
    apologies: list[Hit] = []
    for hit in draft.meant("self-deprecation", "humble"):
        if not apologies or hit.first >= apologies[-1].last:
            apologies.append(hit)
    if not apologies:
        return
    last = apologies[-1].span
    fix = None if draft.requested(last) else draft.without_sentence(last)
    if len(apologies) > 1:
        yield Found(last, fix=fix)
    else:
        yield Found(last, "info", "one", fix=fix)


@rule("no-easy-out", ASKING, ROOMY)
def no_easy_out(draft: Draft) -> Iterator[Found]:
    if draft.requests and not any(draft.hits("no-easy-out", "outs")):
        end = draft.sentences_end
        yield Found(fix=Fix((end, end), " If it's a bad time, I understand."))


@rule("pressure")
def pressure(draft: Draft) -> Iterator[Found]:
    """What presses by itself, or what does so by its parts."""
    alone = first_meant(draft, "pressure", "presses")
    joined = (quoting(draft, one.span) for one in together(draft.text, "pressure"))
    return islice(chain(alone, joined), 1)


@rule("shouting")
def shouting(draft: Draft) -> Iterator[Found]:
    text = draft.text
    marks, capitals = _MARKS.search(text.own), _shouted(text)
    exclaimed = text.own.count("!") > MOST_MARKS
    if marks or capitals or exclaimed or len(_EMOJI.findall(text.own)) > MOST_EMOJI:
        span = capitals or (marks.span() if marks else None)
        calm = _calmed(text.raw)
        fix = Fix((0, len(text.raw)), calm) if calm != text.raw else None
        yield Found(span, fix=fix)


def _shouted(text: Text) -> Span | None:
    """Three words in capitals with an everyday word among them, or two such words
    apart: no acronyms."""
    for run in _CAPITALS.finditer(text.own):
        words = {word.lower() for word in re.findall(r"[A-Z]+", run[0])}
        if not _EVERYDAY.isdisjoint(words):
            return run.span()
    long = _LONG_CAPITALS.finditer(text.own)
    loud = [word.span() for word in long if word[0].lower() in _EVERYDAY]
    return loud[0] if len(loud) > 1 else None


def _calmed(raw: str) -> str:
    quiet = _CAPITALS.sub(lambda run: _lowered(run[0]), raw)
    quiet = _LONG_CAPITALS.sub(lambda word: _everyday(word[0]), quiet)
    single = _RUN_OF_MARKS.sub(lambda run: "?" if "?" in run[0] else ".", quiet)
    return single.replace("!", ".")


def _everyday(word: str) -> str:
    return word.lower() if word.lower() in _EVERYDAY else word


def _lowered(shout: str) -> str:
    words = [word if word == "I" else word.lower() for word in shout.split(" ")]
    return " ".join(words).capitalize()
