"""A check of a message that the student wrote alone."""

from collections.abc import Iterator
from typing import cast

from bot.coach.check import check
from bot.coach.situation import CHANNELS, KINDS, Channel, Kind, Situation
from bot.effects import Ask, Effect, Reply
from bot.events import Pressed, Submitted
from bot.flow import Flow
from bot.flows.draft_view import BY, said
from bot.flows.known import situation
from bot.ports import Book
from bot.text import MOST, cleaned, counted, one_line
from bot.views import Bullets, Choice, Field, Form, View

flow = Flow("check")

SHOWN = 3  # findings; the worst are what matters


OF: dict[Kind, str] = {
    "outreach": "First message",
    "referral": "First message, by a recommendation",
    "followup": "Follow-up",
    "scheduling": "Times for the talk",
    "thankyou": "Thank-you",
    "keepintouch": "Keeping in touch",
    "reportback": "What came of it",
}


def asked(book: Book, rest: str) -> Iterator[Effect]:
    """A message the student wrote alone; who it is for makes the check sharper."""
    kinds = tuple(Choice(OF[kind], kind) for kind in KINDS)
    channels = tuple(Choice(BY[by], by) for by in CHANNELS)
    yield Ask(
        Form(
            "Check a message",
            flow.token("own"),
            (
                Field("text", "Your message", value=cleaned(rest, MOST), long=True),
                Field("kind", "What is it?", value="outreach", choices=kinds),
                Field(
                    "channel",
                    "How will it reach them?",
                    value="email",
                    choices=channels,
                ),
                Field("name", "Who is it for?", "a name on your list", required=False),
            ),
        )
    )


@flow.form("own")
def own_checked(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    given = form.answers
    contacts = book.named(one_line(given["name"])) if given["name"] else ()
    known = situation(book, contacts[0], form.at) if len(contacts) == 1 else Situation()
    kind, channel = cast(Kind, given["kind"]), cast(Channel, given["channel"])
    findings = check(kind, channel, given["text"], known)
    serious = [f for f in findings if f.severity != "info"]
    if not serious:
        yield Reply(View(("Nothing to mend. It is ready to send.",)))
        return
    lines = tuple(said(finding, given["text"]) for finding in serious[:SHOWN])
    more = len(serious) - SHOWN
    rest = (f"And {counted(more, 'smaller thing')}.",) if more > 0 else ()
    again = flow.button("Check it again", "recheck")
    yield Reply(View((Bullets(lines), *rest), (again,)))


@flow.press("recheck")
def recheck(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield from asked(book, "")
