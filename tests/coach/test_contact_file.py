"""Files of contacts, as spreadsheets and LinkedIn write them."""

import pytest

from bot.coach.contact_file import MOST_BYTES, MOST_ROWS, read_contacts
from bot.errors import Mistake

PRIYA = {
    "name": "Priya Shah",
    "employer": "Acme",
    "role": "Designer",
    "email": "priya@example.com",
}


@pytest.mark.parametrize(
    "text",
    [
        "name,company,position,email\nPriya Shah,Acme,Designer,priya@example.com",
        "First Name,Last Name,Company,Title,E-mail\n"
        "Priya,Shah,Acme,Designer,priya@example.com",
        "Name;Firma;Position;Mail\r\nPriya Shah;Acme;Designer;priya@example.com\r\n",
        "Email\tPosition\tName\tCompany\npriya@example.com\tDesigner\tPriya Shah\tAcme",
        "Notes:\n\nYou may miss some addresses.\n\n"
        "Name,Company,Position,Email,Connected On\n"
        "Priya Shah,Acme,Designer,priya@example.com,05 Feb 2025",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_whatever_wrote_it(text: str, encoding: str) -> None:
    read = read_contacts(text.encode(encoding))
    assert read.rows == (PRIYA,)
    assert read.skipped == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_names_come_out_letter_for_letter(encoding: str) -> None:
    rows = "name;company\nZoé Müller;Café “Öl” €\n".encode(encoding)
    [row] = read_contacts(rows).rows
    assert row == {"name": "Zoé Müller", "employer": "Café “Öl” €"}


def test_a_comma_in_quotes_parts_nothing() -> None:
    [row] = read_contacts(b'name,company\nAna Lee,"Lee, Park & Sons"').rows
    assert row["employer"] == "Lee, Park & Sons"


def test_blank_rows_are_nothing_and_a_row_without_a_name_says_so() -> None:
    data = b"name,company\nAna,Acme\n\n , \n,,,\n,Ghost Ltd\nBen\n"
    read = read_contacts(data)
    assert [row["name"] for row in read.rows] == ["Ana", "Ben"]
    assert read.skipped == ("line 6: no name",)


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
    assert len(str(mistake.value)) < 300


def test_the_line_that_was_seen_is_shown() -> None:
    with pytest.raises(Mistake, match='It begins "Week,Monday"'):
        read_contacts(b"Week,Monday\n1,Statistics 09:00")


def test_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(Mistake, match="5 MB at most"):
        read_contacts(b"x" * (MOST_BYTES + 1))


def test_more_rows_than_anybody_asks_are_left_out_with_a_word() -> None:
    read = read_contacts(b"name,company\n" + b"Ana,Acme\n" * (MOST_ROWS + 5))
    assert len(read.rows) == MOST_ROWS
    assert read.skipped == (f"line {MOST_ROWS + 2} and after: 5000 people at a time",)


def test_a_cell_too_long_for_a_name_stops_the_file_at_its_line() -> None:
    with pytest.raises(Mistake, match="line 2"):
        read_contacts(b"name,company\nAna," + b"x" * 200_000)
