"""No name of anybody recorded survives, and what stays can be read."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.learning.folded import plain, tokens
from bot.coach.learning.known import SOMEBODY
from bot.coach.learning.lore import lore
from bot.coach.learning.unnamed import ADDRESS, WORKPLACE, unnamed
from bot.records import Contact

ROSA = Contact(
    id="1",
    name="Rosa Diaz",
    role="nurse",
    employer="Mercy Clinic",
    reach="rosa@example.com",
)
WILL = Contact(id="2", name="Will Young", employer="City Hospital")
JOSE = Contact(
    id="3",
    name="Jos\u00e9 O'Neil-Park",
    role="Head of Welding at Okafor & Sons",
    employer="Okafor & Sons",
    reach="+1 555 123 4567",
)
LI = Contact(id="4", name="\u7530\u4e2d \u592a\u90ce", role="cook")
MARIA = Contact(id="5", name="Aunt Maria", role="surveyor", employer="Elmford")
PEOPLE = [ROSA, WILL, JOSE, LI, MARIA]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Rosa's shift is long", "A nurse's shift is long"),
        ("I asked ROSA DIAZ twice", "I asked a nurse twice"),
        ("so rosa and maria agree", "so a nurse and a surveyor agree"),
        ("Marias map", "A surveyor map"),
        ("as jose o'neil said", "as somebody said"),
        ("it will be hard, Will said", "it will be hard, somebody said"),
        ("young people learn at a hospital", "young people learn at a hospital"),
        ("at City Hospital nights are long", f"at {WORKPLACE} nights are long"),
        ("at Mercy one rests", f"at {WORKPLACE} one rests"),
        ("mercy is a virtue", "mercy is a virtue"),
        ("Okafor & Sons pays well", f"{WORKPLACE.capitalize()} pays well"),
        ("mail rosa@example.com, @rosa.d", f"mail {ADDRESS}, {ADDRESS}"),
        ("call +1 555 123 4567", f"call {ADDRESS}"),
        ("52,000 to 60,000 in 2019-2023", "52,000 to 60,000 in 2019-2023"),
        ("\u7530\u4e2d\u3055\u3093 told me", "somebody \u3055\u3093 told me"),
        ("RosaDiaz and rosa_diaz", "A nurse and a nurse"),
        ("Aunt Maria", "A surveyor"),
        ("", ""),
    ],
)
def test_people_become_what_they_do(typed: str, left: str) -> None:
    assert unnamed(PEOPLE)(typed) == left


def test_a_role_that_tells_who_it_is_is_not_said() -> None:
    mayor = Contact(id="1", name="Ann Bell", role="Mayor of Elmford")
    assert unnamed([mayor])("Ann began small") == "Somebody began small"


def test_a_role_is_not_said_that_is_somebody_elses_name() -> None:
    baker = Contact(id="1", name="Tom Reed", role="baker")
    other = Contact(id="2", name="Ida Baker")
    assert unnamed([baker, other])("Tom rises at four") == "Somebody rises at four"


def test_two_of_one_name_are_nobody_in_particular() -> None:
    cook = Contact(id="1", name="Tom Reed", role="cook")
    nurse = Contact(id="2", name="Tom Vale", role="nurse")
    assert unnamed([cook, nurse])("Tom said so") == f"{SOMEBODY.capitalize()} said so"
    assert unnamed([cook, nurse])("Tom Vale said so") == "A nurse said so"


LETTERS = st.characters(categories=("Lu", "Ll", "Lo"), exclude_characters="\u0345")
WORD = st.text(LETTERS, min_size=2, max_size=9)
NAME = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
SHAPES = (
    "{} told me", "ask {}'s team", "I met {}, and {}", "({})", "as {}s idea", "{}",
)  # fmt: skip
CASES = (str, str.upper, str.title)


@given(
    st.lists(NAME, min_size=1, max_size=4, unique=True),
    st.sampled_from(SHAPES),
    st.sampled_from(CASES),
    st.data(),
)
@settings(deadline=None, max_examples=300)
def test_no_recorded_name_survives(
    names: list[str], shape: str, case: object, data: st.DataObject
) -> None:
    people = [Contact(id=str(n), name=name) for n, name in enumerate(names)]
    name = data.draw(st.sampled_from(names))
    part = data.draw(st.sampled_from([name, *name.split()]))
    said = unnamed(people)(shape.replace("{}", case(part)))  # type: ignore[operator]
    ours = {*tokens(SOMEBODY), *tokens(shape), "a", *lore().everyday}
    recorded = {word for name in names for word in tokens(name)} - ours
    left = {word.removesuffix("'s").removesuffix("s") for word in tokens(said)}
    assert not recorded & (left | set(tokens(said)))


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_is_taken(text: str) -> None:
    said = unnamed(PEOPLE)(text)
    assert not re.search(r"\b(?:rosa|diaz|maria)\b", plain(said))
