"""The files of the characters, and what is said about a fault in one."""

import shutil
from pathlib import Path

import pytest

from bot.coach.knowledge import KNOWLEDGE
from bot.coach.practice.characters import cast, load
from bot.coach.practice.faults import SHORTEST
from bot.coach.questions.fields import families
from bot.errors import Unusable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(KNOWLEDGE / "characters", tmp_path / "characters")
    shutil.copy(KNOWLEDGE / "work_words.toml", tmp_path)
    return tmp_path


def test_there_are_at_least_nine_and_the_easiest_comes_first() -> None:
    assert len(cast().characters) >= 9
    assert cast().characters[0].name == "Maya"
    assert min(one.minutes for one in cast().characters) >= SHORTEST


def test_every_family_of_work_has_its_words() -> None:
    assert set(cast().work_words) == {"any", *families().by_id}


def test_each_is_found_by_an_id_a_name_or_another_word() -> None:
    for one in cast().characters:
        for word in (one.id.replace("_", "-"), one.name.upper(), *one.words):
            assert cast().called(word) == one
    assert cast().called("nobody") is None


def test_nobody_is_found_by_the_word_of_another() -> None:
    words = [w for one in cast().characters for w in {one.id, one.name, *one.words}]
    assert len({word.casefold() for word in words}) == len(words)


def test_a_file_is_read_as_it_was_written(folder: Path) -> None:
    assert load(folder) == cast()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("minutes = 20", "minutes = 50", "warm.toml: minutes is 50. Write 8 to 20."),
        ('name = "Maya"', "", "warm.toml: name is missing. See the head of warm.toml."),
        ('name = "Maya"', "name = 7", "warm.toml: name is 7. Write it as in"),
        ("order = 1", "order = 1\nage = 40", 'warm.toml: "age" is not known.'),
        ("\nday = [", "\ndays = [", "warm.toml, answers: day is missing."),
        ("\nday = [", "\ndays = [", 'warm.toml, answers: "days" is not known.'),
        ("{busy}", "{bsy}", "{bsy} is not known. Use: "),
        ("{busy}", "{busy", "is not known. Use: "),
        ("hello = [", "helo = [", 'warm.toml, replies: "helo" is not known.'),
        ("time-check = [", "time-check = [7, ", "replies, time-check: write a list"),
    ],
)
def test_a_fault_names_file_entry_and_remedy(
    folder: Path, old: str, new: str, fault: str
) -> None:
    assert fault in told(folder, "warm.toml", old, new)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("after = 1", "", '"after" or "on" is missing.'),
        ('"question", "purpose"', '"queston"', "'queston' is not known."),
        ('instead = "That', 'insted = "That', "instead is missing."),
    ],
)
def test_a_faulty_turn_is_named_by_its_number(
    folder: Path, old: str, new: str, fault: str
) -> None:
    assert f"resume.toml, turn 1: {fault}" in told(folder, "resume.toml", old, new)


def told(folder: Path, name: str, old: str, new: str) -> str:
    """What is said about a file in which something was written otherwise."""
    file = folder / "characters" / name
    file.write_text(file.read_text("utf8").replace(old, new, 1), "utf8")
    with pytest.raises(Unusable) as raised:
        load(folder)
    return str(raised.value)


def test_a_missing_word_of_a_family_is_named(folder: Path) -> None:
    file = folder / "work_words.toml"
    file.write_text(
        file.read_text("utf8").replace('busy = "in flu season"', ""), "utf8"
    )
    with pytest.raises(
        Unusable, match=r"work_words\.toml, healthcare: busy is missing"
    ):
        load(folder)


def test_a_file_that_is_no_toml_is_named(folder: Path) -> None:
    (folder / "characters" / "new.toml").write_text("name = ", "utf8")
    with pytest.raises(Unusable, match=r"new\.toml cannot be read"):
        load(folder)
