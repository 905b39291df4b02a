"""Views as lines: one structure, drawn plain or in colour."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count, groupby
from typing import assert_never

from adapters.console.text import (
    NO_BREAK,
    Line,
    Span,
    Style,
    plain,
    wrapped,
)
from adapters.text import on_one_line, visible
from bot.coach.time.dates import spoken
from bot.views import (
    Block,
    Bold,
    Bullets,
    Button,
    Code,
    Control,
    Copyable,
    File,
    Heading,
    Link,
    Moment,
    Pager,
    Part,
    Picker,
    Picture,
    Quote,
    Text,
    Ticks,
    View,
    numbered_from,
    parts,
)

FRAME = "-" * 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a view is drawn on: so many columns wide, for a reader here and now."""

    zone: str  # IANA
    width: int = 80
    now: datetime | None = None  # to leave out what year it is


def text_of(view: View, sheet: Sheet) -> str:
    return "\n".join(map(plain, lines(view, sheet)))


def lines(view: View, sheet: Sheet) -> Iterator[Line]:
    """From top to bottom; each control is numbered in the order of `presses`."""
    for nth, block in enumerate(view.blocks):
        if nth and isinstance(block, Heading):
            yield ()
        yield from _block(block, sheet)
    yield from _controls(view, sheet)


def _block(block: Block, sheet: Sheet) -> Iterator[Line]:
    match block:
        case str() | tuple():
            yield from wrapped(_line(block, sheet), sheet.width)
        case Heading(text):
            yield from wrapped(_line(text, sheet, "strong"), sheet.width)
        case Bullets(items):
            for item in items:
                yield from _behind("- ", "  ", _line(item, sheet), sheet)
        case Quote(text):
            for line in visible(text).split("\n"):
                yield from _behind("| ", "| ", (Span(line),), sheet)
        case Copyable(text):
            yield (Span(FRAME, "faint"),)
            yield from ((Span(line),) for line in visible(text).split("\n"))
            yield (Span(FRAME, "faint"),)
        case Picture(_, alt):
            yield from _aside(f"[picture: {alt}]", sheet)
        case File(name):
            yield from _aside(f"[file: {name}; :save keeps it]", sheet)
        case _:
            assert_never(block)


def _aside(text: str, sheet: Sheet) -> Iterator[Line]:
    return wrapped((Span(on_one_line(text), "faint"),), sheet.width)


def _behind(first: str, rest: str, line: Line, sheet: Sheet) -> Iterator[Line]:
    for nth, piece in enumerate(wrapped(line, sheet.width - len(first))):
        yield Span(rest if nth else first, "faint"), *piece


def _line(text: Text, sheet: Sheet, style: Style = "plain") -> Line:
    return tuple(span for part in parts(text) for span in _spans(part, sheet, style))


def _spans(part: Part, sheet: Sheet, style: Style) -> Iterator[Span]:
    match part:
        case str():
            yield Span(on_one_line(part), style)
        case Bold(text):
            yield Span(on_one_line(text), "strong")
        case Code(text):
            yield Span(on_one_line(text), "code")
        case Moment(at):
            yield Span(spoken(at, sheet.zone, sheet.now).replace(" ", NO_BREAK), style)
        case Link(text, url):
            yield Span(on_one_line(text), style)
            yield Span(f" ({on_one_line(url)})", "faint")
        case _:
            assert_never(part)


def _controls(view: View, sheet: Sheet) -> Iterator[Line]:
    """Ticks have a line each, all else stands side by side."""
    numbers = count(numbered_from(view))
    for are_ticks, controls in groupby(view.controls, lambda c: isinstance(c, Ticks)):
        spans = (span for control in controls for span in _control(control, numbers))
        for line in ((span,) for span in spans) if are_ticks else [_joined(spans)]:
            yield from wrapped(line, sheet.width)


def _control(control: Control, numbers: Iterator[int]) -> Iterator[Span]:
    match control:
        case Button(label, _, tone):
            yield _key(next(numbers), label, "key" if tone == "plain" else tone)
        case Picker(label, _, choices):
            yield Span(f"{_unbroken(label)}:")
            yield from (_key(next(numbers), choice.label) for choice in choices)
        case Ticks(label, _, choices, ticked):
            yield Span(f"{on_one_line(label)}:")
            for choice in choices:
                mark = "x" if choice.value in ticked else " "
                row = f"({mark})  [{next(numbers)} {on_one_line(choice.label)}]"
                yield Span(row, "key")
        case Pager(_, page, pages):
            if page > 1:
                yield _key(next(numbers), "Back")
            yield Span(_unbroken(f"page {page} of {pages}"), "faint")
            if page < pages:
                yield _key(next(numbers), "More")
        case _:
            assert_never(control)


def _key(number: int, label: str, style: Style = "key") -> Span:
    return Span(f"[{number}{NO_BREAK}{_unbroken(label)}]", style)


def _unbroken(text: str) -> str:
    return on_one_line(text).replace(" ", NO_BREAK)


def _joined(spans: Iterator[Span]) -> Line:
    return tuple(piece for span in spans for piece in (Span(" "), span))[1:]
