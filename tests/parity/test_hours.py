"""Settings, and what is said by itself: alike, and at the same hour, everywhere."""

from tests.parity.both import Both


def test_settings_in_a_form_and_in_words(both: Both) -> None:
    both.say("settings")
    assert both.press("Time").form == "Time"
    assert both.answer({"Time zone": "Atlantis"}).why
    both.answer({"Time zone": "Berlin"})
    both.press("Messages")
    both.answer({"How much of it": "skeleton"})
    both.press("About me")
    both.answer({"What you'd like to hear about": "night shifts"})
    for words in ("zone New York", "quiet none", "quiet", "colour blue", "name A"):
        both.say(f"settings {words}")
    both.say("pause until friday")
    both.say("start")
    both.say("my data")


def test_reminders_in_words_and_repeated(both: Both) -> None:
    both.say("hello")
    both.say("remind me to call the career office tomorrow 9am")
    both.say("remind me every monday 8:30 to look at my list")
    both.say("remind me in 2 hours to write")
    assert "write" in both.wait(hours=3)["Ana"]
    both.press("In an hour")
    both.say("remind me at 3am to sleep")
    both.press("After quiet hours")
    assert both.say("remind me to read").form == "A reminder"
    both.answer({"When?": "some day"})
    both.answer({"When?": "tomorrow 9am"})
    both.say("my reminders")
    both.wait(days=9)
    both.say("my reminders")
    both.press("Set one")
    both.answer({"What shall I remind you of?": "to rest", "When?": "in 3 days"})


def test_what_falls_due_together_is_told_together(both: Both) -> None:
    for name in ("Priya Shah", "Tom Okafor", "Lea Novak"):
        both.say(f"add {name}, nurse at {name[:3]} Hospital")
        both.say(f"sent {name}")
    told = both.wait(days=3, hours=1)["Ana"]
    assert "3 things fell due" in told
    assert [key.split()[0] for key in told.keys][1:4] == ["Priya", "Tom", "Lea"]
    both.say("next")
    both.press("Someone else")
    both.say("due")
    both.say("stop")
    both.wait(days=20)
    both.say("start")
    both.say("next")
