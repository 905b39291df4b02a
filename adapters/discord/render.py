"""Views as what is sent to Discord: messages and dialogs.

Messages are of the classic kind: their text is copied, searched, quoted and read out
as any other, which that of components v2 is not. Whatever is too long goes on in the
next message; nothing is cut in silence.
"""

from base64 import b64decode
from dataclasses import dataclass, field, replace
from io import BytesIO
from math import ceil

import discord

from adapters.discord import blocks, controls
from adapters.discord.blocks import MOST_ALT, is_unfenced
from adapters.discord.controls import pressed
from adapters.discord.forms import modal
from adapters.discord.text import MOST_CONTENT, Payload, joined
from adapters.text import on_one_line, visible
from bot.text import shortened
from bot.views import Block, Copyable, File, Picture, View

__all__ = ["Message", "messages", "modal", "pressed", "unasked"]

# https://docs.discord.com/developers/resources/message#create-message
MOST_ROWS, MOST_FILES = 5, 10
LONGEST_NAME = 100  # of a file; Discord takes 1,024

NO_NOTICE = View(()).notice
MORE = "More of it is here."
A_MESSAGE, A_PICTURE, A_FILE = "message.txt", "picture.png", "file.txt"


@dataclass(frozen=True, slots=True)
class Message:
    """`silent` asks for the flag that lets no phone ring."""

    content: str
    components: list[Payload] = field(default_factory=list[Payload])
    files: list[discord.File] = field(default_factory=list[discord.File])
    silent: bool = False


def messages(view: View) -> list[Message]:
    """One, or as many as it takes. What can be pressed stands under the last, and
    what that does not hold under another one."""
    read = [*blocks.drawn([*view.blocks, *controls.notes(view.controls)])]
    texts = [*joined(read or [_notice(view)], MOST_CONTENT, "\n")]
    rows = [*controls.drawn(view.controls)]
    files = [*map(_file, filter(_is_file, view.blocks))]
    below = max(1, ceil(len(rows) / MOST_ROWS), ceil(len(files) / MOST_FILES))
    return [
        *map(Message, texts[:-1]),
        *(
            Message(
                MORE if nth else texts[-1],
                rows[nth * MOST_ROWS :][:MOST_ROWS],
                files[nth * MOST_FILES :][:MOST_FILES],
            )
            for nth in range(below)
        ),
    ]


def unasked(view: View) -> list[Message]:
    """As `messages`, of our own accord: a lock screen shows the notice alone.

    It is a message of its own, because a phone shows whatever text it rings for.
    """
    said, notice = messages(view), Message(_notice(view))
    if said == [notice]:
        return said
    return [notice, *(replace(message, silent=True) for message in said)]


def _notice(view: View) -> str:
    """The beginning is enough of one that is long."""
    return next(blocks.drawn([view.notice, NO_NOTICE]))


def _is_file(block: Block) -> bool:
    return isinstance(block, File | Picture) or is_unfenced(block)


def _file(block: Block) -> discord.File:
    match block:
        case File(name, _, content):
            return _attached(_named(name), content.encode(errors="replace"))
        case Picture(png, alt):
            return _attached(A_PICTURE, b64decode(png), visible(alt))
        case Copyable(text):
            return _attached(A_MESSAGE, visible(text).encode())
        case _:
            raise TypeError(f"{type(block).__name__} is no file")


def _attached(name: str, content: bytes, alt: str = "") -> discord.File:
    about = shortened(alt, MOST_ALT) or None
    return discord.File(BytesIO(content), name, description=about)


def _named(name: str) -> str:
    """The end of a long name says what kind it is, so that stays."""
    safe = on_one_line(name).replace("/", "_").replace("\\", "_").strip()
    return safe[-LONGEST_NAME:] or A_FILE
