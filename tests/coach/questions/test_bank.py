from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from bot.coach.knowledge import KNOWLEDGE
from bot.coach.questions.bank import bank, load, take_in
from bot.coach.questions.fields import families
from bot.coach.questions.plan import make_plan
from bot.coach.questions.question import EVERYONE, Question
from bot.coach.questions.tact import unfit
from bot.coach.questions.wish import Wish
from bot.errors import Unusable

QUESTIONS = bank().questions
FINE = """
[[day]]
id = "day-fine"
text = "What is a quiet morning like?"
follow_ups = ["What comes after it?"]
"""


def test_there_are_enough_questions_to_choose_from() -> None:
    everyone = [one for one in QUESTIONS if one.family == EVERYONE]
    assert len(QUESTIONS) >= 240
    assert len(everyone) >= 120


@pytest.mark.parametrize(
    ("category", "least"),
    [
        ("icebreaker", 8), ("path", 10), ("day", 10), ("work_product", 7),
        ("skills", 8), ("entry", 8), ("education", 6), ("trends", 8), ("culture", 8),
        ("lifestyle", 6), ("likes", 6), ("hard", 6), ("growth", 6), ("salary", 8),
        ("belonging", 5), ("fit_advice", 6), ("projects", 6), ("resources_referral", 8),
    ],
)  # fmt: skip
def test_every_kind_has_its_share(category: str, least: int) -> None:
    for_all = [one for one in QUESTIONS if one.family == EVERYONE]
    assert sum(one.category == category for one in for_all) >= least


@pytest.mark.parametrize("family", families().by_id)
def test_every_family_has_questions_only_it_can_answer(family: str) -> None:
    own = [one for one in QUESTIONS if one.family == family]
    assert len(own) >= 7
    assert len({one.category for one in own}) >= 6


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_a_question_is_one_open_question_that_a_coach_would_ask(
    question: Question,
) -> None:
    assert [*unfit(question)] == []
    assert " and " not in question.text


def test_there_are_several_words_for_every_closer() -> None:
    assert {closer: len(some) for closer, some in bank().by_closer.items()} == {
        "who": 3,
        "name": 2,
        "back": 2,
        "next": 2,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy(KNOWLEDGE / "categories.toml", tmp_path)
    (tmp_path / "questions").mkdir()
    return tmp_path


def faults(folder: Path, text: str, file: str = "office.toml") -> str:
    (folder / "questions" / file).write_text(text, encoding="utf-8")
    with pytest.raises(Unusable) as found:
        load(folder)
    return str(found.value)


def test_an_entry_needs_three_lines_and_the_rest_has_defaults(folder: Path) -> None:
    (folder / "questions" / "office.toml").write_text(FINE, encoding="utf-8")
    [question] = load(folder).questions
    assert (question.category, question.depth, question.minutes) == ("day", 1, 2)
    assert (question.phase, question.family, question.twin) == ("middle", "*", "")
    assert "retired" not in question.seniority


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("minutes = 9", "minutes is 9. Write a whole number from 1 to 4."),
        ('minutes = "2"', "minutes is '2'. Write a whole number from 1 to 4."),
        ("depth = 0", "depth is 0. Write a whole number from 1 to 3."),
        ('phase = "end"', "phase is 'end'. Write one of: open, middle, close."),
        ('goals = ["win"]', "goals is ['win']. Write a list with some of: explore,"),
        ('stages = "grad"', "stages is 'grad'. Write a list with some of: first-year,"),
        ('seniority = ["boss"]', "Write a list with some of: student-worker,"),
        ("relation = [6, 2]", "Write two numbers from 0 to 10, the smaller first"),
        ("relation = 5", "Write two numbers from 0 to 10, the smaller first"),
        ("look_up = 3", 'Write words between " and ".'),
        ('avoid_if = "night"', "Write a list, such as"),
        ('twin = "Tell me."', "Write a question that ends in a question mark."),
        ("minuets = 2", '"minuets" is not known. Write one of: id, text,'),
    ],
)
def test_a_fault_names_file_entry_and_remedy(
    folder: Path, line: str, fault: str
) -> None:
    said = faults(folder, f"{FINE}{line}\n")
    assert said.startswith("office.toml, line 2, day-fine: ")
    assert fault in said


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("What is it", "Write a question that ends in a question mark."),
        ("What is it? Why?", "It asks two things: keep one,"),
        (f"What is {'very ' * 30}hard?", "It is too long to be spoken: say it in 25"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(
    folder: Path, text: str, fault: str
) -> None:
    assert fault in faults(folder, FINE.replace("What is a quiet morning like?", text))


def test_all_faults_are_told_at_once(folder: Path) -> None:
    said = faults(folder, '[[dya]]\n[[day]]\nid = "a"\n[[day]]\ntext = "Why?"\n')
    kind = "line 1, [[dya]]: no kind of question. Write one of: icebreaker, path,"
    assert kind in said
    assert "office.toml, line 2, a: text is missing." in said
    assert "office.toml, line 4, day number 2: id is missing." in said
    assert said.count("follow_ups is missing.") == 2


def test_a_family_is_one_of_those_that_there_are(folder: Path) -> None:
    said = faults(folder, f'family = "nursing"\n{FINE}')
    start = "office.toml, line 1: family is 'nursing'. Write one of: software,"
    assert said.startswith(start)


def test_a_question_that_is_no_entry_is_refused(folder: Path) -> None:
    assert "write every question below a line [[day]]" in faults(
        folder, 'day = ["What is hard?"]'
    )


def test_an_id_is_used_once_in_all_files(folder: Path) -> None:
    (folder / "questions" / "office.toml").write_text(FINE, encoding="utf-8")
    said = faults(folder, FINE, "zoo.toml")
    assert said.startswith(
        "zoo.toml, line 2, day-fine: there is one of that id in office.toml."
    )


def test_a_file_that_is_no_toml_is_named(folder: Path) -> None:
    assert faults(folder, "[[day]\n").startswith("office.toml cannot be read:")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Path]:
    """Where an office keeps questions of its own; afterwards there is none again."""
    yield tmp_path
    for file in tmp_path.iterdir():
        file.unlink()
    take_in(tmp_path)


@pytest.mark.parametrize("a_folder", [False, True])
def test_an_office_adds_questions_of_its_own(office: Path, a_folder: bool) -> None:
    file = office / "ours.toml"
    file.write_text(FINE, encoding="utf-8")
    take_in(office if a_folder else file)
    plan = make_plan(Wish(field="welder", seed="ours"))
    [own] = [one for one in plan.asked if one.id == "day-fine"]
    assert own.why.endswith("Your career office wants you to have it.")


def test_a_file_with_a_fault_adds_nothing(office: Path) -> None:
    file = office / "ours.toml"
    file.write_text(f"{FINE}minutes = 9\n", encoding="utf-8")
    with pytest.raises(Unusable, match=r"ours.toml, line 2, day-fine: minutes is 9"):
        take_in(file)
    assert "day-fine" not in bank().by_id


PAY = """
[[salary]]
id = "pay-ours"
text = "What range of pay is usual here?"
follow_ups = ["What is paid beside it?"]
"""


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (
            FINE.replace("What is a quiet morning like?", "What do you earn?"),
            'day-fine: "What do you earn?" breaks the rule personal-pay. What somebody '
            "earns is their own business. Ask about the field:",
        ),
        (
            FINE.replace("What comes after it?", "Is your team hiring?"),
            'day-fine: "Is your team hiring?" breaks the rule job-ask.',
        ),
        (
            f'{FINE}twin = "How old are you?"',
            'day-fine: "How old are you?" breaks the rule protected-topic.',
        ),
        (
            FINE.replace("What is a quiet morning like?", "Is a morning ever quiet?"),
            'can be answered with yes or no. Begin it with "what", "how" or "why".',
        ),
        (
            f"{FINE}depth = 3\nrelation = [0, 10]",
            "day-fine: depth is 3: end its relation at 6, or make it less personal.",
        ),
        (PAY, "pay-ours: look_up is missing. Say which pay can be looked up"),
        (
            f'{PAY}look_up = "The pay scale."\ntwin = "What range is usual?"',
            "pay-ours: twin is there. Leave it out: this is not for a real job",
        ),
    ],
)
def test_an_office_is_told_which_question_is_not_fit_to_be_asked(
    office: Path, entry: str, fault: str
) -> None:
    file = office / "ours.toml"
    file.write_text(entry, encoding="utf-8")
    with pytest.raises(Unusable, match=r"^ours.toml, line 2, ") as found:
        take_in(file)
    assert fault in str(found.value)
    assert not any(one.office for one in bank().questions)


def test_an_office_may_ask_about_pay_as_we_do(office: Path) -> None:
    file = office / "ours.toml"
    file.write_text(f'{PAY}look_up = "The pay scale."\n', encoding="utf-8")
    take_in(file)
    assert bank().by_id["pay-ours"].office
