"""`python -m tests.samples [FILE]`: every plan and every message, one after another."""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from textwrap import indent

from bot.coach.questions.cards import time_check
from tests.samples.making import STUDENTS, Planned, Written, messages, plans


def shown_plan(nth: int, one: Planned) -> Iterator[str]:
    plan, wish = one.plan, one.wish
    yield f"PLAN {nth}. {one.who}: {plan.minutes} minutes, {plan.spare} spare"
    yield f"  known: {'; '.join(wish.know) or 'nothing'}"
    yield from (f"  {said}" for said in plan.understood)
    for number, asked in enumerate(plan.asked, 1):
        if asked.phase == "close" and plan.asked[number - 2].phase != "close":
            yield from (f"      {line}" for line in time_check(plan))
        short = "*" if asked.id in plan.if_short else " "
        yield f"  {number:>2} {asked.minutes} min {asked.phase:<6} {short} {asked.text}"
        yield f"                      {asked.why}"
    yield "  (* when time is short)"


def shown_message(nth: int, one: Written) -> Iterator[str]:
    made = one.made
    words = f", {len(made.text.split())} words" if made.text else ""
    yield f"MESSAGE {nth}. {one.who}: {one.kind}, {one.channel}, {one.shape}{words}"
    if made.subject:
        yield f"  Subject: {made.subject}"
    yield indent(made.text, "  ") if made.text else "  First this is asked for:"
    yield from (f"  ? {missing.ask}" for missing in made.missing)
    if made.text and one.shape == "full":
        yield from (f"  {f.severity}: {f.rule}. {f.repair}" for f in one.findings)
        yield "" if one.findings else "  The checker finds nothing to change."


def main(file: Path) -> None:
    shown = chain(
        (shown_plan(nth, one) for nth, one in enumerate(plans(file), 1)),
        (shown_message(nth, one) for nth, one in enumerate(messages(file), 1)),
    )
    for lines in shown:
        text = "\n".join(line.rstrip() for line in lines)
        sys.stdout.write(f"{text}\n\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else STUDENTS)
