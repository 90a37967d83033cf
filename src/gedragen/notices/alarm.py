"""The mail to whoever runs the installation: an audit found something. Of what people wrote it says nothing."""

import logging
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage

from gedragen.notices.audit import newest_run
from gedragen.notices.models import AuditRun
from gedragen.notices.sending import TROUBLE

log = logging.getLogger(__name__)

TEXT = """\
The audit of {day} looked at {looked} things in the database of {site}.
{differs} of them are not what the journals recorded.

Nobody but an administrator can change them so. Texts of limits, promises and items
that differ are not shown any more, and nobody can decide on them.

See which they are, on the server:

    gedragen check --audit

What each line means, and what then: docs/evidence.md.
This mail comes once for each night in which an audit finds something.
"""


def send_alarm(*, at: datetime) -> None:
    """One mail for each audit that found something, until the mail server took it."""
    run = newest_run()
    if run is None or not run.differs or run.mailed_at is not None:
        return
    log.error("The audit found %d differences. Run `gedragen check --audit`.", run.differs)
    if settings.OPERATOR_EMAIL:
        try:
            _mail(run).send()
        except TROUBLE as error:
            log.warning(
                "The alarm of the audit could not be mailed (%s); the next tick tries again.", type(error).__name__
            )
            return
    run.mailed_at = at
    run.save(update_fields=["mailed_at"])


def _mail(run: AuditRun) -> EmailMessage:
    text = TEXT.format(day=run.begun_at.date(), looked=run.looked, differs=run.differs, site=settings.BASE_URL)
    subject = "Gedragen: an audit found differences"
    return EmailMessage(subject, text, to=[settings.OPERATOR_EMAIL], headers={"Auto-Submitted": "auto-generated"})
