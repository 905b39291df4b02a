"""Finding the first person: nobody needs a network to begin."""

from collections.abc import Iterator

from bot.coach.introductions import UNKNOWN
from bot.effects import Ask, Effect, Redraw, Reply
from bot.errors import Mistake
from bot.events import Pressed, Submitted
from bot.flow import Flow
from bot.flows.adding import added, linked_view, recommended
from bot.flows.tokens import parted
from bot.ports import Book
from bot.records import Contact
from bot.views import Bullets, Field, Form, View

flow = Flow("finder")

PROMPTS = (
    "Who fixes, teaches, heals or sells near you?",
    "Who left your school last year, or the year before?",
    "Who in your family, or a friend's family, goes to work in the morning?",
    "Whose class or talk made you think: I'd like to know more?",
    "Who works where you have worked, even for a summer?",
    "Who runs a shop, a kitchen, a workshop or a club you go to?",
    "Who on campus has a job you never thought about?",
    "Who in this community said something you remember?",
)

EASE = {"family": 1, "known": 3, "new": 6}

DOORS = (
    flow.button("Family or friend", "door", "family", tone="primary"),
    flow.button("Work or school", "door", "known"),
    flow.button("Can't think of anyone", "prompts"),
)

HINTS = {
    "family": "such as: my aunt, my neighbour, a friend's father",
    "known": "such as: my professor, my old boss, a year ahead of me",
    "new": "such as: an alum, a speaker I heard, somebody I never met",
}


@flow.press("door")
def door(pressed: Pressed, kind: str, book: Book) -> Iterator[Effect]:
    """Who it is, what they do, and how the student knows them."""
    yield Ask(form(kind))


@flow.press("prompts")
def prompts(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """Eight gentle questions that each bring somebody to mind."""
    yield Reply(
        View(
            (
                "Read these slowly. The first name that comes up is a good one.",
                Bullets(PROMPTS),
            ),
            (
                flow.button("I thought of someone", "door", "known", tone="primary"),
                flow.button("Someone I never met", "door", "new"),
            ),
        )
    )


@flow.form("who")
def found(submitted: Submitted, kind: str, book: Book) -> Iterator[Effect]:
    fields = {**submitted.answers, "comfort": str(EASE.get(kind, UNKNOWN))}
    yield from added(submitted, book, form(kind), fields)


@flow.press("by")
def by(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """Which one, of two with the same name, recommended the contact."""
    contact, source = (book.one(Contact, id) for id in parted(args, 2))
    if contact is None or source is None:
        raise Mistake("You have no such person on your list any more.")
    contact, talk, referral = yield from recommended(pressed, book, contact, source)
    yield Redraw(linked_view(book, contact, talk, source, referral))


def form(kind: str) -> Form:
    known = kind if kind in HINTS else "new"
    return Form(
        "Who comes to mind?",
        flow.token("who", known),
        (
            Field("name", "What is their name?", "What you call them is fine."),
            Field(
                "role",
                "What do they do?",
                "such as: nurse, bus driver, designer at Acme",
                required=False,
            ),
            Field("relation", "How do you know them?", HINTS[known], required=False),
        ),
    )
