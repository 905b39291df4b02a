"""What a person reads of a message or a modal: its words, and [what can be pressed].

Timestamps stand as they were sent: every client writes them in its own way.
"""

import re
from collections.abc import Iterable, Iterator

from tests.adapters.discord.loopback import kinds
from tests.adapters.discord.loopback.jsons import Json
from tests.adapters.discord.loopback.places import Modal, Surface

THINKING = "..."
ESCAPED = re.compile(r"\\([^A-Za-z0-9\s])")
LINK = re.compile(r"\[([^\]]*)\]\((?:<)?https?://[^\s)]+\)")
LINE_MARKS = re.compile(r"^(?:-# |#{1,3} |> )", re.MULTILINE)
MARKS = re.compile(r"\*{1,3}|__|~~|\|\||`{1,3}")
HIDDEN = 0xE000  # where escaped characters wait, among those for private use


def read(surface: Surface) -> str:
    return "\n".join(lines(surface))


def lines(surface: Surface) -> Iterator[str]:
    if isinstance(surface, Modal):
        yield surface.sent["title"]
        yield from parts(surface.sent["components"])
        return
    if surface.thinking:
        yield THINKING
    yield from filter(None, [unmarked(surface.content)])
    yield from (line for each in surface.embeds for line in embed(each))
    yield from parts(surface.components)
    yield from (f"({file['filename']})" for file in surface.attachments)


def embed(embed: Json) -> Iterator[str]:
    texts = [embed.get("title"), embed.get("description")]
    texts += [f"{each['name']}\n{each['value']}" for each in embed.get("fields", ())]
    texts += [embed.get("footer", {}).get("text")]
    yield from (unmarked(text) for text in texts if text)


def parts(components: Iterable[Json]) -> Iterator[str]:
    for component in components:
        match component["type"]:
            case kinds.ROW:
                yield " ".join(map(control, component["components"]))
            case kinds.TEXT:
                yield unmarked(component["content"])
            case kinds.LABEL:
                yield f"{component['label']} {control(component['component'])}"
                yield from filter(None, [component.get("description")])
            case kinds.CONTAINER:
                yield from parts(component["components"])
            case kinds.SECTION:
                yield from parts([*component["components"], component["accessory"]])
            case kinds.BUTTON:
                yield control(component)
            case kinds.GALLERY:
                yield from (f"({i.get('description')})" for i in component["items"])
            case _:
                pass  # a line between, or a file that is among the attachments


def control(component: Json) -> str:
    return f"[{' | '.join(filter(None, words(component)))}]"


def words(component: Json) -> Iterator[str]:
    """Of a select what stands in it, then all that it offers."""
    yield component.get("label") or ""
    yield component.get("placeholder") or ""
    yield from (option["label"] for option in component.get("options", ()))
    yield f"= {component['value']}" if component.get("value") else ""


def unmarked(marked: str) -> str:
    """Without the marks, and with what was escaped as it was.

    >>> unmarked("**Ana** said `yes` to [this](https://example.com): 2 \\\\* 3")
    'Ana said yes to this: 2 * 3'
    """
    hidden = ESCAPED.sub(lambda found: chr(HIDDEN + ord(found[1]) % 0x1000), marked)
    kept = {chr(HIDDEN + ord(f[1]) % 0x1000): f[1] for f in ESCAPED.finditer(marked)}
    bare = MARKS.sub("", LINE_MARKS.sub("", LINK.sub(r"\1", hidden)))
    return "".join(kept.get(mark, mark) for mark in bare)
