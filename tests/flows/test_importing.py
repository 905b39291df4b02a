"""A file of contacts: what it holds is shown, and only who is ticked is kept."""

from collections.abc import Mapping, Sequence

import pytest

from bot.ports import Book
from bot.records import Contact, Upload
from tests.talk import BEN, Seen, Talk

PRIYA = {"name": "Priya Shah", "employer": "Mercy", "role": "nurse"}
TOM = {"name": "Tom Okafor", "employer": "Harbor Works", "email": "tom@example.com"}
LEA = {"name": "Lea Novak", "relation": "my neighbour"}
THREE = (PRIYA, TOM, LEA)
THESE = "keep these"


def many(count: int) -> list[Mapping[str, str]]:
    return [
        {"name": f"Ana Lee {nth}", "employer": "Acme"} for nth in range(1, 1 + count)
    ]


def names(talk: Talk) -> list[str]:
    def look(book: Book) -> Sequence[tuple[str, str]]:
        return book.names()

    return sorted(name for _, name in talk.read(look))


def stored(talk: Talk) -> int:
    return talk.read(lambda book: book.count(Upload))


def comfort(talk: Talk) -> dict[str, int]:
    people = talk.read(lambda book: book.all(Contact))
    return {person.name: person.comfort for person in people}


@pytest.fixture
def file(talk: Talk) -> Seen:
    return talk.upload("people.csv", THREE)


def test_nobody_is_kept_before_they_are_ticked(talk: Talk, file: Seen) -> None:
    assert "people.csv: 3 people to choose from" in file
    assert "Priya Shah, nurse at Mercy" in file.labels
    assert not names(talk)


def test_who_is_ticked_is_kept_and_all_others_are_gone(talk: Talk, file: Seen) -> None:
    talk.press("Priya Shah, nurse at Mercy")
    both = talk.press("Lea Novak, my neighbour")
    talk.press("Lea Novak, my neighbour", on=both)
    assert "Kept 1 person. All else that I had of people.csv" in talk.press(
        "Keep the ticked (1)"
    )
    assert names(talk) == ["Priya Shah"]
    assert not stored(talk)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("keep 1 3", ["Lea Novak", "Priya Shah"]),
        ("keep 2-3", ["Lea Novak", "Tom Okafor"]),
        ("Keep Tom Okafor, lea", ["Lea Novak", "Tom Okafor"]),
        ("keep all", ["Lea Novak", "Priya Shah", "Tom Okafor"]),
        ("keep none", []),
    ],
)
def test_it_can_be_said_in_words(
    talk: Talk, file: Seen, said: str, kept: list[str]
) -> None:
    talk.say(said)
    assert names(talk) == kept
    assert not stored(talk)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("keep 4", "There is no row 4; they are 1 to 3."),
        ("keep Omar", "Nobody there is called Omar."),
        ("keep these", "Nobody is ticked."),
        ("more", "That was the last page of people.csv."),
    ],
)
def test_what_is_unclear_keeps_nobody_and_loses_nothing(
    talk: Talk, file: Seen, said: str, why: str
) -> None:
    assert why in talk.say(said)
    assert not names(talk)
    assert stored(talk) == 1


def test_pages_number_on_and_keep_their_ticks(talk: Talk) -> None:
    talk.upload("people.csv", many(23))
    talk.press("Ana Lee 3, Acme")
    second = talk.say("more")
    assert second.labels[:2] == ["Ana Lee 11, Acme", "Ana Lee 12, Acme"]
    talk.press("Ana Lee 12, Acme")
    third = talk.press("More")
    assert "Ana Lee 23, Acme" in third.labels
    assert "More" not in third.labels
    talk.press("Keep the ticked (2)")
    assert names(talk) == ["Ana Lee 12", "Ana Lee 3"]


def test_keep_alone_keeps_the_ticked_where_there_is_no_plan(
    talk: Talk, file: Seen
) -> None:
    assert "Nobody is ticked" in talk.say("keep")
    talk.press("Priya Shah, nurse at Mercy")
    talk.say("keep")
    assert names(talk) == ["Priya Shah"]


def test_a_restart_loses_no_tick(talk: Talk, file: Seen) -> None:
    talk.press("Tom Okafor, Harbor Works")
    talk.restart()
    talk.say("keep these")
    assert names(talk) == ["Tom Okafor"]


def test_after_a_week_it_is_gone(talk: Talk, file: Seen) -> None:
    talk.wait(days=6)
    assert stored(talk) == 1
    assert not talk.wait(days=1)
    assert not stored(talk)
    assert "Hand me a file of contacts" in talk.say("keep 1")
    assert "That file is gone" in talk.press("Keep all", on=file)


def test_another_file_takes_the_place_of_the_last(talk: Talk, file: Seen) -> None:
    talk.upload("more.csv", [LEA])
    assert stored(talk) == 1
    assert "That file is gone" in talk.press("Keep all", on=file)
    talk.say("keep 1")
    assert names(talk) == ["Lea Novak"]


def test_who_asks_to_be_forgotten_is_in_no_file_either(talk: Talk) -> None:
    talk.say("add Rosa Silva, nurse")
    talk.upload("people.csv", [{"name": "Rosa Silva", "role": "baker"}, LEA])
    talk.say("forget Rosa Silva")
    talk.press("Forget")
    assert not stored(talk)


def test_nobody_sees_what_somebody_else_brought(talk: Talk, file: Seen) -> None:
    assert "Hand me a file of contacts" in talk.say("keep all", who=BEN)
    assert "That file is gone" in talk.press("Keep all", on=file, who=BEN)
    assert stored(talk) == 1


def test_a_file_leaves_the_form_that_was_open(talk: Talk) -> None:
    talk.press("Family or friend", on=talk.say("add"))
    talk.upload("people.csv", THREE)
    talk.say("keep 1")
    assert names(talk) == ["Priya Shah"]


def test_to_go_on_one_asks_for_it_again(talk: Talk, file: Seen) -> None:
    talk.say("next")
    assert talk.say("import").labels == file.labels


def test_keep_alone_still_keeps_a_plan(talk: Talk, file: Seen) -> None:
    talk.say("plan nursing 15 minutes")
    talk.say("keep")
    assert stored(talk) == 1
    assert not names(talk)


# Who is known already, and who may not be kept


def test_who_is_on_the_list_is_not_offered_again(talk: Talk) -> None:
    talk.say("add Zoe Muller, designer at Acme")
    talk.say("add Tom, welder, tom@example.com")
    zoe = {"name": "Zoé MÜLLER", "employer": "ACME", "role": "Artist"}
    seen = talk.upload("people.csv", [zoe, TOM, PRIYA])
    assert "On your list already: Zoé MÜLLER and Tom Okafor" in seen
    assert seen.labels[0] == "Priya Shah, nurse at Mercy"


def test_a_namesake_may_be_somebody_else(talk: Talk) -> None:
    talk.say("add Priya Shah, designer at Acme")
    seen = talk.upload("people.csv", [PRIYA])
    assert seen.labels[0] == "Priya Shah, nurse at Mercy (the one on your list?)"
    talk.say("keep 1")
    assert names(talk) == ["Priya Shah", "Priya Shah"]


def test_a_file_of_people_on_the_list_says_so(talk: Talk) -> None:
    talk.say("add Lea Novak")
    seen = talk.upload("people.csv", [LEA])
    assert "nobody new" in seen
    assert "On your list already: Lea Novak" in seen
    assert not stored(talk)


def test_of_many_left_out_ten_are_named(talk: Talk) -> None:
    skipped = [f"line {nth}: no name" for nth in range(2, 15)]
    seen = talk.upload("people.csv", [LEA], skipped=skipped)
    assert "14 rows read, 13 skipped" in seen
    assert "line 11: no name" in seen
    assert "line 12" not in seen
    assert "and 3 more" in seen


def test_who_may_not_be_kept_is_told_with_the_reason(talk: Talk) -> None:
    talk.say("add Omar Said, baker")
    talk.say("forget Omar")
    talk.press("Forget")
    talk.upload("people.csv", [{"name": "Omar Said"}, LEA, {"name": "lea novak"}])
    receipt = talk.say("keep all")
    assert "Kept 1 person" in receipt
    assert "Omar Said: You asked me to forget Omar Said" in receipt
    assert "lea novak: twice in the file" in receipt


def test_more_than_anybody_asks_are_not_kept_at_once(talk: Talk) -> None:
    seen = talk.upload("people.csv", many(101))
    assert "Keep all" not in seen.labels
    assert "Those are 101 people. I take 100 at a time" in talk.say("keep all")
    talk.say("keep 1-100")
    assert len(names(talk)) == 100


@pytest.mark.parametrize("name", ["<!channel> Ana", "@everyone Ana", "=1+1 Ana"])
def test_markup_in_a_file_is_only_a_text(talk: Talk, name: str) -> None:
    assert talk.upload("people.csv", [{"name": name}]).labels[0] == name
    talk.say("keep 1")
    assert names(talk) == [name]


def test_a_very_long_label_fits_every_platform(talk: Talk) -> None:
    row = {"name": "A" * 300, "role": "b " * 300, "employer": "\u202eC" * 300}
    seen = talk.upload("x" * 300, [row])
    assert max(map(len, seen.labels)) <= 75


# How easy it is to ask them


def test_how_easy_it_is_to_ask_is_guessed_from_what_is_known(talk: Talk) -> None:
    talk.say("settings about second-year student, Elm College")
    talk.say("add Rosa Silva, nurse at Mercy, my aunt")
    ben = {"name": "Ben Ito", "employer": "Elm College"}
    talk.upload("people.csv", [*THREE, ben])
    seen = talk.say("keep all")
    assert "How easy is it to ask them?" in seen
    assert seen.labels[:4] == [
        "Priya Shah: works where Rosa Silva works",
        "Tom Okafor",
        "Lea Novak: my neighbour",
        "Ben Ito: Elm College, as you are",
    ]
    assert comfort(talk) == {
        "Rosa Silva": 1, "Priya Shah": 3, "Tom Okafor": 5, "Lea Novak": 2, "Ben Ito": 4,
    }  # fmt: skip


def test_a_guess_is_put_right_in_one_tap(talk: Talk, file: Seen) -> None:
    asked = talk.say("keep all")
    redrawn = talk.press("Tom Okafor", on=asked)
    talk.press("Lea Novak: my neighbour", on=redrawn)
    assert comfort(talk) == {"Priya Shah": 5, "Tom Okafor": 3, "Lea Novak": 6}
    assert "questions and drafts" in talk.press("That fits")


def test_it_can_be_said_later_too(talk: Talk, file: Seen) -> None:
    talk.say("keep all")
    assert "Priya Shah and Tom Okafor, easy to ask" in talk.say(
        "people easy priya, tom"
    )
    talk.say("people hard Lea")
    assert comfort(talk) == {"Priya Shah": 3, "Tom Okafor": 3, "Lea Novak": 6}


def test_a_hundred_people_are_not_all_asked_about(talk: Talk) -> None:
    talk.upload("people.csv", many(100))
    labels = talk.say("keep all").labels
    assert sum(label.startswith("Ana Lee") for label in labels) == 6


def test_somebody_forgotten_meanwhile_is_not_asked_about(
    talk: Talk, file: Seen
) -> None:
    asked = talk.say("keep all")
    talk.say("forget Lea")
    talk.press("Forget")
    assert "Lea" not in talk.press("Tom Okafor", on=asked)


def test_the_list_says_that_the_ticked_wait(talk: Talk, file: Seen) -> None:
    assert "ticked" not in talk.say("people")
    talk.press("Tom Okafor, Harbor Works", on=file)
    waits = f"1 person is ticked in people.csv, not kept yet. To keep them: {THESE}"
    assert waits in talk.say("people")
    talk.say(THESE)
    assert "ticked" not in talk.say("people")
