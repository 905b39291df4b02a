"""Two accounts join and part as they like: all is kept once, and said once."""

from collections import Counter
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.errors import NotSent
from bot.flows import FLOWS
from bot.records import Reminder, Visitor
from tests.proofs.conftest import Tally
from tests.proofs.scale import scale
from tests.talk import ANA, Talk

ANA_TOO = Visitor("discord", "", "77", "Ana", ANA.zone)
ACCOUNTS = (ANA, ANA_TOO)
SAID = "You asked me to remind you: "

STEPS = st.sampled_from(
    [
        *["add", "remind", "remind", "wait", "wait", "join", "join", "join"],
        *["part here", "part there", "busy", "lost", "heard", "heard", "restart"],
    ]
)
ON_ITS_WAY = [("heard", ANA), ("remind", ANA), ("wait", ANA), ("join", ANA_TOO)]
LIVES = st.lists(st.tuples(STEPS, st.sampled_from(ACCOUNTS)), min_size=15, max_size=30)


@settings(
    max_examples=scale(12, 2_000),
    deadline=None,
    suppress_health_check=[*HealthCheck],
)
@given(LIVES)
@example(ON_ITS_WAY)
def test_nothing_is_lost_and_nothing_is_said_twice(
    tally: Tally, steps: Sequence[tuple[str, Visitor]]
) -> None:
    with TemporaryDirectory() as folder:
        talk = Talk(Path(folder), FLOWS, platforms=("test", "discord"))
        try:
            people, reminders = lived(talk, steps)
            assert sorted(known(talk)) == sorted(people)
            assert listed(talk) == Counter(reminders)
            assert said(talk) == Counter(reminders)
        finally:
            talk.close()
    tally("storage", lives_of_two_accounts=1)


def lived(
    talk: Talk, steps: Sequence[tuple[str, Visitor]]
) -> tuple[list[str], list[str]]:
    """Whom they added, and what they wanted to be reminded of."""
    names, people, reminders = map(str, count(1)), list[str](), list[str]()
    for step, who in steps:
        match step:
            case "add":
                people.append(f"Kim Lee{next(names)}")
                talk.say(f"add {people[-1]}, nurse", who)
            case "remind":
                reminders.append(f"call {next(names)}")
                talk.say(f"remind me to {reminders[-1]} in 6 minutes", who)
            case "join":
                shown = talk.say("my other account", other(who))
                code = shown.partition("Your code: ")[2][:9]
                talk.say(f"my other account {code} join", who)
            case "part here" | "part there":
                talk.say(f"my other account {step}", who)
            case "wait":  # and what falls due then is on its way still
                talk.wait(minutes=6)
            case "restart":
                talk.restart()
            case _:
                talk.platform.hears_what_breaks = step == "heard"
                error = NotSent("busy") if step == "busy" else TimeoutError()
                talk.platform.breaks[:] = [error]
    talk.platform.breaks.clear()
    talk.wait(hours=2)
    return people, reminders


def other(who: Visitor) -> Visitor:
    return ANA_TOO if who is ANA else ANA


def books(talk: Talk) -> list[Visitor]:
    """One of both, if they are one person."""
    owners = {talk.read(lambda book: book.owner, who): who for who in ACCOUNTS}
    return [*owners.values()]


def known(talk: Talk) -> list[str]:
    names = (talk.read(lambda book: book.names(), who) for who in books(talk))
    return [name for of_one in names for _, name in of_one]


def listed(talk: Talk) -> Counter[str]:
    """It stays listed until it is done."""
    books_ = (talk.read(lambda book: book.all(Reminder), w) for w in books(talk))
    return Counter(reminder.text for of_one in books_ for reminder in of_one)


def said(talk: Talk) -> Counter[str]:
    """Alone, or as a line of several things that fell due together."""
    lines = (line for seen in talk.platform.posts for line in seen.split("\n"))
    bare = (line.removeprefix(SAID).removeprefix("- ") for line in lines)
    return Counter(line for line in bare if line.startswith("call "))
