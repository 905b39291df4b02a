"""What no question of a bank may be, our own or an office's, however well it is formed.

An office is told of it when its file is read, and not by the person who was asked.
"""

from collections.abc import Iterator

from bot.coach.questions.plan_rules import is_open, rules, rules_against
from bot.coach.questions.question import FAMILIAR, Question

_MOST_PERSONAL = 3
"""The depth of a question that only people who know each other ask."""


def unfit(question: Question) -> Iterator[str]:
    """Each with its remedy; nothing for a question that a coach would ask."""
    asked = question.text.removeprefix("{fact} ")
    for text in (asked, question.twin, *question.follow_ups):
        for name in rules_against(text):
            rule = rules().by_name[name]
            yield f'"{text}" breaks the rule {name}. {rule.why} {rule.repair}'
    if not (question.closer or is_open(asked)):
        yield (
            f'"{asked}" can be answered with yes or no. '
            'Begin it with "what", "how" or "why".'
        )
    yield from _too_close(question)


def _too_close(question: Question) -> Iterator[str]:
    if question.depth == _MOST_PERSONAL and question.relation[1] > FAMILIAR + 1:
        yield f"depth is 3: end its relation at {FAMILIAR}, or make it less personal."
    if question.sensitivity == "money" and not question.look_up:
        yield "look_up is missing. Say which pay can be looked up before the talk."
    if question.sensitivity != "none" and question.twin:
        yield "twin is there. Leave it out: this is not for a real job interview."
