"""A folder that has grown is split by word: nobody looks through sixty modules for the one that matters."""

from pathlib import Path

import pytest

from tests.architecture.tree import TOP

MOST_MODULES, MOST_TEMPLATES = 15, 20
TEMPLATES = {".html", ".txt"}


def full_folders(top: Path) -> list[str]:
    """Each folder below `top` that holds too much, with how much. Django numbers migrations itself."""
    full = []
    for folder in (top, *sorted(path for path in top.rglob("*") if path.is_dir())):
        ends = [path.suffix for path in folder.iterdir() if path.is_file()]
        modules, templates = ends.count(".py"), sum(end in TEMPLATES for end in ends)
        if modules > MOST_MODULES and folder.name != "migrations":
            full.append(f"{folder.relative_to(top)} has {modules} modules")
        if templates > MOST_TEMPLATES:
            full.append(f"{folder.relative_to(top)} has {templates} templates")
    return full


@pytest.mark.parametrize("part", ["src", "tests"])
def test_no_folder_is_too_full(part: str) -> None:
    assert full_folders(TOP / part) == []


def test_a_folder_that_is_too_full_is_seen(tmp_path: Path) -> None:
    for folder, number, end in (
        ("flat", 16, "py"),
        ("fits", 15, "py"),
        ("pages", 21, "html"),
        ("migrations", 30, "py"),
    ):
        (tmp_path / folder).mkdir()
        for one in range(number):
            (tmp_path / folder / f"a{one}.{end}").touch()
    assert full_folders(tmp_path) == ["flat has 16 modules", "pages has 21 templates"]
