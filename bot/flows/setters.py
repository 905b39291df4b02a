"""How each setting is read from words; a Mistake says what would do."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.coach.compose import SHAPES
from bot.coach.time.hours import read_hours
from bot.coach.time.zones import (
    closest_zones,
    country_named,
    is_zone,
    zones_named,
)
from bot.coach.writing.templates import VOICES
from bot.errors import Mistake
from bot.records import Student
from bot.text import listed, one_line, whole

NONE = "none"


def _zone(student: Student, typed: str) -> Student:
    if is_zone(typed):
        return replace(student, zone=typed)
    zones = zones_named(typed)
    if len(zones) == 1:
        return replace(student, zone=zones[0])
    close = zones or closest_zones(typed)
    tries = listed(list(close[:3]), "or") if close else "America/New_York"
    raise Mistake(f"I know no zone {typed[:40]!r}. Try {tries}.")


def _country(student: Student, typed: str) -> Student:
    typed = "" if typed.casefold() == NONE else typed
    country = country_named(typed)
    if typed and not country:
        raise Mistake(
            f"I know no country {typed[:20]!r}. Try its English name, or two letters "
            "such as US or DE."
        )
    return replace(student, country=country)


def _quiet(student: Student, typed: str) -> Student:
    if typed.casefold() in (NONE, "off", "no"):
        return replace(student, quiet=("00:00", "00:00"))
    hours = read_hours(typed)
    if hours is None:
        raise Mistake("Quiet hours look like 21:00-08:00, or 10pm to 7am, or none.")
    return replace(student, quiet=tuple(at.isoformat("minutes") for at in hours))


def _dates(student: Student, typed: str) -> Student:
    if typed.upper() == "MDY":
        return replace(student, date_order="MDY")
    if typed.upper() == "DMY":
        return replace(student, date_order="DMY")
    raise Mistake("MDY for month first, DMY for day first.")


def _minutes(student: Student, typed: str) -> Student:
    if 10 <= whole(typed) <= 60:
        return replace(student, minutes=whole(typed))
    raise Mistake("A talk lasts 10 to 60 minutes; 15, 20 or 30 are easy to say yes to.")


def _voice(student: Student, typed: str) -> Student:
    if typed in VOICES:
        return replace(student, voice=typed)
    raise Mistake(f"I write {listed(list(VOICES), 'or')}.")


def _shape(student: Student, typed: str) -> Student:
    if typed in SHAPES:
        return replace(student, shape=typed)
    raise Mistake(f"I give you {listed(list(SHAPES), 'or')}.")


SETTERS: Mapping[str, Callable[[Student, str], Student]] = {
    "name": lambda student, typed: replace(student, name=one_line(typed)),
    "about": lambda student, typed: replace(student, about=_or_none(_not_me(typed))),
    "topic": lambda student, typed: replace(student, topic=_or_none(typed)),
    "minutes": _minutes,
    "zone": _zone,
    "country": _country,
    "dates": _dates,
    "quiet": _quiet,
    "voice": _voice,
    "shape": _shape,
}
"""One word for each setting, and how it is read; a Mistake says what would do."""


def _not_me(typed: str) -> str:
    """The button says "About me"."""
    word, _, rest = typed.partition(" ")
    return rest if word.casefold().strip(":") == "me" and rest else typed


def _or_none(typed: str) -> str:
    """A dash clears it."""
    said = one_line(typed, 300)
    return "" if said == "-" else said
