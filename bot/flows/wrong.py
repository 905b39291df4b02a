"""Something felt wrong: nobody is told, nothing is noted, and where help is found.

The one thing that may stay is the student's wish to hear no more of that person.
"""

import re

from bot.coach.care import (
    NO_PERSON,
    Trouble,
    can_do,
    first_words,
    somebody_near,
    trouble_in,
)
from bot.events import Action, Said, Submitted
from bot.flows.steps import open_talk
from bot.flows.who import label
from bot.ports import Book
from bot.records import Asking, Contact
from bot.text import shortened
from bot.views import (
    Block,
    Bullets,
    Button,
    Choice,
    Code,
    Copyable,
    Heading,
    Picker,
    View,
)

MOST_NAMED = 20  # in a picker
MOST_WORDS = 40  # looked through for a name

OFFICE_WORDS = (
    "Something in a conversation felt wrong to me, and I would like to talk about it "
    "with somebody in private. When could I come?"
)

OFFICE = Button("Talk to the office", "log.office")

NO_NOTE = "I keep no note of it."
IN_A_FORM = "What you answer in a form stays among your own notes until you change it."

_WORD = re.compile(r"\w+")


def wrong_heard(action: Action, book: Book, typed: str) -> View:
    """What fits the words, wherever they were typed: what is in a form is kept."""
    match action:
        case Said(text=text):
            asking = book.one(Asking, book.owner)
            words, is_kept = text, asking is not None and asking.open
        case Submitted(answers=answers):
            words, is_kept = "\n".join(answers.values()), True
        case _:
            words, is_kept = typed, False
    contact = named_in(book, typed) or named_in(book, words)
    noted = IN_A_FORM if is_kept else NO_NOTE
    return help_near(book, trouble_in(words), contact, noted)


def help_near(
    book: Book, trouble: Trouble, contact: Contact | None = None, noted: str = NO_NOTE
) -> View:
    """What to know first, what one can do, who helps, and then what the bot can."""
    blocks: list[Block] = [Heading(first_words(trouble)), f"{NO_PERSON} {noted}"]
    blocks += [Bullets((*can_do(trouble), *_helps(book)))]
    if trouble == "distress":
        return View(tuple(blocks), (OFFICE,))
    if contact is None:
        never = ("So that I never bring somebody up again: ", Code("barred NAME"), ".")
        return View((*blocks, never), (*_pickers(book), OFFICE))
    return View(tuple(blocks), (*_about(book, contact), OFFICE))


def about(book: Book, contact: Contact) -> View:
    """What the bot can do, once it is known who it was."""
    said = f"What shall I do about {contact.name}? I note nothing of why."
    return View((said,), (*_about(book, contact), OFFICE))


def office_view(book: Book) -> View:
    """Whom to write to or call, and a line to begin with; the student sends it."""
    return View(
        (
            Heading("Talk to a person"),
            Bullets(_helps(book)),
            "I tell them nothing. You could begin like this:",
            Copyable(OFFICE_WORDS),
        )
    )


def named_in(book: Book, text: str) -> Contact | None:
    """The one contact whom these words name, if there is just one."""
    words = _WORD.findall(text)[:MOST_WORDS]
    found = {contact.id: contact for word in words for contact in book.named(word)}
    return next(iter(found.values())) if len(found) == 1 else None


def _helps(book: Book) -> tuple[str, ...]:
    return book.community().help or (somebody_near(),)


def _about(book: Book, contact: Contact) -> tuple[Button, ...]:
    talk = open_talk(book, contact)
    never = f"log.did/{contact.id}/{talk.step}/barred"
    name = shortened(contact.name, 40)
    silence = [] if talk.state == "barred" else [Button(f"No more of {name}", never)]
    return (*silence, Button(f"Erase {name}", f"people.forget/{contact.id}"))


def _pickers(book: Book) -> tuple[Picker, ...]:
    known = [contact for contact, _ in book.by_due(MOST_NAMED)]
    choices = tuple(Choice(label(contact)[:75], contact.id) for contact in known)
    finds = book.count(Contact) > len(known)
    return (Picker("About whom", "log.wrong", choices, finds),) if choices else ()
