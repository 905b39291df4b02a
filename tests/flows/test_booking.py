"""A talk gets a time: heard in one line, or asked for what was not said."""

import pytest

from tests.talk import Talk


@pytest.fixture
def priya(talk: Talk) -> Talk:
    """On a Monday."""
    talk.say("add Priya Shah, nurse")
    return talk


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("friday 3pm", "Fri 20 Nov, 15:00 EST, 20 minutes."),
        ("friday 3pm at the library", "15:00 EST, 20 minutes, the library."),
        ("friday 3pm in the library", "15:00 EST, 20 minutes, the library."),
        ("at Cafe Luna friday 3pm", "15:00 EST, 20 minutes, Cafe Luna."),
        ("friday 3pm in Room 204", "15:00 EST, 20 minutes, Room 204."),
        ("friday 3pm for 1 hour", "15:00 EST, 60 minutes."),
        ("friday 3pm for half an hour", "15:00 EST, 30 minutes."),
        ("friday 3pm for 45 min by video", "15:00 EST, 45 minutes, video."),
        ("friday 3pm online", "15:00 EST, 20 minutes, online."),
        ("friday 3pm in person", "15:00 EST, 20 minutes, in person."),
        ("to friday noon via zoom for 30 minutes", "12:00 EST, 30 minutes, zoom."),
        ("friday 3pm https://meet.example.com/a-1", "https://meet.example.com/a-1."),
        ("friday 3pm on zoom https://zoom.example.com/1", "zoom https://zoom.example"),
        ("in 2 hours at the library", "11:00 EST, 20 minutes, the library."),
        ("in 30 minutes", "Mon 16 Nov, 09:30 EST, 20 minutes."),
    ],
)  # fmt: skip
def test_a_booking_is_heard_in_one_line(priya: Talk, said: str, seen: str) -> None:
    booked = priya.say(f"booked Priya {said}")
    assert "Booked with Priya Shah:" in booked
    assert seen in booked


@pytest.mark.parametrize("said", ["friday", "friday afternoon", "on friday for 1 hour"])
def test_a_day_without_an_hour_is_asked_for_it(priya: Talk, said: str) -> None:
    assert "At what time on Fri 20 Nov?" in priya.say(f"booked Priya {said}")
    assert "such as 3pm" in priya.say("in the evening")
    assert "Fri 20 Nov, 17:30 EST" in priya.say("5:30pm")


def test_length_and_place_go_along_until_the_hour_is_known(priya: Talk) -> None:
    priya.say("booked Priya friday for 1 hour at the library")
    assert "Fri 20 Nov, 15:00 EST, 60 minutes, the library." in priya.say("3pm")


def test_another_day_may_be_said_with_the_hour(priya: Talk) -> None:
    priya.say("booked Priya friday")
    assert "such as 3pm" in priya.say("saturday")
    assert "Sat 21 Nov, 15:00 EST" in priya.say("saturday 3pm")


def test_a_bare_hour_is_the_afternoon_first(priya: Talk) -> None:
    priya.say("booked Priya friday at the library")
    both = priya.say("3")
    assert both.labels == ["Fri 20 Nov, 15:00 EST", "Fri 20 Nov, 03:00 EST"]
    assert "15:00 EST, 20 minutes, the library." in priya.press(both.labels[0])


def test_of_two_days_one_is_chosen_and_then_the_hour(priya: Talk) -> None:
    days = priya.say("booked Priya next friday by phone")
    assert days.labels == ["Fri 20 Nov", "Fri 27 Nov"]
    assert "At what time on Fri 27 Nov?" in priya.press("Fri 27 Nov", on=days)
    assert "Fri 27 Nov, 15:00 EST, 20 minutes, phone." in priya.say("3pm")


@pytest.mark.parametrize(
    "said",
    [
        "yesterday 3pm",
        "some day",
        "friday 3 or 4pm",
        "friday or monday",
        "thurzday 3pm at work",
    ],
)
def test_what_is_unclear_is_asked_again_and_the_answer_is_heard(
    priya: Talk, said: str
) -> None:
    assert "When?" in priya.say(f"booked Priya {said}")
    assert "When?" in priya.say("whenever")
    assert "Fri 20 Nov, 09:00 EST" in priya.say("friday 9am")


def test_a_time_that_says_when_it_ends_is_as_long_as_that(priya: Talk) -> None:
    booked = priya.say("booked Priya friday 3-4pm by phone")
    assert "Fri 20 Nov, 15:00 EST, 60 minutes, phone." in booked


LINK = "https://meet.example.com/" + "a" * 60


def test_a_place_that_fits_no_button_is_not_lost(priya: Talk) -> None:
    assert "At what time?" in priya.say(f"booked Priya friday {LINK}")
    for answer in ("friday 3pm", ""):
        priya.say(answer)
    booked = priya.say("")
    assert "Fri 20 Nov, 15:00 EST" in booked
    assert LINK in booked


def test_the_form_asks_for_the_hour_too(priya: Talk) -> None:
    priya.press("We have a time", on=priya.say("replied Priya"))
    for answer in ("friday", "45", "the library"):
        asked = priya.say(answer)
    assert "At what time on Fri 20 Nov?" in asked
    assert "15:00 EST, 45 minutes, the library." in priya.say("3pm")


def test_the_form_keeps_a_place_that_fits_no_button(priya: Talk) -> None:
    priya.press("We have a time", on=priya.say("replied Priya"))
    for answer in ("friday", "45", LINK):
        asked = priya.say(answer)
    assert "When is it?" in asked
    assert LINK in priya.say("friday 3pm")


def test_a_dialog_is_refused_at_the_field(priya: Talk) -> None:
    priya.dialogs = True
    priya.say("booked Priya friday")
    assert "time:" in priya.submit({"time": "later"})
    assert "Fri 20 Nov, 15:00 EST" in priya.submit({"time": "3pm"})


@pytest.mark.parametrize("length", ["1 minute", "99 hours"])
def test_no_talk_lasts_a_moment_or_a_day(priya: Talk, length: str) -> None:
    assert "8 hours at most" in priya.say(f"booked Priya friday 3pm for {length}")


def test_an_hour_that_is_over_by_now_books_nothing(priya: Talk) -> None:
    both = priya.say("booked Priya today at 10")
    assert "Booked" in both
    days = priya.say("booked Priya next friday 3pm")
    priya.wait(days=30)
    assert "over already" in priya.press(days.labels[0], on=days)


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("met Priya yesterday 3pm", "Sun 15 Nov, 15:00 EST: You talked"),
        ("met Priya on friday at 4", "Fri 13 Nov, 16:00 EST: You talked"),
        ("sent Priya on thursday at 9", "Thu 12 Nov, 09:00 EST: You asked"),
        ("sent Priya half an hour ago", "Mon 16 Nov, 08:30 EST: You asked"),
        ("sent Priya this morning", "Mon 16 Nov, 09:00 EST: You asked"),
        ("replied Priya last night", "Sun 15 Nov, 20:00 EST: Got a reply"),
    ],
)
def test_what_was_is_recorded_at_its_hour(priya: Talk, said: str, seen: str) -> None:
    priya.say(said)
    assert seen in priya.say("people Priya")


@pytest.mark.parametrize("span", ["next week", "next month"])
def test_of_a_week_no_day_is_made_up(priya: Talk, span: str) -> None:
    assert "The day and the hour" in priya.say(f"booked Priya {span}")
