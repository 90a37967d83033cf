"""The journal is the outbox: each entry becomes deliveries once, and reading starts again where it stopped."""

import logging
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import TypeAlias
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from gedragen.cases.models import Case, JournalEntry, Seat
from gedragen.cases.people.entries import SEATS_INVITED
from gedragen.cases.store.turns import let_others_write
from gedragen.notices.models import Delivery, Reading
from gedragen.notices.recipients import SAYS_ALSO, accounts_told, seats_told

log = logging.getLogger(__name__)

AT_ONCE = 500

# For one reader (seat, account): the entry behind each notice.
ByRecipient: TypeAlias = dict[tuple[int | None, int | None], dict[str, JournalEntry]]


def read_journals(*, at: datetime) -> None:
    """Read on in every case that has news. One journal that cannot be read keeps no other from being read."""
    news = Case.objects.filter(Q(reading__isnull=True) | Q(journal_number__gt=F("reading__number")))
    trouble: Exception | None = None
    for case_id in news.order_by("id").values_list("id", flat=True):
        try:
            while _read_on(case_id, at):
                let_others_write()
        except Exception as error:
            log.exception("The journal of case %d could not be read.", case_id)
            trouble = trouble or error
    if trouble is not None:
        raise trouble


def skip_what_was(case_id: int) -> None:
    """Begin reading at the end: of a played past nobody gets mail."""
    number = Case.objects.values_list("journal_number", flat=True).get(id=case_id)
    Reading.objects.update_or_create(case_id=case_id, defaults={"number": number})


@transaction.atomic
def _read_on(case_id: int, at: datetime) -> bool:
    """Turn the next entries into deliveries, all of them or none. Whether there may be more."""
    Reading.objects.get_or_create(case_id=case_id)
    reading = Reading.objects.select_for_update().get(case_id=case_id)
    unread = JournalEntry.objects.filter(case_id=case_id, number__gt=reading.number)
    batch = list(unread.select_related("case").order_by("number")[:AT_ONCE])
    entries = _in_one_turn(batch)
    if entries:
        by_recipient = _by_recipient(entries)
        _leave_out_who_gets_no_mail(by_recipient, case_id)
        Delivery.objects.bulk_create(_deliveries(by_recipient, at), batch_size=500, ignore_conflicts=True)
        reading.number = entries[-1].number
        reading.save(update_fields=["number"])
    return len(batch) == AT_ONCE or len(entries) < len(batch)


def _in_one_turn(entries: list[JournalEntry]) -> list[JournalEntry]:
    """Up to the first part of a list of people: that alone is hundreds of messages, and others want to write too."""
    for at, entry in enumerate(entries, 1):
        if entry.kind == SEATS_INVITED:
            return entries[:at]
    return entries


def _by_recipient(entries: Iterable[JournalEntry]) -> ByRecipient:
    """Ten items in one round are one message: of each notice a reader gets one, the newest."""
    by_recipient: ByRecipient = {}
    for entry in entries:
        for notice, seat in seats_told(entry):
            by_recipient.setdefault((seat, None), {})[notice] = entry
        for notice, account in accounts_told(entry):
            by_recipient.setdefault((None, account), {})[notice] = entry
    for notices in by_recipient.values():
        for said in frozenset().union(*(SAYS_ALSO.get(notice, frozenset()) for notice in notices)):
            notices.pop(said, None)
    return by_recipient


def _leave_out_who_gets_no_mail(by_recipient: ByRecipient, case_id: int) -> None:
    """A card reaches people without any address; the facilitator sees to them in person."""
    without = Seat.objects.filter(case=case_id, mail__isnull=True).values_list("id", flat=True)
    for seat in without:
        by_recipient.pop((seat, None), None)


def _deliveries(by_recipient: ByRecipient, at: datetime) -> list[Delivery]:
    return [
        new_delivery(notice, entry=entry, seat=seat, account=account, at=at)
        for (seat, account), notices in by_recipient.items()
        for notice, entry in notices.items()
    ]


def new_delivery(
    notice: str, *, entry: JournalEntry | None, seat: int | None, account: int | None = None, at: datetime
) -> Delivery:
    """A delivery, not saved yet, with the Message-ID it will have at every attempt."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return Delivery(
        entry=entry,
        seat_id=seat,
        account_id=account,
        notice=notice,
        message_id=f"<{secrets.token_hex(16)}@{host}>",
        made_at=at,
        next_try_at=at,
    )
