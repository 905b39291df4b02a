"""A face of the bot: what people do there, and what they are shown.

Where nothing opens a dialog, `answer` answers its questions one after another; where
one opens, it fills it in. Either way the same form is read and the same is answered.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from bot.asking import LEAVE, SKIP
from tests.parity.shown import Message, Question, Shown, title_of, together


@dataclass(frozen=True, slots=True)
class Who:
    name: str
    zone: str


ANA = Who("Ana", "America/New_York")
BEN = Who("Ben", "Europe/Berlin")
EVERYBODY = (ANA, BEN)


@dataclass(frozen=True, slots=True)
class Dialog:
    """A form that opened, with all its fields; or those where it is wrong, and why."""

    title: str
    fields: tuple[Question, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A form that is asked question by question, and how many are open."""

    title: str
    question: Question
    left: int


class Face(ABC):
    """`file` is where it keeps its records; read it when the face is closed.

    `problems` are what its platform found wrong with what it was sent.
    """

    file: Path

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._asked: dict[Who, Asked] = {}

    def say(self, text: str, who: Who = ANA) -> Shown:
        return self._shown(who, self._say(text, who))

    def press(self, label: str, who: Who = ANA) -> Shown:
        """A button or a choice, of the newest message that has it."""
        return self._shown(who, self._press(label, who))

    def upload(self, name: str, content: bytes, who: Who = ANA) -> Shown:
        return self._shown(who, self._upload(name, content, who))

    def home(self, who: Who = ANA) -> Shown:
        """How they stand, at one look."""
        return together(self._home(who))

    def answer(self, given: Mapping[str, str], who: Who = ANA) -> Shown:
        """Fill in the form that waits, by its labels; what is not given stays."""
        if dialog := self._dialog(who):
            shown = self._shown(who, self._submit(given, who))
            return replace(shown, answered=dialog.fields)
        answered, read, rest = list[Question](), list[Message](), dict(given)
        asked = self._asked.pop(who)
        while True:
            answered.append(asked.question)
            read += self._say(rest.pop(asked.question.label, SKIP), who)
            if read[-1].asks or asked.left == 1:
                break
            asked = replace(asked, question=read.pop().question, left=asked.left - 1)
        assert not rest, f"nobody asked for {[*rest]}"
        shown = self._shown(who, read, asked.title)
        return replace(shown, answered=tuple(answered))

    def leave(self, who: Who = ANA) -> None:
        """The form, without an answer."""
        if self._dialog(who):
            self._close(who)
        else:
            del self._asked[who]
            self._say(LEAVE[0], who)

    def wait(self, span: timedelta) -> Mapping[str, Shown]:
        """What each of them hears meanwhile."""
        heard = self._wait(span)
        return {w.name: together(heard[w], by_itself=True) for w in heard}

    def _shown(self, who: Who, messages: list[Message], title: str = "") -> Shown:
        """The last message may be a question, in which the form is read."""
        if dialog := self._dialog(who):
            open, title = dialog.fields[0], dialog.title
            return replace(together(messages), form=title, open=open, why=dialog.why)
        if not (messages and messages[-1].asks):
            return together(messages)
        *before, last = messages
        why = "" if last.title else last.lines[0]
        title, question = title_of(last.title) or title, last.question
        self._asked[who] = Asked(title, question, last.many)
        return replace(together(before), form=title, open=question, why=why)

    @abstractmethod
    def _say(self, text: str, who: Who) -> list[Message]: ...

    @abstractmethod
    def _press(self, label: str, who: Who) -> list[Message]: ...

    @abstractmethod
    def _upload(self, name: str, content: bytes, who: Who) -> list[Message]: ...

    @abstractmethod
    def _submit(self, given: Mapping[str, str], who: Who) -> list[Message]: ...

    @abstractmethod
    def _home(self, who: Who) -> list[Message]: ...

    @abstractmethod
    def _dialog(self, who: Who) -> Dialog | None:
        """The one that is open."""

    @abstractmethod
    def _close(self, who: Who) -> None: ...

    @abstractmethod
    def _wait(self, span: timedelta) -> Mapping[Who, list[Message]]: ...

    @abstractmethod
    def close(self) -> None: ...
