"""What nobody could be told by message, told at the next chance, and what to do.

The letters themselves are gone by then: what they were about stands in the book.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.effects import Answer, Ask, Redraw, Refuse, Reply
from bot.text import counted, listed
from bot.views import Code, Text

# https://support.discord.com/hc/en-us/articles/217916488-Blocking-Privacy-Settings
REMEDIES: Mapping[str, str] = {
    "discord": "allow direct messages in the privacy settings of a server we share",
    "slack": "ask whoever runs this workspace to let its apps write to you",
}
"""By platform, what lets the bot write again."""


def has_room(answers: Sequence[Answer]) -> bool:
    """A dialog is opened or stays open by the one answer there is."""
    return bool(answers) and not any(isinstance(a, Ask | Refuse) for a in answers)


def told(answers: Sequence[Answer], platforms: Sequence[str]) -> list[Answer]:
    """With a line before the first; `platforms` has one for each letter that failed."""
    first, *others = answers
    if not isinstance(first, Reply | Redraw):
        return [*answers]
    blocks = (_line(platforms), *first.view.blocks)
    return [replace(first, view=replace(first.view, blocks=blocks)), *others]


def _line(platforms: Sequence[str]) -> Text:
    known = sorted({*platforms})
    where = listed([platform.capitalize() for platform in known])
    many = counted(len(platforms), "message")
    remedies = [REMEDIES[platform] for platform in known if platform in REMEDIES]
    how = f" To hear from me again, {listed(remedies, 'and')}." if remedies else ""
    return (
        f"I could not write to you on {where}: {many} did not arrive. Nothing is lost:"
        " see ",
        Code("next"),
        " and ",
        Code("my reminders"),
        f".{how}",
    )
