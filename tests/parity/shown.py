"""What somebody is shown, whichever face drew it: to be compared word for word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.asking import STAY
from bot.views import Code

STAYS = "".join(part.text if isinstance(part, Code) else str(part) for part in STAY)
_MARK = re.compile(r"^\s*(?:- |\| |> |-{40}$)")  # a bullet, a quotation, a frame
_UID = re.compile(r"UID:\S+")  # each face has ids of its own
_QUESTIONS = re.compile(r" \((\d) questions\)$")
_KEEPS = re.compile(r"skip keeps (.*?)\.(?: A dash clears it\.)?")
_SKIPS = ("skip leaves it out.", "skip keeps it as it is.")


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a form; `value` is what stands in it already."""

    label: str
    hint: str = ""
    value: str = ""
    choices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Message:
    """One message or panel: its lines, what can be pressed, and the files with it.

    A form that is asked question by question is one message after another. The first
    has a title.
    """

    lines: tuple[str, ...]
    keys: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    title: str = ""
    notice: str = ""

    @property
    def asks(self) -> bool:
        """It opens a form, or asks a question once more."""
        return self.lines[1:2] == (STAYS,)

    @property
    def many(self) -> int:
        """Questions, from this one on."""
        found = _QUESTIONS.search(self.title)
        return int(found[1]) if found else 1

    @property
    def question(self) -> Question:
        label, *more = self.lines[2:] if self.asks else self.lines
        kept = [found[1] for line in more if (found := _KEEPS.fullmatch(line))]
        said = (*_SKIPS, *(f"skip keeps {value}." for value in kept))
        hints = [line for line in more if not line.startswith(said)]
        value = "".join(kept) if "skip keeps it as it is." not in more else ""
        return Question(label, " ".join(hints), value, frozenset(self.keys))


@dataclass(frozen=True, slots=True)
class Shown:
    """All that one thing somebody did, or a span of time, brought before their eyes.

    `form` is the title of a form that waits for them, with the first question that is
    open and, if it is asked once more, why. `answered` is the one they filled in.
    """

    words: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    form: str = ""
    open: Question | None = None
    why: str = ""
    answered: tuple[Question, ...] = ()
    notices: tuple[str, ...] = ()  # of what came by itself

    def __contains__(self, text: str) -> bool:
        return text in " ".join(self.words)


def bare(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines as they are read, without what marks them on some faces."""
    read = (_MARK.sub("", line, count=1).strip() for line in lines)
    return tuple(line for line in read if line)


def title_of(form: str) -> str:
    return _QUESTIONS.sub("", form)


def together(messages: Iterable[Message], *, by_itself: bool = False) -> Shown:
    """As one reads them, one below the other."""
    read = [*messages]
    return Shown(
        words=tuple(word for m in read for line in m.lines for word in line.split()),
        keys=tuple(key for m in read for key in m.keys),
        files=tuple((name, _UID.sub("", text)) for m in read for name, text in m.files),
        notices=tuple(m.notice for m in read) if by_itself else (),
    )
