"""What people did on their own rows: each leaf made again, and every root that the journal tells."""

from collections.abc import Sequence
from typing import Any

from gedragen.access.doing import Role
from gedragen.cases.audit.differences import Findings
from gedragen.cases.models import (
    Case,
    CheckIn,
    JournalEntry,
    Reply,
    ReviewAnswer,
    Round,
    RoundAnswer,
    Seat,
    Task,
    Voice,
)
from gedragen.cases.people.entries import SIDE_SET
from gedragen.cases.rounds.bindings import ROUNDS
from gedragen.cases.rounds.commands.rounds import judge
from gedragen.cases.store.entries import OWN_ACTS_SEALED, SEAT_JOINED
from gedragen.cases.store.evidence.chain import merkle_root
from gedragen.cases.store.leaves import SealedRow, leaf_of, words_of
from gedragen.method.consent import Answer

AT_ONCE = 500


def look_at_rounds(case: Case, findings: Findings) -> None:
    """Of every closed round the answers, their root, and what they come to."""
    records = ROUNDS.records(case.pk)
    rounds = Round.objects.filter(case=case, closed_at__isnull=False).select_related("version", "item", "case")
    for round_ in rounds.order_by("number"):
        one = records.get((round_.number,))
        entry, seal = (one.entry, one.values.get("seal", "")) if one is not None else (None, round_.seal)
        what = f"Round {round_.number}"
        leaves, answered = [], {}
        answers = RoundAnswer.objects.filter(round=round_).order_by("seat__number").select_related("seat", "reason")
        for answer in answers.iterator(chunk_size=AT_ONCE):
            answer.round = round_
            _look_at_leaf(f"{what}, the answer of seat {answer.seat.number}", answer, findings, entry)
            leaves.append(answer.leaf)
            answered[answer.seat_id] = Answer(answer.answer)
        _look_at_root(what, leaves, seal, findings, entry)
        if round_.outcome:
            _look_at_outcome(what, round_, answered, findings, entry)


def _look_at_outcome(
    what: str, round_: Round, answered: dict[int, Answer], findings: Findings, entry: int | None
) -> None:
    """Who decided is told by no entry: what is kept of that must give what was told."""
    deciders = list(round_.decided_by.only("id", "side", "is_main_person"))
    theirs = [answered[seat.pk] for seat in deciders if seat.pk in answered]
    counted = {
        "yes": theirs.count(Answer.YES),
        "abstained": theirs.count(Answer.ABSTENTION),
        "objected": theirs.count(Answer.OBJECTION),
        "unnamed": round_.objections.count(),
        "not_reached": len(deciders) - len(theirs),
    }
    findings.looked += 1
    for name, count in counted.items():
        if getattr(round_, name) != count:
            findings.tell(f"{what}: {name} is kept as {getattr(round_, name)}, and its rows give {count}.", entry)
    # Who changed sides afterwards would be counted on the other side.
    sides = JournalEntry.objects.filter(case=round_.case_id, kind=SIDE_SET, number__gt=entry or 0)
    if round_.closed_at is not None and not sides.exists():
        # Who was not known is kept by nobody, and makes no difference: only how many they were.
        yes = [seat.pk for seat in deciders if answered.get(seat.pk) is Answer.YES]
        found = judge(round_, deciders, yes[: round_.unknown_yes or 0], at=round_.closed_at)
        if found != round_.outcome:
            findings.tell(f"{what}: it is kept as {round_.outcome}, and its rows give {found}.", entry)


def look_at_reviews(case: Case, findings: Findings) -> None:
    for review in CheckIn.objects.filter(case=case, done_at__isnull=False, closes_at__isnull=False).order_by("number"):
        what = f"Looking back {review.number}"
        answers = ReviewAnswer.objects.filter(check_in=review).select_related("seat", "item", "words").order_by("id")
        leaves = []
        for answer in answers.iterator(chunk_size=AT_ONCE):
            answer.check_in = review
            _look_at_leaf(f"{what}, an answer of seat {answer.seat.number}", answer, findings, None)
            leaves.append((answer.seat.number, answer.item.number if answer.item is not None else None, answer.leaf))
        # The databases do not agree on where the answer about no item comes.
        first, last = ([leaf for *_, leaf in sorted(leaves, key=_in_order(none))] for none in (0, MANY))
        _look_at_root(what, first if _has_root(first, review.seal) else last, review.seal, findings, None)


MANY = 10**9


def _in_order(none: int) -> Any:
    return lambda one: (one[0], none if one[1] is None else one[1])


def look_at_own_acts(case: Case, findings: Findings) -> None:
    """Voices, tasks and replies, by the entry that sealed them."""
    sealed = {model: model.objects.filter(case=case, sealed_at__isnull=False) for model in (Voice, Task, Reply)}
    # Of what was sealed long ago it is not known by which entry.
    is_known = not any(rows.filter(sealed_in__isnull=True).exists() for rows in sealed.values())
    entries = case.journal.filter(kind=OWN_ACTS_SEALED).order_by("number")
    for entry in entries.iterator():
        if not _fits(entry, case, findings) and is_known:
            findings.tell("What was sealed is not what stands in the database.", entry.number)
    numbers = entries.values("number")
    for model, rows in sealed.items():
        if is_known and rows.exclude(sealed_in__in=numbers).exists():
            findings.tell(f"A {model.__name__.lower()} is marked as sealed, and no entry sealed it.")
    _look_at_yes(case, findings)


def _fits(entry: JournalEntry, case: Case, findings: Findings) -> bool:
    """Whether the rows of this entry are those that it tells of, under the root that it tells."""
    findings.looked += 1
    voices = Voice.objects.filter(case=case, sealed_in=entry.number).order_by("id").select_related("words", "seat")
    tasks = Task.objects.filter(case=case, sealed_in=entry.number).order_by("number").select_related("owner")
    replies = Reply.objects.filter(case=case, sealed_in=entry.number).order_by("id").select_related("seat")
    rows: list[Voice | Task | Reply] = [*voices, *tasks, *replies]
    for row in rows:
        _look_at_leaf(_named(row), row, findings, entry.number)
    numbers = {
        "tasks": [row.number for row in rows if isinstance(row, Task)],
        "joined": [row.seat.number for row in rows if isinstance(row, Reply) and row.joins],
        "declined": [row.seat.number for row in rows if isinstance(row, Reply) and not row.joins],
    }
    seal: str = entry.data["seal"]
    return _has_root([row.leaf for row in rows], seal) and all(
        entry.data.get(name, []) == some for name, some in numbers.items()
    )


def _named(row: Voice | Task | Reply) -> str:
    match row:
        case Task():
            return f"Task {row.number}, the answer of its owner"
        case Reply():
            return f"The reply of seat {row.seat.number}"
        case Voice():
            return f"A voice of seat {row.seat.number}"


def _look_at_yes(case: Case, findings: Findings) -> None:
    """Who takes part said so: as their own act, by bringing the question or by taking it up."""
    joined = set(Reply.objects.filter(case=case, joins=True).values_list("seat", flat=True))
    by_entry = {data["seat"] for data in case.journal.filter(kind=SEAT_JOINED).values_list("data", flat=True)}
    without = Seat.objects.filter(case=case, joined_at__isnull=False).exclude(number=1).exclude(role=Role.FACILITATOR)
    for number, seat in without.order_by("number").values_list("number", "id").iterator(chunk_size=AT_ONCE):
        findings.looked += 1
        if seat not in joined and number not in by_entry:
            findings.tell(f"Seat {number}: it takes part, and never said so.")


def _look_at_leaf(what: str, row: SealedRow, findings: Findings, entry: int | None) -> None:
    findings.looked += 1
    words = words_of(row)
    is_erased = words is not None and words.erased_at is not None and not words.text
    if is_erased:
        findings.erased += 1
    if is_erased and words is not None and not words.digest:
        return
    try:
        fits = leaf_of(row) == row.leaf
    except ValueError:
        fits = False
    if not fits:
        findings.tell(f"{what} is not the one that was sealed.", entry)


def _look_at_root(what: str, leaves: Sequence[str], seal: str, findings: Findings, entry: int | None) -> None:
    findings.looked += 1
    if not _has_root(leaves, seal):
        findings.tell(f"{what}: the answers in the database are not those that were sealed.", entry)


def _has_root(leaves: Sequence[str], seal: str) -> bool:
    """Whether this is their root. What is no leaf at all has none."""
    try:
        return merkle_root(leaves) == seal
    except ValueError:
        return False
