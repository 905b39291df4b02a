"""How what was learnt is shown: page by page, and with no name."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from bot.coach.learning.insights import Insight, heading, people
from bot.coach.learning.lore import lore
from bot.coach.learning.page import NAME, page, pay_line, said_by, then_and_now
from bot.coach.learning.whole import Learning
from bot.text import shortened
from bot.views import (
    Block,
    Bold,
    Bullets,
    Button,
    Code,
    Copyable,
    File,
    Heading,
    Pager,
    Quote,
    Text,
    Tone,
    View,
)

T = TypeVar("T")

MOST_LINES = 6  # under one heading, before it goes on under the next
MOST_SECTIONS = 4  # on one page
MOST_OF_ONE = 160  # characters; all of it stands on their card, and on the page
MOST_LISTED = 6
MOST_REMOVES = 5  # buttons

Section = tuple[Block, ...]
Show = Callable[[Learning, int], View]

EMPTY = View(
    (("Nothing yet. After a talk: ", Code("debrief NAME")),),
    (Button("What's next?", "next.step"),),
)


def overview(learning: Learning, at: int = 1) -> View:
    if not (learning.insights or learning.pays or learning.outlooks):
        return EMPTY
    if not learning.insights:
        return View(EMPTY.blocks, _onward()[2:4])
    shown, pager = paged(list(_sections(learning)), at, "show", MOST_SECTIONS)
    by = said_by(people(learning.insights))
    title = Heading(f"What you heard, from {by}")
    blocks = [block for section in shown for block in section]
    return View((title, *blocks), (*pager, *_onward()))


def questions(learning: Learning, at: int = 1) -> View:
    asked, pager = paged(learning.questions, at, "questions", MOST_LISTED)
    if not asked:
        return EMPTY
    lines: list[Text] = [f"{q.text} (heard from {said_by(q.people)})" for q in asked]
    blocks: list[Block] = [Heading("For real job interviews"), Bullets(tuple(lines))]
    if learning.held_back:
        blocks.append("What you heard about money is kept for the day of an offer.")
    return View(tuple(blocks), (*pager, _button("Pay I heard", "pay")))


def why(learning: Learning, at: int = 1) -> View:
    reasons, pager = paged(learning.reasons, at, "why", MOST_LISTED)
    if not reasons:
        return EMPTY
    first = "Beginnings for an answer, from your own notes. The end is yours to say."
    return View(
        (Heading("Why this field?"), first, Bullets(tuple(reasons))), tuple(pager)
    )


def pay(learning: Learning, at: int = 1) -> View:
    add = _button("Add pay I heard", "add")
    if not (learning.pays or learning.held_back):
        said = "No pay yet. It is kept as field, level, region and range, by nobody."
        how = Code("my learning pay nursing, starting, Ohio, 60,000 to 68,000 a year")
        return View((said, ("For example: ", how)), (add,))
    notes: list[Text] = [shortened(note, MOST_OF_ONE) for note in learning.held_back]
    lines: list[Text] = [*map(pay_line, learning.pays), *notes]
    shown, pager = paged(lines, at, "pay", MOST_LISTED)
    last = [] if at > 1 else list(learning.pays)[-MOST_REMOVES:]
    removes = [
        _button(f"Remove {shortened(pay_line(one), 28)}", "remove", one.id)
        for one in last
    ]
    kept = "For the day of an offer. Nothing here says who told you."
    blocks = (Heading("Pay you heard"), Bullets(tuple(shown)), kept)
    return View(blocks, (*pager, add, *removes))


def then(learning: Learning, at: int = 1) -> View:
    lines = tuple(then_and_now(learning))
    write = _button("Write where I stand now", "stand", tone="primary")
    if not lines:
        said = "What do you think of this work today? Later you will see what changed."
        return View((said,), (write,))
    return View((Heading("Then and now"), Bullets(lines)), (write,))


def hand_in(learning: Learning, at: int = 1) -> View:
    if not learning.insights:
        return EMPTY
    text = page(learning)
    return View(
        (
            Heading("A page to hand in"),
            "Nobody on your list is named in it. I know only them, so read it once "
            "before you give it away.",
            Copyable(text),
            File(NAME, "text/plain", text),
        ),
        keep=True,
    )


def _onward() -> tuple[Button, ...]:
    return (
        _button("Questions for interviews", "questions", tone="primary"),
        _button("Why this field?", "why"),
        _button("Then and now", "then"),
        _button("Pay I heard", "pay"),
        _button("A page to hand in", "page"),
    )


def _sections(learning: Learning) -> Iterator[Section]:
    """What several said, where two differ, and the rest by its kind."""
    several, alone = learning.themes
    for theme in several:
        yield from _section(theme.name, theme.lines)
    for one, two in learning.differing:
        yield (
            (Bold("Two people, two answers"),),
            Quote(shortened(one.words, MOST_OF_ONE)),
            Quote(shortened(two.words, MOST_OF_ONE)),
        )
    for kind in lore().kinds:
        of_kind = [line for line in alone if line.kind == kind]
        yield from _section(heading(kind).name, of_kind)


def _section(name: str, lines: Sequence[Insight]) -> Iterator[Section]:
    by = said_by(people(lines))
    for part in _parts(lines, MOST_LINES):
        shown: tuple[Text, ...] = tuple(shortened(i.words, MOST_OF_ONE) for i in part)
        yield ((Bold(name), f", {by}"), Bullets(shown))


def paged(
    items: Sequence[T], at: int, name: str, most: int
) -> tuple[Sequence[T], list[Pager]]:
    """Those of one page, and how to turn it; a page that never was is the last."""
    pages = _parts(items, most)
    if len(pages) < 2:
        return items, []
    at = min(max(at, 1), len(pages))
    return pages[at - 1], [Pager(f"learning.{name}", at, len(pages))]


def _parts(items: Sequence[T], most: int) -> list[Sequence[T]]:
    return [items[start : start + most] for start in range(0, len(items), most)]


def _button(label: str, name: str, *args: str, tone: Tone = "plain") -> Button:
    return Button(label, "/".join((f"learning.{name}", *args)), tone)


SHOWS: Mapping[str, Show] = {
    "questions": questions,
    "why": why,
    "pay": pay,
    "then": then,
    "page": hand_in,
}
