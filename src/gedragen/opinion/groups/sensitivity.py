"""Would a verdict hold without the smallest group, with one group fewer, with one more?"""

from dataclasses import dataclass

import numpy as np

from gedragen.opinion.groups.analysis import Analysis, OpinionMap, labels_for
from gedragen.opinion.groups.formulas import GroupCounts
from gedragen.opinion.groups.verdict import THRESHOLD, Answer, verdicts
from gedragen.opinion.loops.kernels import Kernels, kernels
from gedragen.opinion.votes import VoteRows


@dataclass(frozen=True)
class Sensitivity:
    """The answer in each other grouping; None where that grouping does not exist."""

    statement: int
    without_smallest: Answer | None
    one_fewer: Answer | None
    one_more: Answer | None


def sensitivities(
    rows: VoteRows,
    analysis: Analysis,
    statements: list[int],
    threshold: float = THRESHOLD,
    *,
    using: Kernels | None = None,
) -> tuple[Sensitivity, ...]:
    """For each of `statements`, in that order; one group fewer than two is everybody together."""
    tools = using or kernels()
    answers = [
        _answers(_without_smallest(analysis), statements, threshold),
        _answers(_counts_at(rows, analysis.map, analysis.k - 1, tools), statements, threshold),
        _answers(_counts_at(rows, analysis.map, analysis.k + 1, tools), statements, threshold),
    ]
    return tuple(Sensitivity(statement, *found) for statement, *found in zip(statements, *answers, strict=True))


def _answers(counts: GroupCounts | None, statements: list[int], threshold: float) -> list[Answer | None]:
    if counts is None:
        return [None] * len(statements)
    return [verdict.answer for verdict in verdicts(counts, statements, threshold)]


def _without_smallest(analysis: Analysis) -> GroupCounts | None:
    if analysis.k < 2:
        return None
    # Groups are numbered from the largest, so the last one is the smallest.
    others = np.arange(analysis.k) < analysis.k - 1
    counts = analysis.counts
    return GroupCounts(counts.agree[others], counts.disagree[others], counts.seen[others])


def _counts_at(rows: VoteRows, drawing: OpinionMap, k: int, using: Kernels) -> GroupCounts | None:
    if k < 1 or (k > 1 and k not in drawing.clusterings):
        return None
    labels = labels_for(drawing, k)
    return GroupCounts.of(using.count(rows.starts, rows.codes, k, labels, rows.statements))
