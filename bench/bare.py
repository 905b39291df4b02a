"""The floor of a recorded reminder: the rows it cannot do without, by bare SQL.

Nobody decides anything, nothing can be undone, and no one is told: what SQLite alone
takes on a file of ours, with as many in one commit as there are in flight.
"""

from contextlib import closing
from pathlib import Path

from bench.frame import Figures
from bench.ours import MONDAY, ON, student
from bench.watch import Rate
from bot.engine.files import opened
from bot.engine.rows import utc

STATEMENTS = (
    "select answers from inbox where platform = :on and id = :press",
    "update student set seen = :now where owner = :owner and id = :owner",
    """insert into reminder (owner, id, contact, text, at, wall, done, nth)
        values (:owner, :id, '', :text, :at, '', 0,
        (select coalesce(max(nth), 0) from reminder where owner = :owner) + 1)""",
    "insert into wakes (owner, token, at, about) values (:owner, :token, :at, '')",
    """insert into inbox (platform, id, owner, at, answers)
        values (:on, :press, :owner, :now, :answer)""",
)
OWNER = """
    select person from identities
    where platform = :on and team = '' and account = :account
"""
ANSWER = "I'll remind you on Thu 19 Nov, 09:00 EST: call Ada about the visit"


def written(file: Path, students: int, many: int, at_once: int) -> Figures:
    rate = Rate()
    with closing(opened(file)) as connection, rate.running():
        for first in range(0, many, at_once):
            connection.execute("begin immediate")
            for number in range(first, min(first + at_once, many)):
                who = {"on": ON, "account": student(number % students).user}
                [owner] = connection.execute(OWNER, who).fetchone()
                values = {
                    **who,
                    "owner": owner,
                    "id": f"reminder {number}",
                    "token": f"due.own/reminder {number}",
                    "press": f"press{number}",
                    "text": "call Ada about the visit",
                    "at": "2026-11-19T14:00:00.000000+00:00",
                    "now": utc(MONDAY),
                    "answer": ANSWER,
                }
                for statement in STATEMENTS:
                    connection.execute(statement, values)
            connection.execute("commit")
    return rate.of(many, "many")
