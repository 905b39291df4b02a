"""Logging one thing, with what goes along with it, and how it is said back."""

from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import datetime

from bot.coach import cycle
from bot.coach.time.zones import country_name
from bot.effects import Deed, Keep
from bot.events import Event
from bot.flows.known import named_by, referral_of
from bot.flows.steps import country_for, logged, open_talk
from bot.ports import Book
from bot.records import Contact, Draft, Talk
from bot.views import Code, Moment, Text

SAID = {
    "asked": "Good. You asked {name}.",
    "nudged": "Good. One follow-up to {name}, and no more after it.",
    "offered": "Good. {name} has your times.",
    "replied": "Good news: {name} replied.",
    "declined": "{name} said no. That is all right, and it says nothing about you.",
    "held": "You talked with {name}. Well done.",
    "thanked": "Good. You thanked {name}{late}.",
    "reported": "Good. {name} knows what came of it.",
    "touched": "Good. {name} heard from you.",
    "rested": "All right. {name} rests for now.",
    "missed": "It did not take place. That happens.",
    "introduced": "Good. You can write to {name} now.",
    "barred": "{name} is left alone from now on. I won't bring them up again.",
    "drafted": "Your message to {name} is ready.",
}


SETTER = Code("settings country Canada")
SILENCE = "{name} rests now. Silence is normal; most people are only busy."

OF_KIND = {kind: what for what, kind in cycle.WRITES.items()} | {"referral": "asked"}


def told(
    event: Event, book: Book, contact: Contact, what: str, at: datetime
) -> Generator[Deed, None, Talk]:
    """Log it, with what goes along: the draft that was sent, the loop now closed."""
    dates = _ends(open_talk(book, contact), at) if what == "held" else {}
    talk = yield from logged(event, book, contact, what, at, dates=dates)
    if kind := cycle.WRITES.get(what):
        yield from _sent(book, contact, talk, kind, at)
    if what in ("reported", "touched"):
        yield from _loops_closed(book, contact)
    if what == "introduced" and (referral := referral_of(book, contact)):
        yield Keep(replace(referral, leave="granted"))
    return talk


def said(book: Book, contact: Contact, what: str, talk: Talk) -> tuple[Text, ...]:
    late = " within a day" if what == "thanked" and _in_time(talk) else ""
    silent = what == "rested" and talk.state == "closed"
    text = SILENCE if silent else SAID[what]
    text = text.replace("{name}", contact.name).replace("{late}", late)
    sent = {"asked": talk.sent_at, "nudged": talk.nudged_at}.get(what)
    if sent is None:
        return (text,)
    return ((text, " Sent ", Moment(sent), "."), _days_of(book, contact))


def _days_of(book: Book, contact: Contact) -> Text:
    """Whose working days are counted, and how that is known."""
    country = country_for(book, contact)
    if not country:
        return ("Working days: Monday to Friday. To set a country: ", SETTER)
    name = country_name(country)
    if contact.country or book.student().country or book.community().country:
        return f"Working days: {name}."
    guess = f"Working days: {name}, by your time zone. To change it: "
    return (guess, SETTER)


def _sent(
    book: Book, contact: Contact, talk: Talk, kind: str, at: datetime
) -> Iterator[Deed]:
    """The draft of that kind, if there is one, is a message now."""
    drafts = [
        d for d in book.about(Draft, contact.id) if OF_KIND[d.kind] == OF_KIND[kind]
    ]
    for draft in drafts[-1:]:
        yield Keep(replace(draft, sent_at=at))


def _loops_closed(book: Book, contact: Contact) -> Iterator[Deed]:
    """Those whom this contact named have been met: now they know how it went."""
    for referral in named_by(book, contact):
        other = book.one(Contact, referral.contact)
        if other and open_talk(book, other).debriefed_at and not referral.told:
            yield Keep(replace(referral, told=True))


def _ends(talk: Talk, at: datetime) -> dict[str, datetime]:
    """One that is new, was never booked, or came sooner, ended when it was logged."""
    is_known = talk.ends_at and talk.ends_at <= at and talk.state not in cycle.AGAIN
    return {} if is_known else {"ends_at": at}


def _in_time(talk: Talk) -> bool:
    if not talk.thanked_at or not talk.ends_at:
        return False
    return (talk.thanked_at - talk.ends_at).total_seconds() <= 24 * 3600
