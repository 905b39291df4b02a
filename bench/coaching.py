"""The coach at work: a plan made, a message checked, and what loading it all costs."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from itertools import product
from random import Random
from time import perf_counter

from bench.disk import Disk
from bench.frame import Figures, Key, Measure, Row, Subject, under, within
from bench.watch import percentile
from bot.coach import check
from bot.coach.questions.bank import bank
from bot.coach.questions.plan import make_plan
from bot.coach.questions.wish import Wish
from bot.coach.situation import Situation, Someone, Writer

WORDS = 150
AT_RANDOM, LISTED, BARE = "ten at random", "a list of words", "one that does not"

FIELDS = ("nurse", "software engineer", "electrician", "museum curator", "law clerk")
RELATIONS = ("my aunt", "alum", "a stranger", "a professor")
MINUTES = (15, 20, 30)
LISTED_WORDS = ("job", "hire", "hiring", "internship", "position", "salary", "resume")

MESSAGE = (
    "Hi Ada,\n\nI am in my second year of biology at Hill College, and your article "
    "about night shifts at Mercy made me see nursing with other eyes. You wrote that "
    "the first hour decides the rest, which is not what I had read anywhere else. "
    "Before I choose my courses for spring I would like to understand what a first "
    "year on a ward is like. "
)
REST = (
    "Two friends of mine asked themselves the same thing last month. We compared what "
    "we had read. None of it said how a handover sounds when it goes well. "
)
ASK = (
    "Would you have 20 minutes for a call in the next two weeks, on whichever day "
    "suits you? If it is a bad time, please don't worry.\n\nThank you,\nAna Silva"
)
KNOWN = Situation(
    student=Writer(name="Ana Silva", about="second year, biology, Hill College"),
    contact=Someone(name="Ada Berg", role="nurse", employer="Mercy"),
)

STARTS = """
import bot.views, bot.records, bot.text
"""
AT_START = (
    STARTS
    + """
from bot.coach import check, compose
from bot.coach.questions import bank, plan
"""
)
AT_FIRST = AT_START + "bank.bank(); check.warm()"


def subject(part: float) -> Subject:
    times = round(500 * part) or 1
    sides: dict[str, Measure] = {
        "ours": partial(_ours, times),
        AT_RANDOM: partial(_at_random, times),
        LISTED: partial(_listed, times),
        BARE: _bare,
    }
    rows = [
        _row("a plan, p50", "plan", AT_RANDOM, 2),
        _row("a plan, p95", "slow plan", AT_RANDOM),
        _row(f"a check of {WORDS} words, p50", "check", LISTED, 5),
        _row(f"a check of {WORDS} words, p95", "slow check", LISTED),
        Row("a start that knows the coach", "ms", Key("ours", "start"),
            Key(BARE, "start"), within(60, "ms")),
        Row("all questions and rules read, once", "ms", Key("ours", "first"),
            Key(BARE, "start")),
    ]  # fmt: skip
    return Subject("coaching", sides, rows)


def _row(what: str, figure: str, beside: str, limit: float = 0) -> Row:
    goal = under(limit, "ms") if limit else None
    return Row(what, "ms", Key("ours", figure), Key(beside, figure), goal)


def wishes(many: int) -> list[Wish]:
    kinds = list(product(FIELDS, RELATIONS, MINUTES))
    return [
        Wish(
            field=field, relation=relation, minutes=minutes, know=("wrote an article",)
        )
        for field, relation, minutes in (kinds[n % len(kinds)] for n in range(many))
    ]


def message() -> str:
    """Of WORDS words, give or take one in ten."""
    return f"{MESSAGE}{REST}\n\n{ASK}"


def _ours(times: int, disk: Disk) -> Figures:
    text, every = message(), wishes(times)
    make_plan(every[0])
    check.warm()
    asked = _took("plan", [partial(make_plan, wish) for wish in every])
    look = partial(check.check, "outreach", "email", text, KNOWN, "Your article")
    return {**asked, **_took("check", [look] * times), **_starts()}


def _at_random(times: int, disk: Disk) -> Figures:
    random, questions = Random(1), [*bank().questions]
    return _took("plan", [lambda: random.sample(questions, 10)] * times)


def _listed(times: int, disk: Disk) -> Figures:
    text, words = message(), frozenset(LISTED_WORDS)
    return _took("check", [lambda: words & {*text.lower().split()}] * times)


def _bare(disk: Disk) -> Figures:
    return {"start": _start(STARTS)}


def _took(figure: str, doing: list[Callable[[], object]]) -> Mapping[str, float]:
    took = []
    for do in doing:
        began = perf_counter()
        do()
        took.append(perf_counter() - began)
    median, slow = (percentile(took, p) * 1000 for p in (50, 95))
    return {figure: median, f"slow {figure}": slow}


def _starts() -> Figures:
    return {"start": _start(AT_START), "first": _start(AT_FIRST)}


def _start(code: str) -> float:
    began = perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (perf_counter() - began) * 1000
