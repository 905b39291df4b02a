"""A plain sentence that is no command, and where whoever says it is led.

Nothing here understands it: a word in it is a sign of what is wanted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.errors import Mistake
from bot.flows.afterwards import LATER
from bot.flows.finder import DOORS
from bot.flows.log import VERBS
from bot.flows.who import SOMEBODY
from bot.ports import Book
from bot.records import Contact
from bot.text import cleaned, shortened
from bot.views import Button, Code, Part

FEWEST = 3  # words
MOST_WORDS = 40  # looked through for a name
FIRST_WORDS = frozenset(
    {"i", "i'm", "i've", "we", "my", "there", "what", "how", "when", "where", "which",
     "can", "could", "should", "may", "must", "shall", "will", "do", "does", "is",
     "are", "am", "was"}
) | SOMEBODY  # fmt: skip
"""No command and hardly a name: what begins so may be a sentence with two words."""

HELPS = (
    Button("What's next?", "next.step", "primary"),
    Button("What can I say?", "help.show"),
)
HOW = Button("How this works", "next.how")

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a sentence with one of these words in it leads."""

    signs: frozenset[str]
    text: tuple[Part, ...]
    buttons: tuple[Button, ...]


LEADS = (
    Lead(
        frozenset({"nobody", "anybody", "anyone", "somebody", "someone", "network"}),
        ("Nobody needs a network to begin. Who is easiest to ask?",),
        DOORS,
    ),
    Lead(
        frozenset({"afraid", "anxious", "fear", "nervous", "scared", "shy", "worried"}),
        ("Most people are nervous before they ask. You can try it on me first: say ",
         Code("practice"), "."),
        (*HELPS, HOW),
    ),
    Lead(
        frozenset({"ask", "question", "questions"}),
        ("You may ask about anything in their work, pay too. For your questions say ",
         Code("plan NAME"), " or ", Code("plan FIELD"), "."),
        HELPS,
    ),
    Lead(
        frozenset({"email", "letter", "mail", "message", "messages", "text", "write"}),
        ("For a message say ", Code("write NAME"), "; to have your own looked at, ",
         Code("check"), "."),
        HELPS,
    ),
)  # fmt: skip

ANYWHERE: tuple[Part, ...] = (
    "I don't know how to answer that: I understand only a few words. For your next "
    "step say ", Code("next"), ".",
)  # fmt: skip


def is_one(text: str) -> bool:
    many = len(_words(text))
    return many >= FEWEST or (many > 1 and begins(text))


def begins(text: str) -> bool:
    """With a word that is hardly a slip in somebody's name."""
    return not FIRST_WORDS.isdisjoint(_words(text)[:1])


def answer(text: str, about: Contact | None) -> Mistake:
    """Where the first sign that is in it leads; else to who is named, or to `next`."""
    words = {*_words(text)}
    if lead := next((lead for lead in LEADS if lead.signs & words), None):
        name = about.name[:60] if about else "NAME"
        return Mistake(*_with(lead.text, name), buttons=lead.buttons)
    if about is None:
        return Mistake(*ANYWHERE, buttons=(*HELPS, HOW))
    card = Button(shortened(about.name, 60), f"people.card/{about.id}", "primary")
    asked = f"I don't know how to answer that. Is it about {about.name}?"
    return Mistake(asked, buttons=(card, *HELPS))


def _with(text: tuple[Part, ...], name: str) -> Iterator[Part]:
    for part in text:
        if isinstance(part, Code):
            part = Code(part.text.replace("NAME", name))
        yield part


def of_somebody(text: str, book: Book) -> Mistake | None:
    """What "he" or "she" did is asked back with a name: `he said yes`."""
    words = cleaned(text).rstrip("!.").casefold().split()[:MOST_WORDS]
    if len(words) < 2 or words[0] not in SOMEBODY - {"no"} or words[1] not in VERBS:
        return None
    if words[1] in LATER or any(book.named(word) for word in words[2:]):
        return None
    said = Code(f"NAME {shortened(' '.join(words[1:]), 60)}")
    return Mistake("Whom do you mean? Say the name instead: ", said, ".")


def _words(text: str) -> list[str]:
    return _WORD.findall(cleaned(text, 400).casefold().replace("\u2019", "'"))
