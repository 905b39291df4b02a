"""A step that is put off by a button, which is stale once the talk has moved."""

from collections.abc import Iterator

from bot.effects import Effect, Redraw
from bot.events import Pressed
from bot.flows.card import as_it_stands
from bot.flows.people import own
from bot.flows.steps import kept, open_talk, put_off
from bot.ports import NEVER, Book
from bot.views import Button, Moment, View


def by_button(
    pressed: Pressed, args: str, book: Book, days: int, until: str
) -> Iterator[Effect]:
    """To nine in the morning, so many days on; `until` is said before that moment."""
    id, _, step = args.partition("/")
    contact = own(book, id)
    talk = open_talk(book, contact)
    if str(talk.step) != step:
        yield Redraw(as_it_stands(contact, talk))
        return
    talk = put_off(book, contact, talk, pressed.at, days)
    yield from kept(contact, talk)
    said = (f"All right. {until} ", Moment(talk.due or NEVER), ".")
    yield Redraw(View((said,), (Button("What else?", "next.step"),)))
