import pytest

from bot.coach.time.lengths import split_length


@pytest.mark.parametrize(
    ("sentence", "rest", "minutes"),
    [
        ("friday 3pm for 30 minutes", "friday 3pm", 30),
        ("friday 3pm 30min by phone", "friday 3pm by phone", 30),
        ("for 1 hour on friday", "on friday", 60),
        ("friday 3pm for an hour", "friday 3pm", 60),
        ("friday for half an hour at the library", "friday at the library", 30),
        ("for an hour and a half, tomorrow", ", tomorrow", 90),
        ("noon 1.5 hrs", "noon", 90),
        ("in 2 hours for 20 minutes", "in 2 hours", 20),
        ("FOR TWO HOURS", "", 120),
    ],
)
def test_a_length_is_taken_out_of_a_sentence(
    sentence: str, rest: str, minutes: int
) -> None:
    assert split_length(sentence) == (rest, minutes)


@pytest.mark.parametrize(
    "sentence",
    [
        "in 30 minutes",
        "within 30 minutes",
        "in half an hour",
        "in an hour and a half",
        "in 1.5 hours",
        "an hour from now",
        "friday 15h",
        "friday 3pm",
        "for 0 minutes",
        "",
        "a" * 100_000,
        "for 30 minutes" + " or so" * 1_000,
    ],
)
def test_what_says_when_says_not_how_long(sentence: str) -> None:
    assert split_length(sentence) is None
