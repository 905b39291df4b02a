"""What can be pressed, as Slack's elements.

An action_id is a number, which makes it the only one on its surface, a space, and the
token; the value is what was chosen, or else the token again.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import assert_never

from adapters.slack.text import (
    MOST_TEXT,
    Payload,
    fitted,
    packed,
    plain_text,
    size,
    weight,
)
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

# https://docs.slack.dev/reference/block-kit/blocks/actions-block
MOST_IN_A_ROW = 25
HEAVIEST_ROW = 8_000  # characters: that of a full select
# https://docs.slack.dev/reference/block-kit/composition-objects/option-object
MOST_LABEL = LONGEST_VALUE = 75
# https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
MOST_OPTIONS, MOST_PLACEHOLDER = 100, 150
# https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element
MOST_TICKS = 10
# https://docs.slack.dev/reference/block-kit/block-elements/button-element
LONGEST_BUTTON_VALUE = 2_000
# https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object
MOST_CONFIRM_TITLE, MOST_CONFIRM_BUTTON = 100, 30

FOR_GOOD = "This can't be brought back."
LEAVE_IT = "Leave it"


def drawn(controls: Iterable[Control], numbers: Iterator[int]) -> Iterator[Payload]:
    """Side by side in rows; ticks, and the page one is on, have blocks of their own."""
    pieces = (piece for control in controls for piece in _pieces(control, numbers))
    for is_block, run in groupby(pieces, lambda p: p["type"] in ("section", "context")):
        if is_block:
            yield from run
        else:
            for row in packed(run, weight, HEAVIEST_ROW, MOST_IN_A_ROW):
                yield {"type": "actions", "elements": row}


def option(choice: Choice) -> Payload:
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
    if tone == "danger":
        button["confirm"] = _confirm(label)
    return button


def _confirm(label: str) -> Payload:
    question = f"{fitted(label.strip(), MOST_CONFIRM_TITLE - 1)}?"
    return {
        "title": plain_text(question, MOST_CONFIRM_TITLE),
        "text": plain_text(FOR_GOOD, MOST_TEXT),
        "confirm": plain_text(label, MOST_CONFIRM_BUTTON),
        "deny": plain_text(LEAVE_IT, MOST_CONFIRM_BUTTON),
        "style": "danger",
    }


def _selects(picker: Picker, numbers: Iterator[int]) -> Iterator[Payload]:
    for label, choices in _groups(picker.label, picker.choices, MOST_OPTIONS):
        yield {
            "type": "static_select",
            "placeholder": plain_text(label, MOST_PLACEHOLDER),
            "options": [*map(option, choices)],
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
        text = plain_text(label, MOST_TEXT)
        yield {"type": "section", "text": text, "accessory": boxes}


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
