"""A secret in a file is made once, and nobody ever reads half of it."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from gedragen.kept_secret import kept_secret


def test_a_secret_is_made_once_and_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "secret"
    assert kept_secret(path, lambda: "first") == "first"
    assert kept_secret(path, lambda: "second") == "first"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["secret"]


def test_of_many_starts_at_once_all_read_the_same_whole_secret(tmp_path: Path) -> None:
    numbers = count()

    def start(_: int) -> str:
        return kept_secret(tmp_path / "secret", lambda: f"{next(numbers)}-" + "x" * 100_000)

    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(start, range(64)))
    assert len(found) == 1
    assert len(found.pop()) > 100_000
