"""What was typed, as the command it means: its word, a small word, or a name first."""

from collections.abc import Sequence

from bot.engine import sentences
from bot.errors import Mistake
from bot.flow import Command, Flow
from bot.flows import unheard
from bot.flows.checking import greeted
from bot.flows.log import VERBS
from bot.flows.who import called, found, split
from bot.flows.wrong import named_in
from bot.ports import Book
from bot.records import Contact
from bot.text import cleaned, one_line, shortened
from bot.views import Button, Code, Field

PRONOUNS = frozenset(
    {"i", "i've", "i'm", "we", "they", "she", "he", "have", "just", "please"}
)
SPOKEN = frozenset(
    {"hi", "hello", "hey", "ok", "thanks", "no", "do", "why", "who", "stop"}
)
"""Commands that are said to anybody, too."""

TAKES_A_SENTENCE = frozenset({"add", "check", "practice", "remind"})
SHORT_COMMAND = 4  # words
MY_WORDS = frozenset(
    {"numbers", "learning", "learnt", "calendar", "reminders", "settings", "data",
     "pause", "other", "farewell"}
)  # fmt: skip
ABOUT_SOMEBODY = frozenset({"log", "write", "plan", "people"})
MORE = "more"
MOST_NAME = 4  # words; more is a sentence
MOST_SPOKEN = 40  # words that are looked through for a name
MOST_AFTER = 3  # words after a name, in a command that stands among long answers

SHORTEST_SLIP = 4  # letters; of shorter words too many are nearly another
TWO_SLIPS = 8  # letters from which a word may have two
NEVER_MEANT = frozenset({"forget", *(w for w, v in VERBS.items() if v == "barred")})
"""What a slip of the finger must not lead to."""


class Words:
    """The table of all commands, by every word that stands for one."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self._table: dict[str, tuple[Command, str]] = {}
        for command in (c for flow in flows for c in flow.commands.values()):
            for word in (command.word, *command.also):
                self._table[word] = command, ""
            for small in command.small:
                self._table[small] = command, small

    def command(self, word: str) -> Command:
        return self._table[word][0]

    def starting(self, start: str) -> list[str]:
        return [word for word in sorted(self._table) if word.startswith(start)]

    def heard(self, text: str, book: Book) -> tuple[Command, str]:
        """The command and the words after it; a Mistake for what means none."""
        plain = _plain(text)
        word, _, rest = plain.partition(" ")
        if plain.casefold() == MORE:  # only here, as it may well answer a question
            return self.command("people"), f"keep {MORE}"
        if word.casefold() == MORE and split(book, rest)[0]:
            return self.command("log"), plain
        if meant := sentences.of_somebody(text, book):
            raise meant
        if word.casefold() in self._table and not _is_spoken(word, rest, book):
            command, small = self._table[word.casefold()]
            is_question = rest.endswith("?") and len(rest.split()) > 2
            if small == "add" and is_question:  # which is nobody's name
                command = self.command("plan")
            if small == "keep" and rest:  # a plan is kept without another word
                command = self.command("people")
            return command, f"{small} {rest.strip()}".strip()
        if greeted(plain):
            return self.command("check"), f"check {plain}"
        return self._by_name(plain, book) or self._unknown(text, book)

    def leaves(self, field: Field, text: str, book: Book) -> bool:
        """Whether it is a command that was typed where this answer is waited for.

        Among long answers there are many words: it is a short line that names a
        command and somebody known, and no sentence.
        """
        line = cleaned(text)
        word, _, rest = line.lstrip("/").partition(" ")
        command, small = self._table.get(word.casefold(), (None, ""))
        if small == "remind" and "\n" not in line and rest.startswith("me "):
            return True
        if small == "check" and greeted(rest):
            return True
        if not field.long:
            return self.is_for_the_bot(text, book)
        if command is None or "\n" in line or line.endswith((".", "?", "!")):
            return False
        contacts, after = split(book, rest)
        is_short = len(after.split()) <= MOST_AFTER
        return bool(contacts) and is_short and command.word in ABOUT_SOMEBODY

    def is_for_the_bot(self, text: str, book: Book) -> bool:
        """Even in the middle of a form: a lone command, or one that names somebody."""
        plain = _plain(text)
        word, _, rest = plain.partition(" ")
        command, small = self._table.get(word.casefold(), (None, ""))
        if command is None:
            contacts, after = split(book, plain)
            return bool(contacts) and after.partition(" ")[0].casefold() in VERBS
        if not rest or (small == "add" and "," in rest):
            return True
        return command.word in ABOUT_SOMEBODY and _names_somebody(rest, book)

    def interrupts(self, text: str, book: Book) -> bool:
        """In a talk that is practiced: typed as a command, not a spoken sentence.

        "people" and "remind me friday to call" are; "People say it is hard." is not.
        """
        typed = one_line(text, 400).rstrip("!.")
        first, _, rest = typed.lstrip("/").partition(" ")
        word = first.casefold()
        if word not in self._table:
            return self.is_for_the_bot(text, book)
        if typed.startswith("/") or word in TAKES_A_SENTENCE:
            return True
        if word in SPOKEN or text.rstrip().endswith("?"):
            return False
        if word == "my" and rest:
            return rest.split()[0].casefold() in MY_WORDS
        return len(typed.split()) <= SHORT_COMMAND or self.is_for_the_bot(text, book)

    def begins(self, text: str) -> bool:
        return _plain(text).partition(" ")[0].casefold() in self._table

    def _by_name(self, text: str, book: Book) -> tuple[Command, str] | None:
        """A bare name is that person; what stands behind it is what happened."""
        if called(book, one_line(text)):
            return self.command("people"), text
        contacts, rest = split(book, text)
        return (self.command("log"), text) if contacts and rest else None

    def _unknown(self, text: str, book: Book) -> tuple[Command, str]:
        """Raises the Mistake that helps most: what was nearly said, or where to go."""
        if plainly := unheard.meant(text):
            return self.command(plainly[0]), plainly[1]
        plain = _plain(text)
        word = "".join(plain.split()[:1]).casefold()
        asked = f"I don't know {word[:40]!r}. "
        if not sentences.begins(text) and (close := self._nearly(word)):
            meant = ("Did you mean ", Code(close), "?")
            raise Mistake(asked, *meant, buttons=sentences.HELPS)
        if len(plain.split()) <= MOST_NAME and not sentences.begins(text):
            _meant(plain, book)
        contact = named_in(book, text)
        if sentences.is_one(text):
            raise sentences.answer(text, contact)
        if contact:
            name = shortened(contact.name, 60)
            card = Button(name, f"people.card/{contact.id}", "primary")
            raise Mistake(asked, f"Did you mean {name}?", buttons=(card,))
        show = ("Say ", Code("help"), " for all I can do.")
        raise Mistake(asked, *show, buttons=sentences.HELPS)

    def _nearly(self, word: str) -> str:
        """The command with a slip or two in it; empty when that is a guess.

        Nobody slips in the first letter: "text" is not meant to be "next".
        """
        from rapidfuzz.distance import OSA

        if len(word) < SHORTEST_SLIP:
            return ""
        most = 2 if len(word) >= TWO_SLIPS else 1
        near = (w for w in self.starting(word[0]) if w not in NEVER_MEANT)
        slips = {w: OSA.distance(word, w, score_cutoff=most) for w in near}
        best = min(slips, key=slips.__getitem__, default="")
        return best if best and slips[best] <= most else ""


def _is_spoken(word: str, rest: str, book: Book) -> bool:
    """ "Do", "no" and "why" are commands, and begin sentences about nobody, too."""
    said = rest.casefold().split()[:MOST_SPOKEN]
    match word.casefold():
        case "do":
            return said[:1] != ["not"]
        case "no" | "why":
            return len(said) > 2 and not any(book.named(word) for word in said)
        case _:
            return False


def _names_somebody(typed: str, book: Book) -> bool:
    """Somebody on the list, or nearly."""
    if split(book, typed)[0]:
        return True
    try:
        _meant(" ".join(typed.split()[:MOST_NAME]), book)
    except Mistake:
        return True
    return False


def _meant(text: str, book: Book) -> None:
    """Raises a Mistake with buttons when it is nearly somebody's name."""

    def button(contact: Contact, rest: str) -> Button:
        return Button(contact.name[:75], f"people.card/{contact.id}")

    try:
        found(book, text, button)
    except Mistake as mistake:
        if mistake.buttons:
            raise


def _plain(text: str) -> str:
    """Without a slash, a greeting to oneself, or a full stop at the end."""
    whole = cleaned(text)
    words = whole.lstrip("/").split(" ")
    while len(words) > 1 and words[0].casefold() in PRONOUNS:
        del words[0]
    return " ".join(words).rstrip("!.").strip() or whole
