"""Words of distress are heard, and words that only sound like it are not."""

import pytest

from bot.coach.care import Trouble, trouble_in


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ("I want to die", "distress"),
        ("i can\u2019t go on like this", "distress"),
        ("I have been thinking about suicide", "distress"),
        ("HE TOUCHED ME", "wrong"),
        ("she wouldn't let me leave", "wrong"),
        ("something felt wrong", "wrong"),
        ("i cant go on like this", "distress"),
        ("i dont want to live", "distress"),
        ("I can't take it any more", "distress"),
        ("i am so depressed", "distress"),
        ("i dont feel safe with him", "wrong"),
        ("I can't take it anywhere", ""),
        ("she helps people who are depressed", ""),
        ("they won't leave me alone", "wrong"),
        ("He touched me and I want to die", "distress"),
        ("dying to know how it went", ""),
        ("I can't go on friday", ""),
        ("Her story touched me", ""),
        ("I'm scared to ask", ""),
        ("add Kim, suicide prevention counselor", ""),
        ("the basement is creepy", ""),
        ("", ""),
    ],
)
def test_trouble_is_heard_and_nothing_else(said: str, trouble: Trouble) -> None:
    assert trouble_in(said) == trouble
