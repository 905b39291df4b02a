"""How a talk ends: who else, the leave to use a name, and how to report back."""

from dataclasses import replace

from bot.coach.questions.agenda import Asked
from bot.coach.questions.bank import bank
from bot.coach.questions.question import Question

_LONG_CLOSE = 4
"""Minutes of close from which there is time to ask how to report back."""


def closer_roles(minutes: int, job_interview: bool) -> tuple[str, ...]:
    """What the close of a talk asks, in this order."""
    if job_interview:
        return ("next",)
    return ("who", "name", "back") if minutes >= _LONG_CLOSE else ("who", "name")


def closing(role: str) -> Asked:
    """The first wording of a closer."""
    return _asked(bank().by_closer[role][0])


def other_words(closer: Asked) -> Asked:
    """The next wording of the same closer, round and round."""
    same = bank().by_closer[closer.closer]
    ids = [one.id for one in same]
    following = _asked(same[(ids.index(closer.id) + 1) % len(same)])
    return replace(following, minutes=closer.minutes)


def _asked(question: Question) -> Asked:
    return Asked(
        id=question.id,
        text=question.text,
        category=question.category,
        phase="close",
        minutes=question.minutes,
        why=_WHY[question.closer],
        depth=question.depth,
        closer=question.closer,
    )


_WHY = {
    "who": "It is how one talk leads to the next.",
    "name": "A name opens doors, and it is theirs to lend.",
    "back": "Most people never hear what came of their advice.",
    "next": "You leave knowing what happens now.",
}
