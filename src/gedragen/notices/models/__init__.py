"""What notices must remember: how far each journal was read, which mails go out, and what an audit found.

No address and no text.
"""

from gedragen.notices.models.audit import AuditRun
from gedragen.notices.models.delivery import Channel, Delivery, DeliveryState
from gedragen.notices.models.lease import Lease
from gedragen.notices.models.reading import Reading

__all__ = ["AuditRun", "Channel", "Delivery", "DeliveryState", "Lease", "Reading"]
