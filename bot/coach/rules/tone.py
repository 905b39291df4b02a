"""Tone: no filler, no begging, no pressure, no shouting."""

import re
from collections.abc import Iterator

from bot.coach.rules.draft import ASKING, Draft, Fix, Found, rule
from bot.coach.rules.finding import Hit
from bot.coach.rules.text import Text
from bot.coach.rules.words import bag

_MARKS = re.compile(r"!!|!\?|\?!|\?{3}")
_RUN_OF_MARKS = re.compile(r"[!?]{2,}")
_CAPITALS = re.compile(r"(?<![\w-])(?:[^\W\d_a-z]{2,}|I|A)(?:'[A-Z]+)?(?![\w-])")
_RUN = re.compile(
    r"(?<![\w-])[A-Z]{2,}(?:'[A-Z]+)?(?:[ ,]+(?:[A-Z]{2,}(?:'[A-Z]+)?|I|A)(?![\w-])){2,}"
)
_EMOJI = re.compile(
    r"[\U0001f300-\U0001faff\u2600-\u27bf](?:[\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)"
    r"|:[a-z][a-z_]+[a-z]:"
)
_EVERYDAY = bag(
    "the is are was i my me we you your so to and of for in on it this that please very"
    " really need want help now out can not be just love excited thank thanks yes no"
)
MOST_MARKS = 2  # exclamation marks


@rule("filler-opening", ASKING)
def filler_opening(draft: Draft) -> Iterator[Found]:
    for hit in draft.hits("filler-opening", "fillers"):
        if draft.sentences[0].first <= hit.first <= draft.sentences[0].first + 2:
            yield Found(hit.span, fix=draft.without_sentence(hit.span))
            return


@rule("self-deprecation")
def self_deprecation(draft: Draft) -> Iterator[Found]:
    apologies: list[Hit] = []
    for hit in draft.meant("self-deprecation", "humble"):
        if not apologies or hit.first >= apologies[-1].last:
            apologies.append(hit)
    if apologies:
        last = apologies[-1].span
        fix = None if draft.requested(last) else draft.without_sentence(last)
        if len(apologies) > 1:
            yield Found(last, fix=fix)
        else:
            yield Found(last, "info", "one", fix=fix)


@rule("no-easy-out", ASKING)
def no_easy_out(draft: Draft) -> Iterator[Found]:
    if draft.requests and not any(draft.hits("no-easy-out", "outs")):
        end = draft.sentences[-1].end
        yield Found(fix=Fix((end, end), " If it's a bad time, I understand."))


@rule("pressure")
def pressure(draft: Draft) -> Iterator[Found]:
    for hit in draft.meant("pressure", "presses"):
        said = {"words": draft.text.said(hit.span)}
        yield Found(hit.span, slots=said, fix=draft.without_sentence(hit.span))
        return


@rule("shouting")
def shouting(draft: Draft) -> Iterator[Found]:
    text = draft.text
    marks = _MARKS.search(text.own)
    capitals = _shouted(text)
    many = text.own.count("!") > MOST_MARKS or len(_EMOJI.findall(text.own)) > 2
    if not (marks or capitals or many):
        return
    first = capitals or (marks.span() if marks else None)
    fix = Fix((0, len(text.raw)), _calmed(text.raw))
    yield Found(first, fix=fix if fix.text != text.raw else None)


def _shouted(text: Text) -> tuple[int, int] | None:
    """Three words in capitals with an everyday word among them: no acronyms."""
    for run in _RUN.finditer(text.own):
        words = re.findall(r"[A-Z]+", run[0])
        if _EVERYDAY & {word.lower() for word in words}:
            return run.span()
    return None


def _calmed(raw: str) -> str:
    quiet = _RUN.sub(lambda run: _lowered(run[0]), raw)
    single = _RUN_OF_MARKS.sub(lambda run: "?" if "?" in run[0] else ".", quiet)
    return single.replace("!", ".")


def _lowered(shout: str) -> str:
    words = [word if word == "I" else word.lower() for word in shout.split(" ")]
    return " ".join(words).capitalize()
