"""The same on Slack: our service and real Bolt, over a socket of a Slack in the test.

Answers to the slash command are seen by who typed it alone, where they typed it; what
is worth finding again they find in their direct messages, as a sentence says.
"""

import asyncio
import re
from collections.abc import Awaitable, Iterator, Mapping
from contextlib import AsyncExitStack
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from adapters.slack import voice
from adapters.slack.forms import CHOOSE
from adapters.slack.manifest import manifest
from bot.coach.time.dates import spoken
from bot.config import Slack as Settings
from bot.flows import FLOWS
from tests.adapters.slack.faults.house import COMMANDS, House, at_home
from tests.adapters.slack.loopback import Channel, Person, Seen, View, elements, reading
from tests.adapters.slack.loopback import Message as Posted
from tests.adapters.slack.loopback import Slack as Loopback
from tests.adapters.slack.loopback.world import Check
from tests.parity.face import EVERYBODY, Dialog, Face, Who
from tests.parity.shown import Message, Question, bare
from tests.talk import MONDAY

COMMAND = "/whoelse"
SEARCH = "Whose card?"
LONG = 60.0  # seconds, on a machine that may be busy
ALOUD = (voice.KEPT, voice.FILED, voice.GOES_ON)  # where the rest of an answer is

Json = dict[str, Any]


class Slack(Face):
    """`by_command`: they type words behind the slash command, in a channel."""

    def __init__(self, folder: Path, check: Check | None, *, by_command: bool) -> None:
        super().__init__()
        self.file = folder / "whoelse.db"
        self._by_command = by_command
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self._house, self._people, self._campus = self._run(self._opened(folder, check))

    async def _opened(
        self, folder: Path, check: Check | None
    ) -> tuple[House, Mapping[Who, Person], Channel]:
        known = manifest(COMMANDS, Settings())
        slack = Loopback(check, manifest=known, ack_seconds=LONG, trigger_seconds=LONG)
        await self._stack.enter_async_context(slack)
        self.problems = slack.problems
        living = at_home(
            folder,
            "socket",
            slack=slack,
            patience=LONG,
            ping=LONG,
            flows=FLOWS,
            now=MONDAY,
        )
        house = await self._stack.enter_async_context(living)
        people = {who: slack.person(who.name, zone=who.zone) for who in EVERYBODY}
        return house, people, slack.channel("campus", *people.values())

    def close(self) -> None:
        now, store = self._house.clock.now(), self._house.store
        self._run(store.agenda(lambda agenda: agenda.sweep(now)))
        self._run(self._stack.aclose())
        self._runner.close()

    def _say(self, text: str, who: Who) -> list[Message]:
        person = self._people[who]
        if self._by_command:
            return self._did(who, person.slash(COMMAND, text, self._campus))
        return self._did(who, person.say(text))

    def _press(self, label: str, who: Who) -> list[Message]:
        return self._did(who, pressed(self._people[who], label))

    def _upload(self, name: str, content: bytes, who: Who) -> list[Message]:
        return self._did(who, self._people[who].upload(name, content))

    def _submit(self, given: Mapping[str, str], who: Who) -> list[Message]:
        return self._did(who, self._people[who].submit(given))

    def _home(self, who: Who) -> list[Message]:
        self._did(who, self._people[who].open_home())
        home = self._people[who].home
        return [self._read(home, who)] if home else []

    def _dialog(self, who: Who) -> Dialog | None:
        modal = self._people[who].modal
        return dialog(modal) if modal and "submit" in modal.sent else None

    def _close(self, who: Who) -> None:
        self._run(self._people[who].close())

    def _wait(self, span: timedelta) -> Mapping[Who, list[Message]]:
        before = self._house.slack.world.change
        self._run(self._house.later(seconds=span.total_seconds()))
        return {who: self._since(before, who) for who in EVERYBODY}

    def _did(self, who: Who, doing: Awaitable[Seen]) -> list[Message]:
        """All that they see of it, when the bot is at rest again."""
        before = self._house.slack.world.change
        seen = self._run(at_rest(doing))
        assert seen.acked, seen.trouble
        assert not seen.trouble
        return self._since(before, who)

    def _since(self, before: int, who: Who) -> list[Message]:
        person = self._people[who]
        posted = (self._read(m, who) for m in person.seen(before).messages)
        panel = person.modal
        if panel and panel.change > before and "submit" not in panel.sent:
            return [*posted, self._read(panel, who)]
        return [m for m in posted if m.lines or m.keys or m.files]

    def _read(self, surface: Posted | View, who: Who) -> Message:
        shown = in_words([*surface.blocks], who)
        written = [b for b in shown if b["type"] in ("rich_text", "header")]
        texts = (text for b in written for text in reading.block(b))
        lines = bare(line for text in texts for line in text.split("\n"))
        lines = tuple(line for line in lines if line not in ALOUD)
        keys = tuple(key for block in shown for key in labels(block))
        title = lines[0] if shown and shown[0]["type"] == "header" else ""
        if isinstance(surface, View):
            return Message(lines, keys)
        files = tuple((f["name"], self._content(f["id"])) for f in surface.files)
        return Message(lines, keys, files, title, surface.text)

    def _content(self, id: str) -> str:
        return (self._house.slack.world.files[id].content or b"").decode()

    def _run(self, doing: Awaitable[Any]) -> Any:
        async def done() -> Any:
            return await doing

        return self._runner.run(done())


async def at_rest(doing: Awaitable[Seen]) -> Seen:
    """What the bot does after it acknowledged, it does in tasks of its own."""
    seen = await doing
    while busy := [t for t in asyncio.all_tasks() if "_safely" in repr(t.get_coro())]:
        await asyncio.wait(busy)
    return seen


def in_words(blocks: list[Json], who: Who) -> list[Json]:
    """Moments as this reader's client draws them, and links with their address."""

    def drawn(node: Any) -> Any:
        match node:
            case {"type": "date", "timestamp": int(stamp)}:
                at = datetime.fromtimestamp(stamp, UTC)
                return {"type": "text", "text": spoken(at, who.zone)}
            case {"type": "link", "url": str(url), "text": str(text)}:
                return {"type": "text", "text": f"{text} ({url})"}
            case dict():
                return {key: drawn(value) for key, value in node.items()}
            case list():
                return [*map(drawn, node)]
            case _:
                return node

    return [*map(drawn, deepcopy(blocks))]


def labels(block: Json) -> Iterator[str]:
    """What can be pressed, as a terminal would name it."""
    match block:
        case {"type": "context", "elements": notes}:
            yield from map(elements.words, notes)
        case {"type": "section", "text": text}:
            yield elements.words(text)
        case {"type": "actions", "elements": row}:
            yield from (label for element in row for label in named(element))
        case _:
            return


def named(element: Json) -> Iterator[str]:
    match element["type"]:
        case "button":
            yield elements.words(element["text"])
        case "checkboxes":
            ticked = [one["value"] for one in element.get("initial_options", ())]
            for option in element["options"]:
                mark = "x" if option["value"] in ticked else " "
                yield f"({mark}) {label_of(option)}"
        case "external_select":
            yield elements.words(element["placeholder"])
        case _:
            for option in element["options"]:
                label = elements.words(element["placeholder"])
                yield f"{label}: {label_of(option)}"


def label_of(option: Json) -> str:
    """What does not fit into the label of an option stands below it."""
    more = [elements.words(option["description"])] if "description" in option else []
    return " ".join([elements.words(option["text"]), *more])


async def pressed(person: Person, label: str) -> Seen:
    """Somebody who is not in sight is found by typing."""
    try:
        return await person.press(called(person, label))
    except LookupError:
        await person.suggest(SEARCH, label.partition(" (")[0])
        return await person.press(SEARCH, label)


def called(person: Person, label: str) -> str:
    """What is to be ticked has a number before it."""
    numbered = re.compile(rf"\[(?:.* \| )?(\d+\. {re.escape(label)})(?: \| .*)?\]")
    for message in reversed(person.sees()):
        if found := numbered.search(reading.read(message)):
            return found[1]
    return label


def dialog(modal: View) -> Dialog:
    """A title that is too long for the bar of a modal stands whole inside."""
    inside = [b for b in modal.blocks if b["type"] != "input"]
    title = reading.read(modal).split("\n")[1 if inside else 0]
    inputs = {b["block_id"]: b for b in modal.blocks if b["type"] == "input"}
    wrong = {key: inputs[key] for key in modal.errors}
    fields = tuple(map(question, (wrong or inputs).values()))
    if wrong:  # what stands there now is what is wrong
        fields = tuple(replace(field, value="") for field in fields)
    return Dialog(title, fields, " ".join(modal.errors.values()))


def question(block: Json) -> Question:
    element, hint = block["element"], block.get("hint")
    offered = [o for group in groups(element) for o in group["options"]]
    choices = {elements.words(option["text"]) for option in offered}
    if offered and elements.words(element["placeholder"]) != CHOOSE:
        choices.add(elements.words(element["placeholder"]))
    chosen = element.get("initial_option")
    value = elements.words(chosen["text"]) if chosen else element.get("initial_value")
    return Question(
        elements.words(block["label"]),
        elements.words(hint) if hint else "",
        "" if element.get("multiline") else value or "",
        frozenset(choices),
    )


def groups(element: Json) -> list[Json]:
    return [*element.get("option_groups", [element] if "options" in element else [])]
