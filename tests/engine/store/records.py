"""One record of each kind, with something in every field that is hard to store."""

from bot.records import (
    Asking,
    Contact,
    Draft,
    Entry,
    Forgotten,
    Learnt,
    MythRound,
    Outlook,
    Pairing,
    Pay,
    Place,
    Planned,
    Record,
    Referral,
    Rehearsal,
    Rehearsing,
    Reminder,
    Student,
    Talk,
    Upload,
    Wait,
)
from bot.views import Choice, Field, Form
from tests.engine.store.made import LATER
from tests.talk import MONDAY

WHO = Field("who", "Who?", value="Tom", choices=(Choice("Tom", "c1"),), long=True)

RECORDS: tuple[Record, ...] = (
    Student(
        id="s1",
        name="Ana",
        quiet=("22:00", "07:00"),
        place=Place("test", "T1", "@ana", "thread"),
        seen=MONDAY,
        welcomed=True,
        spoken=(MONDAY, LATER),
        paused_until=LATER,
        past={"asked": 3},
    ),
    Contact(id="c1", name="<!channel> '\"; --", facts=("a", "b\n"), added=MONDAY),
    Talk(id="t1", contact="c1", waits=(Wait("nudge", LATER),), where="Room 1", step=7),
    Learnt(id="t1", contact="c1", learnt=("one", "two"), who_else="named", at=MONDAY),
    Referral(id="r1", contact="c1", source="c2", leave_for=("ask",), told=True),
    Draft(id="d1", contact="c1", kind="ask", channel="text", given={"class": "noon"}),
    Planned(id="p1", body='{"a": [1]}', kept=True),
    Reminder(id="m1", text="Call", at=LATER, wall="2026-11-16T10:00"),
    Entry(id="e1", contact="c1", talk=1, at=MONDAY, what="asked", detail="\0 \u202e"),
    Asking(id="a1", form=Form("Who?", "x.y", (WHO,)), answers={"who": "c1"}),
    Rehearsing(
        id="s1", character="kim", at=MONDAY, contact="c1", lines=("a", "\u202e")
    ),
    Rehearsal(id="h1", character="kim", at=LATER, done=("who-else", "thanks")),
    Pay(id="y1", field="nursing", level="starting", amount="52,000 to 60,000"),
    Outlook(id="o1", words="\u202e too loud", at=MONDAY, drawn=2),
    MythRound(id="s1", rounds=2, seen=("a", "b"), asked=("c",), said=("myth",)),
    Upload(id="u1", name="a.csv", at=MONDAY, rows='[["\u202e"]]', ticked=(1, 5)),
    Pairing(id="s1", code="1:abc", until=LATER, wrong=(MONDAY, LATER)),
    Forgotten(id="1:abc", at=MONDAY),
)
