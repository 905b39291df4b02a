"""The conversations: what Ana does, from her first look to what became of it all."""

from collections.abc import Callable, Mapping

from tests.screens.showing import Scene


def first_day(ana: Scene) -> None:
    ana.looks_home()
    ana.opens()
    ana.presses("How this works", "Can't think of anyone")
    ana.opens()
    ana.presses("Family or friend")
    ana.fills(name="Aunt Rosa", role="nurse at Mercy Hospital", relation="my aunt")
    ana.says("note rosa changed from the emergency room to home care")
    ana.says("help", "next", "people", "people rosa", "myths")
    ana.presses("Fact")
    ana.says("people rosa")
    ana.presses("Add a note", "Change", "More", "Do not contact")


def asking(ana: Scene) -> None:
    ana.says("add Rosa Diaz, nurse at Mercy Hospital, my aunt")
    ana.says("note rosa changed from the emergency room to home care")
    ana.presses("Write it")
    ana.says("write rosa")
    ana.presses("Text message", "Edit")
    ana.says("write rosa email")
    ana.says("check Hi Rosa, I need a job. Can you get me one? Also send me names.")
    ana.says("sent rosa")
    ana.waits_until("2026-11-19 10:00")
    ana.waits_until("2026-11-26 10:00")
    ana.says("replied rosa", "booked rosa")
    ana.says("booked rosa Fri 4 Dec 3pm for 20 minutes by phone")
    ana.says("people rosa", "calendar")
    ana.waits_until("2026-12-04 15:00")
    ana.presses("New time", "Called off", "Undo")
    ana.says("declined rosa")


def planning(ana: Scene) -> None:
    ana.says("add Rosa Diaz, nurse at Mercy Hospital, my aunt")
    ana.says("plan rosa 20")
    ana.presses("Why these", "Shorter", "Add mine")
    ana.says("plan rosa 20")
    ana.presses("Swap", "Keep", "Pocket card")
    ana.says("plan", "plan surveying 15", "plan page rosa")


def debriefing(ana: Scene) -> None:
    ana.says("add Rosa Diaz, nurse at Mercy Hospital, my aunt")
    ana.says("booked rosa today 10am for 20 minutes by phone")
    ana.waits_until("2026-11-16 11:30")
    ana.says("debrief rosa")
    ana.presses("Yes, I have a name")
    ana.fills(name="Tom Okafor", work="printer at Harbor Press")
    ana.presses("Yes")
    ana.fills(learnt="Start small", hook="The bit about home care")
    ana.presses("My questions", "A little more")
    ana.fills()
    ana.says("learning")
    ana.presses("Questions for interviews", "Why this field?", "Then and now")
    ana.presses("Pay I heard", "A page to hand in")
    ana.says("write rosa thank-you email", "people tom", "plan tom")
    ana.says("people rosa")
    ana.presses("More")
    ana.says("thanked rosa", "my numbers", "learning", "next")
    ana.waits_until("2026-12-01 10:00")


def rehearsing(ana: Scene) -> None:
    ana.says("add Rosa Diaz, nurse at Mercy Hospital, my aunt")
    ana.says("practice", "practice rosa")
    ana.says("How did you get into this?", "Can you get me a job?")
    ana.says("practice end")
    ana.presses("Try Lee")
    ana.says("stop", "practice on", "next")


def importing(ana: Scene) -> None:
    ana.says("import")
    rows = [
        {"name": f"{name} Okafor", "role": "nurse", "employer": "Mercy"}
        for name in ("Ada", "Ben", "Cleo", "Dan", "Eve", "Fay", "Gus", "Hal", "Ida",
                     "Jo", "Kim", "Lea", "Max", "Ned", "Oda", "Pia")
    ]  # fmt: skip
    ana.hands_over("people.csv", rows, ("line 4: no name",))
    ana.presses("Dan Okafor, nurse at Mercy", "More")
    ana.says("keep 1-12", "people")
    ana.types("an", "Whose card?")
    ana.types("Zoe", "Whose card?")
    ana.says("sent Ada", "forget Ada Okafor")
    ana.presses("Forget")
    ana.says("add Ada Okafor")


def settling(ana: Scene) -> None:
    ana.says("settings")
    ana.presses("About me", "Messages", "Time")
    ana.fills(zone="Atlantis")
    ana.says("my reminders", "remind me to call the office tomorrow 9am")
    ana.says("my reminders", "pause")
    ana.waits_until("2026-11-17 09:30")
    ana.says("stop", "start")


def erring(ana: Scene) -> None:
    ana.says("sent nobody at all", "gibberish and more of it", "write")
    ana.says("remind me to call yesterday at noon", "booked", "I want to die")
    ana.says("add Ana Bell, nurse at Mercy", "add Ana Bolt, baker at Crumb")
    ana.says("sent Ana")
    ana.presses("Ana Bell (Mercy)", "Undo")
    ana.says("undo", "check")
    for nth in range(1, 4):
        ana.says(f"note Ana Bell {nth}. {'So much is known of her. ' * 150}")
    ana.says("people Ana Bell")


def at_home(ana: Scene) -> None:
    ana.says("add Rosa Diaz, nurse at Mercy Hospital, my aunt", "sent rosa")
    ana.says("add Tom Okafor, printer at Harbor Press")
    ana.looks_home()
    for label in ("My people", "Add somebody", "Settings", "What can I say?"):
        ana.presses_at_home(label)


def office(dean: Scene) -> None:
    dean.says("office", "office forget Vera Holm, Quill", "help")


SCENES: Mapping[str, Callable[[Scene], None]] = {
    "The first day": first_day,
    "Asking somebody": asking,
    "Planning the talk": planning,
    "The talk, and what was learnt": debriefing,
    "A rehearsal": rehearsing,
    "Many people at once": importing,
    "Settings and reminders": settling,
    "What is misunderstood": erring,
    "The Home tab": at_home,
    "Staff": office,
}
