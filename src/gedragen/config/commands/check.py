"""`gedragen check`: what stands in the way of serving safely, in sentences."""

import argparse

from django.conf import settings
from django.core.checks import run_checks
from django.db import connection

from gedragen.clock import now
from gedragen.config import checks, environment, health
from gedragen.notices.audit import audit_now


def run(args: argparse.Namespace) -> int:
    if args.list:
        for name, meaning in environment.NAMES.items():
            print(f"{name}\n    {meaning}")
        return 0
    problems = [str(message) for message in run_checks()] + checks.start_problems(host="localhost")
    problems += health.file_problems()
    problems += health.table_problems() if not problems else []
    behind = health.table_doubts() if not problems else []
    doubts = health.settings_doubts() + behind
    if not problems and not behind:
        problems += checks.room_key_misfits() + checks.erasure_problems() + health.key_problems()
        problems += audited() if args.audit else health.audit_problems()
        doubts += health.asset_doubts() + health.work_doubts(at=now()) + health.audit_doubts(at=now())
        print(health.last_audit() or "No audit was done yet.")
    for problem in problems:
        print(f"- {problem}")
    for doubt in doubts:
        print(f"? {doubt}")
    if problems:
        return 1
    verdict = "Nothing stands in the way; look at what has a ?" if doubts else "All is well"
    print(f"{verdict}: {settings.BASE_URL}, database {connection.vendor}, mail by {mail_way()}.")
    return 0


def audited() -> list[str]:
    """Look at all of it now, which takes minutes where there is much."""
    found: list[str] = []
    audit_now(at=now(), tell=lambda one: found.append(str(one)))
    return found


def mail_way() -> str:
    host = getattr(settings, "EMAIL_HOST", "")
    return f"{host}" if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend") else "files in the data folder"
