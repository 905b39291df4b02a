"""What was typed without any command's word, and is plain all the same."""

import re

from bot.coach.practice.characters import cast
from bot.coach.questions.fields import read_field
from bot.errors import Mistake
from bot.text import one_line
from bot.views import Button, Code

_START = re.compile(
    r"(?:(?:how|where) (?:do|should|can|could|would|must|shall) (?:i|we|one)|how to|"
    r"(?:i|we) (?:want|would like|need|like) to|i'd like to|let'?s|let us|help me)"
    r" (?:start|begin|get started)(?: with (?:this|it|that))?(?: here| now)?|"
    r"what (?:do|should|must|can) i do(?: first| now| next)?",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"(?:(?:an?|the) )?(?P<role>[^\W\d_][\w '-]{1,40}) at (?P<place>.+)", re.IGNORECASE
)


def meant(text: str) -> tuple[str, str] | None:
    """The command, and what follows it. Raises a Mistake that offers to add somebody
    where it is their work that was typed; None where nothing is plain."""
    plain = one_line(text).rstrip("?!. ")
    if _START.fullmatch(plain):
        return "next", ""
    if len(plain.split()) == 1 and (one := cast().called(plain)):
        named = (one.id.replace("_", "-"), one.name.casefold())
        return ("practice", plain) if plain.casefold() in named else None
    if person := _described(plain):
        said = "That sounds like somebody you could ask. What are they called? Say "
        add = Button("Add somebody", "people.add", "primary")
        raise Mistake(said, Code(f"add {person}"[:100]), buttons=(add,))
    return None


def _described(plain: str) -> str:
    """With NAME where theirs belongs; empty where it is nobody's work."""
    work = _WORK.fullmatch(plain)
    if work and work["role"].islower() and read_field(work["role"]).families:
        return f"NAME, {work['role']} at {work['place']}"
    return ""
