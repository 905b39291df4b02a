"""What the office asks for everybody: a person is gone, and does not come back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.flows import FLOWS
from bot.records import Contact, Visitor
from tests.talk import ANA, BEN, Talk

DEAN = Visitor("test", "T1", "dean", "Dean", "America/New_York")
ADDRESS = "vera@example.com"
BARRED = "The career office asks that nobody writes to this person."
ONE_OF_THAT_NAME = "nobody writes to one person of that name"


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    talk = Talk(tmp_path, FLOWS, staff=[DEAN])
    yield talk
    talk.close()


def people(talk: Talk, who: Visitor) -> list[str]:
    return [name for _, name in talk.read(lambda book: book.names(), who)]


@pytest.fixture
def forgotten(talk: Talk) -> Talk:
    """Ana once had Vera with both, and forgot her; then the office is asked."""
    talk.say(f"add Vera Haddad, nurse at Mercy Hospital, {ADDRESS}")
    talk.say("forget Vera")
    talk.press("Forget")
    talk.say(f"office forget {ADDRESS}", DEAN)
    return talk


def test_who_was_forgotten_and_then_barred_is_not_offered_again(
    forgotten: Talk,
) -> None:
    asked = forgotten.say("add Vera Haddad")
    assert ONE_OF_THAT_NAME in asked
    assert "Add again" not in asked.labels
    assert BARRED in forgotten.say("add Vera Haddad, Mercy, Mercy Hospital")
    assert people(forgotten, ANA) == []


def test_an_old_button_brings_nobody_back(talk: Talk) -> None:
    talk.say(f"add Vera Haddad, {ADDRESS}")
    talk.say("forget Vera")
    talk.press("Forget")
    asked = talk.say("add Vera Haddad")
    talk.say(f"office forget {ADDRESS}", DEAN)
    assert ONE_OF_THAT_NAME in talk.press("Add again", on=asked)
    assert people(talk, ANA) == []


def test_somebody_else_of_the_name_can_be_added(forgotten: Talk) -> None:
    forgotten.say("add Vera Haddad, cook at Harbor")
    assert people(forgotten, ANA) == ["Vera Haddad"]


def test_who_else_was_forgotten_is_asked_about_as_before(talk: Talk) -> None:
    for line in (f"Vera Haddad, {ADDRESS}", "Omar Said, nurse"):
        talk.say(f"add {line}")
        talk.say(f"forget {line.split()[0]}")
        talk.press("Forget")
    talk.say(f"office forget {ADDRESS}", DEAN)
    assert "Add again" in talk.say("add Omar Said").labels


@pytest.mark.parametrize("asked", [ADDRESS, "Vera Haddad, Mercy Hospital"])
@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (f"Vera Haddad, {ADDRESS}", BARRED),
        (f"N. Haddad, {ADDRESS}", BARRED),
        ("vera haddad, cook, MERCY HOSPITAL", BARRED),
        ("Vera Haddad", ONE_OF_THAT_NAME),
        ("Vera Haddad, nurse", ONE_OF_THAT_NAME),
    ],
)
def test_nothing_that_a_list_knew_them_by_brings_them_back(
    talk: Talk, asked: str, line: str, answer: str
) -> None:
    talk.say(f"add Vera Haddad, nurse at Mercy Hospital, {ADDRESS}", BEN)
    talk.say(f"office forget {asked}", DEAN)
    assert answer in talk.say(f"add {line}", BEN)
    assert people(talk, BEN) == []


def test_others_are_asked_about_a_name_the_office_gave(talk: Talk) -> None:
    talk.say("office forget Vera Haddad, Mercy Hospital", DEAN)
    assert ONE_OF_THAT_NAME in talk.say("add Vera Haddad")
    assert "is on your list" in talk.say("add Vera Haddad, cook at Harbor")


def test_others_are_not_told_a_name_the_office_did_not_give(talk: Talk) -> None:
    talk.say(f"add Vera Haddad, {ADDRESS}", BEN)
    talk.say(f"office forget {ADDRESS}", DEAN)
    assert "is on your list" in talk.say("add Vera Haddad, nurse")


def test_the_same_person_goes_wherever_another_mark_knew_them(talk: Talk) -> None:
    talk.say(f"add Vera Haddad, {ADDRESS}")
    talk.say(f"add Vera Haddad, nurse at Mercy Hospital, {ADDRESS}", BEN)
    talk.say("office forget Vera Haddad, Mercy Hospital", DEAN)
    assert people(talk, ANA) == people(talk, BEN) == []
    assert len(talk.wait(minutes=1)) == 2


def test_who_only_shares_an_address_stays(talk: Talk) -> None:
    talk.say("add Omar Said, nurse at Mercy Hospital, desk@example.com")
    talk.say("add Vera Haddad, nurse at Mercy Hospital, desk@example.com", BEN)
    talk.say("office forget Vera Haddad, Mercy Hospital", DEAN)
    assert people(talk, ANA) == ["Omar Said"]
    assert people(talk, BEN) == []


def test_a_form_asks_what_a_namesake_does(talk: Talk) -> None:
    talk.say("office forget Vera Haddad, Mercy Hospital", DEAN)
    talk.press("Family or friend", on=talk.say("add"))
    for answer in ("Vera Haddad", "nurse"):
        talk.say(answer)
    asked = talk.say("")
    assert "say where they work" in asked
    assert "What do they do?" in asked
    assert "is on your list" in talk.say("nurse at Harbor")


def test_a_file_does_not_bring_them_back(talk: Talk) -> None:
    talk.say(f"add Vera Haddad, nurse at Mercy Hospital, {ADDRESS}", BEN)
    talk.say(f"office forget {ADDRESS}", DEAN)
    rows = [
        {"name": "Vera Haddad", "employer": "Mercy Hospital"},
        {"name": "Vera Haddad"},
    ]
    talk.upload("old.csv", rows, BEN)
    receipt = talk.say("keep all", BEN)
    assert BARRED in receipt
    assert ONE_OF_THAT_NAME in receipt


@pytest.mark.parametrize(
    "who",
    [
        ADDRESS,
        "Vera Haddad, Mercy Hospital",
        f"Vera Haddad, {ADDRESS}",
        f"{ADDRESS}, Vera Haddad, Mercy Hospital",
        "VERA haddad ,  mercy hospital",
    ],
)
def test_the_office_may_say_all_it_knows(talk: Talk, who: str) -> None:
    talk.say(f"add Vera Haddad, nurse at Mercy Hospital, {ADDRESS}")
    receipt = talk.say(f"office forget {who}", DEAN)
    assert "Nobody is told who had them." in receipt
    assert people(talk, ANA) == []


@pytest.mark.parametrize("who", ["Vera Haddad", ", Mercy Hospital", ",", "Vera,,"])
def test_too_little_could_be_anybody(talk: Talk, who: str) -> None:
    talk.say("add Vera Haddad, nurse at Mercy Hospital")
    assert "could fit two people" in talk.say(f"office forget {who}", DEAN)
    assert people(talk, ANA) == ["Vera Haddad"]


def test_what_was_left_of_them_names_nobody(talk: Talk, tmp_path: Path) -> None:
    talk.say(f"add Vera Haddad, nurse at Mercy Hospital, {ADDRESS}", BEN)
    talk.say(f"office forget {ADDRESS}", DEAN)
    talk.wait(minutes=1)
    assert talk.read(lambda book: book.count(Contact), BEN) == 0
    for path in tmp_path.iterdir():
        assert b"haddad" not in path.read_bytes().lower()


def test_a_receipt_says_how_long_backups_hold_it(talk: Talk) -> None:
    talk.say("add Vera Haddad")
    talk.say("forget Vera")
    assert "thirty days at most, unless" in talk.press("Forget")
