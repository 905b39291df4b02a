"""All that a student has learnt, gathered from their records, with nobody named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.coach.learning.insights import Insight, insights
from bot.coach.learning.known import SOMEBODY, called
from bot.coach.learning.questions import (
    JobQuestion,
    held_back,
    job_questions,
    why_this_field,
)
from bot.coach.learning.themes import Theme, differing, themes
from bot.coach.learning.unnamed import Unnamed, unnamed
from bot.records import Contact, Learnt, Outlook, Pay

DRAWN = 3  # of 5; below it nobody looks for a reason


@dataclass(frozen=True, slots=True)
class Learning:
    """`drawn` is how drawn the student was to the work, before and after each talk."""

    talks: int
    insights: tuple[Insight, ...]
    reasons: tuple[str, ...]
    pays: tuple[Pay, ...]
    outlooks: tuple[Outlook, ...]
    drawn: tuple[tuple[int, int], ...]

    @property
    def themes(self) -> tuple[list[Theme], list[Insight]]:
        return themes(self.insights)

    @property
    def differing(self) -> list[tuple[Insight, Insight]]:
        return differing(self.insights)

    @property
    def questions(self) -> list[JobQuestion]:
        return job_questions(self.insights)

    @property
    def held_back(self) -> list[str]:
        return held_back(self.insights)


def gathered(
    debriefs: Sequence[Learnt],
    people: Sequence[Contact],
    pays: Iterable[Pay],
    outlooks: Iterable[Outlook],
) -> Learning:
    said = unnamed(people)
    heard = [debrief for debrief in debriefs if debrief.learnt or debrief.hook]
    return Learning(
        talks=len(heard),
        insights=insights(heard, said),
        reasons=tuple(_reasons(heard, people, said)),
        pays=tuple(_without_names(pay, said) for pay in pays),
        outlooks=tuple(
            replace(one, words=said(one.words), field=said(one.field))
            for one in outlooks
        ),
        drawn=tuple(
            (one.drawn_before, one.drawn_after) for one in debriefs if one.drawn_after
        ),
    )


def _reasons(
    heard: Iterable[Learnt], people: Sequence[Contact], said: Unnamed
) -> list[str]:
    """One for each talk about work that draws the student, the newest first."""
    who = {person.id: said(called(person)).lower() for person in people}
    reasons = [
        why_this_field(words, who.get(debrief.contact, SOMEBODY))
        for debrief in heard
        if (words := said(debrief.hook or debrief.learnt[0]))
        and not 0 < debrief.drawn_after < DRAWN
    ]
    return list(dict.fromkeys(reversed(reasons)))


def _without_names(pay: Pay, said: Unnamed) -> Pay:
    return replace(
        pay,
        field=said(pay.field),
        level=said(pay.level),
        region=said(pay.region),
        amount=said(pay.amount),
    )
