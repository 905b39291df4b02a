"""The one next step, and for a newcomer the first question: who is easiest to ask?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.coach.cycle import STATES
from bot.effects import Effect, Keep, Redraw, Reply
from bot.events import Action, Pressed
from bot.flow import Flow
from bot.flows import finder
from bot.flows.card import actions
from bot.flows.putting_off import by_button
from bot.flows.steps import action_of, open_id, open_talk
from bot.flows.tokens import number
from bot.flows.who import label
from bot.ports import Book
from bot.records import Contact, Reminder, Talk
from bot.text import shortened
from bot.views import Block, Button, Code, Heading, Moment, Pager, Text, View

flow = Flow("next")

LOOKED_AT = 50  # of those that rest; the soonest wait is nearly always among them
MOST_COUNTED = 25  # who comes after the one step
MOST_LINES = 5
MOST_REMINDERS = 3
WEEK = 7  # days
A_MESSAGE = 12  # words after "hi"
HOW: Text = ("Say ", Code("check"), ", and then the message.")

PRESSING = [
    [name for name, state in STATES.items() if state.rank == rank and not state.rests]
    for rank in sorted({state.rank for state in STATES.values() if not state.rests})
]
"""What a talk may be in while the student has something to do, by how soon."""

CARDS = (
    (
        "What it is",
        "About 20 minutes in which you ask somebody about their work. You bring the "
        "questions and decide the direction. It is not a job interview: no job is at "
        "stake, and nobody sells anything.",
    ),
    (
        "Why people say yes",
        "It is pleasant to be asked for advice. Many people like to talk about their "
        "work, most of all those who were students not long ago. Some won't answer. "
        "That is normal, and it is not about you.",
    ),
    (
        "How it goes",
        "You ask, I remind. You talk, I bring the questions. Afterwards you thank "
        "them within a day. Begin with somebody you feel at ease with, then go one "
        "step wider.",
    ),
    (
        "The question that keeps it going",
        "At the end ask: is there anyone else you'd recommend I speak with? If you get "
        "a name, ask whether you may say who sent you. One talk leads to the next.",
    ),
)


@flow.command("next", also=("hi", "hello", "hey", "thanks", "ok", "due"))
def next(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Your one next step, and what is due."""
    student = book.student()
    if len(rest.split()) >= A_MESSAGE:
        yield Reply(View(("If that was a message of yours, I can look at it.", HOW)))
    if not book.by_due(1):
        yield Reply(_with_reminders(first(student.name), book, action.at))
        if not student.welcomed:
            yield Keep(replace(student, welcomed=True))
        return
    yield Reply(_with_reminders(step(book, action.at), book, action.at))


@flow.press("how")
def how(pressed: Pressed, page: str, book: Book) -> Iterator[Effect]:
    at = min(max(number(page or "1"), 1), len(CARDS))
    title, text = CARDS[at - 1]
    pager = Pager(flow.token("how"), at, len(CARDS))
    start = flow.button("Who could I ask?", "who", tone="primary")
    view = View((Heading(title), text), (pager, start))
    yield Redraw(view) if page else Reply(view)


@flow.press("who")
def who(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield Reply(first(book.student().name))


@flow.press("step")
def show(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield from next(pressed, "", book)


@flow.press("other")
def other(pressed: Pressed, skipped: str, book: Book) -> Iterator[Effect]:
    """Somebody else than those who were shown already."""
    waiting = turns(book, pressed.at)
    if (skip := number(skipped)) < len(waiting):
        yield Redraw(step(book, pressed.at, skip))
    else:
        more = "That is everybody on your list for now. Who else could you ask?"
        yield Reply(View((more,), finder.DOORS))


@flow.press("notnow")
def notnow(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """Not this week: brought up again in seven days."""
    yield from by_button(pressed, args, book, WEEK, "I'll bring it up again on")


def first(name: str) -> View:
    hello = f"Hi {name}. " if name else "Hi. "
    return View(
        (
            f"{hello}I help you ask people about their work: about 20 minutes, your "
            "questions, no job at stake.",
            "I write only to you. Staff can't see your people or notes; whoever runs "
            "this server technically could.",
            "Who is easiest to ask?",
        ),
        (*finder.DOORS, flow.button("How this works", "how")),
    )


def step(book: Book, now: datetime, skip: int = 0) -> View:
    """The most pressing thing, how to do it, and what comes after."""
    waiting = turns(book, now)[skip:]
    if not waiting:
        return _nothing(book)
    contacts, talks = _read(book, waiting[: 1 + MOST_LINES])
    first, *then = _to_do(book, contacts, talks)
    blocks: list[Block] = [first, *_later(then, len(waiting) - 1)]
    contact, talk = contacts[0], talks[0]
    controls: list[Button] = [*actions(contact, talk)]
    controls.append(flow.button("Someone else", "other", skip + 1))
    if STATES[talk.state].rank > 3:
        notnow = flow.button("Not this week", "notnow", contact.id, talk.step)
        controls.append(notnow)
    return View(tuple(blocks), tuple(controls))


def _with_reminders(view: View, book: Book, now: datetime) -> View:
    """The student's own that came, and are not done: nobody may have seen them come."""
    came = [reminder for reminder in book.all(Reminder) if reminder.at <= now]
    lines = [f"You asked me to remind you: {one.text}" for one in came[:MOST_REMINDERS]]
    buttons = (
        Button(shortened(one.text, 24), f"remind.show/{one.id}")
        for one in came[:MOST_REMINDERS]
    )
    return replace(
        view, blocks=(*view.blocks, *lines), controls=(*view.controls, *buttons)
    )


def turns(book: Book, now: datetime) -> Sequence[str]:
    """The contacts with whom the student has something to do, the most pressing first.

    MOST_COUNTED at most.
    """
    waiting: list[str] = []
    for states in PRESSING:
        if len(waiting) < MOST_COUNTED:
            waiting += book.due_in(states, now, MOST_COUNTED - len(waiting))
    return waiting


def _read(book: Book, ids: Sequence[str]) -> tuple[list[Contact], list[Talk]]:
    """The contacts in this order, and the open talk of each."""
    known = {contact.id: contact for contact in book.some(Contact, ids)}
    contacts = [known[id] for id in ids]
    book.some(Talk, [open_id(contact) for contact in contacts])
    return contacts, [open_talk(book, contact) for contact in contacts]


def _to_do(
    book: Book, contacts: Sequence[Contact], talks: Sequence[Talk]
) -> Iterator[str]:
    """What to do with each; of two with one name, with which of them."""
    minutes = book.student().minutes
    namesakes = book.called([contact.name for contact in contacts])
    many = Counter(contact.name.casefold() for contact in namesakes)
    for contact, talk in zip(contacts, talks, strict=True):
        action = action_of(contact, talk, minutes)
        if many[contact.name.casefold()] > 1:
            action = action.replace(contact.name, label(contact))
        yield action


def _later(then: Sequence[str], count: int) -> list[Block]:
    lines: list[Block] = [f"Then: {action}" for action in then]
    if count >= MOST_COUNTED - 1:
        lines.append("And many more.")
    elif count > MOST_LINES:
        lines.append(f"And {count - MOST_LINES} more.")
    return lines


def _nothing(book: Book) -> View:
    """Nobody waits for the student: say what comes, and offer to go one wider."""
    soon = [wait for _, talk in book.by_due(LOOKED_AT) for wait in talk.waits]
    blocks: list[Block] = ["Nothing for you to do now."]
    if soon:
        soonest = min(wait.at for wait in soon)
        blocks.append(("I'll come back to you on ", Moment(soonest), "."))
    blocks.append("Or ask one more person. Who is easiest to ask?")
    return View(tuple(blocks), finder.DOORS)
