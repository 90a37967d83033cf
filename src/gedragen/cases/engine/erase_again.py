"""After a restore: what was erased since the backup goes again, by the list, before anybody looks."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Model

from gedragen.cases.engine.erasing import drop_invitations, erase_draft, erase_nomination, erase_seat
from gedragen.cases.models import Case, Declaration, Draft, Nomination, NominationState, Seat, Words
from gedragen.cases.store.entries import INVITATIONS_STOPPED, SEAT_ERASED
from gedragen.cases.store.erasure_list import Erasure, born, locked_note, noted_length, read_list
from gedragen.cases.store.journal import BY_CLOCK, append
from gedragen.cases.store.vacuum import words_go
from gedragen.cases.store.words import forget


def erase_again(*, at: datetime, everything: bool = False) -> int:
    """What is on the list and not noted here; after a restore `everything`. Returns how many people it were.

    A line whose act was cut short is done then too: somebody asked for it.
    """
    if not everything and len(read_list()) <= noted_length():
        return 0
    with transaction.atomic():
        # An act holds its case first and the note last, and so do we.
        cases = {case.pk: case for case in _locked_cases({one.case for one in read_list()})}
        note, listed = locked_note(), read_list()
        people = 0
        for erasure in listed if everything else listed[note.length :]:
            case = cases.get(erasure.case)
            if case is not None and born(case.pk) == erasure.born:
                people += _again(case, erasure, at)
        _never_use_again(listed)
        note.length = len(listed) if everything else max(note.length, len(listed))
        note.save(update_fields=["length"])
        words_go()
    return people


def accept_loss() -> int:
    """The list is shorter than it was, and that cannot be mended: from now on it counts as it is. Its length."""
    with transaction.atomic():
        note, listed = locked_note(), read_list()
        note.length = min(note.length, len(listed))
        note.save(update_fields=["length"])
    return len(listed)


def _locked_cases(ids: set[int]) -> Iterable[Case]:
    return Case.objects.select_for_update().filter(id__in=ids).order_by("id")


def _again(case: Case, erasure: Erasure, at: datetime) -> int:
    people = 0
    if case.seats.filter(id__in=erasure.seats).count() < len(erasure.seats):
        # Somebody got their seat after this backup was made, and may still wait for it on a list.
        for number, dropped in drop_invitations(case).items():
            append(case, INVITATIONS_STOPPED, by=BY_CLOCK, at=at, data={"list": number, "people": dropped})
    for seat in case.seats.filter(id__in=erasure.seats, erased_at__isnull=True):
        erase_seat(seat, at=at)
        append(case, SEAT_ERASED, by=BY_CLOCK, at=at, data={"seat": seat.number})
        people += 1
    known = case.nominations.filter(id__in=erasure.nominations).exclude(state=NominationState.FORGOTTEN)
    for nomination in known:
        erase_nomination(nomination, at=at)
    for draft in Draft.objects.filter(id__in=erasure.drafts, room__case=case):
        erase_draft(draft)
    Declaration.objects.filter(id__in=erasure.declarations, case=case).delete()
    gone = Words.objects.filter(id__in=erasure.words, case=case, erased_at__isnull=True)
    Seat.objects.filter(mail__in=gone.values("id")).update(mail=None, mail_digest="")
    forget(gone, at=at)
    return people


def _never_use_again(listed: Iterable[Erasure]) -> None:
    """Rows made from now on get numbers above those on the list, so that a line never means somebody else."""
    kinds: dict[type[Model], Callable[[Erasure], tuple[int, ...]]] = {
        Seat: lambda one: one.seats,
        Nomination: lambda one: one.nominations,
        Words: lambda one: one.words,
        Draft: lambda one: one.drafts,
        Declaration: lambda one: one.declarations,
    }
    erasures = list(listed)
    for model, ids in kinds.items():
        top = max((number for one in erasures for number in ids(one)), default=0)
        if top:
            _go_on_above(model._meta.db_table, top)


def _go_on_above(table: str, top: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) SELECT %s, 0 WHERE NOT EXISTS "
                "(SELECT 1 FROM sqlite_sequence WHERE name = %s)",
                [table, table],
            )
            cursor.execute("UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s", [top, table])
            return
        # What is given out once is never given out again, so one number more is no loss.
        sql = "SELECT setval(pg_get_serial_sequence(%s, 'id'), greatest(%s, nextval(pg_get_serial_sequence(%s, 'id'))))"
        cursor.execute(sql, [table, top, table])
