"""Care is heard everywhere, in the middle of a form too."""

from tests.talk import Talk


def test_care_is_heard_in_a_form_and_the_answer_is_not_lost(talk: Talk) -> None:
    talk.say("add Priya, nurse")
    talk.say("debrief Priya")
    talk.press("Nobody")
    seen = talk.say("they made me uncomfortable")
    assert "No person reads this" in seen
    assert "What helped you most?" in seen


def test_care_is_heard_in_a_dialog_too(talk: Talk) -> None:
    talk.dialogs = True
    talk.say("add Priya, nurse")
    talk.say("debrief Priya")
    talk.press("Nobody")
    seen = talk.submit({"learnt": "I want to die"})
    assert "Please talk to a person" in seen
    assert "What went well?" in seen
