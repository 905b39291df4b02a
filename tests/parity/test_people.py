"""A list of people: filled, looked at, undone and forgotten, alike everywhere."""

from tests.parity.both import Both
from tests.parity.face import BEN

PEOPLE = b"""Name,Company,Position,Email
Priya Shah,Mercy Hospital,Nurse,priya@example.com
Tom Okafor,Harbor Works,Editor,tom@example.com
Lea Novak,,,
"""


def test_a_file_is_ticked_and_kept(both: Both) -> None:
    both.say("hello")
    both.say("import")
    both.upload("people.csv", PEOPLE)
    both.press("Priya Shah, Nurse at Mercy Hospital")
    both.press("Lea Novak")
    assert "(x) 1. Priya Shah, Nurse at Mercy Hospital" in both.press("Lea Novak").keys
    assert "Kept 1 person" in both.press("Keep the ticked (1)")
    both.upload("broken.csv", b"\x00\x01\x02")
    both.upload("none.csv", b"")


def test_a_long_file_is_turned_page_by_page(both: Both) -> None:
    rows = [f"Person {nth} Lee,Acme,Clerk," for nth in range(1, 24)]
    whole = "\n".join(["Name,Company,Position,Email", *rows])
    both.upload("many.csv", whole.encode())
    both.press("Person 2 Lee, Clerk at Acme")
    assert "Page 2 of 3" in both.press("More").keys
    both.press("Person 12 Lee, Clerk at Acme")
    both.press("Back")
    both.say("keep more")
    both.say("keep 1-12 21")
    both.say("people")
    both.press("More")
    both.press("Person 21 Lee (Acme)")


def test_what_was_done_is_undone_and_somebody_is_forgotten(both: Both) -> None:
    both.say("undo")
    both.say("add Priya Shah, nurse at Mercy Hospital")
    both.say("add Priya Shah, nurse at Mercy Hospital")
    both.say("note Priya spoke about night shifts")
    both.say("undo")
    both.say("write Priya")
    assert both.press("Text message").form == "Before I write"
    both.leave()
    both.say("forget Priya")
    both.press("Keep")
    both.say("forget Priya")
    assert "This is forgotten" in both.press("Forget")
    both.say("people")
    both.say("people Priya")
    both.say("add Priya Shah, nurse at Mercy Hospital")


def test_two_students_side_by_side(both: Both) -> None:
    both.say("add Priya Shah, nurse at Mercy Hospital")
    both.say("hello", BEN)
    both.say("add Priya Shah, nurse at Mercy Hospital, my aunt", BEN)
    both.say("sent Priya", BEN)
    both.say("sent Priya")
    both.say("booked Priya friday 3pm")
    heard = both.wait(days=3, hours=1)
    assert "No answer" in heard["Ben"]
    assert "No answer" not in heard["Ana"]
    both.say("remind me in 2 hours to call Priya", BEN)
    both.say("remind me in 2 hours to call my aunt")
    assert all(shown.words for shown in both.wait(hours=3).values())
    both.say("forget Priya", BEN)
    both.press("Forget", BEN)
    both.say("people", BEN)
    assert "Priya Shah" in both.say("people")


def test_how_they_stand_at_one_look(both: Both) -> None:
    both.say("hello")
    assert "Who is easiest to ask?" in both.home()
    both.say("add Priya Shah, nurse at Mercy Hospital")
    both.say("sent Priya")
    assert "Your people: 1 person" in both.home()
    both.press("My people")
    both.press("Priya Shah (Mercy Hospital)")


def test_nobody_comes_to_mind_at_first(both: Both) -> None:
    both.say("hello")
    both.press("How this works")
    both.say("next")
    assert "I thought of someone" in both.press("Can't think of anyone").keys
    both.say("my numbers")
    both.press("Fact or myth?")
    both.say("my learning pay nursing, starting, Ohio, 60,000 to 68,000 a year")
    both.say("my learning")
    both.press("Pay I heard")
    both.press("Add pay I heard")
    both.leave()
