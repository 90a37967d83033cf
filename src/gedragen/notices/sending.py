"""Sending what waits: at least once, one bad address holds up nobody, and a dead server loses nothing."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from smtplib import SMTP, SMTPDataError, SMTPException, SMTPRecipientsRefused
from time import monotonic

from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q

from gedragen.notices.models import Delivery, DeliveryState
from gedragen.notices.still_asked import is_still_needed
from gedragen.notices.writing import has_address, message

log = logging.getLogger(__name__)

# Long enough for the slowest server; whoever dies meanwhile leaves the message to the next worker.
CLAIM = timedelta(minutes=5)
# How long to wait after the first, second … failure; the last one repeats.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=24),
)
# An address that refuses for more than two days is wrong. A server that is down is no address that refuses.
MOST_REFUSALS = 8
MOST_FAILURES = 5
# After so many failures in a row it is the server, and the rest waits for the next tick.
SERVER_IS_DOWN = 3

# Seconds until a server has answered and let us in; and until it has taken a message, which it may read first. Who
# hangs up in between sends again what had arrived.
TO_ANSWER = 30
TO_TAKE = 240

TROUBLE = (SMTPException, OSError)
# The server answered, and said no to this reader or to this message.
REFUSED = (SMTPRecipientsRefused, SMTPDataError)
# "Not now", and smtplib has closed the line by then.
HANGS_UP = "421"


def send_waiting(*, at: datetime) -> int:
    """Send all that is due, oldest first. Returns how many were sent."""
    since = monotonic()
    post = Post(lambda: at + timedelta(seconds=monotonic() - since))
    try:
        for delivery_id in _due(at):
            if post.is_down:
                break
            post.deliver(delivery_id)
    finally:
        post.close()
    return post.sent


def _due(at: datetime) -> Iterator[int]:
    waiting = Delivery.objects.filter(_is_due(at), state=DeliveryState.WAITING)
    return iter(list(waiting.order_by("next_try_at", "id").values_list("id", flat=True)))


def _is_due(at: datetime) -> Q:
    """Its moment has come; or lies further off than anybody puts it, by a clock that was wrong."""
    return Q(next_try_at__lte=at) | Q(next_try_at__gt=at + max(WAITS) + CLAIM)


class Post:
    """One connection to the mail server, for as long as it holds."""

    def __init__(self, moment: Callable[[], datetime]) -> None:
        self.moment = moment
        self.connection: BaseEmailBackend | None = None
        self.failures = 0
        self.sent = 0

    @property
    def is_down(self) -> bool:
        return self.failures >= SERVER_IS_DOWN

    def deliver(self, delivery_id: int) -> None:
        """Send one, or leave it for later. Nobody else tries meanwhile."""
        if not self._connect():
            return
        delivery = _claim(delivery_id, self.moment())
        if delivery is None:
            return
        if not has_address(delivery) or (delivery.seat and not is_still_needed(delivery.notice, delivery.seat)):
            _settle(delivery, DeliveryState.NOT_NEEDED)
            return
        self._send(delivery)

    def _connect(self) -> bool:
        """A server that cannot be reached costs no message an attempt."""
        if self.connection is not None:
            return True
        connection = get_connection(timeout=TO_ANSWER)
        try:
            connection.open()
            _be_patient(connection)
        except TROUBLE as error:
            log.warning("The mail server cannot be reached (%s); messages wait.", type(error).__name__)
            self.failures = SERVER_IS_DOWN
            return False
        self.connection = connection
        return True

    def _send(self, delivery: Delivery) -> None:
        at = self.moment()
        try:
            mail = message(delivery, at=at)
            mail.connection = self.connection
            mail.send()
        except (ValidationError, ValueError) as error:
            # Not an address, whatever server is asked.
            log.warning("Delivery %d has no usable address (%s).", delivery.pk, type(error).__name__)
            _settle(delivery, DeliveryState.GIVEN_UP)
        except REFUSED as error:
            log.warning("Delivery %d was refused (%s).", delivery.pk, type(error).__name__)
            self.failures = 0
            _postpone(delivery, at, refused=True)
            if HANGS_UP in str(error):
                self.close()
        except TROUBLE as error:
            log.warning("Delivery %d failed (%s).", delivery.pk, type(error).__name__)
            # Who was waited for so long in vain is not waited for again: deadlines come after this.
            self.failures = SERVER_IS_DOWN if _was_slow(error) else self.failures + 1
            _postpone(delivery, at, refused=False)
            self.close()
        except Exception:
            # A mistake of ours in one text must not keep the others waiting.
            log.exception("Delivery %d could not be written.", delivery.pk)
            _postpone(delivery, at, refused=False)
        else:
            self.failures, self.sent = 0, self.sent + 1
            delivery.sent_at = at
            _settle(delivery, DeliveryState.SENT)

    def close(self) -> None:
        """Hang up. After an error the state of a connection is anybody's guess."""
        if self.connection is None:
            return
        try:
            self.connection.close()
        except TROUBLE as error:
            log.info("The mail server hung up first (%s).", type(error).__name__)
        self.connection = None


def _be_patient(connection: BaseEmailBackend) -> None:
    server = getattr(connection, "connection", None)
    if isinstance(server, SMTP) and server.sock is not None:
        server.sock.settimeout(TO_TAKE)


def _was_slow(error: Exception) -> bool:
    """smtplib makes of it that the server hung up."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def _claim(delivery_id: int, at: datetime) -> Delivery | None:
    """Take it for ourselves in one statement: of two workers only one gets it."""
    waiting = Delivery.objects.filter(_is_due(at), id=delivery_id, state=DeliveryState.WAITING)
    if not waiting.update(next_try_at=at + CLAIM):
        return None
    found = Delivery.objects.select_related(
        "entry", "account", "seat__case__title", "seat__name", "seat__mail", "seat__case"
    )
    return found.get(id=delivery_id)


def _settle(delivery: Delivery, state: DeliveryState) -> None:
    delivery.state = state
    delivery.save(update_fields=["state", "sent_at"])


def _postpone(delivery: Delivery, at: datetime, *, refused: bool) -> None:
    delivery.attempts += 1
    if not refused:
        # An address does not come nearer to being wrong by a server that fails.
        delivery.attempts = min(delivery.attempts, MOST_FAILURES)
    elif delivery.attempts >= MOST_REFUSALS:
        delivery.state = DeliveryState.GIVEN_UP
    delivery.next_try_at = at + WAITS[min(delivery.attempts, len(WAITS)) - 1]
    delivery.save(update_fields=["attempts", "state", "next_try_at"])
