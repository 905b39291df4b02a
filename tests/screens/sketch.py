"""A payload as Slack draws it, in letters: what is read, and what can be pressed.

    *Bold*      [Button]  [*the one that is green*]  [!the one that is red!]
    `code`      [Pick one v]  with what it offers below
    | quoted    [x] ticked, [ ] not ticked

Times are those of a reader in New York.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from textwrap import wrap
from zoneinfo import ZoneInfo

from adapters.slack.text import Payload

WIDTH = 72  # about what a message has room for in a window of the usual size
READER = ZoneInfo("America/New_York")
MARKS = {"primary": ("[*", "*]"), "danger": ("[!", "!]")}
ENDS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def drawn(payload: Payload) -> Iterator[str]:
    """Line by line. At the end stand the words of a lock screen."""
    if "title" in payload:
        yield f"=== {_text(payload['title'])} ==="
    if "options" in payload:
        yield from _below({"type": "static_select", **payload})
    for block in payload.get("blocks", ()):
        yield from _block(block)
    for field, why in payload.get("errors", {}).items():
        yield f"under the field '{field}': {why}"
    ends = [_text(payload[key]) for key in ("close", "submit") if key in payload]
    if ends:
        yield f"{'':40}{' '.join(f'[{end}]' for end in ends)}"
    if "text" in payload:
        yield f"(lock screen: {payload['text']})"


def _block(block: Payload) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield from _wrapped(_text(block["text"]).upper())
        case "rich_text":
            yield from (line for each in block["elements"] for line in _rich(each))
        case "actions":
            yield from _row(block["elements"])
        case "section":
            yield from _wrapped(_text(block["text"]))
        case "context":
            yield from _wrapped(f"({_text(block['elements'][0])})")
        case "input":
            yield from _input(block)
        case "divider":
            yield "-" * WIDTH
        case other:
            raise ValueError(f"nobody has drawn a block {other!r} yet")


def _rich(element: Payload) -> Iterator[str]:
    inner = element["elements"]
    match element["type"]:
        case "rich_text_list":
            for item in inner:
                yield from _wrapped("".join(map(_span, item["elements"])), "- ", "  ")
        case "rich_text_quote":
            yield from _wrapped("".join(map(_span, inner)), "| ", "| ")
        case "rich_text_preformatted":
            yield f"+{'-' * (WIDTH - 1)}"
            yield from _wrapped("".join(map(_span, inner)), "| ", "| ")
            yield f"+{'-' * (WIDTH - 1)}"
        case _:
            yield from _wrapped("".join(map(_span, inner)))


def _span(element: Payload) -> str:
    match element["type"]:
        case "date":
            return _date(datetime.fromtimestamp(element["timestamp"], UTC))
        case "link":
            text = f"{element['text']} <{element['url']}>"
        case _:
            text = element["text"]
    style = element.get("style", {})
    bold, code = "*" * bool(style.get("bold")), "`" * bool(style.get("code"))
    return f"{bold}{code}{text}{code}{bold}"


def _date(at: datetime) -> str:
    """https://docs.slack.dev/messaging/formatting-message-text#date-formatting"""
    here = at.astimezone(READER)
    end = ENDS.get(here.day, "th")
    return f"{here:%A, %B} {here.day}{end} at {here:%I:%M %p}".replace(" 0", " ")


def _row(elements: Iterable[Payload]) -> Iterator[str]:
    """Buttons flow as words do, and what they ask or offer stands below."""
    if whole := "  ".join(_label(each).replace(" ", "\0") for each in elements):
        yield from (line.replace("\0", " ") for line in _wrapped(whole))
    for each in elements:
        yield from _below(each)


def _label(element: Payload) -> str:
    match element["type"]:
        case "button":
            begin, end = MARKS.get(element.get("style", ""), ("[", "]"))
            return f"{begin}{_text(element['text'])}{end}"
        case "static_select" | "external_select":
            return f"[{_text(element['placeholder'])} v]"
        case _:
            return ""


def _below(element: Payload) -> Iterator[str]:
    if element["type"] == "external_select":
        yield "    (what it offers follows from what is typed)"
    ticked = [option["value"] for option in element.get("initial_options", ())]
    for option in element.get("options", ()):
        box = "" if element["type"] == "static_select" else "[ ] "
        box = "[x] " if option["value"] in ticked else box
        texts = (option[key] for key in ("text", "description") if key in option)
        yield from _wrapped(box + " ".join(map(_text, texts)), "    ", "        ")


def _input(block: Payload) -> Iterator[str]:
    element, may = block["element"], " (optional)" if block["optional"] else ""
    yield from _wrapped(f"{_text(block['label'])}{may}")
    if element["type"] == "static_select":
        chosen = element.get("initial_option", {}).get("text", element["placeholder"])
        yield f"  [{_text(chosen)} v]"
        yield from _below(element)
    else:
        value = element.get("initial_value", "")
        yield from _wrapped(value or "_" * 20, "  [ ", "  | ")
    if hint := block.get("hint"):
        yield from _wrapped(_text(hint), "  ", "  ")


def _text(shown: Payload) -> str:
    return str(shown["text"])


def _wrapped(text: str, first: str = "", others: str = "") -> Iterator[str]:
    for line in text.split("\n"):
        yield from wrap(
            line,
            WIDTH,
            initial_indent=first,
            subsequent_indent=others,
            break_on_hyphens=False,
        ) or [first.rstrip()]
        first = others
