"""Bytes of a file as text: what spreadsheets and phones write, nothing guessed."""

SAMPLE = 400  # bytes

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def decoded(data: bytes) -> str:
    """By its mark; without one UTF-16 where that is sure, UTF-8, else Windows.

    Windows-1252 and not its sisters: guessing among those turns a short list's
    letters into others.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if unmarked := _sixteen(data[:SAMPLE]):
        return data.decode(unmarked, "replace")
    return eight_bits(data)


def eight_bits(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _sixteen(sample: bytes) -> str:
    """Latin letters there have every other byte zero; no text of bytes has any."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if not even and odd * 2 > len(sample) // 2:
        return "utf-16-le"
    if not odd and even * 2 > len(sample) // 2:
        return "utf-16-be"
    return ""
