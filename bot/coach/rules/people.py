"""Who is who: names as they are compared, and what the notes say of a person."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from bot.coach.rules.guide import guide
from bot.coach.rules.words import bag, names_in
from bot.coach.situation import Someone

_UNCOMBINED = str.maketrans("\u00f8\u0142\u0111\u00f0\u00df\u00fe\u0131", "olddsti")
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = (
    *("ations", "ation", "ings", "ing", "ists", "ist", "ers", "er", "ors", "or"),
    *("ians", "ian", "ies", "ied", "ed", "es", "ly", "s", "e", "y"),
)
COMMON = bag(
    "the a an and or of to in on at for with from by as is was were are be been has"
    " have had it its their his her they them who that this these those he she you"
    " your i me my we our us not no so than then there here into about over under up"
    " out off her"
)
GENERAL = bag(
    "work works worked working job career careers path experience field industry"
    " student students study studies studied college university school year years"
    " month months week weeks day days time times people person community member"
    " channel call meet met meeting message dm dms team company firm organisation"
    " organization department talk talked talks spoke speak speaks note notes post"
    " posts posted wrote write writes written writing read reads ask asks asked"
    " answer answers answered question questions advice tip tips share shared learn"
    " learned learnt interest interested first second third new good great one two"
    " three open linkedin connected stranger referred made make makes gave give gives"
    " took take takes said says say told tell tells suggested mentioned promised goes"
    " signs herself himself introduces introduced likes like once before after last"
    " next since during how what why where when which also still very now contact"
    " friend knows know known well lot lots more most many some any all own helped"
    " help helps got get gets came come went go left moved used use uses run runs ran"
    " started start began lives life name called someone somebody would could can may"
    " will story stories hear heard things thing group local great mr mrs ms dr prof"
    " free want wants wanted whether"
)


_SUFFIXES = bag(
    "inc ltd llc gmbh co corp plc group systems health foods freight mutual"
    " logistics partners audio university college hospital clinic trust institute"
    " centre center company studio studios labs lab media bank school museum library"
    " works post press theatre theater bakery brewery orchestra brothers sons & and"
    " daughters associates consulting services solutions technologies industries"
    " holdings international survey farm farms shop store coaches ferries optics"
    " dairies motors boats yard forge kitchen kitchens gardens mill mills books films"
    " games software robotics energy power architects engineering builders law dental"
    " construction care pharmacy hotel hotels airlines railways shipping brewing coffee"
    " design digital security insurance finance capital ventures foundation council"
)
_PLAIN_WORDS = bag(
    "city northern southern eastern western north south east west the new old first"
    " national royal central general united american british european global public"
    " green blue red white black river lake street county state saint great grand"
)


@lru_cache(maxsize=10_000)
def plain(name: str) -> str:
    """Without accents and in lower case: "Øberg" is "oberg"."""
    lower = name.lower()
    if lower.isascii():
        return lower
    loose = unicodedata.normalize("NFKD", lower.translate(_UNCOMBINED))
    return "".join(c for c in loose if not unicodedata.combining(c))


@lru_cache(maxsize=1_000)
def parts(name: str) -> tuple[str, ...]:
    """The names in a name, without titles: "Dr. Siri Øberg" has two."""
    titles = guide().words("wrong-name", "not_names")
    names = (part for word in names_in(plain(name)) for part in _halves(word))
    return tuple(part for part in names if part not in titles and len(part) > 1)


def _halves(word: str) -> tuple[str, ...]:
    """A double name also answers to each half, and to both written as one."""
    pieces = [piece for piece in re.split("[-'\u2019]", word) if piece]
    return (word, *pieces, "".join(pieces)) if len(pieces) > 1 else (word,)


def first_name(person: Someone) -> str:
    """As it is written, with its accents."""
    titles = guide().words("wrong-name", "not_names")
    names = [name for name in names_in(person.name) if plain(name) not in titles]
    return names[0] if names else person.name


def _by_form(lines: str) -> dict[str, str]:
    """ "sing sang sung, draw drew": each form with the first of its group."""
    groups = [line.split() for line in lines.split(",")]
    return {form: first for first, *others in groups for form in others}


_IRREGULAR = _by_form(
    "sing sang sung, draw drew drawn, begin began begun, build built, catch "
    "caught, teach taught, drive drove driven, eat ate eaten, grow grew grown, "
    "keep kept, lead led, lose lost, pay paid, ride rode ridden, rise rose, sell "
    "sold, send sent, sleep slept, spend spent, stand stood, swim swam, throw "
    "threw thrown, wear wore, win won, hide hid hidden, hold held, feel felt, "
    "fall fell, fly flew flown, forget forgot, freeze froze, hang hung, lend "
    "lent, ring rang, sit sat, buy bought, shake shook, strike struck, stick "
    "stuck, sweep swept, tear tore, wake woke, weave wove, bend bent, choose "
    "chose chosen, break broke broken, fight fought, speak spoke spoken, write "
    "wrote written, find found, bring brought, think thought, foot feet, child "
    "children, man men, woman women, tooth teeth, knife knives, shelf shelves, "
    "leaf leaves, loaf loaves, bite bit, feed fed, shoot shot, dig dug, sew sewn, "
    "blow blew, steal stole, swear swore, meet met"
)


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """
    >>> stem("nursing"), stem("nurses"), stem("interpreter"), stem("interpreted")
    ('nurs', 'nurs', 'interpret', 'interpret')
    >>> stem("sang"), stem("sing")
    ('sing', 'sing')
    """
    word = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return _single(word[: -len(ending)])
    return word


def _single(stem: str) -> str:
    """ "Swapping" is of "swap", while "pressing" and "drilling" keep both letters."""
    doubled = stem[-1] == stem[-2] and stem[-1] not in "lsaeiou"
    return stem[:-1] if doubled and len(stem) > 3 else stem


def telling(texts: Iterable[str]) -> frozenset[str]:
    """The stems of words that tell one person from another."""
    words = (word for text in texts for word in _WORD.findall(plain(text)))
    return frozenset(
        stem(word)
        for word in words
        if word not in COMMON and word not in GENERAL and len(word) > 2
    )


@lru_cache(maxsize=50)
def facts_of(person: Someone) -> frozenset[str]:
    """Stems of what is noted about them; their name alone says nothing."""
    return telling(person.facts) - telling([person.name])


def notes_on(person: Someone) -> frozenset[str]:
    """All words of what is known about them, as they stand."""
    known = " ".join((person.role, person.employer, person.relation, *person.facts))
    return frozenset(_WORD.findall(known.lower()))


def is_close(person: Someone) -> bool:
    """Family, a friend, somebody from school or work; not "mother of a classmate"."""
    if re.search(r"\bof (?:an?|my|some)\b", person.relation.lower()):
        return False
    words = frozenset(_WORD.findall(person.relation.lower()))
    return not guide().words("no-why-you", "known").isdisjoint(words)


def short_names(employer: str) -> Iterator[str]:
    """In lower case: "Larkspur Optics" is also "larkspur", "City of Elmford" only
    itself."""
    words = employer.lower().split()
    if words:
        yield " ".join(words)
    if len(words) > 1 and words[-1].strip(".,") in _SUFFIXES:
        short = words[:-1]
        if len(short) > 1 or (len(short[0]) > 4 and short[0] not in _PLAIN_WORDS):
            yield " ".join(short)


def telling_parts(employer: str) -> frozenset[str]:
    """Its words by which one may call it, capital and all: "the Ledger"."""
    return (
        frozenset(word for word in names_in(employer.lower()) if len(word) > 3)
        - _PLAIN_WORDS
        - COMMON
    )


def same_name(said: str, person: Someone) -> bool:
    """A name of theirs, a short form of it, or what the notes say they go by."""
    one = plain(said)
    names = {*parts(person.name), *names_in(plain(person.name))}
    short = any(is_short_for(one, name) for name in names)
    return one in names or short or one in _goes_by(person)


_GOES_BY = re.compile(
    r"\b(?:goes by|known(?: to \w+)? as|calls? \w+self|called|signs|prefers|nickname\w*"
    r"|introduces \w+self|writes as|answers to|likes to be)\b(.{0,60})",
    re.I,
)


def _goes_by(person: Someone) -> frozenset[str]:
    told = (tail for note in person.facts for tail in _GOES_BY.findall(note))
    return frozenset(plain(name) for tail in told for name in names_in(tail))


def is_short_for(short: str, name: str) -> bool:
    """ "Bill" for "William", "Rita" for "Margarita"; not "Marc" for "Marco"."""
    if not short or not name:
        return False
    saved = len(name) - len(short)
    begins = saved >= 2 and name.startswith(short)
    ends = saved >= 4 <= len(short) and name.endswith(short)
    return begins or ends or any(name in group for group in _nicknames(short))


def _nicknames(name: str) -> tuple[frozenset[str], ...]:
    return _groups().get(name, ())


@cache
def _groups() -> dict[str, tuple[frozenset[str], ...]]:
    groups: dict[str, tuple[frozenset[str], ...]] = {}
    for line in guide().rules["wrong-name"].lists["nicknames"]:
        group = frozenset(line.split())
        for name in group:
            groups[name] = (*groups.get(name, ()), group)
    return groups


def distance(one: str, other: str, most: int = 2) -> int:
    """Letters to change, add or drop; more than `most` is only "more"."""
    if abs(len(one) - len(other)) > most or max(len(one), len(other)) > 40:
        return most + 1
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            previous, row[j] = (
                row[j],
                min(row[j] + 1, row[j - 1] + 1, previous + (a != b)),
            )
    return min(row[-1], most + 1)
