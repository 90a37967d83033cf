"""How many groups there are: apart enough on the map, and found again among other people."""

from collections.abc import Mapping
from dataclasses import dataclass

MOST_GROUPS = 5
STABLE = 0.8  # mean agreement (adjusted Rand index) with the groups found among 80% of the people
STEADY_WINS = 4


def group_choices(places: int) -> list[int]:
    """The numbers of groups worth trying for this many distinct places on the map."""
    return list(range(2, min(MOST_GROUPS, 2 + places // 12) + 1)) if places >= 2 else []


def choose_k(silhouettes: Mapping[int, float], stability: Mapping[int, float] | None = None) -> int:
    """The k with the highest silhouette among those that are stable; among all when none is, or none was tried.

    Silhouettes equal to nine decimals are tied, and the smaller k wins.
    """
    steady = [k for k in silhouettes if stability is not None and stability.get(k, 0.0) >= STABLE]
    candidates = sorted(steady or silhouettes)
    return max(candidates, key=lambda k: (round(silhouettes[k], 9), -k))


@dataclass(frozen=True)
class SteadyK:
    """The number of groups on show, which changes only after the same other k won four times in a row."""

    shown: int
    challenger: int = 0
    wins: int = 0

    def after(self, won: int) -> "SteadyK":
        """The state after one more analysis in which `won` was the best k."""
        if won == self.shown:
            return SteadyK(self.shown)
        wins = self.wins + 1 if won == self.challenger else 1
        return SteadyK(won) if wins >= STEADY_WINS else SteadyK(self.shown, won, wins)
