"""What a person reads of a message or a view: its words, and [what can be pressed].

Dates stand as their fallback; no client writes them in the same way.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from tests.adapters.slack.loopback.jsons import Json
from tests.adapters.slack.loopback.workspace import Message, Surface, View


def read(surface: Surface) -> str:
    lines = [*titles(surface), *(line for b in surface.blocks for line in block(b))]
    if isinstance(surface, Message):
        if surface.text and not surface.blocks:
            lines = [unmarked(surface.text)]
        return "\n".join([*lines, *(f"({file['name']})" for file in surface.files)])
    why = (f"! {words}" for words in surface.errors.values())
    return "\n".join([*lines, *why])


def titles(surface: Surface) -> Iterator[str]:
    if isinstance(surface, View) and "title" in surface.sent:
        yield text(surface.sent["title"])


def block(block: Json) -> Iterator[str]:
    match block["type"]:
        case "rich_text":
            yield from (line for each in block["elements"] for line in rich(each))
        case "input":
            yield f"{text(block['label'])} {control(block['element'])}"
            yield from map(text, filter(None, [block.get("hint")]))
        case "actions" | "context":
            yield " ".join(control(each) for each in block["elements"])
        case "image":
            yield f"({block['alt_text']})"
        case _:
            shown = (block.get("text"), *block.get("fields", ()))
            yield from (text(each) for each in shown if each)
            yield from map(control, filter(None, [block.get("accessory")]))


def rich(element: Json) -> Iterator[str]:
    inner = element["elements"]
    match element["type"]:
        case "rich_text_list":
            yield from (f"- {line}" for item in inner for line in rich(item))
        case "rich_text_quote":
            yield from (f"> {line}" for line in spans(inner).split("\n"))
        case _:
            yield spans(inner)


def spans(elements: Iterable[Json]) -> str:
    return "".join(map(span, elements))


def span(element: Json) -> str:
    match element["type"]:
        case "text":
            return str(element["text"])
        case "link":
            return str(element.get("text") or element["url"])
        case "date":
            return str(element.get("fallback") or element["timestamp"])
        case "user":
            return f"@{element['user_id']}"
        case other:
            return f":{element.get('name', other)}:"


def control(element: Json) -> str:
    match element["type"]:
        case "mrkdwn" | "plain_text":
            return text(element)
        case "image":
            return f"({element['alt_text']})"
        case "button":
            return f"[{text(element['text'])}]"
        case _:
            return f"[{' | '.join(choices(element))}]"


def choices(element: Json) -> Iterator[str]:
    """Of a select what stands in it, then all that it offers."""
    if "placeholder" in element:
        yield text(element["placeholder"])
    lists = [element, *element.get("option_groups", ())]
    yield from (text(o["text"]) for each in lists for o in each.get("options", ()))
    for key in ("initial_value", "initial_date", "initial_time"):
        if element.get(key):
            yield f"= {element[key]}"


def text(shown: Json) -> str:
    return unmarked(shown["text"]) if shown["type"] == "mrkdwn" else str(shown["text"])


def unmarked(marked: str) -> str:
    """Links and dates as their words, and what was escaped as it was.

    >>> unmarked("<https://example.com|here> &lt;b&gt; <!date^0^{date}|Tue 24 Nov>")
    'here <b> Tue 24 Nov'
    """
    return unescape(re.sub(r"<(?:[^<>|]*\|)?([^<>|]*)>", r"\1", marked))
