"""What is said of a file that cannot be read: where, what, and how to mend it."""

from pathlib import Path


class BrokenFile(ValueError):
    """Nothing read so far may be reported. `line` counts from 1; None when the whole file is meant."""

    def __init__(self, file: Path, line: int | None, problem: str, mend: str) -> None:
        self.file, self.line, self.problem, self.mend = file, line, problem, mend
        place = f"{file}, line {line}" if line else str(file)
        super().__init__(f"{place}: {problem} {mend}")
