import pytest

from bot.coach.questions.openers import delicate, filled, opener_of, openers


@pytest.mark.parametrize(
    ("fact", "kind", "said"),
    [
        ("Wrote a guide to bicycles", "wrote", "You wrote a guide to bicycles."),
        ("her article on otters", "wrote", "About your article on otters:"),
        ("Built a radio at twelve", "built", "You built a radio at twelve."),
        ("gave a talk about ferries.", "told", "You gave a talk about ferries."),
        ("Used to be a chef", "turn", "You used to be a chef."),
        ("was a florist first", "turn", "You were a florist first."),
        ("Three years in a bakery", "span", "About your three years in a bakery:"),
        ("Runs a night market", "doing", "You run a night market."),
        ("She teaches judo", "doing", "You teach judo."),
        ("Won a rowing cup", "did", "You won a rowing cup."),
        ("Posts songs at night", "doing", "You post songs at night."),
        ("Cut waiting times", "did", "You cut waiting times."),
        ("Former student of my coach", "thing", "Former student of my coach:"),
        ("We met at the open day", "met", "We met at the open day."),
        ("Freelance", "thing", "Freelance:"),
        ("The shop has six people", "thing", "The shop has six people:"),
        ("Ana wrote a song", "wrote", "You wrote a song."),
        ("Moved to nights last year", "did", "You moved to nights last year."),
        ("went back to school at 35", "did", "You went back to school."),
        ("based in Denver", "thing", "You are based in Denver."),
        ("born in Lagos", "turn", "You were born in Lagos."),
        ("Head of his town's choir", "thing", "You are the head of your town's choir."),
        ("quoted in the Herald", "did", "You were quoted in the Herald."),
        ("interviewed ten bakers", "did", "You interviewed ten bakers."),
        ("went to my school", "turn", "You went to my school."),
        ("delivered my brother", "did", "You delivered my brother."),
        ("our team's sponsor", "thing", "Our team's sponsor:"),
        ("runs his own shop", "doing", "You run your own shop."),
        ("Was the student's coach", "turn", "You were my coach."),
        (
            "worked at a mill for forty years",
            "span",
            "You worked at a mill for forty years.",
        ),
        ("sat on juries for 22 years", "span", "You sat on juries for 22 years."),
        ("cooked for two years", "did", "You cooked for two years."),
        ("taught me in third grade", "shared", "You taught me in third grade."),
        ("sold our boat", "shared", "You sold our boat."),
        ("taught herself to weld", "turn", "You taught yourself to weld."),
        ("was on TV last week", "did", "You were on TV last week."),
        ("curates a print room", "doing", "You curate a print room."),
        ("catalogs old maps", "doing", "You catalog old maps."),
        ("published author", "thing", "You are a published author."),
    ],
)
def test_a_note_becomes_the_start_of_a_question(
    fact: str, kind: str, said: str
) -> None:
    opener = opener_of(fact, name="Ana Ruiz")
    assert opener is not None
    assert (opener.kind, opener.said) == (kind, said)


@pytest.mark.parametrize(
    "fact",
    [
        "Her first shop closed in spring",
        "was laid off last year",
        "The school was reorganized",
        "has two kids",
        "is divorced",
        "Learned to weld at fifty",
        "her visa ran out",
        "went through burnout",
        "first woman in her union local",
    ],
)
def test_what_is_painful_or_private_is_left_to_them(fact: str) -> None:
    assert delicate(fact)
    assert opener_of(fact) is None


@pytest.mark.parametrize(
    "fact",
    [
        "Works with children who stammer",
        "Runs a shelter for refugees",
        "Writes about cancer research",
        "Fights fires in summer",
        "Works at forty sites",
    ],
)
def test_a_hard_subject_may_be_somebodys_work(fact: str) -> None:
    assert opener_of(fact) is not None


def test_a_note_that_nobody_could_say_in_passing_is_not_said() -> None:
    assert opener_of("wrote " + "very " * 20 + "long books") is None


def test_the_best_kind_of_fact_comes_first() -> None:
    found = openers(["Freelance", "Used to be a chef", "Wrote a song"])
    assert list(found) == ["wrote", "turn", "thing"]


def test_after_a_colon_a_question_goes_on_with_a_small_letter() -> None:
    assert filled("{fact} What was it?", "You sang.") == "You sang. What was it?"
    assert filled("{fact} What was it?", "Freelance:") == "Freelance: what was it?"
    assert filled("What was it?", "You sang.") == "What was it?"


def test_a_year_of_graduation_is_nothing_to_ask_about() -> None:
    assert opener_of("Class of 2019") is None
