"""Reminders of the student's own: said back, put right, listed and taken away."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.talk import Talk


def test_a_reminder_is_said_back_and_comes_once(talk: Talk) -> None:
    assert "Wed 18 Nov, 15:00 EST: call Priya" in talk.say(
        "remind me to call Priya wednesday 3pm"
    )
    [reminder] = talk.wait(days=10)
    assert "call Priya" in reminder
    assert "Done: call Priya" in talk.press("Done", on=reminder)


@pytest.mark.parametrize(
    "said",
    [
        "remind me in 3 days to thank Tom",
        "remind me to thank Tom in 3 days",
        "my remind thank Tom in 3 days",
    ],
)
def test_the_moment_is_found_wherever_it_stands(talk: Talk, said: str) -> None:
    assert "Thu 19 Nov, 09:00 EST: thank Tom" in talk.say(said)


def test_a_reminder_without_a_moment_is_asked_for_one(talk: Talk) -> None:
    talk.say("remind me to call Priya")
    talk.say("")
    assert "call Priya" in talk.say("friday 3pm")


def test_an_hour_later_is_an_hour_later(talk: Talk) -> None:
    talk.say("remind me to call Priya wednesday 3pm")
    [first] = talk.wait(days=2, hours=6)
    talk.press("In an hour", on=first)
    [second] = talk.wait(hours=1)
    assert second == first


def test_a_wall_time_moves_with_the_student_and_a_span_does_not(talk: Talk) -> None:
    talk.say("remind me to call Priya tomorrow 9am")
    talk.say("remind me in 3 hours to stretch")
    talk.say("settings zone Europe/Berlin")
    seen = talk.say("my reminders")
    assert "Mon 16 Nov, 12:00 EST: stretch" in seen
    assert "Tue 17 Nov, 03:00 EST: call Priya" in seen  # nine in Berlin
    stretch, call = talk.wait(days=1)
    assert ("stretch" in stretch, "call" in call) == (True, True)
    assert (stretch.at.hour, call.at.hour) == (17, 8)  # UTC


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("tomorrow 9am to ask about office hours", "Tue 17 Nov, 03:00 EST: ask about"),
        ("in 3h to stretch", "Mon 16 Nov, 12:00 EST: stretch"),
    ],
)
def test_only_the_moment_tells_whether_a_reminder_moves(
    talk: Talk, said: str, seen: str
) -> None:
    talk.say(f"remind me {said}")
    talk.say("settings zone Berlin")
    assert seen in talk.say("my reminders")


def test_a_span_that_ends_at_night_is_a_span_all_the_same(talk: Talk) -> None:
    asked = talk.say("remind me in 14 hours to stretch")
    talk.press("Then", on=asked)
    talk.say("settings zone Berlin")
    assert "Mon 16 Nov, 23:00 EST: stretch" in talk.say("my reminders")


def test_what_was_said_is_not_said_again_where_its_hour_is_yet_to_come(
    talk: Talk,
) -> None:
    talk.say("remind me to call Priya tomorrow 9am")
    assert len(talk.wait(days=1, hours=1)) == 1
    talk.say("settings zone Pacific/Pago_Pago")
    assert talk.wait(days=3) == []


@pytest.mark.parametrize(
    ("said", "back", "told"),
    [
        ("thursday 3pm", "2026-11-19 23:00", "Fri 09:00"),
        ("thursday 8:50pm", "2026-11-19 21:01", "Thu 21:01"),  # on time, or nearly
        ("thursday 11pm", "2026-11-19 23:30", "Thu 23:30"),  # meant for the night
    ],
)
def test_what_was_meant_for_the_day_and_is_late_waits_for_the_end_of_the_night(
    talk: Talk, said: str, back: str, told: str
) -> None:
    asked = talk.say(f"remind me {said} to swim")
    if "Then" in asked.labels:
        talk.press("Then", on=asked)
    new_york = ZoneInfo("America/New_York")
    talk.restart(datetime.fromisoformat(back).replace(tzinfo=new_york).astimezone(UTC))
    [reminder] = talk.wait(days=2)
    assert f"{reminder.at.astimezone(new_york):%a %H:%M}" == told


def test_what_is_over_on_the_new_wall_is_said_at_once(talk: Talk) -> None:
    talk.at("2026-11-16 15:00")
    talk.say("remind me to call Priya tomorrow 9am")
    talk.say("settings zone Pacific/Kiritimati")  # it is ten there, tomorrow
    [reminder] = talk.wait(minutes=1)
    assert "call Priya" in reminder
    talk.say("settings zone New York")
    assert talk.wait(days=3) == []


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("remind me the day after tomorrow at noon: run", "Wed 18 Nov, 12:00 EST: run"),
        ("remind me to ask Ana about May 5 tomorrow at 10am",
         "Tue 17 Nov, 10:00 EST: ask Ana about May 5"),
        ("remind me next business day to pay rent", "Tue 17 Nov, 09:00 EST: pay rent"),
        ("remind me tomorrow - pack", "Tue 17 Nov, 09:00 EST: pack"),
        ("remind me friday: read/write the notes",
         "Fri 20 Nov, 09:00 EST: read/write the notes"),
    ],
)  # fmt: skip
def test_the_moment_is_taken_out_and_the_rest_is_kept(
    talk: Talk, said: str, seen: str
) -> None:
    assert seen in talk.say(said)


def test_two_moments_are_asked_back_and_the_text_goes_along(talk: Talk) -> None:
    both = talk.say("remind me to call Ana on May 5 tomorrow at 10am")
    assert "Tue 17 Nov, 10:00 EST or Wed 5 May 2027" in both
    assert "Tue 17 Nov, 10:00 EST: call Ana" in talk.press(both.labels[0], on=both)


def test_a_date_that_has_just_passed_is_asked_back(talk: Talk) -> None:
    asked = talk.say("remind me on nov 12 to pay rent")
    assert "passed this year. Do you mean Fri 12 Nov 2027" in asked
    assert "Fri 12 Nov 2027, 09:00 EST" in asked.labels
    assert "pay rent" in talk.press("Fri 12 Nov 2027, 09:00 EST", on=asked)


def test_a_bare_three_is_the_afternoon_first(talk: Talk) -> None:
    both = talk.say("remind me friday at 3 to call Priya")
    assert both.labels == ["Fri 20 Nov, 15:00 EST", "Fri 20 Nov, 03:00 EST"]


def test_only_the_moment_is_asked_for_when_the_text_is_known(talk: Talk) -> None:
    asked = talk.say("remind me to email Priya")
    assert "When?" in asked
    assert "What shall I remind you of?" not in asked
    assert "Tue 17 Nov, 09:00 EST: email Priya" in talk.say("tomorrow")


def test_only_the_text_is_asked_for_when_the_moment_is_known(talk: Talk) -> None:
    asked = talk.say("remind friday")
    assert "What shall I remind you of?" in asked
    assert "on Fri 20 Nov, 09:00 EST" in asked
    assert "Fri 20 Nov, 09:00 EST: email Priya" in talk.say("email Priya")


def test_both_are_asked_for_when_nothing_is_known(talk: Talk) -> None:
    assert "What shall I remind you of?" in talk.say("remind me")
    assert "When?" in talk.say("email Priya")
    assert "Tue 17 Nov, 09:00 EST: email Priya" in talk.say("tomorrow")


def test_a_day_that_may_be_two_is_chosen_before_the_text_is_asked_for(
    talk: Talk,
) -> None:
    both = talk.say("remind me next friday")
    talk.press(both.labels[1], on=both)
    assert "Fri 27 Nov, 09:00 EST: call Priya" in talk.say("call Priya")


def test_a_moment_that_is_over_is_asked_again_and_the_text_stays(talk: Talk) -> None:
    assert "That has passed." in talk.say("remind me yesterday to call Priya")
    assert "Tell me a day or a time" in talk.say("some day or other")
    assert "Fri 20 Nov, 09:00 EST: call Priya" in talk.say("friday 9am")


LONG = "ask Priya which books helped her most at the start, and what she would skip"


def test_a_long_text_is_never_cut(talk: Talk) -> None:
    talk.say(f"remind me to {LONG}")
    talk.say("tomorrow")
    assert f"Tue 17 Nov, 09:00 EST: {LONG}" in talk.say("")


def test_a_long_text_goes_along_when_the_moment_is_unclear(talk: Talk) -> None:
    assert "Do you mean" in talk.say(f"remind me next friday to {LONG}")
    talk.say("27 Nov")
    assert f"Fri 27 Nov, 09:00 EST: {LONG}" in talk.say("")
    assert f"04:00 EST: {LONG}" in talk.say(f"remind me tomorrow 4am to {LONG}")


def test_a_text_that_is_too_long_is_said_to_be(talk: Talk) -> None:
    assert "200 characters at most" in talk.say(f"remind me {LONG * 3} tomorrow")


def test_a_form_hears_both_at_once(talk: Talk) -> None:
    talk.dialogs = True
    talk.say("remind me")
    refused = talk.submit({"text": "call Priya", "when": "whenever"})
    assert "when:" in refused
    assert "Wed 18 Nov, 15:00 EST: call Priya" in talk.submit({"when": "wednesday 3pm"})


@pytest.fixture
def three(talk: Talk) -> Talk:
    talk.say("add Priya Shah, nurse")
    talk.say("sent Priya")
    for said in ("friday to pack", "tomorrow 9am to email Tom", "wednesday to swim"):
        talk.say(f"remind me {said}")
    return talk


def test_all_that_will_come_is_listed_and_numbered(three: Talk) -> None:
    seen = three.say("my reminders")
    assert "1. Tue 17 Nov, 09:00 EST: email Tom" in seen
    assert "2. Wed 18 Nov, 09:00 EST: swim" in seen
    assert "3. Fri 20 Nov, 09:00 EST: pack" in seen
    assert "Priya Shah: one follow-up, or let it rest" in seen


@pytest.mark.parametrize("said", ["reminders remove 2", "my reminders remove 2"])
def test_one_is_removed_by_its_number(three: Talk, said: str) -> None:
    assert "Removed: swim" in three.say(said)
    left = three.say("my reminders")
    assert "swim" not in left
    assert "2. Fri 20 Nov, 09:00 EST: pack" in left
    assert not [seen for seen in three.wait(days=2, hours=12) if "swim" in seen]


def test_one_is_removed_by_its_button(three: Talk) -> None:
    before = three.say("my reminders")
    left = three.press("Remove swim", on=before)
    assert "Removed: swim" in left
    assert left.labels[:2] == ["Remove email Tom", "Remove pack"]
    assert "done already" in three.press("Remove swim", on=before)


@pytest.mark.parametrize("which", ["4", "0", "", "swim", "9" * 3_000])
def test_what_is_no_number_of_the_list_removes_nothing(three: Talk, which: str) -> None:
    before = three.say("my reminders")
    assert "1 to 3" in three.say(f"reminders remove {which}")
    assert three.say("my reminders") == before


def test_there_may_be_nothing_to_remove(talk: Talk) -> None:
    assert "no reminder of your own" in talk.say("reminders remove 1")
    assert "Nothing is set." in talk.say("my reminders")


def test_one_put_off_to_tomorrow_keeps_its_hour_in_another_zone(talk: Talk) -> None:
    talk.say("remind me to call Priya tomorrow 9am")
    [first] = talk.wait(days=1)
    talk.press("Tomorrow 9:00", on=first)
    talk.say("settings zone Los Angeles")
    [second] = talk.wait(days=2)
    assert second.at.hour == 17  # nine in Los Angeles, as UTC


def test_what_repeats_comes_each_time_until_it_is_enough(talk: Talk) -> None:
    assert "every other Friday, first on Fri 20 Nov, 09:00 EST: stretch" in talk.say(
        "remind me to stretch every other friday"
    )
    first, second = talk.wait(days=20)
    assert "stretch" in first
    assert "Next on Fri 18 Dec" in talk.press("Done", on=second)
    assert "stretch (every other Friday)" in talk.say("my reminders")

    [third] = talk.wait(days=14)
    talk.press("Never again", on=third)
    assert talk.wait(days=40) == []
    assert "Nothing is set." in talk.say("my reminders")


def test_put_off_is_one_time_and_not_the_others(talk: Talk) -> None:
    talk.say("remind me every monday at 3pm")
    assert "every Monday" in talk.say("stretch")
    [first] = talk.wait(days=1)
    talk.press("In an hour", on=first)
    [again, monday] = talk.wait(days=7)
    assert (again.at.hour, monday.at.day) == (15, 23)


def test_the_last_of_those_that_end_is_done_like_any_other(talk: Talk) -> None:
    talk.say("remind me to stretch every tuesday until nov 25")
    *_, last = talk.wait(days=20)
    assert last.labels == ["Done", "In an hour", "Tomorrow 9:00"]
    talk.press("Done", on=last)
    assert "Nothing is set." in talk.say("my reminders")


def test_what_was_missed_for_weeks_comes_once(talk: Talk) -> None:
    talk.say("remind me to stretch every tuesday")
    talk.say("settings zone Europe/Berlin")
    assert "Tue 17 Nov" in talk.say("my reminders")


def test_a_slip_in_every_still_repeats(talk: Talk) -> None:
    seen = talk.say("remind me evry monday to call mom")
    assert "every Monday" in seen
    assert seen.rstrip().splitlines()[0].endswith("call mom")


def test_a_reminder_may_come_once_a_year(talk: Talk) -> None:
    seen = talk.say("remind me every year on 8 april to write to Vera")
    assert "every year on April 8, first on Thu 8 Apr" in seen


@pytest.mark.parametrize("often", ["every 20 minutes", "hourly", "every other hour"])
def test_what_is_too_often_says_what_is_possible(talk: Talk, often: str) -> None:
    most = "Once a day is the most often I can repeat a reminder."
    assert most in talk.say(f"remind me {often} to stretch")
    talk.say("remind me to stretch")
    again = talk.say(often)
    assert most in again
    assert "When?" in again
    assert "every day" in talk.say("every day")
