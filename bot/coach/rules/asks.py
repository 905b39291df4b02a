"""The ask: there is one, it is one, it has an end and a topic."""

from collections.abc import Iterator

from bot.coach.rules.draft import (
    ASKING,
    FIRST,
    NOTES,
    ROOMY,
    Draft,
    Fix,
    Found,
    block_if,
    rule,
)
from bot.coach.rules.durations import LONGEST, Duration, asked_for
from bot.coach.rules.finding import Hit
from bot.coach.rules.guide import guide
from bot.coach.rules.people import facts_of, telling
from bot.coach.rules.requests import inside
from bot.coach.rules.text import Sentence
from bot.coach.rules.words import bag

MOST_QUESTIONS = 2
FAR_TOO_LONG = 45  # minutes
FAVOURS = (
    *("time", "review", "names", "mentor", "shadow", "material", "reference"),
    *("survey", "event"),
)
_AFTER_ALL = bag("could can would will might")
_RATHER = bag("not rather easier better prefer busy bad instead no too")
_JOINS = bag("to or maybe even up an a one perhaps half full whole and")


@rule("no-ask", ASKING)
def no_ask(draft: Draft) -> Iterator[Found]:
    note = draft.channel in NOTES
    if draft.requests or (note and any(draft.hits("no-ask", "connects"))):
        return
    question = question_for(draft)
    end = draft.sentences_end
    fix = Fix((end, end), f" {question}" if draft.text.sentences else question)
    yield Found(slots={"question": question}, fix=fix)


def question_for(draft: Draft) -> str:
    """The plain request, in words that are true of everybody who is asked."""
    topic = draft.situation.topic
    about = f"talk about {topic}" if topic else "tell me how you came to your work"
    minutes = draft.situation.minutes
    return f"Would you have {minutes} minutes in the next two weeks to {about}?"


@rule("no-duration", ASKING, ROOMY)
def no_duration(draft: Draft) -> Iterator[Found]:
    if not draft.requests or asked_for(draft):
        return
    in_writing = any(draft.asked("no-duration", "written"))
    if in_writing and not any(draft.asked("no-duration", "spoken")):
        return
    end = draft.requests[-1].end
    plenty = f" {draft.situation.minutes} minutes would be plenty."
    yield Found(fix=Fix((end, end), plenty))


@rule("too-long-ask", FIRST)
def too_long_ask(draft: Draft) -> Iterator[Found]:
    lengths = asked_for(draft)
    short = [one for one in lengths if one.minutes <= LONGEST]
    for one in lengths:
        if one.minutes > LONGEST and not _beside_short(draft, one, short):
            fix = Fix(one.hit.span, f"{draft.situation.minutes} minutes")
            yield _too_long(draft, one.hit, one.minutes > FAR_TOO_LONG, fix)
    if not short:
        for days in draft.asked("too-long-ask", "days"):
            yield _too_long(draft, days, True)


def _too_long(draft: Draft, hit: Hit, far: bool, fix: Fix | None = None) -> Found:
    said = {"words": draft.text.said(hit.span)}
    return Found(hit.span, block_if(far), slots=said, fix=fix)


def _beside_short(draft: Draft, long: Duration, short: list[Duration]) -> bool:
    """ "15 minutes to hear how you fill an hour" asks for the 15."""
    sentence = draft.text.sentence_at(long.hit.span[0])
    for one in short:
        if draft.text.sentence_at(one.hit.span[0]) == sentence:
            first, last = sorted([one.hit, long.hit])
            return not _JOINS.issuperset(draft.text.forms[first.last : last.first])
    return False


@rule("vague-ask", ASKING)
def vague_ask(draft: Draft) -> Iterator[Found]:
    """Also of what is only longed for, where the request itself names no topic."""
    vague = [hit for hit in draft.meant("vague-ask", "vague") if draft.wished(hit.span)]
    topics = tuple(draft.hits("vague-ask", "topics")) if vague else ()
    told = vague and any(_has_topic(draft, one, topics) for one in draft.requests)
    for hit in vague:
        sentence = draft.text.sentence_at(hit.span[0])
        if told and not draft.requested(hit.span):
            continue
        if sentence and not _has_topic(draft, sentence, topics):
            said = draft.text.said(hit.span)
            instead = guide().rules["vague-ask"].texts["instead"]
            fix = Fix(hit.span, instead) if "brain" in said.lower() else None
            yield Found(hit.span, slots={"words": said}, fix=fix)
            return


def _has_topic(draft: Draft, sentence: Sentence, topics: tuple[Hit, ...]) -> bool:
    """Their own school, which the writer names of themselves as well, is none."""
    student = draft.situation.student
    of_writer = telling([student.about]) if student else frozenset()
    of_theirs = telling(draft.forms(sentence)) & facts_of(draft.contact)
    return bool(of_theirs - of_writer) or any(inside(sentence, topics))


@rule("multiple-asks")
def multiple_asks(draft: Draft) -> Iterator[Found]:
    found = {name: hit for name in FAVOURS if (hit := _favour(draft, name))}
    if len(found) == 1 and len(heads := _heads(draft)) > 2:
        found |= {"second": heads[1], "third": heads[2]}
    if len(found) < 2:
        return
    if work := next(draft.meant("job-ask", "asks"), None):
        found["work"] = work
    words = ", ".join(
        f'"{draft.text.said(hit.span)}"' for hit in sorted(found.values())
    )
    slots: dict[str, str | int] = {"count": len(found), "words": words}
    second = next(hit for name, hit in found.items() if name != "time")
    yield Found(second.span, block_if(len(found) > 2), slots=slots)


def _heads(draft: Draft) -> list[Hit]:
    """ "Could you", "may I" and so on, each of another request."""
    logistics = tuple(draft.hits("question-count", "logistics"))
    asked = [one for one in draft.requests if not _settles(one, logistics)]
    heads = [hit for hit in draft.hits("multiple-asks", "heads")]
    meant = [hit for hit in heads if not _either_or(draft, hit)]
    return [
        hit for hit in meant if any(one.first <= hit.first < one.last for one in asked)
    ]


def _favour(draft: Draft, name: str) -> Hit | None:
    if name == "time" and (lengths := asked_for(draft)):
        return lengths[0].hit
    meant = draft.meant("multiple-asks", name)
    hits = (hit for hit in meant if draft.wished(hit.span))
    return next((hit for hit in hits if not _either_or(draft, hit)), None)


def _either_or(draft: Draft, hit: Hit) -> bool:
    """The second choice, for somebody who cannot grant the first."""
    sentence = draft.text.sentence_at(hit.span[0])
    before = draft.text.forms[sentence.first : hit.first] if sentence else ()
    if before[:1] == ("if",):
        return not _AFTER_ALL & set(before) or bool(_RATHER & set(before))
    return "or" in before[-5:]


@rule("question-count", FIRST)
def question_count(draft: Draft) -> Iterator[Found]:
    logistics = tuple(draft.hits("question-count", "logistics"))
    asked = [one for one in draft.requests if one.asks]
    questions = [one for one in asked if not _settles(one, logistics)]
    if len(questions) > MOST_QUESTIONS:
        extra = questions[MOST_QUESTIONS]
        severity = block_if(len(questions) > MOST_QUESTIONS + 1)
        slots = {"count": len(questions)}
        yield Found((extra.start, extra.end), severity, slots=slots)


def _settles(question: Sentence, logistics: tuple[Hit, ...]) -> bool:
    """ "Would Tuesday suit?" belongs to the request before it."""
    length = question.last - question.first
    return length <= 3 or (length <= 9 and any(inside(question, logistics)))


@rule("availability", (*ASKING, "scheduling"), ROOMY)
def availability(draft: Draft) -> Iterator[Found]:
    for hit in draft.asked("availability", "soon"):
        yield Found(hit.span, "warn", "soon", {"words": draft.text.said(hit.span)})
        return
    if draft.requests and not any(draft.hits("availability", "window")):
        yield Found()
