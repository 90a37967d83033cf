"""Measures of `gedragen.opinion`, as ratios in one run: `python -m bench.opinion`, with `--full` for the largest.

Prints the machine and a table, which bench/README.md keeps.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.synthetic import LooseVotes, synthetic
from gedragen.opinion.arrays import Flags
from gedragen.opinion.files.conversation import Conversation
from gedragen.opinion.files.polis_files import read_polis
from gedragen.opinion.groups.analysis import Analysis, analyse
from gedragen.opinion.groups.live import LiveConversation
from gedragen.opinion.loops.kernels import Kernels, compiled_kernels, plain_kernels
from gedragen.opinion.votes import VoteRows, group_votes

HERE = Path(__file__).parent
POLIS = HERE.parent / "tests" / "data" / "polis"


@dataclass(frozen=True)
class Measure:
    what: str
    reach: str
    found: str


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The least of several runs, after one that warms up: others may use this machine at the same time."""
    work()
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return min(taken)


def once(work: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def loose(rows: VoteRows) -> LooseVotes:
    person = np.repeat(np.arange(rows.participants, dtype=np.int32), rows.per_participant)
    statement, vote = rows.seen_and_voted()
    order = np.random.Generator(np.random.PCG64(1)).permutation(rows.votes)
    return LooseVotes(person[order], statement[order], vote[order].astype(np.int8), rows.participants, rows.statements)


def full_analysis(votes: LooseVotes, using: Kernels, moderated: Flags | None = None) -> Analysis:
    """From loose votes in random order to groups, statements, consensus and priorities."""
    rows = group_votes(
        votes.participant,
        votes.statement,
        votes.vote,
        participants=votes.participants,
        statements=votes.statements,
        using=using,
    )
    return analyse(rows, moderated=moderated, using=using)


def red_dwarf(votes: LooseVotes, moderated: list[int]) -> Callable[[], Any]:
    """Its whole pipeline with default choices; preparing its list of votes is not timed."""
    from reddwarf.implementations.base import run_pipeline  # type: ignore[import-untyped]

    pairs = zip(votes.participant.tolist(), votes.statement.tolist(), votes.vote.tolist(), strict=True)
    listed = [{"participant_id": who, "statement_id": what, "vote": said, "modified": 0} for who, what, said in pairs]
    return lambda: run_pipeline(votes=listed, mod_out_statement_ids=moderated, random_state=1)


def real_sets() -> list[Measure]:
    talks: list[Conversation] = [read_polis(folder) for folder in sorted(POLIS.iterdir()) if folder.is_dir()]
    ratios: dict[str, list[float]] = {"numba": [], "numpy": []}
    fits, likeness = [], []
    for talk in talks:
        votes, moderated = loose(talk.rows), np.flatnonzero(talk.moderated).tolist()
        pipeline = red_dwarf(votes, moderated)
        theirs, result = seconds(pipeline, 7), pipeline()
        for tools in (compiled_kernels(), plain_kernels()):
            own = seconds(partial(full_analysis, votes, tools, talk.moderated), 40)
            ratios[tools.name].append(theirs / own)
        analysis = full_analysis(votes, compiled_kernels(), talk.moderated)
        fits.append(_inertia(analysis, analysis.labels) / _inertia(analysis, _labels(analysis, result)))
        places = result.participants_df[["x", "y"]].to_numpy()
        likeness += [abs(np.corrcoef(analysis.map.coordinates[:, axis], places[:, axis])[0, 1]) for axis in (0, 1)]
    return [
        Measure("full analysis against red-dwarf, three real sets, numba", "≥ 30× (median)", _times(ratios["numba"])),
        Measure("the same, numpy only", "", _times(ratios["numpy"])),
        Measure("inertia / red-dwarf's at k = 2, largest of the three", "≤ 1.00", f"{max(fits):.6f}"),
        Measure("projections correlate with red-dwarf's, smallest", "≥ 0.9999", f"{min(likeness):.7f}"),
    ]


def _times(ratios: list[float]) -> str:
    each = ", ".join(f"{ratio:.0f}" for ratio in ratios)
    return f"{statistics.median(ratios):.0f}× ({each})"


def _labels(analysis: Analysis, result: Any) -> "np.ndarray":
    labels = np.full(len(analysis.labels), -1, dtype=np.int32)
    grouped = result.participants_df["cluster_id"].dropna()
    labels[grouped.index.to_numpy()] = grouped.to_numpy(dtype=np.int32)
    return labels


def _inertia(analysis: Analysis, labels: "np.ndarray") -> float:
    parts = [analysis.map.coordinates[labels == group] for group in range(int(labels.max()) + 1)]
    return float(sum(((part - part.mean(axis=0)) ** 2).sum() for part in parts))


def made_up(full: bool) -> list[Measure]:
    small = synthetic(10_000, 500, 0.05)
    theirs, _ = once(red_dwarf(small, []))
    found = [
        Measure(
            "full analysis against red-dwarf, 10^4 x 500, 5%",
            "≥ 300×",
            ", ".join(
                f"{theirs / seconds(partial(full_analysis, small, tools)):,.0f}× {tools.name}"
                for tools in (compiled_kernels(), plain_kernels())
            )
            + f" (red-dwarf {theirs:.1f} s, once)",
        )
    ]
    large = synthetic(100_000, 500, 0.10)
    own = seconds(lambda: full_analysis(large, compiled_kernels()))
    plain = seconds(lambda: full_analysis(large, plain_kernels()), 3)
    read = seconds(lambda: read_once(large))
    found.append(
        Measure(
            f"full analysis / one read of {len(large.vote) / 1e6:.1f} M votes",
            "≤ 40 compiled",
            f"{own / read:.0f} numba, {plain / read:.0f} numpy ({own:.3f} s, {plain:.2f} s, read {read * 1e3:.1f} ms)",
        )
    )
    found.append(one_vote(large, own))
    huge = synthetic(1_000_000, 200, 0.10)
    smaller = synthetic(100_000, 200, 0.10)
    ratio = seconds(lambda: full_analysis(huge, compiled_kernels()), 3) / seconds(
        lambda: full_analysis(smaller, compiled_kernels())
    )
    found.append(Measure("time 10^6 x 200 / time 10^5 x 200, 10%", "≤ 11", f"{ratio:.1f}"))
    if full:
        theirs, _ = once(red_dwarf(large, []))
        found.append(
            Measure(
                "full analysis against red-dwarf, 10^5 x 500, 10%",
                "≥ 1,000× compiled",
                f"{theirs / own:,.0f}× numba, {theirs / plain:,.0f}× numpy (red-dwarf {theirs:.0f} s, once)",
            )
        )
    return found


def read_once(votes: LooseVotes) -> int:
    """Read every vote as it arrived, all three columns, in compiled code on as many threads as the analysis has."""
    from gedragen.opinion.loops.compiled import in_threads, ranges_of, thread_count

    loop = _reader()
    parts = in_threads(
        lambda first, last: int(loop(votes.participant, votes.statement, votes.vote, first, last)),
        ranges_of(len(votes.vote), thread_count()),
        len(votes.vote),
    )
    return sum(parts)


def _reader() -> Callable[..., int]:
    global _loop
    if _loop is None:
        from numba import njit

        @njit(nogil=True)
        def loop(participant, statement, vote, first, last):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            total = 0
            for at in range(first, last):
                total += participant[at] + statement[at] + vote[at]
            return total

        _loop = loop
    return _loop


_loop: Callable[..., int] | None = None


def one_vote(votes: LooseVotes, recompute: float) -> Measure:
    """Of people who all voted before: each vote meets another person, whose ballot is no longer near."""
    live = LiveConversation(votes.statements)
    order = np.argsort(votes.participant, kind="stable")
    arrived = zip(
        votes.participant[order].tolist(), votes.statement[order].tolist(), votes.vote[order].tolist(), strict=True
    )
    late = []
    for at, (person, statement, vote) in enumerate(arrived):
        while person > live.ballots.count:
            live.ballots.welcome()
        if at % 500 == 0:
            late.append((person, statement, vote))
        else:
            live.cast(person, statement, vote)
    # A vote that comes in was read a moment ago; to find its numbers in the list of all takes as long as half a vote.
    read_now = np.array(late).tolist()
    begin = time.perf_counter()
    for person, statement, vote in read_now:
        live.cast(person, statement, vote)
    each = (time.perf_counter() - begin) / len(late)
    return Measure(
        "one vote into the state / full recompute, 10^5 x 500",
        "≤ 1/50,000",
        f"1/{recompute / each:,.0f} ({each * 1e6:.1f} µs)",
    )


MEMORY = """
import sys
from bench.synthetic import synthetic
from bench.opinion import full_analysis, peak_memory
from gedragen.opinion.loops.kernels import compiled_kernels, plain_kernels
tools = {"numba": compiled_kernels, "numpy": plain_kernels}[sys.argv[1]]()
full_analysis(synthetic(3_000, 200, 0.3), tools)
votes = synthetic(int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
print(peak_memory(lambda: full_analysis(votes, tools)) / len(votes.vote))
"""


def peak_memory(work: Callable[[], object]) -> int:
    """Bytes above what was in use before (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")
    before = _status("VmRSS")
    work()
    return _status("VmHWM") - before


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name + ":"))


def memory() -> list[Measure]:
    found = []
    for people, statements, density in ((100_000, 500, 0.1), (1_000_000, 200, 0.1)):
        each = []
        for tools in ("numba", "numpy"):
            arguments = [tools, str(people), str(statements), str(density)]
            done = subprocess.run(
                [sys.executable, "-c", MEMORY, *arguments],
                check=True,
                capture_output=True,
                text=True,
                # Freed blocks go back at once, so that what is in use before is not counted too high.
                env=dict(os.environ, MALLOC_MMAP_THRESHOLD_="65536", MALLOC_TRIM_THRESHOLD_="65536"),
            )
            each.append(f"{float(done.stdout):.0f} {tools}")
        found.append(
            Measure(f"peak memory above the input, {people:,} x {statements}", "≤ 30 bytes a vote", ", ".join(each))
        )
    return found


def imports() -> list[Measure]:
    def load(module: str) -> float:
        line = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
        runs = [subprocess.run([sys.executable, "-c", line], check=True, capture_output=True) for _ in range(5)]
        return statistics.median(float(run.stdout) for run in runs)

    return [
        Measure("import of gedragen.opinion", "≤ 0.3 s", f"{load('gedragen.opinion'):.3f} s"),
        Measure("import of the analysis", "≤ 0.3 s", f"{load('gedragen.opinion.groups.analysis'):.2f} s"),
    ]


def machine() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    processor = next((line.split(":")[1].strip() for line in lines if "model name" in line), platform.processor())
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    versions = f"Python {platform.python_version()}, numpy {np.__version__}"
    return f"{os.cpu_count()} x {processor}, {versions}; load over 1, 5 and 15 minutes: {load}"


def main() -> None:
    from bench.shares import shares_measures

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="red-dwarf at 10^5 x 500 as well: minutes and 4 GB")
    parser.add_argument("--only", choices=("real", "made", "memory", "imports", "shares"), action="append")
    chosen = parser.parse_args()
    parts: dict[str, Callable[[], list[Measure]]] = {
        "real": real_sets,
        "shares": shares_measures,
        "imports": imports,
        "memory": memory,
        "made": lambda: made_up(chosen.full),
    }
    print(machine(), "", "| what | reach | found |", "| --- | --- | --- |", sep="\n")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in chosen.only or parts:
            for measure in parts[name]():
                print(f"| {measure.what} | {measure.reach} | {measure.found} |", flush=True)
    print("", machine(), sep="\n")


if __name__ == "__main__":
    main()
