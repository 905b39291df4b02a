"""A message: asked for, written, checked, mended, sent."""

import pytest

from bot.coach.situation import CHANNELS, KINDS
from bot.views import Copyable
from tests.talk import Seen, Talk


@pytest.fixture
def known(talk: Talk) -> Talk:
    """Priya, with something known about her; who Ana is stands in her settings."""
    talk.say("add Priya Shah, product designer at Acme, alum")
    talk.say("note Priya redrew the city's bus map")
    talk.say("settings about second-year design student, Lakeside College")
    talk.say("settings topic how maps are tested")
    return talk


def test_how_to_reach_somebody_is_asked_once(known: Talk) -> None:
    assert "How will you reach Priya Shah?" in known.say("write Priya")
    known.press("E-mail")
    assert "E-mail, " in known.say("write Priya")


def test_a_message_is_written_from_what_is_known_and_ready_to_copy(known: Talk) -> None:
    seen = known.say("write Priya email")
    assert "ready to copy" in seen
    for known_fact in ("Hi Priya", "bus map", "Lakeside", "20 minutes", "Ana"):
        assert known_fact in seen


def test_what_is_missing_is_asked_and_never_invented(talk: Talk) -> None:
    talk.say("add Priya Shah, product designer at Acme")
    asked = talk.say("write Priya email")
    assert "Before I write" in asked
    for _ in range(3):
        if "ready to copy" not in asked:
            asked = talk.say("She redrew the city's bus map")
    assert "ready to copy" in asked
    assert "bus map" in asked


def test_the_students_own_words_stay_theirs(known: Talk) -> None:
    known.say("write Priya text")
    known.press("Edit")
    mine = (
        "Hi Priya, your bus map got me home. Could I ask you about it for 15 minutes?"
    )
    assert mine in known.say(mine)
    assert mine in known.say("write Priya")


def test_the_worst_finding_is_said_with_its_words_and_one_repair(known: Talk) -> None:
    known.say("write Priya email")
    known.press("Edit")
    known.say(
        "Hi Priya, I love your bus map. Are there any internships open at Acme? Could "
        "I ask you about it for 20 minutes next week?\\n\\nAna, Lakeside"
    )
    seen = known.say("")
    assert "ready to copy" not in seen
    assert '"' in seen.splitlines()[0]
    assert seen.labels[0] in ("Use the repair", "Edit")


def test_a_repair_is_made_at_a_press(known: Talk) -> None:
    known.say("write Priya text")
    known.press("Edit")
    seen = known.say(
        "Hi Priya, your bus map got me home. I am a design student at Lakeside. Could "
        "I pick your brain about it for 15 minutes next week?"
    )
    if "Use the repair" in seen.labels:
        assert "pick your brain" not in known.press("Use the repair")
    else:
        assert "pick your brain" in seen


def test_sent_moves_the_talk_and_a_second_press_says_so(known: Talk) -> None:
    draft = known.say("write Priya text")
    assert "Good. You asked Priya Shah." in known.press("I sent it", on=draft)
    assert "already" in known.press("I sent it", on=draft)


def test_a_referrer_is_named_only_with_leave(talk: Talk) -> None:
    talk.say("settings about second-year design student, Lakeside College")
    for answer, named in (("Yes", True), ("They said no", False)):
        talk.say(f"add Rosa {answer.split()[0]}, nurse, aunt")
        talk.say(f"met Rosa {answer.split()[0]}")
        talk.say(f"debrief Rosa {answer.split()[0]}")
        talk.press("Yes, I have a name")
        talk.say(f"Tom {answer.split()[0]}")
        talk.say("ward manager at Mercy")
        talk.press(answer)
        for words in ("Nights are long", "How she plans them", ""):
            talk.say(words)
        message = talk.say(f"write Tom {answer.split()[0]} email")
        for _ in range(3):
            if "copy" not in message:
                message = talk.say("He redrew the plan of the ward")
        assert ("Rosa" in message) is named


def test_who_is_introduced_first_is_not_written_to(talk: Talk) -> None:
    talk.say("add Rosa, nurse, aunt")
    talk.say("met Rosa")
    talk.say("debrief Rosa")
    talk.press("They will introduce me")
    talk.say("Tom Okafor")
    talk.say("")
    for words in ("Nights are long", "How she plans them", ""):
        talk.say(words)
    assert "introduc" in talk.say("write Tom email")

    assert any("Ask kindly how it stands" in seen for seen in talk.wait(days=12))


def test_times_are_offered_as_they_were_said(known: Talk) -> None:
    known.say("sent Priya")
    known.say("replied Priya")
    known.say("write Priya times email")
    known.say("fri 3pm; tue 10am")
    seen = known.say("by phone")
    assert "Friday, November 20 at 3 pm" in seen
    assert "Tuesday, November 17 at 10 am" in seen


def test_one_time_is_too_few(known: Talk) -> None:
    known.say("sent Priya")
    known.say("replied Priya")
    known.say("write Priya times email")
    known.say("fri 3pm")
    assert "Two or three times" in known.say("by phone")


def test_a_message_of_ones_own_is_checked(talk: Talk) -> None:
    talk.say("check")
    talk.say("Dear Sir or Madam, please hire me. Salary? ASAP!!!")
    talk.say("1")
    talk.say("1")
    seen = talk.say("")
    assert "hire me" in seen
    assert "Check it again" in seen.labels


def test_who_is_left_alone_gets_no_message(known: Talk) -> None:
    known.say("barred Priya")
    assert "left alone" in known.say("write Priya")


BEFORE: dict[str, tuple[str, ...]] = {
    "outreach": (),
    "referral": (),
    "followup": ("sent Priya",),
    "scheduling": ("sent Priya", "replied Priya"),
    "thankyou": ("met Priya",),
    "keepintouch": ("met Priya", "thanked Priya"),
    "reportback": ("met Priya", "thanked Priya"),
}
TOLD = {
    "news": "I finished the first drawing course",
    "hook": "Her story about the first map",
    "slots": "fri 3pm; tue 10am",
    "place": "by phone",
    "fact": "redrew the city's bus map",
    "topic": "how maps are tested",
    "about": "second-year design student, Lakeside College",
}


def written(talk: Talk, words: str) -> Seen:
    """The draft, when all that is asked first was told."""
    seen = talk.say(f"write {words}")
    if seen.form:
        seen = talk.submit({field.key: TOLD[field.key] for field in seen.form.fields})
    return seen


@pytest.fixture
def quick(known: Talk) -> Talk:
    """Forms open at once, and are filled in at once."""
    known.dialogs = True
    return known


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", CHANNELS)
def test_every_kind_goes_by_every_channel(quick: Talk, kind: str, channel: str) -> None:
    for words in BEFORE[kind]:
        quick.say(words)
    seen = written(quick, f"Priya {kind} {channel}")
    [message] = [b for b in seen.view.blocks if isinstance(b, Copyable)]
    assert "Priya" in message.text


# What has not happened is not thanked for.


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("follow-up", "A follow-up is for a message that waits for an answer"),
        ("times", "Times are offered to somebody who said yes"),
        ("thank-you", "A thank-you comes after a talk"),
        ("keep in touch", "An update comes after a talk"),
        ("report back", "An update comes after a talk"),
    ],
)
def test_a_message_never_says_what_has_not_happened(
    known: Talk, kind: str, said: str
) -> None:
    seen = known.say(f"write Priya {kind} text")
    assert said in seen
    assert "not asked yet" in seen
    assert seen.labels == ["Write it", "Already asked"]


def test_nobody_is_thanked_for_a_talk_that_lies_ahead(known: Talk) -> None:
    known.say("booked Priya wednesday 3pm for 20 minutes by phone")
    for kind in ("thankyou", "keepintouch"):
        seen = known.say(f"write Priya {kind} text")
        assert "You talk with Priya Shah on Wed 18 Nov, 15:00" in seen
        assert "today" not in seen


def test_once_booked_there_is_nothing_to_write_but_perhaps_a_new_time(
    known: Talk,
) -> None:
    known.say("booked Priya wednesday 3pm for 20 minutes by phone")
    seen = known.say("write Priya email")
    assert "You are booked for Wed 18 Nov, 15:00" in seen
    assert "nothing to write" in seen
    assert "New time" in seen.labels


def test_after_the_one_follow_up_there_is_no_third_message(quick: Talk) -> None:
    written(quick, "Priya text")
    quick.press("I sent it")
    quick.wait(days=10)
    written(quick, "Priya text")
    quick.press("I sent it")
    for words in ("", "first message", "follow up"):
        seen = quick.say(f"write Priya {words}")
        assert "You wrote twice. Give them until Tue 8 Dec" in seen
        assert seen.labels == ["Got a reply", "Let it rest"]
    quick.wait(days=20)
    assert "let it rest" in quick.say("write Priya")


def test_a_follow_up_to_what_was_said_does_not_speak_of_writing(quick: Talk) -> None:
    written(quick, "Priya spoken")
    quick.press("I said it")
    quick.wait(days=10)
    seen = written(quick, "Priya text")
    assert "I asked you on November 16 if we could talk" in seen


# Who gave the name.


def named(talk: Talk, leave: str, name: str = "Omar Haddad") -> None:
    """Rosa, an aunt, has named somebody."""
    talk.say("add Rosa Silva, nurse, aunt")
    talk.say("met Rosa")
    talk.say("debrief Rosa")
    talk.press("Yes, I have a name")
    talk.submit({"name": name, "work": "ward manager at Mercy"})
    talk.press(leave)
    talk.submit({"learnt": "Nights are long", "hook": "How she plans them"})


@pytest.mark.parametrize("leave", ["Yes", "They introduce me first"])
@pytest.mark.parametrize("kind", ["", "referral"])
def test_whoever_was_named_can_be_written_to_when_the_referrer_is_forgotten(
    quick: Talk, leave: str, kind: str
) -> None:
    named(quick, leave)
    quick.say("forget Rosa Silva")
    quick.press("Forget")
    seen = written(quick, f"Omar {kind} email")
    assert "ready to copy" in seen
    assert "Rosa" not in seen


def test_once_introduced_the_referrer_may_be_named(quick: Talk) -> None:
    named(quick, "They introduce me first")
    quick.say("introduced Omar")
    assert "Rosa Silva suggested" in written(quick, "Omar email")


def test_where_nobody_was_named_a_report_is_an_update(quick: Talk) -> None:
    quick.say("met Priya")
    quick.say("thanked Priya")
    asked = quick.say("write Priya report back text")
    assert "What is new that Priya would like to hear about?" in asked


def test_an_update_asks_what_was_forgotten_in_the_talk_and_only_once(
    quick: Talk,
) -> None:
    quick.say("met Priya")
    quick.say("debrief Priya")
    quick.press("I forgot to ask")
    quick.submit({"learnt": "Maps are tested on buses", "hook": "her first map"})
    quick.say("thanked Priya")
    quick.wait(days=15)
    seen = written(quick, "Priya email")
    assert "ready to copy" in seen
    assert "is there anyone else you'd recommend I speak with?" in seen
    assert "No need to answer" not in seen
    quick.press("I sent it")
    quick.wait(days=100)
    assert "anyone else" not in written(quick, "Priya email")


# A draft on another day.


def test_a_draft_of_yesterday_is_written_anew(quick: Talk) -> None:
    quick.say("met Priya")
    assert "today" in written(quick, "Priya thank you text")
    quick.wait(days=1)
    assert "yesterday" in quick.say("write Priya thank you text")


def test_own_words_of_yesterday_stay_and_their_day_is_said(quick: Talk) -> None:
    quick.say("met Priya")
    written(quick, "Priya thank you text")
    quick.press("Edit")
    mine = "Hi Priya, thank you for talking with me today. Your first map helped me."
    assert "You wrote this" not in quick.submit({"text": mine})
    quick.wait(days=1)
    seen = quick.say("write Priya thank you text")
    assert mine in seen
    assert "You wrote this on Mon 16 Nov" in seen


def test_another_channel_begins_without_the_words_for_the_first(quick: Talk) -> None:
    written(quick, "Priya text")
    quick.press("Edit")
    quick.submit({"text": "Hi Priya, your bus map got me home."})
    assert "got me home" not in quick.press("E-mail")
    assert "got me home" not in quick.say("write Priya email")


@pytest.mark.parametrize("shape", ["skeleton", "checklist"])
def test_a_skeleton_is_not_blamed_for_its_gaps(quick: Talk, shape: str) -> None:
    quick.say(f"settings shape {shape}")
    seen = quick.say("write Priya email")
    assert "paste it into check." in seen
    assert seen.labels[:2] == ["Edit", "I sent it"]
    quick.press("Edit")
    mine = "Hi Priya, I want a job. Please hire me at Acme, I need it now."
    assert "paste it into" not in quick.submit({"text": mine})


# What people type.


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("thank you linkedin note", "LinkedIn note"),
        ("a thank-you by e-mail", "E-mail"),
        ("text message", "Text message"),
        ("slack", "Slack message"),
        ("keep in touch discord", "Discord message"),
        ("Report Back on LinkedIn", "LinkedIn message"),
    ],
)
def test_kinds_and_channels_are_heard_as_they_are_said(
    quick: Talk, words: str, said: str
) -> None:
    quick.say("met Priya")
    seen = written(quick, f"Priya {words}")
    assert said not in seen.labels
    assert "Another way" in seen


def test_a_kind_is_said_in_a_few_words(known: Talk) -> None:
    assert "I can't tell what" in known.say(f"write Priya {'the ' * 900}")


def test_what_is_no_kind_is_answered_in_words_that_people_say(known: Talk) -> None:
    seen = known.say("write Priya sonnet")
    assert "'sonnet'" in seen
    for word in ("follow-up", "thank-you", "keep in touch", "LinkedIn note"):
        assert word in seen
    for name in (*KINDS[2:5], *CHANNELS[3:]):
        assert f"{name}," not in seen


def test_an_address_that_is_known_comes_first(talk: Talk) -> None:
    talk.say("add Priya Shah, product designer at Acme, alum, priya@example.com")
    assert talk.say("write Priya").labels[0] == "E-mail"
    talk.say("add Rosa, nurse, aunt")
    assert talk.say("write Rosa").labels[:2] == ["Text message", "Spoken words"]


def test_edit_asks_for_the_text_before_the_subject(known: Talk) -> None:
    known.say("write Priya email")
    assert "Your message" in known.press("Edit")
    mine = "Hi Priya, your bus map got me home. May I ask you how it was tested?"
    known.say(mine)
    seen = known.say("")
    assert mine in seen
    assert "Subject: How maps are tested" in seen


@pytest.mark.parametrize("whose", ["priya ", "priya: ", ""])
def test_check_takes_the_name_and_the_text_at_once(known: Talk, whose: str) -> None:
    seen = known.say(f"check {whose}Hi Priya, please hire me at Acme. Thanks, Ana")
    assert "First message, text message, to Priya Shah." in seen
    assert "hire me" in seen
    assert "Check it again" in seen.labels


def test_check_knows_where_the_talk_stands(known: Talk) -> None:
    known.say("met Priya")
    seen = known.say("check Priya, thank you for your story about the first map today")
    assert "Thank-you, text message, to Priya Shah." in seen


def test_check_with_a_name_alone_asks_for_the_text(quick: Talk) -> None:
    form = quick.say("check priya").form
    assert form
    assert {field.key: field.value for field in form.fields}["name"] == "Priya Shah"
    assert "short" in quick.say("check nobody")


def test_check_does_not_ignore_a_name_that_it_does_not_know(quick: Talk) -> None:
    quick.say("check")
    seen = quick.submit({"text": "Hi Zoe, may I ask you for ten?", "name": "Zoe"})
    assert "Nobody on your list is called that" in seen


def test_a_skeleton_is_asked_for_in_the_settings(talk: Talk) -> None:
    talk.say("add Priya Shah, nurse at Mercy, my aunt")
    assert "settings shape skeleton" in talk.say("write Priya skeleton")


@pytest.fixture
def note(talk: Talk) -> Talk:
    """A LinkedIn note is ready."""
    talk.say("add Vera Holm, potter at Clay Lane")
    talk.say("write Vera linkedin note")
    talk.say("her blue bowls")
    assert "May I connect" in talk.say("a first-year student")
    return talk


def test_a_linkedin_note_is_an_invitation_and_no_ask(note: Talk) -> None:
    assert "an invitation and no ask yet" in note.press("I sent it")
    card = note.say("people Vera")
    assert "Now: drafted." in card
    assert "You sent an invitation." in card
    assert "People asked: 0" in note.say("my numbers")
    message = note.say("write Vera")
    assert message.startswith("LinkedIn message")
    assert "You asked Vera Holm." in note.press("I sent it", on=message)


@pytest.mark.parametrize("said", ["sent the note to Vera", "sent Vera the invitation"])
def test_a_note_that_was_sent_is_no_ask_in_words_either(note: Talk, said: str) -> None:
    assert "an invitation and no ask yet" in note.say(said)
    assert "People asked: 0" in note.say("my numbers")


def test_it_is_asked_whether_the_note_was_sent_or_a_message(note: Talk) -> None:
    asked = note.say("sent Vera")
    assert "Did you send the LinkedIn note?" in asked
    assert "an invitation and no ask yet" in note.press("The note", on=asked)
    assert "You asked Vera Holm." in note.say("sent Vera")


def test_a_message_beside_the_note_is_an_ask(note: Talk) -> None:
    asked = note.say("sent Vera")
    assert "You asked Vera Holm." in note.press("A message that asks", on=asked)


def test_a_message_that_is_called_so_is_an_ask_at_once(note: Talk) -> None:
    assert "You asked Vera Holm." in note.say("sent a message to Vera")


def test_an_invitation_is_undone(note: Talk) -> None:
    note.press("I sent it")
    assert "Undone: You sent an invitation (Vera Holm)." in note.press("Undo")
    assert note.say("write Vera").startswith("LinkedIn note")


def test_a_linkedin_note_that_asks_for_a_talk_is_an_ask(note: Talk) -> None:
    note.press("Edit")
    note.say("Hi Vera, may I ask you about your blue bowls for 15 minutes?")
    assert "You asked Vera Holm." in note.press("I sent it")


def test_the_line_that_confirms_a_talk_is_written_on_wish(talk: Talk) -> None:
    talk.say("add Vera Holm, potter at Clay Lane")
    assert "once there is one" in talk.say("write Vera confirm")
    talk.say("booked Vera friday 3pm")
    seen = talk.say("write Vera confirmation by email")
    assert "Does the time still suit you?" in seen
    assert seen.labels == ["We talked", "New time", "Called off"]


def test_of_two_with_one_name_it_is_asked_whose_message_is_checked(talk: Talk) -> None:
    talk.say("add Vera Holm, potter")
    talk.say("add Vera Lund, welder")
    for said in ("check Vera Hello", "check Vera Hi, may I see your kiln some day?"):
        assert "Which one?" in talk.say(said)
    talk.press("Vera Lund (welder)")
    assert "Your message" in talk.press("Vera Lund (welder)")


# Whom and what, in any order


@pytest.mark.parametrize(
    "said",
    [
        "write thank you Rosa",
        "write Rosa thank you",
        "write a thank-you note to rosa",
        "write thank you note for Rosa Diaz by text",
        "draft thanks rosa",
        "write text thanks to Rosa",
    ],
)
def test_whom_a_message_is_for_may_stand_before_or_behind_its_kind(
    talk: Talk, said: str
) -> None:
    talk.say("add Rosa Diaz, nurse at Mercy, aunt")
    seen = talk.say(said)
    assert "A thank-you comes after a talk." in seen or "How will you" in seen
    talk.say("met Rosa")
    assert "How will you reach Rosa Diaz?" in talk.say("write thank you Rosa")


def test_a_follow_up_to_somebody_may_be_said_so(talk: Talk) -> None:
    talk.say("add Rosa Diaz, nurse at Mercy, aunt")
    assert "A follow-up is for a message" in talk.say("write follow-up to rosa")
    assert "A follow-up is for a message" in talk.say("write rosa a follow up")


@pytest.mark.parametrize("said", ["write rosa thank you", "write follow-up to rosa"])
def test_who_is_not_known_can_be_added_by_the_name_alone(talk: Talk, said: str) -> None:
    seen = talk.say(said)
    assert "To add them: add rosa" in seen
    assert "thank you" not in seen


def test_a_kind_alone_is_asked_for_whom(talk: Talk) -> None:
    assert "write NAME thank you" in talk.say("write thank you")
