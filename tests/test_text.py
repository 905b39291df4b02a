"""What people type, made safe to keep."""

from bot.text import cleaned, one_line


def test_every_kind_of_line_end_is_a_line_end() -> None:
    assert cleaned("a\r\nb\rc\u2028d\u2029e") == "a\nb\nc\nd\ne"
    assert one_line("a\u2029b") == "a b"
