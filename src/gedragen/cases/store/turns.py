"""Work that comes in many parts lets others write in between."""

from time import sleep

from django.db import connection

# Seconds. Who finds SQLite locked looks again after a tenth of a second at most, and sees nobody in line: so in this
# time everybody who waits has had a turn, also when somebody else was just ahead.
LOOKS_AGAIN = 0.1


def let_others_write() -> None:
    """Between two transactions of a long piece of work. PostgreSQL has a line, so there nobody has to wait for this."""
    if connection.vendor == "sqlite":
        sleep(LOOKS_AGAIN)
