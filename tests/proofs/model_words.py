"""What the students of the model say: the product's words, about people of theirs.

Nobody's people are called or work like anybody else's, so that a name on the wrong
screen shows.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from bot.records import Visitor
from tests.platform import ANA, BEN, DEE


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody to talk to; the surname and the employer tell whose they are."""

    name: str
    work: str
    employer: str

    @property
    def line(self) -> str:
        return f"{self.name}, {self.work} at {self.employer}"

    @property
    def surname(self) -> str:
        return self.name.split()[1]


PEOPLE: Mapping[Visitor, tuple[Known, ...]] = {
    ANA: (
        Known("Hana Petrov", "nurse", "Saltmarsh"),
        Known("Tom Lindqvist", "printer", "Harborside"),
        Known("Tom Baptiste", "editor", "Harborside"),
    ),
    BEN: (
        Known("Milo Fenwick", "baker", "Crumbly"),
        Known("Sana Orchard", "planner", "Riverline"),
        Known("Ines Quintana", "driver", "Riverline"),
    ),
    DEE: (
        Known("Noor Castellan", "welder", "Ironworks"),
        Known("Otto Vandermeer", "teacher", "Elmwood"),
        Known("Wen Ashgrove", "tailor", "Threadly"),
    ),
}

AT_FIRST = ((ANA, PEOPLE[ANA][0]), (ANA, PEOPLE[ANA][1]), (BEN, PEOPLE[BEN][0]))
"""Who knows somebody when a run begins."""

OWNERS: Mapping[str, Visitor] = {
    word: who
    for who, people in PEOPLE.items()
    for one in people
    for word in (one.surname, one.employer)
}
SECRET = re.compile("|".join(OWNERS))


@dataclass(frozen=True, slots=True)
class Saying:
    """`what` is a word of the model, said of `name`; it happened so many `days` ago."""

    who: Visitor
    text: str
    what: str = ""
    name: str = ""
    days: int = 0
    by: str = ""  # who recommended them


_LOGS: tuple[tuple[str, str, int], ...] = (
    ("sent {}", "sent", 0),
    ("sent {}", "sent", 0),
    ("{} sent", "sent", 0),
    ("sent {} yesterday", "sent", 1),
    ("sent {} 3 weeks ago", "sent", 21),
    ("replied {}", "replied", 0),
    ("replied {}", "replied", 0),
    ("{} replied yesterday", "replied", 1),
    ("booked {} tomorrow 3pm", "booked", 0),
    ("booked {} tomorrow 3pm for 20 minutes", "booked", 0),
    ("booked {} in 2 hours", "booked", 0),
    ("declined {}", "declined", 0),
    ("met {}", "held", 0),
    ("met {}", "held", 0),
    ("met {} 2 days ago", "held", 2),
    ("thanked {}", "thanked", 0),
    ("told {}", "reported", 0),
    ("missed {}", "missed", 0),
    ("rest {}", "rested", 0),
    ("close {}", "rested", 0),
    ("introduced {}", "introduced", 0),
    ("do not contact {}", "barred", 0),
    ("debrief {}", "debrief", 0),
    ("debrief {}", "debrief", 0),
    ("write {}", "drafted", 0),
    ("write {} email", "drafted", 0),
    ("write {} follow up by email", "drafted", 0),
    ("write {} thank-you by text", "drafted", 0),
    ("write {} keep in touch email", "drafted", 0),
)

_ABOUT = (
    "booked {}",
    "mentioned an opening {}",
    "people {}",
    "{}",
    "plan {}",
    "note {} keeps bees",
    "forget {}",
    "remind me to call {} in 2 hours",
    "check Hi {}, I study. May I ask you about your work for 20 minutes?",
)

_ALONE = (
    "next",
    "next",
    "undo",
    "undo",
    "people",
    "my reminders",
    "my numbers",
    "my learning",
    "remind me to stretch in 20 minutes",
    "remind me to water the plants tomorrow 9am",
    "remind me to sleep tomorrow at 11pm",
    "remind me to pay rent",
    "reminders remove 1",
    "my stop",
    "my start",
    "my pause until friday",
    "settings",
    "settings zone Europe/Berlin",
    "settings zone America/Los_Angeles",
    "settings zone Pacific/Auckland",
    "settings quiet 22:00-07:00",
    "settings quiet none",
    "plan nursing",
    "swap 1",
    "drop 2",
    "shorter",
    "keep",
    "help",
    "add",
    "check",
    ":cancel",
    "",
    "-",
    "2",
    "tomorrow 3pm",
    "yes",
    "it is about patience; and about asking",
    "blorp zibbet",
)

_STRANGERS = {ANA: "Milo", BEN: "Noor", DEE: "Hana"}


def _sayings(who: Visitor) -> Iterator[Saying]:
    people = PEOPLE[who]
    first, second, third = people
    for one in (first, first, second, third):
        for text, what, days in _LOGS:
            yield Saying(who, text.format(one.name), what, one.name, days)
    for one, text in product(people, _ABOUT):
        yield Saying(who, text.format(one.name), name=one.name)
    for one in people * 4:
        yield Saying(who, f"add {one.line}, alum", "add", one.name)
    for one in people:
        yield Saying(who, f"add again {one.line}", "add", one.name)
    for new, source in ((second, first), (third, second)):
        line = f"add {new.line}, recommended by {source.name}"
        yield Saying(who, line, "add", new.name, by=source.name)
    for text in _ALONE:
        yield Saying(who, text)
    yield Saying(who, f"people {_STRANGERS[who]}")
    yield Saying(who, f"replied {_STRANGERS[who]}")


_ALL = [saying for who in (ANA, ANA, BEN, DEE) for saying in _sayings(who)]

SAYINGS: Mapping[str, Saying] = {f"{one.who.name}: {one.text}": one for one in _ALL}
TO_SAY = tuple(f"{one.who.name}: {one.text}" for one in _ALL)
TO_LOG = tuple(text for text in TO_SAY if SAYINGS[text].what not in ("", "add"))
"""What stands in them more often is said more often."""

GIVEN: Mapping[str, tuple[str, ...]] = {
    "when": ("tomorrow 3pm", "in 3 days", "friday 10am", "blorp"),
    "time": ("3pm", "10:30", "blorp"),
    "slots": ("tomorrow 3pm; friday 10am", "tomorrow 3pm"),
    "zone": ("Europe/Berlin", "Asia/Kathmandu", "Nowhere"),
    "country": ("US", "Germany", ""),
    "quiet": ("22:00-07:00", "none", "late"),
    "place": ("DE", "Asia/Tokyo", "", "Mars"),
    "minutes": ("20", "45"),
}
OTHERWISE = ("Patience is half of it", "They asked for an update", "I read a book", "")
"""What is filled into the fields of forms, by their keys."""
