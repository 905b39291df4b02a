"""The pocket card: the few lines one looks at just before a talk."""

from bot.coach.questions.agenda import from_json
from bot.coach.questions.cards import pocket
from bot.ports import Book
from bot.records import Contact, Planned, Talk
from bot.views import Block, Bullets, Moment, Text

ESSENTIALS = (
    "Thank them, and say when you will end.",
    "Begin with: how did you get into this?",
    "Five minutes before the end: is there anyone else you'd recommend I speak with?",
    "If you get a name: may I say you suggested it?",
)


def pocket_lines(book: Book, contact: Contact, talk: Talk) -> tuple[Block, ...]:
    """From the plan for this person, if there is one; else the essentials."""
    planned = book.one(Planned, contact.id)
    lines: tuple[Text, ...] = ESSENTIALS
    if planned:
        lines = tuple(pocket(from_json(planned.body))[:-1])
    if talk.ends_at:
        lines = (*lines, ("End by ", Moment(talk.ends_at), "."))
    return (Bullets(lines),)
