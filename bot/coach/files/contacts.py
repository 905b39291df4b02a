"""Any file of contacts, told apart by what stands in it and never by its name."""

from bot.coach.files import archive, table, vcard
from bot.coach.files.decoding import decoded
from bot.coach.files.rows import Read
from bot.errors import Mistake

MOST_BYTES = 5_000_000


def read_contacts(data: bytes) -> Read:
    """A Mistake for what is no file of contacts; it says what would be one."""
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise Mistake(f"That file is too large; {most} MB at most.")
    if data.startswith(archive.BEGINS):
        data = archive.connections(data, MOST_BYTES)
    text = decoded(data)
    cards = data if vcard.is_cards(data) else text.encode()
    return vcard.read(cards) if vcard.is_cards(cards) else table.read(text)
