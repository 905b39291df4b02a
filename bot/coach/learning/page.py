"""A page to hand in: what was heard in several talks, and nobody who said it.

What was heard of money stands in it only as field, level, region and range: a line of
words could be about somebody's own pay.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.coach.learning.insights import Insight, heading
from bot.coach.learning.lore import lore
from bot.coach.learning.whole import Learning
from bot.records import Pay
from bot.text import counted

NAME = "page-to-hand-in.txt"
MOST_QUESTIONS = 10
BLANK = "______________"


def page(learning: Learning) -> str:
    talks = counted(learning.talks, "talk")
    head = (f"What I learnt from {talks} about work", f"Name: {BLANK}  Date: {BLANK}")
    parts = ["\n".join(head)]
    spoken = tuple(i for i in learning.insights if not i.is_about_money)
    for title, lines in _sections(replace(learning, insights=spoken)):
        text = [f"- {line}" for line in lines]
        if text:
            parts.append("\n".join((title.upper(), *text)))
    return "\n\n".join(parts) + "\n"


def pay_line(pay: Pay) -> str:
    """
    >>> pay_line(Pay(id="1", field="nursing", level="starting", amount="$60,000"))
    'nursing, starting: $60,000'
    """
    return (
        f"{', '.join(filter(None, (pay.field, pay.level, pay.region)))}: {pay.amount}"
    )


def said_by(people: int) -> str:
    return counted(people, "person", "people")


def _sections(learning: Learning) -> Iterator[tuple[str, Iterable[str]]]:
    several, alone = learning.themes
    for theme in several:
        yield f"{theme.name} ({said_by(theme.people)})", _words(theme.lines)
    for kind in lore().kinds:
        of_kind = [line for line in alone if line.kind == kind]
        yield heading(kind).name, _words(of_kind)
    pairs = learning.differing
    yield "Two people, two answers", (f"{a.words} / {b.words}" for a, b in pairs)
    questions = learning.questions[:MOST_QUESTIONS]
    asked = (f"{one.text} (heard from {said_by(one.people)})" for one in questions)
    yield "What I would ask in a job interview", asked
    yield "What it pays, as I heard it", map(pay_line, learning.pays)
    yield "Then and now", then_and_now(learning)


def then_and_now(learning: Learning) -> Iterator[str]:
    """What was thought first and last, and how drawn the student was."""
    said = learning.outlooks
    for when, outlook in zip(("Then", "Now"), said[:1] + said[1:][-1:], strict=False):
        drawn = f"drawn to it {outlook.drawn} of 5" if outlook.drawn else ""
        more = ", ".join(filter(None, (outlook.field, drawn)))
        yield f"{when}: {outlook.words}" + (f" ({more})" if more else "")
    moved = [pair for pair in learning.drawn if pair[0] and pair[0] != pair[1]]
    for before, after in moved[-1:]:
        yield f"Drawn to it before a talk: {before} of 5. After it: {after} of 5."


def _words(lines: Iterable[Insight]) -> Iterator[str]:
    return (line.words for line in lines)
