"""Several people at one moment: each call in a thread of its own, with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier


def together(*calls: Callable[[], object]) -> list[object]:
    """Start all calls at once and return, in their order, what each returned or the exception it raised.

    The test needs `@pytest.mark.django_db(transaction=True)`: other connections see only what is committed.
    """
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        from django.db import connection

        start.wait(timeout=60)
        try:
            return call()
        except Exception as error:  # noqa: BLE001 (the test decides what each error means)
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
