"""Who may be put on the list: not who is there, was barred, or is to stay forgotten."""

import re

from bot.coach.introductions import Introduced
from bot.errors import Mistake
from bot.ports import Book
from bot.records import Contact, Forgotten
from bot.views import Button, Code, Part

EXAMPLE = "add Priya Shah, product designer at Acme, alum, priya@example.com"
MOST_PEOPLE = 20_000
MOST_IN_TOKEN = 80

_QUESTION = re.compile(
    r"(?:(?:what|why|when|where|which)\b|how (?:do|does|did|is|are|was|can|much|many|"
    r"long|often|would)\b) ?\w",
    re.IGNORECASE,
)


_WORK = re.compile(r"An? (?=[a-z])")
_TWO = re.compile(r"\s(?:and|&)\s", re.IGNORECASE)


class NotAdded(Mistake):
    """Why somebody is not put on the list, in a sentence or two; then what to type.

    `field` is the question of a form that another answer would mend, if any would.
    """

    def __init__(
        self,
        why: str,
        *tries: Part,
        field: str = "name",
        buttons: tuple[Button, ...] = (),
    ) -> None:
        super().__init__(why, *tries, buttons=buttons)
        self.why = why
        self.field = field


def check_name(person: Introduced) -> None:
    """NotAdded for what a student may type in its place: a job, or two people.

    "A nurse" is a job; "A One" may be a name.
    """
    if found := _WORK.match(person.name):
        work = " at ".join(filter(None, (person.name[found.end() :], person.employer)))
        said = "That sounds like what they do. What do you call them?"
        name = Code(f"add NAME, {work[:60]}")
        raise NotAdded(f"{said} A name begins with capital letters.", " Say ", name)
    one, *other = _TWO.split(person.name, maxsplit=1)
    if one and "".join(other):
        said = "Those are two people, and I add one at a time."
        raise NotAdded(said, " Begin with one: ", Code(f"add {one[:60]}"))


def check(book: Book, contact: Contact, line: str = "", again: bool = False) -> None:
    """NotAdded for whom nobody may add, or not without another word.

    `line` is what was typed of them, to be said `again` by who wants them back.
    """
    if not any(letter.isalpha() for letter in contact.name):
        raise NotAdded("Who is it? I need a name.", " For example ", Code(EXAMPLE))
    if _QUESTION.match(contact.name):
        raise NotAdded(
            "That sounds like a question, and I need a name.",
            " For your plan, end it with a question mark: ",
            Code(f"add {(line or contact.name)[:80]}?"),
        )
    if book.count(Contact) >= MOST_PEOPLE:
        forget = Code("forget NAME")
        raise NotAdded("Your list is full.", " Forget somebody: ", forget, field="")
    is_namesake = _check_barred(book, contact)
    _check_twin(book, contact)
    if not (again or is_namesake):
        _check_forgotten(book, contact, line)


def same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _check_barred(book: Book, contact: Contact) -> bool:
    """Whether this is only a namesake of somebody who is barred."""
    known = [mark for text in contact.known_by for mark in book.marks(text)]
    is_named_so = _is_barred_name(book, contact.name)
    was_had = is_named_so and any(book.one(Forgotten, mark) for mark in known)
    if was_had or any(map(book.is_barred, known)):
        raise NotAdded("The career office asks that nobody writes to this person.")
    if is_named_so and not known:
        raise NotAdded(
            "The career office asks that nobody writes to one person of that name. If "
            "this is somebody else, say where they work.",
            " For example ",
            Code(f"add {contact.name[:40]}, nurse at Acme"),
            field="role",
        )
    return is_named_so


def _is_barred_name(book: Book, name: str) -> bool:
    """Of somebody whom the office named, or whom this student once had and is barred.

    To all others a bare name may be anybody's.
    """
    marks = book.marks(name)
    if any(map(book.is_barred, marks)):
        return True
    if not any(book.one(Forgotten, mark) for mark in marks):
        return False
    pairs = (forgotten.id.partition("/") for forgotten in book.all(Forgotten))
    return any(book.is_barred(other) for whose, _, other in pairs if whose in marks)


def _check_twin(book: Book, person: Contact) -> None:
    """Two of one name are told apart by their work; without it nobody could."""
    twins = [c for c in book.named(person.name) if same(c.name, person.name)]
    for twin in twins:
        if same(twin.role, person.role) and same(twin.employer, person.employer):
            raise NotAdded(
                f"{twin.name} is on your list already.",
                " If this is somebody else, say what they do: ",
                Code(f"add {twin.name[:40]}, nurse at Acme"),
                buttons=(Button(twin.name[:75], f"people.card/{twin.id}"),),
            )


def _check_forgotten(book: Book, contact: Contact, line: str) -> None:
    """Here the bare name counts too: they are only asked whether it is the same one."""
    texts = (contact.name, *contact.known_by)
    marks = (mark for text in texts for mark in book.marks(text))
    if not any(book.one(Forgotten, mark) for mark in marks):
        return
    typed = _short(line or _line_of(contact))
    raise NotAdded(
        f"You asked me to forget {contact.name}. Shall I keep them again?",
        field="",
        buttons=(
            Button("Add again", f"people.again/{typed}"),
            Button("No", "next.step"),
        ),
    )


def _line_of(contact: Contact) -> str:
    work = " at ".join(filter(None, (contact.role, contact.employer)))
    return ", ".join(filter(None, (contact.name, work, contact.relation)))


def _short(line: str) -> str:
    """What fits in a button, and nothing by half."""
    while len(line) > MOST_IN_TOKEN and "," in line:
        line = line.rpartition(",")[0]
    return line[:MOST_IN_TOKEN]
