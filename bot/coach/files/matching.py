"""Whether somebody in a file is on the list already: surely, perhaps, or not at all."""

from collections import defaultdict
from typing import Literal, NamedTuple

from bot.coach.files.likeness import folded

Likeness = Literal["same", "namesake", ""]


class Known(NamedTuple):
    """What tells one person from another."""

    name: str
    role: str = ""
    employer: str = ""
    reach: str = ""


class Acquainted:
    """People that were added, found by name and by address."""

    def __init__(self) -> None:
        self._named: defaultdict[str, list[Known]] = defaultdict(list)
        self._reached = set[str]()

    def add(self, one: Known) -> None:
        self._named[folded(one.name)].append(one)
        if one.reach:
            self._reached.add(folded(one.reach))

    def likeness(self, other: Known) -> Likeness:
        """The same by their address, or by name and work; a name alone is no proof."""
        if self._reached and folded(other.reach) in self._reached:
            return "same"
        if not (named := self._named.get(folded(other.name))):
            return ""
        is_same = any(_works_alike(one, other) for one in named)
        return "same" if is_same else "namesake"


def _works_alike(one: Known, other: Known) -> bool:
    """At one employer; where none is known, with no two roles."""
    if folded(one.employer) != folded(other.employer):
        return False
    roles = {folded(one.role), folded(other.role)} - {""}
    return bool(one.employer) or len(roles) <= 1
