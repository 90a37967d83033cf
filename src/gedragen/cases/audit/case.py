"""How the entries of a whole situation belong to its row: question, level, approach, phase and end."""

from collections.abc import Iterable, Mapping

from gedragen.cases.ending.entries import ENDED_WITHOUT_PLAN, STOPPED_BY_MAIN_PERSON
from gedragen.cases.models import Case, JournalEntry
from gedragen.cases.people.entries import PLACE_CHOSEN
from gedragen.cases.rounds.entries import CASE_CLOSED
from gedragen.cases.starting.entries import (
    CARRYING_OUT_BEGAN,
    CASE_INTRODUCED,
    DECIDING_BEGAN,
    FOOTING_SET,
    FRAMES_FROZEN,
    LENGTH_SET,
    LEVEL_SET,
    PLAN_WITHOUT_MEETING,
    QUESTION_BROUGHT,
    STAGE_ENTERED,
    STOPPED_IN_PREPARATION,
    WITHDRAWN_BY_PARTY,
)
from gedragen.cases.store.bindings import Binding, Key, Record, Says, of_kind
from gedragen.cases.store.entries import CASE_OPENED, CONSTITUTION_KEPT, KINDS, WORDING_CHANGED, Kind
from gedragen.method.phases import Ending, Phase

INTRODUCED = {name: name for name in ("title", "question", "story", "meeting")}


def _ends(ending: Ending, **texts: str) -> Says:
    return Says(texts, sets={"ending": ending})


SAYS: Mapping[Kind, Says] = {
    QUESTION_BROUGHT: Says({"question": "brought"}),
    CASE_OPENED: Says(INTRODUCED, ("approach", "constitution", "level", "sides"), {"phase": Phase.STARTING}),
    CASE_INTRODUCED: Says(INTRODUCED),
    PLACE_CHOSEN: Says.same("meeting"),
    LEVEL_SET: Says(values=("level", "sides")),
    CONSTITUTION_KEPT: Says(values=("approach", "constitution")),
    WORDING_CHANGED: Says(values=("approach", "constitution")),
    FOOTING_SET: Says(values=("footing",)),
    STAGE_ENTERED: Says({"reason": "back_because"}, ("stage",)),
    FRAMES_FROZEN: Says(sets={"phase": Phase.PREPARING}),
    DECIDING_BEGAN: Says(sets={"phase": Phase.DECIDING}),
    CARRYING_OUT_BEGAN: Says(sets={"phase": Phase.CARRYING_OUT}),
    ENDED_WITHOUT_PLAN: _ends(Ending.NO_PLAN, tried="ending_words", stays_open="open_words"),
    STOPPED_BY_MAIN_PERSON: _ends(Ending.NO_PLAN, reason="ending_words"),
    PLAN_WITHOUT_MEETING: _ends(Ending.PLAN_WITHOUT_MEETING, plan="ending_words"),
    STOPPED_IN_PREPARATION: _ends(Ending.STOPPED_IN_PREPARATION, reason="ending_words"),
    WITHDRAWN_BY_PARTY: _ends(Ending.WITHDRAWN_BY_PARTY),
    CASE_CLOSED: _ends(Ending.CARRIED),
}
# The first stage of a phase is told with the phase.
NEW_PHASE = (FRAMES_FROZEN, DECIDING_BEGAN, CARRYING_OUT_BEGAN)
TEXTS = ("title", "question", "story", "meeting", "brought", "ending_words", "open_words", "back_because")


def _case(entries: Iterable[JournalEntry]) -> dict[Key, Record]:
    record = Record(0, dict.fromkeys(TEXTS, ""), {"ending": ""})
    lengths: dict[str, list[object]] = {}
    for entry in entries:
        if entry.kind == LENGTH_SET:
            lengths[entry.data["setting"]] = [entry.data["unit"], entry.data["number"]]
            record.values["lengths"] = lengths
            continue
        record.add(entry, SAYS[KINDS[entry.kind]])
        if entry.kind in NEW_PHASE:
            record.texts["back_because"] = ""
            record.values.pop("stage", None)
    return {(): record} if record.entry else {}


BINDINGS = (
    Binding(
        what="The situation",
        kinds=(*SAYS, LENGTH_SET),
        tell=_case,
        rows=lambda case_id: Case.objects.filter(id=case_id).select_related(*TEXTS),
        key=lambda _: (),
        values={
            "approach": lambda case: case.approach_key,
            "constitution": lambda case: case.constitution_id,
            "level": lambda case: case.level,
            "sides": lambda case: case.asks_sides or None,
            "footing": lambda case: case.footing,
            "stage": lambda case: case.stage,
            "phase": lambda case: case.phase,
            "ending": lambda case: case.ending,
            "lengths": lambda case: case.lengths,
        },
    ),
    of_kind(
        "Place to meet {}", "meeting", {CASE_OPENED: "meeting", CASE_INTRODUCED: "meeting", PLACE_CHOSEN: "meeting"}
    ),
)
