"""What is the student's own: settings, reminders, a pause, numbers."""

import pytest

from tests.talk import Talk


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("settings zone Berlin", "Time zone: Europe/Berlin"),
        ("settings zone America/Denver", "Time zone: America/Denver"),
        ("settings quiet 22:30-7", "Quiet hours: 22:30 to 07:00"),
        ("settings quiet none", "Quiet hours: none"),
        ("settings country de", "Holidays of: DE"),
        ("settings dates dmy", "31/12"),
        ("settings minutes 15", "A talk lasts: 15 minutes"),
        ("settings voice warm", "Messages: warm"),
        ("settings about first-year student", "About you: first-year student"),
    ],
)
def test_a_setting_is_changed_in_one_line(talk: Talk, said: str, seen: str) -> None:
    assert "Saved." in talk.say(said)
    assert seen in talk.say("my settings")


@pytest.mark.parametrize(
    "said",
    [
        "settings zone Atlantis",
        "settings quiet 25:00-99:00",
        "settings country ZZZ",
        "settings dates yesterday",
        "settings minutes 500",
        "settings voice grumpy",
        "settings colour red",
    ],
)
def test_what_cannot_be_set_says_what_can(talk: Talk, said: str) -> None:
    before = talk.say("my settings")
    assert "Saved." not in talk.say(said)
    assert talk.say("my settings") == before


def test_settings_are_asked_one_by_one_too(talk: Talk) -> None:
    talk.press("Time", on=talk.say("settings"))
    for answer in ("Denver", "", "2", "none"):
        talk.say(answer)
    seen = talk.say("settings")
    assert "America/Denver" in seen
    assert "31/12" in seen


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


def test_what_the_cycle_set_moves_with_the_student_too(talk: Talk) -> None:
    talk.say("add Priya, nurse")
    talk.say("sent Priya")
    talk.say("settings zone America/Los_Angeles")
    [reminder] = talk.wait(days=3, hours=12)
    assert reminder.at.hour == 17  # nine in Los Angeles, as UTC


def test_no_rate_is_told_below_five(talk: Talk) -> None:
    for name in ("Milo", "Tom", "Lea", "Max"):
        talk.say(f"add {name}, nurse at {name}")
        talk.say(f"sent {name}")
    assert "there is none" in talk.say("my numbers")
    talk.say("add Eva, nurse at Eva")
    talk.say("sent Eva")
    talk.say("replied Eva")
    assert "1 of 5 replied" in talk.say("my numbers")
