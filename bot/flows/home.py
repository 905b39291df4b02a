"""Where somebody stands, at one look: their next step, what is due, their people."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.coach.cycle import STATES
from bot.effects import Effect, Reply
from bot.events import Action
from bot.flow import Flow
from bot.flows import my, next
from bot.ports import Book
from bot.records import Contact
from bot.text import counted
from bot.views import Bold, Bullets, Button, Heading, View

flow = Flow("home")

MOST_COUNTED = 1_000  # people

DOORS = (
    Button("My people", "people.page/1"),
    Button("Add somebody", "people.add"),
    Button("Settings", "settings.show"),
    Button("What can I say?", "help.show"),
)


@flow.command("home")
def home(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """How you stand, at one look."""
    yield from map(Reply, at_home(book, action.at))


def at_home(book: Book, now: datetime) -> Sequence[View]:
    """Views from top to bottom, also for a tab that is there to be looked at."""
    if not book.count(Contact):
        return [next.first(book.student().name)]
    return [next.step(book, now), my.upcoming(book, now), _people(book)]


def _people(book: Book) -> View:
    """How many stand where, in the order of the cycle."""
    known = book.by_due(MOST_COUNTED)
    states = Counter(talk.state for _, talk in known)
    lines = [
        (Bold(str(states[s])), f" {STATES[s].called}") for s in STATES if states[s]
    ]
    more = book.count(Contact) - len(known)
    if more > 0:
        lines.append((Bold(str(more)), " more"))
    heading = Heading(f"Your people: {counted(len(known), 'person', 'people')}")
    return View((heading, Bullets(tuple(lines))), DOORS)
