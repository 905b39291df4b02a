"""Which message suits where a talk stands, and what is said to one that does not."""

from collections.abc import Mapping
from typing import cast

from bot.coach import cycle
from bot.coach.numbers import TALKED
from bot.coach.situation import Kind
from bot.flows.card import actions
from bot.flows.known import named_by, source_of
from bot.flows.steps import open_talk
from bot.ports import Book
from bot.records import Contact, Talk
from bot.views import Code, Moment, Text, View

WROTE_TWICE = ("nudged", "quiet")

NEEDS: Mapping[Kind, tuple[str, str]] = {
    "followup": ("A follow-up is for a message that waits for an answer.", "sent"),
    "scheduling": ("Times are offered to somebody who said yes.", "replied"),
    "thankyou": ("A thank-you comes after a talk.", "met"),
    "keepintouch": ("An update comes after a talk.", "met"),
    "reportback": ("A report comes after a talk.", "met"),
}
"""What a kind says has happened, and the word that logs it."""


def kind_for(book: Book, contact: Contact, talk: Talk) -> Kind:
    """What there is to write where the talk stands."""
    what = cycle.sent_means(talk.state)
    if what == "reported" and not whom(book, contact):
        return "keepintouch"
    kind = "referral" if what == "asked" else cycle.WRITES[what]
    return suited(book, contact, cast(Kind, kind))


def suited(book: Book, contact: Contact, kind: Kind) -> Kind:
    """Where nobody gave a name, there is nobody to name and nothing to report."""
    if kind == "referral" and source_of(book, contact) is None:
        return "outreach"
    if kind == "reportback" and not named_by(book, contact):
        return "keepintouch"
    return kind


def whom(book: Book, contact: Contact) -> str:
    """The one this contact named, whom the student has met and not yet reported on."""
    named = [
        other
        for referral in named_by(book, contact)
        if not referral.told and (other := book.one(Contact, referral.contact))
    ]
    met = [other for other in named if open_talk(book, other).debriefed_at]
    return met[0].name if met else ""


def stands_against(
    book: Book, contact: Contact, talk: Talk, kind: Kind | None
) -> View | None:
    """Why no such message is written now; None when one is. No kind: whatever suits."""
    if talk.state in WROTE_TWICE and kind in (None, "outreach", "referral", "followup"):
        return View((_wrote_twice(talk),), actions(contact, talk))
    if talk.state == "booked" and kind is None and talk.starts_at:
        said = ("You are booked for ", Moment(talk.starts_at), "; nothing to write.")
        return View((said,), actions(contact, talk))
    if kind is None or _has_happened(book, contact, talk, kind):
        return None
    return View((_too_early(contact, talk, kind),), actions(contact, talk))


def _wrote_twice(talk: Talk) -> Text:
    close = next((wait.at for wait in talk.waits if wait.what == "close"), None)
    if close is None:
        return "You wrote twice, and that is enough. Silence is normal: let it rest."
    return ("You wrote twice. Give them until ", Moment(close), ".")


def _has_happened(book: Book, contact: Contact, talk: Talk, kind: Kind) -> bool:
    """What this kind of message says, or thanks for."""
    match kind:
        case "outreach" | "referral":
            return True
        case "followup":
            return cycle.sent_means(talk.state) == "nudged"
        case "scheduling":
            return talk.state in ("replied", "stalled", "offered", "booked")
        case "thankyou":
            return talk.state in TALKED
        case "keepintouch" | "reportback":
            return any(t.state in TALKED for t in book.about(Talk, contact.id))


def _too_early(contact: Contact, talk: Talk, kind: Kind) -> Text:
    need, word = NEEDS[kind]
    if talk.state == "booked" and talk.starts_at:
        return (f"{need} You talk with {contact.name} on ", Moment(talk.starts_at), ".")
    stands = f"With {contact.name} it stands like this:"
    called = cycle.STATES[talk.state].called
    log = Code(f"{word} {contact.name}")
    return (f"{need} {stands} {called}. If that has changed: ", log)
