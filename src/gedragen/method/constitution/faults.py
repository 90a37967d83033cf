"""What is wrong with an approach file: every fault at once, each with its place and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: at which key, how to mend it, and on which line if that is known."""

    key: str
    mend: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        return f"{place}{self.key}: {self.mend}"


class ApproachBroken(Exception):
    """An approach file cannot be used. `faults`: all that is wrong with it, in the order of the file."""

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        self.file = file
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or 0))
        super().__init__("\n".join(f"{file}: {fault}" for fault in self.faults))
