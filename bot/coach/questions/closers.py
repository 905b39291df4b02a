"""How a talk ends: who else, the leave to use a name, and how to report back."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach.questions.agenda import Asked
from bot.coach.questions.bank import bank
from bot.coach.questions.course import shared_out
from bot.coach.questions.question import Question


def closer_roles(job_interview: bool) -> tuple[str, ...]:
    """What the close of a talk asks, in this order, however short the talk is."""
    return ("next",) if job_interview else ("who", "name", "back")


def closing(role: str) -> Asked:
    """The first wording of a closer."""
    return _asked(bank().by_closer[role][0])


def in_time(closers: Sequence[Asked], minutes: int) -> list[Asked]:
    """Each as long as it likes, or less where the close is short: then the report back
    is asked together with the thanks, in the minutes of the other two."""
    wanted = [bank().by_closer[one.closer][0].minutes for one in closers]
    shares = shared_out(wanted, min(sum(wanted), minutes))
    return [
        replace(one, minutes=share) for one, share in zip(closers, shares, strict=True)
    ]


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
