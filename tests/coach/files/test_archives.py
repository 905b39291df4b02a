"""LinkedIn's export as it comes, and what else may call itself a ZIP."""

import io
import struct
from contextlib import suppress
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.files.contacts import MOST_BYTES, read_contacts
from bot.errors import Mistake

TABLE = "First Name,Last Name,Company\nPriya,Shah,Acme\n"


def zipped(packing: int = ZIP_DEFLATED, **files: str | bytes) -> bytes:
    """Two underscores stand for a slash, one for a full stop."""
    out = io.BytesIO()
    with ZipFile(out, "w", packing) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(Mistake) as mistake:
        read_contacts(data)
    return str(mistake.value)


@pytest.mark.parametrize("name", ["Connections_csv", "a__b__connections_CSV"])
@pytest.mark.parametrize("packing", [ZIP_DEFLATED, ZIP_STORED])
def test_the_connections_are_found_in_any_folder(name: str, packing: int) -> None:
    data = zipped(packing, Messages_csv="from,to\n", **{name: TABLE})
    assert [row["name"] for row in read_contacts(data).rows] == ["Priya Shah"]


def test_a_zip_without_them_says_what_it_holds() -> None:
    said = refused(zipped(a_csv="x", b_csv="x", c_csv="x", d_csv="x"))
    assert "no Connections.csv; it holds a.csv, b.csv, c.csv and more." in said


def test_what_grows_too_much_is_not_unpacked() -> None:
    assert "too large" in refused(zipped(Connections_csv=b"0" * MOST_BYTES))
    assert "too large" in refused(zipped(Connections_csv=b"0" * 50_000))


def test_an_archive_of_very_many_files_is_not_opened() -> None:
    files = {f"f{nth}": "" for nth in range(2_001)}
    assert "more than 2,000 files" in refused(zipped(ZIP_STORED, **files))


def test_another_way_of_packing_is_refused() -> None:
    assert "in a way I don't read" in refused(zipped(ZIP_BZIP2, Connections_csv=TABLE))


def test_a_locked_one_says_so() -> None:
    data = bytearray(zipped(Connections_csv=TABLE))
    at = data.index(b"PK\x01\x02") + 8  # its flags in the list of files
    data[at : at + 2] = struct.pack("<H", 1)
    assert "password" in refused(bytes(data))


@given(st.integers(0, 200), st.binary(min_size=1, max_size=4))
def test_a_damaged_one_is_read_or_a_mistake(at: int, damage: bytes) -> None:
    whole = zipped(ZIP_DEFLATED, Connections_csv=TABLE)
    data = whole[:4] + whole[4 : 4 + at] + damage + whole[4 + at + len(damage) :]
    with suppress(Mistake):
        assert read_contacts(data).rows
