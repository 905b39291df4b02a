"""A check of a message that the student wrote alone."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import cast

from bot.asking import form_of
from bot.coach.check import check
from bot.coach.situation import CHANNELS, KINDS, Channel, Kind, Situation
from bot.effects import Ask, Effect, Refuse, Reply
from bot.errors import Mistake
from bot.events import Action, Pressed, Submitted
from bot.flow import Flow
from bot.flows.draft_view import said
from bot.flows.drafting import Told, known_for
from bot.flows.kinds import kind_for
from bot.flows.steps import open_talk
from bot.flows.tokens import one_of
from bot.flows.who import called, label, split, which
from bot.flows.wording import BY, OF
from bot.ports import Book
from bot.records import Contact, Draft
from bot.text import counted, one_line
from bot.views import Bullets, Button, Choice, Code, Field, Form, View

flow = Flow("check")

SHOWN = 3  # findings; the worst are what matters
FEWEST = 5  # words of a message; fewer are a name that nobody has
LETTER = 60  # words from which a message is more likely an e-mail

_GREETED = re.compile(
    r"(?:hi|hello|hey|dear) ([^,.:;!\n]{1,60})[,.:;!\n]", re.IGNORECASE
)


def asked(action: Action, book: Book, typed: str) -> Iterator[Effect]:
    """`check Priya Hi Priya, ...` is answered at once; without a text it is asked for.

    What kind it is follows from where the talk stands, and is said with the answer.
    """
    contact, text = _parted(book, typed)
    if not text:
        yield Ask(_form(contact))
        return
    if contact is None and len(text.split()) < FEWEST:
        raise Mistake("That is short for a message. To paste one: ", Code("check"))
    talk = open_talk(book, contact) if contact else None
    kind = kind_for(book, contact, talk) if contact and talk else "outreach"
    by = talk.channel if talk else ""
    channel = cast(Channel, by or ("email" if _is_letter(text) else "text"))
    yield Reply(_looked_over(book, contact, kind, channel, text, action.at))


def _for_this_one(contact: Contact, rest: str) -> Button:
    return flow.button(label(contact)[:75], "recheck", contact.id)


def _parted(book: Book, typed: str) -> tuple[Contact | None, str]:
    """Whom it is for, by the name in front of it or in its greeting, and the text."""
    contacts, rest = split(book, typed)
    named = len(one_line(typed).split()) - len(rest.split()) if contacts else 0
    words = typed.split(maxsplit=named)
    if named and not words[named - 1].endswith(","):
        if len(contacts) > 1:
            raise which(contacts, rest, _for_this_one)
        return _only(contacts), "".join(words[named:])
    to = greeted(typed)
    return _only(contacts or (called(book, to) if to else ())), typed


def greeted(text: str) -> str:
    """Whom a message greets in its first words; empty when it greets nobody."""
    found = _GREETED.match(text)
    return found[1] if found else ""


def _only(contacts: Sequence[Contact]) -> Contact | None:
    return contacts[0] if len(contacts) == 1 else None


def _is_letter(text: str) -> bool:
    return "\n" in text or len(text.split()) > LETTER


def _form(contact: Contact | None = None) -> Form:
    kinds = tuple(Choice(OF[kind], kind) for kind in KINDS)
    channels = tuple(Choice(BY[by], by) for by in CHANNELS)
    return Form(
        "Check a message",
        flow.token("own"),
        (
            Field("text", "Your message", long=True),
            Field("kind", "What is it?", value="outreach", choices=kinds),
            Field(
                "channel", "How will it reach them?", value="email", choices=channels
            ),
            Field(
                "name",
                "Who is it for?",
                "a name on your list",
                value=contact.name if contact else "",
                required=False,
            ),
        ),
    )


@flow.form("own")
def own_checked(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    given, name = form.answers, one_line(form.answers["name"])
    contacts = called(book, name) if name else ()
    if name and not contacts:
        why = "Nobody on your list is called that. It can be left out."
        yield Refuse(form_of(_form(), **{**given, "name": ""}), "name", why)
        return
    kind, channel = one_of(given["kind"], KINDS), one_of(given["channel"], CHANNELS)
    contact = _only(contacts)
    yield Reply(_looked_over(book, contact, kind, channel, given["text"], form.at))


def _looked_over(
    book: Book,
    contact: Contact | None,
    kind: Kind,
    channel: Channel,
    text: str,
    now: datetime,
) -> View:
    known = _known(book, contact, kind, channel, now) if contact else Situation()
    to = f", to {contact.name}" if contact else ""
    read = f"{OF[kind]}, {BY[channel].lower()}{to}."
    again = flow.button("Check it again", "recheck", *([contact.id] if contact else []))
    serious = [f for f in check(kind, channel, text, known) if f.severity != "info"]
    if not serious:
        return View((read, "Nothing to mend. It is ready to send."), (again,))
    lines = tuple(said(finding, text) for finding in serious[:SHOWN])
    more = len(serious) - SHOWN
    rest = (f"And {counted(more, 'smaller thing')}.",) if more > 0 else ()
    return View((read, Bullets(lines), *rest), (again,))


def _known(
    book: Book, contact: Contact, kind: Kind, channel: Channel, now: datetime
) -> Situation:
    draft = Draft(id="", contact=contact.id, kind=kind, channel=channel)
    return known_for(book, Told(contact, open_talk(book, contact), draft), now)


@flow.press("recheck")
def recheck(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    yield Ask(_form(book.one(Contact, id)))
