"""A typed line as what it means: an order to the terminal, a button, or words. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches

from bot.errors import Mistake
from bot.events import Action, Pressed, Said
from bot.records import Visitor
from bot.text import one_line
from bot.views import Code, View, numbered_from, presses

PLATFORM = "terminal"

ORDERS = {
    ":skip": ("SPAN", "let time pass: 3 days, 2 hours, until Monday 9am"),
    ":now": ("", "what day and hour it is here"),
    ":as": ("NAME", "go on as somebody else, in the same file"),
    ":save": ("NAME", "keep the last file or picture that was shown"),
    ":cancel": ("", "leave a form"),
    ":help": ("", "these words"),
    ":quit": ("", "leave the chat"),
}
TO_THE_BOT = (":cancel",)

_ORDER = re.compile(r"(:[a-z]+)(?:\s+(.*))?", re.DOTALL | re.IGNORECASE)
_NUMBER = re.compile("[0-9]+")

Key = tuple[str, str, str]
"""A label, its token, and the value chosen by it."""


@dataclass(frozen=True, slots=True)
class Order:
    """Something for the terminal itself to do."""

    word: str
    rest: str


@dataclass(frozen=True, slots=True)
class Screen:
    """What stands above the prompt: the keys that numbers and labels press.

    They are those of the newest message that has any. While words are awaited, a
    number or a label is an answer.
    """

    keys: tuple[Key, ...] = ()
    awaits: bool = False
    first: int = 1  # the number of the first key

    def below(self, view: View) -> "Screen":
        if keys := tuple(presses(view)):
            return Screen(keys, view.awaits, numbered_from(view))
        return replace(self, awaits=view.awaits)


def order(line: str) -> Order | None:
    """What the terminal is to do, if the line is for it. Raises Mistake."""
    typed = _ORDER.fullmatch(line.strip())
    if not typed:
        return None
    word, rest = typed[1].casefold(), typed[2] or ""
    if word in TO_THE_BOT:
        return None
    if word not in ORDERS:
        close = get_close_matches(word, ORDERS, 1) or [":help"]
        raise Mistake(f"I don't know {word[:40]}. Try ", Code(close[0]), ".")
    return Order(word, rest.strip())


def action(line: str, screen: Screen, id: str, who: Visitor, at: datetime) -> Action:
    """What the person did by typing this below that screen. Raises Mistake."""
    key = None if screen.awaits else _key(screen, line.strip())
    if not key:
        return Said(id, who, who.direct, line.replace("\\n", "\n"), at)
    _, token, chosen = key
    return Pressed(id, who, who.direct, token, at, chosen)


def visitor(name: str, zone: str) -> Visitor:
    """Somebody at the keyboard."""
    return Visitor(PLATFORM, "", account(name), name.strip(), zone)


def account(name: str) -> str:
    """One name is one person, however it is capitalised, and no two names are.

    >>> account("Tom  Okafor"), account("\u2605"), account("")
    ('tom okafor', '\u2605', 'you')
    """
    return one_line(name).casefold() or "you"


def _key(screen: Screen, typed: str) -> Key | None:
    if _NUMBER.fullmatch(typed):
        return _numbered(screen, typed)
    # Of two with one label, nobody can tell which is meant.
    named = [key for key in screen.keys if key[0].casefold() == typed.casefold()]
    return named[0] if len(named) == 1 else None


def _numbered(screen: Screen, number: str) -> Key:
    keys = screen.keys
    if not keys:
        raise Mistake(f"There is no button {number[:9]} here. Say ", Code("next"), ".")
    # Nobody numbers a button with more digits, and int() refuses thousands of them.
    nth = int(number[-9:]) if len(number) < 9 else 0
    last = screen.first + len(keys) - 1
    if not screen.first <= nth <= last:
        these = "only button 1" if len(keys) == 1 else f"{screen.first} to {last}"
        raise Mistake(f"There is no button {number[:9]}. The last message has {these}.")
    return keys[nth - screen.first]
