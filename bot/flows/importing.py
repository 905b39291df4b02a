"""A file of contacts, read already: who is in it is shown, and who is ticked is kept.

Nobody in it ever agreed to be stored, so nothing of it stays but those.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.coach.files.picking import picked
from bot.effects import Ask, Deed, Effect, Forget, Keep, LetSleep, Redraw, Reply, WakeAt
from bot.errors import Mistake
from bot.events import (
    Action,
    Event,
    Pressed,
    Rang,
    Said,
    Submitted,
    Uploaded,
    new_id,
)
from bot.flow import Flow
from bot.flows import easing
from bot.flows.adding import contact_from
from bot.flows.allowed import MOST_PEOPLE, NotAdded, check, same
from bot.flows.candidates import (
    A_PAGE,
    Candidate,
    count_of,
    everybody,
    notes_on,
    packed,
    pages_of,
    sorted_out,
)
from bot.flows.importing_view import MOST_KEPT, page_of
from bot.flows.steps import begun
from bot.flows.tokens import number, one_of, parted
from bot.ports import Book
from bot.records import Contact, Upload
from bot.text import counted, one_line, shortened
from bot.views import (
    Block,
    Bullets,
    Button,
    Code,
    Field,
    Form,
    Part,
    Text,
    View,
)

flow = Flow("import")

A_WEEK = timedelta(days=7)
FIRST = 100  # where the ids of this event's contacts begin
MOST_NAME = 60  # characters of the file's
MOST_NAMED = 10
KINDS = "A CSV, LinkedIn's connections or vCards will do."

PEOPLE = Button("My people", "people.page/1")
A_FILE = Field("file", "A file of contacts", KINDS, file=True)
CHOOSE = Form("Your contacts", flow.token("chosen"), (A_FILE,))


def heard(action: Action, word: str, rest: str, book: Book) -> Iterator[Effect]:
    """`import`, with a file or to go on with the last one; `keep`, and whom."""
    if isinstance(action, Uploaded):
        yield from _opened(action, book)
        return
    upload = next(iter(book.all(Upload)), None)
    if upload is None and isinstance(action, Said) and action.picks_files:
        yield Ask(CHOOSE)
        return
    if upload is None:
        raise Mistake("Hand me a file of contacts", *_how(action))
    match rest.casefold() if word == "keep" else "":
        case "":
            yield Reply(page_of(upload))
        case "more":
            yield from _more(upload)
        case _:
            yield from _kept(action, book, upload, rest)


@flow.form("chosen")
def chosen(form: Submitted, args: str, book: Book) -> Iterator[Effect]:
    """No file was with it."""
    yield from heard(form, "import", "", book)


@flow.press("tick")
def tick(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """All that is ticked on one page now; other pages keep their ticks."""
    id, which = parted(args, 2)
    upload, page = _own(pressed, book, id), number(which)
    last = min(page * A_PAGE, count_of(upload))
    here = range((page - 1) * A_PAGE + 1, last + 1)
    chosen = {number(value) for value in pressed.chosen.split()} & {*here}
    ticked = {nth for nth in upload.ticked if nth not in here} | chosen
    yield from _turned(replace(upload, ticked=tuple(sorted(ticked))), page)


@flow.press("page")
def page(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    id, which = parted(args, 2)
    yield from _turned(_own(pressed, book, id), number(which))


@flow.press("keep")
def keep(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    id, whom = parted(args, 2)
    whom = one_of(whom, ("these", "all", "none"))
    yield from _kept(pressed, book, _own(pressed, book, id), whom)


@flow.wake("gone")
def gone(rang: Rang, id: str, book: Book) -> Iterator[Deed]:
    """After a week nobody wants them any more."""
    if upload := book.one(Upload, id):
        yield Forget(upload)


def _opened(uploaded: Uploaded, book: Book) -> Iterator[Effect]:
    """In the place of the file before, if that was not done with."""
    if uploaded.unread:
        raise Mistake(*uploaded.unread)
    for old in book.all(Upload):
        yield from _closed(old)
    found = sorted_out(uploaded.rows, book)
    read = len(uploaded.rows) + len(uploaded.skipped)
    notes = notes_on(read, uploaded.skipped, found.known)
    name = shortened(one_line(uploaded.name), MOST_NAME) or "The file"
    if not found.candidates:
        yield Reply(View((f"{name}: nobody new.", Bullets(notes)), (PEOPLE,)))
        return
    upload = Upload(
        id=new_id(uploaded),
        name=name,
        at=uploaded.at,
        rows=packed(found.candidates),
        notes=notes,
    )
    yield Keep(upload)
    yield WakeAt(flow.token("gone", upload.id), uploaded.at + A_WEEK)
    yield Reply(page_of(upload))


def waiting(book: Book) -> tuple[Text, ...]:
    """That somebody is ticked in a file and not kept yet."""
    upload = next(iter(book.all(Upload)), None)
    if upload is None or not upload.ticked:
        return ()
    ticked = counted(len(upload.ticked), "person is", "people are")
    return ((f"{ticked} ticked in {upload.name}, not kept yet. To keep them: ",
             Code("keep these")),)  # fmt: skip


def _closed(upload: Upload) -> Iterator[Deed]:
    yield Forget(upload)
    yield LetSleep(flow.token("gone", upload.id))


def _own(pressed: Pressed, book: Book, id: str) -> Upload:
    upload = book.one(Upload, id)
    if upload is None:
        again = "That file is gone. To choose again, hand it to me"
        raise Mistake(again, *_how(pressed))
    return upload


def _how(action: Action) -> tuple[Part, ...]:
    if action.uploads:
        return (f" in a direct message. {KINDS}",)
    return (": ", Code("import FILE.csv"), ".")


def _more(upload: Upload) -> Iterator[Effect]:
    if upload.page >= pages_of(upload):
        raise Mistake(f"That was the last page of {upload.name}.")
    turned = replace(upload, page=upload.page + 1)
    yield Keep(turned)
    yield Reply(page_of(turned))


def _turned(upload: Upload, page: int) -> Iterator[Effect]:
    turned = replace(upload, page=min(max(page, 1), pages_of(upload)))
    yield Keep(turned)
    yield Redraw(page_of(turned))


def _kept(event: Event, book: Book, upload: Upload, whom: str) -> Iterator[Effect]:
    """Whoever was chosen is added, if they may be; all others are gone."""
    people = everybody(upload)
    chosen = _chosen(whom, upload, people)
    yield from _closed(upload)
    kept = list[Contact]()
    refused = list[str]()
    for nth in chosen:
        id, person = new_id(event, FIRST + nth), people[nth - 1].person
        contact = easing.at_a_guess(book, contact_from(id, event, person))
        try:
            _check(book, contact, kept)
        except NotAdded as mistake:
            refused.append(f"{contact.name}: {mistake.why}")
            continue
        yield from begun(event, book, contact)
        kept.append(contact)
    yield Reply(_receipt(book, upload, kept, refused))


def _check(book: Book, contact: Contact, kept: Sequence[Contact]) -> None:
    """NotAdded for whom nobody may add: what was kept just now counts too."""
    if book.count(Contact) + len(kept) >= MOST_PEOPLE:
        raise NotAdded("Your list is full.")
    if any(_twins(contact, other) for other in kept):
        raise NotAdded("twice in the file")
    check(book, contact)


def _twins(one: Contact, other: Contact) -> bool:
    return same(one.name, other.name) and same(one.employer, other.employer)


def _chosen(whom: str, upload: Upload, people: Sequence[Candidate]) -> Sequence[int]:
    """Numbers of rows, from 1. A Mistake where they are too many, or no numbers."""
    match whom.casefold():
        case "none":
            return ()
        case "these" if not upload.ticked:
            raise Mistake("Nobody is ticked. Say for example ", Code("keep 1 3"), ".")
        case "these":
            chosen: Sequence[int] = upload.ticked
        case "all":
            chosen = range(1, len(people) + 1)
        case _:
            chosen = picked(whom, [one.name for one in people])
    if len(chosen) > MOST_KEPT:
        most = Code(f"keep 1-{MOST_KEPT}")
        said = f"Those are {len(chosen):,} people. I take {MOST_KEPT} at a time: "
        raise Mistake(said, most, ".")
    return chosen


def _receipt(
    book: Book, upload: Upload, new: Sequence[Contact], refused: Sequence[str]
) -> View:
    kept = counted(len(new), "person", "people") if new else "nobody"
    blocks: list[Block] = [
        f"Kept {kept}. All else that I had of {upload.name} is gone."
    ]
    if refused:
        blocks += ["Not added:", Bullets(tuple(refused[:MOST_NAMED]))]
    if len(refused) > MOST_NAMED:
        blocks.append(f"And {len(refused) - MOST_NAMED} more.")
    if not new:
        return View(tuple(blocks), (PEOPLE,))
    asked = easing.question(book, new)
    return View((*blocks, *asked.blocks), asked.controls)
