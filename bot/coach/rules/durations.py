"""How long a talk the message asks for, and not how long a film was."""

from typing import NamedTuple

from bot.coach.rules.draft import Draft
from bot.coach.rules.finding import Hit, hit
from bot.coach.rules.words import bag

_MINUTES = bag("minutes minute mins min minuts minits minuten minutos")
_HOURS = bag("hour hours hr hrs")
_VALUES = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15},
    **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60},
    **{"ninety": 90, "couple": 2, "few": 3, "several": 3, "full": 1, "whole": 1},
}
_TENS = bag("twenty thirty forty fifty")
_THEIRS = bag("your my his her their our the that this its whose one's")
_TALKS = bag(
    "call chat conversation talk meeting slot phone zoom video coffee interview session"
    " catch window discussion informational virtual online teams visit appointment"
    " meetup walk lunch break"
)
_OTHER = bag("after every within in last first lasted ran cut waited wait past before")
_ELSEWHERE = bag("ago away into later late early drive walk ride long old")
_AFTER_HOURS = _ELSEWHERE | bag("before from after north south east west each every")
_OFFERS = bag("would max maximum most tops enough plenty fine perfect suffice ideal")
_ONLY, _FOR = bag("only just need take takes than most"), bag("for about")
_COULD = bag("could can would will may might like love need needs take takes than")
_TALKING = bag(
    "call talk chat speak meet conversation time quick short visit zoom phone"
)


LONGEST = 30  # minutes that are usual to ask for


class Duration(NamedTuple):
    """In minutes, the upper end of a range, and the words that say so."""

    minutes: int
    hit: Hit


def asked_for(draft: Draft) -> list[Duration]:
    """All lengths of time that are asked of the reader, in order."""
    units = [*_MINUTES & draft.text.places.keys(), *_HOURS & draft.text.places.keys()]
    places = sorted(at for unit in units for at in draft.text.places[unit])
    found = (_duration(draft, at) for at in places)
    return [one for one in found if one and _of_the_reader(draft, one)]


def _duration(draft: Draft, unit: int) -> Duration | None:
    forms = draft.text.forms
    hours = forms[unit] in _HOURS
    if hours and forms[max(unit - 2, 0) : unit] == ("half", "an"):
        return Duration(30, hit(draft.text, unit - 2, unit + 1))
    if hours and forms[unit - 1 : unit] == ("half",):
        return Duration(30, hit(draft.text, unit - 1, unit + 1))
    if hours and forms[max(unit - 3, 0) : unit - 1] == ("quarter", "of"):
        return Duration(15, hit(draft.text, unit - 3, unit + 1))
    first, count = _number(forms, unit, hours)
    if first == unit:
        return None
    return Duration(count * 60 if hours else count, hit(draft.text, first, unit + 1))


def _number(forms: tuple[str, ...], unit: int, hours: bool) -> tuple[int, int]:
    """Where the number before the unit begins, and its value: "10 to 15"."""
    at = unit - 1
    if hours and at > 0 and forms[at] == "of":
        at -= 1
    value = _value(forms, at, hours)
    if value is None:
        return (unit, 0)
    if forms[at].isalpha() and at > 0 and forms[at - 1] in _TENS:
        at, value = at - 1, _VALUES[forms[at - 1]] + value
    if (
        hours
        and at > 0
        and forms[at] not in ("a", "an")
        and forms[at - 1] in ("a", "an")
    ):
        at -= 1
    return (_range_start(forms, at), value)


def _range_start(forms: tuple[str, ...], at: int) -> int:
    before = at - 2 if at > 1 and forms[at - 1] in ("to", "or") else at - 1
    return before if before >= 0 and _value(forms, before, False) is not None else at


def _value(forms: tuple[str, ...], at: int, hours: bool) -> int | None:
    if at < 0:
        return None
    word = forms[at]
    if word.isdigit():
        return min(int(word[:4]), 999)
    small = word in ("a", "an", "couple", "few", "several", "full", "whole")
    return None if small and not hours else _VALUES.get(word)


def _of_the_reader(draft: Draft, one: Duration) -> bool:
    forms = draft.text.forms
    before = forms[one.hit.first - 1] if one.hit.first else ""
    unit, after = forms[one.hit.last - 1], forms[one.hit.last : one.hit.last + 3]
    elsewhere = _AFTER_HOURS if one.minutes > LONGEST else _ELSEWHERE
    if before in _THEIRS or before in _OTHER or after[0] in elsewhere:
        return False
    if (
        after[0] == "of"
        and not _TALKS & set(after)
        and not {"your", "time"} & set(after)
    ):
        return False
    if unit == "minute" and not _TALKS & set(after):
        return False
    if draft.requested(one.hit.span):
        return True
    return after[:2] == ("of", "your") or _is_offered(draft, one.hit, before)


def _is_offered(draft: Draft, hit: Hit, before: str) -> bool:
    """ "15 minutes would be plenty", "just 15 minutes", "I could call for 15"."""
    sentence = draft.text.sentence_at(hit.span[0])
    if sentence is None:
        return False
    words = draft.text.forms[sentence.first : sentence.last]
    after = draft.text.forms[hit.last : sentence.last][:6]
    could = not _COULD.isdisjoint(words) and not _TALKING.isdisjoint(words)
    briefly = before in _ONLY or (before in _FOR and could)
    return len(words) <= 5 or not _OFFERS.isdisjoint(after) or briefly
