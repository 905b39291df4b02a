"""A contact asks to be forgotten: what goes is shown, and no trace is left."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.flows import FLOWS
from bot.records import Visitor
from tests.talk import BEN, Talk

DEAN = Visitor("test", "T1", "dean", "Dean", "America/New_York")


@pytest.fixture
def known(tmp_path: Path) -> Iterator[Talk]:
    """Ana and Ben both know Vera; she named Tom to Ana."""
    talk = Talk(tmp_path, FLOWS, staff=[DEAN])
    talk.say("add Vera Holm, editor at Quill, alum, vera@example.com")
    talk.say("note Vera Holm wrote about slow newspapers")
    talk.say("sent Vera Holm")
    talk.say("met Vera Holm")
    talk.say("debrief Vera Holm")
    talk.press("Yes, I have a name")
    talk.say("Tom Okafor")
    talk.say("printer at Harbor Press")
    talk.press("Yes")
    for answer in ("Start small", "The bit about slow newspapers", ""):
        talk.say(answer)
    talk.say("settings about second-year history student, Lakeside College")
    assert "Vera" in talk.say("write Tom email")
    talk.say("plan Tom")
    talk.say("plan Tom add What did you learn from Vera Holm?")
    talk.say("note Tom knows vera@example.com well")
    talk.say("settings about second-year history student, friend of Vera Holm")
    talk.say("add Vera Holm, editor at Quill, met once", BEN)
    yield talk
    talk.close()


def test_what_will_go_is_listed_before_anything_happens(known: Talk) -> None:
    asked = known.say("forget Vera Holm")
    for thing in ("vera@example.com", "1 note", "line", "1 debrief", "chain"):
        assert thing in asked
    assert "Tom Okafor will stay" in asked
    assert "Vera" in known.say("people Vera Holm")


def test_of_many_whom_she_named_a_few_are_listed(known: Talk) -> None:
    for letter in "ABCDEFGHIJKL":
        known.say(f"add {letter}na Sand, baker, recommended by Vera")
    assert "and 3 others will stay" in known.say("forget Vera Holm")


def test_afterwards_her_name_is_nowhere_and_who_she_named_stays(known: Talk) -> None:
    known.say("forget Vera Holm")
    receipt = known.press("Forget")
    assert "This is forgotten" in receipt
    assert "Vera" not in receipt

    for words in ("people", "next", "people Tom", "my reminders", "my numbers"):
        assert "Vera" not in known.say(words)
    assert all("Vera" not in seen for seen in known.wait(days=40))


def test_the_talks_that_were_held_still_count(known: Talk) -> None:
    before = known.say("my numbers")
    known.say("forget Vera Holm")
    known.press("Forget")
    assert known.say("my numbers") == before


def test_she_does_not_come_back_silently(known: Talk) -> None:
    known.say("forget Vera Holm")
    known.press("Forget")
    assert "Shall I keep them again?" in known.say("add Vera Holm")

    rows = [{"name": "Vera Holm", "employer": "Quill"}, {"name": "Milo Lind"}]
    known.upload("old.csv", rows)
    receipt = known.say("keep all")
    assert "Vera Holm: You asked me to forget" in receipt


def test_no_file_holds_her_name_or_address_any_more(
    known: Talk, tmp_path: Path
) -> None:
    known.say("forget Vera Holm")
    known.press("Forget")
    known.say("office forget Vera Holm, Quill", DEAN)
    known.wait(minutes=1)
    for path in tmp_path.iterdir():
        data = path.read_bytes().lower()
        assert not re.search(rb"\bvera\b", data)  # "several" holds no name
        assert b"holm" not in data


def test_the_office_forgets_her_for_everybody_without_reading(known: Talk) -> None:
    receipt = known.say("office forget Vera Holm, Quill", DEAN)
    assert "Ben" not in receipt
    [told_ana, told_ben] = sorted(known.wait(minutes=1), key=lambda seen: seen.where.id)
    assert (told_ana.where.id, told_ben.where.id) == ("@ana", "@ben")
    assert "Vera" not in told_ben
    assert "Nobody yet" in known.say("people", BEN)
    assert "nobody writes" in known.say("add Vera Holm, editor at Quill", BEN)


def test_only_the_office_has_its_words(known: Talk) -> None:
    assert "career office" in known.say("office forget Vera Holm, Quill", BEN)
    assert "Vera" in known.say("people", BEN)


def test_of_two_with_one_name_only_the_one_that_was_meant_goes(known: Talk) -> None:
    known.say("add Vera Holm, baker at Crumb")
    assert "Which one?" in known.say("forget Vera Holm")
    known.press("Vera Holm (Crumb)")
    known.press("Forget")
    assert "Quill" in known.say("people Vera Holm")
