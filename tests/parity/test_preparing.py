"""Plans, messages, rehearsals and debriefs, alike wherever they are made."""

from tests.parity.both import Both

TEXT = "Dear Tom, I read your paper every day. Could we talk for 20 minutes?\n\n"


def test_a_plan_is_changed_by_words_and_by_buttons(both: Both) -> None:
    both.say("add Priya Shah, nurse at Mercy Hospital, my aunt")
    both.say("plan Priya 20 minutes")
    both.press("Why these")
    [_, second, *_] = both.press("Swap").keys
    both.press(second.removeprefix("Which one?: "))
    both.press("Add mine")
    both.answer({"Your question": "What do you read to keep up?"})
    both.press("Shorter")
    both.press("Pocket card")
    for words in ("move 2 1", "drop 3", "longer", "swap 1", "plan 15", "why", "sheet"):
        both.say(words)
    assert [name for name, _ in both.say("page").files] == ["talk.txt"]
    assert "Which question?" in both.say("drop 99")
    both.say("plan Priya")
    assert "Kept." in both.press("Keep")
    both.say("plan a job interview at a bank")
    assert both.say("plan").form == "Plan a talk"
    lengths = {"Which field, or with whom?": "nursing", "How long?": "30 minutes"}
    assert "30 min" in both.answer(lengths)
    both.say("plan zzyzx")


def test_a_message_is_checked_repaired_edited_and_said(both: Both) -> None:
    both.say("add Tom Okafor, editor at Harbor Works, tom@example.com")
    both.say("settings about second-year biology student, Lakeside College")
    both.say("note Tom edits a paper that I read")
    both.say("write Tom")
    assert "ready to copy" in both.press("E-mail")
    assert both.press("Edit").form == "Edit your message"
    selling = "Dear Tom, I am looking for a job. Can you hire me? Please reply ASAP."
    assert "ready to copy" not in both.answer({"Your message": selling, "Subject": "A"})
    both.press("Edit")
    both.answer({"Your message": "Hi Tom, may I ask you for 20 minutes? Ana"})
    both.press("Say it instead")
    both.press("LinkedIn note")
    both.say("check Hi Tom, could you get me a job at Harbor Works?")
    assert both.say("check").form
    both.leave()
    both.say("settings shape skeleton")
    both.say("write Tom outreach text message")


def test_a_long_message_arrives_whole_and_is_edited_whole(both: Both) -> None:
    both.say("add Tom Okafor, editor at Harbor Works, tom@example.com")
    both.say("settings about second-year biology student, Lakeside College")
    both.say("note Tom edits a paper that I read")
    both.say("write Tom outreach spoken")
    both.press("Edit")
    both.answer({"Your message": (TEXT * 42).strip()})
    both.press("Edit")
    whole = both.answer({})
    assert whole.words.count("paper") == 42
    both.press("Edit")
    both.answer({"Your message": "Hi Tom, 20 minutes?"})
    both.say(f"check {TEXT * 52}")


def test_a_rehearsal_and_its_remark(both: Both) -> None:
    both.say("add Priya Shah, nurse at Mercy Hospital, my aunt")
    both.say("practice")
    both.say("practice Priya")
    both.say("Hi, thank you for your time. How did you get into this work?")
    both.say("What surprised you about it?")
    both.say("people")
    both.say("practice on")
    both.say("Is there anyone else you'd recommend I speak with?")
    assert "To try next time:" in both.say("end")
    both.say("practice")


def test_a_debrief_is_refused_left_and_gone_on_with(both: Both) -> None:
    both.say("add Milo Lind, surveyor at City of Elmford")
    both.say("debrief Milo")
    both.press("They will introduce me")
    both.leave()
    both.press("Yes, I have a name")
    refused = both.answer({"What is their name?": "Milo Lind"})
    assert refused.why
    both.answer({"What is their name?": "Eva Lund"})
    both.press("They said no")
    both.leave()
    both.say("debrief Milo")
    heard = {
        "What do you want to remember?": "He draws every line twice, and walks it",
        "What helped you most?": "I feel unsafe there and cannot go on",
    }
    both.answer(heard)
    both.press("How I began")
    assert both.press("A little more").form == "More of your talk with Milo Lind"
    both.answer({"What does one need to get in?": "A licence, after four years"})
    both.say("my learning")
    both.press("A page to hand in")
    both.say("people Eva")
