"""An approach of somebody's own: one of ours in format 2, under a key of its own, with keys of that format added."""

import re
from datetime import datetime

from gedragen.cases.store.constitutions import add_file
from gedragen.method.constitution.faults import ApproachBroken
from gedragen.method.constitution.files import SHIPPED, ApproachFile, read_file

KEYS = {"neighbourhood": "own_street", "family_group_conference": "own_family"}

ASKED = """[[talk.asks]]
key = "safe"
nl = "Voelt u zich veilig?"
en = "Do you feel safe?"
becomes = "tick"
note = true

[[talk.asks]]
key = "sleep"
nl = "Slaapt u goed?"
en = "Do you sleep well?"
becomes = "tick"
"""


def own_file(*added: str, like: str = "neighbourhood", without: str = "") -> str:
    """Its text. `added`: keys of the top first, then tables. `without`: a line of ours that is left out."""
    text = (SHIPPED / f"{like}.toml").read_text(encoding="utf-8")
    text = text.replace("format = 1", "format = 2").replace(f'key = "{like}"', f'key = "{KEYS[like]}"')
    text = re.sub(r"asks_footing = true.*", "", text)
    assert without in text
    head, tables = text.replace(without, "", 1).split("\n[name]\n", 1)
    keys = [one for one in added if not one.lstrip().startswith("[")]
    rest = [one for one in added if one.lstrip().startswith("[")]
    return "\n".join([head, *keys, "[name]", tables, *rest])


def read_own(*added: str, like: str = "neighbourhood", without: str = "") -> ApproachFile:
    return read_file(own_file(*added, like=like, without=without), "own.toml")


def faults_of(*added: str, like: str = "neighbourhood") -> dict[str, str]:
    """What is wrong with it, by key."""
    try:
        read_own(*added, like=like)
    except ApproachBroken as broken:
        return {fault.key: fault.mend for fault in broken.faults}
    return {}


def without_chosen_circle(family: str) -> str:
    """A file like that of a family, in which nobody says yes or no to each who is invited."""
    family = re.sub(r"main_person_chooses = .*", "", family).replace(', "counsel"', "")
    return re.sub(r'\[\[rooms\]\]\nkey = "counsel"(?:.+\n)+\n', "", family)


def add_own(at: datetime, *added: str, like: str = "neighbourhood") -> str:
    """Add it, so that a question can be taken up with it. Returns its key."""
    return add_file(own_file(*added, like=like), "own.toml", by=None, at=at).key
