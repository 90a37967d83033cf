"""From votes to groups: the full analysis, in the order in which Polis does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from gedragen.opinion.arrays import Flags, Floats, Int32s, Ints
from gedragen.opinion.groups.choose_k import choose_k, group_choices
from gedragen.opinion.groups.components import components_of_rows, components_of_state
from gedragen.opinion.groups.formulas import GroupCounts, GroupNumbers, group_numbers, routing_priority
from gedragen.opinion.groups.kmeans import EXACT_UP_TO, Clustering, Places, cluster, places_of
from gedragen.opinion.groups.pairs import PairState
from gedragen.opinion.groups.projection import extremity, grouped_people, project
from gedragen.opinion.groups.representative import Pick, majority, representative
from gedragen.opinion.loops.kernels import Kernels, kernels
from gedragen.opinion.votes import VoteRows

PAIRS_UP_TO = 2_000  # statements; with more, passing over the votes costs less than three square matrices
FEWEST_PEOPLE = 10  # two groups of five

Drawn = Literal["groups", "nobody", "few-voters", "everybody-alike"]


@dataclass(frozen=True, eq=False)
class OpinionMap:
    """Where everybody stands, before any choice of groups.

    `kept` and `means` are per statement, `axes` 2 x statements, `coordinates` participants x 2, `grouped`
    marks the participants who are active enough to be grouped. `clusterings` holds the best groups for each
    k, `silhouettes` how far apart they are; both are empty when `drawn` says why there is no map.
    """

    drawn: Drawn
    kept: Flags
    means: Floats
    axes: Floats
    coordinates: Floats
    grouped: Flags
    places: Places
    clusterings: Mapping[int, Clustering]
    silhouettes: Mapping[int, float]


@dataclass(frozen=True, eq=False)
class Analysis:
    """One choice of groups and what follows from it. `labels` (participants) is -1 for who is not grouped.

    Groups are numbered from the largest, 0. `consensus` (statements) is the product over groups of the share
    that agrees; `priority` (statements) says what to show next.
    """

    map: OpinionMap
    k: int
    labels: Int32s
    counts: GroupCounts
    numbers: GroupNumbers
    consensus: Floats
    representative: tuple[tuple[Pick, ...], ...]
    majority: tuple[Pick, ...]
    priority: Floats

    @property
    def sizes(self) -> list[int]:
        return [int(size) for size in np.bincount(self.labels[self.labels >= 0], minlength=self.k)]


def analyse(
    rows: VoteRows,
    *,
    moderated: Flags | None = None,
    before: Flags | None = None,
    k: int | None = None,
    state: PairState | None = None,
    warm: Floats | None = None,
    using: Kernels | None = None,
) -> Analysis:
    """The full analysis; k by silhouette unless given.

    `moderated` (statements) marks what is moderated out, `before` (participants) who was grouped last time.
    `state` saves reading the votes when it is kept up to date, `warm` are the axes of last time.
    """
    tools = using or kernels()
    kept = np.ones(rows.statements, dtype=np.bool_) if moderated is None else ~moderated
    drawing = draw_map(rows, kept, before=before, state=state, warm=warm, using=tools)
    if k is None and drawing.silhouettes:
        k = choose_k(drawing.silhouettes)
    return with_groups(rows, drawing, k or 1, using=tools)


def draw_map(
    rows: VoteRows,
    keep: Flags,
    *,
    before: Flags | None = None,
    state: PairState | None = None,
    warm: Floats | None = None,
    choices: list[int] | None = None,
    using: Kernels,
) -> OpinionMap:
    """Where everybody stands. `choices` are the numbers of groups to try, however few people there are."""
    part = rows.only(keep)
    means, axes = _axes_of(part, keep, state, warm, using)
    coordinates = project(part, axes[:, keep], means[keep], len(keep) - part.statements, using=using)
    grouped = grouped_people(rows.per_participant, rows.statements, before)
    places = places_of(_rows_of(coordinates, grouped))
    drawn = _drawn(int(grouped.sum()), len(places.points), FEWEST_PEOPLE if choices is None else 2)
    clusterings: dict[int, Clustering] = {}
    silhouettes: dict[int, float] = {}
    if drawn == "groups":
        clusterings = cluster(places, choices or group_choices(len(places.points)), using)
        silhouettes = _silhouettes(places, clusterings, using)
    return OpinionMap(drawn, keep, means, axes, coordinates, grouped, places, clusterings, silhouettes)


def _axes_of(
    part: VoteRows, keep: Flags, state: PairState | None, warm: Floats | None, using: Kernels
) -> tuple[Floats, Floats]:
    """Mean vote of each statement and the two axes; both 0 for what is moderated out, and not in `part`."""
    warm = None if warm is None else warm[:, keep]
    means, axes = np.zeros(len(keep)), np.zeros((2, len(keep)))
    if state is None and part.statements <= PAIRS_UP_TO:
        state = PairState.of(part, using=using)
    elif state is not None:
        state = state.only(keep)
    if state is not None:
        means[keep], axes[:, keep] = state.means, components_of_state(state, warm=warm, using=using)
    else:
        means[keep] = _means_of(part, using)
        axes[:, keep] = components_of_rows(part, means[keep], warm=warm, using=using)
    return means, axes


def _rows_of(array: Floats, people: Flags) -> Floats:
    """The rows of these people, without copying them when it is everybody."""
    return array if people.all() else array[people]


def _means_of(rows: VoteRows, using: Kernels) -> Floats:
    counts = everybody_counts(rows, using=using)
    means: Floats = (counts.agree[0] - counts.disagree[0]) / np.maximum(counts.seen[0], 1)
    return means


def _drawn(people: int, places: int, fewest: int) -> Drawn:
    if people == 0:
        return "nobody"
    if people < fewest:
        return "few-voters"
    return "groups" if places >= 2 else "everybody-alike"


def _silhouettes(places: Places, clusterings: Mapping[int, Clustering], using: Kernels) -> dict[int, float]:
    if not clusterings:
        return {}
    labels = np.stack([clustering.labels for clustering in clusterings.values()])
    groups = np.array(list(clusterings), dtype=np.int64)
    found = using.silhouettes(places.points.astype(np.float64), places.weights, labels, groups)
    return {k: float(value) for k, value in zip(clusterings, found, strict=True)}


def labels_for(drawing: OpinionMap, k: int, *, using: Kernels | None = None) -> Int32s:
    """The group of every participant for this k, -1 for who is not grouped; k = 1 is everybody together."""
    labels = np.zeros(len(drawing.grouped), dtype=np.int32)
    clustering = drawing.clusterings.get(k)
    if clustering is not None and len(drawing.places.of_person) <= EXACT_UP_TO:
        labels[drawing.grouped] = clustering.labels[drawing.places.of_person]
    elif clustering is not None:
        labels = (using or kernels()).nearest(drawing.coordinates / drawing.places.unit, clustering.centres)
        labels = _from_the_largest(labels, np.bincount(labels[drawing.grouped], minlength=k))
    labels[~drawing.grouped] = -1
    return labels


def _from_the_largest(labels: Int32s, sizes: Ints) -> Int32s:
    """The same groups numbered by size: cells and the people in them do not always agree on the largest."""
    number = np.empty(len(sizes), dtype=np.int32)
    number[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes), dtype=np.int32)
    return number[labels]


def with_groups(rows: VoteRows, drawing: OpinionMap, k: int, *, using: Kernels | None = None) -> Analysis:
    """Counts, representative statements, consensus and priorities for k groups of this map."""
    tools = using or kernels()
    if k not in drawing.clusterings:
        k = 1 if drawing.drawn != "nobody" else 0
    labels = labels_for(drawing, k, using=tools)
    all_counts = tools.count(rows.starts, rows.codes, k + 1, np.where(labels < 0, np.int32(k), labels), rows.statements)
    counts, everybody = GroupCounts.of(all_counts[:k]), GroupCounts.of(all_counts).everybody
    numbers = group_numbers(counts)
    return Analysis(
        map=drawing,
        k=k,
        labels=labels,
        counts=counts,
        numbers=numbers,
        consensus=numbers.consensus,
        representative=representative(counts, numbers, drawing.kept),
        majority=majority(everybody, drawing.kept),
        priority=routing_priority(counts.everybody, extremity(drawing.axes, drawing.means, drawing.kept)),
    )


def everybody_counts(rows: VoteRows, *, using: Kernels) -> GroupCounts:
    """One group of everybody, grouped or not."""
    together = np.zeros(rows.participants, dtype=np.int32)
    return GroupCounts.of(using.count(rows.starts, rows.codes, 1, together, rows.statements))
