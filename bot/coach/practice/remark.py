"""After a talk: one thing that was good, one to try, and what is different now.

No marks and no counts: whoever practises is not examined. The words stand in
`knowledge/remarks.toml`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.coach.practice.hearing import CLOSERS
from bot.coach.practice.talk import Exchange, Rehearsed
from bot.errors import Unusable
from bot.text import one_line, shortened

LONGEST_INTRODUCTION = 110  # words, which take about 45 seconds to say
OPEN_SHARE = 0.7
FOLLOW_UPS = 1 / 3  # of the questions
STUDENT_TALKS = 1 / 3  # of what is said, at most, in characters
LONG_ENOUGH = 0.6
"""Of the time; only whoever got that far could have looked at the clock."""

MOST_QUOTED = 140  # characters

TOUCHY = ("job-ask", "personal-pay")
"""Never held up as what was good."""

_WHOLE = ("nothing-missing", "asked", "came")


@dataclass(frozen=True, slots=True)
class Criterion:
    """`praise` is the place in the order of what is praised; 0 is never."""

    name: str
    praise: int
    good: str
    try_: str
    say: str
    past: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Sentences; `different` is empty the first time, or when nothing is."""

    good: str
    try_: str
    say: str
    different: str


def remark(talk: Rehearsed, before: Collection[str] | None) -> Remark:
    """`before` is what was done the last time; None if there was none."""
    met, missed = _looked_at(talk)
    good = _turned_well(talk) or _praised(talk, met)
    try_, say = _turned_badly(talk) or _to_try(missed)
    different = _different(_shown_in(talk, met), missed, before)
    return Remark(good, try_, say, different)


def _shown_in(talk: Rehearsed, met: Mapping[str, str]) -> list[str]:
    """Where nothing was asked, nothing was held back."""
    has_asked = bool(_questions(talk.exchanges))
    return [name for name, line in met.items() if line or has_asked]


def done(talk: Rehearsed) -> tuple[str, ...]:
    """The names of all criteria that were met, to be kept."""
    return tuple(_looked_at(talk)[0])


def _looked_at(talk: Rehearsed) -> tuple[dict[str, str], list[str]]:
    """What was met, with the line that shows it, and what was missing."""
    met: dict[str, str] = {}
    missed = []
    for name, line in _criteria(talk):
        if name in talk.character.skip:
            continue
        if line is None:
            missed.append(name)
        else:
            met[name] = line
    return met, [name for name in _remarks() if name in missed]


def _criteria(talk: Rehearsed) -> Iterator[tuple[str, str | None]]:
    """Those that this talk could meet: the line that did, "" for the whole, or None."""
    lines = talk.exchanges
    for touchy in TOUCHY:
        yield f"no-{touchy}", None if _line(lines, touchy) is not None else ""
    introduced = _line(lines, "introduction")
    yield "introduction", introduced
    if introduced is not None:
        is_long = len(introduced.split()) > LONGEST_INTRODUCTION
        yield "short-introduction", None if is_long else ""
    for move in ("purpose", "end-time", "who-else", "report-back", "thanks"):
        yield move, _line(lines, move)
    asked_leave = _line(lines, "permission")
    if asked_leave is not None or _was_given_a_name(lines):
        yield "permission", asked_leave
    if talk.over and talk.minute >= talk.character.minutes * LONG_ENOUGH:
        yield "time-check", _line(lines, "time-check")
    yield from _of_questions(_questions(lines))
    if lines:
        yield "brief", "" if _student_share(lines) <= STUDENT_TALKS else None


def _of_questions(asked: Sequence[Exchange]) -> Iterator[tuple[str, str | None]]:
    opened = [one for one in asked if "open" in one.heard.does]
    followed = [one for one in asked if "follow-up" in one.heard.does]
    if len(asked) >= 2:
        enough = len(opened) >= OPEN_SHARE * len(asked)
        yield "open", opened[0].heard.text if enough else None
    if len(asked) >= 3:
        enough = len(followed) >= FOLLOW_UPS * len(asked)
        yield "follow-ups", followed[0].heard.text if enough else None
    elif followed:
        yield "follow-ups", followed[0].heard.text


def _questions(lines: Sequence[Exchange]) -> list[Exchange]:
    """About the work; those that close the talk are yes or no by nature."""
    close = {*CLOSERS, "time-check"}
    return [
        one
        for one in lines
        if "question" in one.heard.does and not one.heard.does & close
    ]


def _line(lines: Sequence[Exchange], move: str) -> str | None:
    return next((one.heard.text for one in lines if move in one.heard.does), None)


def _was_given_a_name(lines: Sequence[Exchange]) -> bool:
    offered = any(one.turn and "permission" in one.turn.best for one in lines)
    return offered or _line(lines, "who-else") is not None


def _student_share(lines: Sequence[Exchange]) -> float:
    """Without the introduction, which is looked at for itself."""
    own = sum(
        len(one.heard.text) for one in lines if "introduction" not in one.heard.does
    )
    return own / (own + sum(len(one.answer) for one in lines) or 1)


def _praised(talk: Rehearsed, met: Mapping[str, str]) -> str:
    by_praise = sorted(_remarks().values(), key=lambda one: one.praise)
    for criterion in by_praise:
        if criterion.praise and (line := met.get(criterion.name)):
            return criterion.good.replace("{words}", quoted(line))
    asked = [q for q in _questions(talk.exchanges) if not q.heard.does & {*TOUCHY}]
    name, one = ("asked", asked[0]) if asked else ("came", talk.exchanges[0])
    return _remarks()[name].good.replace("{words}", quoted(one.heard.text))


def _to_try(missed: Sequence[str]) -> tuple[str, str]:
    criterion = _remarks()[missed[0] if missed else "nothing-missing"]
    return criterion.try_, criterion.say


def _turned_well(talk: Rehearsed) -> str:
    """Praise for how the last of the character's own turns was taken."""
    for turn_line, said in reversed(_taken(talk)):
        turn = turn_line.turn
        bad = {*TOUCHY, *(turn.avoid if turn else ())}
        if turn and said.heard.does & turn.best and not said.heard.does & bad:
            return f'{turn.good} Your words: "{quoted(said.heard.text)}".'
    return ""


def _turned_badly(talk: Rehearsed) -> tuple[str, str] | None:
    for turn_line, said in _taken(talk):
        turn = turn_line.turn
        if turn and (not said.heard.does & turn.best or said.heard.does & turn.avoid):
            return turn.try_, turn.instead
    return None


def _taken(talk: Rehearsed) -> list[tuple[Exchange, Exchange]]:
    """Each turn of the character with the line that came next."""
    pairs = zip(talk.exchanges, talk.exchanges[1:], strict=False)
    return [(one, after) for one, after in pairs if one.turn]


def _different(
    met: Sequence[str], missed: Sequence[str], before: Collection[str] | None
) -> str:
    if before is None:
        return ""
    order = [name for name in _remarks() if _remarks()[name].past]
    now = next((name for name in order if name in met and name not in before), "")
    if now:
        return f"Last time you did not {_remarks()[now].past}. This time you did."
    slipped = next((name for name in missed[1:] if name in before), "")
    if slipped:
        past = _remarks()[slipped].past
        return f"Last time you did {past}. This time you did not, and that happens."
    return ""


def quoted(line: str) -> str:
    """
    >>> quoted('And "why"?')
    "And 'why'?"
    """
    return shortened(one_line(line, 1_000).replace('"', "'").rstrip("."), MOST_QUOTED)


@cache
def _remarks() -> Mapping[str, Criterion]:
    data = read_toml(KNOWLEDGE / "remarks.toml")
    try:
        return {name: _criterion(name, entry) for name, entry in data.items()}
    except KeyError as error:
        raise Unusable(
            f"remarks.toml: {error}. "
            "Every entry needs try, say and past, or praise and good."
        ) from error


def _criterion(name: str, entry: Mapping[str, Any]) -> Criterion:
    is_tried = name not in ("asked", "came")
    return Criterion(
        name=name,
        praise=entry.get("praise", 0),
        good=entry["good"] if "praise" in entry else "",
        try_=entry["try"] if is_tried else "",
        say=entry["say"] if is_tried else "",
        past=entry["past"] if name not in _WHOLE else "",
    )
