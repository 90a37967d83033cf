"""The report that people read."""

from gedragen.opinion.files.report import Judged, OpinionReport
from gedragen.opinion.groups.representative import Pick
from gedragen.opinion.groups.sensitivity import Sensitivity
from gedragen.opinion.groups.verdict import Verdict

MOST_LINES = 10


def as_text(report: OpinionReport) -> str:
    lines = [*_about(report), "", *_groups(report), ""]
    for judged in report.judged:
        lines += [*_verdicts(report, judged), ""]
    return "\n".join([*lines, _alike(report)])


def _about(report: OpinionReport) -> list[str]:
    conversation, analysis = report.conversation, report.analysis
    grouped = int((analysis.labels >= 0).sum())
    people, votes, topics = len(conversation.participants), conversation.rows.votes, len(conversation.statements)
    cast = f"{_number(people, 'participant')} cast {_number(votes, 'vote')}"
    return [
        f"{cast} on {_number(topics, 'statement')}; {grouped:,} voted often enough.",
        _map_sentence(report),
    ]


def _number(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number:,} {what}s"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def _map_sentence(report: OpinionReport) -> str:
    analysis = report.analysis
    if analysis.map.drawn == "nobody":
        return "Nobody has voted yet."
    if analysis.map.drawn == "few-voters":
        return "Too few people voted to draw a map or to see groups: everybody counts as one group."
    if analysis.map.drawn == "everybody-alike":
        return "Everybody stands in the same place: there is one group."
    sure = "Other people give the same groups" if report.stability.sure(analysis.k) else "How sure this is: not very"
    agreement = report.stability.agreement.get(analysis.k, 0.0)
    return f"There are {analysis.k} groups. {sure} (agreement {agreement:.2f} of 1 among four in five of the people)."


def _groups(report: OpinionReport) -> list[str]:
    names = report.conversation.statements
    lines = []
    for group, (size, picks) in enumerate(zip(report.analysis.sizes, report.analysis.representative, strict=True)):
        said = ", ".join(_pick(names, pick) for pick in picks) or "nothing sets it apart"
        lines.append(f"Group {group}: {_people(size)}. Sets it apart: {said}.")
    shared = ", ".join(_pick(names, pick) for pick in report.analysis.majority)
    return [*lines, f"Shared by most of everybody: {shared or 'nothing yet'}."]


def _pick(names: tuple[str, ...], pick: Pick) -> str:
    return f"{'agrees' if pick.direction == 'agree' else 'disagrees'} with {names[pick.statement]}"


def _verdicts(report: OpinionReport, judged: Judged) -> list[str]:
    holds = {one.statement: one for one in judged.sensitivities}
    by_answer = {answer: [v for v in judged.verdicts if v.answer == answer] for answer in ("yes", "unclear", "no")}
    counts = ", ".join(f"{answer} {len(verdicts):,}" for answer, verdicts in by_answer.items())
    lines = [f"Supported in every group (at least {judged.threshold * 100:.6g}% of agree and disagree)? {counts}."]
    value = report.analysis.consensus
    for answer, verdicts in by_answer.items():
        shown = sorted(verdicts, key=lambda verdict: (-value[verdict.statement], verdict.statement))[:MOST_LINES]
        lines += [f"  {answer}: {_verdict(report, verdict, holds[verdict.statement])}" for verdict in shown]
        if len(verdicts) > MOST_LINES:
            lines.append(f"  {answer}: and {len(verdicts) - MOST_LINES:,} more, in the JSON file")
    return lines


def _verdict(report: OpinionReport, verdict: Verdict, sensitivity: Sensitivity) -> str:
    shares = ", ".join(
        f"group {group.group} ({_people(report.analysis.sizes[group.group])}) "
        f"{group.agree} for, {group.disagree} against, {group.passed} passed"
        for group in verdict.groups
    )
    name = report.conversation.statements[verdict.statement]
    return f"statement {name}: {shares}{_needed(verdict)}{_holds(verdict, sensitivity)}."


def _needed(verdict: Verdict) -> str:
    if verdict.answer == "no":
        return "; not in group " + " and ".join(str(group) for group in verdict.no_in)
    if verdict.answer == "yes":
        return ""
    if verdict.votes_needed is None:
        return "; a group has not voted, or stands right on the line"
    return f"; about {_number(verdict.votes_needed, 'more vote')} would settle it"


def _holds(verdict: Verdict, sensitivity: Sensitivity) -> str:
    others = {
        "without the smallest group": sensitivity.without_smallest,
        "with one group fewer": sensitivity.one_fewer,
        "with one group more": sensitivity.one_more,
    }
    changed = [f"{answer} {name}" for name, answer in others.items() if answer not in (None, verdict.answer)]
    return f" (it would be {', '.join(changed)})" if changed else ""


def _alike(report: OpinionReport) -> str:
    alike = report.alike
    if not alike.people:
        return "No voters are almost the same."
    return (
        f"{alike.people:,} of {alike.considered:,} active voters voted almost the same as another, in "
        f"{len(alike.groups):,} groups. That is a sign to look at, no more: nobody is left out for it."
    )
