"""A question that may stay open is left by a word: not everybody can send a blank."""

import pytest

from tests.talk import Talk


@pytest.fixture
def form(talk: Talk) -> Talk:
    """The second of three questions is open."""
    talk.say("hello")
    talk.press("Family or friend")
    talk.say("Rosa Lind")
    return talk


def test_what_may_stay_open_is_left_out(form: Talk) -> None:
    assert "skip leaves it out." in form.say("nurse at Mercy")
    assert "Rosa Lind (nurse at Mercy) is on your list." in form.say("Skip")


def test_what_is_needed_may_have_that_very_name(talk: Talk) -> None:
    talk.say("hello")
    talk.press("Family or friend")
    talk.say("skip")
    talk.say("nurse at Mercy")
    assert "Skip (nurse at Mercy) is on your list." in talk.say("skip")


def test_what_stands_there_is_kept(talk: Talk) -> None:
    talk.say("settings")
    assert "skip keeps Ana." in talk.press("About me")
