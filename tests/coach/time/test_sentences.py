from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.coach.time.dates import At, Unclear, spoken
from bot.coach.time.sentences import split_moment

CHICAGO = "America/Chicago"
# A Tuesday.
NOW = datetime(2027, 4, 6, 10, 30, tzinfo=ZoneInfo(CHICAGO))


@pytest.mark.parametrize(
    ("sentence", "rest", "moment"),
    [
        ("write to Ana tomorrow 9am", "write to Ana", "Wed 7 Apr, 09:00 CDT"),
        ("booked thursday at 4pm", "booked", "Thu 8 Apr, 16:00 CDT"),
        ("in 2 weeks to thank Tom", "to thank Tom", "Tue 20 Apr, 09:00 CDT"),
        (
            "friday send Ana the link at noon",
            "send Ana the link",
            "Fri 9 Apr, 12:00 CDT",
        ),
        ("call May on May 14, 3 p.m.", "call May", "Fri 14 May, 15:00 CDT"),
        (
            "ask Tom for 20 minutes friday",
            "ask Tom for 20 minutes",
            "Fri 9 Apr, 09:00 CDT",
        ),
        (
            "tomorrow read about friday's talk",
            "read about friday's talk",
            "Wed 7 Apr, 09:00 CDT",
        ),
        ("first call Priya monday", "first call Priya", "Mon 12 Apr, 09:00 CDT"),
        (
            "booked 5pm eastern time friday, by phone",
            "booked by phone",
            "Fri 9 Apr, 16:00 CDT",
        ),
        ("tomorrow at the library", "at the library", "Wed 7 Apr, 09:00 CDT"),
        ("3 days", "", "Fri 9 Apr, 09:00 CDT"),
        ("the day after tomorrow at noon: swim", "swim", "Thu 8 Apr, 12:00 CDT"),
        ("tomorrow - call Ana", "call Ana", "Wed 7 Apr, 09:00 CDT"),
        ("next business day call Ana", "call Ana", "Wed 7 Apr, 09:00 CDT"),
        (
            "tell Ana about June 3 tomorrow at 2pm",
            "tell Ana about June 3",
            "Wed 7 Apr, 14:00 CDT",
        ),
    ],
)
def test_a_moment_is_taken_out_of_a_sentence(
    sentence: str, rest: str, moment: str
) -> None:
    split = split_moment(sentence, NOW, CHICAGO)
    assert split is not None
    assert split[0] == rest
    assert isinstance(split[1], At)
    assert spoken(split[1].at, CHICAGO) == moment


@pytest.mark.parametrize(
    ("sentence", "rest", "why"),
    [
        ("call Ana next thursday", "call Ana", "Thu 8 Apr, 09:00 CDT or Thu 15 Apr"),
        ("call Ana before friday", "call Ana before", "Do you mean Fri 9 Apr"),
        ("call Ana on May 5 tomorrow", "call Ana", "Wed 7 Apr, 09:00 CDT or Wed 5 May"),
        ("friday or monday call", "or call", "Fri 9 Apr, 09:00 CDT or Mon 12 Apr"),
        ("write every monday to Ana", "write to Ana", "more than one moment"),
        ("met Ana yesterday", "met Ana", "has passed"),
        ("call Ana today at 9am", "call Ana", "over for today"),
    ],
)
def test_what_is_unclear_in_a_sentence_is_asked_back(
    sentence: str, rest: str, why: str
) -> None:
    split = split_moment(sentence, NOW, CHICAGO)
    assert split is not None
    assert split[0] == rest
    assert isinstance(split[1], Unclear)
    assert why in split[1].why


@pytest.mark.parametrize(
    "sentence",
    ["", "met", "thank April", "ask for 15 minutes", "read chapter 3", "friday " * 60],
)
def test_a_sentence_may_have_no_moment(sentence: str) -> None:
    assert split_moment(sentence, NOW, CHICAGO) is None


def test_half_eight_is_another_hour_in_another_country_and_asked_back() -> None:
    split = split_moment("call Ana at half 8 tonight", NOW, CHICAGO)
    assert split is not None
    assert split[0] == "call Ana"
    assert isinstance(split[1], Unclear)
    assert "19:30 CDT or" in split[1].why
    assert "20:30 CDT" in split[1].why
