"""What a student wishes for a talk, in their own words, and how it is understood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made_by

from bot.coach.questions.fields import read_field
from bot.coach.questions.openers import Opener, openers
from bot.coach.questions.question import GOALS
from bot.coach.questions.readings import (
    Reading,
    meaning,
    noticed,
    read,
    taken_for,
    told_by_work,
    wished,
)
from bot.errors import Mistake
from bot.text import one_line

SHORTEST, LONGEST = 10, 60
"""Minutes of a talk that can be planned."""

UNSURE = 7
"""The comfort that is taken when nobody said it: far enough for nothing personal."""


class BadWish(Mistake):
    """A plan cannot be made or changed like this; the text says what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Words as they were typed; what is left out is not known.

    `asked` are ids of questions that this person was asked before; `asked_elsewhere`
    counts by kind what others were asked; `welcome` are sensitive matters ("belonging")
    that the student has switched on. `name` is of the person, `seed` varies the choice.
    """

    field: str = ""
    minutes: int = 20
    stage: str = ""
    goal: str = ""
    relation: str = ""
    comfort: int | None = None  # 0 family to 10 public figure
    seniority: str = ""
    know: tuple[str, ...] = ()
    asked: frozenset[str] = frozenset()
    asked_elsewhere: Mapping[str, int] = made_by(default_factory=dict)
    welcome: frozenset[str] = frozenset()
    job_interview: bool = False
    name: str = ""
    seed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A wish as understood: values of the bank instead of words."""

    field: str  # as it was typed
    families: tuple[str, ...]
    minutes: int
    stage: str
    goal: str
    is_goal_said: bool
    relation: str
    comfort: int
    seniority: str
    facts: tuple[str, ...]
    openers: Mapping[str, Opener]
    asked: frozenset[str]
    asked_elsewhere: Mapping[str, int]
    welcome: frozenset[str]
    wishes: frozenset[str]  # kinds of question that the student's own words ask for
    job_interview: bool
    seed: str


def understand(wish: Wish) -> tuple[Brief, tuple[str, ...]]:
    """The brief, and a sentence for everything that was read into the words."""
    check_minutes(wish.minutes)
    field = read_field(wish.field)
    stage, goal = read("stage", wish.stage), read("goal", wish.goal)
    seniority, welcome = _seniority(wish), tuple(_welcome(wish))
    wishes = {kind.value: kind.said for kind in _wishes(wish)}
    relation = _relation(wish, seniority.value)
    comfort, how_near = _comfort(wish, relation)
    facts = tuple(filter(None, (one_line(fact) for fact in wish.know)))
    brief = Brief(
        field=one_line(wish.field),
        families=field.families,
        minutes=wish.minutes,
        stage=stage.value,
        goal=goal.value or GOALS[0],
        is_goal_said=bool(goal.value),
        relation=relation.value,
        comfort=comfort,
        seniority=seniority.value or "mid",
        facts=facts,
        openers=openers(facts, one_line(wish.name)),
        asked=wish.asked,
        asked_elsewhere=wish.asked_elsewhere,
        welcome=wish.welcome | {kind for kind, _ in welcome},
        wishes=frozenset(wishes),
        job_interview=wish.job_interview,
        seed=one_line(wish.seed or wish.name),
    )
    aim = goal.said if goal.value or not wished(wish.goal) else ""
    said = (field.said, stage.said, aim, *wishes.values(), seniority.said, how_near)
    return brief, tuple(filter(None, (*said, *(text for _, text in welcome))))


def check_minutes(minutes: int) -> None:
    if not SHORTEST <= minutes <= LONGEST:
        raise BadWish(
            f"A talk of {minutes} minutes can't be planned. "
            f"Choose {SHORTEST} to {LONGEST}; most people say yes to 15 or 20."
        )


def _seniority(wish: Wish) -> Reading:
    """As it was said; else from their work, where that says it ("retired nurse")."""
    if wish.seniority:
        return read("seniority", wish.seniority)
    told = (told_by_work(typed) for typed in (wish.field, wish.relation))
    return next((reading for reading in told if reading.value), Reading())


def _relation(wish: Wish, seniority: str) -> Reading:
    """An alum who has come far did not graduate lately."""
    relation = read("relation", wish.relation)
    if relation.value == "young-alum" and seniority in ("senior", "exec", "retired"):
        return taken_for("relation", "senior-alum", one_line(wish.relation))
    return relation


def _comfort(wish: Wish, relation: Reading) -> tuple[int, str]:
    """A number that was given counts more than the words for the relation."""
    if wish.comfort is not None:
        if not 0 <= wish.comfort <= 10:
            raise BadWish(
                f"A comfort of {wish.comfort} is not on the scale. "
                "Say 0 for family up to 10 for a public figure."
            )
        return wish.comfort, ""
    if relation.value:
        return meaning("relation", relation.value).comfort, relation.said
    unsaid = "How well you know them was not said, so nothing here is personal."
    return UNSURE, relation.said or unsaid


def _welcome(wish: Wish) -> Iterator[tuple[str, str]]:
    """What the student's own words switch on, such as "first in my family"."""
    for typed in (wish.stage, wish.goal):
        if (found := noticed("welcome", typed)).value:
            yield found.value, found.said


def _wishes(wish: Wish) -> Iterator[Reading]:
    for typed in (wish.goal, wish.stage):
        yield from wished(typed)
