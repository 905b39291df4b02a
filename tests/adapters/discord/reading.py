"""What Discord's own app reads in a message, to write tests with.

Its rules in their order, as people found them out by trial:
https://github.com/LyricLy/parse-discord
"""

import re
from collections.abc import Iterator
from typing import Any

from adapters.discord.render import Message, messages
from bot.views import Block, Control, View

Payload = dict[str, Any]
Token = tuple[str, str]
"""What a piece is, and its text."""

ANYWHERE = [
    ("text", r"\\([^A-Za-z0-9\s])"),
    ("block", r"```(?:[a-zA-Z_\-+.0-9]*\n)?(.*?[^\n].*?)```"),
    ("bold", r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)"),
    ("underline", r"__((?:\\.|[^\\])+?)__(?!_)"),
    ("italic", r"\*(?!\s)((?:\\.|\*\*|[^*\\])+?)(?<!\s) {0,2}\*(?!\*)"),
    ("italic", r"_((?:\\.|__|[^_\\])+?)_(?![a-zA-Z0-9_])"),
    ("strike", r"~~(.+?)~~(?!_)"),
    ("spoiler", r"\|\|(.+?)\|\|"),
    ("code", r"(?P<ticks>`+)(.+?)(?<!`)(?P=ticks)(?!`)"),
    ("moment", r"<t:(-?[0-9]+)(?::[tTdDfFsSR])?>"),
    ("emoji", r"<a?:\w+:[0-9]+>|:(?![0-9]{2}:)[^\s:]+:"),
    ("mention", r"<(?:@[!&]?|#)[0-9]+>|@everyone|@here|</[^>]+:[0-9]+>|<id:\w+>"),
    ("link", r"((?:https?|steam)://[^\s<]+[^<.,:;\"'\]\s])"),
    ("link", r"<([^: >]+:/[^ >]+)>"),
    ("named", r"\[([^\[\]]*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\[^\n])*?)>?\s*\)"),
    ("invitation", r"(?i:discord(?:app)?\.(?:gg|com/invite)/\S+)"),
]
AT_LINE_START = [
    ("heading", r"#{1,3}\s+(?!#)([^\n]*)\n?"),
    ("subtext", r"-# +(?!-#)"),
    ("quote", r" *>(?:>>)? "),
    ("item", r" *(?:[*-]|[0-9]+\.) +(?=.)"),
]


def compiled(rules: list[tuple[str, str]]) -> list[tuple[str, re.Pattern[str]]]:
    return [(kind, re.compile(rule, re.DOTALL)) for kind, rule in rules]


EVERYWHERE, FIRST = compiled(ANYWHERE), compiled(AT_LINE_START)
MARKS = frozenset("\\`*_~|<:@[hsdD")  # with which any of `ANYWHERE` begins


def read(content: str) -> list[Token]:
    """Neighbours of one kind are one; what begins a line has no text of its own."""
    tokens: list[Token] = []
    for kind, text in _read(content, True):
        if tokens and tokens[-1][0] == kind and text:
            kind, text = kind, tokens.pop()[1] + text
        tokens.append((kind, text))
    return tokens


def _read(content: str, at_start: bool) -> Iterator[Token]:
    at = 0
    while at < len(content):
        rules = FIRST if at_start else []
        rules = [*rules, *(EVERYWHERE if content[at] in MARKS else ())]
        kind, found = _first(rules, content, at)
        if not found:
            yield "text", content[at]
            at_start = content[at] == "\n" or (at_start and content[at] == " ")
            at += 1
            continue
        yield from _within(kind, found, at_start)
        at = found.end()
        at_start = kind in ("quote", "item") or found[0].endswith("\n")


def _first(
    rules: list[tuple[str, re.Pattern[str]]], content: str, at: int
) -> tuple[str, re.Match[str] | None]:
    matches = ((kind, rule.match(content, at)) for kind, rule in rules)
    return next((found for found in matches if found[1]), ("", None))


def _within(kind: str, found: re.Match[str], at_start: bool) -> Iterator[Token]:
    match kind:
        case "bold":
            for inner, text in _read(found[1], at_start):
                yield ("bold" if inner == "text" else inner), text
        case "heading":
            yield kind, ""
            yield from _read(found[1].rstrip().rstrip("#").rstrip(), True)
        case "quote" | "item" | "subtext":
            yield kind, ""
        case "code":
            yield kind, found[2].strip()
        case "named":
            yield kind, found[1]
            yield "link", found[2]
        case _:
            yield kind, found[1] if found.lastindex else found[0]


def letters(content: str) -> str:
    """All that is to be read, in its order, without the spaces."""
    return "".join("".join(text.split()) for _, text in read(content))


def kinds(content: str) -> list[str]:
    """All that is more than text."""
    return [kind for kind, _ in read(content) if kind != "text"]


def only(view: View) -> Message:
    [message] = messages(view)
    return message


def shown(*blocks: Block) -> str:
    return only(View(blocks)).content


def rows(*controls: Control) -> list[list[Payload]]:
    return [row["components"] for row in only(View((), controls)).components]


def pieces(*controls: Control) -> list[Payload]:
    return [piece for row in rows(*controls) for piece in row]
