"""The same on Discord: our service and real discord.py, on a Discord in the test.

By command they fill in its parameters in a channel, where only they see the answer, as
far as there are any: what else there is to say they say in direct messages. There they
find what is worth finding again, too, as a sentence says.
"""

import asyncio
import re
from collections.abc import Awaitable, Mapping
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from adapters.discord import voice
from adapters.discord.render import A_PICTURE, MORE
from bot.events import Said
from bot.flows import FLOWS
from bot.flows.importing import A_FILE
from bot.records import Visitor
from tests.adapters.discord.house import House, at_home
from tests.adapters.discord.loopback import Channel, Person, Seen
from tests.adapters.discord.loopback import Discord as Loopback
from tests.adapters.discord.loopback import Message as Posted
from tests.adapters.discord.loopback.kinds import ATTACHMENT
from tests.adapters.discord.loopback.world import Check
from tests.parity.discord_read import (
    Json,
    called,
    dialog,
    ids,
    labels,
    names_of_ticks,
    noticed,
    words,
)
from tests.parity.face import EVERYBODY, Dialog, Face, Who
from tests.parity.shown import Message, bare
from tests.talk import MONDAY

COMMAND = "whoelse"
LONG = 60.0  # seconds, on a machine that may be busy
ALOUD = (voice.KEPT, voice.ELSEWHERE)  # where the rest of an answer is

_PAGE = re.compile(r"Page \d+ of \d+")

Typed = tuple[str, dict[str, str]]
"""A word of the slash command, and what is filled in for its parameters."""


class Discord(Face):
    """`by_command`: they type words behind the slash command, in a channel."""

    def __init__(self, folder: Path, check: Check | None, *, by_command: bool) -> None:
        super().__init__()
        self.file = folder / "whoelse.db"
        self._by_command = by_command
        self._wrong: dict[Who, Dialog] = {}  # what was refused, while it is open again
        self._met: set[Who] = set()
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self._house, self._people, self._campus = self._run(self._opened(folder, check))

    async def _opened(
        self, folder: Path, check: Check | None
    ) -> tuple[House, Mapping[Who, Person], Channel]:
        discord = Loopback(check, ack_seconds=LONG)
        await self._stack.enter_async_context(discord)
        self.problems = discord.problems
        living = at_home(folder, discord, patience=LONG, flows=FLOWS, now=MONDAY)
        house = await self._stack.enter_async_context(living)
        people = {who: discord.person(who.name) for who in EVERYBODY}
        return house, people, discord.channel("campus", *people.values())

    def close(self) -> None:
        now, store = self._house.clock.now(), self._house.store
        self._run(store.agenda(lambda agenda: agenda.sweep(now)))
        self._run(self._stack.aclose())
        self._runner.close()

    def _say(self, text: str, who: Who) -> list[Message]:
        person = self._people[who]
        typed = self._as_command(text) if self._by_command else None
        if typed:
            word, given = typed
            slash = person.slash(f"{COMMAND} {word}", self._campus, **given)
            return self._did(who, slash)
        return self._did(who, person.say(text))

    def _press(self, label: str, who: Who) -> list[Message]:
        person = self._people[who]
        message, id, values = called(person, label)
        return self._did(who, person.press(id, *values, on=message))

    def _upload(self, name: str, content: bytes, who: Who) -> list[Message]:
        """By command in a dialog, or with it where another file is there already."""
        person, file = self._people[who], (name, content)
        if not self._by_command:
            return self._did(who, person.upload(*file))
        word = f"{COMMAND} import"
        self._did(who, person.slash(word, self._campus))
        if person.modal:
            return self._did(who, person.submit({A_FILE.label: file}))
        return self._did(who, person.slash(word, self._campus, file=file))

    def _submit(self, given: Mapping[str, str], who: Who) -> list[Message]:
        """A dialog that follows waits behind a button, which they press at once."""
        person, filled_in = self._people[who], self._dialog(who)
        modal, self._wrong = person.modal, {}
        assert modal
        assert filled_in
        read = self._did(who, person.submit(ids(modal, given)))
        if not read or read[-1].keys != ("Go on",):
            return read
        waits = read.pop()
        if not waits.title:
            self._wrong[who] = replace(filled_in, why=waits.lines[0])
        self._press("Go on", who)
        return read

    def _home(self, who: Who) -> list[Message]:
        return self._say("home", who)

    def _dialog(self, who: Who) -> Dialog | None:
        modal = self._people[who].modal
        if modal is None:
            return None
        opened, wrong = dialog(modal), self._wrong.get(who)
        if wrong is None:
            return opened
        fields = zip(wrong.fields, opened.fields, strict=True)
        refused = (old for old, new in fields if new.hint == wrong.why)
        return replace(wrong, fields=tuple(replace(old, value="") for old in refused))

    def _close(self, who: Who) -> None:
        self._wrong.pop(who, None)
        self._run(self._people[who].close())

    def _wait(self, span: timedelta) -> Mapping[Who, list[Message]]:
        before = self._house.discord.world.change
        self._run(self._house.later(seconds=span.total_seconds()))
        return {who: [*noticed(self._shown_since(before, who))] for who in EVERYBODY}

    def _did(self, who: Who, doing: Awaitable[Seen]) -> list[Message]:
        """All that they see of it, when the bot is at rest again."""
        self._meet(who)
        before = self._house.discord.world.change
        self._run(self._at_rest(doing))
        read = [message for _, message in self._shown_since(before, who)]
        return [message for message in read if " ".join(message.lines) not in ALOUD]

    def _meet(self, who: Who) -> None:
        """Discord tells nobody's zone: it is as if they had said it before."""
        if who in self._met:
            return
        self._met.add(who)
        visitor = Visitor("discord", "", self._people[who].id, who.name, who.zone)
        now = self._house.clock.now()
        met = Said(f"met {who.name}", visitor, visitor.direct, "", now)
        self._run(self._house.store.transact(met, lambda book: []))

    async def _at_rest(self, doing: Awaitable[Seen]) -> None:
        """Words are acknowledged by nobody; the bot answers in tasks of its own."""
        seen = await doing
        [told] = seen.deliveries
        assert not told.trouble, told.trouble
        heard = f"select 1 from inbox where id = '{told.event.payload['id']}'"
        async with asyncio.timeout(LONG):
            while not await self._house.rows(heard):  # noqa: ASYNC110 (a file rings no bell)
                await asyncio.sleep(0)
        while busy := [t for t in asyncio.all_tasks() if "_safely" in repr(t)]:
            await asyncio.wait(busy)

    def _shown_since(self, before: int, who: Who) -> list[tuple[Posted, Message]]:
        posts = self._people[who].seen(before).messages
        return [(post, self._read(post, who)) for post in posts]

    def _read(self, post: Posted, who: Who) -> Message:
        lines = bare(words(post.content, who).split("\n"))
        pages = [line for line in lines if _PAGE.fullmatch(line)]
        pieces = (piece for row in post.components for piece in row["components"])
        keys = [key for piece in pieces for key in labels(piece, is_page=bool(pages))]
        if pages:
            turn = next(nth for nth, key in enumerate(keys) if key in ("Back", "More"))
            keys[turn:turn] = pages
        aside = {MORE, *pages, *names_of_ticks(post)}
        kept = [line for line in lines if line not in aside]
        files = [file for file in post.attachments if file["filename"] != A_PICTURE]
        pictures = [file for file in post.attachments if file not in files]
        kept += [f"Picture: {picture['description']}" for picture in pictures]
        contents = tuple(
            (file["filename"], self._content(file["url"])) for file in files
        )
        title = lines[0] if post.content.startswith("### ") else ""
        return Message(tuple(kept), tuple(keys), contents, title)

    def _content(self, url: str) -> str:
        discord = self._house.discord
        content: bytes = discord.world.files[url.removeprefix(discord.url)]
        return content.decode()

    def _as_command(self, text: str) -> Typed | None:
        """Where all of it can be filled in: else it is said in direct messages."""
        word, _, rest = text.partition(" ")
        for sub in self._subcommands():
            name, options = sub["name"], sub["options"]
            first = options[0] if options else {}
            choices = [choice["value"] for choice in first.get("choices", ())]
            given = filled(options[1:] if word in choices else options, rest)
            if given is not None and name == word:
                return name, given
            if given is not None and word in choices:
                return name, {first["name"]: word, **given}
        return None

    def _subcommands(self) -> list[Json]:
        registered = self._house.discord.world.commands
        [found] = [c["options"] for c in registered if c["name"] == COMMAND]
        return [*found]

    def _run(self, doing: Awaitable[Any]) -> Any:
        async def done() -> Any:
            return await doing

        return self._runner.run(done())


def filled(options: list[Json], rest: str) -> dict[str, str] | None:
    """All that is left goes into the first that takes any words."""
    if not rest:
        needs = any(
            option.get("required") or option["type"] == ATTACHMENT for option in options
        )
        return None if needs else {}
    if not options or options[0]["type"] == ATTACHMENT or "\n" in rest:
        return None
    name, choices = options[0]["name"], options[0].get("choices")
    if choices is None:
        return {name: rest}
    return {name: rest} if rest in [choice["value"] for choice in choices] else None
