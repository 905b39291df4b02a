"""What can be pressed, as Slack's elements.

An action_id is a number, which makes it the only one on its surface, a space, and the
token; the value is what was chosen, or else the token again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice
from typing import assert_never

from adapters.slack.text import (
    MOST_TEXT,
    Payload,
    cut,
    packed,
    plain_text,
    size,
    weight,
)
from adapters.text import on_one_line
from bot.views import (
    Button,
    Choice,
    Control,
    Pager,
    Picker,
    Ticks,
    Tone,
    View,
    presses,
)

MOST_IN_A_ROW = 5  # Slack takes 25, of which a phone shows five
HEAVIEST_ROW = 8_000  # characters: that of a full select
# https://docs.slack.dev/reference/block-kit/composition-objects/option-object
MOST_LABEL = LONGEST_VALUE = 75
# https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
MOST_OPTIONS, MOST_PLACEHOLDER = 100, 150
MOST_DESCRIBED = 25  # options with a second line: more of them fill a message
# https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element
MOST_TICKS = 10
# https://docs.slack.dev/reference/block-kit/block-elements/button-element
LONGEST_BUTTON_VALUE = 2_000
BLOCKS = ("actions", "context", "section")


def drawn(controls: Iterable[Control], numbers: Iterator[int]) -> Iterator[Payload]:
    """Side by side in rows; ticks, and the page one is on, have blocks of their own."""
    pieces = (piece for control in controls for piece in _pieces(control, numbers))
    for is_block, run in groupby(pieces, lambda piece: piece["type"] in BLOCKS):
        if is_block:
            yield from run
        else:
            for row in _rows([*run]):
                yield {"type": "actions", "elements": row}


def _rows(pieces: Sequence[Payload]) -> Iterator[list[Payload]]:
    """As few as it takes, all of about one length, the first the longest."""
    many = -(-len(pieces) // MOST_IN_A_ROW)
    shortest, longer = divmod(len(pieces), many)
    rest = iter(pieces)
    for nth in range(many):
        row = islice(rest, shortest + (nth < longer))
        yield from packed(row, weight, HEAVIEST_ROW)


def option(choice: Choice) -> Payload:
    """A long label goes on in the line below it."""
    whole = on_one_line(choice.label).strip()
    if size(whole) <= MOST_LABEL:
        return _short(choice)
    label = next(cut(whole, MOST_LABEL))
    more = plain_text(whole[len(label) :], MOST_LABEL)
    return {**_short(replace(choice, label=label)), "description": more}


def _short(choice: Choice) -> Payload:
    return {"text": plain_text(choice.label, MOST_LABEL), "value": choice.value}


def _pieces(control: Control, numbers: Iterator[int]) -> Iterator[Payload]:
    match control:
        case Button(label, token, tone):
            yield _button(label, token, "", next(numbers), tone)
        case Pager(_, page, pages):
            yield _note(f"Page {page} of {pages}")
            yield from _buttons(control, numbers)
        case Picker(label, _, choices) | Ticks(label, _, choices) if not fit(choices):
            yield _note(label)
            yield from _buttons(control, numbers)
        case Picker(finds_people=True):
            yield _typed_into(control, next(numbers))
        case Picker():
            yield from _selects(control, numbers)
        case Ticks():
            yield from _checkboxes(control, numbers)
        case _:
            assert_never(control)


def fit(choices: Sequence[Choice]) -> bool:
    """A value that is too long for an option still fits into a button."""
    return all(1 <= size(choice.value) <= LONGEST_VALUE for choice in choices)


def _buttons(control: Control, numbers: Iterator[int]) -> Iterator[Payload]:
    for label, token, chosen in presses(View((), (control,))):
        yield _button(label, token, chosen, next(numbers))


def _button(
    label: str, token: str, chosen: str, nth: int, tone: Tone = "plain"
) -> Payload:
    button = {
        "type": "button",
        "text": plain_text(label, MOST_LABEL),
        "action_id": f"{nth} {token}",
        # What no button holds would be cut: then it names nothing, as a stale one.
        "value": (chosen or token)[:LONGEST_BUTTON_VALUE],
    }
    if tone != "plain":
        button["style"] = tone
    return button


def _typed_into(picker: Picker, nth: int) -> Payload:
    """It asks us for its options: at once, and again as somebody types.

    https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select
    """
    return {
        "type": "external_select",
        "placeholder": plain_text(picker.label, MOST_PLACEHOLDER),
        "min_query_length": 0,
        "action_id": f"{nth} {picker.token}",
    }


def _selects(picker: Picker, numbers: Iterator[int]) -> Iterator[Payload]:
    draw = option if len(picker.choices) <= MOST_DESCRIBED else _short
    for label, choices in _groups(picker.label, picker.choices, MOST_OPTIONS):
        yield {
            "type": "static_select",
            "placeholder": plain_text(label, MOST_PLACEHOLDER),
            "options": [*map(draw, choices)],
            "action_id": f"{next(numbers)} {picker.token}",
        }


def _checkboxes(ticks: Ticks, numbers: Iterator[int]) -> Iterator[Payload]:
    """Numbered, for whoever would rather say which.

    A press tells of one group; the others are in the state that comes with it.
    """
    numbered = [
        Choice(f"{nth}. {choice.label}", choice.value)
        for nth, choice in enumerate(ticks.choices, ticks.first)
    ]
    groups = _groups(ticks.label, numbered, MOST_TICKS, ticks.first)
    for label, choices in groups:
        boxes = {
            "type": "checkboxes",
            "options": [*map(option, choices)],
            "action_id": f"{next(numbers)} {ticks.token}",
        }
        if ticked := [option(c) for c in choices if c.value in ticks.ticked]:
            boxes["initial_options"] = ticked
        yield {"type": "section", "text": plain_text(label, MOST_TEXT)}
        yield {"type": "actions", "elements": [boxes]}


def _groups(
    label: str, choices: Sequence[Choice], most: int, first: int = 1
) -> Iterator[tuple[str, Sequence[Choice]]]:
    """Where one does not hold them all, each label says which are in it."""
    for start in range(0, len(choices), most):
        some = choices[start : start + most]
        here = f" ({first + start} to {first + start + len(some) - 1})"
        yield (label if len(some) == len(choices) else label + here), some


def _note(text: str) -> Payload:
    return {"type": "context", "elements": [plain_text(text, MOST_TEXT)]}
