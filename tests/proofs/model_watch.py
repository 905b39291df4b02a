"""Holds what the bot did against the model, and against what it promises."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.engine.delivery import nonce_of
from bot.engine.stored import unpack
from bot.records import Visitor
from bot.views import View
from tests.proofs.model import RESTS, STATES, STAYS, Stand, in_time
from tests.proofs.model_bot import Bot, Tried
from tests.proofs.model_look import (
    Look,
    Own,
    Records,
    Row,
    Student,
    look,
    records,
    words_of,
)
from tests.proofs.model_meaning import ANYBODY, Meaning
from tests.proofs.model_words import OWNERS, PEOPLE, SECRET

A_DAY, A_WEEK, WEEK = 1, 4, timedelta(days=7)  # unasked messages
SILENT_AFTER = timedelta(days=14)
ON_TIME = timedelta(minutes=15)

APPOINTMENTS = {"prepare", "confirm", "card", "debrief", "thank", "thank_last"}
PUT_OFF = {"again"}
EXEMPT = frozenset(APPOINTMENTS | PUT_OFF)

OWN = "due.own"
UPLOADED = "import.gone"  # after a week, whether or not the file is there still


@dataclass(frozen=True, slots=True)
class Logged:
    """What may be undone: how all stood before it, of the records that it changed."""

    nth: int
    was: Mapping[str, Stand]
    before: Mapping[tuple[str, str], tuple[Any, ...] | None]


@dataclass
class Person:
    """What is remembered of a student."""

    owner: str
    last: datetime  # that they were heard
    logged: list[Logged] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)  # surnames of the forgotten
    unasked: list[datetime] = field(default_factory=list)

    @property
    def top(self) -> int:
        """The number of what was logged last, and is not undone."""
        return self.logged[-1].nth if self.logged else 0


class Watch:
    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.people: dict[Visitor, Person] = {}
        self.who: dict[str, Visitor] = {}
        for user, _ in bot.rows(_PEOPLE):
            self._met(next(who for who in PEOPLE if who.user == user))
        self.moves: Counter[str] = Counter()  # of each contact
        self.counts: Counter[str] = Counter()
        self.now = look(bot)
        self._since: dict[str, datetime] = {}  # it stands so
        self._letters: dict[str, tuple[str, int]] = {
            key: (about, 0) for key, _, about, _ in bot.rows(_LETTERS)
        }  # about whom, after which move
        self._logs = 0
        self._latest = bot.now  # whatever the clock says since
        self._kept: dict[str, Records] = {}  # by owners, until time changes it

    def mine(self, who: Visitor) -> dict[str, Row]:
        return self.now.of(self.people[who].owner) if who in self.people else {}

    # What people do

    def expects(self, who: Visitor) -> None:
        """Something of them: all that they have is as it is now."""
        person = self.people.get(who)
        if person and person.owner not in self._kept:
            self._kept[person.owner] = records(self.bot, person.owner)

    def acted(self, who: Visitor, meaning: Meaning, said: str, typed: str) -> None:
        """`said` is the answer, `typed` all that they put in themselves."""
        before, self.now = self.now, look(self.bot)
        person = self._met(who)
        person.last = max(self.bot.now, person.last)
        person.gone -= {one.surname for one in PEOPLE[who] if one.surname in typed}
        was = {id: row.stand for id, row in before.of(person.owner).items()}
        kept_before = self._kept.get(person.owner, {})
        kept = self._kept[person.owner] = records(self.bot, person.owner)
        if meaning.undoes:
            self._check_undone(person, meaning, before, said, kept_before, kept)
        for id in before.contacts.keys() | self.now.contacts.keys():
            self._check_contact(person, id, meaning, before)
        self._check_own(person, before, said)
        self._check_stopped(person, meaning, before)
        new = self.now.entries.get(person.owner, 0) - before.entries.get(
            person.owner, 0
        )
        if new > 0:
            assert new == 1
            self._logs += 1
            changed = {
                key: kept_before.get(key)
                for key in kept_before.keys() | kept.keys()
                if kept_before.get(key) != kept.get(key)
            }
            person.logged.append(Logged(self._logs, was, changed))
        self._check_wakes()

    def heard(self, who: Visitor, words: str, is_late: bool = False) -> None:
        """Nobody reads of somebody else's people, nor of whom they forgot."""
        gone = set() if is_late else self.people[who].gone
        for secret in SECRET.findall(words):
            assert OWNERS[secret] == who, f"{who.name} reads of {secret}"
            assert secret not in gone, f"{secret} was forgotten: {words}"

    def _met(self, who: Visitor) -> Person:
        if who not in self.people:
            owner = dict(self.bot.rows(_PEOPLE))[who.user]
            self.people[who], self.who[owner] = Person(owner, self.bot.now), who
        return self.people[who]

    def _check_contact(
        self, person: Person, id: str, meaning: Meaning, before: Look
    ) -> None:
        old, new = before.contacts.get(id), self.now.contacts.get(id)
        if old == new:
            may = meaning.may.get(id)
            assert not may or (old and old.stand in may), (old, may)
        elif old is None or new is None:
            self._check_came_or_went(person, meaning, old, new)
        else:
            assert old.owner == person.owner, f"somebody else's: {old} {new}"
            assert id not in meaning.frozen, f"by an old button: {old} {new}"
            assert new.stand in meaning.may.get(id, {old.stand}), (old, new, meaning)
            assert new.silent == meaning.silent.get(id, old.silent), new
            self._moved(old, new)
            if meaning.days is None:
                self._since.pop(id, None)
            elif id in self._since:
                self._since[id] -= timedelta(days=meaning.days)

    def _check_came_or_went(
        self, person: Person, meaning: Meaning, old: Row | None, new: Row | None
    ) -> None:
        if new:
            assert new.owner == person.owner
            assert meaning.adds & {new.name, ANYBODY}, (new, meaning)
            assert new.stand.state in ("idea", "referred", "promised")
        if old:
            assert old.id == meaning.goes, f"{old} is gone"
            person.gone.add(old.name.split()[1])
            person.logged.clear()
            self._check_no_trace(old)

    def _check_no_trace(self, row: Row) -> None:
        tables = "talk learnt referral draft planned reminder entry asking journal"
        for table in tables.split():
            kept = self.bot.rows(f"select * from {table} where owner = ?", row.owner)
            assert row.name not in str(kept), (table, kept)
        assert not [1 for _, token in self.now.wakes if token.endswith(row.id)]

    def _check_undone(
        self,
        person: Person,
        meaning: Meaning,
        before: Look,
        said: str,
        kept_before: Records,
        kept: Records,
    ) -> None:
        """All that it changed stands as it did before it, and nothing else changes."""
        fewer = self.now.entries.get(person.owner, 0) < before.entries.get(
            person.owner, 0
        )
        if "Undone:" in said or (not said and fewer):
            assert person.logged, said
            assert meaning.undoable, said
            logged = person.logged.pop()
            stood = {**kept_before, **logged.before}
            assert {key: row for key, row in stood.items() if row} == kept, said
            for id, row in self.now.of(person.owner).items():
                if id in logged.was:
                    meaning.may[id] = {logged.was[id], row.stand}
            self.counts["undone"] += 1
        elif "nothing to undo" in said:
            assert not person.logged

    def _check_own(self, person: Person, before: Look, said: str) -> None:
        if not said:  # it is still to come
            return
        came = self.now.own.keys() - before.own.keys()
        went = before.own.keys() - self.now.own.keys()
        if "I come back to this:" in said:  # to what was promised, each on its day
            assert 0 < len(came) <= said.count("\n: "), said
        else:
            assert len(came) == (
                "I'll remind you on" in said and said.count("Remove") == 1
            ), said
        assert len(went) <= 1 or "This is forgotten" in said, said

    def _check_stopped(self, person: Person, meaning: Meaning, before: Look) -> None:
        old = before.students.get(person.owner)
        may = meaning.stopped or {bool(old and old.stopped)}
        assert self.now.students[person.owner].stopped in may

    def _moved(self, old: Row, new: Row) -> None:
        if old.stand != new.stand:
            self._since[new.id] = self.bot.now
        elif old.step != new.step:
            self._since.pop(new.id, None)
        self.moves[new.id] += (old.stand, old.step) != (new.stand, new.step)

    # What time does

    def passed(self, at: datetime, posts: Sequence[Tried]) -> list[tuple[Tried, bool]]:
        """Gives what was said, and whether it was made before."""
        before, self.now = self.now, look(self.bot)
        self._latest = max(self._latest, at)
        if self.now != before:
            self._kept.clear()
        rows = self.bot.rows(_LETTERS)
        keys = {nonce_of(key): key for key, *_ in rows}
        for id, old in before.contacts.items():
            self._check_time(old, self.now.contacts[id], at)
        assert all(due > at for due in self.now.wakes.values())
        self._check_wakes()
        made = {said.nonce: said.view for said in reversed(posts)}
        is_late = {
            nonce: key in self._letters or key.startswith("late/")
            for nonce, key in keys.items()
        }
        self._check_own_came(at, before, [s for s in posts if not is_late[s.nonce]])
        for key, owner, about, stored in rows:
            if key not in self._letters:
                if not key.startswith("late/"):
                    view = made.get(nonce_of(key)) or unpack(stored)
                    self._check_letter(at, before, owner, view)
                self._letters[key] = about, self.moves[about]
        for said in posts:
            about, move = self._letters[keys[said.nonce]]
            assert not about or move == self.moves[about], f"overtaken: {said.view}"
        return [(said, is_late[said.nonce]) for said in posts]

    def _check_time(self, old: Row, new: Row, at: datetime) -> None:
        least, most = STAYS.get(old.stand.state, (timedelta(), timedelta.max))
        stood = at - self._since.get(old.id, at)
        if old != new:
            assert any(wait.at <= at for wait in old.waits), (old, new)
            assert new.stand in in_time(old.stand), (old, new)
            left = old.stand != new.stand and old.id in self._since
            assert not left or stood >= least, f"after {stood}: {old}, {new}"
            self._moved(old, new)
        assert old.stand != new.stand or stood <= most, f"for {stood}: {old}"

    def _check_own_came(
        self, at: datetime, before: Look, posts: Sequence[Tried]
    ) -> None:
        """Each comes in the minute it was set for; late at night it may wait."""
        waits = {place for (place,) in self.bot.rows(_OPEN)}
        for own in before.own.values():
            wake = (own.owner, f"{OWN}/{own.id}")
            student = self.now.students[own.owner]
            if before.wakes.get(wake, datetime.max.replace(tzinfo=at.tzinfo)) > at:
                continue
            if wake in self.now.wakes:
                assert at - own.at > ON_TIME
                assert is_night(student, at)
            elif not student.stopped and at - own.at <= WEEK:
                self._check_came(own, posts, waits)

    def _check_came(self, own: Own, posts: Sequence[Tried], waits: set[str]) -> None:
        place = self.who[own.owner].direct
        tries = [p for p in posts if p.place == place and own.text in words_of(p.view)]
        assert len({one.nonce for one in tries}) == 1 or place.id in waits, own
        self.counts["reminders"] += 1

    def _check_letter(self, at: datetime, before: Look, owner: str, view: View) -> None:
        """What was decided now, to be said at once."""
        student, text = self.now.students[owner], words_of(view)
        assert not student.stopped, text
        mine = before.of(owner)
        others = {row.name for row in mine.values() if row.stand.state != "barred"}
        for id in mine:
            row = self.now.contacts[id]
            if row.stand.state == "barred" and row.name not in others:
                assert row.name not in text.replace(f"call {row.name}", ""), text
        fallen = {
            row.id: {wait.what for wait in row.waits if wait.at <= at}
            for row in mine.values()
        }
        fallen = {id: what for id, what in fallen.items() if what}
        own = [
            1
            for (whose, token), due in before.wakes.items()
            if whose == owner and token.startswith(OWN) and due <= at
        ]
        exempt = [
            id
            for id, what in fallen.items()
            if what & EXEMPT or mine[id].stand.state in ("booked", "held", "debriefed")
        ]
        told = [id for id in fallen if id in exempt or not mine[id].silent]
        lines = int(text.split()[0]) if " fell due" in text.partition("\n")[0] else 1
        assert lines <= len(own) + len(told), text
        at_night = [id for id, what in fallen.items() if "card" in what]
        assert lines <= len(own) + len(at_night) or not is_night(student, at), text
        if lines > len(own) + len(exempt):
            self._check_unasked(self.people[self.who[owner]], student, at, text)

    def _check_unasked(
        self, person: Person, student: Student, at: datetime, text: str
    ) -> None:
        zone = ZoneInfo(student.zone)
        days = [once.astimezone(zone).date() for once in person.unasked]
        assert days.count(at.astimezone(zone).date()) < A_DAY, text
        assert sum(at - once < WEEK for once in person.unasked) < A_WEEK, text
        assert at - person.last <= SILENT_AFTER, text
        assert not student.paused_until or student.paused_until <= at, text
        assert not is_night(student, at), text
        person.unasked.append(at)
        self.counts["unasked"] += 1

    def _check_wakes(self) -> None:
        """Each talk that goes on is woken at its first wait, and nobody else is."""
        wakes = dict(self.now.wakes)
        for row in self.now.contacts.values():
            wake = wakes.pop((row.owner, f"due.talk/{row.id}"), None)
            assert row.stand.state in STATES
            assert wake == min((wait.at for wait in row.waits), default=None), row
            assert row.stand.state != "barred" or not row.waits, row
            assert row.stand.state not in RESTS or row.waits, f"nothing is next: {row}"
        for (owner, token), at in wakes.items():
            subject, _, id = token.partition("/")
            if subject == UPLOADED:
                continue
            assert subject == OWN, token
            own = self.now.own[id]
            assert own.owner == owner
            assert at == own.at or own.at + ON_TIME < self._latest, own


_PEOPLE = "select account, person from identities"
_LETTERS = "select key, owner, about, view from outbox"
_OPEN = "select place from outbox where state in ('due', 'unknown')"


def is_night(student: Student, at: datetime) -> bool:
    start, end = student.quiet
    clock = f"{at.astimezone(ZoneInfo(student.zone)):%H:%M}"
    if start <= end:
        return start <= clock < end
    return clock >= start or clock < end
