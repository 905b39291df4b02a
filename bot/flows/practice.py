"""A rehearsal: somebody made up answers, and at the end there is one remark."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.coach.practice.characters import Character, cast
from bot.coach.practice.remark import done
from bot.coach.practice.talk import Rehearsed
from bot.coach.questions.fields import read_field
from bot.effects import Effect, Forget, Keep, Redraw, Reply
from bot.events import Action, Pressed, new_id
from bot.flow import Flow, Param
from bot.flows import myths
from bot.flows.people import own
from bot.flows.practice_view import (
    NEXT,
    begun,
    drawn,
    ended,
    offered,
    questions_now,
    waiting,
    with_,
)
from bot.flows.rehearsing import (
    BEGIN,
    about,
    character_of,
    going_on,
    next_one,
    questions_for,
    talk_of,
)
from bot.flows.tokens import no_longer_good, nth, parted
from bot.flows.who import label, split, which
from bot.ports import Book
from bot.records import Contact, Rehearsal, Rehearsing
from bot.text import one_line
from bot.views import Button, Code, View

flow = Flow("practice")

A_WHILE = timedelta(hours=1)
"""After that, what somebody types is hardly meant for the talk they were in."""

MOST_NAME_WORDS = 4  # of a character
END = frozenset({"end", "the end", "finish", "done"})
LEAVE = frozenset({"stop", "leave", "cancel", ":cancel", "exit", "pause"})
GO_ON = frozenset({"on", "go on", "continue"})
MYTHS = frozenset({"myth", "myths", "facts", "facts and myths", "myths and facts"})
SAY = "say "


@flow.command(
    "practice [CHARACTER] [NAME or FIELD]",
    small=("end",),
    also=("practise", "rehearse", "rehearsal"),
    params={
        "practice": (
            Param("who", "Somebody of yours, a field or a character", suggests=True),
        )
    },
)
def practice(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Rehearse a talk with somebody made up. Then: end, stop, or practice on."""
    if _word(rest) in GO_ON:
        yield from _resumed(action, book, going_on(book))
    elif _word(rest) in END and not book.one(Rehearsing, book.owner):
        yield Reply(_over(book))
    elif _word(rest) in END | LEAVE:
        yield from said(action, rest, book)
    elif _word(rest) in MYTHS:
        yield from myths.myths(action, "", book)
    elif rest.casefold().startswith(SAY):
        yield from said(action, rest[len(SAY) :], book)
    elif not rest:
        yield Reply(_offer(book))
    else:
        yield from _with_words(action, book, one_line(rest))


def is_open(book: Book, at: datetime) -> bool:
    """A talk goes on, and what is typed is a line of it."""
    going = book.one(Rehearsing, book.owner)
    return bool(going and going.open and at - going.at < A_WHILE)


def said(action: Action, text: str, book: Book) -> Iterator[Effect]:
    """A line of the student's, or a word that ends or leaves the talk."""
    going, word = going_on(book), _word(text)
    if word in END:
        yield from _ended(action, book, going)
    elif word in LEAVE:
        yield from left(book)
    elif not word:
        yield from _resumed(action, book, going)
    else:
        yield from _heard(action, book, going, text)


def left(book: Book) -> Iterator[Effect]:
    """Nobody is held in it, and nothing is lost."""
    going = going_on(book)
    yield Keep(replace(going, open=False))
    yield Reply(waiting(character_of(going)))


def interrupted(book: Book) -> Iterator[Effect]:
    """A command comes next, and its own buttons are the last to be seen."""
    going = going_on(book)
    yield Keep(replace(going, open=False))
    yield Reply(View(waiting(character_of(going)).blocks))


def aside(book: Book) -> Iterator[Effect]:
    """Something else was pressed, and what is typed next is for that."""
    going = book.one(Rehearsing, book.owner)
    if going and going.open:
        yield Keep(replace(going, open=False))


@flow.press("offer")
def offer(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield Reply(_offer(book))


@flow.press("with")
def begin_with(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    id, contact, field = parted(args, 3)
    character = cast().find(pressed.chosen or id)
    if character is None:
        raise no_longer_good()
    person = own(book, contact) if contact else None
    yield from _begun(pressed, book, character, person, field)


@flow.press("ask")
def ask(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """A question of the plan, unless the talk has gone on since."""
    step, number = parted(args, 2)
    going = going_on(book)
    if step != str(len(going.lines)):
        yield from _resumed(pressed, book, going)
        return
    text = nth(number, questions_now(going, talk_of(book, going)))
    yield from _heard(pressed, book, going, text)


@flow.press("end")
def end(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield from _ended(pressed, book, going_on(book))


@flow.press("on")
def go_on(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield from _resumed(pressed, book, going_on(book))


def _word(text: str) -> str:
    return text.casefold().strip(" .!")


def _with_words(action: Action, book: Book, words: str) -> Iterator[Effect]:
    """A character, somebody on the list, a field of work, or a character for one."""
    named, rest = _character_in(words)
    contacts, _ = split(book, rest) if rest else ((), "")
    chosen = named or next_one(book)
    if len(contacts) > 1:
        raise which(
            contacts, "", lambda one, _: Button(label(one)[:75], with_(chosen, one.id))
        )
    contact = contacts[0] if contacts else None
    yield from _begun(action, book, chosen, contact, "" if contact else rest)


def _character_in(words: str) -> tuple[Character | None, str]:
    """The longest beginning that names one, and the words after it."""
    typed = words.split()
    for many in range(min(len(typed), MOST_NAME_WORDS), 0, -1):
        if found := cast().called(" ".join(typed[:many])):
            rest = " ".join(typed[many:])
            return found, rest.removeprefix("for ").removeprefix("with ")
    return None, words


def _begun(
    event: Action, book: Book, character: Character, contact: Contact | None, field: str
) -> Iterator[Effect]:
    going = Rehearsing(
        id=book.owner,
        character=character.id,
        at=event.at,
        contact=contact.id if contact else "",
        field=field,
        questions=questions_for(book, contact, field),
    )
    yield Keep(going)
    yield Reply(_shown(book, going))


def _heard(event: Action, book: Book, going: Rehearsing, text: str) -> Iterator[Effect]:
    going = replace(going, lines=(*going.lines, text), at=event.at, open=True)
    talk = talk_of(book, going)
    pressed = text if isinstance(event, Pressed) else ""
    if talk.over:
        yield from _remarked(event, book, going, talk, pressed, heard=True)
    else:
        yield Keep(going)
        yield Reply(drawn(going, talk, pressed))


def _ended(event: Action, book: Book, going: Rehearsing) -> Iterator[Effect]:
    """Before anything was said there is nothing to look back on."""
    if going.lines:
        talk = replace(talk_of(book, going), over=True)
        yield from _remarked(event, book, going, talk, "", heard=False)
        return
    yield Forget(going)
    text = "Ended before anything was said. It is here whenever you like."
    yield Reply(View((text,), (BEGIN, NEXT)))


def _remarked(
    event: Action,
    book: Book,
    going: Rehearsing,
    talk: Rehearsed,
    pressed: str,
    *,
    heard: bool,
) -> Iterator[Effect]:
    """What was done is kept, and no word of what was said."""
    past = book.all(Rehearsal)
    before = max(past, key=lambda one: one.at).done if past else None
    yield Forget(going)
    id, character = new_id(event), talk.character
    yield Keep(Rehearsal(id=id, character=character.id, at=event.at, done=done(talk)))
    other = next_one(book, character.id)
    field = "".join(read_field(going.field).families[:1])
    again = Button(f"{character.name} again", with_(character, going.contact, field))
    onward = Button(f"Try {other.name}", with_(other, going.contact, field), "primary")
    yield Reply(ended(talk, before, heard, pressed, (onward, again)))


def _resumed(event: Action, book: Book, going: Rehearsing) -> Iterator[Effect]:
    going = replace(going, open=True, at=event.at)
    yield Keep(going)
    view = _shown(book, going)
    yield Redraw(view) if isinstance(event, Pressed) else Reply(view)


def _shown(book: Book, going: Rehearsing) -> View:
    talk = talk_of(book, going)
    if going.lines:
        return drawn(going, talk)
    return begun(going, talk, about(book, going))


def _over(book: Book) -> View:
    """Said once more after the end, or before there was any."""
    past = book.count(Rehearsal)
    text = "That practice is over already. Well done." if past else "Nothing to end."
    return View(((f"{text} To begin one: ", Code("practice"), "."),), (BEGIN, NEXT))


def _offer(book: Book) -> View:
    going = book.one(Rehearsing, book.owner)
    met = {one.character for one in book.all(Rehearsal)}
    waits = character_of(going) if going else None
    return offered(cast().characters, next_one(book), met, waits)
