"""One bit that is not what it was."""

import random


def flipped(dice: random.Random, content: bytes, place: int) -> bytes:
    bit = 1 << dice.randrange(8)
    return content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :]
