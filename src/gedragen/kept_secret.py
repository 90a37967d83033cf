"""A secret in a file: made at first use, the same at every start, readable by this user only."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


def kept_secret(path: Path, fresh: Callable[[], str]) -> str:
    """What `path` holds. It appears there whole, and of two starts at once the secret of the first stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        # A file made like this is for its owner only from its first byte.
        with NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}-") as file:
            file.write(fresh() + "\n")
            file.flush()
            os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(file.name, path)
    return path.read_text().strip()
