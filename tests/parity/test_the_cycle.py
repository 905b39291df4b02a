"""From the first word to the report back, alike wherever it is said."""

from tests.parity.both import Both

HEARD = (
    "What do you want to remember?",
    "What helped you most?",
    "Did they advise you to do something?",
)


def test_the_whole_cycle_with_two_people(both: Both) -> None:
    the_first_is_asked(both)
    and_has_a_talk(both)
    what_was_said_is_kept_and_thanked_for(both)
    whom_she_named_is_asked(both)
    and_has_a_talk_too(both)
    who_named_them_hears_of_it(both)
    both.say("people")
    both.say("people rosa")
    both.say("my learning")
    both.press("A page to hand in")
    assert "Names received: 1" in both.say("my numbers")
    both.home()


def the_first_is_asked(both: Both) -> None:
    assert "Who is easiest to ask?" in both.say("hello")
    assert both.press("Family or friend").form == "Who comes to mind?"
    rosa = {
        "What is their name?": "my aunt Rosa",
        "What do they do?": "nurse at Mercy Hospital",
    }
    assert "Ask your aunt for 20 minutes." in both.answer(rosa)
    both.say("note rosa changed from the emergency room to home care")
    both.say("plan rosa 15")
    assert "Kept." in both.press("Keep")
    both.say("write rosa")
    assert "ready to copy" in both.press("Text message")
    assert "You asked Aunt Rosa" in both.press("I sent it")


def and_has_a_talk(both: Both) -> None:
    [silent] = [both.wait(days=3, hours=1)["Ana"]]
    assert "No answer from Aunt Rosa yet." in silent
    both.say("replied rosa")
    both.press("We have a time")
    booked = both.answer({"When is it?": "sunday 4pm", "Where, or how?": "phone"})
    assert "Booked with Aunt Rosa" in booked
    both.at("2026-11-22 15:50")
    assert "How was your talk" in both.at("2026-11-22 17:20")["Ana"]


def what_was_said_is_kept_and_thanked_for(both: Both) -> None:
    both.press("Write it down")
    assert both.press("Yes, I have a name").form == "Who did Aunt Rosa name?"
    tom = {
        "What is their name?": "Tom Okafor",
        "What do they do, and where?": "ward manager at Mercy Hospital",
    }
    assert "May you say that Aunt Rosa recommended them?" in both.answer(tom)
    heard = (
        "Home care is quieter, and lonelier",
        "How you read a room before you speak",
        "Sit in on a team meeting",
    )
    assert both.press("Yes, to this person only").form.startswith("Your talk with")
    both.answer(dict(zip(HEARD, heard, strict=True)))
    both.press("Asking who else")
    assert "how you read a room" in both.press("Write the thank-you")
    assert "within a day" in both.press("I sent it")


def whom_she_named_is_asked(both: Both) -> None:
    both.say("next")
    both.press("Write it")
    assert both.press("E-mail").form == "Before I write"
    who = "Who are you, in a few words such as: second-year nursing student, Lakeside "
    me = {f"{who}College?": "second-year biology student, Lakeside College"}
    assert "Aunt Rosa suggested that I write" in both.answer(me)
    both.press("I sent it")
    both.wait(days=2)
    both.say("replied tom")
    both.press("Offer times")
    times = {
        "Which two or three times could you offer Tom?": "mon 10am; tue 2pm; wed 9am",
        "How will you talk: by phone, by video, or in a place you both know?": "phone",
    }
    assert "Monday, November 30" in both.answer(times)
    both.press("I sent it")


def and_has_a_talk_too(both: Both) -> None:
    both.say("booked tom mon 10am for 20 minutes by phone")
    both.press("Plan the questions")
    both.press("Keep")
    both.at("2026-11-30 11:50")
    both.press("Write it down")
    both.press("Nobody")
    noted = "Nights are planned at noon", "The list on your wall"
    both.answer(dict(zip(HEARD, noted, strict=False)))
    both.press("My questions")
    both.press("Write the thank-you")
    both.press("I sent it")


def who_named_them_hears_of_it(both: Both) -> None:
    assert "Aunt Rosa sent you to Tom" in both.wait(days=2)["Ana"]
    both.press("Write it")
    news = (
        "In one sentence, what came of it when you wrote to the person Aunt Rosa named?"
    )
    both.answer({news: "I talked with Tom, and I will volunteer on a ward"})
    assert "knows what came of it" in both.press("I sent it")


def test_silence_a_follow_up_and_a_kind_end(both: Both) -> None:
    both.say("add Sana Malik, planner at Riverline Buses")
    both.say("add Daniel Reed, engineer at Riverline Buses, alum")
    both.say("sent Daniel")
    assert "Sana Malik" in both.wait(days=3, hours=1)["Ana"]
    both.press("Tomorrow 9:00")
    both.wait(days=1)
    followup = both.wait(days=5)["Ana"]
    assert "One short follow-up, or let it rest." in followup
    both.press("Write it")
    both.say("sent Daniel")
    close = both.wait(days=12)["Ana"]
    assert "Silence is normal" in close
    both.press("Close it")
    both.wait(days=30)
    both.say("people")
    both.say("people Daniel")


def test_a_talk_moves_is_called_off_and_is_undone(both: Both) -> None:
    both.say("add Priya Shah, nurse at Mercy Hospital")
    both.say("sent Priya")
    both.say("replied Priya")
    both.press("Undo")
    both.say("replied Priya")
    booked = both.say("booked Priya friday 3pm for 30 minutes at the library")
    assert "30 minutes" in booked
    both.press("New time")
    both.answer({"When is it?": "next monday 10am"})
    both.say("undo")
    both.say("undo")
    both.press("Called off")
    both.say("declined Priya")
    both.say("undo")
    both.say("next")
    both.say("people Priya")


def test_a_form_leads_to_another_which_is_refused_once(both: Both) -> None:
    both.say("add Priya Shah, nurse at Mercy Hospital")
    both.say("sent Priya")
    both.say("replied Priya")
    both.press("We have a time")
    asked = both.answer({"When is it?": "friday", "Where, or how?": "phone"})
    assert asked.open
    hour = asked.open.label
    assert hour.startswith("At what time on")
    assert both.answer({hour: "soon"}).why.startswith("I need the hour too")
    assert "Booked with Priya Shah" in both.answer({hour: "3pm"})
    both.say("next")
