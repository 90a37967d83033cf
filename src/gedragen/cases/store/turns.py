"""Work that comes in many parts lets others write in between."""

from time import sleep

from django.db import connection

# Who finds SQLite locked looks again after a tenth of a second at most, and sees nobody in line.
LOOKS_AGAIN = 0.12


def let_others_write() -> None:
    """Between two transactions of a long piece of work. PostgreSQL has a line, so there nobody has to wait for this."""
    if connection.vendor == "sqlite":
        sleep(LOOKS_AGAIN)
