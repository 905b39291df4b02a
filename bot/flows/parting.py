"""Two accounts of one person: that they are joined, and how they part again."""

from collections.abc import Iterator, Sequence

from bot.effects import Effect, Keep, Part, Redraw, Reply
from bot.errors import Mistake
from bot.events import Action, Pressed
from bot.flow import Flow
from bot.flows.joining import NEXT, PART, SAY_PART, called, held
from bot.ports import Book
from bot.records import Pairing, Place
from bot.text import listed
from bot.views import Block, Button, Heading, View

flow = Flow("parting")


def heard(action: Action, book: Book, typed: Sequence[str]) -> Iterator[Effect]:
    match typed:
        case [] | [""]:
            yield Reply(_state(action, book))
        case ["part", "here" | "there" as where, *_]:
            yield from _parted(action, book, where)
        case ["part", *_]:
            yield Reply(_where(action, book))
        case _:
            raise joined_already(action, book)


def _state(action: Action, book: Book) -> View:
    other = called(_other(action, book))
    said = f"This account and the one on {other} are joined: one list, on both."
    where = "I write to where you wrote to me last."
    return View((said, where), (NEXT, PART))


def joined_already(action: Action, book: Book) -> Mistake:
    other = called(_other(action, book))
    said = f"This account is joined with the one on {other} already. To part them, say "
    return Mistake(said, SAY_PART, ".", buttons=(PART,))


@flow.press("ask")
def ask(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    if len(book.accounts()) < 2:
        raise Mistake("They are parted already.")
    yield Reply(_where(pressed, book))


@flow.press("keep")
def keep(pressed: Pressed, where: str, book: Book) -> Iterator[Effect]:
    yield from _parted(pressed, book, where)


def _where(action: Action, book: Book) -> View:
    other = called(_other(action, book))
    blocks: tuple[Block, ...] = (
        Heading("Which account keeps your list?"),
        f"With it go {listed([*held(book), 'your settings'])}. The other account starts"
        " empty.",
    )
    return View(
        blocks,
        (
            flow.button("Keep it here", "keep", "here"),
            flow.button(f"Keep it on {other}", "keep", "there"),
            Button("Stay joined", "next.step"),
        ),
    )


def _parted(action: Action, book: Book, where: str) -> Iterator[Effect]:
    """All goes with one of them."""
    if len(book.accounts()) < 2:
        raise Mistake("They are parted already.")
    here, other = action.who.direct, _other(action, book)
    yield Keep(Pairing(id=book.owner))
    if where == "here":
        yield Part(other)
        said = f"Your list stays here. Your account on {called(other)} starts empty."
    else:
        yield Part(here)
        said = f"Your list is on {called(other)} now. Here you start empty."
    view = View((f"Parted. {said}",), (NEXT,))
    yield Redraw(view) if isinstance(action, Pressed) else Reply(view)


def _other(action: Action, book: Book) -> Place:
    others = [place for place in book.accounts() if place != action.who.direct]
    return others[0]
