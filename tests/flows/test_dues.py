"""The bot speaks little: what is gathered, what is withheld, and what always comes."""

from datetime import timedelta

from tests.talk import Talk


def ask(talk: Talk, *names: str) -> None:
    for name in names:
        talk.say(f"add {name}, nurse at Mercy {name}")
        talk.say(f"sent {name}")


def test_what_falls_due_together_is_one_message(talk: Talk) -> None:
    ask(talk, "Priya", "Tom", "Milo")
    [digest] = talk.wait(days=3, hours=1)
    assert "3 things fell due" in digest
    for name in ("Priya", "Tom", "Milo"):
        assert f"{name}: if no answer, try another person there" in digest


def test_there_is_at_most_one_unasked_message_a_day(talk: Talk) -> None:
    talk.at("2026-11-16 10:00")
    ask(talk, "Priya")
    talk.at("2026-11-17 10:00")
    talk.say("replied Priya")  # offers fall due on Thursday
    ask(talk, "Tom")  # the other one on Friday
    seen = talk.wait(days=10)
    days = [one.at.date() for one in seen]
    assert len(days) == len(set(days))


def test_four_in_seven_days_are_enough_and_the_rest_waits_in_next(talk: Talk) -> None:
    for day in range(16, 21):  # Monday to Friday: each falls due on another day
        talk.at(f"2026-11-{day} 10:00")
        ask(talk, f"Person{day}")
    seen = talk.wait(days=7)
    assert len(seen) <= 4
    talk.say("next")
    assert "Person16" in talk.say("people")


def test_after_fourteen_days_without_a_sign_the_bot_falls_silent(talk: Talk) -> None:
    talk.say("add Priya, nurse, aunt")
    talk.say("booked Priya 23 Nov 3pm")
    talk.say("add Tom, welder")
    ask(talk, "Milo")
    seen = talk.wait(days=200)
    last = max(one.at for one in seen)
    assert (last - seen[0].at).days <= 14
    assert "Milo" in talk.say("next")


def test_appointments_come_whatever_was_said_that_day(talk: Talk) -> None:
    talk.at("2026-11-16 10:00")
    ask(talk, "Milo")
    talk.say("add Priya, nurse")
    talk.say("booked Priya 19 Nov 9:30am by phone")
    seen = [str(one) for one in talk.at("2026-11-19 09:20")]
    assert any("Milo" in one for one in seen)
    assert any("Priya, Thu 19 Nov, 09:30" in one and "recommend" in one for one in seen)


def test_after_three_weeks_of_downtime_one_message_tells_what_fell_due(
    talk: Talk,
) -> None:
    ask(talk, "Priya", "Tom")
    talk.say("remind me to call home tomorrow 10am")
    talk.restart(talk.now + timedelta(days=5))
    seen = talk.wait(minutes=1)
    assert len(seen) == 1
    assert "while I was away" in seen[0]


def test_what_is_more_than_a_week_late_is_not_told_but_stands_in_next(
    talk: Talk,
) -> None:
    ask(talk, "Priya")
    talk.restart(talk.now + timedelta(days=40))
    assert talk.wait(minutes=1) == []
    assert "one short follow-up" in talk.say("next")


def test_put_off_till_tomorrow_it_comes_tomorrow_at_nine(talk: Talk) -> None:
    ask(talk, "Priya")
    [reminder] = talk.wait(days=4)
    again = talk.press("Tomorrow 9:00", on=reminder)
    assert "Sat 21 Nov, 09:00" in again

    [next_day] = talk.wait(days=1)
    assert "Priya" in next_day


def test_an_old_put_off_button_changes_nothing(talk: Talk) -> None:
    ask(talk, "Priya")
    [reminder] = talk.wait(days=3, hours=1)
    talk.say("replied Priya")
    assert "from before" in talk.press("Tomorrow 9:00", on=reminder)


def test_no_reminders_about_one_person_leave_the_others(talk: Talk) -> None:
    ask(talk, "Priya")
    [reminder] = talk.wait(days=3, hours=1)
    talk.press("Stop these", on=reminder)
    talk.press("About Priya")
    ask(talk, "Tom")
    assert all("Priya" not in one for one in talk.wait(days=10))


def test_stopped_for_good_nothing_comes_and_next_still_knows(talk: Talk) -> None:
    ask(talk, "Priya")
    talk.say("stop")
    assert talk.wait(days=12) == []
    assert "Priya" in talk.say("next")
    talk.say("start")


def test_a_pause_holds_back_what_was_not_booked(talk: Talk) -> None:
    ask(talk, "Priya")
    assert "Mon 30 Nov" in talk.say("pause until 30 nov")
    assert talk.at("2026-11-29 23:00") == []
