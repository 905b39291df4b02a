"""What is not ours to ask, not theirs to tell, or too much to tell."""

from collections.abc import Iterator

from bot.coach.rules.draft import FIRST, Draft, Found, first_meant, quoting, rule
from bot.coach.rules.finding import Hit
from bot.coach.rules.people import COMMON, is_close, notes_on
from bot.coach.rules.together import together
from bot.coach.rules.words import bag

_QUESTION_WORDS = COMMON | bag(
    "do did does how old what when where why would will can could ever get got own"
    " really if whether may"
)
_AMONG_CHILDREN = bag(
    "school elementary teacher kindergarten preschool pediatric paediatric principal"
    " nursery camp youth childcare daycare midwife"
)
_CHILDREN = bag("children kids child kid")


@rule("protected-topic")
def protected_topic(draft: Draft) -> Iterator[Found]:
    """Silent on what they speak about themselves: the notes show that."""
    if is_close(draft.contact):
        return
    notes = notes_on(draft.contact)
    topics = draft.meant("protected-topic", "topics")
    family = draft.meant("protected-topic", "family")
    joined = together(draft.text, "protected-topic")
    if not _AMONG_CHILDREN.isdisjoint(notes):
        family = (hit for hit in family if not _says_children(draft, hit))
    for hit in (*topics, *(hit for hit in (*family, *joined) if _wants(draft, hit))):
        words = set(draft.text.forms[hit.first : hit.last])
        if notes.isdisjoint(words - _QUESTION_WORDS):
            yield quoting(draft, hit.span)
            return


def _wants(draft: Draft, hit: Hit) -> bool:
    sentence = draft.text.sentence_at(hit.span[0])
    return draft.wished(hit.span) or (sentence is not None and sentence.asks)


def _says_children(draft: Draft, hit: Hit) -> bool:
    """A teacher's children may well be the class."""
    return not _CHILDREN.isdisjoint(draft.text.forms[hit.first : hit.last])


@rule("confidential")
def confidential(draft: Draft) -> Iterator[Found]:
    for hit in (*draft.meant("confidential", "secrets"), *_asked(draft)):
        yield quoting(draft, hit.span)
        return


def _asked(draft: Draft) -> Iterator[Hit]:
    """What one asks for with a "not" in it: "what isn't announced yet"."""
    hits = draft.hits("confidential", "asked")
    return (hit for hit in hits if draft.wished(hit.span))


@rule("oversharing", FIRST)
def oversharing(draft: Draft) -> Iterator[Found]:
    if not is_close(draft.contact):
        yield from first_meant(draft, "oversharing", "private")
