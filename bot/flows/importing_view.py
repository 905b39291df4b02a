"""What a file of contacts looks like: a page of people to tick, and what to say."""

from collections.abc import Iterator, Sequence

from bot.flows.candidates import A_PAGE, Candidate, count_of, on_page, pages_of
from bot.records import Upload
from bot.text import counted, shortened
from bot.views import (
    Block,
    Bullets,
    Button,
    Choice,
    Code,
    Control,
    Heading,
    Pager,
    Text,
    Ticks,
    View,
)

MOST_KEPT = 100  # at a time: more than that is no list of people to ask
MOST_LABEL = 75  # https://docs.slack.dev/reference/block-kit/composition-objects
NAMESAKE = " (the one on your list?)"


def page_of(upload: Upload) -> View:
    """The first page says besides who was left out."""
    count, first = count_of(upload), (upload.page - 1) * A_PAGE + 1
    head = f"{upload.name}: {counted(count, 'person', 'people')} to choose from"
    notes = (Bullets(upload.notes),) if upload.notes and upload.page == 1 else ()
    blocks: tuple[Block, ...] = (Heading(head), *notes, *_how(upload))
    here = on_page(upload, upload.page)
    return View(blocks, tuple(_controls(upload, here, first, count)))


def _how(upload: Upload) -> tuple[Text, ...]:
    say: Text = (
        "Or say ", Code("keep 1 3 5-9"), ", ", Code("keep all"), " or ",
        Code("keep none"), ".",
    )  # fmt: skip
    if upload.page > 1:
        return (say,)
    return (
        "Tick those you may want to ask one day. I keep only them: all others in the "
        "file go when you are done, or after 7 days.",
        say,
    )


def _controls(
    upload: Upload, here: Sequence[Candidate], first: int, count: int
) -> Iterator[Control]:
    rows = range(first, first + len(here))
    choices = tuple(
        Choice(_label(candidate), str(nth))
        for nth, candidate in zip(rows, here, strict=True)
    )
    ticked = tuple(str(nth) for nth in upload.ticked if nth in rows)
    token = f"import.tick/{upload.id}/{upload.page}"
    yield Ticks("Whom to keep", token, choices, ticked, first)
    these = f"import.keep/{upload.id}/these"
    yield Button(f"Keep the ticked ({len(upload.ticked)})", these, "primary")
    if count <= MOST_KEPT:
        yield Button("Keep all", f"import.keep/{upload.id}/all")
    yield Button("Keep none", f"import.keep/{upload.id}/none")
    if count > A_PAGE:
        yield Pager(f"import.page/{upload.id}", upload.page, pages_of(upload))


def _label(candidate: Candidate) -> str:
    person = candidate.person
    work = " at ".join(filter(None, (person.role, person.employer)))
    said = ", ".join(filter(None, (person.name, work, person.relation))) or "?"
    after = NAMESAKE if candidate.is_namesake else ""
    return f"{shortened(said, MOST_LABEL - len(after))}{after}"
