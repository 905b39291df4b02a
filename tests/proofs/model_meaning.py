"""What may come of an event: which talks it may move, and where to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.proofs.model import SILENT, WORDS, Stand, after, in_time
from tests.proofs.model_look import Row
from tests.proofs.model_words import Saying

Mine = Mapping[str, Row]  # all of one student's

ANYBODY = "*"
ACTS = frozenset({"log.did", "next.notnow", "due.later", "debrief.repair"})
"""Buttons that do something where a talk stands; an old one must not."""

_ID = re.compile(r"(?<=/)[0-9a-f]{12}(?=/|$)")


@dataclass
class Meaning:
    """`may` holds where a contact's talk may stand then; all others stay as they are.

    `about` is who is meant by a button that acts where their talk stands.
    """

    may: dict[str, set[Stand]] = field(default_factory=dict)
    adds: frozenset[str] = frozenset()  # names
    goes: str = ""  # who is forgotten
    about: str = ""
    days: int | None = 0  # how long ago it happened, if that is known
    undoes: bool = False
    undoable: bool = True
    frozen: set[str] = field(default_factory=set)  # nothing of it may change
    silent: dict[str, bool] = field(default_factory=dict)
    stopped: set[bool] = field(default_factory=set)  # empty: as before


def of_saying(saying: Saying, mine: Mine) -> Meaning:
    row = called(mine, saying.name)
    match saying.what, saying.text:
        case "", "undo":
            return Meaning(undoes=True, days=None)
        case "", "my stop" | "my start":
            return Meaning(stopped={saying.text == "my stop"})
        case "", _:
            return Meaning()
        case "add", _:
            named = saying.by and called(mine, saying.by)
            may = _moved(row, "recommended") if named else {}
            return Meaning(may, adds=frozenset({saying.name}))
        case what, _:
            may = _moved(row, what, saying.days)
            return Meaning(may | _of_namesakes(saying, mine), days=saying.days)


def of_press(token: str, mine: Mine) -> Meaning:
    """As if it were pressed at once."""
    name, *args = token.split("/")
    row = _subject(token, mine)
    about = row.id if row and name in ACTS else ""
    match name, args:
        case "log.did", [_, _, what]:
            return Meaning(_did(row, what), about=about)
        case "log.who", [_, what, *_] if what in WORDS:
            return Meaning(_maybe(_moved(row, what, days=1), row))
        case "log.again", _:
            return Meaning(_moved(row, "again"))
        case "log.undo", _:
            return Meaning(undoes=True, days=None)
        case "write.for" | "write.by", _:
            return Meaning(_moved(row, "drafted"))
        case "write.sent", _:
            return Meaning(_maybe(_moved(row, "sent"), row))
        case "debrief.for", _:
            return Meaning(_moved(row, "debrief"))
        case "debrief.leave", [_, "will_introduce_first"]:
            return Meaning(
                {r.id: {r.stand, after(r.stand, "promised")} for r in mine.values()}
            )
        case "finder.by", _:
            return Meaning(_moved(row, "recommended"))
        case "import.keep", _:
            return Meaning(adds=frozenset({ANYBODY}))
        case "people.again", [line]:
            return _of_line(line, mine)
        case "people.forgotten", [id]:
            return Meaning(goes=id)
        case "people.silent", [id, answer]:
            return Meaning(silent={id: answer == "yes"})
        case "my.stop" | "my.start", _:
            return Meaning(stopped={name == "my.stop"})
        case "booking.at", _:
            return Meaning(_maybe(_moved(row, "booked"), row))
        case _:
            return Meaning(about=about)


def of_form(token: str, mine: Mine, when: str = "") -> Meaning:
    """What its last answer may do; or nothing, when it cannot be taken.

    An introduction may have been promised for a day, and is asked about on that day.
    """
    name = token.partition("/")[0]
    row = _subject(token, mine)
    match name:
        case "booking.booked" | "booking.at" | "booking.on":
            return Meaning(_maybe(_moved(row, "booked"), row))
        case "debrief.heard":
            return Meaning(_maybe(_moved(row, "debriefed"), row))
        case "write.told":
            return Meaning(_moved(row, "drafted"))
        case "debrief.named" | "finder.who":
            may = {row.id: _named(row.stand) for row in mine.values()}
            return Meaning(may, adds=frozenset({ANYBODY}), days=None if when else 0)
        case _:
            return Meaning()


def either(one: Meaning, other: Meaning, mine: Mine) -> Meaning:
    """Words while a form is open: an answer to it, or what they say."""
    may = {
        id: {mine[id].stand} | one.may.get(id, set()) | other.may.get(id, set())
        for id in one.may.keys() | other.may.keys()
    }
    stopped = one.stopped and {True, False}
    adds = one.adds | other.adds
    return Meaning(may, adds, days=None, undoes=one.undoes, stopped=stopped)


def called(mine: Mine, name: str) -> Row | None:
    """The one with this name; None where there is none, or there are two."""
    rows = [row for row in mine.values() if row.name == name]
    return rows[0] if len(rows) == 1 else None


def _moved(row: Row | None, what: str, days: int = 0) -> dict[str, set[Stand]]:
    """It has to; but what is drafted may lack something, and sent twice is asked."""
    if row is None:
        return {}
    then = after(row.stand, what)
    may = {then, *(in_time(then) if days else ())}
    if what == "drafted" or (what == "sent" and row.stand.state in SILENT.split()):
        may |= {row.stand, *in_time(then)}
    return {row.id: may}


def _did(row: Row | None, what: str) -> dict[str, set[Stand]]:
    if row is None:
        return {}
    does = {"asked": "sent", "revived": "rested"}.get(what, what)
    return {row.id: {after(row.stand, does)}}


def _maybe(may: dict[str, set[Stand]], row: Row | None) -> dict[str, set[Stand]]:
    return {id: stands | {row.stand} for id, stands in may.items() if row}


def _named(stand: Stand) -> set[Stand]:
    """Somebody gave their name, or will introduce them."""
    first = stand.state in ("idea", "referred")
    promised = {after(stand, "promised")} if first else set()
    return {stand, after(stand, "recommended"), *promised}


def _of_line(line: str, mine: Mine) -> Meaning:
    name = line.partition(",")[0]
    row = called(mine, name)
    return Meaning(_maybe(_moved(row, "recommended"), row), frozenset({name}))


def _of_namesakes(saying: Saying, mine: Mine) -> dict[str, set[Stand]]:
    """Whose name holds the one that was said may be meant by it."""
    return {
        row.id: {row.stand, *in_time(after(row.stand, saying.what))}
        for row in mine.values()
        if saying.name in row.name and row.name != saying.name
    }


def _subject(token: str, mine: Mine) -> Row | None:
    return next((mine[id] for id in _ID.findall(token) if id in mine), None)
