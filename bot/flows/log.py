"""What happened with a person: sent, replied, booked, declined, met, and undo."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.coach import cycle
from bot.coach.numbers import TALKED
from bot.coach.time.dates import Unclear
from bot.effects import (
    Ask,
    Effect,
    Keep,
    Redraw,
    Reply,
)
from bot.errors import Mistake
from bot.events import Action, Pressed, Said
from bot.flow import Flow, Param
from bot.flows import (
    afterwards,
    booking,
    calendar,
    card,
    debrief,
    debrief_more,
    inviting,
)
from bot.flows.adding import noted
from bot.flows.logbook import said, told
from bot.flows.moments import moment_in, past_in
from bot.flows.people import own
from bot.flows.steps import (
    calendar_of,
    entry_id,
    kept,
    open_talk,
    put_off,
)
from bot.flows.tokens import parted
from bot.flows.undoing import undone
from bot.flows.who import called, found, label
from bot.flows.wrong import about, help_near, office_view, wrong_heard
from bot.ports import Book
from bot.records import Contact, Talk
from bot.views import Button, Code, View

flow = Flow("log")

MOST_IN_TOKEN = 60
MOST_OF_WHAT = 8  # words: "a note with the times by e-mail to"
TOO_LONG = "..."
KNOWN = "I have that already."
HALF_A_YEAR = 182  # days
A_DAY = timedelta(days=1)

VERBS = {
    "sent": "sent", "asked": "sent", "wrote": "sent", "nudged": "sent",
    "replied": "replied", "answered": "replied", "reply": "replied", "said": "replied",
    "booked": "booked", "scheduled": "booked",
    "declined": "declined", "no": "declined",
    "met": "held", "talked": "held", "held": "held", "spoke": "held",
    "debrief": "debrief",
    "thanked": "thanked", "told": "reported",
    "missed": "missed", "cancelled": "missed", "canceled": "missed",
    "rest": "rested", "close": "rested", "closed": "rested",
    "introduced": "introduced",
    "barred": "barred", "do": "barred",
    "moved": "booked", "rescheduled": "booked", "called": "called",
    "wrong": "wrong",
    "opening": "opening", "mentioned": "opening", "promised": "promised",
}  # fmt: skip
TOLD = ("sent", "replied", "booked", "declined", "met", "debrief", "thanked", "undo")

WHAT = frozenset(
    {
        "a", "the", "my", "to", "with", "by", "from", "follow-up", "followup",
        "message", "mail", "email", "e-mail", "text", "note", "thank-you", "thankyou",
        "thanks", "invitation", "request", "times", "it", "them", "out", "off", "not",
        "contact", "talk", "of", "an", "opening",
    }
)  # fmt: skip
"""What somebody may say they sent, before they say to whom."""

MORE = "more"

_HOW = re.compile(
    r"\b(?:(?:by|on|via|over|in|an?|the|my) )*(?:e-?mail|mail|text|message|note|letter|"
    r"linkedin|slack|discord|whatsapp|phone|person|it|off)\b",
    re.IGNORECASE,
)
"""What may stand behind the name and does not say when: "by email", "it off"."""


@flow.command(
    "log WHAT NAME [when]",
    small=(*VERBS, "undo"),
    params={
        "log": (
            Param("what", "What happened", choices=TOLD, required=True),
            Param("name", "With whom", suggests=True),
            Param("when", "Today if you say nothing"),
        )
    },
)
def log(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Say what happened: sent, replied, booked, declined, met, thanked, undo."""
    word, _, after = rest.partition(" ")
    if word.casefold() == "undo":
        yield from undone(book, action.at)
    elif word.casefold() in afterwards.LATER:
        yield from _heard_later(action, book, word, after)
    elif word.casefold() in VERBS:
        yield from _heard(action, book, _verb(word, after), after)
    elif word.casefold() == MORE:
        contact, _ = found(book, after, _more_button)
        yield from debrief_more.asked(book, contact)
    elif not rest:
        yield Reply(View((_usage(),)))
    else:
        yield from _name_first(action, book, rest)


def _name_first(action: Action, book: Book, rest: str) -> Iterator[Effect]:
    """`log Priya replied` is heard as `log replied Priya`."""
    contact, words = found(
        book, rest, lambda c, _: Button(label(c)[:75], f"people.card/{c.id}")
    )
    verb, _, after = words.partition(" ")
    if verb.casefold() in afterwards.LATER:
        what = afterwards.what_of(verb, after, contact.name)
        theirs = afterwards.by_whom(what, "they")
        yield from _happened(action, book, theirs, contact, after)
        return
    if verb.casefold() not in VERBS:
        raise Mistake(f"I know {contact.name}, and not what that means. ", *_usage())
    yield from _happened(action, book, _verb(verb, after), contact, after)


def _more_button(contact: Contact, _: str) -> Button:
    return Button(label(contact)[:75], f"more.for/{contact.id}")


def _heard_later(action: Action, book: Book, word: str, typed: str) -> Iterator[Effect]:
    what = afterwards.what_of(word, typed)
    said = action.text if isinstance(action, Said) else ""
    verb = afterwards.by_whom(what, said)

    def meant(contact: Contact, rest: str) -> Button:
        fits = rest if len(rest) <= MOST_IN_TOKEN else TOO_LONG
        return flow.button(label(contact)[:75], "who", contact.id, verb, fits)

    plain = _without_what(book, typed) if what == "opening" else typed
    contact, rest = afterwards.meant(book, plain, meant, f"{word} {typed}")
    yield from _happened(action, book, verb, contact, rest)


def _verb(word: str, rest: str) -> str:
    """What was called off did not take place; a call alone can be many things."""
    verb = VERBS[word.casefold()]
    is_off = "off" in rest.casefold().split()
    return "missed" if verb == "called" and is_off else verb


def _heard(action: Action, book: Book, verb: str, typed: str) -> Iterator[Effect]:
    def meant(contact: Contact, rest: str) -> Button:
        fits = rest if len(rest) <= MOST_IN_TOKEN else TOO_LONG
        return flow.button(label(contact)[:75], "who", contact.id, verb, fits)

    if verb == "wrong":
        yield Reply(wrong_heard(action, book, typed))
        return
    contact, rest = found(book, _without_what(book, typed), meant)
    yield from _happened(action, book, verb, contact, rest)


def _without_what(book: Book, typed: str) -> str:
    """`sent the follow-up to Priya`: what it was follows from where the talk stands."""
    words = typed.split()
    for nth, word in enumerate(words[: MOST_OF_WHAT + 1]):
        if word.casefold() not in WHAT or called(book, word):
            return " ".join(words[nth:])
    return " ".join(words[MOST_OF_WHAT:] or words[-1:])


@flow.press("who")
def who(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """The one that was meant, of two with the same name."""
    id, verb, rest = parted(args, 3)
    if rest == TOO_LONG:
        name = own(book, id).name
        raise Mistake(
            "That was long. Say the rest once more, with all of the name: ",
            Code(f"{verb} {name[:60]} ..."),
        )
    yield from _happened(pressed, book, verb, own(book, id), rest)


def _happened(
    action: Action, book: Book, verb: str, contact: Contact, rest: str
) -> Iterator[Effect]:
    if verb == "replied" and rest.casefold() in ("yes", "no"):
        verb, rest = ("replied" if rest.casefold() == "yes" else "declined"), ""
    match verb:
        case "called":
            raise _a_call(contact)
        case "replied" if time := _agreed(book, rest, action.at):
            booked = Code(f"booked {contact.name[:60]} {time}")
            raise Mistake("If you agreed on that time, say ", booked, ".")
        case "booked":
            yield from booking.from_words(action, book, contact, rest)
        case "debrief" if rest:  # a surname, perhaps, of somebody else
            said = f"I know {contact.name}, and not what {rest[:40]!r} means. Say "
            raise Mistake(said, Code(f"debrief {contact.name[:60]}"), ".")
        case "debrief":
            yield from debrief.begun(action, book, contact)
        case "opening":
            yield from afterwards.opening(action, book, contact, rest)
        case "promised" | "theirs":
            theirs = verb == afterwards.THEIRS
            yield from afterwards.promised(action, book, contact, rest, theirs=theirs)
        case "wrong":
            yield Reply(help_near(book, "wrong", contact))
        case "sent":
            yield from _sent(action, book, contact, rest)
        case _:
            yield from _told(action, book, contact, verb, _when(book, rest, action.at))


def _a_call(contact: Contact) -> Mistake:
    name = contact.name[:60]
    return Mistake(
        "A call can be many things. Say ",
        Code(f"sent {name}"), " if you asked, ",
        Code(f"met {name}"), " if you had the talk, or ",
        Code(f"missed {name}"), " if it was called off.",
        buttons=(Button("How it stands", f"people.card/{contact.id}"),),
    )  # fmt: skip


def _sent(action: Action, book: Book, contact: Contact, rest: str) -> Iterator[Effect]:
    """What was sent follows from where the talk stands; said twice, it is asked."""
    talk = open_talk(book, contact)
    what = cycle.sent_means(talk.state)
    note = inviting.waiting(book, talk) if what == "asked" else None
    if note and (answer := inviting.unless_asked(action, contact, talk, note)):
        yield from answer
        return
    at = _when(book, rest, action.at)
    if what == "nudged" and talk.sent_at and at - talk.sent_at < A_DAY:
        said = (
            f"You told me already that you asked {contact.name}. Was it a second one?"
        )
        yes = flow.button("Yes, a follow-up", "did", contact.id, talk.step, "nudged")
        yield Reply(View((said,), (Button("No", "next.step", "primary"), yes)))
        return
    yield from _told(action, book, contact, what, at)


def _when(book: Book, phrase: str, now: datetime) -> datetime:
    at = past_in(book, phrase, now)
    if at is None:
        at = past_in(book, " ".join(_HOW.sub("", phrase).split()), now)
    if at is None:
        raise Mistake(
            f"I can't tell when {phrase[:40]!r} was. Try ",
            Code("yesterday"), ", ", Code("2 days ago"), " or nothing, for now.",
        )  # fmt: skip
    return at


def _told(
    event: Action, book: Book, contact: Contact, what: str, at: datetime
) -> Iterator[Effect]:
    if _is_known(open_talk(book, contact), what):
        yield Reply(card.moved(contact, open_talk(book, contact), KNOWN))
        return
    talk = yield from told(event, book, contact, what, at)
    texts = said(book, contact, what, talk)
    files, undo = calendar.written(book, contact, talk, event.at), entry_id(event)
    yield Reply(card.moved(contact, talk, *texts, undo=undo, files=files))


def _agreed(book: Book, rest: str, now: datetime) -> str:
    """The moment in "yes thursday 3pm"; empty when there is none ahead."""
    yes, _, phrase = rest[:MOST_IN_TOKEN].partition(" ")
    if yes.casefold().strip(",") != "yes":
        return ""
    read = moment_in(book, phrase, now)
    return "" if isinstance(read, Unclear) and not read.readings else phrase


def _is_known(talk: Talk, what: str) -> bool:
    """Said once more: a talk counts as held when its hour is over."""
    was = {"held": talk.state in TALKED, "thanked": talk.thanked_at is not None}
    return was.get(what, False) and what not in cycle.possible(talk.state)


@flow.press("did")
def did(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """What a card's button says, unless the card is stale: then only draw it anew."""
    id, step, what = parted(args, 3)
    contact = own(book, id)
    talk = open_talk(book, contact)
    if str(talk.step) != step:
        yield Redraw(card.as_it_stands(contact, talk))
        return
    does = {"asked": cycle.sent_means(talk.state), "revived": "rested"}.get(what, what)
    talk = yield from told(pressed, book, contact, does, pressed.at)
    if what == "revived":  # closed as "no reply", and looked at again
        talk = put_off(book, contact, talk, pressed.at, HALF_A_YEAR)
        yield from kept(contact, talk)
    texts = said(book, contact, does, talk)
    files, undo = calendar.written(book, contact, talk, pressed.at), entry_id(pressed)
    yield Redraw(card.moved(contact, talk, *texts, undo=undo, files=files))


@flow.press("book")
def book_it(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    yield Ask(booking.time_form(own(book, id), book.student().minutes))


@flow.press("again")
def again(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    """A second conversation with the same person: a new row, the old one stays."""
    contact = own(book, id)
    talk = open_talk(book, contact)
    if talk.state not in cycle.AGAIN:
        yield Redraw(card.card(book, contact, talk))
        return
    fresh = cycle.begun(cycle.again(talk), pressed.at, calendar_of(book, contact))
    contact = replace(contact, talk=fresh.number)
    yield Keep(contact)
    yield from kept(contact, fresh)
    yield noted(pressed, contact, "again")
    said = f"A new start with {contact.name}. What you had before stays in the history."
    yield Redraw(card.moved(contact, fresh, said, undo=entry_id(pressed)))


@flow.press("opening")
def opening_pressed(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    yield from afterwards.opening(pressed, book, own(book, id), "")


@flow.press("wrong")
def wrong(pressed: Pressed, id: str, book: Book) -> Iterator[Effect]:
    """Nothing is kept of it; who it was is only used for the buttons."""
    if pressed.chosen:
        yield Redraw(about(book, own(book, pressed.chosen)))
    else:
        yield Reply(help_near(book, "wrong", own(book, id) if id else None))


@flow.press("office")
def office(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield Reply(office_view(book))


@flow.press("undo")
def undo(pressed: Pressed, entry: str, book: Book) -> Iterator[Effect]:
    """What this message logged, and nothing that was logged after it."""
    yield from undone(book, pressed.at, entry)


def _usage() -> tuple[str | Code, ...]:
    return (
        "Say what happened, and with whom: ",
        Code("sent Priya"), ", ", Code("replied Priya"), ", ",
        Code("booked Priya friday 3pm"), ", ", Code("met Priya"), " or ", Code("undo"),
    )  # fmt: skip
