"""Five statements a round, each a fact or a myth, and how that is known."""

from collections.abc import Iterator
from dataclasses import replace

from bot.coach.facts import ROUND, Fact, facts, next_round, rounds_of
from bot.effects import Effect, Keep, Redraw, Reply
from bot.events import Action, Pressed
from bot.flow import Flow
from bot.flows.tokens import no_longer_good, one_of, parted
from bot.ports import Book
from bot.records import MythRound
from bot.views import Block, Bold, Button, Code, Heading, View

flow = Flow("myths")

VERDICTS = ("fact", "myth")
MOST_SEEN = 200  # ids: several times all there are


@flow.command("myths", small=VERDICTS, also=("facts",))
def myths(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Five statements about asking people: fact or myth?"""
    word = rest.strip().casefold()
    open_round = _standing(book)
    if word in VERDICTS and open_round.asked:
        yield from _answered(open_round, word)
    else:
        yield from _asked(open_round)


@flow.press("start")
def start(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    yield from _asked(_standing(book))


@flow.press("say")
def say(pressed: Pressed, args: str, book: Book) -> Iterator[Effect]:
    """An answer to a statement; one that was answered before stays as it was."""
    id, verdict = parted(args, 2)
    now, said = _standing(book), one_of(verdict, VERDICTS)
    if id not in facts():
        raise no_longer_good()
    if _current(now) != id:
        yield from _asked(now)
        return
    yield from _answered(now, said)


def _standing(book: Book) -> MythRound:
    """The round that is open, without statements that the file no longer has."""
    kept = book.one(MythRound, book.owner) or MythRound(id=book.owner)
    known = {fact.id for fact in rounds_of()}
    return kept if known.issuperset(kept.asked) else _closed(kept)


def _closed(kept: MythRound) -> MythRound:
    seen = (*kept.seen, *kept.asked[: len(kept.said)])[-MOST_SEEN:]
    return replace(kept, seen=seen, asked=(), said=())


def _current(now: MythRound) -> str:
    return now.asked[len(now.said)] if now.asked else ""


def _asked(now: MythRound) -> Iterator[Effect]:
    """The statement that stands, of a new round if none is open."""
    if not now.asked:
        asked = next_round(now.seen, now.rounds)
        now = replace(now, asked=asked, said=())
        yield Keep(now)
    yield Reply(View(_statement(now), _choices(_current(now))))


def _answered(now: MythRound, verdict: str) -> Iterator[Effect]:
    fact = facts()[_current(now)]
    said = (*now.said, verdict)
    more = replace(now, said=said)
    told = _truth(fact)
    if len(said) < len(now.asked):
        yield Keep(more)
        yield Redraw(View((*told, *_statement(more)), _choices(_current(more))))
    else:
        yield Keep(_finished(more))
        yield Redraw(View((*told, *_ending()), _onward()))


def _finished(now: MythRound) -> MythRound:
    return replace(_closed(now), rounds=now.rounds + 1)


def _statement(now: MythRound) -> tuple[Block, ...]:
    nth = len(now.said) + 1
    first: tuple[Block, ...] = (Heading("Fact or myth?"),) if nth == 1 else ()
    text = facts()[_current(now)].quiz
    answer = ("Say ", Code("fact"), " or ", Code("myth"), ".")
    typed: tuple[Block, ...] = (answer,) if nth == 1 else ()
    return (*first, (Bold(f"{nth} of {ROUND}. "), text), *typed)


def _truth(fact: Fact) -> tuple[Block, ...]:
    return ((Bold(f"{fact.verdict.capitalize()}. "), fact.truth), fact.sourced)


def _choices(id: str) -> tuple[Button, ...]:
    return tuple(flow.button(v.capitalize(), "say", id, v) for v in VERDICTS)


def _ending() -> tuple[Block, ...]:
    return (
        "That was the round. Most people have heard the myths more often than the "
        "facts; now you can tell them apart.",
    )


def _onward() -> tuple[Button, ...]:
    return (
        Button("What's next?", "next.step", "primary"),
        flow.button("Another round", "start"),
    )
