"""The office's own words. Staff act on marks, and never see whose contact it was."""

from collections.abc import Iterator

from bot.coach.introductions import is_address
from bot.effects import Bar, Effect, Reply
from bot.errors import Mistake
from bot.events import Action
from bot.flow import Flow, Param
from bot.ports import Book
from bot.records import Contact
from bot.text import counted, one_line
from bot.views import Button, Code, View

flow = Flow("office")

UNDELIVERED = "undelivered"
FORGET, COUNT = Code("office forget priya@example.com"), Code("office undelivered")

NEUTRAL = View(
    (
        "Somebody on your list asked not to be contacted or kept. I removed what you "
        "had about them. You did nothing wrong.",
    ),
    (Button("What's next?", "next.step"),),
)


@flow.command(
    "office forget EMAIL | NAME, EMPLOYER | undelivered",
    staff=True,
    params={
        "office": (
            Param("what", "What to do", choices=("forget", UNDELIVERED)),
            Param("who", "Whom to forget: an address, or a name and an employer"),
        )
    },
)
def office(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Forget a person for everybody, or see how many messages did not arrive."""
    if not book.is_staff():
        raise Mistake("That word is for the career office.")
    word, _, who = rest.partition(" ")
    if word.casefold() == UNDELIVERED:
        yield Reply(undelivered(book))
    elif word.casefold() == "forget" and who:
        yield from _forgotten(book, who)
    else:
        raise Mistake("Say ", FORGET, " or ", COUNT, ".")


def undelivered(book: Book) -> View:
    """Counts, and nothing of what or whose."""
    messages, people = book.unreached()
    if not messages:
        return View(("No message is undelivered just now.",))
    many, whose = counted(messages, "message"), counted(people, "student")
    return View(
        (
            f"{many} to {whose} did not arrive. They are told when they come by, and"
            " what was due waits for them.",
            "Mostly their direct messages are closed: ask everybody to allow them.",
        )
    )


def _forgotten(book: Book, who: str) -> Iterator[Effect]:
    yield Bar(tuple(_marks(book, who)), NEUTRAL)
    yield Reply(
        View(
            (
                "Done. Wherever they were on a list, they are gone, and nobody can add "
                "them again. Nobody is told who had them.",
            )
        )
    )


def _marks(book: Book, who: str) -> list[str]:
    """By an address, or by a name with an employer: a name alone fits too many.

    Once it was said with an employer, the name itself is asked about.
    """
    said = [one_line(part) for part in who.split(",")]
    reach = next(filter(is_address, said), "")
    name, employer, *_ = *(part for part in said if part and part != reach), "", ""
    person = Contact(id="", name=name, employer=employer, reach=reach)
    if not person.known_by:
        raise Mistake(
            "A name alone could fit two people. Add an employer or an address."
        )
    names = [name] if name and employer else []
    return [m for text in (*person.known_by, *names) for m in book.marks(text)]
