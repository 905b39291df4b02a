"""A chat in colour, with somebody at a real pseudo-terminal."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

PATIENCE = 20  # seconds
CONTROLS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[()=>].?)|[\r\x07\x0f]")
COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7]m")


class Keyboard:
    """Keys go in; `screen` is all that came out, without what moves the cursor."""

    def __init__(self, **environ: str) -> None:
        keys, terminal = pty.openpty()
        self._fd = keys
        self.raw = ""
        self._bot = subprocess.Popen(
            [sys.executable, "-m", "tests.adapters.small_bot"],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            process_group=0,  # what stops it must not stop the tests
            env={**os.environ, "TERM": "xterm-256color", **ENVIRON, **environ},
        )
        os.close(terminal)

    @property
    def screen(self) -> str:
        return CONTROLS.sub("", self.raw)

    def type(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def expect(self, text: str, after: str = "") -> str:
        """Wait until it stands there, behind something else; gives the whole screen.

        How often a prompt is drawn is the terminal's affair: a count proves nothing.
        """
        wanted = re.compile(re.escape(after) + ".*" + re.escape(text), re.DOTALL)
        while not wanted.search(self.screen):
            more = self._read()
            assert more, f"no {text!r} in {self.screen!r}"
            self.raw += more
        return self.screen

    def a_day_passes(self) -> None:
        self._bot.send_signal(signal.SIGUSR1)

    def stopped(self) -> bool:
        """Wait until it is suspended, or has ended."""
        return os.WIFSTOPPED(os.waitpid(self._bot.pid, os.WUNTRACED)[1])

    def go_on(self) -> None:
        self._bot.send_signal(signal.SIGCONT)

    def end(self) -> int:
        """Read to the end; gives the exit code."""
        while more := self._read():
            self.raw += more
        return self._bot.wait(PATIENCE)

    def close(self) -> None:
        self._bot.kill()
        self._bot.wait()
        os.close(self._fd)

    def _read(self) -> str:
        ready, _, _ = select.select([self._fd], [], [], PATIENCE)
        assert ready, f"nothing more after {self.screen!r}"
        try:
            return os.read(self._fd, 65536).decode(errors="replace")
        except OSError:  # EIO: nobody holds the other end any more
            return ""


def pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


# Nobody here answers when the cursor's position is asked for.
ENVIRON = {"PROMPT_TOOLKIT_NO_CPR": "1"}


@pytest.fixture
def keyboard() -> Iterator[Keyboard]:
    keyboard = Keyboard()
    yield keyboard
    keyboard.close()


def test_a_reminder_comes_above_the_prompt_and_leaves_alone_what_is_typed(
    keyboard: Keyboard,
) -> None:
    keyboard.expect("[2 Milk]")
    keyboard.type("remind 1\rsay hel")
    keyboard.expect("> say hel")
    keyboard.a_day_passes()
    keyboard.expect("> say hel", after="1 days are over.")
    assert keyboard.screen.rstrip().endswith("> say hel")
    keyboard.type("lo\r")
    keyboard.expect("<hello>")


def test_a_number_belongs_to_what_stood_there_when_typing_began(
    keyboard: Keyboard,
) -> None:
    keyboard.expect("[2 Milk]")
    keyboard.type("remind 1\r2")
    keyboard.expect("> 2")
    keyboard.a_day_passes()
    keyboard.expect("[1 Fine]")
    keyboard.type("\r")
    keyboard.expect("Here is milk.")
    keyboard.type("1\r")
    keyboard.expect("Here is 1.")


def test_words_are_completed_ctrl_c_clears_the_line_and_ctrl_d_leaves(
    keyboard: Keyboard,
) -> None:
    keyboard.expect("[2 Milk]")
    keyboard.type("re\t")
    keyboard.expect("mind")  # only what is new is drawn
    keyboard.type("\x03say there\r")
    keyboard.expect("<there>")
    keyboard.type("\x04")
    assert keyboard.end() == 0
    assert COLOUR.search(keyboard.raw)


def test_keys_typed_while_a_message_is_being_drawn_are_neither_shown_nor_lost(
    keyboard: Keyboard,
) -> None:
    keyboard.expect("[2 Milk]")
    keyboard.type("letter 8000\rno")
    keyboard.expect("> no", after="letter 8000")
    keyboard.a_day_passes()
    keyboard.expect("Line 0 ")  # more than a terminal holds: it is being drawn
    keyboard.type("\x03say there\x7fm\r\x04")
    assert keyboard.end() == 0
    assert "<therm>" in keyboard.screen.split("Line 7999 ")[1]
    assert "say" not in keyboard.screen.split("Line 0 ")[1].split("Line 7999 ")[0]


def test_pasted_lines_are_heard_one_by_one_and_the_last_is_left_to_finish(
    keyboard: Keyboard,
) -> None:
    keyboard.expect("[2 Milk]")
    keyboard.type(pasted("say one\r\n\r\nsay two\rsay thr"))
    keyboard.expect("<two>")
    keyboard.type("ee\r")
    shown = keyboard.expect("<three>")
    assert shown.index("<one>") < shown.index("<two>") < shown.index("<three>")


def test_what_is_pasted_behind_something_typed_is_one_text(keyboard: Keyboard) -> None:
    keyboard.expect("[2 Milk]")
    keyboard.type("say " + pasted("one\ntwo") + "\r")
    keyboard.expect("<one two>")


def test_a_text_that_is_awaited_may_be_pasted_in_lines(keyboard: Keyboard) -> None:
    keyboard.expect("[2 Milk]")
    keyboard.type("brew\r")
    keyboard.expect("[2 Green]")
    keyboard.type("1\r")
    keyboard.expect("How many?")
    keyboard.type(pasted("one\ntwo") + "\r")
    keyboard.expect("one two cups of b.")


def test_ctrl_z_suspends_the_chat_and_it_goes_on_as_it_was(keyboard: Keyboard) -> None:
    keyboard.expect("[2 Milk]")
    keyboard.type("say he\x1a")
    assert keyboard.stopped()
    keyboard.go_on()
    keyboard.type("re\r")
    keyboard.expect("<here>")


def test_no_colour_is_shown_to_whoever_wants_none() -> None:
    keyboard = Keyboard(NO_COLOR="1")
    keyboard.expect("[2 Milk]")
    keyboard.type(":help\r:quit\r")
    assert keyboard.end() == 0
    assert "A number presses that button." in keyboard.screen
    assert not COLOUR.search(keyboard.raw)
    keyboard.close()
