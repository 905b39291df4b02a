"""Five days of two students, told in few words: a data file with a bit of everything.

What the proofs cut, flip, fill up and restore was kept in this conversation.
"""

from collections.abc import Callable, Iterable

from bot.events import Said
from bot.records import Visitor
from tests.platform import ANA, BEN, Seen
from tests.talk import Talk

Step = Callable[[Talk], object]


def _says(text: str, who: str = "ana") -> Step:
    return lambda talk: talk.say(text, BEN if who == "ben" else ANA)


def _presses(label: str) -> Step:
    return lambda talk: talk.press(label)


def _wait(hours: float) -> Step:
    return lambda talk: talk.wait(hours=hours)


BEFORE: tuple[Step, ...] = (
    _says("add Rosa Klein, dentist at Lakeside Dental, neighbour"),
    _says("forget Rosa Klein"),
    _presses("Forget"),
    _says("add Priya Shah, nurse at Mercy Hospital, alum, priya@example.edu"),
    _says("add Sana Malik, planner at Riverline Buses", "ben"),
)
"""Somebody is forgotten, and the log of the database emptied for it."""

DAYS: tuple[Step, ...] = (
    _says("add Tom Okafor, engineer at Harbor Works, friend"),
    _says("note priya moved from the emergency room to home care"),
    _says("plan priya 15"),
    _presses("Keep"),
    _says("write priya text"),
    _says("first-year nursing student"),
    _presses("I sent it"),
    _says("booked priya thursday 3pm"),
    _says("remind me tomorrow 9am: call Tom"),
    _says("remind me in 9 days to ask Tom again"),
    _wait(20),
    _says("sent sana", "ben"),
    _says("my remind in 8 days: look for a second planner", "ben"),
    _wait(61),
    _says("debrief priya"),
    _presses("Yes, I have a name"),
    _says("Milo Lind"),
    _says("manager at Mercy Hospital"),
    _presses("Yes"),
    _says("home care takes patience"),
    _wait(20),
    _says("add", "ben"),
)
"""It ends in the middle of a form."""


def tell(talk: Talk, steps: Iterable[Step]) -> None:
    for step in steps:
        step(talk)


def say_later(talk: Talk, text: str, who: Visitor = ANA) -> Seen:
    """To another bot on the same file, which would take a number for a redelivery."""
    return talk.hear(Said(f"later/{text}", who, who.direct, text, talk.now))
