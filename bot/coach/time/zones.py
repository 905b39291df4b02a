"""Time zones by the names people give them, and the country each lies in."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.errors import Unusable

_FILE = KNOWLEDGE / "zones.toml"

_LONGEST_NAME = 80  # characters; none has so many
_ALIKE = 0.7  # of 1, where "berlim" and "berlin" are 0.83
_LONGEST_CODE = len("US-XXX")  # https://www.iso.org/iso-3166-country-codes.html
_ALSO = {
    "US": ("usa", "america", "united states of america"),
    "GB": ("uk", "united kingdom", "great britain", "england", "scotland", "wales"),
    "AE": ("uae",),
    "CI": ("ivory coast",),
    "CZ": ("czechia",),
    "DE": ("deutschland",),
    "MM": ("burma",),
    "NL": ("holland",),
    "TR": ("turkiye",),
}
"""What countries are called beside their names in the list of the time zones."""


NO_ZONES = "There are no time zones on this machine. Try: pip install tzdata"


def is_zone(name: str) -> bool:
    """Asked first, because on a bad name `ZoneInfo` raises five kinds of error."""
    return name in _zones()


def zones_named(said: str) -> tuple[str, ...]:
    """The zones somebody may mean; two for "IST", none for what nobody calls a zone.

    >>> zones_named("New York"), zones_named("pst"), zones_named("utc+2")
    (('America/New_York',), ('America/Los_Angeles',), ('Etc/GMT-2',))
    """
    words = _words(said) if len(said) <= _LONGEST_NAME else ""
    return _short(words) or _cities().get(words, ())


def zones_beside(words: str) -> tuple[str, ...]:
    """As `zones_named`, for words beside a time: "et", "new york time", "in berlin"."""
    if words.endswith(" time") or "/" in words:
        return zones_named(words.removesuffix(" time"))
    if words.startswith("in "):
        return _cities().get(words.removeprefix("in "), ())
    return _short(words)


def closest_zones(said: str, count: int = 3) -> tuple[str, ...]:
    """What to offer for a name that is no zone, or several; the likeliest first."""
    words = _words(said[:_LONGEST_NAME])
    likely = get_close_matches(words, _cities(), count, cutoff=_ALIKE)
    near = [words] if zones_named(words) else likely
    found = (zone for name in near for zone in zones_named(name))
    return tuple(dict.fromkeys(found))[:count]


def country_of(zone: str) -> str:
    """Its ISO 3166 code; empty where there is none ("UTC") and for no zone at all."""
    countries, links = _countries(), _links()
    return countries.get(zone) or countries.get(links.get(zone, ""), "")


def country_name(code: str) -> str:
    """As English says it; the code itself where it has no name here."""
    return _names().get(code.partition("-")[0], code)


@cache
def _names() -> Mapping[str, str]:
    rows = (row.split("\t") for row in _tzdata("iso3166.tab") if row[:1] not in "#")
    return {code: name for code, name, *_ in rows}


def is_country(code: str) -> bool:
    """An ISO 3166 code that has a zone; a subdivision may follow it: US-CT."""
    return code.partition("-")[0] in _countries().values()


def country_named(words: str) -> str:
    """Its code, by the code itself or by what English calls it; else empty.

    >>> country_named("germany"), country_named("us-ct"), country_named("South Korea")
    ('DE', 'US-CT', 'KR')
    """
    said = " ".join(words[:_LONGEST_NAME].split())
    is_code = len(said) <= _LONGEST_CODE and is_country(said.upper())
    return said.upper() if is_code else _named().get(_folded(said), "")


@cache
def zone_words() -> frozenset[str]:
    """Every single word that stands in the name of a zone."""
    names = (*_table("abbreviations"), *_cities())
    return frozenset(word for name in names for word in name.split())


def city(zone: str) -> str:
    """What to call a zone whose clock has no name: "Sao Paulo"."""
    return zone.rpartition("/")[2].replace("_", " ")


def _words(said: str) -> str:
    return " ".join(said.lower().replace("_", " ").replace(".", "").split())


def _short(words: str) -> tuple[str, ...]:
    return _table("abbreviations").get(words, ()) or _offset(words)


def _offset(words: str) -> tuple[str, ...]:
    """`utc+2` is Etc/GMT-2: POSIX counts westward."""
    hours = words.removeprefix("utc").removeprefix("gmt").replace(" ", "")
    flipped = hours.translate(str.maketrans("+-", "-+"))
    name = f"Etc/GMT{flipped}"
    return (name,) if hours != words and hours and is_zone(name) else ()


@cache
def _zones() -> frozenset[str]:
    # Neither is a place: "localtime" is the machine's own, "Factory" is for no clock.
    zones = available_timezones() - {"localtime", "Factory"}
    if not zones:
        raise Unusable(NO_ZONES)
    return frozenset(zones)


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    """Zones by city and by their own full name, in small letters."""
    own = {_words(zone): (zone,) for zone in sorted(_zones()) if "/" in zone}
    by_city = {_words(city(zone)): (zone,) for zone in _countries() if is_zone(zone)}
    return own | by_city | _table("cities")


@cache
def _table(name: str) -> dict[str, tuple[str, ...]]:
    """Zones by word, from the file, in which words stand by zone."""
    by_word = defaultdict[str, tuple[str, ...]](tuple)
    for zone, words in read_toml(_FILE)[name].items():
        if not is_zone(zone):
            raise Unusable(
                f"{_FILE.name}: [{name}] {zone!r} is no time zone. "
                "Use a name such as America/New_York."
            )
        for word in words:
            by_word[word] += (zone,)
    return dict(by_word)


@cache
def _countries() -> Mapping[str, str]:
    rows = (row.split("\t") for row in _tzdata("zone.tab") if row[:1] not in "#")
    return {zone: country for country, _, zone, *_ in rows}


@cache
def _named() -> Mapping[str, str]:
    """Codes by name; one in brackets goes before it: "Korea (South)"."""
    rows = (row.split("\t") for row in _tzdata("iso3166.tab") if row[:1] not in "#")
    names = defaultdict[str, set[str]](set)
    for code, name, *_ in rows:
        plain, _, inside = name.rstrip(")").partition(" (")
        for called in (name, plain, f"{inside} {plain}", *_ALSO.get(code, ())):
            names[_folded(called)].add(code)
    alone = {name: [*codes] for name, codes in names.items() if len(codes) == 1}
    return {name: code for name, [code] in alone.items() if is_country(code)}


def _folded(name: str) -> str:
    """Without accents, capitals and the article."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("\u2019", "'"))
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return plain.replace("&", "and").strip().removeprefix("the ")


@cache
def _links() -> Mapping[str, str]:
    """The zone an older or another name stands for: US/Eastern, Asia/Calcutta."""
    rows = (row.split() for row in _tzdata("tzdata.zi") if row.startswith("L "))
    return {name: zone for _, zone, name in rows}


def _tzdata(name: str) -> Iterator[str]:
    from importlib.resources import files  # 10 ms, which a start need not take

    try:
        folder = files("tzdata.zoneinfo")
    except ModuleNotFoundError:
        raise Unusable(NO_ZONES) from None
    return iter(folder.joinpath(name).read_text("utf-8").splitlines())
