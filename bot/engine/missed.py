"""What nobody could be told by message, told at the next chance.

The letters themselves are gone by then: what they were about stands in the book.
"""

from collections.abc import Sequence

from bot.effects import Answer, Ask, Refuse, Reply
from bot.text import counted
from bot.views import Button, Code, View


def has_room(answers: Sequence[Answer]) -> bool:
    """A dialog is opened or stays open by the one answer there is."""
    return not any(isinstance(answer, Ask | Refuse) for answer in answers)


def told(letters: int) -> Reply:
    many = counted(letters, "message")
    said = f"I could not write to you: {many} did not reach you. Nothing is lost."
    where = (
        "What is due stands under ",
        Code("next"),
        " and ",
        Code("my reminders"),
        ".",
    )
    return Reply(View((said, where), (Button("What's next?", "next.step"),)))
