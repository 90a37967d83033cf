"""Sessions in the database, as Django keeps them, read by one plain statement."""

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection

from gedragen.clock import now


class SessionStore(db.SessionStore):
    """Every request begins with its session, and putting Django's query together takes longer than its answer."""

    def load(self) -> dict[str, Any]:
        moment = connection.ops.adapt_datetimefield_value(now())
        with connection.cursor() as cursor:
            sql = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
            cursor.execute(sql, [self.session_key, moment])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])
