"""Which statements set a group apart, and which almost everybody shares: the choices Polis makes."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from gedragen.opinion.arrays import Flags, Floats, Ints
from gedragen.opinion.groups.formulas import SIGNIFICANT, GroupCounts, GroupNumbers, share, share_test

Direction = Literal["agree", "disagree"]
MOST_SHOWN = 5


@dataclass(frozen=True)
class Pick:
    """A statement number and the side that is meant."""

    statement: int
    direction: Direction


def representative(counts: GroupCounts, numbers: GroupNumbers, kept: Flags) -> tuple[tuple[Pick, ...], ...]:
    """At most five statements for each group, agrees before disagrees; `kept` (statements) may be picked."""
    candidates = np.flatnonzero(kept)
    return tuple(_of_group(group, counts, numbers, candidates) for group in range(len(counts.seen)))


def _of_group(group: int, counts: GroupCounts, numbers: GroupNumbers, candidates: Ints) -> tuple[Pick, ...]:
    if not len(candidates):
        return ()
    agrees = numbers.agree_ratio_test[group] > numbers.disagree_ratio_test[group]
    chosen = _significant(group, numbers, agrees, candidates)
    best_agreed = _best_agreed(group, counts, numbers, candidates)
    if best_agreed is not None:
        chosen = [best_agreed] + [statement for statement in chosen if statement != best_agreed]
    elif not chosen:
        strongest = np.maximum(numbers.agree_ratio_test[group], numbers.disagree_ratio_test[group])
        chosen = [int(candidates[np.argmax(strongest[candidates])])]
    picks = [Pick(statement, "agree" if agrees[statement] else "disagree") for statement in chosen[:MOST_SHOWN]]
    return tuple(sorted(picks, key=lambda pick: pick.direction))


def _significant(group: int, numbers: GroupNumbers, agrees: Flags, candidates: Ints) -> list[int]:
    """Statements that pass both tests on one side, strongest first; ties in order of statement."""
    agree = (numbers.agree_ratio_test[group] > SIGNIFICANT) & (numbers.agree_test[group] > SIGNIFICANT)
    disagree = (numbers.disagree_ratio_test[group] > SIGNIFICANT) & (numbers.disagree_test[group] > SIGNIFICANT)
    passing = candidates[(agree | disagree)[candidates]]
    strength = np.where(agrees, _agree_strength(numbers, group), _disagree_strength(numbers, group))[passing]
    return [int(statement) for statement in passing[np.argsort(-strength, kind="stable")]]


def _agree_strength(numbers: GroupNumbers, group: int) -> Floats:
    strength: Floats = (
        numbers.agree_ratio[group]
        * numbers.agree_ratio_test[group]
        * numbers.agree_share[group]
        * numbers.agree_test[group]
    )
    return strength


def _disagree_strength(numbers: GroupNumbers, group: int) -> Floats:
    strength: Floats = (
        numbers.disagree_ratio[group]
        * numbers.disagree_ratio_test[group]
        * numbers.disagree_share[group]
        * numbers.disagree_test[group]
    )
    return strength


def _best_agreed(group: int, counts: GroupCounts, numbers: GroupNumbers, candidates: Ints) -> int | None:
    """The agreed statement that goes first, as Polis finds it: one walk, each statement against the best so far.

    A best that the group agrees with more than others do is only beaten by strength, any other by share x test.
    """
    ratio, agreed, test = numbers.agree_ratio[group], numbers.agree_share[group], numbers.agree_test[group]
    strength, general = _agree_strength(numbers, group), agreed * test
    spoken = (counts.agree[group] > 0) | (counts.disagree[group] > 0)
    good = spoken & ((test > SIGNIFICANT) | ((ratio > 1) & (agreed > 0.5)))
    walk = candidates[spoken[candidates]]
    first = np.flatnonzero(good[walk])
    if not len(first):
        return None
    walk = walk[first[0] :]
    best, to_beat = 0, strength if ratio[walk[0]] > 1 else general
    while True:
        better = np.flatnonzero(to_beat[walk[best:]] > to_beat[walk[best]])
        if not len(better):
            return int(walk[best])
        best += int(better[0])
        to_beat = strength if ratio[walk[best]] > 1 else general


def majority(counts: GroupCounts, keep: Flags) -> tuple[Pick, ...]:
    """Statements that more than half of everybody shares, significantly: five each way, strongest first."""
    everybody = counts.everybody
    picks: list[Pick] = []
    sides: tuple[tuple[Direction, Ints], ...] = (("agree", everybody.agree), ("disagree", everybody.disagree))
    for direction, votes in sides:
        fraction, test = share(votes, everybody.seen)[0], share_test(votes, everybody.seen)[0]
        passing = np.flatnonzero(keep & (fraction > 0.5) & (test > SIGNIFICANT))
        order = np.argsort(-(fraction * test)[passing], kind="stable")[:MOST_SHOWN]
        picks.extend(Pick(int(statement), direction) for statement in passing[order])
    return tuple(picks)
