"""A bot that has known Ana for a while, and what it may answer.

There are people in many states, two of one first name, plans, drafts, reminders; and a
line that leads to every form.
"""

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from time import thread_time

from bot.coach.time.dates import warm
from bot.effects import Answer, Ask, Effect, Redraw, Refuse, Reply
from bot.engine.faults import named
from bot.engine.router import Router
from bot.events import Action, Pressed, Said
from bot.flows import FLOWS
from bot.ports import Book
from bot.views import (
    Block,
    Bold,
    Bullets,
    Code,
    Copyable,
    Field,
    File,
    Form,
    Heading,
    Link,
    Moment,
    Pager,
    Picker,
    Picture,
    Quote,
    Text,
    Ticks,
    View,
    parts,
    presses,
)
from tests.proofs.hostile import hostile
from tests.talk import ANA, MONDAY, Talk

# What Slack and Discord bear of one message, button and form at the most
LONGEST_VIEW, LONGEST_LABEL, LONGEST_HINT = 40_000, 75, 2_000
LONGEST_CHOICE = 2 * LONGEST_LABEL  # what is too long for its first line has a second
MOST_CONTROLS = 25

BEFORE = (
    "add Priya Shah, product designer at Acme, alum, priya@example.com",
    "add Priya Raman, nurse at Mercy, stranger",
    "add Tom Okafor, welder at Harbor Works, my uncle",
    "add Rosa Silva, nurse at Mercy, my aunt",
    "add Omar Said, editor at Quill, recommended by Rosa",
    "add Lea Novak, potter at Clay Lane, neighbour",
    "add Vera Holm, baker at Mercy",
    "forget Vera",
    "note Priya Shah gave a talk about tram stops",
    "settings name Ana Costa",
    "settings about second-year biology student, Elm College",
    "settings topic how she got into design",
    "write Lea text",
    "write Priya Shah email",
    "sent Priya Shah",
    "booked Tom friday 3pm by phone",
    "met Rosa",
    "plan Tom",
    "plan nursing",
    "remind me to call home tomorrow 9am",
    "remind me to thank Rosa in 3 days",
)

LEADING = (
    "next",
    "people",
    "people Rosa",
    "people Tom",
    "people Lea",
    "plan",
    "plan Tom",
    "write Lea text",
    "write Rosa thank-you text",
    "write Priya Raman email",
    "check",
    "debrief Rosa",
    "debrief Omar",
    "booked Lea",
    "booked Lea friday",
    "booked Lea someday",
    "remind me",
    "remind me to eat",
    "remind me tomorrow 9am",
    "pause until someday",
    "note Rosa",
    "settings",
    "my learning",
    "my learning pay",
    "my learning then",
    "reminders",
    "help",
    "import",
    "my other account",
    "Priya",
)

COMMANDS = [command for flow in FLOWS for command in flow.commands.values()]
ALSO = {word: c.word for c in COMMANDS for word in c.also}
WORDS = ["", *(word for c in COMMANDS for word in (c.word, *c.small)), *ALSO]
RESTS = (
    "Priya friday 3pm",
    "Tom for 15 minutes at the library",
    "Rosa 2 days ago",
    "Lea said yes",
    "me to call Tom in 3 days",
    "Priya Shah email thank-you",
    "Rosa spoke about night shifts",
    "again Vera Holm, baker at Mercy",
    "Ines Duarte, potter at Clay Lane, alum, ines@example.com",
    "until monday",
    "zone Berlin",
    "quiet 22:00-7",
    "swap 3",
    "2 1",
    "remove 1",
    "Hi Tom, would you have 15 minutes next week to talk about welding? Ana",
)
"""What may stand after a word; each is damaged, too."""


def acquainted(talk: Talk) -> None:
    warm()  # else the first vague date takes a second
    for line in BEFORE:
        talk.say(line)
    talk.press("Forget")
    talk.say("met Omar")
    talk.dialogs = True
    talk.say("debrief Omar")
    talk.press("Nobody")
    talk.submit({"learnt": "Nights are long", "hook": "The list", "advice": "Read"})
    talk.dialogs = False
    talk.press("Nothing yet")


def said(nth: int, text: str) -> Said:
    """Every second one where a dialog can be opened, and a file picked in it."""
    opens = nth % 2 == 0
    return Said(
        str(nth), ANA, ANA.direct, text, MONDAY, dialogs=opens, picks_files=opens
    )


def pressed(nth: int, token: str, chosen: str = "") -> Pressed:
    return Pressed(str(nth), ANA, ANA.direct, token, MONDAY, chosen, nth % 2 == 0)


def filled_in(random: Random, field: Field) -> str:
    """One of its choices, if it has any, or anything."""
    values = [choice.value for choice in field.choices] or [hostile(random, RESTS)]
    return random.choice((random.choice(values), hostile(random, RESTS)))


class Deciding:
    """Answers from an open book, and writes nothing; `slowest` is in milliseconds.

    What breaks, or is no answer, leaves something `unanswered`.
    """

    def __init__(self, book: Book) -> None:
        self.heard = self.unanswered = 0
        self.slowest = 0.0
        self._book = book
        self._router = Router(FLOWS)

    def __call__(self, action: Action) -> Sequence[Effect]:
        """An AssertionError for what breaks, and for what is no answer."""
        self.heard += 1
        self.unanswered += 1
        start = thread_time()
        try:
            effects = self._router.answer(action, self._book)
        except Exception as error:
            where = f"{error!r}, {named(error)}"
            raise AssertionError(f"{where}, after {action!a}") from error
        self.slowest = max(self.slowest, (thread_time() - start) * 1_000)
        assert is_answered(effects), ascii(action)
        self.unanswered -= 1
        return effects


def reached(decide: Deciding) -> tuple[Sequence[str], Sequence[Form]]:
    """All tokens that can be pressed from here, and one form of each sort."""
    tokens: dict[str, None] = {}
    forms: dict[str, Form] = {}
    todo: list[Action] = [said(0, line) for line in LEADING]
    while todo:
        for effect in decide(todo.pop()):
            match effect:
                case Reply(view) | Redraw(view):
                    for _, token, chosen in presses(view):
                        todo += [pressed(0, token, chosen)] * (token not in tokens)
                        tokens[token] = None
                case Ask(form):
                    sort = form.token.partition("/")[0], *keys_of(form)
                    forms.setdefault("/".join(sort), form)
                case _:
                    pass
    return sorted(tokens), [*forms.values()]


def is_answered(effects: Iterable[Effect]) -> bool:
    """With something to read, within what every platform bears."""
    answers = [effect for effect in effects if isinstance(effect, Answer)]
    return bool(answers) and all(map(is_readable, answers))


def is_readable(answer: Answer) -> bool:
    match answer:
        case Reply(view) | Redraw(view):
            return is_sound(view)
        case Ask(form):
            return is_askable(form)
        case Refuse(form, key, why):
            return is_askable(form) and key in keys_of(form) and is_hint(why)


def is_sound(view: View) -> bool:
    length = sum(len(text) for block in view.blocks for text in texts_of(block))
    fits = 0 < length < LONGEST_VIEW and len(view.controls) <= MOST_CONTROLS
    several = [one for one in view.controls if isinstance(one, Picker | Ticks)]
    labels = [one.label for one in view.controls if not isinstance(one, Pager)]
    choices = [choice.label for one in several for choice in one.choices]
    return fits and all(
        0 < len(label) <= most
        for each, most in ((labels, LONGEST_LABEL), (choices, LONGEST_CHOICE))
        for label in each
    )


def is_askable(form: Form) -> bool:
    asked = all(is_hint(field.label + field.hint) for field in form.fields)
    return asked and is_hint(form.title)


def is_hint(text: str) -> bool:
    return 0 < len(text) <= LONGEST_HINT


def keys_of(form: Form) -> Sequence[str]:
    return [field.key for field in form.fields]


def texts_of(block: Block) -> Iterator[str]:
    match block:
        case str() | tuple():
            yield from _parts_of(block)
        case Heading(text):
            yield from _parts_of(text)
        case Bullets(items):
            yield from (part for item in items for part in _parts_of(item))
        case Quote(text) | Copyable(text):
            yield text
        case Picture(_, alt):
            yield alt
        case File(name):
            yield name


def _parts_of(text: Text) -> Iterator[str]:
    for part in parts(text):
        match part:
            case str():
                yield part
            case Bold(inside) | Code(inside) | Link(inside):
                yield inside
            case Moment(at):
                yield at.isoformat()
