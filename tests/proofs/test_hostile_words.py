"""Every word, button and form is answered, whatever is typed or pressed.

The words come from the table of commands and the rest from the flows, so that nothing
new is left out.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any, cast

import pytest

from bot.engine.router import MOST_SUGGESTED, Router
from bot.engine.words import Words
from bot.errors import Mistake
from bot.events import Action, Submitted, Typing
from bot.flows import FLOWS
from bot.flows.log import VERBS
from bot.ports import Book, R
from bot.records import Asking
from bot.views import Form
from tests.proofs.conftest import Tally
from tests.proofs.hostile import (
    A_PART,
    FOUND,
    PARTS,
    SLOWEST,
    alone,
    endless,
    hostile,
    random_for,
)
from tests.proofs.known import (
    ALSO,
    RESTS,
    WORDS,
    Deciding,
    acquainted,
    filled_in,
    pressed,
    reached,
    said,
)
from tests.proofs.scale import PROVING, scale
from tests.talk import ANA, MONDAY, Talk

PRESSES = scale(200, 1_000)  # of each button, in each part
FILLED = scale(40, 400)  # times that each form is, in each part
TYPED = scale(15, 150)  # answers to each question of a form, in each part
ONE_IN = scale(16, 4)  # is decided, of what is decided like another word

OF_A_PLAN = dict.fromkeys(("longer", "page", "pocket", "sheet", "shorter"), "plan")
"""What follows these is read as what follows `plan`; then that plan is changed."""

MEANING = {word: VERBS.get(word, word) for word in WORDS} | ALSO | OF_A_PLAN
IN_FULL = {*{MEANING[word]: word for word in reversed(WORDS)}.values()}
"""Of words that mean one thing, the first."""

BUTTONS = [f"{flow.name}.{name}" for flow in FLOWS for name in flow.presses]
FORMS = [f"{flow.name}.{name}" for flow in FLOWS for name in flow.forms]

Reached = tuple[Sequence[str], Sequence[Form]]
Put = Callable[[Iterable[Action], Callable[[Book], Book]], int]


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    talk = Talk(tmp_path_factory.mktemp("bot"), FLOWS)
    acquainted(talk)
    yield talk
    talk.close()


@pytest.fixture(scope="module")
def all_reached(bot: Talk) -> Reached:
    return bot.read(lambda book: reached(Deciding(book)))


@pytest.fixture
def put(
    bot: Talk, all_reached: Reached, tally: Tally, caplog: pytest.LogCaptureFixture
) -> Put:
    """All these, to one book: each is answered, and nothing at all is logged.

    Gives how many were.
    """
    caplog.set_level(logging.DEBUG)

    def put(actions: Iterable[Action], in_book: Callable[[Book], Book]) -> int:
        def look(book: Book) -> int:
            deciding = Deciding(in_book(book))
            try:
                for action in actions:
                    deciding(action)
            finally:
                tally(
                    "hostile text",
                    inputs=deciding.heard,
                    unanswered=deciding.unanswered,
                    in_logs=len(caplog.records),
                    slowest_ms=deciding.slowest,
                )
            assert deciding.slowest < SLOWEST or not PROVING
            return deciding.heard - deciding.unanswered

        answered = bot.read(look)
        assert not caplog.records
        return answered

    return put


def as_it_is(book: Book) -> Book:
    return book


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_answered_whatever_follows_it(
    word: str, part: int, bot: Talk, put: Put
) -> None:
    random = random_for(f"word {word}", part)
    texts = [f"{word} {hostile(random, RESTS)}" for _ in range(A_PART)]
    many = A_PART if word in IN_FULL else A_PART // ONE_IN
    decided = (said(nth, text) for nth, text in enumerate(texts[:many]))
    assert put(decided, as_it_is) == many
    assert bot.read(lambda book: heard(texts[many:], book)) == A_PART - many


def heard(texts: Sequence[str], book: Book) -> int:
    """Each means a command, or a mistake says why none; nothing is done about it."""
    words = Words(FLOWS)
    for text in texts:
        with suppress(Mistake):
            words.heard(text, book)
    return len(texts)


def test_what_is_odd_or_has_no_end_is_answered(put: Put) -> None:
    random = random_for("endless", 0)
    texts = [*alone(RESTS), *(f"{word} {text}" for word in WORDS for text in FOUND)]
    texts += [f"{random.choice(WORDS)} {text}" for text in endless(RESTS)]
    actions = [said(nth, text) for nth, text in enumerate(texts)]
    assert put(actions, as_it_is) == len(texts)


@pytest.mark.parametrize("part", PARTS)
def test_whatever_is_being_typed_a_few_things_are_suggested(
    part: int, bot: Talk, tally: Tally
) -> None:
    random = random_for("typing", part)
    texts = [*alone(RESTS), *(hostile(random, RESTS) for _ in range(A_PART))]

    def look(book: Book) -> None:
        for text in texts:
            typing = Typing("1", ANA, ANA.direct, text, MONDAY)
            assert len(Router(FLOWS).suggest(typing, book).choices) <= MOST_SUGGESTED

    bot.read(look)
    tally("hostile text", inputs=len(texts))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("button", BUTTONS)
def test_every_button_is_answered_whatever_its_token_holds(
    button: str, part: int, all_reached: Reached, put: Put
) -> None:
    random, (tokens, _) = random_for(f"button {button}", part), all_reached
    made_up = (token_of(random, button, tokens) for _ in range(PRESSES))
    presses = (
        pressed(nth, token, random.choice(("", "", "1", "email", hostile(random))))
        for nth, token in enumerate(made_up)
    )
    assert put(presses, as_it_is) == PRESSES


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_answered_whatever_is_filled_in(
    name: str, part: int, all_reached: Reached, put: Put
) -> None:
    random, (tokens, forms) = random_for(f"form {name}", part), all_reached
    for form in named(name, forms):
        filled = (
            Submitted(
                str(nth),
                ANA,
                ANA.direct,
                random.choice((form.token, token_of(random, name, tokens))),
                MONDAY,
                {field.key: filled_in(random, field) for field in form.fields},
                dialogs=nth % 2 == 0,
            )
            for nth in range(FILLED)
        )
        assert put(filled, as_it_is) == FILLED


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", FORMS)
def test_every_question_of_a_form_is_answered_whatever_is_typed(
    name: str, part: int, all_reached: Reached, put: Put
) -> None:
    random, (_, forms) = random_for(f"questions {name}", part), all_reached
    for asking in (asking for form in named(name, forms) for asking in asked_of(form)):
        texts = [hostile(random, RESTS) for _ in range(TYPED)]
        answers = (said(1, text) for text in texts)
        assert put(answers, partial(in_form, asking)) == TYPED


def named(name: str, forms: Iterable[Form]) -> Sequence[Form]:
    found = [form for form in forms if form.token.partition("/")[0] == name]
    assert found, "add to LEADING a line that leads there"
    return found


def token_of(random: Random, name: str, tokens: Sequence[str]) -> str:
    """With what stands in the tokens of others, or with anything."""
    known = [part for token in tokens for part in token.split("/")[1:]]
    many = random.randint(0, 4)
    parts = [
        random.choice((random.choice(known), hostile(random))) for _ in range(many)
    ]
    return "/".join([name, *parts])


def asked_of(form: Form) -> Iterator[Asking]:
    """Each of its questions in turn."""
    for nth in range(len(form.fields)):
        answers = {field.key: field.value for field in form.fields[:nth]}
        yield Asking(id="", form=form, answers=answers)


def in_form(asking: Asking, book: Book) -> Book:
    return cast(Book, InForm(replace(asking, id=book.owner), book))


class InForm:
    """The same book, in the middle of a form."""

    def __init__(self, asking: Asking, book: Book) -> None:
        self._asking, self._book = asking, book

    def __getattr__(self, name: str) -> Any:
        return getattr(self._book, name)

    def one(self, kind: type[R], id: str) -> Any:
        return self._asking if kind is Asking else self._book.one(kind, id)
