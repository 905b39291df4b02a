"""The sentences that want something of the reader, with a question mark or without."""

from collections.abc import Iterator

from bot.coach.rules.finding import Hit, hits, meant
from bot.coach.rules.text import Sentence, Text
from bot.coach.rules.words import bag

_BETWEEN_US = bag("you your yours we us i me")
_TALK = bag("minutes minute min mins hour hours call chat talk coffee")
_SHORT = 5  # words: "Possible?", "Would Tuesday suit?"


def requests_of(text: Text) -> tuple[Sentence, ...]:
    wishes = tuple(meant(text, "no-ask", "wishes"))
    pleasant = tuple(hits(text, "no-ask", "pleasant"))
    return tuple(
        sentence
        for sentence in text.sentences
        if any(inside(sentence, wishes))
        or (_questions(text, sentence) and not any(inside(sentence, pleasant)))
    )


def wishes_of(text: Text, requests: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Those and the sentences that say what the writer would like, whoever gives it."""
    longings = tuple(hits(text, "no-ask", "longings"))
    return tuple(
        sentence
        for sentence in text.sentences
        if sentence in requests or any(inside(sentence, longings))
    )


def inside(sentence: Sentence, found: tuple[Hit, ...]) -> Iterator[Hit]:
    return (hit for hit in found if sentence.first <= hit.first < sentence.last)


def _questions(text: Text, sentence: Sentence) -> bool:
    """A question to the reader; one about the world at large is none."""
    words = text.forms[sentence.first : sentence.last]
    known = _BETWEEN_US | _TALK
    return sentence.asks and (len(words) <= _SHORT or not known.isdisjoint(words))
