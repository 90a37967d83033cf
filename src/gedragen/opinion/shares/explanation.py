"""Why each project is in or out, and who paid: from an exact replay of the count that stands."""

from dataclasses import dataclass
from fractions import Fraction

from gedragen.opinion.shares.election import Election, Utility
from gedragen.opinion.shares.ledger import Ledger
from gedragen.opinion.shares.rule import Outcome


@dataclass(frozen=True)
class Explanation:
    """One project. `price` is what each supporter paid who had that much; the rest paid all they had left.

    `round` is None and the numbers of payers are 0 for a project that was not bought; `short` is then how much
    its supporters lacked together at the end, None when nothing could have bought it.
    """

    project: str
    cost: Fraction
    supporters: int
    round: int | None
    price: Fraction | None
    paid_in_full: int
    paid_all_left: int
    had_nothing: int
    short: Fraction | None
    reason: str

    @property
    def bought(self) -> bool:
        return self.round is not None


def explain(election: Election, outcome: Outcome, utility: Utility) -> tuple[Explanation, ...]:
    """Bought projects first, in the order bought, then the others by name."""
    ledger = Ledger(election, outcome.start)
    bought = [_why_in(election, ledger, project, at + 1) for at, project in enumerate(outcome.bought)]
    others = [project for project in range(len(election.projects)) if project not in set(outcome.bought)]
    return tuple(bought + [_why_out(election, ledger, project, utility) for project in others])


def _why_in(election: Election, ledger: Ledger, project: int, round_: int) -> Explanation:
    cost, support = election.costs[project], int(election.support[project])
    if cost == 0:
        reason = f"It costs nothing and {_voters(support)} it."
        return Explanation(election.projects[project], cost, support, round_, Fraction(0), support, 0, 0, None, reason)
    who = election.supporters_of(project)
    nothing = int(election.weights[who][ledger.broke(who)].sum())
    price = ledger.buy(project)
    weights = election.weights[price.supporters]
    partly = int(weights[price.poor].sum()) - nothing
    full = support - nothing - partly
    reason = f"{_voters(support)} it. {full} paid {money(price.level)} each"
    reason += f", {partly} paid the last they had" if partly else ""
    reason += f", {nothing} had nothing left" if nothing else ""
    return Explanation(
        election.projects[project], cost, support, round_, price.level, full, partly, nothing, None, reason + "."
    )


def _why_out(election: Election, ledger: Ledger, project: int, utility: Utility) -> Explanation:
    cost, support = election.costs[project], int(election.support[project])
    short = None
    if support == 0:
        reason = "Nobody supports it."
    elif cost == 0 and utility == "cost":
        reason = "It costs nothing, so by cost it is worth nothing to its supporters; carry it out anyway."
    else:
        left = ledger.money(election.supporters_of(project))
        short = cost - left
        reason = f"{_voters(support)} it, but together they have {_too_little(left, cost)}."
        if cost > election.budget:
            reason += " It costs more than the whole budget."
    return Explanation(election.projects[project], cost, support, None, None, 0, 0, 0, short, reason)


def _voters(number: int) -> str:
    return "1 voter supports" if number == 1 else f"{number:,} voters support"


def _too_little(left: Fraction, cost: Fraction) -> str:
    hidden = f"{float(left):,.2f}" == f"{float(cost):,.2f}"
    return f"just less than {money(cost)} left" if hidden else f"{money(left)} left of {money(cost)}"


def money(sum_: Fraction) -> str:
    """Whole sums as they are, others to two decimals, rounded half to even."""
    return f"{sum_.numerator:,}" if sum_.denominator == 1 else f"{float(sum_):,.2f}"
