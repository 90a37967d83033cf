"""Whose mail does not arrive: the facilitator must reach them in another way."""

from gedragen.cases.queries.sight import eyes_of_facilitator
from gedragen.notices.models import Delivery, DeliveryState


def undelivered_to(case_id: int, *, viewer: int) -> tuple[str, ...]:
    """The names of those whose newest finished delivery was given up. For the facilitator; raises Denied for others."""
    eyes = eyes_of_facilitator(case_id, viewer)
    finished = Delivery.objects.filter(
        seat__case=case_id, seat__erased_at__isnull=True, state__in=[DeliveryState.SENT, DeliveryState.GIVEN_UP]
    )
    # The newest one counts: a mended address is sent to again.
    newest = {one.seat_id: one for one in finished.select_related("seat__name").order_by("id")}
    failed = [one for one in newest.values() if one.state == DeliveryState.GIVEN_UP]
    return tuple(eyes.name(one.seat) for one in sorted(failed, key=lambda one: one.seat_id or 0))
