"""A message: asked for, written, checked, mended, sent."""

import pytest

from bot.coach.situation import CHANNELS, KINDS
from tests.talk import Talk


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
    known.say("")
    seen = known.say(
        "Hi Priya, I love your bus map. Are there any internships open at Acme? Could "
        "we talk for 20 minutes about it next week?\\n\\nAna, Lakeside"
    )
    assert "ready to copy" not in seen
    assert '"' in seen.splitlines()[0]


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


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", CHANNELS)
def test_every_kind_goes_by_every_channel(known: Talk, kind: str, channel: str) -> None:
    seen = known.say(f"write Priya {kind} {channel}")
    assert "ready to copy" in seen or "Before I write" in seen or seen.count("?")
