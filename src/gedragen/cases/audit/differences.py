"""What an audit came to: a sentence for each difference, and how much was looked at."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Differs:
    """Something that is not as it was recorded. `case`: the address of the situation; none for the texts of approaches.

    `entry`: the number of the entry that tells otherwise, where one does. `what`: a sentence, without a word of
    anybody's text.
    """

    case: str
    entry: int | None
    what: str

    def __str__(self) -> str:
        where = f"{self.case}, entry {self.entry}" if self.entry is not None else self.case
        return f"{where}: {self.what}" if where else self.what


@dataclass
class Findings:
    """`looked`: rows, texts, leaves and entries that were held against what was told. `erased`: those of which the text
    is gone by an act that the journal tells of.
    """

    case: str = ""
    looked: int = 0
    erased: int = 0
    differs: list[Differs] = field(default_factory=list)

    def tell(self, what: str, entry: int | None = None) -> None:
        self.differs.append(Differs(self.case, entry, what))

    def add(self, other: "Findings") -> None:
        self.looked += other.looked
        self.erased += other.erased
        self.differs += other.differs
