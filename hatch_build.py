"""What a release carries besides the source: the built look of the pages and the compiled translations.

An editable install gets neither: there the Makefile builds both in place, with `compile_messages` from here.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TOP = Path(__file__).resolve().parent
LOOK = Path("src/gedragen/pages/static/gedragen")


class CustomBuildHook(BuildHookInterface[Any]):
    """hatchling looks for this name."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        build_look()
        build_data["artifacts"].append(f"/{LOOK}/")
        for compiled in compile_messages():
            inside = compiled.relative_to(TOP)
            # In a wheel the translations live in the package, in a source release where they always are.
            build_data["force_include"][str(compiled)] = (
                str(Path("gedragen") / inside) if self.target_name == "wheel" else str(inside)
            )


def build_look() -> None:
    """Only where it is missing: whoever builds a wheel from a source release needs no Node."""
    if any((TOP / LOOK).glob("*.css")):
        return
    if shutil.which("npm") is None:
        raise SystemExit("The look of the pages is not built yet, and building it needs Node 20 with npm.")
    for command in (["npm", "ci"], ["npm", "run", "build"]):
        subprocess.run(command, cwd=TOP, check=True)


def compile_messages() -> list[Path]:
    """Compile every translation that changed since it was compiled; returns all compiled files."""
    compiled = []
    for source in sorted((TOP / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.is_file() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
        compiled.append(target)
    return compiled


if __name__ == "__main__":
    compile_messages()
