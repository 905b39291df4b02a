"""One person on two platforms: a code, said on the other account, makes one list.

It comes from a keyed hash of the event that asked for it, so that nobody can guess it,
and whoever asks once is told one; what is kept of it is a keyed hash.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.effects import Ask, Deed, Effect, Keep, Refuse, Reply
from bot.errors import Mistake
from bot.events import Action, Event, Pressed, Submitted, new_id
from bot.flow import Flow
from bot.flows import parting
from bot.flows.joining import SAY_PART, is_plain, joined, question
from bot.ports import Book
from bot.records import Pairing
from bot.text import one_line
from bot.views import Code, Field, Form, Moment, View

flow = Flow("accounts")

# Letters that spell no word and look like no digit: eight of them make 34 bits.
# https://www.rfc-editor.org/rfc/rfc8628#section-6.1
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
LENGTH = 8
WORKS_FOR = timedelta(minutes=10)
MOST_WRONG, AN_HOUR = 5, timedelta(hours=1)

SAY = Code("my other account")
WRONG = "That code does not work. A code works once, for ten minutes."
ANEW = ("For a new one, say ", SAY, " on your other account.")
ENOUGH = "Too many codes that do not work. Try again in an hour."


def heard(action: Action, book: Book, words: str) -> Iterator[Effect]:
    """`other account CODE`, or to part them; nothing more gives a code."""
    typed = words.casefold().removeprefix("account").split()
    if len(book.accounts()) > 1:
        yield from parting.heard(action, book, typed)
    elif not typed:
        yield from _given(action, book)
    elif typed[0] == "part":
        say = ("To join one, say ", SAY, ".")
        raise Mistake("This account is joined with no other. ", *say)
    else:
        is_sure = typed[-1] == "join"
        yield from _typed(
            action, book, "".join(typed[: -1 if is_sure else None]), is_sure
        )


def _given(action: Action, book: Book) -> Iterator[Effect]:
    """The one before it works no longer."""
    code, until = _new_code(action, book), action.at + WORKS_FOR
    yield Keep(replace(_pairing(book), code=_mark(book, code), until=until))
    said = f"{code[:4]}-{code[4:]}"
    once = ". It works once, until "
    yield Reply(
        View(
            (
                ("Your code: ", Code(said), once, Moment(until), "."),
                ("On your other account, say ", Code(f"my other account {said}"), "."),
                "Both then have one list. Show the code to nobody: whoever uses it sees"
                " all you have here.",
            ),
            (flow.button("I have a code", "enter"),),
        )
    )


@flow.press("enter")
def enter(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield Ask(_form())


@flow.form("code")
def entered(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    typed = form.answers["code"]
    if _lender(form, book, typed):
        yield from _typed(form, book, typed)
    else:
        yield _counted(form, book)
        yield Refuse(_form(typed), "code", WRONG)


@flow.press("join")
def join(pressed: Pressed, code: str, book: Book) -> Iterator[Effect]:
    yield from _typed(pressed, book, code, is_sure=True)


def _form(typed: str = "") -> Form:
    hint = "my other account, said there, gives you one"
    field = Field("code", "The code of your other account", hint, value=typed)
    return Form("Your other account", flow.token("code"), (field,))


def _typed(
    action: Action, book: Book, typed: str, is_sure: bool = False
) -> Iterator[Effect]:
    """Whatever is wrong with a code is answered the same way, and counted."""
    other, code = _lender(action, book, typed), _letters(typed)
    if other is None:
        yield _counted(action, book)
        yield Reply(View((WRONG, ANEW)))
    elif is_sure or is_plain(book, other):
        mark, until = _mark(book, code), _pairing(other).until
        yield from joined(action, book, other, mark)
        yield Keep(Pairing(id=book.owner, code=mark, until=until))  # as it was used
    else:
        yield Reply(question(book, other, code))


def _lender(action: Action, book: Book, typed: str) -> Book | None:
    """Who gave this code; None if it does not work, and a Mistake if not here."""
    if len(book.accounts()) > 1:
        raise parting.joined_already(action, book)
    if len(_recent(action, book)) >= MOST_WRONG:
        raise Mistake(ENOUGH)
    other = book.lent_by(_mark(book, _letters(typed)))
    if other is None or not _works(other, action.at):
        return None
    if other.owner == book.owner:
        raise Mistake("That is the code of this account. Say it on your other one.")
    if len(other.accounts()) > 1:
        already = "That account is joined with another one already. To part them, say "
        raise Mistake(already, SAY_PART, " there.")
    return other


def _counted(action: Action, book: Book) -> Deed:
    wrong = (*_recent(action, book), action.at)
    return Keep(replace(_pairing(book), wrong=wrong))


def _recent(action: Action, book: Book) -> list[datetime]:
    return [at for at in _pairing(book).wrong if action.at - at < AN_HOUR]


def _new_code(event: Event, book: Book) -> str:
    secret = int(book.mark(f"a new code/{new_id(event)}").rpartition(":")[2], 16)
    base = len(LETTERS)
    return "".join(LETTERS[secret // base**nth % base] for nth in range(LENGTH))


def _letters(typed: str) -> str:
    return "".join(filter(str.isalnum, one_line(typed))).upper()


def _mark(book: Book, code: str) -> str:
    return book.mark(f"code/{code}")


def _pairing(book: Book) -> Pairing:
    return book.one(Pairing, book.owner) or Pairing(id=book.owner)


def _works(other: Book, now: datetime) -> bool:
    until = _pairing(other).until
    return until is not None and now < until
