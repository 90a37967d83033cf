"""What notices must remember: how far each journal was read, and which mails go out. No address and no text."""

from gedragen.notices.models.delivery import Channel, Delivery, DeliveryState
from gedragen.notices.models.lease import Lease
from gedragen.notices.models.reading import Reading

__all__ = ["Channel", "Delivery", "DeliveryState", "Lease", "Reading"]
