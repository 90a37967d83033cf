"""Is a statement supported in every group? Yes, no and where, or unclear and about how many votes short."""

import math
from dataclasses import dataclass
from typing import Literal

from gedragen.opinion.groups.formulas import GroupCounts

Answer = Literal["yes", "no", "unclear"]
THRESHOLD = 0.6
Z = 1.6448536269514722  # two-sided 90%
EDGE = 1e-12  # rounding in the bounds, so that a bound on the threshold counts as reaching it


@dataclass(frozen=True)
class GroupSupport:
    """One group on one statement; `lower` and `upper` bound the share of agree in agree + disagree."""

    group: int
    agree: int
    disagree: int
    passed: int
    lower: float
    upper: float


@dataclass(frozen=True)
class Verdict:
    """`no_in` names the groups without support when the answer is no.

    `votes_needed` is 0 when the answer stands, and None when no number of votes like those so far settles it.
    """

    statement: int
    threshold: float
    answer: Answer
    groups: tuple[GroupSupport, ...]
    no_in: tuple[int, ...]
    votes_needed: int | None


def wilson(agree: int, total: int) -> tuple[float, float]:
    """Wilson's 90% bounds for a share; from 0 to 1 when nobody voted."""
    if total == 0:
        return 0.0, 1.0
    square = Z * Z
    middle = (agree + square / 2) / (total + square)
    reach = Z / (total + square) * math.sqrt(agree * (total - agree) / total + square / 4)
    lower = 0.0 if agree == 0 else max(0.0, middle - reach)
    upper = 1.0 if agree == total else min(1.0, middle + reach)
    return lower, upper


def verdicts(counts: GroupCounts, statements: list[int], threshold: float = THRESHOLD) -> tuple[Verdict, ...]:
    """A verdict for each of `statements`, in that order."""
    check_threshold(threshold)
    agree, disagree, passed = counts.agree.tolist(), counts.disagree.tolist(), counts.passed.tolist()
    return tuple(
        judge(
            statement,
            [
                support(group, agree[group][statement], disagree[group][statement], passed[group][statement])
                for group in range(len(agree))
            ],
            threshold,
        )
        for statement in statements
    )


def check_threshold(threshold: float) -> None:
    if not 0 < threshold < 1:
        raise ValueError("A threshold is a share between 0 and 1, such as 0.6.")


def support(group: int, agree: int, disagree: int, passed: int) -> GroupSupport:
    lower, upper = wilson(agree, agree + disagree)
    return GroupSupport(group, agree, disagree, passed, lower, upper)


def judge(statement: int, groups: list[GroupSupport], threshold: float) -> Verdict:
    """Yes when every group's lower bound reaches the threshold; no when any upper bound stays under it."""
    no_in = tuple(group.group for group in groups if group.upper < threshold - EDGE)
    if no_in:
        answer: Answer = "no"
    elif groups and all(group.lower >= threshold - EDGE for group in groups):
        answer = "yes"
    else:
        answer = "unclear"
    needed = 0 if answer != "unclear" else votes_needed(groups, threshold)
    return Verdict(statement, threshold, answer, tuple(groups), no_in, needed)


def votes_needed(groups: list[GroupSupport], threshold: float) -> int | None:
    """About how many more votes settle it, if every group goes on agreeing as it does now.

    A group under the threshold settles it alone, with a no; otherwise every open group must reach its yes.
    None when a group that must speak has not voted, or stands exactly on the threshold.
    """
    to_no: list[int | None] = []
    to_yes: list[int | None] = []
    for group in groups:
        if group.lower >= threshold - EDGE:
            continue
        more = _votes_of_group(group, threshold)
        below = group.agree < threshold * (group.agree + group.disagree)
        (to_no if below else to_yes).append(more)
    settling_no = [more for more in to_no if more is not None]
    if settling_no:
        return min(settling_no)
    settling_yes = [more for more in to_yes if more is not None]
    return sum(settling_yes) if to_yes and len(settling_yes) == len(to_yes) else None


def _votes_of_group(group: GroupSupport, threshold: float) -> int | None:
    """Votes until the bound passes the threshold: Wilson's bound is where (share - t)^2 n = z^2 t (1 - t)."""
    total = group.agree + group.disagree
    if total == 0:
        return None
    distance = group.agree / total - threshold
    if abs(distance) < EDGE:
        return None
    return max(1, math.ceil(Z * Z * threshold * (1 - threshold) / distance**2) - total)
