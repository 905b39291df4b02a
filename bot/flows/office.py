"""The office's own words. Staff act on marks, and never see whose contact it was."""

from collections.abc import Iterator

from bot.coach.introductions import is_address
from bot.effects import Bar, Effect, Reply
from bot.errors import Mistake
from bot.events import Action
from bot.flow import Flow
from bot.ports import Book
from bot.records import Contact
from bot.text import one_line
from bot.views import Button, Code, View

flow = Flow("office")

NEUTRAL = View(
    (
        "Somebody on your list asked not to be contacted or kept. I removed what you "
        "had about them. You did nothing wrong.",
    ),
    (Button("What's next?", "next.step"),),
)


@flow.command("office forget EMAIL | NAME, EMPLOYER", staff=True)
def office(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Forget a person for everybody, and let nobody add them again."""
    if not book.is_staff():
        raise Mistake("That word is for the career office.")
    word, _, who = rest.partition(" ")
    if word.casefold() != "forget" or not who:
        raise Mistake("Say ", Code("office forget priya@example.com"), ".")
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
    return [book.mark(text) for text in (*person.known_by, *names)]
