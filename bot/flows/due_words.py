"""What is said of each thing that fell due: that it is normal, and one next step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.coach.cycle import STATES
from bot.coach.writing.address import called
from bot.flows.known import someone, source_of
from bot.flows.people import next_colleague
from bot.flows.pocket import pocket_lines
from bot.flows.steps import action_of
from bot.ports import Book
from bot.records import Contact, Draft, Learnt, Talk
from bot.views import Block, Copyable, Moment, Text

A_DAY = timedelta(hours=24)


NEAR = 2  # on the comfort ladder


@dataclass(frozen=True, slots=True)
class Case:
    """What is known when a thing is told."""

    book: Book
    contact: Contact
    talk: Talk
    now: datetime

    @property
    def name(self) -> str:
        return self.contact.name


Tell = Callable[[Case], tuple[Block, ...]]


def _other(case: Case) -> tuple[Block, ...]:
    silence = f"No answer from {case.name} yet. That's normal."
    if case.contact.comfort <= NEAR:
        return (silence, "Somebody so near is best asked in person, in one sentence.")
    if near := next_colleague(case.book, case.contact):
        there = f" at {case.contact.employer}" if case.contact.employer else ""
        return (silence, f"You could ask {near[0].name}{there} too.")
    if case.contact.employer:
        return (silence, f"You could ask one more person at {case.contact.employer}.")
    return (silence, "You could ask one more person in the meantime.")


def _followup(case: Case) -> tuple[Block, ...]:
    return (
        f"No answer from {case.name} in 7 working days. That's normal. One short "
        "follow-up, or let it rest.",
        *_something_new(case),
    )


def _something_new(case: Case) -> tuple[Block, ...]:
    """What was noted, unless the first message was built on it."""
    sent = book_words(case.book, case.contact)
    for fact in reversed(case.contact.facts):
        words = {word for word in fact.casefold().split() if len(word) > 3}
        if len(words & sent) < len(words) / 2:
            return (f"Say something new. You noted: {fact}",)
    return ("Say something new: what have you read, tried or decided since?",)


def book_words(book: Book, contact: Contact) -> set[str]:
    """The words of all that was sent to them."""
    sent = (draft.text for draft in book.about(Draft, contact.id) if draft.sent_at)
    return {word.strip(".,;:!?").casefold() for text in sent for word in text.split()}


def _close(case: Case) -> tuple[Block, ...]:
    return (
        f"{case.name} has not answered your follow-up. Silence is normal, and it is "
        "not about you. Close it kindly; you can look again in about six months.",
    )


def _offer(case: Case) -> tuple[Block, ...]:
    return (
        f"{case.name} replied, and there is no time yet. Two or three concrete times "
        "make it easy to say yes.",
    )


def _settle(case: Case) -> tuple[Block, ...]:
    return (f"{case.name} has not picked a time yet. Offer two or three again.",)


def _prepare(case: Case) -> tuple[Block, ...]:
    first = "Plan your questions, and find one thing about their work."
    return ((f"You talk with {case.name} on ", *_start(case), "."), first)


def _confirm(case: Case) -> tuple[Block, ...]:
    return (
        (f"You talk with {case.name} on ", *_start(case), ". Confirm it in a line:"),
        Copyable(
            f"Hi {called(someone(case.contact))}, I look forward to our talk. Does the "
            "time still suit you?"
        ),
    )


def _card(case: Case) -> tuple[Block, ...]:
    said: Text = (f"{case.name}, ", *_start(case), ".")
    return (said, *pocket_lines(case.book, case.contact, case.talk))


def _start(case: Case) -> tuple[Moment | str, ...]:
    where = f", {case.talk.where}" if case.talk.where else ""
    return (Moment(case.talk.starts_at), where) if case.talk.starts_at else ()


def _debrief(case: Case) -> tuple[Block, ...]:
    return (
        f"How was your talk with {case.name}? Write it down while it is fresh: a "
        "few presses and three short answers.",
    )


def _thank_last(case: Case) -> tuple[Block, ...]:
    if case.talk.ends_at is None:
        return _thank(case)
    by = Moment(case.talk.ends_at + A_DAY)
    return (
        (f"A last word on the thank-you to {case.name}: the day is over on ", by, "."),
        "Three lines are enough. Afterwards it is still worth sending.",
    )


def _thank(case: Case) -> tuple[Block, ...]:
    if case.talk.ends_at is None or case.now >= case.talk.ends_at + A_DAY:
        return (f"Thank {case.name} in a few lines. It is still worth sending.",)
    by = Moment(case.talk.ends_at + A_DAY)
    return (
        (
            f"Thank {case.name} in a few lines. It means most within a day: until ",
            by,
            ".",
        ),
    )


def _write(case: Case) -> tuple[Block, ...]:
    source = source_of(case.book, case.contact)
    gave = f"{source.name} gave you this name. " if source else ""
    return (f"{gave}Now is a good time to write to {case.name}.",)


def _check(case: Case) -> tuple[Block, ...]:
    source = source_of(case.book, case.contact)
    who = source.name if source else "They"
    return (
        f"{who} wanted to introduce you to {case.name}. Ask kindly how it stands; "
        "don't write to them before.",
    )


def _tell(case: Case) -> tuple[Block, ...]:
    source = source_of(case.book, case.contact)
    if source is None:
        return plain(case)
    return (
        f"{source.name} sent you to {case.name}. Tell them how it went: people who "
        "hear back help again.",
    )


def _report(case: Case) -> tuple[Block, ...]:
    learnt = case.book.one(Learnt, case.talk.id)
    advice = f" You noted: {learnt.advice[0]}" if learnt and learnt.advice else ""
    first = f"Tell {case.name} what came of their advice.{advice}"
    if learnt and learnt.who_else == "not asked":
        ask = "Then you can ask: is there anyone else you'd recommend I speak with?"
        return (first, ask)
    return (first,)


def _touch(case: Case) -> tuple[Block, ...]:
    return (
        f"It has been a while since {case.name} heard from you. Write if there is "
        "news; if not, leave it.",
    )


def plain(case: Case) -> tuple[Block, ...]:
    called = STATES[case.talk.state].called
    return (f"{case.name}: {called}. {action_of(case.contact, case.talk)}",)


def _send(case: Case) -> tuple[Block, ...]:
    return (
        f"Your message to {case.name} is written. Send it when it suits you; it need "
        "not be perfect.",
    )


def _revive(case: Case) -> tuple[Block, ...]:
    return (
        f"You wanted to look at {case.name} again. Much changes in half a year: ask "
        "once more, or leave it.",
    )


TOLD: Mapping[str, Tell] = {
    "send": _send,
    "revive": _revive,
    "other": _other,
    "followup": _followup,
    "close": _close,
    "offer": _offer,
    "settle": _settle,
    "prepare": _prepare,
    "confirm": _confirm,
    "card": _card,
    "debrief": _debrief,
    "thank": _thank,
    "thank_last": _thank_last,
    "write": _write,
    "check": _check,
    "tell": _tell,
    "report": _report,
    "touch": _touch,
}
