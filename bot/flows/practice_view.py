"""How a rehearsal is shown: who there is, what was said, and the remark at the end."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from bot.coach.practice.characters import Character
from bot.coach.practice.hearing import CLOSERS, Heard, hear
from bot.coach.practice.remark import remark
from bot.coach.practice.talk import Exchange, Rehearsed
from bot.records import Rehearsing
from bot.views import (
    Block,
    Bold,
    Bullets,
    Button,
    Choice,
    Code,
    Control,
    Heading,
    Picker,
    Quote,
    Text,
    Tone,
    View,
)

TO_CHOOSE = 2  # questions of the plan at a time
TIME_TO_CLOSE = 5  # minutes before the end
NOTICE = "Your practice goes on."

NEXT = Button("What's next?", "next.step")
OFFER = Button("Someone else", "practice.offer")


def offered(
    characters: Sequence[Character],
    recommended: Character,
    met: Collection[str],
    going: Character | None,
) -> View:
    """All there are, the one to begin with first."""
    order = [recommended, *(one for one in characters if one != recommended)]
    lines = tuple(_line(one, one.id in met) for one in order)
    buttons: list[Control] = []
    if going:
        buttons.append(Button(f"Go on with {going.name}", "practice.on", "primary"))
    tone: Tone = "plain" if going else "primary"
    buttons.append(Button(f"Begin with {recommended.name}", with_(recommended), tone))
    choices = tuple(Choice(one.name, one.id) for one in order[1:])
    buttons.append(Picker("Someone else", with_(recommended), choices))
    return View(
        (
            Heading("Who would you like to practice with?"),
            "They are made up, nobody else reads it, and there are no marks.",
            Bullets(lines),
            ("With your own questions: ", Code("practice NAME"), ", or for a field: ",
             Code("practice nursing"), "."),
        ),
        tuple(buttons),
    )  # fmt: skip


def _line(one: Character, is_met: bool) -> Text:
    met = " You have met." if is_met else ""
    return (Code(f"practice {called(one)}"), f": {one.name} {one.is_}.{met}")


def called(one: Character) -> str:
    return one.id.replace("_", "-")


def with_(one: Character, contact: str = "", field: str = "") -> str:
    """`field` is the id of a family of work, which is short."""
    return f"practice.with/{one.id}/{contact}/{field}"


def begun(going: Rehearsing, talk: Rehearsed, about: Sequence[Text]) -> View:
    one = talk.character
    return View(
        (
            Heading(f"Practice with {one.name}, {one.minutes} minutes"),
            f"{one.name} {one.is_}. {one.teaches}",
            *about,
            ("Type what you would say, or press a question. ", Code("end"),
             " ends it, ", Code("stop"), " leaves it for later."),
            (Bold(one.name), f": {one.opens}"),
            *_lines(going, talk),
        ),
        (*_asks(going, talk), OFFER),
        NOTICE,
    )  # fmt: skip


def drawn(going: Rehearsing, talk: Rehearsed, pressed: str = "") -> View:
    """The last exchange; what was pressed is shown as it would have been said."""
    clock = f"{talk.minute} of {talk.limit} minutes."
    said = _exchange(talk, talk.exchanges[-1], pressed)
    end = Button("End", "practice.end")
    blocks = (*said, clock, *_lines(going, talk))
    return View(blocks, (*_asks(going, talk), end), NOTICE)


def _exchange(talk: Rehearsed, went: Exchange, pressed: str = "") -> Iterator[Block]:
    if pressed:
        yield (Bold("You"), f": {pressed}")
    brought_up = went.turn.says if went.turn else ""
    said = " ".join(filter(None, (went.answer, brought_up, talk.last)))
    yield (Bold(talk.character.name), f": {said}")


def _lines(going: Rehearsing, talk: Rehearsed) -> list[str]:
    """Numbered as the buttons are: no button has room for a whole question."""
    return [f"{nth}  {q}" for nth, q in enumerate(questions_now(going, talk), 1)]


def _asks(going: Rehearsing, talk: Rehearsed) -> list[Button]:
    return [
        Button(f"Ask {at + 1}", f"practice.ask/{len(going.lines)}/{at}")
        for at in range(len(questions_now(going, talk)))
    ]


def questions_now(going: Rehearsing, talk: Rehearsed) -> list[str]:
    """The next of the plan that was not asked; near the end, those that close.

    What was asked in other words already comes after what is new.
    """
    heard = [went.heard for went in talk.exchanges]
    done = {move for one in heard for move in one.does}
    left = [_planned(text) for text in going.questions if text not in going.lines]
    closing = [one for one in left if one.does & {*CLOSERS}]
    others = [one for one in left if one not in closing]
    others.sort(key=lambda one: one.kind in {went.kind for went in heard})
    closing = [one for one in closing if not one.does & done & {*CLOSERS}]
    is_near = talk.left <= TIME_TO_CLOSE or "time-check" in done
    order = [*closing, *others] if is_near else [*others, *closing]
    return [one.text for one in order[:TO_CHOOSE]]


@lru_cache(maxsize=500)
def _planned(question: str) -> Heard:
    """As it is heard alone: a rehearsal hears its whole plan at every turn."""
    return hear(question)


def waiting(one: Character) -> View:
    said = (f"Your practice with {one.name} waits. To go on: ", Code("practice on"))
    return View((said,), (Button("Go on", "practice.on"), NEXT), NOTICE)


def ended(
    talk: Rehearsed,
    before: Collection[str] | None,
    heard: bool,
    pressed: str,
    buttons: tuple[Button, ...],
) -> View:
    """`heard` is false where the student ended it, and nobody answered to that."""
    said = remark(talk, before)
    blocks: list[Block] = []
    if heard:
        blocks += _exchange(talk, talk.exchanges[-1], pressed)
    blocks += [
        Heading(f"That was {talk.character.name}"),
        (Bold("Good"), f": {said.good}"),
        (Bold("To try next time"), f": {said.try_} You could say:"),
        Quote(said.say),
    ]
    if said.different:
        blocks.append(said.different)
    return View(tuple(blocks), (*buttons, NEXT), NOTICE)
