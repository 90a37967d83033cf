"""Whether every sentence on screen has its Dutch. Run by `make check`; prints what is missing."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

TOP = Path(__file__).resolve().parents[2]
DUTCH = Path("locale/nl/LC_MESSAGES/django.po")


def gaps(catalogue: polib.POFile) -> list[str]:
    """Sentences without a Dutch one, with half a plural, or with a guess that nobody confirmed."""
    found = []
    for entry in catalogue:
        forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not entry.obsolete and (entry.fuzzy or not forms or not all(form.strip() for form in forms)):
            found.append(entry.msgid)
    return found


def unknown_names(catalogue: polib.POFile) -> list[str]:
    """Sentences whose Dutch asks for a value that the English does not bring: the page would fail."""
    return [
        entry.msgid
        for entry in catalogue
        for form in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if not names(form) <= names(entry.msgid) | names(entry.msgid_plural)
    ]


def names(sentence: str) -> set[str]:
    return {piece.split(")")[0] for piece in sentence.split("%(")[1:]}


def sentences(folder: Path) -> set[tuple[str | None, str]]:
    """Every sentence the source has now, found by Django itself in a copy of the tree."""
    shutil.copytree(TOP / "src", folder / "src", ignore=shutil.ignore_patterns("static", "__pycache__"))
    (folder / "locale").mkdir()
    # Without settings Django writes to the folder it stands in, and not to the translations of this tree.
    surroundings = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "nl", "--no-location"]
    subprocess.run(command, cwd=folder, env=surroundings, check=True, stdout=subprocess.DEVNULL)
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(folder / DUTCH))}


def problems() -> list[str]:
    catalogue = polib.pofile(str(TOP / DUTCH))
    faults = [f"has no Dutch: {sentence!r}" for sentence in gaps(catalogue)]
    faults += [f"asks for an unknown value in Dutch: {sentence!r}" for sentence in unknown_names(catalogue)]
    if shutil.which("xgettext") is None:
        print("translations: new sentences are not looked for, because gettext is not installed")
        return faults
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    with tempfile.TemporaryDirectory() as folder:
        new = sentences(Path(folder)) - known
    return faults + [f"is not in {DUTCH}: {sentence!r}" for _, sentence in sorted(new, key=str)]


def main() -> int:
    faults = problems()
    for problem in faults:
        print(problem)
    print(f"translations: {f'{len(faults)} to mend' if faults else 'complete'}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
