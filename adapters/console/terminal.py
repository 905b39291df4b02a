"""The face with colour: a prompt that edits and completes, messages above it."""

from collections.abc import AsyncGenerator, Iterable, Iterator
from functools import partial

from prompt_toolkit import PromptSession
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console
from rich.text import Text

from adapters.console.chat import Chat
from adapters.console.text import Line, Style
from adapters.console.translate import ORDERS, Screen

STYLES: dict[Style, str] = {
    "plain": "",
    "strong": "bold",
    "code": "bold",
    "faint": "dim",
    "key": "cyan",
    "primary": "bold green",
    "danger": "red",
}
PROMPT = "> "
WIDEST = 100  # columns; longer lines are hard to read


class Terminal:
    """A number belongs to what stood above the prompt when typing began.

    What was typed can be fetched back in this chat alone: a file of it would keep the
    names of people who asked to be forgotten.
    """

    def __init__(self) -> None:
        self._console = Console(highlight=False, soft_wrap=True)  # knows NO_COLOR
        self._began: Screen | None = None

    @property
    def width(self) -> int:
        return min(self._console.width, WIDEST)

    def show(self, lines: Iterable[Line]) -> None:
        self._console.print(Text("\n").join(map(painted, lines)), soft_wrap=True)

    async def run(self, chat: Chat) -> None:
        """Until `:quit` or Ctrl-D."""
        session = PromptSession[str](
            completer=Suggestions(chat),
            complete_while_typing=False,
            key_bindings=keys(chat),
            enable_suspend=True,
        )
        session.default_buffer.on_text_changed += partial(self._typed, chat)
        # Raw between prompts too, and while something is drawn above one: what is typed
        # then is neither shown nor lost (a line of the kernel would eat its Ctrl-D).
        session.input.cooked_mode = session.input.raw_mode  # type: ignore[method-assign]  # prompt_toolkit has no option
        with session.input.raw_mode(), patch_stdout(raw=True):
            await chat.begin()
            chat.explain()
            while (line := await _line(session)) is not None:
                if not await chat.hear(line, self._began):
                    return
                self._began = None

    def _typed(self, chat: Chat, buffer: Buffer) -> None:
        if not buffer.text:
            self._began = None
        elif self._began is None:
            self._began = chat.desk.screen


class Suggestions(Completer):
    """Words and people, as the bot suggests them; the terminal's own words too."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    def get_completions(
        self, document: Document, event: CompleteEvent
    ) -> Iterator[Completion]:
        return iter(())  # only the other one is ever asked

    async def get_completions_async(
        self, document: Document, event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        text = document.text_before_cursor
        if text.startswith(":"):
            for word in ORDERS:
                if word.startswith(text):
                    yield Completion(word, -len(text))
            return
        word, blank, rest = text.lstrip().partition(" ")
        last = rest if blank else word
        for choice in (await self._chat.suggest(text)).choices:
            yield Completion(choice.value, -len(last), display=choice.label)


def painted(line: Line) -> Text:
    return Text.assemble(*((span.text, STYLES[span.style]) for span in line))


async def _line(session: PromptSession[str]) -> str | None:
    """None for Ctrl-D, which leaves."""
    try:
        return await session.prompt_async(PROMPT)
    except EOFError:
        return None


def keys(chat: Chat) -> KeyBindings:
    bound = KeyBindings()
    bound.add("c-c")(_clear)
    bound.add("escape", "enter")(_new_line)
    bound.add(Keys.BracketedPaste)(partial(_paste, chat))
    return bound


def _clear(event: KeyPressEvent) -> None:
    event.current_buffer.reset()


def _new_line(event: KeyPressEvent) -> None:
    event.current_buffer.insert_text("\n")


def _paste(chat: Chat, event: KeyPressEvent) -> None:
    """Lines on an empty prompt are each heard, as if typed; the last is left there.

    What follows something typed, or is awaited, is one text.
    """
    text = event.data.replace("\r\n", "\n").replace("\r", "\n")
    first, *rest = [line for line in text.split("\n") if line.strip()] or [""]
    if not rest or event.current_buffer.text or chat.desk.screen.awaits:
        event.current_buffer.insert_text(text)
        return
    presses = [KeyPress(Keys.BracketedPaste, first)]
    for line in rest:
        presses += KeyPress(Keys.Enter, "\r"), KeyPress(Keys.BracketedPaste, line)
    event.key_processor.feed_multiple(presses, first=True)
