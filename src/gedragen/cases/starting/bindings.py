"""How the entries of starting belong to the texts they tell of, replaced ones too. See `audit.case` for the row."""

from gedragen.cases.starting.entries import CASE_INTRODUCED, LEVEL_SET, STAGE_ENTERED
from gedragen.cases.store.bindings import of_kind
from gedragen.cases.store.entries import CASE_OPENED

BINDINGS = (
    of_kind("Title {}", "title", {CASE_OPENED: "title", CASE_INTRODUCED: "title"}),
    of_kind("Question {} of the situation", "question", {CASE_OPENED: "question", CASE_INTRODUCED: "question"}),
    of_kind("Story {}", "story", {CASE_OPENED: "story", CASE_INTRODUCED: "story"}),
    of_kind("Reason {} for another level", "level-reason", {LEVEL_SET: "reason"}),
    of_kind("Reason {} to go back a stage", "stage-reason", {STAGE_ENTERED: "reason"}),
)
