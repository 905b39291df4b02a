"""A small bot with every kind of answer, so that a terminal can be tried on it alone.

`python -m tests.adapters.small_bot` is a chat with it, for a test that sits at a pty.
A day passes with each SIGUSR1.
"""

import asyncio
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from adapters.console.chat import Chat, Face
from adapters.console.desk import Desk
from adapters.console.translate import visitor
from bot.effects import Ask, Deed, Effect, Post, Reply, WakeAt
from bot.engine.clock import Movable, RealClock
from bot.engine.delivery import Delivery
from bot.engine.life import Life
from bot.engine.router import Router
from bot.engine.shell import Shell
from bot.engine.sqlite import SqliteStore
from bot.events import Action, Pressed, Rang, Submitted, Uploaded
from bot.flow import Flow
from bot.ports import Book
from bot.views import Choice, Field, File, Form, View
from tests.talk import PATIENCE

flow = Flow("next")
TEA = Form(
    "Tea",
    flow.token("tea"),
    (
        Field("kind", "Which?", choices=(Choice("Black", "b"), Choice("Green", "g"))),
        Field("cups", "How many?", value="2"),
    ),
)


@flow.command("next")
def next(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    buttons = flow.button("Tea", "drink", "tea"), flow.button("Milk", "drink", "milk")
    yield Reply(View((f"Hello {book.student().name}.",), buttons))


@flow.press("drink")
def drink(pressed: Pressed, what: str, book: Book) -> Iterator[Effect]:
    yield Reply(View((f"Here is {what}.",)))


@flow.command("brew")
def brew(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    yield Ask(TEA)


@flow.form("tea")
def brewed(form: Submitted, rest: str, book: Book) -> Iterator[Effect]:
    yield Reply(View((f"{form.answers['cups']} cups of {form.answers['kind']}.",)))


@flow.command("remind")
def remind(action: Action, days: str, book: Book) -> Iterator[Effect]:
    yield WakeAt(flow.token("due", days), action.at + timedelta(days=int(days)))


@flow.wake("due")
def due(rang: Rang, days: str, book: Book) -> Iterator[Deed]:
    place = book.student().place
    assert place
    view = View((f"{days} days are over.",), (flow.button("Fine", "drink", days),))
    yield Post(place, view, f"due/{days}")


@flow.command("letter")
def letter(action: Action, lines: str, book: Book) -> Iterator[Effect]:
    yield WakeAt(flow.token("written", lines), action.at + timedelta(days=1))


@flow.wake("written")
def written(rang: Rang, lines: str, book: Book) -> Iterator[Deed]:
    place = book.student().place
    assert place
    text = tuple(f"Line {number} of a long letter." for number in range(int(lines)))
    yield Post(place, View(text), "letter")


@flow.command("say")
def say(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    yield Reply(View((f"<{rest}>",)))


@flow.command("file")
def file(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    yield Reply(View((File("a talk.ics", "text/calendar", "BEGIN"),)))


@flow.command("import")
def imported(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    rows = action.rows if isinstance(action, Uploaded) else ()
    yield Reply(View((f"{len(rows)} rows.",)))


async def sit_down(face: Face, clock: Movable, folder: Path) -> None:
    """Ana talks to the small bot, until she leaves or the input ends."""
    store = SqliteStore(":memory:", b"for tests alone")
    desk = Desk(clock, face, visitor("Ana", "America/New_York"))
    shell = Shell(Router([flow]), store, clock, PATIENCE)
    life = Life(store, clock, shell, [Delivery(store, clock, "terminal", desk)])
    try:
        async with life.going():
            await face.run(Chat(shell, store, clock, life, desk, folder))
    finally:
        store.close()


async def main() -> None:
    from adapters.console.terminal import Terminal

    async with RealClock() as clock:

        def a_day_passes() -> None:
            clock.move(clock.now() + timedelta(days=1))

        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, a_day_passes)
        await sit_down(Terminal(), clock, Path())


if __name__ == "__main__":
    asyncio.run(main())
