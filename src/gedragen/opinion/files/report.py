"""A whole analysis with names, verdicts and cautions: what the command prints and writes."""

from dataclasses import dataclass

import numpy as np

from gedragen.opinion.files.conversation import Conversation
from gedragen.opinion.files.csv_rows import Tell, quiet
from gedragen.opinion.groups.alike import Alike, alike
from gedragen.opinion.groups.analysis import Analysis, analyse, with_groups
from gedragen.opinion.groups.choose_k import choose_k
from gedragen.opinion.groups.sensitivity import Sensitivity, sensitivities
from gedragen.opinion.groups.stability import Stability, stability_of
from gedragen.opinion.groups.verdict import THRESHOLD, Verdict, verdicts

Json = dict[str, object]


@dataclass(frozen=True, eq=False)
class Judged:
    """Verdicts at one threshold, with what they depend on."""

    threshold: float
    verdicts: tuple[Verdict, ...]
    sensitivities: tuple[Sensitivity, ...]


@dataclass(frozen=True, eq=False)
class OpinionReport:
    """`statements` are the places of the statements that consensus and verdicts speak about."""

    conversation: Conversation
    analysis: Analysis
    stability: Stability
    statements: tuple[int, ...]
    judged: tuple[Judged, ...]
    alike: Alike


def opinion_report(
    conversation: Conversation,
    *,
    thresholds: tuple[float, ...] = (THRESHOLD,),
    with_moderated: bool = False,
    tell: Tell = quiet,
) -> OpinionReport:
    """The full analysis, k by silhouette and stability, verdicts with their sensitivity, near-identical voters.

    `with_moderated` treats what the export moderated out like the other statements.
    """
    rows = conversation.rows
    moderated = np.zeros_like(conversation.moderated) if with_moderated else conversation.moderated
    tell(f"{rows.votes:,} votes read; looking for groups")
    analysis = analyse(rows, moderated=moderated)
    tell("looking whether other people give the same groups")
    stability = stability_of(rows, analysis.map)
    if analysis.map.silhouettes:
        k = choose_k(analysis.map.silhouettes, stability.agreement)
        analysis = analysis if k == analysis.k else with_groups(rows, analysis.map, k)
    statements = [int(statement) for statement in np.flatnonzero(~moderated)]
    judged = tuple(
        Judged(
            threshold,
            verdicts(analysis.counts, statements, threshold),
            sensitivities(rows, analysis, statements, threshold),
        )
        for threshold in thresholds
    )
    tell("looking for voters who are almost the same")
    return OpinionReport(conversation, analysis, stability, tuple(statements), judged, alike(rows))


def as_json(report: OpinionReport) -> Json:
    """Documented in docs/opinion.md; ids are the file's own, as strings."""
    conversation, analysis = report.conversation, report.analysis
    grouped = np.flatnonzero(analysis.labels >= 0)
    return {
        "participants": len(conversation.participants),
        "grouped": len(grouped),
        "statements": len(conversation.statements),
        "votes": conversation.rows.votes,
        "k": analysis.k,
        "map": analysis.map.drawn,
        "groups": _groups(report),
        "membership": {
            conversation.participants[person]: label
            for person, label in zip(grouped.tolist(), analysis.labels[grouped].tolist(), strict=True)
        },
        "projection": _projection(report),
        "consensus": _consensus(report),
        "majority": [
            {"statement": conversation.statements[pick.statement], "direction": pick.direction}
            for pick in analysis.majority
        ],
        "verdicts": [_verdict(report, *pair) for judged in report.judged for pair in _pairs(judged)],
        "priority": {
            conversation.statements[statement]: float(analysis.priority[statement]) for statement in report.statements
        },
        "silhouettes": {str(k): value for k, value in analysis.map.silhouettes.items()},
        "stability": {str(k): value for k, value in report.stability.agreement.items()},
        "near_identical": {
            "considered": report.alike.considered,
            "groups": [[conversation.participants[person] for person in group] for group in report.alike.groups],
        },
    }


def _groups(report: OpinionReport) -> list[Json]:
    statements, analysis = report.conversation.statements, report.analysis
    return [
        {
            "id": group,
            "size": size,
            "representative": [
                {"statement": statements[pick.statement], "direction": pick.direction} for pick in picks
            ],
        }
        for group, (size, picks) in enumerate(zip(analysis.sizes, analysis.representative, strict=True))
    ]


def _projection(report: OpinionReport) -> Json:
    """Everybody's place; empty when there are too few people for a map."""
    if report.analysis.map.drawn in ("nobody", "few-voters"):
        return {}
    places = report.analysis.map.coordinates.tolist()
    return dict(zip(report.conversation.participants, places, strict=True))


def _consensus(report: OpinionReport) -> list[Json]:
    """All statements, highest first, equal ones in order; empty when nobody is grouped."""
    if not report.analysis.k:
        return []
    value = report.analysis.consensus
    order = sorted(report.statements, key=lambda statement: (-value[statement], statement))
    names = report.conversation.statements
    return [{"statement": names[statement], "value": float(value[statement])} for statement in order]


def _pairs(judged: Judged) -> list[tuple[Verdict, Sensitivity]]:
    return list(zip(judged.verdicts, judged.sensitivities, strict=True))


def _verdict(report: OpinionReport, verdict: Verdict, sensitivity: Sensitivity) -> Json:
    return {
        "statement": report.conversation.statements[verdict.statement],
        "threshold": verdict.threshold,
        "verdict": verdict.answer,
        "no_in": list(verdict.no_in),
        "groups": [
            {
                "id": group.group,
                "agree": group.agree,
                "disagree": group.disagree,
                "pass": group.passed,
                "lower": group.lower,
                "upper": group.upper,
            }
            for group in verdict.groups
        ],
        "votes_needed": verdict.votes_needed,
        "sensitivity": {
            "without_smallest": sensitivity.without_smallest,
            "one_group_fewer": sensitivity.one_fewer,
            "one_group_more": sensitivity.one_more,
        },
    }
