"""Random students, words, presses, redeliveries and restarts, against a plain model."""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count, cycle, islice, product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from bot.asking import PICK
from bot.effects import Answer, Ask, Redraw, Refuse, Reply
from bot.engine.stored import unpack
from bot.events import Action, Opened, Pressed, Said, Submitted, Typing, Uploaded
from bot.records import Place, Visitor
from bot.views import Field, Form, View, presses
from tests.platform import ANA, BEN, DEE
from tests.proofs.conftest import Tally
from tests.proofs.model import Stand
from tests.proofs.model_begun import BEGINNINGS, STUDENTS, Begun, begun
from tests.proofs.model_bot import FAULTS, Bot, Disk, Memory
from tests.proofs.model_look import KEPT, Records, records, words_of
from tests.proofs.model_meaning import Meaning, either, of_form, of_press, of_saying
from tests.proofs.model_watch import Watch
from tests.proofs.model_words import (
    GIVEN,
    OTHERWISE,
    PEOPLE,
    SAYINGS,
    SECRET,
    TO_LOG,
    TO_SAY,
)
from tests.proofs.scale import scale

DIALOGS = {ANA: True, BEN: False, DEE: True}

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SPANS = (
    *(MINUTE, MINUTE, 20 * MINUTE, HOUR, HOUR, HOUR, 5 * HOUR, 12 * HOUR),
    *(DAY, DAY, DAY, 3 * DAY, 3 * DAY, 8 * DAY, 21 * DAY),
)
GAPS = (*[0 * DAY] * 3, 10 * MINUTE, HOUR, 21 * DAY)
DAYS = (0, 0, 1, 1, 2, 3, 4, 7, 8, 21)
HOURS = (time(2), time(3, 30), time(7), time(8, 30), time(8, 30), time(16), time(23))
"""Most of them in the night, or just before what falls due at nine."""

BACK = (
    *(timedelta(seconds=1), timedelta(seconds=30), MINUTE, 4 * MINUTE, 6 * MINUTE),
    *(HOUR, 5 * HOUR, 14 * HOUR, DAY),
)
TO_REMIND = tuple(text for text in TO_SAY if "remind me" in text)
TO_DEBRIEF = tuple(
    f"{who.name}: debrief {PEOPLE[who][1].name}"
    for who, dialogs in DIALOGS.items()
    if dialogs
)
"""Whom somebody recommended, in some beginnings: that moves most at once."""

HAPPENED = ("sent", "replied", "declined", "met", "rest", "do not contact")
TO_FILL_IN = tuple(
    text
    for text in TO_SAY
    if SAYINGS[text].text.startswith(("debrief", "booked", "add", "remind me to pay"))
)

Event = tuple[Any, ...]  # the name of a method of the machine, and what it takes
Moves = Mapping[str, tuple[int, Stand]]


def _part(percent: int, name: str, *choices: Sequence[Any]) -> Sequence[Event]:
    events = [(name, *args) for args in product(*choices)]
    random.Random(name).shuffle(events)
    return [*islice(cycle(events), percent * 50)]


# One draw a step, so that the weights are ours and most of the time goes to the bot
EVENTS = (
    *_part(17, "say", TO_SAY),
    *_part(14, "say", TO_LOG),
    *_part(3, "say", TO_REMIND),
    *_part(12, "press", range(3), range(6)),
    *_part(5, "press", range(3, 40), range(9)),
    *_part(2, "press_and_undo", range(3), range(6)),
    *_part(4, "press_of_somebody_else", range(20), range(6)),
    *_part(3, "submit", range(3), range(12), TO_FILL_IN),
    *_part(2, "fill_in_and_undo", range(12), TO_DEBRIEF),
    *_part(9, "redeliver", range(9), (1, 2)),
    *_part(2, "say_twice_at_once", TO_SAY),
    *_part(3, "say_and_undo", TO_LOG),
    *_part(3, "wait", SPANS),
    *_part(3, "jump", STUDENTS, DAYS, HOURS),
    *_part(4, "set_back", BACK),
    *_part(1, "restart", GAPS),
    *_part(2, "restart_later", STUDENTS, DAYS, HOURS),
    *_part(3, "break_a_post", ("not sent", *FAULTS)),
    *_part(1, "overtake", ("not sent", "lost"), HAPPENED),
    *_part(2, "break_an_answer", ("not sent", "lost", "heard"), TO_SAY),
    *_part(1, "come", STUDENTS, ("open", "type", "upload")),
)

# Not sampled, since hypothesis draws the first of very many far more often
ANY = st.binary(min_size=2, max_size=2).map(
    lambda drawn: EVENTS[int.from_bytes(drawn) % len(EVENTS)]
)

BEGINNING = st.binary(min_size=2, max_size=2).map(
    lambda drawn: int.from_bytes(drawn) % len(BEGINNINGS)
)

TALLY: Counter[str] = Counter()

RUNS = scale(63, 6_250)  # in each of sixteen parts

MOST_SHOWN = 40
"""Messages that somebody looks back on."""

_UNSENT = "select about from outbox where state in ('due', 'unknown')"


@dataclass(frozen=True, slots=True)
class Shown:
    """A message that somebody has before them, and how it stood when it came."""

    who: Visitor
    presses: Sequence[tuple[str, str]]  # tokens and what is chosen by them
    moves: Moves
    top: int
    is_late: bool  # it was made before that


class Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


class Model(RuleBasedStateMachine):
    made: Callable[[int], Bot]

    def __init__(self) -> None:
        super().__init__()
        self.errors = Errors()
        logging.getLogger("bot").addHandler(self.errors)
        self.ids = map(str, count(1))
        self.heard: list[Action] = []
        self.shown: list[Shown] = []
        self.forms: list[tuple[Visitor, Form]] = []
        self.is_sound = False

    @initialize(beginning=BEGINNING)
    def begins(self, beginning: int) -> None:
        self.bot = self.made(beginning)
        self.watch = Watch(self.bot)
        self.is_sound = True

    @rule(event=ANY)
    def happens(self, event: Event) -> None:
        name, *args = event
        self.is_sound = False  # what breaks now is told, and not what follows from it
        getattr(self, name)(*args)
        self.is_sound = True
        TALLY["steps"] += 1

    # What people do

    def say(self, text: str, times: int = 1, is_heard: bool = True) -> str:
        saying = SAYINGS[text]
        who = saying.who
        said = Said(*self._by(who), saying.text, self.bot.now, DIALOGS[who])
        meaning = of_saying(saying, self.watch.mine(who))
        if form := self._open_form(who):
            mine = self.watch.mine(who)
            meaning = either(meaning, of_form(form, mine), mine)
        words = self._hears(said, meaning, saying.text, times, is_heard)
        if saying.text == "next" and not form and is_heard:
            assert self.shown[-1].presses, words
        return words

    def say_twice_at_once(self, text: str) -> None:
        TALLY["redeliveries"] += 1
        self.say(text, times=2)

    def say_and_undo(self, text: str) -> None:
        who = SAYINGS[text].who
        top = self._top(who)
        self.say(text)
        self._undo(who, top)

    def press(self, back: int, nth: int) -> Visitor | None:
        found = self._button(back, nth)
        if not found:
            return None
        shown, token, chosen = found
        meaning = self._meant(shown, token)
        self._presses(shown.who, token, chosen, meaning)
        return shown.who

    def press_and_undo(self, back: int, nth: int) -> None:
        tops = {who: self._top(who) for who in STUDENTS}
        if who := self.press(back, nth):
            self._undo(who, tops[who])

    def press_of_somebody_else(self, back: int, nth: int) -> None:
        found = self._button(back, nth)
        if found and not SECRET.search(found[1]):
            shown, token, chosen = found
            other = STUDENTS[(STUDENTS.index(shown.who) + 1) % len(STUDENTS)]
            TALLY["foreign_presses"] += 1
            before = self._kept(shown.who)
            meaning = of_press(token, self.watch.mine(other))
            self._presses(other, token, chosen, meaning)
            assert self._kept(shown.who) == before

    def submit(self, back: int, nth: int, leading: str) -> Visitor | None:
        """One that stands open, or one that these words lead to, perhaps."""
        if not self.forms:
            self.say(leading)
        if not self.forms:
            return None
        at = -1 - back % len(self.forms)
        who, form = self.forms[at]
        if nth % 4:  # else it is filled in once more
            del self.forms[at]
        given = {one.key: _given(one, nth, who, form) for one in form.fields}
        now, dialogs = self.bot.now, DIALOGS[who]
        submitted = Submitted(*self._by(who), form.token, now, given, dialogs)
        when = given.get("when", "")
        meaning = of_form(form.token, self.watch.mine(who), when)
        self._hears(submitted, meaning, str(given))
        return who

    def fill_in_and_undo(self, nth: int, leading: str) -> None:
        self.say(leading)
        tops = {who: self._top(who) for who in STUDENTS}
        if who := self.submit(0, nth, leading):
            self._undo(who, tops[who])

    def come(self, who: Visitor, how: str) -> None:
        by, now, dialogs = self._by(who), self.bot.now, DIALOGS[who]
        if how == "open":
            self._hears(Opened(*by, now, dialogs), Meaning())
        elif how == "type":
            for word in self.bot.suggest(Typing(*by, "sent ", now)):
                self.watch.heard(who, word)
        else:
            people = PEOPLE[who]
            rows = tuple(
                {"name": one.name, "role": one.work, "employer": one.employer}
                for one in people
            )
            uploaded = Uploaded(*by, "people.csv", now, rows, dialogs=dialogs)
            names = frozenset(one.name for one in people)
            self._hears(uploaded, Meaning(), " ".join(names))
            kept = Said(*self._by(who), "keep all", now, dialogs)
            self._hears(kept, Meaning(adds=names), " ".join(names))

    # What else happens

    def redeliver(self, back: int, times: int) -> None:
        if back < len(self.heard):
            TALLY["redeliveries"] += times
            action = self.heard[-1 - back]
            before = self._everything()
            answers = self.bot.hear(action, times)
            assert self._everything() == before, "a redelivery changed something"
            self._see(action.who, answers)

    def wait(self, span: timedelta) -> None:
        self._pass(span)

    def jump(self, who: Visitor, days: int, hour: time) -> None:
        """The machine slept, or its clock was put right: nobody rang meanwhile."""
        TALLY["jumps"] += 1
        self.bot.set(self._later(who, days, hour))
        self._pass(HOUR)

    def set_back(self, span: timedelta) -> None:
        TALLY["jumps"] += 1
        self.bot.set(self.bot.now - span)
        self._pass(MINUTE)

    def restart(self, gap: timedelta) -> None:
        TALLY["restarts"] += 1
        self.bot.restart(gap)
        self._pass(0 * DAY)

    def restart_later(self, who: Visitor, days: int, hour: time) -> None:
        self.restart(self._later(who, days, hour) - self.bot.now)
        self._pass(HOUR)

    def overtake(self, fault: str, what: str) -> None:
        """The next letter does not arrive, and whom it is about moves on."""
        due = min(self.watch.now.wakes.values(), default=self.bot.now)
        self.bot.platform.faults.append(fault)
        self._pass(max(due - self.bot.now, 0 * DAY))
        for (about,) in self.bot.rows(_UNSENT):
            row = self.watch.now.contacts.get(about)
            who = self.watch.who[row.owner].name if row else ""
            text = f"{who}: {what} {row.name}" if row else ""
            if text in SAYINGS:
                TALLY["overtaken"] += 1
                self.say(text)
        self._pass(MINUTE)

    def break_a_post(self, fault: str) -> None:
        if len(self.bot.platform.faults) < 3:
            self.bot.platform.faults.append(fault)

    def break_an_answer(self, fault: str, text: str) -> None:
        self.bot.platform.mutes.append(fault)
        late = self._late()
        self.say(text, is_heard=False)
        self.bot.platform.mutes.clear()
        assert self._late() > late, "nobody is answered"

    # How it is done

    def _by(self, who: Visitor) -> tuple[str, Visitor, Place]:
        return next(self.ids), who, who.direct

    def _later(self, who: Visitor, days: int, hour: time) -> datetime:
        """The first such hour on this student's wall when so many days are over."""
        person = self.watch.people.get(who)
        zone = self.watch.now.students[person.owner].zone if person else who.zone
        here = (self.bot.now + days * DAY).astimezone(ZoneInfo(zone))
        at = datetime.combine(here, hour, here.tzinfo)
        return at if at >= here else datetime.combine(here + DAY, hour, here.tzinfo)

    def _undo(self, who: Visitor, top: int) -> None:
        """If anything was logged since, which the watch knows how it stood before."""
        if self._top(who) > top and not self._open_form(who):
            said = self.say(f"{who.name}: undo")
            assert "Undone:" in said, said

    def _top(self, who: Visitor) -> int:
        person = self.watch.people.get(who)
        return person.top if person else 0

    def _button(self, back: int, nth: int) -> tuple[Shown, str, str] | None:
        alive = [shown for shown in self.shown[-MOST_SHOWN:] if shown.presses]
        if not alive:
            return None
        shown = alive[-1 - back % len(alive)]
        return shown, *shown.presses[nth % len(shown.presses)]

    def _presses(self, who: Visitor, token: str, chosen: str, meaning: Meaning) -> None:
        by, now = self._by(who), self.bot.now
        form = self._open_form(who)
        if form and token.startswith(PICK):
            mine = self.watch.mine(who)
            meaning = either(meaning, of_form(form, mine), mine)
        pressed = Pressed(*by, token, now, chosen, DIALOGS[who])
        words = self._hears(pressed, meaning, token)
        assert token != "next.step" or self.shown[-1].presses, words

    def _meant(self, shown: Shown, token: str) -> Meaning:
        """An old button may do nothing, or do what it says where that still fits."""
        mine = self.watch.mine(shown.who)
        meaning = of_press(token, mine)
        if meaning.undoes and not shown.is_late and shown.top != self._top(shown.who):
            TALLY["stale_presses"] += 1
            meaning.undoable = False
        if meaning.about:
            row = mine[meaning.about]
            moves, stand = shown.moves.get(row.id, (0, None))
            has_moved = moves != self.watch.moves[row.id]
            if has_moved and stand != row.stand and not shown.is_late:
                TALLY["stale_presses"] += 1
                return Meaning(frozen={row.id})
            if has_moved or shown.is_late:
                meaning.may.setdefault(row.id, set()).add(row.stand)
        return meaning

    def _hears(
        self,
        action: Action,
        meaning: Meaning,
        typed: str = "",
        times: int = 1,
        is_heard: bool = True,
    ) -> str:
        self.watch.expects(action.who)
        answers = self.bot.hear(action, times)
        self.heard.append(action)
        said = words_of(*answers)
        assert "That broke" not in said, self.errors.said
        assert answers or not is_heard, "nobody is answered"
        self.watch.acted(action.who, meaning, said, typed)
        self._see(action.who, answers)
        return said

    def _see(self, who: Visitor, answers: Sequence[Answer]) -> None:
        assert not self.errors.said, self.errors.said
        self.watch.heard(who, words_of(*answers))
        for answer in answers:
            match answer:
                case Reply(view) | Redraw(view):
                    self._show(who, view)
                case Ask(form) | Refuse(form):
                    self.forms.append((who, form))

    def _show(self, who: Visitor, view: View, is_late: bool = False) -> None:
        found = [(token, chosen) for _, token, chosen in presses(view)]
        mine = self.watch.mine(who)
        moves = {id: (self.watch.moves[id], row.stand) for id, row in mine.items()}
        self.shown.append(Shown(who, found, moves, self._top(who), is_late))

    def _pass(self, span: timedelta) -> None:
        """At each moment when something is due, the bot is there."""
        until = self.bot.now + span
        while True:
            now = self.bot.now
            due, posts = self.bot.tick()
            assert not self.errors.said, self.errors.said
            for said, is_late in self.watch.passed(now, posts):
                who = next(who for who in STUDENTS if who.direct == said.place)
                self.watch.heard(who, words_of(said.view), is_late)
                if said.is_there:
                    self._show(who, said.view, is_late)
            if due > until:
                break
            self.bot.clock.move(due)
        self.bot.clock.move(until)

    # What is in the file

    def _open_form(self, who: Visitor) -> str:
        person = self.watch.people.get(who)
        asked = "select form from asking where owner = ? and open = 1"
        rows = self.bot.rows(asked, person.owner) if person else ()
        return unpack(rows[0][0]).token if rows else ""

    def _kept(self, who: Visitor) -> Records:
        person = self.watch.people.get(who)
        return records(self.bot, person.owner if person else "")

    def _everything(self) -> Mapping[str, Any]:
        return {table: self.bot.rows(f"select * from {table}") for table in TABLES}

    def _late(self) -> int:
        [(late,)] = self.bot.rows("select count(*) from outbox where key like 'late/%'")
        return int(late)

    def teardown(self) -> None:
        try:
            if self.is_sound:
                self._finish()
        finally:
            logging.getLogger("bot").removeHandler(self.errors)
            self.bot.close()
            TALLY["runs"] += 1
            TALLY.update(self.watch.counts)

    def _finish(self) -> None:
        self.bot.platform.faults.clear()
        self._pass(HOUR)
        left = (
            "select key, state from outbox where state in ('due', 'sending', 'unknown')"
        )
        assert not self.bot.rows(left)
        twice = Counter(self.bot.platform.heard) - Counter({*self.bot.platform.heard})
        assert not twice
        assert self.bot.rows("pragma integrity_check") == [("ok",)]
        assert not self.bot.rows("pragma foreign_key_check")


OTHERS = (
    *("student", "entry", "asking", "upload", "pairing", "forgotten", "journal"),
    *("identities", "outbox"),
)
TABLES = (*KEPT, *OTHERS)


def _given(one: Field, nth: int, who: Visitor, form: Form) -> str:
    """What is filled in; a dialog lets nobody leave out what it needs."""
    if one.choices:
        return one.choices[nth % len(one.choices)].value
    if one.value and (nth % 3 or form.token.startswith("people.changed")):
        return one.value
    if one.key == "name":
        return PEOPLE[who][nth % 3].name
    given = GIVEN.get(one.key, OTHERWISE)
    return given[nth % len(given)] or (OTHERWISE[0] if one.required else "")


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="session")
def beginnings() -> Sequence[Begun]:
    with asyncio.Runner() as runner:
        return begun(runner)


@pytest.mark.parametrize("part", range(15))
def test_whatever_happens_all_stands_as_the_model_says(
    part: int, runner: asyncio.Runner, beginnings: Sequence[Begun], tally: Tally
) -> None:
    def made(nth: int) -> Bot:
        return Bot(runner, Memory(beginnings[nth].content), beginnings[nth].now)

    assert play(made, tally)["runs"] >= RUNS


def test_it_does_so_in_a_file_that_is_opened_anew_at_each_start(
    runner: asyncio.Runner, tmp_path: Path, beginnings: Sequence[Begun], tally: Tally
) -> None:
    def made(nth: int) -> Bot:
        file = Disk(beginnings[nth].content, tmp_path)
        return Bot(runner, file, beginnings[nth].now)

    assert play(made, tally)["runs"] >= RUNS


def play(made: Callable[[int], Bot], tally: Tally) -> Mapping[str, int]:
    TALLY.clear()
    Model.made = staticmethod(made)
    run_state_machine_as_test(Model, settings=SETTINGS)
    tally("model", **TALLY)
    return TALLY


SETTINGS = settings(
    max_examples=RUNS,
    stateful_step_count=51,  # with how it begins
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault
)
