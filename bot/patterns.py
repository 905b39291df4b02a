"""Patterns that are compiled when they are first needed: no start waits for them."""

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
