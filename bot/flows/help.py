"""`help`: what the bot can do, read from the flows themselves."""

from collections.abc import Iterator, Sequence

from bot.effects import Effect, Reply
from bot.events import Action, Pressed
from bot.flow import Command, Flow
from bot.ports import Book
from bot.views import Block, Bullets, Button, Code, Heading, View

SMALL = (
    "Short ways to say it: add, sent, replied, booked, declined, met, debrief, due, "
    "remind me, undo, check, import, keep, numbers, calendar, settings, pause, "
    "forget."
)


def help_for(flows: Sequence[Flow]) -> Flow:
    flow = Flow("help")

    @flow.command("help", also=("?", "commands", "menu"))
    def help(action: Action, rest: str, book: Book) -> Iterator[Effect]:
        """Show this list."""
        staff = book.is_staff()
        commands = [c for f in (*flows, flow) for c in f.commands.values()]
        lines = [line(c) for c in commands if staff or not c.staff]
        blocks: tuple[Block, ...] = (
            Heading("What you can say"),
            Bullets(tuple(lines)),
            SMALL,
        )
        yield Reply(View(blocks, (Button("How this works", "next.how"),)))

    @flow.press("show")
    def show(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
        yield from help(pressed, "", book)

    return flow


def line(command: Command) -> tuple[Code | str, ...]:
    return (Code(command.usage), f": {command.help}")
