"""What nobody needs any more goes: tries that no longer count, codes and sessions whose time is over."""

from datetime import datetime

from django.contrib.sessions.models import Session

from gedragen.people.sign_in_codes import forget_old_codes
from gedragen.people.throttle import forget_old_tries


def forget_expired(*, at: datetime) -> None:
    forget_old_tries(at=at)
    forget_old_codes(at=at)
    Session.objects.filter(expire_date__lt=at).delete()
