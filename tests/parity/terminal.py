"""The core itself, as a terminal draws it; forms are asked question by question."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from adapters.console.render import Sheet, text_of
from bot.coach.files.contacts import read_contacts
from bot.effects import Answer, Redraw, Reply
from bot.errors import Mistake
from bot.flows import FLOWS
from bot.flows.home import at_home
from bot.records import Visitor
from bot.views import (
    Block,
    Button,
    Control,
    File,
    Heading,
    Pager,
    Picker,
    Picture,
    Ticks,
    View,
)
from tests import talk
from tests.parity.face import ANA, BEN, Dialog, Face, Who
from tests.parity.shown import Message, bare
from tests.platform import UNBROKEN

VISITORS: Mapping[Who, Visitor] = {ANA: talk.ANA, BEN: talk.BEN}


class Terminal(Face):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.file = folder / "talk.db"
        self._talk = talk.Talk(folder, FLOWS)
        self._talk.uploads = True
        self._at_home: list[talk.Seen] = []

    def _say(self, text: str, who: Who) -> list[Message]:
        self._talk.say(text, VISITORS[who])
        return self._answers(who)

    def _press(self, label: str, who: Who) -> list[Message]:
        at_home = [seen for seen in self._at_home if label in seen.labels]
        self._talk.press(label, next(iter(at_home), None), VISITORS[who])
        return self._answers(who)

    def _upload(self, name: str, content: bytes, who: Who) -> list[Message]:
        try:
            read = read_contacts(content)
        except Mistake as mistake:
            return [drawn(View((mistake.text,)), who)]
        skipped = [*map(str, read.skipped)]
        self._talk.upload(name, read.rows, VISITORS[who], skipped)
        return self._answers(who)

    def _submit(self, given: Mapping[str, str], who: Who) -> list[Message]:
        raise LookupError("no dialog opens here")

    def _home(self, who: Who) -> list[Message]:
        now = self._talk.now
        views = self._talk.read(lambda book: at_home(book, now), VISITORS[who])
        place = VISITORS[who].direct
        self._at_home = [talk.Seen.of([Reply(view)], place, now) for view in views]
        return [drawn(view, who) for view in views]

    def _dialog(self, who: Who) -> Dialog | None:
        return None

    def _close(self, who: Who) -> None:
        raise LookupError("no dialog opens here")

    def _wait(self, span: timedelta) -> Mapping[Who, list[Message]]:
        seen = self._talk.wait(self._talk.now + span)
        return {
            who: [drawn(one.view, who) for one in seen if one.where == visitor.direct]
            for who, visitor in VISITORS.items()
        }

    def close(self) -> None:
        self._talk.sweep()
        self._talk.close()

    def _answers(self, who: Who) -> list[Message]:
        self._at_home = []
        return [*messages(self._talk.platform.answers, who)]


def messages(answers: Iterable[Answer], who: Who) -> Iterator[Message]:
    for answer in answers:
        match answer:
            case Reply(view) | Redraw(view):
                yield drawn(view, who)
            case _:
                raise LookupError("no dialog opens here")


def drawn(view: View, who: Who) -> Message:
    sheet = Sheet(who.zone, UNBROKEN)
    lines = text_of(View(tuple(map(in_words, view.blocks))), sheet).split("\n")
    keys = tuple(key for control in view.controls for key in labels(control))
    held = (block for block in view.blocks if isinstance(block, File))
    files = tuple((file.name, file.content) for file in held)
    titles = (str(b.text) for b in view.blocks[:1] if isinstance(b, Heading))
    title = "".join(titles) if view.awaits else ""
    return Message(bare(lines), keys, files, title, view.notice)


def in_words(block: Block) -> Block:
    """What no terminal shows is named, as wherever it comes beside the message."""
    match block:
        case File(name):
            return f"File: {name}"
        case Picture(_, alt):
            return f"Picture: {alt}"
        case _:
            return block


def labels(control: Control) -> Iterator[str]:
    match control:
        case Button(label):
            yield label
        case Picker(label, finds_people=True):
            yield label
        case Picker(label, _, choices):
            yield from (f"{label}: {choice.label}" for choice in choices)
        case Ticks(label, _, choices, ticked, first):
            yield label
            for nth, choice in enumerate(choices, first):
                mark = "x" if choice.value in ticked else " "
                yield f"({mark}) {nth}. {choice.label}"
        case Pager(_, page, pages):
            yield f"Page {page} of {pages}"
            yield from ["Back"] * (page > 1) + ["More"] * (page < pages)
