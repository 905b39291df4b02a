"""What was learnt from many talks: words, buttons and forms that show and add to it."""

from collections.abc import Iterator

from bot.coach.learning.page import pay_line
from bot.coach.learning.whole import Learning, gathered
from bot.effects import Ask, Effect, Forget, Keep, Redraw, Refuse, Reply
from bot.errors import Mistake
from bot.events import Event, Pressed, Submitted, new_id
from bot.flow import Flow
from bot.flows.learning_forms import outlook_form, pay_form, pay_in_words
from bot.flows.learning_view import SHOWS, Show, overview
from bot.flows.tokens import number
from bot.ports import Book
from bot.records import Contact, Learnt, Outlook, Pay
from bot.text import listed, one_line, whole
from bot.views import Button, View

flow = Flow("learning")


def heard(event: Event, book: Book, words: str) -> Iterator[Effect]:
    """`my learning`, and what stands behind it: `my learning questions 2`."""
    word, _, after = words.strip().partition(" ")
    word = word.casefold()
    if word == "pay" and after and not after.isdecimal():
        yield from _pay_from_words(event, book, after)
    elif word in SHOWS:
        yield Reply(SHOWS[word](learning_of(book), _page(after)))
    elif not word or word.isdecimal():
        yield Reply(overview(learning_of(book), _page(word)))
    else:
        said = listed([f"my learning {word}" for word in SHOWS], "or")
        raise Mistake(f"You can say my learning, {said}.")


def _page(typed: str) -> int:
    return max(whole(typed), 1)


def learning_of(book: Book) -> Learning:
    return gathered(
        book.all(Learnt), book.all(Contact), book.all(Pay), book.all(Outlook)
    )


def _showing(name: str, show: Show) -> None:
    """The press of that name: its first page as a new message, another one redrawn."""

    @flow.press(name)
    def pressed(event: Pressed, at: str, book: Book) -> Iterator[Effect]:
        view = show(learning_of(book), number(at or "1"))
        yield Redraw(view) if at else Reply(view)


for _name, _show in {**SHOWS, "show": overview}.items():
    _showing(_name, _show)


@flow.press("add")
def add_pay(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield Ask(pay_form())


@flow.form("pay")
def pay_heard(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    """Field, level, region and range: nothing of a person."""
    given = {key: one_line(text, 100) for key, text in form.answers.items()}
    if not any(letter.isdecimal() for letter in given["amount"]):
        why = "I need the figures, such as: 52,000 to 60,000 a year."
        yield Refuse(pay_form(**given), "amount", why)
        return
    yield from _pay_kept(form, book, Pay(id=new_id(form), at=form.at, **given))


def _pay_from_words(event: Event, book: Book, words: str) -> Iterator[Effect]:
    given = pay_in_words(words)
    yield from _pay_kept(event, book, Pay(id=new_id(event), at=event.at, **given))


def _pay_kept(event: Event, book: Book, heard: Pay) -> Iterator[Effect]:
    yield Keep(heard)
    said = f"Noted: {pay_line(heard)}. It says nothing of who told you."
    yield Reply(View((said,), (flow.button("All pay I heard", "pay"),)))


@flow.press("remove")
def remove(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    heard = book.one(Pay, id)
    if heard is None:
        raise Mistake("That is removed already.")
    yield Forget(heard)
    yield Redraw(
        View(
            (f"Removed: {pay_line(heard)}",),
        )
    )


@flow.press("stand")
def stand(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield Ask(outlook_form(book.student().topic))


@flow.form("stand")
def stands(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    """Where they stand today; the first one is what all later ones are held beside."""
    words, drawn = one_line(form.answers["words"], 400), form.answers["drawn"]
    outlook = Outlook(
        id=new_id(form),
        words=words,
        at=form.at,
        field=one_line(book.student().topic, 100),
        drawn=number(drawn) if drawn else 0,
    )
    yield Keep(outlook)
    if book.count(Outlook):
        said = "Noted. Look at both side by side."
        yield Reply(View((said,), (flow.button("Then and now", "then"),)))
    else:
        said = "Noted. After a few talks I show it beside what you think then."
        yield Reply(View((said,), (Button("What's next?", "next.step"),)))
