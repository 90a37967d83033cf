"""Polis's numbers from counts: shares, tests, representativeness, consensus, what to show next.

Published formulas of Polis (its sources of October 2024); every array is groups x statements unless said.
"""

from dataclasses import dataclass

import numpy as np

from gedragen.opinion.arrays import Flags, Floats, Int32s, Ints

SIGNIFICANT = 1.2815515655446004  # 90% one-sided
META_PRIORITY = 49.0


@dataclass(frozen=True)
class GroupCounts:
    """Votes of each group on each statement; `seen` includes passes."""

    agree: Ints
    disagree: Ints
    seen: Ints

    @classmethod
    def of(cls, counts: Int32s) -> "GroupCounts":
        """From groups x statements x (disagree, pass, agree)."""
        wide = counts.astype(np.int64)
        return cls(agree=wide[..., 2], disagree=wide[..., 0], seen=wide.sum(axis=-1))

    @property
    def passed(self) -> Ints:
        return self.seen - self.agree - self.disagree

    @property
    def everybody(self) -> "GroupCounts":
        """One group of all: 1 x statements."""
        return GroupCounts(
            self.agree.sum(axis=0, keepdims=True),
            self.disagree.sum(axis=0, keepdims=True),
            self.seen.sum(axis=0, keepdims=True),
        )


@dataclass(frozen=True)
class GroupNumbers:
    """For agreeing and for disagreeing: the smoothed share, its test, the ratio to all others, its test."""

    agree_share: Floats
    disagree_share: Floats
    agree_test: Floats
    disagree_test: Floats
    agree_ratio: Floats
    disagree_ratio: Floats
    agree_ratio_test: Floats
    disagree_ratio_test: Floats

    @property
    def consensus(self) -> Floats:
        """Group-informed consensus: the product over groups of the share that agrees (statements)."""
        product: Floats = self.agree_share.prod(axis=0)
        return product


def share(votes: Ints, seen: Ints) -> Floats:
    """(votes + 1) / (seen + 2): one half where nobody voted."""
    return (votes + 1) / (seen + 2)


def share_test(votes: Ints, seen: Ints) -> Floats:
    """One-proportion z-test against one half, every count raised by one."""
    raised = seen + 1
    return 2 * np.sqrt(raised) * ((votes + 1) / raised - 0.5)


def ratio_test(votes: Ints, others_votes: Ints, seen: Ints, others_seen: Ints) -> Floats:
    """Two-proportion z-test of a group against all others, every count raised by one; 0 when all agree."""
    inside, outside = votes + 1, others_votes + 1
    people, others = seen + 1, others_seen + 1
    pooled = (inside + outside) / (people + others)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(pooled * (1 - pooled) * (1 / people + 1 / others))
        test = (inside / people - outside / others) / spread
    return np.where(pooled == 1, 0.0, test)


def group_numbers(counts: GroupCounts) -> GroupNumbers:
    everybody = counts.everybody
    others_seen = everybody.seen - counts.seen
    others_agree = everybody.agree - counts.agree
    others_disagree = everybody.disagree - counts.disagree
    agree_share, disagree_share = share(counts.agree, counts.seen), share(counts.disagree, counts.seen)
    return GroupNumbers(
        agree_share=agree_share,
        disagree_share=disagree_share,
        agree_test=share_test(counts.agree, counts.seen),
        disagree_test=share_test(counts.disagree, counts.seen),
        agree_ratio=agree_share / share(others_agree, others_seen),
        disagree_ratio=disagree_share / share(others_disagree, others_seen),
        agree_ratio_test=ratio_test(counts.agree, others_agree, counts.seen, others_seen),
        disagree_ratio_test=ratio_test(counts.disagree, others_disagree, counts.seen, others_seen),
    )


def routing_priority(everybody: GroupCounts, extremity: Floats, meta: Flags | None = None) -> Floats:
    """How strongly each statement asks to be shown next; draw in proportion to it (statements).

    `everybody` is one group of all grouped people; `extremity` the length of a lone vote on the map.
    """
    agree, seen, passed = everybody.agree[0], everybody.seen[0], everybody.passed[0]
    importance = (1 - (passed + 1) / (seen + 2)) * (1 + extremity) * ((agree + 1) / (seen + 2))
    priority = (importance * (1 + 8 * 2.0 ** (-seen / 5))) ** 2
    return priority if meta is None else np.where(meta, META_PRIORITY, priority)
