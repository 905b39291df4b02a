"""What compose is made of: phrases, times in words, and the message files."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.situation import Someone
from bot.coach.writing.address import called, group_of
from bot.coach.writing.phrases import is_deed, is_thing, reason, retold, told
from bot.coach.writing.sheets import load, sheets
from bot.coach.writing.slots import ago, clock, in_a_row, in_short, offered
from bot.coach.writing.templates import Writing
from bot.coach.writing.wording import action, introduction, place, topic
from bot.coach.writing.words import MESSAGES
from bot.errors import Unusable


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Gave a talk about bridges", "you gave a talk about bridges"),
        ("Works in two kitchens", "you work in two kitchens"),
        ("runs a shop and teaches", "you run a shop and teach"),
        ("Was a baker once", "you were a baker once"),
        ("also teaches on Fridays", "you also teach on Fridays"),
        ("Retrained at forty", "you retrained at forty"),
        ("she started as a scribe", "you started as a scribe"),
        ("He always works nights", "you always work nights"),
        ("she's worked in three towns", "you've worked in three towns"),
        ("They gave a workshop", "you gave a workshop"),
        ("Her old gallery closed", "your old gallery closed"),
        ("her aunt told her to go", "your aunt told you to go"),
        ("founder of a bakery", "you are the founder of a bakery"),
        ("nurse at my mom's clinic", "you are a nurse at my mom's clinic"),
        ("heard you at the spring fair", "I heard you at the spring fair"),
        ("met at the career fair", "we met at the career fair"),
        ("love your posts", "I love your posts"),
        ("curates a print room", "you curate a print room"),
        ("recently promoted to chef", "you were recently promoted to chef"),
        ("published author", "you are a published author"),
        ("Class of 2019", "you were in the class of 2019"),
    ],
)
def test_a_note_with_a_verb_becomes_what_you_did(note: str, said: str) -> None:
    assert reason(note) == ("clause", said)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Four years on ferries", "your four years on ferries"),
        ("a map of night bakeries", "your map of night bakeries"),
        ("the map of night bakeries", "the map of night bakeries"),
        ("Spanish translation of a poem", "your Spanish translation of a poem"),
        ("your talk about how bridges are built",) * 2,
        ("her letters on baking", "your letters on baking"),
        ("Her talk on night shifts", "your talk on night shifts"),
        ("his work on tram stops", "your work on tram stops"),
        ("work on tram stops in Leeds", "your work on tram stops in Leeds"),
        ("their post on patient falls", "your post on patient falls"),
        ("Her photo walks", "your photo walks"),
        ("photo walks", "your photo walks"),
        ("a video about career changes", "your video about career changes"),
        ("her notes on drives and returns", "your notes on drives and returns"),
    ],
)
def test_a_note_without_a_verb_becomes_your_thing(note: str, said: str) -> None:
    assert reason(note) == ("noun", said)


@pytest.mark.parametrize(
    "note",
    [
        "I heard your talk and kept the handout",
        "your talk about bridges made me laugh",
        "your page about who sings first is in my kitchen",
        "your posts show how rivers move",
        "everyone says you explain things well",
    ],
)
def test_a_whole_sentence_of_the_students_stays_one(note: str) -> None:
    assert reason(note) == ("sentence", note)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Her bakery sells bread", "your bakery sells bread"),
        ("her company moved to Ohio", "your company moved to Ohio"),
        ("her studio designs the signs", "your studio designs the signs"),
        ("Her talk on night shifts made me stay", "your talk on night shifts made me "
         "stay"),
    ],
)  # fmt: skip
def test_a_thing_of_theirs_that_does_something_is_a_clause(
    note: str, said: str
) -> None:
    assert reason(note) == ("clause", said)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("her bakery works with schools", "your bakery works with schools"),
        ("their guide to cars used in films", "your guide to cars used in films"),
        ("her second published book", "your second published book"),
        ("his page on stops changes the map", "your page on stops changes the map"),
    ],
)
def test_what_may_be_a_verb_or_a_thing_fits_behind_a_colon(
    note: str, said: str
) -> None:
    assert reason(note) == ("remark", said)


@pytest.mark.parametrize(
    "note",
    ["freelance", "the choir has nine voices", "same street as me", "UX and comics"],
)
def test_what_fits_nowhere_stands_behind_a_colon(note: str) -> None:
    assert reason(note) == ("remark", note)


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        ("Her story about the first bridge", "your story about the first bridge"),
        ("told me to read it twice", "you told me to read it twice"),
        ("Read the report backwards", "read the report backwards"),
        ("Nobody checks grades", "nobody checks grades"),
        ("how she learned it", "how you learned it"),
    ],
)
def test_a_hook_is_retold_and_advice_stays_advice(hook: str, said: str) -> None:
    assert retold(hook) == said


def test_news_without_a_subject_is_the_students() -> None:
    assert told("Passed the exam") == "I passed the exam"
    assert told("the lab has a new bridge") == "the lab has a new bridge"
    assert is_deed("I passed the exam")
    assert not is_deed("the lab has a new bridge")


def test_what_one_can_think_about_is_a_thing() -> None:
    assert is_thing("your list of tram stops")
    assert is_thing("your story about the bridge")
    assert is_thing("how you learned it")
    assert not is_thing("your story made me laugh")


@pytest.mark.parametrize(
    ("typed", "topic_is", "on_topic"),
    [
        ("nursing", "nursing", "about nursing"),
        ("How she got into it", "how you got into it", "how you got into it"),
        ("I'd like to hear about your week", "your week", "about your week"),
        ("what they like about it", "what you like about it", "what you like about it"),
        ("Is it worth it?", "this: is it worth it", "about this: is it worth it"),
        ("UX design", "UX design", "about UX design"),
        ("What is a week like?", "what a week is like", "what a week is like"),
        ("How did you get in?", "how you got in", "how you got in"),
        ("what does it take?", "what it takes", "what it takes"),
        ("what does it take", "what it takes", "what it takes"),
        ("Which class did she take?", "which class you took", "which class you took"),
        ("How does a day look like?", "what a day looks like", "what a day looks like"),
        ("should I do a PhD", "whether I should do a PhD", "whether I should do a PhD"),
        ("do I need a degree?", "whether I need a degree", "whether I need a degree"),
        ("is law worth it", "this: is law worth it", "about this: is law worth it"),
    ],
)
def test_a_topic_fits_into_a_question(typed: str, topic_is: str, on_topic: str) -> None:
    found = topic(typed)
    assert (found["topic"], found["on_topic"]) == (topic_is, on_topic)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("junior in botany, Elm State", "a junior in botany at Elm State"),
        ("first-year, undeclared, ECC", "a first-year student at ECC (undeclared)"),
        ("I'm a senior at Elm College", "a senior at Elm College"),
        ("studying nursing at Elm", "studying nursing at Elm"),
        ("honors student; works nights", "an honors student"),
        ("10th grader at Elm High School", "a 10th grader at Elm High School"),
        ("11th grader", "an 11th grader"),
        ("cook changing careers to law", "a cook changing careers to law"),
        ("mother of two, back at Elm College", "a mother of two, back at Elm College"),
        ("a nurse, in school again", "a nurse, in school again"),
    ],
)
def test_an_introduction_fits_after_i_am(about: str, said: str) -> None:
    assert introduction(about) == {"me": said}


def test_an_introduction_that_fits_nowhere_is_left_alone() -> None:
    assert introduction("nursing, Elm College") == {"about": "nursing, Elm College"}
    assert introduction("I study nursing") == {"who_i_am": "I study nursing"}


def test_advice_becomes_a_plan() -> None:
    assert action("She said I should talk to nurses") == {"action": "talk to nurses"}
    assert action("a course in statistics") == {"advice": "a course in statistics"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("A phone call", "by phone"),
        ("a video call", "by video"),
        ("your kitchen", "in your kitchen"),
        ("the cafe by the mill", "at the cafe by the mill"),
        ("https://meet.example.com/ana", "here: https://meet.example.com/ana"),
        ("whatever suits", "like this: whatever suits"),
    ],
)
def test_a_place_fits_after_we_could_talk(typed: str, said: str) -> None:
    assert place(typed) == said


@pytest.mark.parametrize(
    ("name", "relation", "greeting"),
    [
        ("Rosa Silva", "aunt", "Aunt Rosa"),
        ("my uncle Ben", "family", "Uncle Ben"),
        ("Dr. Radu Novak", "", "Dr. Novak"),
        ("Mina Farouk", "professor", "Professor Farouk"),
        ("Tom Okafor, RN", "", "Tom"),
        ("Priya", "", "Priya"),
        ("Rosa Silva", "friend's aunt", "Rosa"),
        ("Rosa Silva", "referred by my aunt", "Rosa"),
        ("Grandpa Joe", "grandfather", "Grandpa Joe"),
    ],
)
def test_people_are_greeted_as_they_are_called(
    name: str, relation: str, greeting: str
) -> None:
    assert called(Someone(name=name, relation=relation)) == greeting


def test_a_nickname_comes_first() -> None:
    bobbie = Someone(name="Roberta Moreau", facts=("goes by Bobbie",))
    shy = Someone(name="Paz Vidal", facts=("likes to be called Ms. Vidal",))
    assert (called(bobbie, formal=True), called(shy)) == ("Bobbie", "Ms. Vidal")


@pytest.mark.parametrize(
    ("relation", "group"),
    [
        ("my grandmother", "close"),
        ("friend's mom", "senior"),
        ("mom's friend", "senior"),
        ("sister's husband", "close"),
        ("friend of a friend", "stranger"),
        ("dad's boss", "senior"),
        ("professors", "senior"),
        ("alum, heard on a panel", "alum"),
        ("referred by a friend", "referred"),
        ("parent from my kids' school", "senior"),
        ("met once", "stranger"),
    ],
)
def test_a_relation_tells_how_formally_one_writes(relation: str, group: str) -> None:
    assert group_of(relation) == group


TUESDAY = datetime(2026, 11, 24, 20, tzinfo=UTC)
EAST, WEST = clock("America/New_York"), clock("America/Los_Angeles")


def test_a_shared_clock_is_named_once() -> None:
    slots = [TUESDAY, TUESDAY + timedelta(hours=19, minutes=30)]
    assert in_a_row(slots, EAST, EAST) == (
        "Tuesday, November 24 at 3 pm or "
        "Wednesday, November 25 at 10:30 am Eastern time"
    )
    assert in_short(slots, EAST, EAST) == (
        "Tue, Nov 24, 3 pm or Wed, Nov 25, 10:30 am Eastern"
    )


def test_another_day_on_the_other_clock_is_said() -> None:
    [slot] = offered([TUESDAY], clock("Asia/Tokyo"), EAST)
    assert slot == ("Tuesday, November 24 at 3 pm Eastern time (Wednesday 5 am Tokyo)")


def test_two_names_for_one_clock_do_not_differ() -> None:
    [slot] = offered([TUESDAY], clock("America/Detroit"), EAST)
    assert slot == "Tuesday, November 24 at 3 pm Eastern time"


@settings(max_examples=2_000, deadline=None)
@given(
    hours=st.integers(0, 100 * 365 * 24),
    mine=st.sampled_from(["", "America/New_York", "Asia/Kathmandu", "No/Where"]),
    theirs=st.sampled_from(["", "Europe/Dublin", "America/Los_Angeles", "UTC"]),
)
def test_a_slot_always_has_its_weekday_and_date(
    hours: int, mine: str, theirs: str
) -> None:
    moment = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    there = clock(theirs).zone or clock(mine).zone or UTC
    [slot] = offered([moment], clock(mine), clock(theirs))
    local = moment.astimezone(there)
    assert slot.startswith(f"{local:%A, %B} {local.day} at ")


def test_a_day_gone_by_is_told_as_near_as_it_is() -> None:
    days = [ago(TUESDAY - timedelta(days=n), TUESDAY, EAST) for n in (0, 1, 6, 7)]
    assert days == ["today", "yesterday", "on Wednesday", "on November 17"]


# The files.


def test_a_sentence_for_somebody_is_used_before_one_for_all() -> None:
    parts = {
        "ask": (
            (frozenset({"warm", "text"}), ("warm in a text",)),
            (frozenset({"warm"}), ("{deed}",)),
            (frozenset[str](), ("for all",)),
        )
    }
    warm_text = Writing(parts, {"warm", "text"}, {})
    warm_mail = Writing(parts, {"warm", "letter"}, {})
    assert warm_text.part("ask").text == "warm in a text"
    assert warm_mail.part("ask").text == "for all"


def test_a_part_begins_small_inside_a_sentence_and_a_name_does_not() -> None:
    parts = {
        "ask": ((frozenset[str](), ("Would you?",)),),
        "who": ((frozenset[str](), ("{referrer} wrote.",)),),
    }
    writing = Writing(parts, frozenset(), {"referrer": "Will Chen"})
    assert writing.fill("Hi, {ask}").text == "Hi, would you?"
    assert writing.fill("Hi, {who}").text == "Hi, Will Chen wrote."
    assert writing.fill("Hi.\n\n{ask}").text == "Hi.\n\nWould you?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the message files, to break."""
    return Path(shutil.copytree(MESSAGES, tmp_path / "messages"))


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("outreach", "[ask]", "[ask", "outreach.toml cannot be read"),
        ("followup", "{since}", "{sinse}", "followup.toml: [letter] has no {sinse}"),
        ("followup", '"close" =', '"closed" =', "is for 'closed', which is nobody"),
        ("thankyou", "{hook}.", "{stayed}.", "goes in a circle"),
        ("thankyou", "[also]", "[hook]", "[hook] is what a blank is called"),
        ("scheduling", "[note]", "[notes]", "[note] is not there"),
        ("scheduling", "letter = 90", 'letter = "90"', "[words] letter is no number"),
        ("reportback", "any = [", "any = 3 #", "is no sentence"),
        ("outreach", "{out_short}", "{unnamed}", "has no {unnamed}"),
        ("common", "\nnews =", "\nnew =", "[asks] has no news"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_place_and_remedy(
    folder: Path, name: str, old: str, new: str, complaint: str
) -> None:
    path = folder / f"{name}.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(Unusable) as error:
        load(folder)
    assert complaint in str(error.value)
    assert str(error.value).endswith((".", "as it was."))


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "followup.toml").unlink()
    with pytest.raises(Unusable, match=r"followup\.toml cannot be read"):
        load(folder)


def test_every_part_of_every_file_is_used() -> None:
    wholes = {"subject", "letter", "message", "text", "spoken", "note"}
    for kind, sheet in sheets().items():
        templates = [
            template
            for lines in sheet.parts.values()
            for _, some in lines
            for template in some
        ]
        said = " ".join([*templates, *sheet.checklist]).lower()
        own = {name for name in sheet.parts if f"{{{name}" not in said} - wholes
        assert own <= {"who", "who_short", "who_name", "signature"}, (kind, own)
