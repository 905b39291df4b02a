"""What components may hold, in messages and in modals.

https://docs.discord.com/developers/components/reference. Components that are not named
here are refused, although Discord has more.
"""

from collections.abc import Iterator
from typing import Any

from tests.adapters.discord.loopback import kinds
from tests.adapters.loopback.shapes import (
    Rule,
    also,
    anything,
    flag,
    many,
    number,
    shape,
    string,
)


def one(*values: int) -> Rule:
    def rule(path: str, value: Any) -> Iterator[str]:
        if value not in values:
            yield f"{path}: not one of {', '.join(map(str, values))}"

    return rule


def snowflake(path: str, value: Any) -> Iterator[str]:
    """discord.py sends them as numbers too."""
    if isinstance(value, bool) or not str(value).isdigit():
        yield f"{path}: not a snowflake"


def or_null(rule: Rule) -> Rule:
    def either(path: str, value: Any) -> Iterator[str]:
        if value is not None:
            yield from rule(path, value)

    return either


def by_kind(rules: dict[int, Rule]) -> Rule:
    """Told apart by `type`; `id` is a number that anything may have."""

    def rule(path: str, value: Any) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind in rules:
            kept = {key: v for key, v in value.items() if key not in ("type", "id")}
            yield from rules[kind](path, kept)
        else:
            yield f"{path}/type: {kind}, not one of {', '.join(map(str, rules))}"

    return rule


def is_whole(path: str, button: Any) -> Iterator[str]:
    """What the kinds of buttons need, which the lengths do not say."""
    links = button.get("style") == kinds.LINK
    needed, other = ("url", "custom_id") if links else ("custom_id", "url")
    if needed not in button:
        yield f"{path}/{needed}: missing"
    if other in button:
        yield f"{path}/{other}: not with style {button['style']}"
    if not button.get("label") and not button.get("emoji"):
        yield f"{path}: a button needs a label or an emoji"


def offers_enough(path: str, select: Any) -> Iterator[str]:
    options = select.get("options") or []
    least, most = select.get("min_values"), select.get("max_values")
    most = 1 if most is None else most
    if (1 if least is None else least) > most:
        yield f"{path}/min_values: {least}, over max_values"
    if "options" in select and most > len(options):
        yield f"{path}/max_values: {most}, over {len(options)} options"
    if sum(bool(option.get("default")) for option in options) > most:
        yield f"{path}/options: more defaults than can be chosen"
    yield from differs(path, options)


def differs(path: str, options: Any) -> Iterator[str]:
    values = [option["value"] for option in options]
    for nth, value in enumerate(values):
        if value in values[:nth]:
            yield f"{path}/options/{nth}/value: used twice"


def options_differ(path: str, group: Any) -> Iterator[str]:
    yield from differs(path, group["options"])


CUSTOM_ID = string(100)
EMOJI = or_null(
    shape({}, id=or_null(snowflake), name=or_null(string(100)), animated=flag)
)
OPTION = shape(
    {"label": string(100), "value": string(100)},
    description=or_null(string(100, 0)),
    emoji=EMOJI,
    default=flag,
)
TICK = shape(
    {"label": string(100), "value": string(100)},
    description=or_null(string(100, 0)),
    default=flag,
)
PICKED: dict[str, Rule] = {
    "placeholder": or_null(string(150, 0)),
    "min_values": or_null(number(0, 25)),
    "max_values": or_null(number(1, 25)),
    "disabled": flag,
    "required": flag,
}
SELECTS: dict[int, Rule] = {
    kinds.SELECT: also(
        shape({"custom_id": CUSTOM_ID, "options": many(OPTION, 25)}, **PICKED),
        offers_enough,
    ),
    kinds.USER_SELECT: also(
        shape({"custom_id": CUSTOM_ID}, default_values=anything, **PICKED),
        offers_enough,
    ),
}
BUTTON = also(
    shape(
        {"style": one(1, 2, 3, 4, 5)},
        custom_id=CUSTOM_ID,
        label=or_null(string(80, 0)),
        url=string(512),
        emoji=EMOJI,
        disabled=flag,
    ),
    is_whole,
)
FIELDS: dict[int, Rule] = {
    kinds.TEXT_INPUT: shape(
        {"custom_id": CUSTOM_ID, "style": one(1, 2)},
        label=or_null(string(45)),
        min_length=or_null(number(0, 4000)),
        max_length=or_null(number(1, 4000)),
        required=flag,
        value=or_null(string(4000, 0)),
        placeholder=or_null(string(100, 0)),
    ),
    kinds.UPLOAD: also(
        shape(
            {"custom_id": CUSTOM_ID},
            min_values=or_null(number(0, 10)),
            max_values=or_null(number(1, 10)),
            required=flag,
        ),
        offers_enough,
    ),
    kinds.RADIO: also(
        shape({"custom_id": CUSTOM_ID, "options": many(TICK, 10, 2)}, required=flag),
        options_differ,
    ),
    kinds.CHECKBOXES: also(
        shape(
            {"custom_id": CUSTOM_ID, "options": many(TICK, 10)},
            min_values=or_null(number(0, 10)),
            max_values=or_null(number(1, 10)),
            required=flag,
        ),
        options_differ,
    ),
    kinds.CHECKBOX: shape({"custom_id": CUSTOM_ID}, default=flag),
    **SELECTS,
}


def row(path: str, value: Any) -> Iterator[str]:
    """Five buttons, or one select alone."""
    parts = value.get("components")
    inner = many(by_kind({kinds.BUTTON: BUTTON, **SELECTS}), 5)
    yield from shape({"components": inner})(path, value)
    several = parts if isinstance(parts, list) and len(parts) > 1 else []
    if any(isinstance(part, dict) and part.get("type") in SELECTS for part in several):
        yield f"{path}/components: a select fills its row"


TEXT = shape({"content": string(4000)})
MEDIA = shape({"url": string(2048)})
PICTURE: dict[str, Rule] = {
    "description": or_null(string(1024, 0)),
    "spoiler": flag,
}
THUMBNAIL = shape({"media": MEDIA}, **PICTURE)
INSIDE: dict[int, Rule] = {
    kinds.ROW: row,
    kinds.SECTION: shape(
        {
            "components": many(by_kind({kinds.TEXT: TEXT}), 3),
            "accessory": by_kind({kinds.BUTTON: BUTTON, kinds.THUMBNAIL: THUMBNAIL}),
        }
    ),
    kinds.TEXT: TEXT,
    kinds.GALLERY: shape({"items": many(shape({"media": MEDIA}, **PICTURE), 10)}),
    kinds.FILE: shape({"file": MEDIA}, spoiler=flag),
    kinds.SEPARATOR: shape({}, divider=flag, spacing=one(1, 2)),
}
CLASSIC = by_kind({kinds.ROW: row})
NEW = by_kind(
    {
        **INSIDE,
        kinds.CONTAINER: shape(
            {"components": many(by_kind(INSIDE), 40)},
            accent_color=or_null(number(0, 0xFFFFFF)),
            spoiler=flag,
        ),
    }
)


def field_row(path: str, value: Any) -> Iterator[str]:
    """The older way, without a label of its own: deprecated, and taken."""
    inner = by_kind({kinds.TEXT_INPUT: FIELDS[kinds.TEXT_INPUT]})
    yield from shape({"components": many(inner, 1)})(path, value)


FIELD = by_kind(
    {
        kinds.LABEL: shape(
            {"label": string(45), "component": by_kind(FIELDS)},
            description=or_null(string(100, 0)),
        ),
        kinds.TEXT: TEXT,
        kinds.ROW: field_row,
    }
)
