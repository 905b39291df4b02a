"""The same words again: a reminder without news, a message used for several people."""

from collections.abc import Iterator

from bot.coach.rules.draft import ASKING, Draft, Found, block_if, rule
from bot.coach.rules.finding import Hit
from bot.coach.rules.people import plain, telling
from bot.coach.rules.text import Sentence, lowered
from bot.coach.rules.words import BREAK, bag, words_of
from bot.coach.situation import Earlier

ALIKE = 0.8
RUN = 5  # words
FEWEST_RUNS = 8
MANY = 30  # earlier messages that are compared
NEWS, SOME_NEWS = 3, 2  # telling words: beside a reminder, and without one
_ABOUT_MAIL = telling(
    bag(
        "email mail inbox lost buried spam busy wanted chance opportunity request below"
        " previous availability interested regarding concerning reply response hope"
        " just did swallowed eaten vanished"
    )
)


@rule("dead-followup", ["followup"])
def dead_followup(draft: Draft) -> Iterator[Found]:
    if any(_to_reader(draft, one) and _alike(draft, one) for one in _earlier(draft)):
        yield Found(form="again")
        return
    bumps = tuple(draft.hits("dead-followup", "bumps"))
    if not any(_is_news(draft, one, bumps) for one in draft.text.sentences):
        yield Found(bumps[0].span if bumps else None)


def _is_news(draft: Draft, sentence: Sentence, bumps: tuple[Hit, ...]) -> bool:
    """Some words of its own, beyond reminder, request and courtesy."""
    if "since" in draft.forms(sentence):
        return True
    if bumps and sentence in draft.requests:
        return False
    courtesy = draft.hits("dead-followup", "courtesy")
    stale = {at for hit in (*bumps, *courtesy) for at in range(hit.first, hit.last)}
    places = range(sentence.first, sentence.last)
    own = telling(draft.text.forms[at] for at in places if at not in stale)
    return len(own - _ABOUT_MAIL) >= (NEWS if bumps else SOME_NEWS)


@rule("template-reuse", ASKING)
def template_reuse(draft: Draft) -> Iterator[Found]:
    for earlier in _earlier(draft):
        if not _to_reader(draft, earlier) and _alike(draft, earlier):
            employer = plain(draft.contact.employer)
            same = bool(employer) and plain(earlier.employer) == employer
            who = earlier.to or "somebody else"
            yield Found(None, block_if(same), slots={"who": who})
            return


def _earlier(draft: Draft) -> tuple[Earlier, ...]:
    return draft.situation.earlier_messages[-MANY:]


def _to_reader(draft: Draft, earlier: Earlier) -> bool:
    return bool(earlier.to) and plain(earlier.to) == plain(draft.contact.name)


def _alike(draft: Draft, earlier: Earlier) -> bool:
    """Most runs of words are the same; linear, unlike difflib."""
    start, end = draft.text.greeting[1], draft.text.signature[0]
    ours = _runs(draft.text.own[start:end])
    theirs = _runs(earlier.text[: len(draft.text.raw) * 2 + 200])
    enough = ALIKE * min(len(ours), len(ours | theirs))
    return len(ours) >= FEWEST_RUNS and len(ours & theirs) >= enough


def _runs(text: str) -> set[tuple[str, ...]]:
    words = words_of(lowered(text), 0, len(text))
    forms = [word.form for word in words if word.form != BREAK]
    return {tuple(forms[at : at + RUN]) for at in range(len(forms) - RUN + 1)}
