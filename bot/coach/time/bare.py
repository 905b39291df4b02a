"""A bare number beside a day: "1600 friday" is an hour, "sat 11" may be a date as well.

Only what was typed as a moment is read so: in a sentence, "friday 3" may be followed
by the people who came.
"""

import re

from bot.coach.time.almanac import WEEKDAYS

_DAY = rf"(?:(?:this|next|coming) )?(?P<day>today|tomorrow|{'|'.join(WEEKDAYS)})"
_NUMBER = r"(?P<number>\d{1,2}|\d\d[0-5][05])"  # 2027 is a year
_FORMS = (re.compile(f"{_DAY} {_NUMBER}"), re.compile(f"{_NUMBER} {_DAY}"))


def written_out(words: str) -> tuple[str, ...]:
    """All that plain words with such a number may stand for, an hour first.

    >>> written_out("this saturday 11"), written_out("1600 friday")
    (('this saturday at 11', 'saturday 11th'), ('friday at 1600',))
    """
    found = next(filter(None, (form.fullmatch(words) for form in _FORMS)), None)
    if found is None:
        return ()
    number = found["number"]
    day = words.removeprefix(number).removesuffix(number).strip()
    as_hour = f"{day} at {number}"
    is_date = len(number) < 4 and found["day"] in WEEKDAYS
    return (as_hour, f"{found['day']} {number}th") if is_date else (as_hour,)
