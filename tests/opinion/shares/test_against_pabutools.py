"""Winners, in the order bought, against pabutools, which counts in exact fractions: 200 random elections."""

import warnings

import pytest

from gedragen.opinion.shares.election import Utility
from gedragen.opinion.shares.rule import Completion
from tests.opinion.shares.elections import Made, made, winners


def pabutools_winners(made: Made, utility: Utility, completion: Completion) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from gmpy2 import mpq  # type: ignore[import-untyped]
        from pabutools.election import (  # type: ignore[import-untyped]
            ApprovalBallot,
            ApprovalProfile,
            Cardinality_Sat,
            Cost_Sat,
            Instance,
            Project,
        )
        from pabutools.rules import method_of_equal_shares  # type: ignore[import-untyped]

        projects = {name: Project(name, mpq(*cost.as_integer_ratio())) for name, cost in made.costs.items()}
        instance = Instance(projects.values(), budget_limit=mpq(*made.budget.as_integer_ratio()))
        ballots = [ApprovalBallot([projects[name] for name in ballot]) for ballot in made.ballots]
        bought = method_of_equal_shares(
            instance,
            ApprovalProfile(ballots, instance=instance),
            sat_class=Cost_Sat if utility == "cost" else Cardinality_Sat,
            voter_budget_increment=1 if completion == "add1" else None,
        )
    return [project.name for project in bought]


@pytest.mark.parametrize("completion", ["none", "add1"])
@pytest.mark.parametrize("utility", ["cost", "cardinality"])
def test_the_same_winners_in_two_hundred_random_elections(utility: Utility, completion: Completion) -> None:
    for seed in range(200):
        election = made(seed)
        expected = pabutools_winners(election, utility, completion)
        assert winners(election, utility, completion) == expected, f"seed {seed}"
