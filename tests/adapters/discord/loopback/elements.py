"""What a person can do with what is shown, and how a client writes that down.

The client is as strict as Discord's: nobody presses what is not there, chooses what is
not offered, or leaves a field empty that must be filled in.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.adapters.discord.loopback import kinds
from tests.adapters.discord.loopback.jsons import Json, components
from tests.adapters.discord.loopback.places import Account, Message, Modal, Surface

SELECTS = (kinds.SELECT, kinds.USER_SELECT)
FIELDS = (
    kinds.TEXT_INPUT,
    kinds.UPLOAD,
    kinds.RADIO,
    kinds.CHECKBOXES,
    kinds.CHECKBOX,
    *SELECTS,
)
SINGLE = (kinds.TEXT_INPUT, kinds.RADIO, kinds.CHECKBOX)  # `value`, else `values`

Upload = tuple[str, bytes]
Value = str | bool | Account | Upload | Sequence[str | Account | Upload]
"""What somebody puts into a field: text, a name that is offered, a tick, a file."""

Store = Callable[[Upload], str]
"""Keeps what is uploaded, and gives its id."""


@dataclass(frozen=True, slots=True)
class Found:
    """A component, or with an option one thing to choose in it."""

    component: Json
    label: str = ""
    option: Json | None = None

    def names(self) -> set[str]:
        """What a person or a test may call it by."""
        if self.option:
            return {self.option["label"], self.option["value"]}
        own = (self.component.get(key) for key in ("label", "placeholder", "custom_id"))
        return {name for name in (*own, self.label) if name}


def shown(surface: Surface) -> Json:
    return surface.sent if isinstance(surface, Modal) else surface.to_json()


def elements(surface: Surface) -> Iterator[Found]:
    """All that can be operated, in order."""
    labels = {}
    for component in components(shown(surface)):
        if component["type"] == kinds.LABEL:
            labels[component["component"]["custom_id"]] = component["label"]
        elif component["type"] in (kinds.BUTTON, *FIELDS):
            yield Found(component, labels.get(component.get("custom_id", ""), ""))


def find(surface: Surface, what: str) -> Found | None:
    """An element of this name, else an option of this name within one."""
    there = [*elements(surface)]
    inside = [
        Found(f.component, f.label, each)
        for f in there
        for each in f.component.get("options", ())
    ]
    for group in (there, inside):
        named = [found for found in group if what in found.names()]
        if len(named) > 1:
            raise LookupError(f"{len(named)} things here are called {what!r}")
        if named:
            return named[0]
    return None


def pressed(found: Found, names: Sequence[str | Account], on: Message) -> Json:
    """What is told when somebody presses a button, or chooses in a select."""
    component = found.component
    if component.get("disabled"):
        raise LookupError(f"{sorted(found.names())} is disabled")
    if "custom_id" not in component:
        raise LookupError(f"{component.get('url')} is a link: nobody is told")
    told = {"custom_id": component["custom_id"], "component_type": component["type"]}
    told["id"] = component["id"]
    if component["type"] == kinds.BUTTON:
        return told
    chosen = [found.option["value"]] if found.option else values(component, names)
    check_count(component, chosen)
    return {**told, "values": chosen}


def values(component: Json, names: Sequence[Any]) -> list[str]:
    if component["type"] == kinds.USER_SELECT:
        return [each.id for each in names]
    return [option(component, name)["value"] for name in names]


def option(component: Json, name: str) -> Json:
    there: list[Json] = component["options"]
    for each in there:
        if name in (each["value"], each["label"]):
            return each
    raise LookupError(f"no {name!r} among {[each['label'] for each in there]}")


def check_count(component: Json, chosen: Sequence[object]) -> None:
    least, most = limits(component)
    if not least <= len(chosen) <= most:
        raise ValueError(f"{len(chosen)} chosen, {least} to {most} can be")


def limits(component: Json) -> tuple[int, int]:
    all_of_them = component["type"] == kinds.CHECKBOXES
    usual = len(component["options"]) if all_of_them else 1
    least, most = component.get("min_values"), component.get("max_values")
    return 1 if least is None else least, usual if most is None else most


# In a modal


def filled(found: Found, value: Value | None, store: Store) -> Json:
    """A field as it is submitted; None leaves it as it was shown."""
    component = found.component
    entered = untouched(component) if value is None else entry(component, value, store)
    kind, name = component["type"], found.label or component["custom_id"]
    is_empty = entered in ("", None, [])
    if is_empty and kind != kinds.CHECKBOX and component.get("required", True):
        raise ValueError(f"the client asks for {name!r} first")
    if kind == kinds.TEXT_INPUT and not is_empty:
        check_length(component, entered)
    if kind not in SINGLE and not is_empty:
        check_count(component, entered)
    told = {"type": kind, "id": component["id"], "custom_id": component["custom_id"]}
    return {**told, "value" if kind in SINGLE else "values": entered}


def untouched(component: Json) -> Any:
    """What is in there at first."""
    chosen = [o["value"] for o in component.get("options", ()) if o.get("default")]
    match component["type"]:
        case kinds.TEXT_INPUT:
            return component.get("value") or ""
        case kinds.CHECKBOX:
            return component.get("default", False)
        case kinds.RADIO:
            return next(iter(chosen), None)
        case _:
            return chosen


def entry(component: Json, value: Value, store: Store) -> Any:
    kind = component["type"]
    if kind in (kinds.TEXT_INPUT, kinds.CHECKBOX):
        return value
    several = not isinstance(value, (str, tuple, Account, bool))
    many: list[Any] = [*value] if several else [value]  # type: ignore[misc]  # as checked
    if kind == kinds.UPLOAD:
        return [store(each) for each in many]
    chosen = values(component, many)
    return chosen[0] if kind == kinds.RADIO else chosen


def check_length(component: Json, text: str) -> None:
    """What the client lets somebody type."""
    least, most = component.get("min_length") or 0, component.get("max_length") or 4000
    if not least <= len(text) <= most:
        raise ValueError(f"{len(text)} characters, {least} to {most} can be typed")


def submitted(modal: Modal, fields: dict[str, Json]) -> list[Json]:
    """The components of the modal, with what was entered in their places."""
    told: list[Json] = []
    for component in modal.sent["components"]:
        outer: Json = {"type": component["type"], "id": component["id"]}
        if component["type"] == kinds.LABEL:
            outer["component"] = fields[component["component"]["custom_id"]]
        elif component["type"] == kinds.ROW:
            inner = component["components"]
            outer["components"] = [fields[each["custom_id"]] for each in inner]
        told.append(outer)
    return told
