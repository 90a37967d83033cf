"""How the entries of the frame test belong to their rows."""

from collections.abc import Iterable

from django.db.models import QuerySet

from gedragen.cases.frame_test.entries import (
    DECISION_DIFFERS,
    DECISION_DOUBTED,
    DECISION_RECORDED,
    DOUBT_ANSWERED,
    FRAME_TEST_ASKED,
    FRAME_TEST_ESCALATED,
    FRAME_TEST_OVERDUE,
    INFORMATION_GIVEN,
    VERDICT_GIVEN,
)
from gedragen.cases.models import (
    DecisionDoubt,
    Difference,
    DoubtAnswer,
    FormalDecision,
    FrameTest,
    FrameVerdict,
    JournalEntry,
)
from gedragen.cases.store.bindings import Binding, Key, Record, Says, of_kind, telling
from gedragen.cases.store.entries import FRAME_TEST_CLOSED
from gedragen.method.frame_test import TestResult, Verdict


def _verdicts(entries: Iterable[JournalEntry]) -> dict[Key, Record]:
    """What was missing stays when the verdict follows."""
    records: dict[Key, Record] = {}
    for entry in entries:
        data = entry.data
        texts = {"words": "", "missing": "", "information": ""}
        record = records.setdefault((data["test"], data["frame"]), Record(entry.number, texts))
        record.entry = entry.number
        if entry.kind == INFORMATION_GIVEN:
            record.texts["information"] = data["information"]
            continue
        record.values["verdict"] = data["verdict"]
        words = data.get("words", "")
        if data["verdict"] == Verdict.NEEDS_INFORMATION:
            record.texts |= {"words": "", "missing": words}
        elif data["verdict"] != Verdict.MET_BY_SILENCE:
            record.texts["words"] = words
    return records


def _verdict_rows(case_id: int) -> QuerySet[FrameVerdict]:
    texts = ("test", "frame", "words", "missing", "information")
    return FrameVerdict.objects.filter(test__case=case_id).order_by("id").select_related(*texts)


BINDINGS = (
    Binding(
        what="Frame test {}",
        kinds=(FRAME_TEST_ASKED, FRAME_TEST_CLOSED, FRAME_TEST_ESCALATED, FRAME_TEST_OVERDUE),
        tell=telling(
            ("test",),
            {
                FRAME_TEST_ASKED: Says(values=("plan",), sets={"result": TestResult.OPEN}),
                FRAME_TEST_CLOSED: Says(values=("result",)),
                FRAME_TEST_ESCALATED: Says(values=("due_at",), sets={"escalated": True}),
                FRAME_TEST_OVERDUE: Says(sets={"overdue": True}),
            },
        ),
        rows=lambda case_id: (
            FrameTest.objects.filter(case=case_id).order_by("number").prefetch_related("versions__item")
        ),
        key=lambda test: (test.number,),
        values={
            "plan": lambda test: sorted([one.item.number, one.number] for one in test.versions.all()),
            "result": lambda test: test.result,
            "escalated": lambda test: test.escalated_at is not None,
            "overdue": lambda test: test.overdue_at is not None,
        },
    ),
    Binding(
        what="Frame test {}, what was said of limit {}",
        kinds=(VERDICT_GIVEN, INFORMATION_GIVEN),
        tell=_verdicts,
        rows=_verdict_rows,
        key=lambda one: (one.test.number, one.frame.number),
        values={"verdict": lambda one: one.verdict},
    ),
    Binding(
        what="Formal decision {}",
        kinds=(DECISION_RECORDED,),
        tell=telling(
            ("decision",),
            {DECISION_RECORDED: Says.same("words", "rights", values=("decided_on", "differs"))},
        ),
        rows=lambda case_id: (
            FormalDecision.objects.filter(case=case_id)
            .order_by("number")
            .select_related("words", "rights")
            .prefetch_related("differences__item")
        ),
        key=lambda decision: (decision.number,),
        values={
            "decided_on": lambda decision: decision.decided_on.isoformat(),
            "differs": lambda decision: sorted(one.item.number for one in decision.differences.all()),
        },
    ),
    Binding(
        what="Formal decision {}, what it says of item {}",
        kinds=(DECISION_DIFFERS,),
        tell=telling(
            ("decision", "item"), {DECISION_DIFFERS: Says.same("words", "because", values=("version", "taken"))}
        ),
        # Of a decision of before this was told by an entry of its own.
        rows=lambda case_id: (
            Difference.objects.filter(decision__case=case_id, because__isnull=False)
            .order_by("id")
            .select_related("decision", "item", "words", "because", "version")
        ),
        key=lambda one: (one.decision.number, one.item.number),
        values={
            "version": lambda one: one.version.number if one.version is not None else None,
            "taken": lambda one: one.taken,
        },
    ),
    Binding(
        what="Doubt {2} about item {1} of formal decision {0}",
        kinds=(DECISION_DOUBTED,),
        tell=telling(("decision", "item"), {DECISION_DOUBTED: Says.same("words")}, counted=True),
        rows=lambda case_id: (
            DecisionDoubt.objects.filter(decision__case=case_id)
            .order_by("id")
            .select_related("decision", "item", "words")
        ),
        key=lambda one: (one.decision.number, one.item.number),
        counted=True,
    ),
    Binding(
        what="Formal decision {}, the answer to doubts about item {}",
        kinds=(DOUBT_ANSWERED,),
        tell=telling(("decision", "item"), {DOUBT_ANSWERED: Says.same("words")}),
        rows=lambda case_id: (
            DoubtAnswer.objects.filter(decision__case=case_id)
            .order_by("id")
            .select_related("decision", "item", "words")
        ),
        key=lambda one: (one.decision.number, one.item.number),
    ),
    of_kind("Text {} of the verdicts", "verdict", {VERDICT_GIVEN: "words"}),
    of_kind("Text {} of what was given for the frame test", "frame-information", {INFORMATION_GIVEN: "information"}),
)
