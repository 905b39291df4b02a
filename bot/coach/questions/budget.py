"""How the minutes of a talk are shared out.

Ten minutes still have room to say thank you and who one is, for two questions and for
the close; three minutes of close are kept however short the talk is.
"""

from dataclasses import dataclass

_TABLE = {
    # minutes: open, close, spare; the middle has the rest
    10: (2, 3, 1),
    15: (2, 3, 1),
    20: (2, 4, 1),
    30: (3, 5, 2),
    45: (4, 5, 4),
    60: (5, 5, 8),
}
_PER_QUESTION = 2.7
"""Minutes of a question in the middle, with a follow-up now and then."""

MOST_IN_THE_MIDDLE = 6
"""With an opener and three closers these make ten, and more are never reached."""

_CHECKED_FROM = 20


@dataclass(frozen=True, slots=True)
class Budget:
    """All in minutes, but `questions`: how many there are in the middle."""

    open: int
    middle: int
    close: int
    spare: int
    questions: int

    @property
    def time_check(self) -> int:
        """Minutes before the end at which to look at the clock; 0 in a short talk."""
        whole = self.open + self.middle + self.close + self.spare
        return self.close + self.spare if whole >= _CHECKED_FROM else 0


def budget(minutes: int) -> Budget:
    """Between two rows of the table, in proportion.

    >>> budget(20)
    Budget(open=2, middle=13, close=4, spare=1, questions=5)
    """
    shorter = max(row for row in _TABLE if row <= minutes)
    longer = min(row for row in _TABLE if row >= minutes)
    part = (minutes - shorter) / (longer - shorter or 1)
    opening, close, spare = (
        int(low + part * (high - low))
        for low, high in zip(_TABLE[shorter], _TABLE[longer], strict=True)
    )
    middle = minutes - opening - close - spare
    questions = min(-int(-middle // _PER_QUESTION), MOST_IN_THE_MIDDLE)
    return Budget(opening, middle, close, spare, questions)
