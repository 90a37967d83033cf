"""Measures of Equal Shares against pabutools, on made-up elections: districts, popular and dear projects."""

import time
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from gedragen.opinion.shares.election import Election, election
from gedragen.opinion.shares.explanation import explain
from gedragen.opinion.shares.rule import Completion, equal_shares


class City(NamedTuple):
    budget: int
    costs: dict[str, int]
    ballots: list[list[str]]


def city(seed: int, voters: int, projects: int, approvals: int, unit: int = 1) -> City:
    chance = np.random.Generator(np.random.PCG64(seed))
    names = [f"p{number:03d}" for number in range(projects)]
    costs = {
        name: int(cost) * unit for name, cost in zip(names, chance.lognormal(3, 1, projects) * 1e3 + 500, strict=True)
    }
    popular = chance.dirichlet(np.full(projects, 0.7)) + 1e-4
    home, place = chance.integers(0, 3, voters), chance.integers(0, 3, projects)
    ballots = []
    for voter in range(voters):
        weight = popular * np.where(place == home[voter], 5, 1)
        chosen = chance.choice(projects, approvals, replace=False, p=weight / weight.sum())
        ballots.append([names[project] for project in chosen])
    return City(sum(costs.values()) * 3 // 10, costs, ballots)


def pabutools_seconds(made: City, completion: Completion) -> tuple[float, list[str]]:
    """The better of its two profiles, with and without equal ballots merged; building them is not timed."""
    from gmpy2 import mpq  # type: ignore[import-untyped]
    from pabutools.election import (  # type: ignore[import-untyped]
        ApprovalBallot,
        ApprovalProfile,
        Cost_Sat,
        Instance,
        Project,
    )
    from pabutools.rules import method_of_equal_shares  # type: ignore[import-untyped]

    projects = {name: Project(name, mpq(cost)) for name, cost in made.costs.items()}
    instance = Instance(projects.values(), budget_limit=mpq(made.budget))
    profile = ApprovalProfile(
        [ApprovalBallot([projects[name] for name in ballot]) for ballot in made.ballots], instance=instance
    )
    best, winners = float("inf"), []
    for one in (profile, profile.as_multiprofile()):
        begin = time.perf_counter()
        bought = method_of_equal_shares(
            instance, one, sat_class=Cost_Sat, voter_budget_increment=1 if completion == "add1" else None
        )
        best = min(best, time.perf_counter() - begin)
        winners = [project.name for project in bought]
    return best, winners


def own_seconds(counted: Election, completion: Completion, times: int = 7) -> tuple[float, Any]:
    outcome = equal_shares(counted, completion=completion)
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        equal_shares(counted, completion=completion)
        taken.append(time.perf_counter() - begin)
    return min(taken), outcome


def shares_measures() -> "list[Any]":
    from bench.opinion import Measure

    found = []
    for voters, projects, approvals in ((5_000, 60, 6), (10_000, 100, 8)):
        made = city(1, voters, projects, approvals)
        begin = time.perf_counter()
        counted = election(made.budget, made.costs, made.ballots)
        building = time.perf_counter() - begin
        theirs, winners = pabutools_seconds(made, "none")
        own, outcome = own_seconds(counted, "none")
        same = [counted.projects[project] for project in outcome.bought] == winners
        found.append(
            Measure(
                f"Equal Shares against pabutools, {voters:,} voters, {projects} projects",
                "≥ 500×",
                f"{theirs / own:,.0f}× ({own * 1e3:.2f} ms; {theirs / (own + building):,.0f}× with building, "
                f"{building * 1e3:.0f} ms), {'the same winners' if same else 'OTHER WINNERS'}",
            )
        )
    return [*found, completions(), larger_completions()]


def completions() -> Any:
    """From ballots to explained winners, with the completion and without, in units from one to a billion."""
    from bench.opinion import Measure

    worst, counts, bare = 0.0, 0, 0.0
    for seed in range(3):
        for unit in (1, 10**3, 10**6, 10**9):
            made = city(seed, 5_000, 60, 6, unit)
            both = [whole_count(made, completion) for completion in ("none", "add1")]
            worst = max(worst, both[1][0] / both[0][0])
            counted = election(made.budget, made.costs, made.ballots)
            bare = max(bare, own_seconds(counted, "add1", 2)[0] / own_seconds(counted, "none")[0])
            counts = max(counts, both[1][1])
    return Measure(
        "worst completion / plain run, ballots to explained winners, units 1 to 10^9",
        "≤ 100×",
        f"{worst:.0f}× (at most {counts} counts and proofs; without building and explaining {bare:,.0f}×)",
    )


def larger_completions() -> Any:
    """The same for one larger election, unit by unit. The last takes long, so its completion is timed once."""
    from bench.opinion import Measure

    found = []
    for unit in (1, 10**3, 10**9):
        made = city(0, 20_000, 100, 8, unit)
        (plain, _), (completed, counts) = whole_count(made, "none"), whole_count(made, "add1", 1)
        found.append(f"{completed / plain:.0f}× ({counts} counts and proofs)")
    return Measure(
        "completion / plain run, ballots to explained winners, 20,000 voters, 100 projects, units 1, 10^3, 10^9",
        "≤ 100×",
        ", ".join(found),
    )


def whole_count(made: City, completion: Completion, times: int = 3) -> tuple[float, int]:
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        counted = election(
            Fraction(made.budget), {name: Fraction(cost) for name, cost in made.costs.items()}, made.ballots
        )
        outcome = equal_shares(counted, completion=completion)
        explain(counted, outcome, "cost")
        taken.append(time.perf_counter() - begin)
    return min(taken), outcome.counts
