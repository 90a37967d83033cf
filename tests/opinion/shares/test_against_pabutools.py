"""Winners, in the order bought, against pabutools, which counts in exact fractions: 200 random elections."""

import random
import warnings
from pathlib import Path

import pytest

from gedragen.opinion.shares.election import Utility
from gedragen.opinion.shares.pabulib import read_pabulib
from gedragen.opinion.shares.rule import Completion, equal_shares
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


def test_the_same_winners_from_the_same_file(tmp_path: Path) -> None:
    """Names in any letters, sums with decimals, projects without cost, empty ballots, and no budget at all."""
    from pabutools.election import Cardinality_Sat, Cost_Sat, parse_pabulib
    from pabutools.rules import method_of_equal_shares

    worths: dict[Utility, object] = {"cost": Cost_Sat, "cardinality": Cardinality_Sat}
    raises: dict[Completion, int | None] = {"none": None, "add1": 1}
    for seed in range(40):
        file = tmp_path / "election.pb"
        file.write_text(pabulib_text(random.Random(seed)), encoding="utf-8")
        instance, profile = parse_pabulib(str(file))
        read = read_pabulib(file)
        for utility, worth in worths.items():
            for completion, raised in raises.items():
                expected = method_of_equal_shares(instance, profile, sat_class=worth, voter_budget_increment=raised)
                outcome = equal_shares(read, utility=utility, completion=completion)
                found = [read.projects[project] for project in outcome.bought]
                assert found == [project.name for project in expected], f"seed {seed}"


def pabulib_text(chance: random.Random) -> str:
    names = [f"{chance.choice(['p', 'P', 'é', '10', ''])}{number}" for number in range(chance.randint(1, 9))]
    decimals, dearest = chance.choice([0, 1, 2]), chance.choice([5, 30])

    def some_money(least: int, most: int) -> str:
        return f"{chance.randint(least, most * 10**decimals) / 10**decimals:.{decimals}f}"

    costs = [some_money(chance.choice([0, 1]), dearest) for _ in names]
    ballots = [chance.sample(names, chance.randint(0, len(names))) for _ in range(chance.randint(1, 25))]
    return "\n".join(
        [
            "META\nkey;value\nvote_type;approval",
            f"num_projects;{len(names)}\nnum_votes;{len(ballots)}",
            f"budget;{some_money(0, dearest * len(names) // 2)}",
            "PROJECTS\nproject_id;cost",
            *(f"{name};{cost}" for name, cost in zip(names, costs, strict=True)),
            "VOTES\nvoter_id;vote",
            *(f"{voter};{','.join(ballot)}" for voter, ballot in enumerate(ballots)),
        ]
    )
