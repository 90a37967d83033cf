"""Whose mail does not arrive: the facilitator must reach them in another way."""

from django.db.models import Exists, OuterRef

from gedragen.cases.engine.sight import eyes_of_facilitator
from gedragen.notices.models import Delivery, DeliveryState


def undelivered_to(case_id: int, *, viewer: int) -> tuple[str, ...]:
    """The names of those whose newest finished delivery was given up. For the facilitator; raises Denied for others.

    On most days there is nobody, and then there is nothing to look at who asks for.
    """
    failed = Delivery.objects.filter(state=DeliveryState.GIVEN_UP, seat__case=case_id)
    if not failed.exists():
        return ()
    # The newest one counts: a mended address is sent to again.
    since = Delivery.objects.filter(
        seat=OuterRef("seat"), id__gt=OuterRef("id"), state__in=[DeliveryState.SENT, DeliveryState.GIVEN_UP]
    )
    eyes = eyes_of_facilitator(case_id, viewer)
    found = failed.filter(~Exists(since), seat__erased_at__isnull=True).select_related("seat__name")
    return tuple(eyes.name(one.seat) for one in found.order_by("seat_id"))
