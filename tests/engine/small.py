"""A flow that does one thing of each kind, for tests of what runs it."""

from collections.abc import Iterator
from datetime import timedelta

from bot.effects import Ask, Deed, Effect, Forget, Keep, Post, Redraw, Reply, WakeAt
from bot.errors import Mistake
from bot.events import Action, Pressed, Rang, Submitted
from bot.flow import Flow
from bot.ports import Book
from bot.records import Contact, Student
from bot.views import Code, Field, Form, View

SECRETS = "Priya Shah, xoxb-1234"  # what no log may hold

flow = Flow("small")
FORM = Form("Who is it?", "small.named", (Field("name", "Name?"),))


def view(text: str) -> View:
    return View((text,), (flow.button("Again", "again", text),))


@flow.command("echo TEXT")
def echo(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Say it back."""
    yield Reply(view(rest))


@flow.command("add NAME")
def add(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Keep a contact, by a form if the name is not there yet."""
    if not rest:
        yield Ask(FORM)
        return
    yield Keep(Contact(id=rest, name=rest))
    yield Reply(View((f"{book.count(Contact) + 1} kept",)))


@flow.command("drop NAME")
def drop(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Forget a contact."""
    yield Forget(Contact(id=rest, name=rest))
    yield Reply(View(("Dropped.",)))


@flow.command("farewell")
def farewell(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Forget whoever asks."""
    yield Forget(Student(id=book.owner))
    yield Reply(View(("Farewell.",)))


@flow.command("later MINUTES TEXT")
def later(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Say it in so many minutes; `breaks` and `circles` say nothing."""
    minutes, _, text = rest.partition(" ")
    at = action.at + timedelta(minutes=int(minutes))
    name = text if text in flow.wakes else "say"
    yield WakeAt(flow.token(name, text), at, about=text)
    yield Reply(View(("Later, then.",)))


@flow.command("tell TEXT")
def tell(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Say it by a message of its own, word for word."""
    for nth, word in enumerate(rest.split()):
        yield Post(action.who.direct, View((word,)), f"tell/{action.id}/{nth}")
    yield Reply(View(("Told.",)))


@flow.command("soon TEXT")
def soon(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Say it within the hour, or never."""
    key, until = f"soon/{action.id}", action.at + timedelta(hours=1)
    yield Post(action.who.direct, View((rest,)), key, until)


@flow.command("wrong")
def wrong(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """A mistake of the person's."""
    raise Mistake("Try ", Code("echo"))


@flow.command("broken")
def broken(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """A fault of ours, after something was kept."""
    yield Keep(Contact(id="half", name="half"))
    raise LookupError(SECRETS)


@flow.press("again")
def again(pressed: Pressed, text: str, book: Book) -> Iterator[Effect]:
    yield Redraw(view(f"{text} again"))


@flow.form("named")
def named(submitted: Submitted, args: str, book: Book) -> Iterator[Effect]:
    yield from add(submitted, submitted.answers["name"], book)


@flow.wake("say")
def say(rang: Rang, text: str, book: Book) -> Iterator[Deed]:
    place = book.student().place
    if place:
        yield Post(place, view(text), f"say/{text}/{rang.due:%Y-%m-%dT%H:%M}")


@flow.wake("breaks")
def breaks(rang: Rang, text: str, book: Book) -> Iterator[Deed]:
    raise LookupError(SECRETS)


@flow.wake("mends")
def mends(rang: Rang, text: str, book: Book) -> Iterator[Deed]:
    if book.one(Contact, "cure") is None:
        raise LookupError(SECRETS)
    yield from say(rang, text, book)


@flow.wake("circles")
def circles(rang: Rang, text: str, book: Book) -> Iterator[Deed]:
    yield WakeAt(rang.token, rang.due - timedelta(minutes=1))
