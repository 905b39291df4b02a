from itertools import combinations

import pytest

from bot.coach.knowledge import KNOWLEDGE, read_toml
from bot.coach.questions.fields import families, read_field
from bot.coach.questions.lexicon import tokens


@pytest.mark.parametrize(
    ("typed", "family"),
    [
        ("product design", "design"), ("nurse practitioner", "healthcare"),
        ("quant", "finance"), ("welder", "trades"), ("IT", "it"), ("it", "it"),
        ("Software Engineers", "software"), ("data analyst at a zoo", "software"),
        ("cyber-security", "it"), ("civil engineering", "engineering"),
        ("sales engineer", "sales"), ("engineer", "engineering"),
        ("marine biologist", "science"), ("history", "science"),
        ("music therapist", "healthcare"), ("vet", "healthcare"),
        ("third grade teacher", "education"), ("history professor", "science"),
        ("lecturer", "education"), ("professor of law", "law"),
        ("product manager", "business"), ("HR", "business"),
        ("manager of a hotel", "hospitality"), ("manager", "business"),
        ("auditor in a small firm", "finance"), ("actuary", "finance"),
        ("social media", "marketing"), ("public relations", "marketing"),
        ("realtor", "sales"), ("customer success", "sales"),
        ("game designer", "design"), ("book translator", "design"),
        ("stage manager in a theater", "design"), ("UX", "design"),
        ("immigration lawyer", "law"), ("city planner", "law"), ("mayor", "law"),
        ("EMT", "safety"), ("firefighter", "safety"), ("in the Navy", "safety"),
        ("social worker", "nonprofit"), ("runs a food bank", "nonprofit"),
        ("bus driver", "trades"), ("supply chain", "trades"), ("HVAC", "trades"),
        ("pastry chef", "hospitality"), ("athletic director", "hospitality"),
        ("nurse at a school", "healthcare"), ("director of nursing", "healthcare"),
        ("Advanced Manufacturing", "trades"), ("Public Service & Safety", "safety"),
        ("Arts, Entertainment, & Design", "design"), ("Digital Technology", "software"),
        ("Healthcare & Human Services", "healthcare"), ("Agriculture", "trades"),
        ("Hospitality, Events, & Tourism", "hospitality"), ("Construction", "trades"),
        ("Supply Chain & Transportation", "trades"), ("Education", "education"),
        ("Energy & Natural Resources", "engineering"), ("Energy", "engineering"),
        ("Management & Entrepreneurship", "business"), ("Marketing", "marketing"),
        ("hairdresser", "trades"), ("mail carrier", "trades"), ("wind tech", "trades"),
        ("HVAC tech", "trades"), ("lab tech", "science"), ("tech", "software"),
        ("medical coder", "healthcare"), ("home care aide", "healthcare"),
        ("policy researcher", "law"), ("human rights lawyer", "law"),
        ("security manager", "safety"), ("cloud security", "it"),
        ("car salesman", "sales"), ("cashier", "business"), ("clerk", "business"),
        ("fund manager", "finance"), ("M&A", "finance"), ("econ", "finance"),
        ("voice actor", "design"), ("ASL interpreter", "design"), ("DJ", "design"),
        ("rabbi", "nonprofit"), ("ski instructor", "hospitality"),
        ("soccer player", "hospitality"), ("YouTuber", "marketing"),
        ("zookeeper", "science"), ("rocket scientist", "engineering"),
        ("Marketing & Sales", "marketing"), ("Financial Services", "finance"),
    ],
)  # fmt: skip
def test_a_field_in_words_finds_its_family(typed: str, family: str) -> None:
    assert read_field(typed).families[0] == family


@pytest.mark.parametrize(
    ("typed", "family"),
    [
        ("nurse practitoner", "healthcare"),
        ("plummer", "trades"),
        ("enginering", "engineering"),
        ("acounting", "finance"),
        ("pharmasist", "healthcare"),
        ("resturant manager", "hospitality"),
        ("bookeeper", "finance"),
    ],
)
def test_a_small_typing_error_is_forgiven(typed: str, family: str) -> None:
    assert read_field(typed).families == (family,)


@pytest.mark.parametrize(
    "typed",
    [
        "falconry",
        "underwater basket weaving",
        "not sure about it",
        "???",
        "glass blowing",
    ],
)
def test_an_unknown_field_is_said_to_be_unknown(typed: str) -> None:
    assert read_field(typed).families == ()
    assert "these questions fit any field" in read_field(typed).said


def test_no_word_belongs_to_two_families() -> None:
    table = read_toml(KNOWLEDGE / "fields.toml")
    said = [{tokens(words) for words in entry["words"]} for entry in table.values()]
    assert [one & other for one, other in combinations(said, 2) if one & other] == []


@pytest.mark.parametrize(
    ("beside", "family"),
    [
        ("LLM", "software"), ("ML", "software"), ("MLOps", "software"),
        ("prompt", "software"), ("devops", "software"), ("data", "software"),
        ("site reliability", "software"), ("QA", "software"), ("web", "software"),
        ("generative AI", "software"), ("embedded systems", "software"),
        ("software quality", "software"), ("mobile", "software"),
        ("cloud", "it"), ("security", "it"), ("cloud security", "it"),
        ("kubernetes", "it"), ("reliability", "engineering"),
        ("quality", "engineering"), ("hardware", "engineering"),
        ("safety", "engineering"), ("robotics", "engineering"),
    ],
)  # fmt: skip
def test_the_word_beside_engineer_tells_what_is_built(beside: str, family: str) -> None:
    assert read_field(f"{beside} engineer").families == (family,)


def test_a_vague_word_helps_where_only_founding_was_said() -> None:
    assert read_field("tech founder").families == ("software", "startups")


def test_a_founder_belongs_to_a_field_and_to_founders() -> None:
    field = read_field("founder of a community garden")
    assert field.families == ("nonprofit", "startups")
    assert "Nonprofit, social work & community" in field.said


@pytest.mark.parametrize("family", families().by_id.values(), ids=lambda one: one.id)
def test_a_family_is_found_by_its_id_and_by_its_name(family: object) -> None:
    known = next(one for one in families().by_id.values() if one is family)
    assert read_field(known.id).families == (known.id,)
    if not known.beside:
        assert read_field(known.name).families == (known.id,)


def test_what_was_read_is_said_in_the_words_that_were_typed() -> None:
    said = read_field('the "quant" thing').said
    assert said == "I read \"the 'quant' thing\" as Finance, accounting & insurance."


@pytest.mark.parametrize(
    ("typed", "family"),
    [
        ("engineer at a hospital", "engineering"),
        ("engineer for the army", "engineering"),
        ("engineer at a software company", "software"),
        ("engineer in cybersecurity", "it"),
        ("manager at a hotel", "hospitality"),
        ("archivist in a museum", "education"),
        ("founder of a community kitchen", "nonprofit"),
        ("retired steelworker", "trades"),
    ],
)
def test_what_somebody_is_counts_more_than_where(typed: str, family: str) -> None:
    assert read_field(typed).families[0] == family
