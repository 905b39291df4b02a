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
        ("settings country de", "Holidays of: Germany (DE)"),
        ("settings country the Netherlands", "Holidays of: Netherlands (NL)"),
        ("settings quiet 10pm-7am", "Quiet hours: 22:00 to 07:00"),
        ("settings quiet hours 22:00 to 07:00", "Quiet hours: 22:00 to 07:00"),
        ("settings time zone Chicago", "Time zone: America/Chicago"),
        ("Settings Minutes 30", "A talk lasts: 30 minutes"),
        ("settings topic how one gets into design", "how one gets into design"),
        ("settings dates dmy", "31/12"),
        ("settings minutes 15", "A talk lasts: 15 minutes"),
        ("settings voice warm", "Messages: warm"),
        ("settings about first-year student", "About you: first-year student"),
        ("settings about me first-year student", "About you: first-year student"),
    ],
)
def test_a_setting_is_changed_in_one_line(talk: Talk, said: str, seen: str) -> None:
    answer = talk.say(said)
    assert "Saved." in answer
    assert seen in answer
    assert seen in talk.say("my settings")


def test_a_new_zone_says_what_time_it_is_there_and_whose_holidays_count(
    talk: Talk,
) -> None:
    moved = talk.say("settings zone Berlin")
    assert "Time zone: Europe/Berlin. It is 15:00 there now." in moved
    assert "Holidays of: Germany (DE)" in moved
    assert "Quiet hours" not in moved


def test_a_talk_that_is_booked_has_another_hour_in_another_zone(talk: Talk) -> None:
    talk.say("add Priya, nurse")
    talk.say("booked Priya friday 9am")
    moved = talk.say("settings zone Chicago")
    assert "Your talk with Priya is now Fri 20 Nov, 08:00 CST." in moved
    assert "Your talk" not in talk.say("settings quiet none")


def test_what_was_set_already_is_said_all_the_same(talk: Talk) -> None:
    assert "Quiet hours: 21:00 to 08:00" in talk.say("settings quiet 21-8")


def test_only_the_name_must_be_said_about_oneself(talk: Talk) -> None:
    talk.press("About me", on=talk.say("settings"))
    for answer in ("Ana Ruiz", "", "", "15"):
        seen = talk.say(answer)
    assert "Name: Ana Ruiz" in seen
    assert "A talk lasts: 15 minutes" in seen
    assert "What you want to hear about: not set" in talk.say("settings")


def test_a_dash_clears_what_an_empty_line_keeps(talk: Talk) -> None:
    talk.say("settings topic design")
    talk.say("settings about first-year student")
    talk.press("About me", on=talk.say("settings"))
    for answer in ("", "-", "", ""):
        talk.say(answer)
    seen = talk.say("settings")
    assert "About you: not set" in seen
    assert "hear about: design" in seen
    assert "hear about: not set" in talk.say("settings topic -")


def test_a_country_follows_the_zone_again_once_it_is_cleared(talk: Talk) -> None:
    talk.say("settings country DE")
    assert "Holidays of: United States (US)" in talk.say("settings country none")


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("stop", "I don't write first."),
        ("pause until friday 9am", "Paused until Fri 20 Nov, 09:00 EST."),
    ],
)
def test_silence_is_seen_where_it_is_looked_for(
    talk: Talk, said: str, seen: str
) -> None:
    talk.say(said)
    assert seen in talk.say("my reminders")
    settings = talk.say("my settings")
    assert seen in settings
    assert "I'll remind you again." in talk.press("Start again", on=settings)
    assert seen not in talk.say("my settings")
    assert seen not in talk.say("my reminders")


def test_a_pause_that_is_over_is_not_shown(talk: Talk) -> None:
    talk.say("pause until tomorrow")
    talk.wait(days=2)
    assert "Paused" not in talk.say("my settings")


@pytest.mark.parametrize("said", ["pause until yesterday", "pause a while"])
def test_a_pause_is_asked_for_its_end_until_it_has_one(talk: Talk, said: str) -> None:
    assert "When?" in talk.say(said)
    assert "When?" in talk.say("whenever")
    assert "quiet until Sat 21 Nov, 09:00" in talk.say("until saturday")


def test_a_pause_that_may_end_on_two_days_offers_both(talk: Talk) -> None:
    both = talk.say("pause until next friday")
    assert "quiet until Fri 27 Nov" in talk.press(both.labels[1], on=both)


@pytest.mark.parametrize(
    "said",
    [
        "settings zone Atlantis",
        "settings quiet 25:00-99:00",
        "settings country ZZZ",
        "settings dates yesterday",
        "settings minutes 500",
        "settings minutes 002100",
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


def test_what_the_cycle_set_moves_with_the_student_too(talk: Talk) -> None:
    talk.say("add Priya, nurse")
    talk.say("sent Priya")
    talk.say("settings zone America/Los_Angeles")
    [reminder] = talk.wait(days=3, hours=12)
    assert reminder.at.hour == 17  # nine in Los Angeles, as UTC


def test_long_notes_are_shown_in_short_and_stand_whole_on_the_card(
    talk: Talk,
) -> None:
    talk.dialogs = True
    notes = [f"{n}. {'night shift ' * 30}" for n in range(8)]
    for name in ("Ana", "Ben", "Cleo"):
        talk.say(f"add {name}, nurse")
        talk.say(f"met {name}")
        talk.press("Nobody", on=talk.say(f"debrief {name}"))
        talk.submit({"learnt": "\n".join(notes), "hook": "", "advice": ""})
    assert len(talk.say("my learning")) < 3 * 1_600
    assert "7. night shift" in talk.say("people Cleo")


def test_no_rate_is_told_below_five(talk: Talk) -> None:
    for name in ("Milo", "Tom", "Lea", "Max"):
        talk.say(f"add {name}, nurse at {name}")
        talk.say(f"sent {name}")
    assert "there is none" in talk.say("my numbers")
    talk.say("add Eva, nurse at Eva")
    talk.say("sent Eva")
    talk.say("replied Eva")
    assert "1 of 5 replied" in talk.say("my numbers")


def test_my_uncle_is_somebody_to_add(talk: Talk) -> None:
    said = talk.say("my uncle he is work in restaurant")
    assert "add my uncle, what they do" in said
