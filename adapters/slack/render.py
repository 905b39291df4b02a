"""Views as what is sent to Slack: messages, dialogs, and the Home tab.

Whatever is too long goes on in the next message or page; nothing is cut in silence.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from operator import itemgetter

from adapters.slack import blocks, controls
from adapters.slack.forms import MOST_TITLE, answers, errors, kept, modal
from adapters.slack.text import (
    MOST_TEXT,
    Payload,
    escaped,
    fitted,
    packed,
    plain_text,
    weighed,
)
from bot.views import File, Picture, View

__all__ = [
    "Message",
    "answers",
    "attachments",
    "errors",
    "home",
    "messages",
    "modal",
    "panel",
    "panels",
]

# https://docs.slack.dev/reference/block-kit/blocks
MOST_IN_MESSAGE, MOST_IN_VIEW = 50, 100
# All its text; 11,300 characters were too many, and the limit is not documented.
# https://github.com/slackapi/bolt-js/issues/2867
HEAVIEST_MESSAGE = 9_000
# Of 250 kB, https://docs.slack.dev/reference/methods/views.open#errors
HEAVIEST_VIEW = 200_000  # bytes

NAME, CLOSE = "Who Else", "Close"
NO_NOTICE = View(()).notice
NO_ROOM = "There is more than fits here. Write to me under Messages to see the rest."


@dataclass(frozen=True, slots=True)
class Message:
    """`text` is what a lock screen shows; it names nobody."""

    blocks: list[Payload]
    text: str


def messages(view: View) -> list[Message]:
    """One, or as many as it takes. What can be pressed stands under the last.

    They are filled from the end, so that it never stands there without a word.
    """
    pressed = weighed(controls.drawn(view.controls, count(1)))
    said = [*blocks.heavy(view.blocks), *pressed] or blocks.heavy([_notice(view)])
    backwards = reversed([*said])
    filled = [*packed(backwards, itemgetter(1), HEAVIEST_MESSAGE, MOST_IN_MESSAGE)]
    notice = escaped(fitted(_notice(view), MOST_TEXT))
    return [
        Message([block for block, _ in reversed(some)], notice)
        for some in reversed(filled)
    ]


def attachments(view: View) -> list[File | Picture]:
    """What is uploaded beside; in the message a line names it."""
    return [block for block in view.blocks if isinstance(block, File | Picture)]


def panel(view: View, about: str) -> Payload:
    """A dialog that shows a view: the first of its `panels`."""
    return panels(view, about)[0]


def panels(view: View, about: str = "") -> list[Payload]:
    """One after another; each has room for one more block, to go on to the next."""
    return [
        {
            "type": "modal",
            "private_metadata": kept(about),
            "title": plain_text(NAME, MOST_TITLE),
            "close": plain_text(CLOSE, MOST_TITLE),
            "blocks": some,
        }
        for some in _pages(_drawn(view, count(1)))
    ]


def home(views: Sequence[View]) -> Payload:
    """One below another, on the one page there is: it says where that is too short."""
    first, *rest = _pages(_parted(views or [View(())]))
    more = blocks.drawn([NO_ROOM]) if rest else ()
    return {"type": "home", "blocks": [*first, *more]}


def _parted(views: Sequence[View]) -> Iterator[Payload]:
    numbers = count(1)
    for nth, view in enumerate(views):
        if nth:
            yield {"type": "divider"}
        yield from _drawn(view, numbers)


def _pages(drawn: Iterator[Payload]) -> list[list[Payload]]:
    return [*packed(drawn, _bytes, HEAVIEST_VIEW, MOST_IN_VIEW - 1)]


def _drawn(view: View, numbers: Iterator[int]) -> Iterator[Payload]:
    """Never nothing: where a view is empty, its notice is all there is to say."""
    said = [*blocks.drawn(view.blocks), *controls.drawn(view.controls, numbers)]
    yield from said or blocks.drawn([_notice(view)])


def _notice(view: View) -> str:
    return view.notice.strip() or NO_NOTICE


def _bytes(block: Payload) -> int:
    return len(json.dumps(block))
