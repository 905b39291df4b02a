"""What was said in a talk and is told later: a promise, or that there is an opening.

Without a name it is about the one whom the student talked with last.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.coach.numbers import TALKED
from bot.effects import Effect, Keep, Reply
from bot.errors import Mistake
from bot.events import Event
from bot.flows.adding import noted
from bot.flows.card import actions, moved
from bot.flows.debrief_notes import MOST_LINES, notes_of
from bot.flows.debrief_promises import comes_back, kept_for_later, reminders_for
from bot.flows.steps import action_of, entry_id, open_talk
from bot.flows.who import ToButton, split, which
from bot.flows.wrong import named_in
from bot.ports import Book
from bot.records import Contact
from bot.text import one_line
from bot.views import Bullets, Button, Code, View

SAME_DAYS = timedelta(days=3)
"""Of two talks as near as this, either may be meant."""

LATER = frozenset({"opening", "mentioned", "promised"})
"""What comes to mind after a talk; it needs no name where only one is near."""

THEIRS = "theirs"  # promised by the other one
EXAMPLES = {
    "mentioned": "opening NAME a summer job",
    "promised": "I promised NAME to send my notes by friday",
}

DOES = (
    "Do: say thank you first. A day or two later ask how one applies, in a message "
    "of its own.",
    "Do: ask whether you may say that the two of you talked.",
    "Don't: ask for the job or for a good word, or send a resume that nobody asked "
    "for. The thank-you stays only thanks.",
)

_THEY = re.compile(r"(?:they|she|he)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"\b(?:openings?|jobs?|positions?|vacanc(?:y|ies)|internships?|hir(?:e|ing)|"
    r"roles?|opportunit(?:y|ies)|looking for (?:people|somebody|someone))\b",
    re.IGNORECASE,
)
_FOR_ME = re.compile(r"\b(?:me|us)\b", re.IGNORECASE)
_ANY_OPENING = re.compile(
    r"(?:(?:that )?(?:there (?:is|was|might be|may be) )?(?:an?|the|some) )?"
    r"(?:job |possible )?(?:openings?|opportunity|job|position)",
    re.IGNORECASE,
)


def what_of(word: str, typed: str, name: str = "NAME") -> str:
    """What was mentioned is an opening, or else it may be worth a note."""
    word = word.casefold()
    if not typed and word != "opening":
        raise Mistake("Say what, and of whom: ", Code(EXAMPLES[word]))
    if word == "mentioned" and not _OPENING.search(typed):
        note = Code(f"note {name[:60]} {typed[:60]}")
        raise Mistake("If that is worth keeping: ", note)
    return "promised" if word == "promised" else "opening"


def by_whom(what: str, said: str) -> str:
    return THEIRS if what == "promised" and _THEY.match(said) else what


def meant(book: Book, typed: str, button: ToButton, said: str) -> tuple[Contact, str]:
    """Whom this is about, and what was said; a Mistake where that is not plain.

    `said` is the whole, to be said once more with a name.
    """
    contacts, rest = split(book, typed)
    if len(contacts) > 1:
        raise which(contacts, rest, button)
    if contacts:
        return contacts[0], rest
    if contact := named_in(book, typed):
        return contact, typed
    last = _talked_last(book)
    if len(last) > 1:
        raise Mistake("With whom?", buttons=tuple(button(c, typed) for c in last))
    if not last:
        again = Code(f"NAME {said[:60]}")
        no_talk = "You have logged no talk yet. Say the name as well: "
        raise Mistake(no_talk, again, ", or after a talk ", Code("met NAME"), ".")
    return last[0], typed


def opening(
    event: Event, book: Book, contact: Contact, detail: str
) -> Iterator[Effect]:
    """Recorded, never asked for."""
    said = one_line(detail, 300)
    plain = _ANY_OPENING.fullmatch(said)
    yield noted(event, contact, "opening", "" if plain else said)
    talk = open_talk(book, contact)
    undo = Button("Undo", f"log.undo/{entry_id(event)}")
    first = f"Noted: {contact.name} mentioned an opening. Since they raised it, you "
    blocks = (f"{first}may ask how to apply.", Bullets(DOES), action_of(contact, talk))
    yield Reply(View(blocks, (*actions(contact, talk), undo)))


def promised(
    event: Event, book: Book, contact: Contact, words: str, *, theirs: bool
) -> Iterator[Effect]:
    """Kept among what was promised, and brought back on its day."""
    promise = _as_said(one_line(words, 400), theirs or bool(_FOR_ME.search(words)))
    notes, talk = notes_of(book, contact), open_talk(book, contact)
    if promise in notes.promises:
        yield Reply(moved(contact, talk, "I have that already."))
        return
    if talk.state in TALKED and len(notes.promises) < MOST_LINES:
        yield Keep(replace(notes, promises=(*notes.promises, promise)))
    reminders = [*reminders_for(event, book, contact, [promise])]
    yield from kept_for_later(reminders)
    yield noted(event, contact, "promised", promise)
    undo = Button("Undo", f"log.undo/{entry_id(event)}")
    blocks = ("Noted.", *comes_back(reminders), action_of(contact, talk))
    yield Reply(View(blocks, (*actions(contact, talk), undo)))


def _as_said(words: str, theirs: bool) -> str:
    """
    >>> _as_said("to send her my portfolio", False), _as_said("a book", True)
    ('I send her my portfolio', 'they promised a book')
    """
    who = "they" if theirs else "I"
    if words.casefold().startswith("to "):
        return f"{who} {words[3:]}"
    return f"{who} promised {words}"


def _talked_last(book: Book) -> Sequence[Contact]:
    """Several where the talks were so near that either may be meant."""
    talked = [
        (talk.ends_at, contact)
        for contact in book.all(Contact)
        if (talk := open_talk(book, contact)).state in TALKED and talk.ends_at
    ]
    newest = max((ended for ended, _ in talked), default=None)
    if newest is None:
        return ()
    return [contact for ended, contact in talked if newest - ended < SAME_DAYS]
