"""Which version of a case is there now: the newest hash of its journal, by which its record is found.

Every page and every act begins with one of these; to let Django put them together takes longer than to answer them.
"""

from django.db import connection

from gedragen.access.doing import NotFound


def version_at(address: str) -> tuple[int, str]:
    """The case at an address, and its version. Raises NotFound."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, journal_head FROM cases_case WHERE address = %s", [address])
        found = cursor.fetchone()
    if found is None:
        raise NotFound
    return int(found[0]), str(found[1])


def version_of(case_id: int) -> str:
    """The version of a case. Raises NotFound."""
    return _read("SELECT journal_head FROM cases_case WHERE id = %s", case_id)


def held_version(case_id: int) -> str:
    """The version of a case that stays so until this transaction ends, beside others who hold it. Raises NotFound."""
    if connection.vendor != "postgresql":
        return version_of(case_id)  # on SQLite a transaction is alone by itself (BEGIN IMMEDIATE)
    # Django has no shared row lock.
    return _read("SELECT journal_head FROM cases_case WHERE id = %s FOR SHARE", case_id)


def _read(sql: str, case_id: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql, [case_id])
        found = cursor.fetchone()
    if found is None:
        raise NotFound
    return str(found[0])
