"""A life in peace, so that those who are forked from here have loaded all they need."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.proofs.kills.platforms import Platform
from tests.proofs.kills.proof import in_peace, prepare
from tests.proofs.kills.scripts import script
from tests.proofs.kills.victim import Bot

with TemporaryDirectory() as folder:
    bot = Bot(Path(folder), script("digests", 0), Platform())
    asyncio.run(prepare(bot.script, bot.file))
    in_peace(bot)
