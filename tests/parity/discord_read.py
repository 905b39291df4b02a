"""What is read in Discord's payloads, and which of their ids stands behind a label."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any

from adapters.discord.calls import SILENT
from adapters.discord.controls import MOST_LABEL
from adapters.discord.forms import BETWEEN, CHOOSE, PARAGRAPH
from adapters.discord.text import plain
from bot.coach.time.dates import spoken
from tests.adapters.discord.loopback import Message as Posted
from tests.adapters.discord.loopback import Modal, Person, elements
from tests.adapters.discord.loopback.kinds import BUTTON, LABEL, SELECT, TEXT
from tests.adapters.discord.reading import read
from tests.parity.face import Dialog, Who
from tests.parity.shown import Message, Question

PEOPLE = "people.pick"

_BLOCK = re.compile(r"```\n(.*?)\n```", re.DOTALL)
_NUMBER = re.compile(r"\d+\. ")

Json = dict[str, Any]


def called(person: Person, label: str) -> tuple[Posted, str, list[str]]:
    """The newest message that has it, its id there, and what is chosen with it."""
    assert person.modal is None
    bare_label = plain(label, MOST_LABEL)
    shown = person.seen(0).messages
    for message in reversed(shown):
        for found in elements.elements(message):
            piece = found.component
            if piece.get("label") == bare_label:
                return message, piece["custom_id"], []
            for option in piece.get("options", ()):
                if label in (said(option), _NUMBER.sub("", said(option), count=1)):
                    return message, piece["custom_id"], chosen(piece, option)
    raise LookupError(f"{person.name} sees no {label!r}")


def chosen(select: Json, option: Json) -> list[str]:
    """What is ticked already stays so."""
    before = {one["value"] for one in select["options"] if one.get("default")}
    return [*(before ^ {option["value"]})] if is_ticks(select) else [option["value"]]


def is_ticks(select: Json) -> bool:
    return select.get("min_values") == 0


def said(option: Json) -> str:
    """A long label goes on in the line below it."""
    return " ".join(filter(None, (option["label"], option.get("description"))))


def names_of_ticks(post: Posted) -> Iterator[str]:
    """They stand above them too, as Discord hides them once something is ticked."""
    pieces = (piece for row in post.components for piece in row["components"])
    yield from (piece["placeholder"] for piece in pieces if is_ticks(piece))


def labels(piece: Json, *, is_page: bool) -> Iterator[str]:
    """What can be pressed, as a terminal would name it.

    Of a page of people those can be chosen that are on it: elsewhere all are found.
    """
    if piece["type"] == BUTTON:
        yield piece["label"]
        return
    assert piece["type"] == SELECT
    name, options = piece["placeholder"], piece["options"]
    if is_ticks(piece):
        yield name
        for option in options:
            yield f"({'x' if option.get('default') else ' '}) {said(option)}"
    elif is_page and piece["custom_id"] == PEOPLE:
        yield name
    else:
        yield from (f"{name}: {said(option)}" for option in options)


def words(content: str, who: Who) -> str:
    """Moments as this reader's client draws them, and links with their address."""
    pieces = _BLOCK.split(content)
    for nth in range(0, len(pieces), 2):
        lines = pieces[nth].split("\n")
        pieces[nth] = "\n".join("".join(drawn(line, who)) for line in lines)
    return "\n".join(pieces)


def drawn(line: str, who: Who) -> Iterator[str]:
    before = ""
    for kind, text in read(line):
        match kind:
            case "moment":
                yield spoken(datetime.fromtimestamp(int(text), UTC), who.zone)
            case "link" if before == "named":
                yield f" ({text})"
            case _:
                yield text
        before = kind


def noticed(posts: list[tuple[Posted, Message]]) -> Iterator[Message]:
    """A phone rings for the notice; what it tells of stands below it, in silence."""
    while posts:
        (_, first), *rest = posts
        below = [*takewhile(lambda post: post[0].flags & SILENT, rest)]
        posts = rest[len(below) :]
        notice = " ".join(first.lines)
        shown = [message for _, message in below] or [first]
        yield Message(
            tuple(line for message in shown for line in message.lines),
            tuple(key for message in shown for key in message.keys),
            tuple(file for message in shown for file in message.files),
            shown[0].title,
            notice,
        )


def dialog(modal: Modal) -> Dialog:
    """What a label has no room for stands whole above them all."""
    title, whole = modal.sent["title"], dict[str, str]()
    for text in (c for c in modal.sent["components"] if c["type"] == TEXT):
        for line in text["content"].split("\n"):
            if line.startswith("### "):
                title = "".join(text for _, text in read(line))
            elif line.startswith("**"):
                label = "".join(text for _, text in read(line))
                whole[label] = ""
            else:
                whole[label] = "".join(text for _, text in read(line))
    fields = (c for c in modal.sent["components"] if c["type"] == LABEL)
    return Dialog(title, tuple(question(field, whole) for field in fields))


def question(labelled: Json, whole: Mapping[str, str]) -> Question:
    """Where a label is cut it goes on in the description, before the hint."""
    element, label = labelled["component"], labelled["label"]
    hint = labelled.get("description", "")
    above = [one for one in whole if one.startswith(label.removesuffix("…"))]
    if above:
        label, hint = above[0], whole[above[0]]
    elif label.endswith("…"):
        rest, _, hint = hint.partition(BETWEEN)
        label = f"{label[:-1]} {rest[1:]}"
    options = element.get("options", ())
    choices = {said(option) for option in options}
    if options and element["placeholder"] != CHOOSE:
        choices.add(element["placeholder"])
    ticked = [said(option) for option in options if option.get("default")]
    value = ticked[0] if ticked else element.get("value", "")
    is_long = element.get("style") == PARAGRAPH
    return Question(label, hint, "" if is_long else value, frozenset(choices))


def ids(modal: Modal, given: Mapping[str, str]) -> dict[str, str]:
    """By whole labels, as they are read, the fields they belong to."""
    labelled = [c for c in modal.sent["components"] if c["type"] == LABEL]
    known = zip(dialog(modal).fields, labelled, strict=True)
    found = {one.label: field["component"]["custom_id"] for one, field in known}
    return {found[label]: value for label, value in given.items()}
