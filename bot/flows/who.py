"""Finding the person who was typed: exactly, by a first name, or nearly."""

from collections.abc import Callable, Sequence

from bot.errors import Mistake
from bot.ports import Book
from bot.records import Contact
from bot.text import one_line
from bot.views import Button, Choice, Code

MOST_BUTTONS = 5
MOST_WORDS = 6  # of a name
MOST_TO_ADD = 4  # words; more is hardly a name
MOST_SUGGESTED = 100
CLOSE_ENOUGH = 70  # of 100, where "Prya" and "Priya" are 89

NOBODY_FOUND = Choice("Nobody on your list is called that", "nobody")
"""Slack wants one option at least."""

SOMEBODY = frozenset(
    {"he", "she", "they", "him", "her", "them", "it", "this", "that", "you", "no",
     "somebody", "someone", "anybody", "anyone", "nobody", "nothing"}
)  # fmt: skip
"""Words for a person that say no name."""

ToButton = Callable[[Contact, str], Button]
"""What to press when this contact was meant; the text is what else was typed."""


def split(book: Book, typed: str) -> tuple[Sequence[Contact], str]:
    """Those whom the longest beginning of `typed` names, and the words after it."""
    words = one_line(typed).split()
    beginnings = [
        " ".join(words[:many]).strip(",;:")
        for many in range(min(len(words), MOST_WORDS), 0, -1)
    ]
    nth, found = _named(book, beginnings)
    longer = beginnings[:nth]
    if longer and (within := _within(book, longer)):
        nth, found = within
    if not found:
        return (), one_line(typed)
    return found, " ".join(words[len(beginnings) - nth :])


def called(book: Book, name: str) -> Sequence[Contact]:
    """By the whole name or the first, else by words of it: "Rosa" for "Aunt Rosa"."""
    if exact := book.named(name):
        return exact
    _, found = _within(book, [name]) or (0, ())
    return found


def _named(book: Book, beginnings: Sequence[str]) -> tuple[int, Sequence[Contact]]:
    """Whose whole or first name is the first of these that is one, and which it is."""
    if not beginnings:
        return 0, ()
    *longer, shortest = beginnings
    if not (found := book.named(shortest, *longer)):
        return len(beginnings), ()
    whole = one_line(found[0].name).casefold()
    folded = [beginning.casefold() for beginning in longer]
    return folded.index(whole) if whole in folded else len(longer), found


def _within(
    book: Book, beginnings: Sequence[str]
) -> tuple[int, Sequence[Contact]] | None:
    """The same by words that stand together in a name; the last of these are fewest."""
    typed = [f" {name.casefold()} " for name in beginnings]
    named = book.names(beginnings[-1]) if beginnings[-1] else ()
    names = [(id, f" {name.casefold()} ") for id, name in named]
    for nth, words in enumerate(typed):
        if ids := [id for id, name in names if words in name]:
            return nth, [c for id in ids if (c := book.one(Contact, id))]
    return None


def found(book: Book, typed: str, button: ToButton) -> tuple[Contact, str]:
    """The one contact that was meant, and what else was typed.

    A Mistake when nobody or more than one is called that, with buttons to go on.
    """
    contacts, rest = split(book, typed)
    if len(contacts) == 1:
        return contacts[0], rest
    if contacts:
        raise which(contacts, rest, button)
    raise _unknown(book, typed, button)


def which(contacts: Sequence[Contact], rest: str, button: ToButton) -> Mistake:
    shown = contacts[:MOST_BUTTONS]
    return Mistake(
        f"You know {len(contacts)} people called that. Which one?",
        buttons=tuple(button(contact, rest) for contact in shown),
    )


def label(contact: Contact) -> str:
    """Enough to tell two of the same name apart."""
    more = contact.employer or contact.role or contact.relation
    is_more = more and more != contact.name.casefold()  # "Mom"
    return f"{contact.name} ({more})" if is_more else contact.name


def suggested(book: Book, typed: str) -> list[Contact]:
    """Whom somebody may mean who types this: whose name begins so, then whose names.

    Nothing typed means anybody, what is due first.
    """
    start = one_line(typed).casefold()
    if not start:
        return [contact for contact, _ in book.by_due(MOST_SUGGESTED)]
    names = ((id, name.casefold()) for id, name in book.names())
    having = [(id, name) for id, name in names if start in name]
    having.sort(key=lambda pair: (not pair[1].startswith(start),
                                  f" {start}" not in pair[1]))  # fmt: skip
    found = (book.one(Contact, id) for id, _ in having[:MOST_SUGGESTED])
    return [contact for contact in found if contact] or close(book, start)


def _unknown(book: Book, typed: str, button: ToButton) -> Mistake:
    name = one_line(typed)
    if not name:
        return Mistake("Who is it about? Put a name after it.")
    if name.partition(" ")[0].casefold() in SOMEBODY:
        return Mistake("Whom do you mean? Say the name instead.")
    nearly = close(book, name)
    if not nearly and len(name.partition(",")[0].split()) > MOST_TO_ADD:
        return Mistake("I know nobody called that. For all I can do: ", Code("help"))
    if not nearly:
        add = Code(f"add {name.split(',')[0]}"[:60])
        return Mistake("I know nobody called that. To add them: ", add)
    names = ", ".join(contact.name for contact in nearly)
    return Mistake(
        f"I know nobody called that. Did you mean {names}?",
        buttons=tuple(button(contact, "") for contact in nearly),
    )


def close(book: Book, typed: str) -> list[Contact]:
    """Contacts whose name, or first name, is nearly what was typed."""
    from rapidfuzz import fuzz, process

    names = dict(book.names())
    start = " ".join(typed.split()[:2]).casefold()

    def likeness(query: str, name: str, **_: object) -> float:
        folded = name.casefold()
        first = folded.partition(" ")[0]
        return max(fuzz.ratio(query, folded), fuzz.ratio(query.split()[0], first))

    best = process.extract(start, names, scorer=likeness, limit=3)
    ids = [id for _, score, id in best if score >= CLOSE_ENOUGH]
    return [contact for id in ids if (contact := book.one(Contact, id))]
