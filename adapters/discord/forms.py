"""A form as a modal: one input a field.

https://docs.discord.com/developers/components/using-modal-components
https://docs.discord.com/developers/components/reference#label
"""

from collections.abc import Iterator
from itertools import islice

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
from bot.text import shortened
from bot.views import MOST_FIELDS, Choice, Field, Form, Heading

TEXT_INPUT, TEXT, LABEL, UPLOAD = 4, 10, 18, 19
ONE_LINE, PARAGRAPH = 1, 2  # styles of a text input
MOST_TITLE = MOST_LABEL = 45
MOST_DESCRIPTION = 100
MOST_IN_INPUT = 4_000  # as long as anything that the bot keeps

CHOOSE = "Choose one"
LEFT_OUT = "Too long to be changed here: the end is left out."
FILE = "file"
A_FILE, OF_WHAT = "A file of contacts", "A CSV, a LinkedIn export, or vCards"


def modal(form: Form) -> Payload:
    """Its custom_id is the token, those of its inputs are the keys of the fields.

    Refused where it has more choices than a select: then it is asked in direct
    messages. A title that is cut stands whole inside if there is room.
    """
    inputs = [_field(field) for field in form.fields]
    room = MOST_FIELDS - len(inputs)
    return _modal(form.title, form.token, [*islice(_whole(form.title), room), *inputs])


def upload(title: str, token: str) -> Payload:
    """Asks for one file, which comes back as `FILE`."""
    element = {"type": UPLOAD, "custom_id": FILE, "required": True}
    label = {"type": LABEL, "label": A_FILE, "description": OF_WHAT}
    return _modal(title, token, [label | {"component": element}])


def _modal(title: str, token: str, components: list[Payload]) -> Payload:
    shown, _ = _begun(plain(title, len(title) + 1), MOST_TITLE)
    return {"custom_id": token, "title": shown, "components": components}


def _whole(title: str) -> Iterator[Payload]:
    if len(on_one_line(title).strip()) > MOST_TITLE:
        for line in drawn([Heading(title)]):
            yield {"type": TEXT, "content": line}


def _field(field: Field) -> Payload:
    choices = [*{c.value: c for c in field.choices if c.value}.values()]
    element = _select(field, choices) if choices else _text(field)
    label, rest = _begun(plain(field.label, len(field.label) + 1), MOST_LABEL)
    lost = LEFT_OUT if len(field.value) > MOST_IN_INPUT and not choices else ""
    about = " ".join(filter(None, (rest, lost, on_one_line(field.hint).strip())))
    drawn = {"type": LABEL, "label": label, "component": element}
    if about:
        drawn["description"] = shortened(about, MOST_DESCRIPTION)
    return drawn


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
