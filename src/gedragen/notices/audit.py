"""The audit of every night, a stretch at a time, and what the newest one that is whole came to."""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from django.utils import timezone

from gedragen.cases.audit.audit import audit_approaches, audit_case, cases_after
from gedragen.cases.audit.differences import Differs, Findings
from gedragen.cases.models import Case
from gedragen.cases.store.vacuum import AT_NIGHT
from gedragen.method.terms import local_day
from gedragen.notices.models import AuditRun

# Seconds: deadlines and mail wait as long.
A_STRETCH = 30
# So many sentences are kept to be told again.
KEPT = 20
TOO_LONG_AGO = timedelta(days=2)


def audit_by_night(*, at: datetime, stretch: float = A_STRETCH) -> None:
    """Begin between 3 and 4, once a night, and go on at every tick until each situation was looked at."""
    run = AuditRun.objects.filter(ended_at__isnull=True).order_by("-id").first()
    if run is None:
        if timezone.localtime(at).hour != AT_NIGHT or _was_begun_today(at):
            return
        run = AuditRun.objects.create(begun_at=at)
        _keep(run, audit_approaches())
    began = monotonic()
    for case_id in cases_after(run.after):
        _keep(run, audit_case(case_id), after=case_id)
        if monotonic() - began > stretch:
            return
    _end(run, at)


def audit_now(*, at: datetime, tell: Callable[[Differs], None]) -> AuditRun:
    """All of it at once, for who asks: each difference is told as it is found, so nobody is mailed of them."""
    run = AuditRun.objects.create(begun_at=at, mailed_at=at)
    for findings in (audit_approaches(), *map(audit_case, cases_after(0))):
        for one in findings.differs:
            tell(one)
        _keep(run, findings)
    _end(run, at)
    return run


def newest_run() -> AuditRun | None:
    """The newest that is whole."""
    return AuditRun.objects.filter(ended_at__isnull=False).order_by("-id").first()


def is_long_ago(*, at: datetime) -> bool:
    """Whether there was something to look at for days, and nobody did."""
    run = newest_run()
    since = (
        run.ended_at if run is not None else Case.objects.order_by("id").values_list("brought_at", flat=True).first()
    )
    return since is not None and at - since > TOO_LONG_AGO


def _was_begun_today(at: datetime) -> bool:
    newest = AuditRun.objects.order_by("-id").first()
    return newest is not None and local_day(newest.begun_at) == local_day(at)


def _keep(run: AuditRun, findings: Findings, *, after: int = 0) -> None:
    run.looked += findings.looked
    run.erased += findings.erased
    run.differs += len(findings.differs)
    run.found = [*run.found, *(str(one) for one in findings.differs)][:KEPT]
    run.after = max(run.after, after)
    run.save()


def _end(run: AuditRun, at: datetime) -> None:
    run.ended_at = at
    run.save(update_fields=["ended_at"])
    AuditRun.objects.exclude(id=run.pk).delete()
