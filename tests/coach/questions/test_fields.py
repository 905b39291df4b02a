import pytest

from bot.coach.questions.fields import families, read_field


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
