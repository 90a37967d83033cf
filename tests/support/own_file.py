"""An approach of somebody's own: one of ours in format 2, under a key of its own, with keys of that format added."""

import re
from datetime import datetime

from gedragen.cases.documents.commands import SignDocument, WriteDocument, sign_document, write_document
from gedragen.cases.store.constitutions import add_file
from gedragen.method.constitution.faults import ApproachBroken
from gedragen.method.constitution.files import SHIPPED, ApproachFile, read_file
from tests.support.cast import Cast, make_case, to_carrying_out, to_deciding, to_preparing
from tests.support.stage import on_stage

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
    text = re.sub(r"(# A question of many.*\n)?(\[\[circles\]\]\n(?:.+\n)+\n)+", "", text)
    # Who comes in beforehand, and what is asked in a talk, is for each file to say.
    text = re.sub(r"(others_before_frames|self_nomination|keeper) = .*\n", "", text)
    text = re.sub(r"(# The question is theirs.*\n)?(\[\[talk\.asks\]\]\n(?:.+\n)+\n)+", "", text)
    assert without in text
    head, tables = text.replace(without, "", 1).split("\n[name]\n", 1)
    keys = [one for one in added if not one.lstrip().startswith("[")]
    rest = [one for one in added if one.lstrip().startswith("[")]
    return "\n".join([head, *keys, "[name]", tables, *rest])


def read_own(*added: str, like: str = "neighbourhood", without: str = "") -> ApproachFile:
    return read_file(own_file(*added, like=like, without=without), "own.toml")


def faults_of(*added: str, like: str = "neighbourhood") -> dict[str, str]:
    """What is wrong with it, by key."""
    return faults_in(own_file(*added, like=like))


def faults_in(text: str) -> dict[str, str]:
    """The same of a whole file."""
    try:
        read_file(text, "own.toml")
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


def add_meeting(at: datetime) -> str:
    """An approach of which the rounds are held in one meeting."""
    text = own_file().replace("[rounds]\n", "[rounds]\nsame_day = true\n")
    return add_file(text, "own.toml", by=None, at=at).key


# Besides a talk and a paper, all that only some approaches say.
SAYS_MORE = """[interpretation]
nl = "De methode beschrijft dit gesprek niet in wat wij vonden. Dit is onze invulling."
en = "What we found of the method does not describe this talk. This is our reading."
incomplete = true
sources = [
  { what = { nl = "Het script", en = "The script" }, url = "https://iirp.edu/k8qr", seen = "2026-02-20" },
]

[footing]
ask = true
allowed = ["voluntary"]
refused = { nl = "Dit kan alleen als iedereen zelf wil. Kies een andere.", en = "Only where everybody wants it." }

[leaving]
nl = "U mag op elk moment weggaan. U hoeft niet te zeggen waarom. Dan stopt het hier."
en = "You may leave at any moment. You need not say why. Then it stops here."

[words]
question = { nl = "De kwestie", en = "The question" }
frame = { nl = "De kaders", en = "The frames" }
round_day = { nl = "De plandag", en = "The plan day" }
talk = { nl = "Het voorgesprek", en = "The first talk" }
group = { nl = "De kring", en = "The circle" }

[[circles]]
key = "person"
name = { nl = "Wie het overkwam en wie het deed", en = "Who it happened to, and who did it" }

[[circles]]
key = "network"
name = { nl = "Steun van beide kanten", en = "Support of both sides" }

[[circles]]
key = "professional"
name = { nl = "Wie van beroep helpt", en = "Who helps by profession" }
"""
AGREEMENT = """[[documents]]
key = "agreement"
phase = "deciding"
name = { nl = "De afspraak", en = "The agreement" }
signed_by = "every-decider"
binding = "when_signed"
room = "plan"
fields = [
  { key = "what", nl = "Wat gebeurt er?", en = "What happens?", kind = "text" },
  { key = "until", nl = "Voor wanneer?", en = "By when?", kind = "date" },
  { key = "who", nl = "Wie doet het?", en = "Who does it?", kind = "seat" },
  { key = "how", nl = "Hoe?", en = "How?", kind = "choice", choices = [
    { key = "talk", nl = "Met een gesprek", en = "By talking" },
    { key = "letter", nl = "Met een brief", en = "By a letter" },
  ] },
]
"""
TO_FILL_IN = """[[deadlines]]
key = "decision"
nl = "De gemeente heeft besloten."
en = "The municipality has decided."
starts_at = "question-brought"
who = ["participant"]
kind = "setting"
setting = "decision"
"""
FULL = {"what": "Bram maakt de bank.", "until": "2026-05-01", "who": "4", "how": "talk"}


def with_paper(at: datetime, paper: str = AGREEMENT) -> Cast:
    """Deciding, under an approach with this paper; nobody has filled it in."""
    return on_stage(f"paper: {paper}", lambda: to_deciding(to_preparing(make_case(at, approach=add_own(at, paper)))))


def carrying_out(at: datetime, keys: str) -> Cast:
    """A plan that is being carried out, under an approach that says this of the follow-up."""
    text = own_file().replace("review_days = 14", f"review_days = 14\n{keys}")

    def walk() -> Cast:
        approach = add_file(text, "own.toml", by=None, at=at).key
        return to_carrying_out(to_deciding(to_preparing(make_case(at, approach=approach))))

    return on_stage(f"carrying out: {keys}", walk)


def filled_in(cast: Cast, values: dict[str, str] | None = None, *, read: int = 0, by: int | None = None) -> Cast:
    write_document(cast.case, WriteDocument(1, values or FULL, read), by=by or cast.bram, at=cast.at)
    return cast


def signed(cast: Cast, *seats: int, version: int = 1) -> Cast:
    for seat in seats or cast.deciders:
        sign_document(cast.case, SignDocument(1, version), by=seat, at=cast.at)
    return cast
