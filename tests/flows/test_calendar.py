"""A booked talk comes as a file for the student's own calendar."""

import pytest

from bot.views import File
from tests.coach.files.test_calendar import read
from tests.talk import Seen, Talk


@pytest.fixture
def priya(talk: Talk) -> Talk:
    """On a Monday."""
    talk.say("add Priya Shah, nurse at Mercy, priya@example.com")
    return talk


def event(seen: Seen) -> dict[str, str]:
    [file] = [block for block in seen.view.blocks if isinstance(block, File)]
    assert file.mime == "text/calendar"
    [event] = read(file.content)
    return event


def test_a_booking_brings_a_file_for_the_calendar(priya: Talk) -> None:
    booked = priya.say("booked Priya friday 3pm for 30 minutes at the library")
    assert "[file: talk-2026-11-20.ics; :save keeps it]" in booked
    assert event(booked)["DTSTART"] == "20261120T200000Z"
    assert event(booked)["DTEND"] == "20261120T203000Z"
    assert event(booked)["LOCATION"] == "the library"


def test_a_new_time_takes_the_place_of_the_old_one(priya: Talk) -> None:
    before = event(priya.say("booked Priya friday 3pm"))
    moved = priya.say("booked Priya friday 4pm")
    assert "in the place of the earlier one" in moved
    assert event(moved)["UID"] == before["UID"]
    assert int(event(moved)["SEQUENCE"]) > int(before["SEQUENCE"])


def test_nothing_that_was_noted_stands_in_it(priya: Talk) -> None:
    priya.say("note Priya was let go from Quill")
    booked = priya.say("booked Priya friday 3pm by phone")
    text = "\n".join(f"{k}:{v}" for k, v in event(booked).items())
    assert not [word for word in ("Quill", "example.com", "Mercy") if word in text]


@pytest.mark.parametrize(
    "off", ["missed Priya", "Priya called off", "declined Priya", "barred Priya"]
)
def test_what_was_called_off_says_so_to_the_calendar(priya: Talk, off: str) -> None:
    before = event(priya.say("booked Priya friday 3pm"))
    after = event(priya.say(off))
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_a_button_calls_it_off_as_well(priya: Talk) -> None:
    priya.say("booked Priya friday 3pm")
    assert event(priya.press("Called off"))["STATUS"] == "CANCELLED"


def test_a_talk_whose_hour_is_over_needs_no_calendar_any_more(priya: Talk) -> None:
    priya.say("booked Priya in 30 minutes")
    priya.wait(hours=3)
    assert "file:" not in priya.say("missed Priya")


def test_an_undone_booking_leaves_the_calendar(priya: Talk) -> None:
    priya.say("booked Priya friday 3pm")
    assert event(priya.say("undo"))["STATUS"] == "CANCELLED"


def test_an_undone_move_brings_the_old_hour_back(priya: Talk) -> None:
    priya.say("booked Priya friday 3pm")
    moved = event(priya.say("booked Priya friday 4pm"))
    back = event(priya.say("undo"))
    assert back["DTSTART"] == "20261120T200000Z"
    assert int(back["SEQUENCE"]) > int(moved["SEQUENCE"])


def test_what_was_called_off_by_mistake_is_in_the_calendar_again(priya: Talk) -> None:
    priya.say("booked Priya friday 3pm")
    priya.say("missed Priya")
    assert event(priya.say("undo"))["STATUS"] == "CONFIRMED"


def test_undoing_anything_else_brings_no_file(priya: Talk) -> None:
    priya.say("sent Priya")
    assert "file:" not in priya.say("undo")


def test_whoever_is_forgotten_leaves_the_calendar_without_being_named(
    priya: Talk,
) -> None:
    priya.say("booked Priya friday 3pm")
    priya.say("forget Priya")
    gone = priya.press("Forget")
    assert event(gone)["STATUS"] == "CANCELLED"
    assert "Priya" not in gone
    assert "Priya" not in str(event(gone))


def test_the_file_can_be_asked_for_again(priya: Talk) -> None:
    before = event(priya.say("booked Priya friday 3pm"))
    assert event(priya.say("calendar Priya")) == before


def test_all_that_is_booked_comes_in_one_file(priya: Talk) -> None:
    priya.say("add Tom Okafor, printer")
    priya.say("booked Priya friday 3pm")
    priya.say("booked Tom thursday 10am")
    [file] = [b for b in priya.say("calendar").view.blocks if isinstance(b, File)]
    assert [e["DESCRIPTION"] for e in read(file.content)] == [
        "With Tom Okafor.",
        "With Priya Shah.",
    ]


def test_a_talk_whose_reminder_was_put_off_is_still_booked(priya: Talk) -> None:
    priya.say("booked Priya in 10 days at noon")
    priya.wait(days=8)
    priya.press("Tomorrow 9:00")
    assert event(priya.say("calendar"))["STATUS"] == "CONFIRMED"


@pytest.mark.parametrize("typed", ["calendar", "calendar Priya"])
def test_without_a_booked_talk_there_is_nothing_for_a_calendar(
    priya: Talk, typed: str
) -> None:
    seen = priya.say(typed)
    assert "To book one: booked Priya" in seen
    assert "file:" not in seen


def test_a_calendar_of_nobody_is_asked_back(priya: Talk) -> None:
    assert "Did you mean Priya Shah?" in priya.say("calendar Prya")
    assert "No talk with Priya Shah is booked" in priya.press("Priya Shah (Mercy)")
