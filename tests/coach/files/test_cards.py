"""Cards of an address book, as phones and mail programs write them."""

import quopri
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.coach.files.cells import as_said
from bot.coach.files.contacts import read_contacts
from bot.coach.files.rows import Read
from bot.errors import Mistake
from bot.text import one_line


def cards(*of: str, end: str = "\r\n") -> bytes:
    """A card for each text, whose lines stand between its begin and its end."""
    whole = (f"BEGIN:VCARD\n{one}\nEND:VCARD\n" for one in of)
    return "".join(whole).replace("\n", end).encode()


def read(*of: str) -> Read:
    return read_contacts(cards(*of))


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_card_says_who_it_is_and_what_they_do(version: str, end: str) -> None:
    text = (
        f"VERSION:{version}\nN:Shah;Priya;;Dr.;\nFN:Priya Shah\n"
        "ORG:Acme\\, Ltd;Design\n"
        "TITLE:Head of design\\; nights\nEMAIL;TYPE=work:priya@example.com"
    )
    assert read_contacts(cards(text, end=end)).rows == (
        {
            "name": "Priya Shah",
            "employer": "Acme, Ltd",
            "role": "Head of design; nights",
            "email": "priya@example.com",
        },
    )


def test_a_card_of_an_apple_has_its_lines_in_groups() -> None:
    [row] = read(
        "VERSION:3.0\nFN:Priya Shah\nitem1.EMAIL;type=INTERNET:old@example.com\n"
        "item2.EMAIL;type=INTERNET;type=pref:priya@example.com\n"
        "item2.X-ABLabel:_$!<Work>!$_"
    ).rows
    assert row == {"name": "Priya Shah", "email": "priya@example.com"}


def test_a_folded_line_is_joined_even_within_a_letter() -> None:
    data = cards("VERSION:3.0\nFN:Zoé Müller").replace(b"\xc3\xbc", b"\xc3\r\n \xbc")
    assert read_contacts(data).rows == ({"name": "Zoé Müller"},)


def test_an_old_card_is_quoted_and_broken_softly() -> None:
    [row] = read(
        "VERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Zo=C3=A9;;;\n"
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=A9 =\n M=C3=BCller\n"
        "TITLE;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Caf=E9\nEMAIL;INTERNET:z@example.com"
    ).rows
    assert row == {"name": "Zoé Müller", "role": "Café", "email": "z@example.com"}


@pytest.mark.parametrize("charset", ["ISO-8859-1", "NONSENSE", "ROT13", '"UTF-7"'])
def test_letters_that_nobody_names_rightly_are_read_all_the_same(charset: str) -> None:
    data = cards(f"VERSION:2.1\nFN;CHARSET={charset}:Zoé").decode().encode("cp1252")
    assert read_contacts(data).rows == ({"name": "Zoé"},)


def test_what_an_old_card_folds_keeps_its_blank() -> None:
    assert read("VERSION:2.1\nFN:Priya\n Shah").rows == ({"name": "Priya Shah"},)
    assert read("VERSION:3.0\nFN:Priya\n Shah").rows == ({"name": "PriyaShah"},)


def test_who_has_no_whole_name_is_called_by_its_parts() -> None:
    assert read("N:van den Berg;Ana;Maria;Dr.;").rows == (
        {"name": "Dr. Ana Maria van den Berg"},
    )


@pytest.mark.parametrize(
    ("card", "why"),
    [
        ("FN:\nORG:Acme", "no name"),
        ("FN:007", "no letter in the name"),
        ("VERSION:4.0\nKIND:org\nFN:Acme", "a company, not a person"),
        ("VERSION:4.0\nKIND:group\nFN:Friends", "a group, not a person"),
        ("FN:Acme\nORG:Acme\nX-ABShowAs:COMPANY", "a company, not a person"),
        ("N:Shah;Priya\nFN:Priya Shah", "the same person as in card 1"),
    ],
)
def test_a_card_of_nobody_says_why(card: str, why: str) -> None:
    found = read("FN:Priya Shah", card)
    assert len(found.rows) == 1
    assert [*map(str, found.skipped)] == [f"card 2: {why}"]


def test_a_card_that_is_cut_off_still_names_somebody() -> None:
    data = cards("FN:Priya Shah").replace(b"END:VCARD\r\n", b"") + cards("FN:Tom Ek")
    assert [row["name"] for row in read_contacts(data).rows] == ["Priya Shah", "Tom Ek"]


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_cards_are_known_in_any_coding(coding: str) -> None:
    data = cards("VERSION:3.0\nFN:Zoé").decode().encode(coding)
    assert read_contacts(data).rows == ({"name": "Zoé"},)


def test_pictures_and_notes_are_never_read() -> None:
    [row] = read("FN:Ana\nNOTE:call at night\nPHOTO;ENCODING=b:aGk=\nTEL:555").rows
    assert row == {"name": "Ana"}


@pytest.mark.parametrize(
    "data", [b"BEGIN:VCARD", b"BEGIN:VCARD\nEND:VCARD", cards("X")]
)
def test_cards_of_nobody_are_a_mistake(data: bytes) -> None:
    with pytest.raises(Mistake, match="no names of people in those cards"):
        read_contacts(data)


def test_far_too_many_lines_are_refused() -> None:
    with pytest.raises(Mistake, match="more than 300,000 lines"):
        read_contacts(cards("FN:Ana" + "\n" * 300_000, end="\n"))


names = (
    st.text(max_size=60)
    .map(one_line)
    .filter(lambda name: any(map(str.isalpha, name)) and as_said(name) == name)
)


@settings(deadline=None)
@given(names, st.integers(5, 75))
def test_any_name_comes_out_of_a_card_as_it_went_in(name: str, wide: int) -> None:
    escaped = name.translate({ord(c): f"\\{c}" for c in "\\,;"})
    line = f"FN:{escaped}".encode()
    folded = b"\r\n ".join(line[at : at + wide] for at in range(0, len(line), wide))
    [row] = read_contacts(b"BEGIN:VCARD\r\nVERSION:4.0\r\n" + folded).rows
    assert row["name"] == name


@settings(deadline=None)
@given(names)
@example("\\;A")
def test_any_name_comes_out_of_an_old_card_too(name: str) -> None:
    quoted = quopri.encodestring(name.replace(";", "\\;").encode()).rstrip(b"\n")
    head = b"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
    [row] = read_contacts(head + quoted + b"\nEND:VCARD").rows
    assert row["name"] == name


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"FN:", b"N;QUOTED-PRINTABLE:", b""]))
def test_any_bytes_in_a_card_are_people_or_a_mistake(data: bytes, line: bytes) -> None:
    with suppress(Mistake):
        for row in read_contacts(b"BEGIN:VCARD\n" + line + data).rows:
            assert row["name"] == one_line(row["name"]) != ""
