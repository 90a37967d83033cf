"""Back in without a link: mailed to the address we have, and nobody learns whether we have it."""

from datetime import datetime, timedelta

from gedragen.cases.models import Seat
from gedragen.notices.models import Delivery
from gedragen.notices.reading import new_delivery
from gedragen.people.contacts import contact_digest

# Nobody's mailbox is filled by somebody else's impatience: three an hour, and each has a link that works.
AT_MOST_EVERY = timedelta(minutes=20)


def send_lost_link(mail: str, *, at: datetime) -> None:
    """Let the worker mail all links of the seats with this address. For an unknown address nothing happens.

    The caller says the same in both cases, and as fast: nothing is sent before the answer.
    """
    seats = Seat.objects.filter(mail_digest=contact_digest(mail), erased_at__isnull=True).order_by("-id")
    # What was asked for later than now was asked for by a clock that was wrong.
    moments = (at - AT_MOST_EVERY, at + AT_MOST_EVERY)
    asked = Delivery.objects.filter(seat__in=seats, entry__isnull=True, made_at__range=moments)
    newest = seats.first()
    if newest is None or asked.exists():
        return
    Delivery.objects.bulk_create(
        [new_delivery("lost-link", entry=None, seat=newest.pk, at=at)],
        # Asked twice in one moment: one of the two is enough.
        ignore_conflicts=True,
    )
