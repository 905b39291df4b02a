"""Many people who speak at once, each to be told something."""

import asyncio
from collections.abc import Mapping

from bot.effects import Reply
from bot.engine.router import Router
from bot.engine.shell import Shell
from bot.events import Said
from bot.records import Visitor
from tests.engine import small
from tests.engine.bot import Bot
from tests.platform import Platform


def patient(bot: Bot) -> Shell:
    """One that waits for the disk as long as it takes."""
    return Shell(Router([small.flow]), bot.store, bot.clock, patience=60)


async def crowd(bot: Bot, wants: Mapping[str, str], round: int) -> dict[str, str]:
    """What each is told who wants that kept; a round is of other events."""

    async def speak(name: str, text: str) -> str:
        who, voice = Visitor("test", "T1", name), Platform(bot.clock)
        said = Said(f"{name}/{round}", who, who.direct, f"add {text}", bot.clock.now())
        await patient(bot).hear(said, voice)
        [answer] = voice.answers
        assert isinstance(answer, Reply)
        return str(answer.view.blocks[0])

    told = await asyncio.gather(*(speak(*want) for want in wants.items()))
    return dict(zip(wants, told, strict=True))
