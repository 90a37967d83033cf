"""Sessions in the database, as Django keeps them but for one thing: who reads the table holds no session.

A row stands under the digest of its key. The key itself is in the browser's cookie and nowhere else.
"""

import hashlib
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import connection

from gedragen.clock import now


def kept_key(session_key: str) -> str:
    """What the table keeps of a key: 160 bits of its SHA-256, as many as the column has room for."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:40]


class SessionStore(db.SessionStore):
    """Read by one plain statement: putting Django's query together takes longer than its answer."""

    def load(self) -> dict[str, Any]:
        row = None
        if self.session_key:
            moment = connection.ops.adapt_datetimefield_value(now())
            with connection.cursor() as cursor:
                sql = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
                cursor.execute(sql, [kept_key(self.session_key), moment])
                row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])

    def exists(self, session_key: str) -> bool:
        return super().exists(kept_key(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        row.session_key = kept_key(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            super().delete(kept_key(key))
