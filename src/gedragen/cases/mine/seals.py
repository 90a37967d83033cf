"""The seals of a case: what the journal says of each, and what stands under it now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from django.db.models import Count, QuerySet

from gedragen.cases.models import Case, JournalEntry, Reply, ReviewAnswer, Round, RoundAnswer, Task, Voice
from gedragen.cases.store.evidence.chain import entry_hash
from gedragen.cases.store.evidence.receipt import roots
from gedragen.cases.store.journal import line_of
from gedragen.cases.store.leaves import (
    KeptLeaf,
    SealedRow,
    leaves_of_own_acts,
    leaves_of_review,
    leaves_of_round,
)

# What was sealed: a round or a look back by its number, own acts by the number of the entry.
Key: TypeAlias = tuple[str, int]

ROUND, REVIEW, OWN_ACTS = "round", "review", "own-acts"
SEALED: Mapping[str, str] = {
    "round-closed": ROUND,
    "answers-voided": ROUND,
    "review-closed": REVIEW,
    "own-acts-sealed": OWN_ACTS,
}
LEAVES: Mapping[str, Callable[[Case, int], list[KeptLeaf]]] = {
    ROUND: leaves_of_round,
    REVIEW: leaves_of_review,
    OWN_ACTS: leaves_of_own_acts,
}


@dataclass(frozen=True)
class Seal:
    """What the journal says: in which entry, the root, and over how many; of what was made void not the last.

    The root of an entry that is not as it was written is nothing.
    """

    entry: JournalEntry
    root: str
    answers: int | None


@dataclass(frozen=True)
class ShortSeal:
    """A seal over another number of answers than stands there now. `number`: of round, look back or entry."""

    word: str
    number: int
    entry: int
    sealed: int
    stands: int


def key_of(row: SealedRow | Round) -> Key:
    match row:
        case Round():
            return ROUND, row.number
        case RoundAnswer():
            return ROUND, row.round.number
        case ReviewAnswer():
            return REVIEW, row.check_in.number
        case _:
            return OWN_ACTS, row.sealed_in or 0


@dataclass
class Seals:
    """Each is read once, and only when it is asked for."""

    case: Case
    read: dict[Key, list[KeptLeaf]] = field(default_factory=dict)

    @cached_property
    def told(self) -> Mapping[Key, Seal]:
        seals: dict[Key, Seal] = {}
        for entry in self.case.journal.filter(kind__in=list(SEALED)).order_by("number"):
            answers = entry.data.get("acts", entry.data.get("answers"))
            is_right = entry_hash(line_of(entry)) == entry.hash
            for root, about in roots(entry.kind, entry.data):
                number = entry.number if SEALED[entry.kind] == OWN_ACTS else about
                if isinstance(number, int):
                    seal = Seal(entry, str(root) if is_right else "", answers if isinstance(answers, int) else None)
                    # A round that closed may be made void after: what closed it counted the answers.
                    seals.setdefault((SEALED[entry.kind], number), seal)
        return seals

    def leaves(self, key: Key) -> list[KeptLeaf]:
        if key not in self.read:
            word, number = key
            self.read[key] = LEAVES[word](self.case, number)
        return self.read[key]

    def short(self) -> list[ShortSeal]:
        """Those under which something went or came since. This counts only, and reads no leaf."""
        stands = self._stands()
        changed = []
        for (word, number), seal in self.told.items():
            now = stands.get((word, number), 0)
            if seal.answers is not None and seal.answers != now:
                changed.append(ShortSeal(word, number, seal.entry.number, seal.answers, now))
        return changed

    def _stands(self) -> Mapping[Key, int]:
        counts: dict[Key, int] = {}
        for word, number, rows in (
            (ROUND, "round__number", RoundAnswer.objects.filter(round__case=self.case)),
            (REVIEW, "check_in__number", ReviewAnswer.objects.filter(check_in__case=self.case)),
            *((OWN_ACTS, "sealed_in", acts) for acts in self._own_acts()),
        ):
            for one, many in rows.order_by().values_list(number).annotate(Count("id")):
                counts[word, one] = counts.get((word, one), 0) + many
        return counts

    def _own_acts(self) -> tuple[QuerySet[Voice], QuerySet[Task], QuerySet[Reply]]:
        return self.case.voices.all(), self.case.tasks.all(), self.case.replies.all()
