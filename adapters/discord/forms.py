"""A form as a modal: one input a field.

https://docs.discord.com/developers/components/using-modal-components
https://docs.discord.com/developers/components/reference#label
"""

from collections.abc import Iterator

from adapters.discord.blocks import drawn
from adapters.discord.controls import (
    LONGEST_VALUE,
    MOST_OPTIONS,
    MOST_PLACEHOLDER,
    SELECT,
    option,
)
from adapters.discord.text import Payload, cut, plain
from adapters.text import on_one_line, visible
from bot.asking import MOST_LINE
from bot.errors import Refused
from bot.views import MOST_FIELDS, Block, Bold, Choice, Field, Form, Heading

TEXT_INPUT, TEXT, LABEL, UPLOAD = 4, 10, 18, 19
ONE_LINE, PARAGRAPH = 1, 2  # styles of a text input
MOST_TITLE = MOST_LABEL = 45
MOST_DESCRIPTION, MOST_TEXT = 100, 4_000
MOST_IN_INPUT = 4_000  # as long as anything that the bot keeps

BETWEEN = " \N{MIDDLE DOT} "
CHOOSE = "Choose one"
LEFT_OUT = "Too long to be changed here: the end is left out."


def modal(form: Form) -> Payload:
    """Its custom_id is the token, those of its inputs are the keys of the fields.

    What a label has no room for stands whole above them all. Refused where there is
    no room for that, or for all choices of a select: then it is asked in direct
    messages. A title that is too long is cut, and whole above if there is room.
    """
    inputs = [_labelled(field) for field in form.fields]
    whole = [block for field in form.fields for block in _whole(field)]
    if len(inputs) == MOST_FIELDS and not whole:
        return _modal(form.title, form.token, inputs)
    is_cut = len(on_one_line(form.title).strip()) > MOST_TITLE
    above = "\n".join(drawn([*([Heading(form.title)] if is_cut else []), *whole]))
    if len(inputs) == MOST_FIELDS or len(above) > MOST_TEXT:
        raise Refused("a form with more to read than a dialog has room for")
    text = [{"type": TEXT, "content": above}] if above else []
    return _modal(form.title, form.token, [*text, *inputs])


def _modal(title: str, token: str, components: list[Payload]) -> Payload:
    shown, _ = _begun(plain(title, len(title) + 1), MOST_TITLE)
    return {"custom_id": token, "title": shown, "components": components}


def _labelled(field: Field) -> Payload:
    label, about = _label(field)[0], _about(field)
    labelled = {"type": LABEL, "label": label, "component": _element(field)}
    fits = 0 < len(about) <= MOST_DESCRIPTION
    return {**labelled, "description": about} if fits else labelled


def _element(field: Field) -> Payload:
    if field.file:
        return {"type": UPLOAD, "custom_id": field.key, "required": field.required}
    choices = _choices(field)
    return _select(field, choices) if choices else _text(field)


def _whole(field: Field) -> Iterator[Block]:
    """What its description has no room for."""
    if len(_about(field)) > MOST_DESCRIPTION:
        yield (Bold(on_one_line(field.label).strip()),)
        yield from _notes(field)


def _about(field: Field) -> str:
    _, rest = _label(field)
    return BETWEEN.join(filter(None, (rest, *_notes(field))))


def _label(field: Field) -> tuple[str, str]:
    return _begun(plain(field.label, len(field.label) + 1), MOST_LABEL)


def _notes(field: Field) -> list[str]:
    is_lost = len(field.value) > MOST_IN_INPUT and not _choices(field)
    hint = on_one_line(field.hint).strip()
    return [*filter(None, (LEFT_OUT if is_lost else "", hint))]


def _choices(field: Field) -> list[Choice]:
    return [*{c.value: c for c in field.choices if c.value}.values()]


def _begun(text: str, most: int) -> tuple[str, str]:
    """Cut after a word, and marked, where it is too long; and how it goes on."""
    if len(text) <= most:
        return text, ""
    begun = next(cut(text, most - 1))
    return f"{begun}…", f"…{text[len(begun) :].strip()}"


def _text(field: Field) -> Payload:
    """Nothing that stands in it is more than what is said to be left out."""
    value = next(cut(visible(field.value), MOST_IN_INPUT), "")
    is_long = field.long or len(value) > MOST_LINE or "\n" in value
    element: Payload = {
        "type": TEXT_INPUT,
        "custom_id": field.key,
        "style": PARAGRAPH if is_long else ONE_LINE,
        "required": field.required,
        "max_length": MOST_IN_INPUT if is_long else MOST_LINE,
    }
    return element | {"value": value} if value else element


def _select(field: Field, choices: list[Choice]) -> Payload:
    """An option has a value: the choice that has none is what is there unchosen."""
    if len(choices) > MOST_OPTIONS or any(
        len(choice.value) > LONGEST_VALUE for choice in choices
    ):
        raise Refused("a form with more choices, or longer ones, than a select holds")
    unchosen = next((c.label for c in field.choices if not c.value), CHOOSE)
    required = field.required and unchosen == CHOOSE
    return {
        "type": SELECT,
        "custom_id": field.key,
        "placeholder": plain(unchosen, MOST_PLACEHOLDER),
        "options": [option(c, chosen=c.value == field.value) for c in choices],
        "required": required,
        "min_values": int(required),
        "max_values": 1,
    }
