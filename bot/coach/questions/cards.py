"""What to take into a talk: a sheet to prepare with, and a card of a few lines.

The sheet can be a page of plain text too, which any printer and any form can take.
"""

from collections.abc import Iterator
from textwrap import wrap

from bot.coach.questions.agenda import Asked, Plan
from bot.coach.questions.bank import bank
from bot.coach.questions.openers import delicate
from bot.coach.questions.plan_rules import LEAST_NOTES
from bot.coach.questions.question import Question
from bot.coach.questions.wish import Wish
from bot.text import counted

Section = tuple[str, tuple[str, ...]]

BLANK = "________"

_PAGE = 72
"""Characters of a line on paper, at a size that can be read across a table."""


def pocket(plan: Plan) -> tuple[str, ...]:
    """For a glance in the talk: start, three not to miss, close, end."""
    opener = [one for one in plan.before_close if one.phase == "open"][:1]
    return (
        *(f"Start: {one.text}" for one in opener),
        *(f"Don't miss: {one.text}" for one in must_asks(plan)),
        *time_check(plan),
        *(f"Close: {one.text}" for one in plan.close),
        f"End by {BLANK}",
    )


def must_asks(plan: Plan) -> tuple[Asked, ...]:
    """The three of the middle that one would be sorry to miss, in their order."""
    best = sorted(plan.middle, key=lambda one: -one.worth)[:3]
    return tuple(one for one in plan.middle if one in best)


def time_check(plan: Plan) -> tuple[str, ...]:
    """What to say towards the end of a talk that is not short."""
    if not plan.time_check:
        return ()
    left = counted(plan.time_check, "minute")
    return (f"{left} before the end: We have {left} left. May I ask two last things?",)


def prep_sheet(plan: Plan, wish: Wish) -> tuple[Section, ...]:
    """Headings with their lines; blanks are for the student to fill in."""
    sections = (
        (_heading(plan, wish), _introduction()),
        ("What you know about them", _notes(plan)),
        ("Look up first", _look_up(plan)),
        ("Ask", tuple(_with_follow_ups(plan))),
        ("Close", tuple(one.text for one in plan.close)),
        ("When time is short, only these", _short(plan)),
        ("Afterwards", _afterwards()),
    )
    return tuple((heading, lines) for heading, lines in sections if lines)


def page(plan: Plan, wish: Wish) -> str:
    """The sheet to print or to paste: plain lines, with room to write by hand.

    A box stands before what is to be asked or done.
    """
    return "\n".join(_lines(plan, wish)).lstrip("\n") + "\n"


def _lines(plan: Plan, wish: Wish) -> Iterator[str]:
    for heading, lines in prep_sheet(plan, wish):
        yield from ("", *wrap(heading.upper(), _PAGE))
        for line in lines:
            yield from wrap(
                line, _PAGE, initial_indent="[ ] ", subsequent_indent=" " * 4
            )


def _short(plan: Plan) -> tuple[str, ...]:
    return tuple(one.text for one in plan.asked if one.id in plan.if_short)


def _heading(plan: Plan, wish: Wish) -> str:
    who = f" with {wish.name}" if wish.name else ""
    return f"A talk of {counted(plan.minutes, 'minute')}{who}, until {BLANK}"


def _introduction() -> tuple[str, ...]:
    return (
        f"Who I am, in half a minute: {BLANK}",
        f"Why I ask them: {BLANK}",
        f"What I want to understand: {BLANK}",
        f"Something I believe that they could correct: {BLANK}",
    )


def _notes(plan: Plan) -> tuple[str, ...]:
    lines = [
        f"{fact} (leave this to them to bring up)" if delicate(fact) else fact
        for fact in plan.facts
    ]
    missing = LEAST_NOTES - len(lines)
    return (*lines, *(f"One more thing: {BLANK}" for _ in range(missing)))


def _look_up(plan: Plan) -> tuple[str, ...]:
    wanted = [one.look_up for one in _questions(plan) if one.look_up]
    return tuple(f"{text[:1].upper()}{text[1:]}" for text in dict.fromkeys(wanted))


def _questions(plan: Plan) -> list[Question]:
    return [bank().by_id[one.id] for one in plan.asked if one.id in bank().by_id]


def _with_follow_ups(plan: Plan) -> list[str]:
    known = bank().by_id
    lines = []
    for one in plan.before_close:
        more = " ".join(known[one.id].follow_ups) if one.id in known else ""
        ask = f"{one.text} ({counted(one.minutes, 'minute')})"
        lines.append(f"{ask} If the answer is short: {more}" if more else ask)
    return [*lines, *time_check(plan)]


def _afterwards() -> tuple[str, ...]:
    return (
        f"Three things I heard: {BLANK}",
        f"One thing that surprised me: {BLANK}",
        "A thank-you within a day, with one thing that helped.",
    )
