"""One round of what time asks for: what is due in the cases, what the journals tell, the mail, and tidying up."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from gedragen.cases.due import run_due
from gedragen.cases.engine.erase_again import erase_again
from gedragen.cases.store.vacuum import write_files_anew
from gedragen.notices.alarm import send_alarm
from gedragen.notices.audit import audit_by_night
from gedragen.notices.lease import lease
from gedragen.notices.reading import read_journals
from gedragen.notices.sending import send_waiting
from gedragen.people.expired import forget_expired

log = logging.getLogger(__name__)


def tick(*, at: datetime) -> None:
    """Do it once, unless another worker is at it. Trouble in one part does not keep the others from their work."""
    _all_of(partial(clear_away, at=at), partial(_in_turn, at=at))


def _in_turn(*, at: datetime) -> None:
    with lease("worker", at=at) as mine:
        if mine:
            # Nothing that people wait for comes after the audit.
            parts = (run_due, read_journals, send_waiting, forget_expired, audit_by_night, send_alarm)
            _all_of(*(partial(part, at=at) for part in parts))


def clear_away(*, at: datetime) -> None:
    """What waits for no clock and for no other worker: what was erased leaves the tables and the files."""
    _all_of(partial(erase_again, at=at), partial(write_files_anew, at=at))


def _all_of(*parts: Callable[[], object]) -> None:
    trouble: Exception | None = None
    for part in parts:
        try:
            part()
        except Exception as error:
            if trouble is not None:
                log.exception("Another part of the work failed as well.")
            trouble = trouble or error
    if trouble is not None:
        raise trouble
