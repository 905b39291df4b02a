"""Tables of contacts, as spreadsheets, mail programs and LinkedIn write them."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.files.cells import address, as_said
from bot.coach.files.contacts import MOST_BYTES, read_contacts
from bot.coach.files.rows import MOST_ROWS, Skipped
from bot.errors import Mistake
from bot.text import one_line

PRIYA = {
    "name": "Priya Shah",
    "employer": "Acme",
    "role": "Designer",
    "email": "priya@example.com",
}
CODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


@pytest.mark.parametrize(
    "text",
    [
        "name,company,position,email\nPriya Shah,Acme,Designer,priya@example.com",
        "First Name,Last Name,Company,Title,E-mail\n"
        "Priya,Shah,Acme,Designer,priya@example.com",
        "Name;Firma;Position;Mail\r\nPriya Shah;Acme;Designer;priya@example.com\r\n",
        "Email\tPosition\tName\tCompany\npriya@example.com\tDesigner\tPriya Shah\tAcme",
        "Prénom,Nom,Entreprise,Poste,E-mail\rPriya,Shah,Acme,Designer,priya@example.com",
        "sep=;\nname;company;role;email\nPriya Shah;Acme;Designer;priya@example.com",
        "Name,Given Name,Family Name,E-mail 1 - Value,Organization Name,"
        "Organization Title\nPriya Shah,Priya,Shah,priya@example.com,Acme,Designer",
    ],
)
@pytest.mark.parametrize("coding", CODINGS)
def test_a_table_is_read_whatever_wrote_it(text: str, coding: str) -> None:
    read = read_contacts(text.encode(coding))
    assert [dict(row) for row in read.rows] == [PRIYA]
    assert read.skipped == ()


def test_the_notes_above_a_linkedin_export_are_nobody() -> None:
    read = read_contacts(
        b'Notes:\r\n"You may miss some of the addresses, they are private."\r\n\r\n'
        b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
        b"Priya,Shah,https://www.example.com/in/p,,Acme,Designer,05 Feb 2025\r\n"
    )
    [row] = read.rows
    assert (row["name"], row["connected_on"]) == ("Priya Shah", "2025-02-05")
    assert row["link"] == "https://www.example.com/in/p"
    assert not read.skipped


@pytest.mark.parametrize("said", ["31 Feb 2025", "05 Fev 2025", "soon", "1 Jan 99999"])
def test_a_day_that_nobody_can_read_is_left_out(said: str) -> None:
    [row] = read_contacts(f"name,connected on\nAna,{said}".encode()).rows
    assert row == {"name": "Ana"}


@pytest.mark.parametrize("coding", CODINGS)
def test_names_come_out_letter_for_letter(coding: str) -> None:
    rows = "name;company\nZoé Müller;Café “Öl” €\n".encode(coding)
    [row] = read_contacts(rows).rows
    assert row == {"name": "Zoé Müller", "employer": "Café “Öl” €"}


names = (
    st.text(max_size=60)
    .map(one_line)
    .filter(lambda name: any(map(str.isalpha, name)) and as_said(name) == name)
)


@settings(deadline=None)
@given(st.lists(names, min_size=1, unique_by=str.casefold), st.sampled_from(",;\t"))
def test_any_name_comes_out_as_it_went_in(people: list[str], delimiter: str) -> None:
    out = io.StringIO()
    table = csv.writer(out, delimiter=delimiter)
    table.writerows([["name", "company"], *([name, ""] for name in people)])
    read = read_contacts(out.getvalue().encode())
    assert {row["name"] for row in read.rows} <= {*people}
    assert len(read.rows) + len(read.skipped) == len(people)


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=300) | st.binary(max_size=300).map(b"name,a\n".__add__))
def test_any_bytes_are_people_or_a_mistake(data: bytes) -> None:
    with suppress(Mistake):
        for row in read_contacts(data).rows:
            assert row["name"] == one_line(row["name"]) != ""


def test_a_comma_in_quotes_parts_nothing() -> None:
    [row] = read_contacts(b'name,company\nAna Lee,"Lee, Park & Sons"').rows
    assert row["employer"] == "Lee, Park & Sons"


@pytest.mark.parametrize(
    "cell", ['=HYPERLINK("http://example.com")', "+1+1", "@SUM(A)"]
)
def test_a_formula_is_only_a_text(cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    [row] = read_contacts(f"name,company\nAna,{quoted}".encode()).rows
    assert row["employer"] == cell


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("+Ines Roy", "Ines Roy"), ("=Ana Lee", "Ana Lee"), ("- Ana Lee", "Ana Lee"),
        ("@ana_lee", "ana_lee"), ("-Ana (Mercy)", "Ana (Mercy)"),
        ("Dana O=Brien", "Dana O=Brien"), ("O'Neil, Dana", "Dana O'Neil"),
        ("Dubois, René", "René Dubois"), ("DUBOIS,René Luc", "René Luc DUBOIS"),
        ("de la Cruz, Ana", "Ana de la Cruz"), ("Dubois, PhD", "Dubois, PhD"),
        ("Lee, Jr.", "Lee, Jr."), ("Ana Lee, nurse", "Ana Lee, nurse"),
        ("Lee, Ana, RN", "Lee, Ana, RN"), ("=Roy, Ines", "Ines Roy"),
    ],
)  # fmt: skip
def test_a_name_is_kept_as_it_is_said_and_never_as_a_formula(
    cell: str, name: str
) -> None:
    [row] = read_contacts(f'name,company\n"{cell}",Acme'.encode()).rows
    assert row["name"] == name


@pytest.mark.parametrize(
    "cell",
    ["=A1&B1", "@SUM(A)", "+1+cmd|calc", "-2+Ana", '=HYPERLINK("x","Ana")', "=x!A"],
)
def test_a_formula_that_leaves_no_name_is_told(cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    read = read_contacts(f"name,company\nAna,Acme\n{quoted},Acme".encode())
    assert [*map(str, read.skipped)] == ["line 3: a formula, and no name"]


@given(st.text("=+-@1A( |!", max_size=12))
def test_no_name_begins_as_a_formula_does(cell: str) -> None:
    assert not as_said(one_line(cell)).startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("ana@example.com", "ana@example.com"), ("a+b@example.edu", "a+b@example.edu"),
        ("Ana Lee <ana@example.com>", "ana@example.com"),
        ("mailto:o'neil@example.com", "o'neil@example.com"),
        ("ana@example.com; ana@example.edu", "ana@example.com"),
        ('=HYPERLINK("mailto:ana@example.com")', "ana@example.com"),
        ("notanemail", ""), ("=cmd|calc", ""), ("ana@home", ""), ("@example.com", ""),
    ],
)  # fmt: skip
def test_an_address_is_kept_without_what_stands_around_it(cell: str, kept: str) -> None:
    assert address(cell) == kept


def test_what_is_no_address_is_left_out_and_the_person_stays() -> None:
    [row] = read_contacts(b"name,email\nAna,notanemail").rows
    assert row == {"name": "Ana"}


@pytest.mark.parametrize(
    "header",
    ["Name", "Full name", "Names", "First name", "Nom", "Nombre", "Nombre completo"],
)
def test_names_alone_are_a_file_of_contacts(header: str) -> None:
    data = f'{header}\nAna Lee\n"Dubois, René"\nRoy, Ines\n\nAna Lee\n'
    read = read_contacts(data.encode())
    assert [row["name"] for row in read.rows] == ["Ana Lee", "René Dubois", "Ines Roy"]
    assert [*map(str, read.skipped)] == ["line 6: the same person as in line 2"]


def test_blank_rows_are_nothing_and_a_row_without_a_name_says_so() -> None:
    data = b"name,company\nAna,Acme\n\n , \n,,,\n,Ghost Ltd\nBen\n007,MI\n"
    read = read_contacts(data)
    assert [row["name"] for row in read.rows] == ["Ana", "Ben"]
    assert read.skipped == (
        Skipped(6, "no name"),
        Skipped(8, "no letter in the name"),
    )


def test_somebody_who_is_there_twice_is_read_once() -> None:
    data = "name,company,role\nZoé Ek,Acme,\nAna,Acme,\nZOE EK,acme,nurse\nAna,Mercy,\n"
    read = read_contacts(data.encode())
    assert [row["name"] for row in read.rows] == ["Zoé Ek", "Ana", "Ana"]
    assert [*map(str, read.skipped)] == ["line 4: the same person as in line 2"]


def test_a_quotation_mark_that_never_closes_loses_nobody_in_silence() -> None:
    with pytest.raises(Mistake, match="line 4"):
        read_contacts(b'name,company\nAna,Acme\n"Ben,Acme\nCleo,Acme')


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"Week,Monday\n1,Statistics 09:00",
        b"\xff\xfe\x00",
        b"a" * 200_000,
        b'"' * 200_000,
    ],
)
def test_what_is_no_file_of_contacts_says_what_would_be(data: bytes) -> None:
    with pytest.raises(Mistake, match="name, company, position, email") as mistake:
        read_contacts(data)
    assert len(str(mistake.value)) < 400


def test_the_line_that_was_seen_is_shown() -> None:
    with pytest.raises(Mistake, match='It begins "Week,Monday"'):
        read_contacts(b"Week,Monday\n1,Statistics 09:00")


def test_a_header_without_anybody_is_no_success() -> None:
    with pytest.raises(Mistake, match='nobody below "name,company"'):
        read_contacts(b"name,company\n,Acme\n")


def test_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(Mistake, match="5 MB at most"):
        read_contacts(b"x" * (MOST_BYTES + 1))


def test_more_rows_than_anybody_asks_are_left_out_with_a_word() -> None:
    rows = "".join(f"Ana{nth},Acme\n" for nth in range(MOST_ROWS + 5))
    read = read_contacts(f"name,company\n{rows}".encode())
    assert len(read.rows) == MOST_ROWS
    [last] = map(str, read.skipped)
    assert last == f"line {MOST_ROWS + 2}: and all after it: 5,000 people at a time"


def test_as_many_as_there_may_be_leave_nobody_out() -> None:
    rows = "".join(f"Ana{nth},Acme\n" for nth in range(MOST_ROWS))
    read = read_contacts(f"Name,Company\n{rows}\n\n".encode())
    assert (len(read.rows), read.skipped) == (MOST_ROWS, ())


def test_a_cell_too_long_for_a_name_stops_the_file_at_its_line() -> None:
    with pytest.raises(Mistake, match="line 2"):
        read_contacts(b"name,company\nAna," + b"x" * 200_000)
