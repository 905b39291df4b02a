"""After the talk: thanks that are specific and ask for nothing, and news after that."""

from collections.abc import Iterator

from bot.coach.rules.draft import Draft, Fix, Found, rule
from bot.coach.rules.finding import Hit
from bot.coach.rules.guide import guide
from bot.coach.rules.people import COMMON, GENERAL, facts_of, telling
from bot.coach.rules.requests import inside
from bot.coach.rules.text import Sentence, lowered
from bot.coach.rules.words import words_of
from bot.coach.situation import Debrief
from bot.text import counted

A_DAY, LATE = 24, 5 * 24  # hours
SOON = 21  # days
ENOUGH = 2  # words of their own that make a thank-you specific
FULL_SENTENCE = 18  # words, of which not all can be pleasantries


@rule("thanks-missing", ["thankyou"])
def thanks_missing(draft: Draft) -> Iterator[Found]:
    own = lowered(draft.text.own)
    said = {word.form for word in words_of(own, 0, len(own))}
    if guide().words("thanks-missing", "thanks").isdisjoint(said):
        start = draft.text.greeting[1]
        yield Found(fix=Fix((start, start), " Thank you for your time."))


@rule("thanks-vague", ["thankyou"])
def thanks_vague(draft: Draft) -> Iterator[Found]:
    if not _heard(draft) & telling([draft.text.own]) and not _tells(draft):
        hook = _hook(draft)
        yield Found(slots={"known": f': "{hook}"' if hook else ""})
    elif not any(draft.hits("thanks-vague", "acts")):
        yield Found(None, "info", "act")


def _heard(draft: Draft) -> frozenset[str]:
    """Stems of what the student wrote down of the talk."""
    debrief = draft.situation.debrief or Debrief()
    told = (*debrief.learnt, debrief.surprise, *debrief.advice, *debrief.promises)
    return telling((*told, debrief.hook)) | facts_of(draft.contact)


def _hook(draft: Draft) -> str:
    debrief = draft.situation.debrief or Debrief()
    lines = (debrief.hook, *debrief.learnt, *debrief.advice, *draft.contact.facts)
    return next((line for line in lines if line and len(line) < 80), "")


def _tells(draft: Draft) -> bool:
    """Without notes: "what you said about", and something of their own around it."""
    said = [(hit, False) for hit in draft.hits("thanks-vague", "told")]
    said += [(hit, True) for hit in draft.hits("thanks-vague", "as_told")]
    return any(_own_words(draft, *one) >= ENOUGH for one in said)


def _own_words(draft: Draft, hit: Hit, before: bool) -> int:
    sentence, forms = draft.text.sentence_at(hit.span[0]), draft.text.forms
    if sentence is None:
        return 0
    rest = (
        forms[sentence.first : hit.first] if before else forms[hit.last : sentence.last]
    )
    general = guide().words("thanks-vague", "general") | GENERAL | COMMON
    return sum(len(form) > 2 and form not in general for form in rest)


@rule("thanks-new-ask", ["thankyou"])
def thanks_new_ask(draft: Draft) -> Iterator[Found]:
    allowed = tuple(draft.hits("thanks-new-ask", "allowed"))
    asks = [*draft.meant("thanks-new-ask", "asks"), *draft.meant("job-ask", "asks")]
    spans = [ask.span for ask in asks]
    spans += [(one.start, one.end) for one in draft.requests if one.asks]
    for span in sorted(spans):
        sentence = draft.text.sentence_at(span[0])
        if sentence and not _is_fine(draft, sentence, allowed):
            yield Found(span, fix=draft.without_sentence(span))
            return


def _is_fine(draft: Draft, sentence: Sentence, allowed: tuple[Hit, ...]) -> bool:
    """Leave to write again, an offer, or what they promised: no new request."""
    return any(inside(sentence, allowed)) or _promised(draft, sentence)


def _promised(draft: Draft, sentence: Sentence) -> bool:
    debrief = draft.situation.debrief or Debrief()
    offers = [
        one for one in draft.contact.facts if "promised" in one or "offered" in one
    ]
    offered = telling((*debrief.promises, *offers))
    return len(offered & telling(draft.forms(sentence))) >= ENOUGH


@rule("thanks-late", ["thankyou"])
def thanks_late(draft: Draft) -> Iterator[Found]:
    met, now = draft.situation.met_at, draft.situation.now
    hours = (now - met).total_seconds() / 3600 if met and now else 0
    if hours > A_DAY:
        slots = {"count": counted(int(hours // 24), "day")}
        yield Found(None, "warn" if hours > LATE else "info", slots=slots)


@rule("keep-touch-empty", ["keepintouch"])
def keep_touch_empty(draft: Draft) -> Iterator[Found]:
    days = draft.situation.days_since_sent
    if not _brings_something(draft):
        yield Found()
    elif draft.requests and days is not None and days < SOON:
        yield Found(None, "warn", "soon", {"count": counted(days, "day")})


def _brings_something(draft: Draft) -> bool:
    known = _heard(draft) | telling([draft.situation.news])
    if known & telling([draft.text.own]):
        return True
    empty = tuple(draft.hits("keep-touch-empty", "empty"))
    return any(_says_something(draft, one, empty) for one in draft.text.sentences)


def _says_something(draft: Draft, sentence: Sentence, empty: tuple[Hit, ...]) -> bool:
    words = draft.forms(sentence)
    pleasant = any(inside(sentence, empty)) and len(words) <= FULL_SENTENCE
    own = telling(words) - telling(guide().words("thanks-vague", "general"))
    return len(own) > ENOUGH and not pleasant
