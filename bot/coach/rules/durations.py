"""How long a talk the message asks for, and not how long a film was."""

from typing import NamedTuple

from bot.coach.rules.draft import Draft
from bot.coach.rules.finding import Hit, hit
from bot.coach.rules.words import bag

LONGEST = 30  # minutes that are usual to ask for

_MINUTES = bag("minutes minute mins min minuts minits minuten minutos")
_HOURS = bag("hour hours hr hrs")
_HALVES = {("half", "an"): 30, ("half",): 30, ("quarter", "of", "an"): 15}
_TENS = bag("twenty thirty forty fifty")
_VALUES = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7},
    **{"eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20},
    **{"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90},
}
_HOUR_VALUES = {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 3} | {
    "full": 1,
    "whole": 1,
}
_THEIRS = bag("your my his her their our the that this its whose")
_NOT_ASKED = bag(
    "after every within in last first lasted ran cut waited wait past before"
)
_TELLING = bag(
    "tell explain show say describe answer hear ask learn guide advise teach"
)
_ELSEWHERE = bag("ago away into later late early drive walk ride long old")
_AROUND_HOURS = _ELSEWHERE | bag("before from after north south east west each every")
_TALKS = bag(
    "call chat conversation talk meeting slot phone zoom video coffee interview session"
    " catch window discussion informational virtual online teams visit appointment"
    " meetup walk lunch break share"
)
_OFFERS = bag("would max maximum most tops enough plenty fine perfect suffice ideal")
_ONLY, _FOR = bag("only just need take takes than most"), bag("for about")
_SOME_TIME = {(word,) for word in ("any", "next", "this", "some", "whenever")}
_COULD = bag("could can would will may might like love need needs take takes than")
_TALKING = bag("call talk chat speak meet conversation time quick short visit zoom")
_FRAGMENT = 5  # words: "Just 15 minutes."


class Duration(NamedTuple):
    """In minutes, the upper end of a range, and the words that say so."""

    minutes: int
    hit: Hit


def asked_for(draft: Draft) -> list[Duration]:
    """All lengths of time that are asked of the reader, in order."""
    places = draft.text.places
    units = (_MINUTES | _HOURS) & places.keys()
    at = sorted(place for unit in units for place in places[unit])
    found = (_duration(draft, place) for place in at)
    return [one for one in found if one and _is_asked(draft, one)]


def _duration(draft: Draft, unit: int) -> Duration | None:
    forms = draft.text.forms
    if forms[unit] in _HOURS:
        for half, minutes in _HALVES.items():
            if forms[max(0, unit - len(half)) : unit] == half:
                return Duration(minutes, hit(draft.text, unit - len(half), unit + 1))
        first, count = _hours(forms, unit)
        count *= 60
    else:
        first, count = _number(forms, unit - 1)
    return Duration(count, hit(draft.text, first, unit + 1)) if count else None


def _hours(forms: tuple[str, ...], unit: int) -> tuple[int, int]:
    """ "an hour", "a couple of hours", "2 hours"."""
    at = unit - 2 if forms[unit - 1] == "of" else unit - 1
    word = forms[max(at, 0)]
    if word in _HOUR_VALUES:
        begins = at - 1 if at > 0 and forms[at - 1] in ("a", "an") else at
        return begins, _HOUR_VALUES[word]
    return _number(forms, at)


def _number(forms: tuple[str, ...], at: int) -> tuple[int, int]:
    """Where the number that ends here begins, and its value: "10 to 15" is 15."""
    value = _value(forms, at)
    if value and forms[at].isalpha() and at > 0 and forms[at - 1] in _TENS:
        at, value = at - 1, _VALUES[forms[at - 1]] + value
    if not value:
        return (at, 0)
    lower = at - 2 if at > 1 and forms[at - 1] in ("to", "or") else at - 1
    return (lower if _value(forms, lower) else at, value)


def _value(forms: tuple[str, ...], at: int) -> int:
    """0 where no number stands."""
    if at < 0:
        return 0
    word = forms[at]
    return min(int(word[:4]), 999) if word.isdecimal() else _VALUES.get(word, 0)


def _is_asked(draft: Draft, one: Duration) -> bool:
    before = draft.text.forms[one.hit.first - 1] if one.hit.first else ""
    sentence = draft.text.sentence_at(one.hit.span[0])
    call = draft.text.forms[one.hit.last] in _TALKS
    told = call or not _TELLING.isdisjoint(draft.forms(sentence))
    elsewhere = before in _THEIRS or (
        before in _NOT_ASKED and not (before == "in" and told)
    )
    if elsewhere or _is_of_something(draft, one):
        return False
    if draft.requested(one.hit.span):
        return True
    short = one.minutes <= LONGEST
    return (short and _is_talk(draft, one)) or _is_offered(draft, one.hit, before)


def _is_talk(draft: Draft, one: Duration) -> bool:
    """ "A 20 minute call"; a longer one may well be what they gave."""
    return not _TALKS.isdisjoint(draft.text.forms[one.hit.last : one.hit.last + 1])


def _is_of_something(draft: Draft, one: Duration) -> bool:
    """ "12 minutes of tape", "a 30 minute film", "a 12-hour night", "an hour ago"."""
    unit = draft.text.forms[one.hit.last - 1]
    after = draft.text.forms[one.hit.last : one.hit.last + 3]
    if after[0] == "long":
        return _TALKS.isdisjoint(after)
    if after[0] in (_AROUND_HOURS if one.minutes > LONGEST else _ELSEWHERE):
        return True
    single = unit == "minute" or (unit == "hour" and one.minutes > 60)
    named = after[0] == "of" or single
    return named and (_TALKS | {"your", "time"}).isdisjoint(after)


def _is_offered(draft: Draft, hit: Hit, before: str) -> bool:
    """ "15 minutes would be plenty", "just 15 minutes", "I could call for 15"."""
    sentence = draft.text.sentence_at(hit.span[0])
    words = draft.forms(sentence)
    after = draft.text.forms[hit.last : sentence.last if sentence else hit.last]
    alone = len(words) <= _FRAGMENT and sentence and hit.first - sentence.first <= 1
    if alone or after[:2] == ("of", "your") or before in _ONLY:
        return True
    could_talk = not _COULD.isdisjoint(words) and not _TALKING.isdisjoint(words)
    offered = before in _FOR | _TALKING and could_talk
    return not _OFFERS.isdisjoint(after[:6]) or offered or after[:1] in _SOME_TIME
