"""After the talk: thanks that are specific and ask for nothing, and news after that."""

from collections.abc import Iterator

from bot.coach.rules.draft import ASKING, Draft, Fix, Found, rule
from bot.coach.rules.finding import Hit
from bot.coach.rules.guide import guide
from bot.coach.rules.people import GENERAL, telling
from bot.coach.rules.text import lowered
from bot.coach.rules.words import words_of
from bot.coach.situation import Debrief
from bot.text import counted

DAY, LATE_DAYS = 24, 5
SOON_DAYS = 21


@rule("thanks-missing", ["thankyou"])
def thanks_missing(draft: Draft) -> Iterator[Found]:
    own = lowered(draft.text.own)
    said = {word.form for word in words_of(own, 0, len(own))}
    if not guide().words("thanks-missing", "thanks") & said:
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
    return telling((*told, debrief.hook, *draft.contact.facts))


def _hook(draft: Draft) -> str:
    debrief = draft.situation.debrief or Debrief()
    lines = (debrief.hook, *debrief.learnt, *debrief.advice, *draft.contact.facts)
    return next((line for line in lines if line and len(line) < 80), "")


def _tells(draft: Draft) -> bool:
    """Without notes: "what you said about" and then something of its own."""
    general = guide().words("thanks-vague", "general")
    for hit in draft.hits("thanks-vague", "told"):
        sentence = draft.text.sentence_at(hit.span[0])
        if sentence is None:
            continue
        forms = draft.text.forms
        rest = forms[sentence.first : hit.first] + forms[hit.last : sentence.last]
        own = [form for form in rest if form and form not in general and len(form) > 2]
        if len(own) >= 2:
            return True
    return False


@rule("thanks-new-ask", ["thankyou"])
def thanks_new_ask(draft: Draft) -> Iterator[Found]:
    allowed = list(draft.hits("thanks-new-ask", "allowed"))
    asks = [*draft.meant("thanks-new-ask", "asks"), *draft.meant("job-ask", "asks")]
    for ask in sorted(asks):
        if not _is_allowed(draft, ask, allowed) and not _agreed(draft, ask):
            yield Found(ask.span, fix=draft.without_sentence(ask.span))
            return


def _is_allowed(draft: Draft, ask: Hit, allowed: list[Hit]) -> bool:
    sentence = draft.text.sentence_at(ask.span[0])
    return sentence is not None and any(
        sentence.first <= hit.first < sentence.last for hit in allowed
    )


def _agreed(draft: Draft, ask: Hit) -> bool:
    """What they promised may be named; it is no new request."""
    debrief = draft.situation.debrief or Debrief()
    facts = [
        fact for fact in draft.contact.facts if "promised" in fact or "offered" in fact
    ]
    sentence = draft.text.sentence_at(ask.span[0])
    words = draft.text.forms[sentence.first : sentence.last] if sentence else ()
    return len(telling((*debrief.promises, *facts)) & telling(words)) >= 2


@rule("thanks-late", ["thankyou"])
def thanks_late(draft: Draft) -> Iterator[Found]:
    met, now = draft.situation.met_at, draft.situation.now
    if met is None or now is None or now <= met:
        return
    hours = (now - met).total_seconds() / 3600
    if hours > DAY:
        late = hours > LATE_DAYS * 24
        slots = {"count": counted(int(hours // 24), "day")}
        yield Found(None, "warn" if late else "info", slots=slots)


@rule("keep-touch-empty", ["keepintouch"])
def keep_touch_empty(draft: Draft) -> Iterator[Found]:
    days = draft.situation.days_since_sent
    if not _brings_something(draft):
        yield Found()
    elif draft.requests and days is not None and days < SOON_DAYS:
        yield Found(None, "warn", "soon", {"count": counted(days, "day")})


def _brings_something(draft: Draft) -> bool:
    news = telling([draft.situation.news])
    if (_heard(draft) | news) & telling([draft.text.own]):
        return True
    empty = {hit.first for hit in draft.hits("keep-touch-empty", "empty")}
    for sentence in draft.sentences:
        words = draft.text.forms[sentence.first : sentence.last]
        own = [form for form in words if form not in GENERAL]
        filled = any(sentence.first <= at < sentence.last for at in empty)
        if len(own) >= 4 and (not filled or len(words) > 18):
            return True
    return False


@rule("broad-interest", ASKING)
def broad_interest(draft: Draft) -> Iterator[Found]:
    employer = draft.contact.employer
    named = bool(employer) and employer.lower() in draft.text.plain
    if named and not any(draft.hits("broad-interest", "wider")):
        yield Found(slots={"employer": employer})
