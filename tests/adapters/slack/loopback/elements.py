"""What a person can do with what is shown, and how a client writes that down.

The client is as strict as Slack's: nobody presses what is not there, chooses what is
not offered, or leaves a field empty that must be filled in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.adapters.slack.loopback.jsons import Json
from tests.adapters.slack.loopback.workspace import Surface

VALUES = {  # https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
    "checkboxes": "selected_options",
    "datepicker": "selected_date",
    "email_text_input": "value",
    "external_select": "selected_option",
    "multi_static_select": "selected_options",
    "number_input": "value",
    "plain_text_input": "value",
    "radio_buttons": "selected_option",
    "static_select": "selected_option",
    "timepicker": "selected_time",
    "url_text_input": "value",
    "users_select": "selected_user",
}
MOMENTARY = ("button", "overflow")  # they keep no state

Key = tuple[str, str]
"""The block_id and action_id of an element."""


@dataclass(frozen=True, slots=True)
class Found:
    """An element, or with an option one thing to choose in it."""

    block: Json
    element: Json
    option: Json | None = None

    @property
    def key(self) -> Key:
        return self.block["block_id"], self.element.get("action_id", "")

    def names(self) -> set[str]:
        """What a person or a test may call it by."""
        if self.option:
            return {*option_names(self.option)}
        texts = (self.element.get(key) for key in ("text", "placeholder"))
        named = {words(text) for text in (*texts, self.block.get("label")) if text}
        return named | {self.element.get("action_id", ""), *self._block_name()}

    def _block_name(self) -> Iterator[str]:
        if "element" in self.block:  # the one of an input block
            yield self.block["block_id"]


def words(text: Json) -> str:
    return str(text["text"])


def option_names(option: Json) -> Iterator[str]:
    """Its value, its label, or all that is to be read of it."""
    label = words(option["text"])
    yield from (option["value"], label)
    if "description" in option:
        yield f"{label} {words(option['description'])}"


def elements(surface: Surface) -> Iterator[Found]:
    """All that can be operated, in order."""
    for block in surface.blocks:
        one = (block.get("accessory"), block.get("element"))
        for element in (*one, *block.get("elements", ())):
            if element and element.get("type") in (*VALUES, *MOMENTARY):
                yield Found(block, element)


def options(found: Found, offered: Sequence[Json] = ()) -> list[Json]:
    """What there is to choose; those of an external select were `offered` meanwhile."""
    groups = [found.element, *found.element.get("option_groups", ())]
    return [*offered, *(each for group in groups for each in group.get("options", ()))]


def find(surface: Surface, what: str) -> Found | None:
    """An element of this name, else an option of this name within one."""
    there = [*elements(surface)]
    inside = (Found(f.block, f.element, each) for f in there for each in options(f))
    for group in (there, [*inside]):
        named = [found for found in group if what in found.names()]
        if len(named) > 1:
            raise LookupError(f"{len(named)} things here are called {what!r}")
        if named:
            return named[0]
    return None


def option(found: Found, name: str, offered: Sequence[Json] = ()) -> Json:
    there = options(found, offered)
    for each in there:
        if name in option_names(each):
            return each
    raise LookupError(f"no {name!r} among {[words(each['text']) for each in there]}")


def chosen(
    found: Found, names: Sequence[str], before: Json, offered: Sequence[Json] = ()
) -> Json:
    """What an element holds after somebody chose these, or typed them.

    An option that was found by its own name is chosen, or ticked the other way round.
    """
    element = found.element
    if element["type"] == "button":
        return {"value": element["value"]} if "value" in element else {}
    if found.option:
        return picked(found, [found.option], before)
    field = VALUES.get(element["type"], "selected_option")
    if field.startswith("selected_option"):
        return listed(field, [option(found, name, offered) for name in names])
    return {field: checked(found, names[0]) if names and names[0] else None}


def picked(found: Found, options: Sequence[Json], before: Json) -> Json:
    field = VALUES.get(found.element["type"], "selected_option")
    if field == "selected_option":
        return {field: options[0]}
    ticked = before.get(field) or []
    there = found.element.get("options", ())
    return {field: [each for each in there if (each in ticked) != (each in options)]}


def listed(field: str, options: list[Json]) -> Json:
    if field == "selected_options":
        return {field: options}
    if len(options) > 1:
        raise LookupError("only one can be chosen here")
    return {field: options[0] if options else None}


def checked(found: Found, text: str) -> str:
    """What the client lets somebody type."""
    least, most = found.element.get("min_length", 0), found.element.get("max_length")
    if len(text) < least or len(text) > (most or 3000):
        raise ValueError(f"{len(text)} characters, {least} to {most} can be typed")
    if found.element["type"] == "email_text_input" and "@" not in text:
        raise ValueError(f"the client takes no {text!r} for an address")
    return text


def untouched(element: Json) -> Json:
    """What is in there at first: nothing is None, or an empty list."""
    field = VALUES[element["type"]]
    start = element.get("initial_" + field.removeprefix("selected_"))
    return {field: start or ([] if field == "selected_options" else None)}


def state(surface: Surface, filled: Mapping[Key, Json]) -> Json:
    """What all elements hold, by block_id and action_id."""
    values: Json = {}
    for found in elements(surface):
        if found.element["type"] not in MOMENTARY:
            block, action = found.key
            held = filled.get(found.key) or untouched(found.element)
            entry = {"type": found.element["type"], **held}
            values.setdefault(block, {})[action] = entry
    return values


def missing(surface: Surface, values: Json) -> list[str]:
    """The labels of fields that the client would ask for before it submits."""
    inputs = (block for block in surface.blocks if block["type"] == "input")
    return [
        words(block["label"])
        for block in inputs
        if not block.get("optional") and not any(held(values[block["block_id"]]))
    ]


def held(block: Mapping[str, Json]) -> Iterable[bool]:
    return (bool(entry.get(VALUES[entry["type"]])) for entry in block.values())
