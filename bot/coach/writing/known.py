"""What a situation gives to a message: values for blanks, and what cannot be used.

A note that is too long, speaks of the reader as "she", or names somebody whose name
may not be used, is handed back for other words and never put into a message.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.coach.situation import Debrief, Situation, Someone, Writer
from bot.coach.writing.address import called, first_name, group_of, is_naming
from bot.coach.writing.grammar import article, lowered
from bot.coach.writing.phrases import (
    CLASS_OF,
    is_deed,
    is_retold,
    is_thing,
    met_you,
    reason,
    retold,
    speaks_of_them,
    told,
    without_age,
)
from bot.coach.writing.slots import Clock, ago, clock, in_a_row, in_short, offered
from bot.coach.writing.wording import action, introduction, place, topic
from bot.coach.writing.words import words
from bot.text import one_line

MOST = 240
"""Characters of one note, which is a long sentence already."""

MOST_READ = 2_000
"""Characters that are looked at, to see how a longer one begins."""

_BEFORE = re.compile(r"(?:retired|former|ex-?) ?(?=\w)", re.IGNORECASE)

ENOUGH_SLOTS, MOST_SLOTS = 2, 3
A_MONTH = timedelta(days=28)
NEARLY_A_YEAR = timedelta(days=300)  # from here on, a month alone may be another one
A_YEAR = 366  # days; what is older is not called by its date


@dataclass(frozen=True, slots=True)
class Known:
    """Values by blank; by key what was typed, and why it cannot be used as it is."""

    values: Mapping[str, str]
    typed: Mapping[str, str]
    wrong: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Note:
    """The first of several notes that can be used, or the first that cannot."""

    text: str = ""
    wrong: str = ""

    @property
    def usable(self) -> str:
        return "" if self.wrong else self.text


def known_in(
    channel: str, situation: Situation, formal: bool, of_others: bool = False
) -> Known:
    """`formal` is for the greeting: a whole name instead of the first. `of_others` says
    that the news may be about somebody else, whom the reader knows of."""
    contact = _tidy(situation.contact or Someone())
    secret = "" if situation.may_name_referrer(channel) else _referrer(situation)
    notes = _notes(situation, contact, secret, of_others)
    values = {
        **_people(situation, contact, channel, formal),
        **_said(notes, contact),
        **_times(situation),
    }
    return Known(
        values={blank: value for blank, value in values.items() if value},
        typed={key: note.text for key, note in notes.items()},
        wrong={key: note.wrong for key, note in notes.items() if note.wrong},
    )


def _notes(
    situation: Situation, contact: Someone, secret: str, of_others: bool
) -> Mapping[str, _Note]:
    debrief = situation.debrief or Debrief()
    student = situation.student or Writer()
    facts = [fact for fact in contact.facts if not is_naming(fact)]
    about_them = {
        "fact": sorted(facts, key=lambda fact: bool(CLASS_OF.fullmatch(fact))),
        "hook": [debrief.hook],
        "learnt": debrief.learnt,
        "surprise": [debrief.surprise],
        "advice": debrief.advice,
    }
    plain = {
        "about": [student.about],
        "topic": [situation.topic],
        "news": [situation.news],
        "place": [situation.place],
    }
    to_reader = {*about_them}
    if not of_others and _is_alone(situation.news):
        to_reader.add("news")
    return {
        key: _note(texts, secret, to_reader=key in to_reader)
        for key, texts in {**about_them, **plain}.items()
    }


def _is_alone(news: str) -> bool:
    """Nobody else is named in it: a "her" there can only be the reader."""
    said = re.findall(r"[\w'-]+", news[:MOST_READ])
    named = (word for word in said if word[0].isupper() and word[0] != "I")
    unknown = any(word.lower() not in words().common for word in named)
    return not unknown and words().people.isdisjoint(said)


def _note(texts: Iterable[str], secret: str, to_reader: bool) -> _Note:
    notes = [_judged(text, secret, to_reader) for text in texts]
    notes = [note for note in notes if note.text]
    return next((note for note in notes if note.usable), next(iter(notes), _Note()))


def _judged(text: str, secret: str, to_reader: bool) -> _Note:
    line = one_line(text, MOST_READ)
    if len(line) > MOST:
        return _Note(line[:100] + "...", "long")
    line = met_you(re.sub(r"[\s.,;:!]+$", "", line))
    if _names(line, secret):
        return _Note(line, "names")
    return _Note(line, "them" if to_reader and speaks_of_them(line) else "")


def _names(text: str, person: str) -> bool:
    """The whole name in any case, or a part of it as a name is written."""
    parts = [part for part in person.split(" ") if len(part) > 2 and part[-1] != "."]
    found = any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) for part in parts)
    return bool(person) and (found or person.casefold() in text.casefold())


def _people(
    situation: Situation, contact: Someone, channel: str, formal: bool
) -> Mapping[str, str]:
    name = one_line(situation.student.name).strip(" ,;") if situation.student else ""
    referrer = _referrer(situation)
    return {
        "to": called(contact, formal),
        "first": called(contact),
        "name": name,
        "my_first": first_name(name),
        "minutes": str(situation.minutes),
        "referrer": referrer if situation.may_name_referrer(channel) else "",
        "unnamed": referrer,
        "whom": _whom(situation),
    }


def _said(notes: Mapping[str, _Note], contact: Someone) -> Mapping[str, str]:
    usable = {key: note.usable for key, note in notes.items()}
    form, why = reason(without_age(usable["fact"]))
    return {
        form: why,
        **introduction(usable["about"]),
        **topic(usable["topic"] or ("" if notes["topic"].wrong else _work(contact))),
        **action(usable["advice"]),
        **_remembered(retold(usable["hook"])),
        "learnt": retold(usable["learnt"]),
        "surprise": retold(usable["surprise"]),
        **_happened(told(usable["news"])),
        "place": place(usable["place"]),
    }


def _remembered(hook: str) -> Mapping[str, str]:
    return {
        "hook": hook,
        "hook_thing": hook if is_thing(hook) else "",
        "hook_clause": hook if is_retold(hook) else "",
    }


def _happened(news: str) -> Mapping[str, str]:
    return {"news": news, "deed": news if is_deed(news) else ""}


def _work(contact: Someone) -> str:
    """What to ask about when nothing was said: "your work as a nurse"."""
    role, employer = one_line(contact.role, 80), one_line(contact.employer, 80)
    role = role.split(",")[0]
    if before := _BEFORE.match(role):
        role = role[before.end() :]
        return f"your years as {article(role)} {lowered(role)}"
    if role:
        head = re.match(r"(?:the|an?|head|chief|director|vp|owner) ", role.lower())
        return f"your work as {'' if head else f'{article(role)} '}{lowered(role)}"
    if employer:
        return f"your work at {employer}"
    return "your work" if group_of(contact.relation) == "close" else ""


def _times(situation: Situation) -> Mapping[str, str]:
    mine, theirs = clock(situation.zone), clock(situation.contact_zone)
    now, met, sent = situation.now, situation.met_at, _sent(situation)
    ahead = [slot for slot in situation.slots if now is None or slot > now]
    slots = ahead[:MOST_SLOTS] if len(ahead) >= ENOUGH_SLOTS else []
    return {
        "day": ago(sent, now, mine) if sent and now else "",
        "met": ago(met, now or met + A_MONTH, mine) if met else "",
        "met_month": _met_month(met, now, mine) if met else "",
        "slots": in_a_row(slots, mine, theirs),
        "slots_short": in_short(slots[:ENOUGH_SLOTS], mine, theirs),
        "slot_lines": "\n".join(f"- {slot}" for slot in offered(slots, mine, theirs)),
    }


def _sent(situation: Situation) -> datetime | None:
    now, days = situation.now, situation.days_since_sent
    if now is None or days is None or not 0 <= days <= A_YEAR:
        return None
    return now - timedelta(days=days)


def _met_month(met: datetime, now: datetime | None, mine: Clock) -> str:
    if now and now - met < A_MONTH:
        return ago(met, now, mine)
    local = met.astimezone(mine.zone or met.tzinfo)
    if now is None or now - met < NEARLY_A_YEAR:
        return f"in {local:%B}"
    if local.year == now.year - 1:
        return f"in {local:%B} last year"
    return f"in {local:%B %Y}"


def _whom(situation: Situation) -> str:
    """For a report back: whom they named, if the topic is the name of a contact."""
    names = {one_line(other.name).casefold() for other in situation.other_contacts}
    name = one_line(situation.topic)
    return name if name.casefold() in names - {""} else ""


def _referrer(situation: Situation) -> str:
    return one_line(situation.referrer.name) if situation.referrer else ""


def _tidy(contact: Someone) -> Someone:
    return replace(
        contact,
        name=one_line(contact.name).strip(" ,;"),
        relation=one_line(contact.relation),
        facts=tuple(one_line(fact, MOST_READ) for fact in contact.facts),
    )
