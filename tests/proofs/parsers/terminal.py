"""A typed line, the name of a file to save, and whatever is shown."""

from collections.abc import Iterator
from contextlib import suppress
from unicodedata import bidirectional, category

from adapters.console import translate
from adapters.console.files import named_in, saved
from adapters.console.render import Sheet, lines
from adapters.console.text import plain
from bot.errors import Mistake
from bot.text import MOST_NAME
from bot.views import (
    Bold,
    Bullets,
    Button,
    Choice,
    Code,
    Copyable,
    File,
    Heading,
    Link,
    Picker,
    Picture,
    Quote,
    Ticks,
    View,
)
from tests.proofs.parsers.table import CONTROLS, NOW, TURNS, folder, parser, pick


@parser("console", ":skip 3 days", ":as Tom", ":save a.ics", ":quit", "1", "Do it")
def a_typed_line(text: str) -> None:
    who = translate.visitor("Ana", "UTC")
    screen = translate.Screen((("Do it", "x.do", ""), ("Do not", "x.not", "a")))
    with suppress(Mistake):
        order = translate.order(text)
        assert order is None or order.word in translate.ORDERS
    with suppress(Mistake):
        action = translate.action(text, screen, "1", who, NOW)
        assert action.where == who.direct
    assert len(translate.account(text)) <= 3 * MOST_NAME  # a small letter may be three
    assert named_in(text) in text


@parser("console", "a talk.ics", "../../etc/passwd", "C:\\x", "~/.profile", "CON")
def a_file_name(text: str) -> None:
    """Whatever it is called, it is saved in the folder and nowhere else."""
    for name, suggested in ((text, "a.ics"), ("", text)):
        path = saved(File(suggested, "text/calendar", text[:9]), folder(), name)
        assert path.parent == folder()
        assert len(path.name) <= 110
        path.unlink()


@parser("console", "Priya", "\x1b[2J", "<!channel>", "two\nlines", "\u202egnp")
def a_view(text: str) -> None:
    for line in _drawn(text[:1_000]):
        for char in set(line):
            assert category(char) not in CONTROLS
            assert bidirectional(char) not in TURNS
        line.encode()


def _drawn(text: str) -> Iterator[str]:
    short = text[:70]
    parts = (text, Bold(text), Code(text), Link(text, text))
    marked = (text, parts, Heading(text), Bullets((text, parts)), Quote(text))
    files = (Copyable(text), Picture("", text), File(text, text, text))
    choices = (Choice(short, text),)
    controls = (
        Button(text, "a.b"),
        Picker(text, "a.b", choices),
        Ticks(text, "a.b", choices, (text,)),
    )
    view = View((*marked, *files), controls, text)
    return map(plain, lines(view, Sheet("UTC", pick(text, (20, 80, 10_000)))))
