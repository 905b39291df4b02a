"""Talks for a calendar, read back by the rules of RFC 5545."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.coach.files.calendar import Appointment, calendar_file
from bot.text import cleaned

NOW = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 12, 4, 20, 0, tzinfo=UTC)
TALK = Appointment(
    id="c7.1",
    version=3,
    who="Priya Shah",
    starts=FRIDAY,
    ends=FRIDAY + timedelta(minutes=20),
    where="the library",
)

ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def read(file: str) -> list[dict[str, str]]:
    """The properties of each event; lines are unfolded, texts as they were."""
    assert file.endswith("\r\n")
    lines = file.replace("\r\n ", "").split("\r\n")[:-1]
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    events: list[dict[str, str]] = []
    for line in lines[3:-1]:
        name, _, value = line.partition(":")
        match name, value:
            case "BEGIN", "VEVENT":
                events.append({})
            case "END", "VEVENT":
                pass
            case _:
                assert name not in events[-1]
                events[-1][name] = ESCAPED.sub(unescaped, value)
    return events


def unescaped(found: re.Match[str]) -> str:
    assert found[1] in "\\;,n"
    return "\n" if found[1] == "n" else found[1]


def only(appointment: Appointment) -> dict[str, str]:
    [event] = read(calendar_file([appointment], NOW))
    return event


def test_a_talk_has_its_hours_in_utc_and_its_place() -> None:
    event = only(TALK)
    assert (event["DTSTART"], event["DTEND"]) == (
        "20261204T200000Z",
        "20261204T202000Z",
    )
    assert event["LOCATION"] == "the library"
    assert event["DTSTAMP"] == "20261116T140000Z"
    assert event["STATUS"] == "CONFIRMED"


def test_a_moment_in_any_zone_is_the_same_hour() -> None:
    berlin = timezone(timedelta(hours=1))
    assert only(replace(TALK, starts=FRIDAY.astimezone(berlin))) == only(TALK)


def test_the_title_names_nobody_since_a_lock_screen_shows_it() -> None:
    event = only(TALK)
    assert event["SUMMARY"] == "A talk about work"
    assert event["DESCRIPTION"] == "With Priya Shah."
    assert event["CLASS"] == "PRIVATE"


def test_a_talk_that_moved_keeps_its_name_and_counts_on() -> None:
    before = only(TALK)
    after = only(replace(TALK, version=4, starts=FRIDAY + timedelta(hours=1)))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("3", "4")


def test_another_talk_has_another_name() -> None:
    assert only(TALK)["UID"] != only(replace(TALK, id="c7.2"))["UID"]


def test_a_talk_that_was_called_off_says_so() -> None:
    event = only(replace(TALK, is_called_off=True))
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"] == "Called off: a talk about work"


def test_of_a_talk_that_was_called_off_nothing_is_told_but_that() -> None:
    event = only(replace(TALK, is_called_off=True))
    assert not {"DESCRIPTION", "LOCATION"} & event.keys()


def test_several_talks_stand_in_one_file() -> None:
    file = calendar_file([TALK, replace(TALK, id="c8.1", who="Tom")], NOW)
    assert [e["DESCRIPTION"] for e in read(file)] == ["With Priya Shah.", "With Tom."]


def test_no_calendar_is_asked_to_answer_or_to_ring() -> None:
    file = calendar_file([TALK], NOW)
    assert "METHOD" not in file
    assert "VALARM" not in file


@pytest.mark.parametrize("text", ["a;b,c\\d", "one\ntwo", "BEGIN:VALARM\r\nX", "\\n"])
def test_what_means_something_in_a_file_is_only_text(text: str) -> None:
    assert only(replace(TALK, where=text))["LOCATION"] == cleaned(text)


@given(st.text(min_size=1), st.text(max_size=200))
@example("e\u0301" * 200, "\U0001f600" * 100)
@example("\ud800\x07\u202e", "," * 400)
@settings(max_examples=400, deadline=None)
def test_any_name_and_place_are_read_back_and_every_line_is_short(
    who: str, where: str
) -> None:
    file = calendar_file([replace(TALK, who=who, where=where)], NOW)
    assert max(len(line) for line in file.encode().split(b"\r\n")) <= 75
    [event] = read(file)
    assert event["DESCRIPTION"] == cleaned(f"With {who}.")
    assert event.get("LOCATION", "") == cleaned(where)


def test_a_hundred_thousand_characters_are_cut_to_what_anybody_reads() -> None:
    file = calendar_file([replace(TALK, where="x, " * 40_000)], NOW)
    assert len(file) < 10_000
