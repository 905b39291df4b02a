"""What an operator is told about one thing: whether it is well, and how to mend it."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    level: Level
    what: str
    said: str
    fix: str = ""

    @property
    def line(self) -> str:
        fix = f"  fix: {self.fix}" if self.fix else ""
        return f"{self.level:<5} {self.what}: {self.said}{fix}"
