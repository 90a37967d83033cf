"""The outcome of fair shares for people and for programs."""

from dataclasses import dataclass
from fractions import Fraction

from gedragen.opinion.shares.election import Election, Utility
from gedragen.opinion.shares.explanation import Explanation, explain, money
from gedragen.opinion.shares.rule import Completion, Outcome

Json = dict[str, object]


@dataclass(frozen=True)
class SharesReport:
    election: Election
    outcome: Outcome
    utility: Utility
    completion: Completion
    explanations: tuple[Explanation, ...]


def shares_report(election: Election, outcome: Outcome, utility: Utility, completion: Completion) -> SharesReport:
    return SharesReport(election, outcome, utility, completion, explain(election, outcome, utility))


def as_json(report: SharesReport) -> Json:
    """Documented in docs/opinion.md."""
    election, outcome = report.election, report.outcome
    return {
        "budget": number(election.budget),
        "cost": number(outcome.cost),
        "winners": [election.projects[project] for project in outcome.bought],
        "completion": report.completion,
        "utility": report.utility,
        "voters": election.voters,
        "projects": len(election.projects),
        "start": number(outcome.start),
        "raises": outcome.raises,
        "exhausted": outcome.exhausted,
        "explanations": [_explanation(explanation) for explanation in report.explanations],
    }


def _explanation(explanation: Explanation) -> Json:
    return {
        "project": explanation.project,
        "in": explanation.bought,
        "reason": explanation.reason,
        "cost": number(explanation.cost),
        "supporters": explanation.supporters,
        "round": explanation.round,
        "price": None if explanation.price is None else number(explanation.price),
        "paid_in_full": explanation.paid_in_full,
        "paid_all_left": explanation.paid_all_left,
        "had_nothing": explanation.had_nothing,
        "short": None if explanation.short is None else number(explanation.short),
    }


def number(amount: Fraction) -> int | float:
    """Whole sums as whole numbers, others as the nearest float."""
    return amount.numerator if amount.denominator == 1 else float(amount)


def as_text(report: SharesReport) -> str:
    election, outcome = report.election, report.outcome
    voters, projects = _number(election.voters, "voter"), _number(len(election.projects), "project")
    chosen = f"{len(outcome.bought):,} projects are chosen; together they cost"
    lines = [
        f"{voters}, {projects}, a budget of {money(election.budget)}.",
        f"{'1 project is chosen; it costs' if len(outcome.bought) == 1 else chosen} {money(outcome.cost)}.",
        _how(report),
        "",
    ]
    for explanation in report.explanations:
        mark = f"{explanation.round}." if explanation.bought else "not chosen:"
        lines.append(f"{mark} {explanation.project} ({money(explanation.cost)}). {explanation.reason}")
    return "\n".join(lines)


def _number(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number:,} {what}s"


def _how(report: SharesReport) -> str:
    if not report.election.voters:
        return "Nobody has voted, so nothing is chosen."
    start = f"Everybody began with {money(report.outcome.start)}"
    if report.completion == "none":
        return f"{start}: an equal part of the budget."
    fits = "nothing else that somebody supports fits" if report.outcome.exhausted else "more would exceed the budget"
    if not report.outcome.raises:
        return f"{start}: an equal part of the budget. It was not raised: {fits}."
    times = _number(report.outcome.raises, "time")
    return f"{start}: an equal part of the budget, raised {times} by 1 until {fits}."
