"""A form as a modal: one input a field, or two where its value is too long for one.

https://docs.slack.dev/reference/views/modal-views
https://docs.slack.dev/reference/block-kit/blocks/input-block
"""

from collections.abc import Iterator, Mapping, Sequence

from adapters.slack.blocks import drawn
from adapters.slack.controls import MOST_OPTIONS, MOST_PLACEHOLDER, fit, option
from adapters.slack.text import (
    BREAKS,
    MOST_TEXT,
    Payload,
    cut,
    fitted,
    parted,
    plain_text,
    size,
)
from adapters.text import visible
from bot.asking import MOST_LINE
from bot.views import Choice, Field, Form, Heading

MOST_TITLE = 24
MOST_LABEL = 500  # Slack takes 2,000, and 250 kB in all: five of everything fit
MOST_ABOUT = 3_000
MOST_IN_INPUT = 3_000
"""https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element"""

DONE, CANCEL, CHOOSE, MORE = "Done", "Cancel", "Choose one", "It goes on"
LEFT_OUT = "This is too long to be changed here: what came after it is left out."

_GOES_ON = " + "  # and the number of a break; no key of a field has spaces


def modal(form: Form, about: str) -> Payload:
    """`about` comes back with the answers. A title that is cut stands whole inside."""
    inputs = (block for field in form.fields for block in _field(field))
    return {
        "type": "modal",
        "callback_id": form.token,
        "private_metadata": kept(about),
        "title": plain_text(_title(form.title), MOST_TITLE),
        "submit": plain_text(DONE, MOST_TITLE),
        "close": plain_text(CANCEL, MOST_TITLE),
        "blocks": [*_whole(form.title), *inputs],
    }


def answers(given: Mapping[str, str]) -> dict[str, str]:
    """By the keys of the fields: what took two inputs is one answer again.

    >>> answers({"note": "One.", "note + 0": "Two.", "who": ""})
    {'note': 'One.\\n\\nTwo.', 'who': ''}
    """
    whole: dict[str, str] = {}
    for id in sorted(given):
        key, _, nth = id.partition(_GOES_ON)
        both = whole.get(key, ""), given[id]
        whole[key] = (BREAKS[int(nth)] if all(both) else "").join(both)
    return whole


def errors(key: str, why: str) -> Payload:
    """https://docs.slack.dev/surfaces/modals#displaying_errors"""
    said = plain_text(why, MOST_LABEL)["text"]
    return {"response_action": "errors", "errors": {key: said}}


def kept(about: str) -> str:
    if len(about) > MOST_ABOUT:
        raise ValueError(f"{len(about)} characters of private_metadata")
    return about


def _title(title: str) -> str:
    """Cut after a word, and marked, where it is too long."""
    whole = " ".join(visible(title).split())
    if size(whole) <= MOST_TITLE:
        return whole
    return f"{next(cut(whole, MOST_TITLE - 1))}…"


def _whole(title: str) -> Iterator[Payload]:
    if size(title) > MOST_TITLE:
        yield from drawn([Heading(fitted(title, MOST_TEXT))])


def _field(field: Field) -> Iterator[Payload]:
    if any(choice.value for choice in field.choices):
        optional = not field.required or not all(c.value for c in field.choices)
        yield _input(field.key, field.label, field.hint, optional, _select(field))
    else:
        yield from _texts(field)


def _texts(field: Field) -> Iterator[Payload]:
    """What we keep has 4,000 characters at most: a second input holds the rest."""
    key, value = field.key, visible(field.value)
    is_long = field.long or size(value) > MOST_LINE or "\n" in value
    (first, _), *rest = [*parted(value, MOST_IN_INPUT)] or [("", "")]
    element = _text(first, is_long)
    yield _input(key, field.label, field.hint, not field.required, element)
    for piece, before in rest[:1]:
        id = f"{key}{_GOES_ON}{BREAKS.index(before)}"
        yield _input(id, MORE, "", True, _text(piece, is_long))
    if rest[1:]:
        yield from drawn([LEFT_OUT])


def _input(id: str, label: str, hint: str, optional: bool, element: Payload) -> Payload:
    block = {
        "type": "input",
        "block_id": id,
        "label": plain_text(label, MOST_LABEL),
        "optional": optional,
        "element": {**element, "action_id": id},
    }
    if hint.strip():
        block["hint"] = plain_text(hint, MOST_LABEL)
    return block


def _text(value: str, is_long: bool) -> Payload:
    most = MOST_IN_INPUT if is_long else MOST_LINE
    element = {"type": "plain_text_input", "multiline": is_long, "max_length": most}
    return {**element, "initial_value": value} if value else element


def _select(field: Field) -> Payload:
    """An option has a value: the choice that has none is what is there unchosen."""
    unchosen = next((c.label for c in field.choices if not c.value), CHOOSE)
    element = {
        "type": "static_select",
        "placeholder": plain_text(unchosen, MOST_PLACEHOLDER),
        **_options([choice for choice in field.choices if choice.value]),
    }
    if chosen := [c for c in field.choices if c.value and c.value == field.value]:
        element["initial_option"] = option(chosen[0])
    return element


def _options(choices: Sequence[Choice]) -> Payload:
    if not fit(choices):
        raise ValueError("a choice of a form whose value is too long for Slack")
    starts = range(0, len(choices), MOST_OPTIONS)
    groups = [[*map(option, choices[at : at + MOST_OPTIONS])] for at in starts]
    if len(groups) == 1:
        return {"options": groups[0]}
    named = zip(starts, groups, strict=True)
    return {"option_groups": [_group(at, options) for at, options in named]}


def _group(at: int, options: list[Payload]) -> Payload:
    label = plain_text(f"{at + 1} to {at + len(options)}", MOST_PLACEHOLDER)
    return {"label": label, "options": options}
