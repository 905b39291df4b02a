"""What can be pressed, as rows of Discord's components.

A custom_id is the token, unless there is another with that token above: then its first
character stands for itself and for which of them it is. So both keep to 100.
https://docs.discord.com/developers/components/reference
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, assert_never

from adapters.discord.text import Payload, plain
from bot.text import shortened
from bot.views import (
    Button,
    Choice,
    Control,
    Pager,
    Picker,
    Text,
    Ticks,
    Tone,
    View,
    presses,
)

ROW, BUTTON, SELECT = 1, 2, 3
MOST_IN_A_ROW = 5
MOST_LABEL, LONGEST_ID = 80, 100
# https://docs.discord.com/developers/components/reference#string-select
MOST_OPTIONS, MOST_IN_OPTION, LONGEST_VALUE, MOST_PLACEHOLDER = 25, 100, 100, 150

STYLES: Mapping[Tone, int] = {"primary": 1, "plain": 2, "danger": 4}

# A plane that no alphabet uses, in steps of the first 128 characters.
_AGAIN, _STEP = 0xF0000, 128


def drawn(controls: Iterable[Control]) -> Iterator[Payload]:
    """Rows, of buttons or of one select."""
    pieces = _told_apart(piece for control in controls for piece in _pieces(control))
    for kind, run in groupby(pieces, lambda piece: piece["type"]):
        row = [*run]
        most = MOST_IN_A_ROW if kind == BUTTON else 1
        for at in range(0, len(row), most):
            yield {"type": ROW, "components": row[at : at + most]}


def notes(controls: Iterable[Control]) -> Iterator[Text]:
    """What to read with them: which page it is, and what a select was for once
    something is chosen in it."""
    for control in controls:
        match control:
            case Pager(_, page, pages):
                yield f"Page {page} of {pages}"
            case Ticks(label, _, choices) if choices:
                yield label
            case _:
                pass


def pressed(
    rows: Iterable[Mapping[str, Any]], custom_id: str, values: Sequence[str] = ()
) -> tuple[str, str]:
    """The token, and all that is chosen with it now, parted by spaces.

    A press tells of one select. What is ticked in others of that token stands in the
    message, as it was drawn last.
    """
    token = original(custom_id)
    chosen: list[str] = []
    for piece in (piece for row in rows for piece in row["components"]):
        if original(piece.get("custom_id", "")) != token:
            continue
        is_this = piece["custom_id"] == custom_id
        for one in piece.get("options", ()):
            if one["value"] in values if is_this else one.get("default"):
                chosen.append(original(one["value"]))
    return token, " ".join(chosen)


def apart(text: str, nth: int) -> str:
    """As long as it was; the first of a kind is only itself.

    >>> original(apart("people.card/c7", 2))
    'people.card/c7'
    """
    first = text[:1] if text[:1].isascii() else ""
    mark = chr(_AGAIN + _STEP * nth + (ord(first) if first else 0))
    return mark + text[len(first) :] if nth or not text else text


def original(text: str) -> str:
    """As it was before it was told `apart`."""
    mark = ord(text[0]) if text else 0
    if mark < _AGAIN:
        return text
    first = mark % _STEP
    return (chr(first) if first else "") + text[1:]


def option(choice: Choice, *, chosen: bool = False) -> Payload:
    """A long label goes on in the line below it."""
    label = plain(choice.label, MOST_IN_OPTION * 2)
    drawn = {"label": label, "value": choice.value}
    if len(label) > MOST_IN_OPTION:
        at = label.rfind(" ", 1, MOST_IN_OPTION + 1)
        at = at if at > 0 else MOST_IN_OPTION
        rest = shortened(label[at:].strip(), MOST_IN_OPTION)
        drawn |= {"label": label[:at].strip(), "description": rest}
    return drawn | {"default": True} if chosen else drawn


def _pieces(control: Control) -> Iterator[Payload]:
    match control:
        case Button(label, token, tone):
            yield _button(label, token, tone)
        case Pager():
            for label, token, _ in presses(View((), (control,))):
                yield _button(label, token)
        case Picker(label, token, choices):
            for said, some in _groups(label, choices):
                yield _select(said, token, some)
        case Ticks(label, token, choices, ticked, first):
            numbered = [
                Choice(f"{nth}. {choice.label}", choice.value)
                for nth, choice in enumerate(choices, first)
            ]
            for said, some in _groups(label, numbered, first):
                most = {"min_values": 0, "max_values": len(some)}
                yield _select(said, token, some, ticked) | most
        case _:
            assert_never(control)


def _button(label: str, token: str, tone: Tone = "plain") -> Payload:
    return {
        "type": BUTTON,
        "style": STYLES[tone],
        "label": plain(label, MOST_LABEL),
        "custom_id": token,
    }


def _select(
    label: str, token: str, choices: Sequence[Choice], ticked: Sequence[str] = ()
) -> Payload:
    options = [option(choice, chosen=choice.value in ticked) for choice in choices]
    for one, value in zip(options, _unlike(c.value for c in choices), strict=True):
        one["value"] = value
    return {
        "type": SELECT,
        "custom_id": token,
        "placeholder": plain(label, MOST_PLACEHOLDER),
        "options": options,
    }


def _groups(
    label: str, choices: Sequence[Choice], first: int = 1
) -> Iterator[tuple[str, Sequence[Choice]]]:
    """Where one does not hold them all, each label says which are in it."""
    for start in range(0, len(choices), MOST_OPTIONS):
        some = choices[start : start + MOST_OPTIONS]
        here = f" ({first + start} to {first + start + len(some) - 1})"
        yield (label if len(some) == len(choices) else label + here), some


def _told_apart(pieces: Iterable[Payload]) -> Iterator[Payload]:
    drawn = [*pieces]
    for piece, id in zip(drawn, _unlike(p["custom_id"] for p in drawn), strict=True):
        yield piece | {"custom_id": id}


def _unlike(texts: Iterable[str]) -> Iterator[str]:
    """What is too long would be cut: then it names nothing, as a stale one."""
    seen: Counter[str] = Counter()
    for text in texts:
        short = text[:LONGEST_ID]
        yield apart(short, seen[short])[:LONGEST_ID]
        seen[short] += 1
