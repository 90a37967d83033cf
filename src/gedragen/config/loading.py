"""Django with our settings and our tables, for a process that does one thing and ends."""

import atexit
import gc
import os


def load() -> None:
    """Read the settings and load the tables: most of what a short command takes."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gedragen.config.settings")
    # What is loaded stays: the collector would go through all of it in vain, time and again.
    gc.disable()
    django.setup()
    gc.freeze()
    gc.enable()
    from django.db import connections

    # And once more at the end, for a fifth of a short command. What is open is closed before that, not left to chance.
    atexit.register(gc.freeze)
    atexit.register(connections.close_all)
