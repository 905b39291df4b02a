"""Where somebody stands, at one look: in a place for it, or by a word."""

from bot.effects import Reply
from bot.flows.home import at_home
from bot.records import Visitor
from tests.platform import Seen
from tests.talk import ANA, BEN, Talk


def shown(talk: Talk, who: Visitor = ANA) -> Seen:
    views = talk.read(lambda book: at_home(book, talk.now), who)
    return Seen.of([Reply(view) for view in views], who.direct, talk.now)


def test_whoever_comes_first_is_asked_who_is_easiest_to_ask(talk: Talk) -> None:
    assert "Who is easiest to ask?" in shown(talk)


def test_the_next_step_comes_before_what_is_due_and_where_people_stand(
    talk: Talk,
) -> None:
    talk.say("add Priya Shah, product designer at Acme, alum")
    talk.say("sent Priya")
    talk.say("add Tom Okafor, nurse at Mercy, uncle")
    talk.say("remind me to call Priya friday 9am")
    seen = shown(talk)
    places = [
        seen.index(text)
        for text in ("Ask your uncle", "Fri 20 Nov, 09:00", "Your people: 2 people")
    ]
    assert places == sorted(places)
    assert "1 asked" in seen
    assert "1 not asked yet" in seen


def test_it_is_shown_to_whoever_says_so(talk: Talk) -> None:
    talk.say("add Priya Shah, product designer at Acme, alum")
    assert talk.say("home") == shown(talk)


def test_looking_changes_nothing_and_shows_nobody_elses_people(talk: Talk) -> None:
    talk.say("add Priya Shah, product designer at Acme, alum")
    assert shown(talk) == shown(talk)
    assert "Priya" not in shown(talk, BEN)


def test_each_of_its_doors_leads_somewhere(talk: Talk) -> None:
    talk.say("add Priya Shah, product designer at Acme, alum")
    seen = shown(talk)
    for label in ("My people", "Add somebody", "Settings", "What can I say?"):
        assert talk.press(label, on=seen)
