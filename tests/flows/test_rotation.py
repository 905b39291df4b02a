"""Another secret: whoever was forgotten under the old one is known again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.flows import FLOWS
from bot.records import Visitor
from tests.talk import BEN, SECRET, Talk

DEAN = Visitor("test", "T1", "dean", "Dean", "America/New_York")
NEW = b"the secret of the year after"
ADDRESS = "vera@example.com"
VERA = f"add Vera Haddad, nurse at Mercy Hospital, {ADDRESS}"
AGAIN = "You asked me to forget Vera Haddad. Shall I keep them again?"
BARRED = "The career office asks that nobody writes to this person."
ONE_OF_THAT_NAME = "nobody writes to one person of that name"


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    talk = Talk(tmp_path, FLOWS, staff=[DEAN])
    yield talk
    talk.close()


def rotate(talk: Talk, *secrets: bytes) -> None:
    talk.secrets = secrets
    talk.restart()


def forget(talk: Talk) -> None:
    talk.say("forget Vera")
    talk.press("Forget")


def test_whoever_was_forgotten_under_the_old_secret_is_asked_about_again(
    talk: Talk,
) -> None:
    talk.say(VERA)
    forget(talk)
    rotate(talk, NEW, SECRET)
    assert AGAIN in talk.say("add Vera Haddad")
    assert AGAIN in talk.say(VERA)


def test_without_the_old_secret_nobody_could_know(talk: Talk) -> None:
    talk.say(VERA)
    forget(talk)
    rotate(talk, NEW)
    assert AGAIN not in talk.say(VERA)


def test_whoever_was_barred_under_the_old_secret_stays_barred(talk: Talk) -> None:
    talk.say(f"office forget {ADDRESS}", DEAN)
    rotate(talk, NEW, SECRET)
    assert BARRED in talk.say(VERA)


def test_whoever_was_forgotten_before_and_barred_after_is_known_by_the_bare_name(
    talk: Talk,
) -> None:
    talk.say(VERA)
    forget(talk)
    rotate(talk, NEW, SECRET)
    talk.say(f"office forget {ADDRESS}", DEAN)
    assert ONE_OF_THAT_NAME in talk.say("add Vera Haddad")


def test_what_one_had_is_barred_with_the_other_by_either_secret(talk: Talk) -> None:
    """Ana forgot her before; of Ben's, who came after, the office names the work."""
    talk.say(VERA)
    forget(talk)
    rotate(talk, NEW, SECRET)
    talk.say(VERA, BEN)
    talk.say("office forget Vera Haddad, Mercy Hospital", DEAN)
    assert BARRED in talk.say(f"add Vera Haddad, {ADDRESS}")
    assert ONE_OF_THAT_NAME in talk.say("add Vera Haddad")


def test_once_contacts_are_marked_anew_the_old_secret_may_go(talk: Talk) -> None:
    talk.say(VERA)
    rotate(talk, NEW, SECRET)
    rotate(talk, NEW)
    talk.say(f"office forget {ADDRESS}", DEAN)
    assert talk.read(lambda book: book.names()) == []
    assert BARRED in talk.say(VERA, BEN)


def test_back_to_the_old_secret_is_one_more_change(talk: Talk) -> None:
    talk.say(VERA)
    rotate(talk, NEW, SECRET)
    forget(talk)
    rotate(talk, SECRET, NEW)
    assert AGAIN in talk.say(VERA)
    rotate(talk, b"a third one", SECRET, NEW)
    assert AGAIN in talk.say(VERA)
