"""Files: contacts, a context, the operator's settings, and what the bot stored."""

import json
from contextlib import suppress
from pathlib import Path

from bot.coach.check import check
from bot.coach.compose import compose
from bot.coach.context import read_situation, unknown_keys
from bot.coach.files.contacts import read_contacts
from bot.coach.files.picking import picked
from bot.coach.files.rows import MOST_ROWS
from bot.config import BadConfig, read_config
from bot.engine.stored import pack, unpack
from bot.errors import Mistake
from bot.flows.candidates import candidate_of
from bot.text import one_line
from bot.views import Button, View
from tests.proofs.parsers.messages import MESSAGE
from tests.proofs.parsers.table import ONE_IN, folder, parser, pick


@parser(
    "files",
    "name,company,position,email\nPriya Shah,Acme,Designer,priya@example.com\n",
    'Notes:\n\nFirst Name,Last Name,Email\nPriya,"Shah, M",p@example.com\n',
    "Name;Firma;Position;Mail\r\nPriya Shah;Acme;Designer;priya@example.com\r\n",
)
def contacts(text: str) -> None:
    coding = pick(text, ("utf-8", "utf-16", "utf-16-le"))
    with suppress(Mistake):
        found = read_contacts(text.encode(coding, "surrogatepass"))
        assert 0 < len(found.rows) <= MOST_ROWS
        assert all(one.row > 0 and one.why for one in found.skipped)
        for row in found.rows[:5]:
            assert candidate_of(row).name == row["name"] == one_line(row["name"])


@parser(
    "files",
    "BEGIN:VCARD\nVERSION:3.0\nN:Shah;Priya;;Dr.;\nFN:Priya Shah\nORG:Acme;Lab\n"
    "item1.EMAIL;TYPE=pref:priya@example.com\nTITLE:Nurse\\, nights\nEND:VCARD\n",
    "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
    "Zo=C3=A9 =\r\nM=C3=BCller\r\nEND:VCARD\r\n",
)
def cards(text: str) -> None:
    """As it stands, if it may be a card; else as something that a card says."""
    name = pick(text, ("FN", "N", "FN;QUOTED-PRINTABLE", "EMAIL;TYPE=pref", "ORG"))
    contacts(text if "VCARD" in text else f"BEGIN:VCARD\n{name}:{text}\nFN:Ana")


@parser("files", "1 3 5-9", "1, 2 and 4 to 6")
def rows_picked(text: str) -> None:
    with suppress(Mistake):
        assert 0 < len(picked(text, ["Ana Lee", "Tom Okafor"] * 5)) <= 10


CONTEXT = """{"student": {"name": "Ana", "about": "biology"}, "now": "2026-11-24T09:00",
"contact": {"name": "Priya", "role": "nurse", "relation": "aunt", "facts": ["sings"]},
"permission_state": "granted", "permission_channels": ["email"], "minutes": 20,
"zone": "America/New_York", "slots": ["2026-11-24T09:00-05:00"], "days_since_sent": 3,
"debrief": {"learnt": ["a"], "hook": "b"}, "earlier_messages": [{"to": "Tom"}]}"""


@parser("files", CONTEXT, '{"contact": "Li", "contcat": null, "slots": [1e999, -0]}')
def a_context(text: str) -> None:
    """As JSON, and as the value of the keys that a context may have."""
    keys = [*json.loads(CONTEXT)]
    many = dict.fromkeys(keys, text), {key: [text, {text: text}] for key in keys}
    for context in (_json(text), {pick(text, keys): text}, *many):
        assert all(isinstance(key, str) for key in unknown_keys(context))
        known, told = None, ""
        try:
            known = read_situation(context)
        except ValueError as fault:
            told = str(fault)
        assert known or told.endswith(".")
        if known and pick(text, range(ONE_IN)) == 0:
            check("thankyou", "email", MESSAGE, known)
            compose("scheduling", "email", known)


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


SECRET = "0123456789abcdef" * 4
EXAMPLE = (Path(__file__).parents[3] / "config.example.toml").read_text("utf-8")


@parser("files", EXAMPLE, *EXAMPLE.splitlines(keepends=True))
def a_config(text: str) -> None:
    file = folder() / "config.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        said = [repr(read_config(file, {"WHOELSE_SECRET": SECRET}))]
    except BadConfig as bad:
        said = [*bad.faults]
    assert said
    assert all(line.isprintable() and SECRET not in line for line in said)


@parser("files", pack(View(("Hello",), (Button("Do", "x.do"),))), '{"v":1,"is":{}}')
def what_is_stored(text: str) -> None:
    with suppress(ValueError):
        unpack(text)
