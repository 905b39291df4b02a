"""How a plan is shown: questions with times, the reasons, a card, a sheet."""

from collections.abc import Callable, Iterator, Mapping

from bot.coach.questions.agenda import Plan
from bot.coach.questions.cards import page, pocket, prep_sheet
from bot.coach.questions.plan_rules import check_plan
from bot.coach.questions.wish import Wish
from bot.text import listed
from bot.views import (
    Block,
    Bold,
    Bullets,
    Button,
    Copyable,
    File,
    Heading,
    Text,
    Tone,
    View,
)

QUIET_RULES = ("no-prep-fact", "thin-notes")
"""Said where a first message is written; beside every plan they would nag."""


PAGE = "talk.txt"

WHY = "Why these"
PHASES = {"open": "Start", "middle": "Middle", "close": "Close"}


def drawn(made: Plan, title: str, id: str, *notes: str) -> View:
    """The plan as one reads it: start, middle, close, with the minutes of each."""
    spare = f" ({made.spare} spare)" if made.spare else ""
    first = f"{title}, {made.minutes} min{spare}. Change anything."
    blocks: list[Block] = [*notes, first, *made.understood[:1], *_phases(made)]
    advice = [f for f in check_plan(made) if f.rule not in QUIET_RULES]
    worst = [f"{finding.why} {finding.repair}" for finding in advice[:1]]
    blocks += [text for text in worst if text not in notes]
    return View(tuple(blocks), _buttons(id), keep=True)


def _phases(made: Plan) -> Iterator[Block]:
    number = 1
    for phase, called in PHASES.items():
        asked = [one for one in made.asked if one.phase == phase]
        if not asked:
            continue
        if phase == "close" and made.time_check:
            yield f"{made.time_check} minutes before the end: look at the clock."
        yield (Bold(called), f", {sum(one.minutes for one in asked)} min")
        yield from (f"{n}  {one.text}" for n, one in enumerate(asked, number))
        number += len(asked)


def _button(label: str, name: str, *args: str, tone: Tone = "plain") -> Button:
    return Button(label, "/".join((f"plan.{name}", *args)), tone)


def _buttons(id: str) -> tuple[Button, ...]:
    return (
        _button("Keep", "keep", id, tone="primary"),
        _button("Swap", "swap", id),
        _button("Add mine", "add", id),
        _button("Shorter", "shorter", id),
        _button(WHY, "show", id, "why"),
        _button("Pocket card", "show", id, "pocket"),
    )


def _why(made: Plan, title: str, id: str) -> View:
    lines: tuple[Text, ...] = tuple(
        (Bold(one.text), f" {one.why}") for one in made.asked
    )
    short = [n for n, one in enumerate(made.asked, 1) if one.id in made.if_short]
    only = f"When time is short, ask only {listed([str(n) for n in short])}."
    blocks = (Heading(WHY), Bullets(lines), only)
    buttons = (b for b in _buttons(id) if b.label != WHY)
    return View(blocks, tuple(buttons), keep=True)


def _pocket(made: Plan, title: str, id: str) -> View:
    heading = Heading(f"Pocket card: {title}")
    return View((heading, Bullets(tuple(pocket(made)))), keep=True)


def _sheet(made: Plan, title: str, id: str) -> View:
    blocks: list[Block] = [Heading(f"To prepare: {title}")]
    for heading, lines in prep_sheet(made, Wish(name=title)):
        blocks += [(Bold(heading),), Bullets(tuple(lines))]
    return View(tuple(blocks), keep=True)


def _page(made: Plan, title: str, id: str) -> View:
    text = page(made, Wish(name=title))
    heading = Heading(f"To print or paste: {title}")
    blocks = (heading, Copyable(text), File(PAGE, "text/plain", text))
    return View(blocks, keep=True)


SHOWS: Mapping[str, Callable[[Plan, str, str], View]] = {
    "why": _why,
    "pocket": _pocket,
    "sheet": _sheet,
    "page": _page,
}
