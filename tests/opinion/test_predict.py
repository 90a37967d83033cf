import numpy as np

from gedragen.opinion.groups.analysis import analyse, everybody_counts
from gedragen.opinion.groups.predict import fit, log_loss
from gedragen.opinion.loops.kernels import kernels
from gedragen.opinion.votes import VoteRows
from tests.opinion.votes import SETS, real, rows_of, two_camps


def hide_a_tenth(rows: VoteRows, seed: int) -> tuple[VoteRows, "np.ndarray", "np.ndarray", "np.ndarray"]:
    """The other votes, and the person, the statement and the side of the hidden ones that are not passes."""
    hidden = np.random.Generator(np.random.PCG64(seed)).random(rows.votes) < 0.1
    person = np.repeat(np.arange(rows.participants), rows.per_participant)
    kept = np.bincount(person[~hidden], minlength=rows.participants)
    statement, vote = rows.seen_and_voted()
    asked = hidden & (vote != 0)
    training = VoteRows(np.concatenate(([0], np.cumsum(kept))), rows.codes[~hidden], rows.statements)
    return training, person[asked], statement[asked], (vote[asked] > 0).astype(np.float64)


def test_factors_beat_groups_at_hidden_votes() -> None:
    ratios = []
    for name in SETS:
        talk = real(name)
        for seed in (1, 2):
            rows, person, statement, agreed = hide_a_tenth(talk.rows, seed)
            analysis = analyse(rows, moderated=talk.moderated)
            counts, everybody = analysis.counts, everybody_counts(rows, using=kernels())
            by_group = (counts.agree + 1) / (counts.agree + counts.disagree + 2)
            by_all = ((everybody.agree + 1) / (everybody.agree + everybody.disagree + 2))[0, statement]
            group = analysis.labels[person]
            guessed = np.where(group >= 0, by_group[group, statement], by_all)
            factors = fit(rows)
            ratios.append(log_loss(factors.chance(person, statement), agreed) / log_loss(guessed, agreed))
    assert np.mean(ratios) <= 0.93


def test_a_camp_member_is_expected_to_vote_like_the_camp() -> None:
    table = two_camps()
    table[0][3] = None
    factors = fit(rows_of(table))
    assert factors.chance(np.array([0]), np.array([3]))[0] > 0.6
    assert factors.doubt(0).shape == (8,)
