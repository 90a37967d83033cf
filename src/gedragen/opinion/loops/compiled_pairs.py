"""The pair matrices compiled by numba: whole numbers, so the people may be divided over threads in any way."""

import typing
from collections.abc import Callable
from typing import Any

import numpy as np
from numba import types
from numba.extending import intrinsic

from gedragen.opinion.arrays import Floats, Int32s, Ints, Uint64s
from gedragen.opinion.loops.compiled import THREADS_PAY_FROM_VOTES, compiled, in_threads, ranges_of, thread_count

PAIRS_A_VOTE = 16  # that many pairs take the time of one vote elsewhere
PACKED_PEOPLE = 32_000  # four sums share 64 bits, so none may pass 2**15
BUSY = 1 / 64  # who saw a larger part of all pairs of statements costs less in bits
BITS_PAY_FROM = 256  # such people, as if that many more were counted
WORDS = 32  # of 64 people whose bits are compared while near


def pairs(starts: Ints, codes: Int32s, statements: int) -> tuple[Int32s, Int32s, Int32s]:
    """Sums over people of seen x seen, seen x vote and vote x vote, for every pair of statements."""
    counts = np.diff(starts).astype(np.float64)
    most = statements * statements * BUSY  # what a person costs at most
    work = max(len(codes), int(np.minimum(counts * counts, most).sum() / 2) // PAIRS_A_VOTE)
    parts = in_threads(
        lambda first, last: _add_up(starts, codes, statements, int(np.sqrt(most)), first, last),
        ranges_of(len(counts), thread_count() if work >= THREADS_PAY_FROM_VOTES else 1),
        work,
    )
    total = parts[0]
    for part in parts[1:]:
        total += part
    _mirror(*total)
    return total[0], total[1], total[2]


@compiled
def _add_up(starts: Ints, codes: Int32s, statements: int, busy: int, first: int, last: int) -> Int32s:
    """Over the people `first` to `last`, upper triangles: seen.seen, seen.vote, vote.vote and vote.seen."""
    total = np.zeros((4, statements, statements), dtype=np.int32)
    packed = np.empty((statements, statements), dtype=np.int64)
    for low in range(first, last, PACKED_PEOPLE):
        packed[:] = 0
        _add_people(starts, codes, busy, low, min(low + PACKED_PEOPLE, last), packed)
        for row in range(statements):
            _unpack(
                packed[row, row:], total[0, row, row:], total[1, row, row:], total[2, row, row:], total[3, row, row:]
            )
    return total


@compiled
def _add_people(starts: Ints, codes: Int32s, busy: int, first: int, last: int, packed: Ints) -> None:
    """Upper triangle; one number adds up four: seen.seen + 2**16 vote.vote + 2**32 seen.vote + 2**48 vote.seen.

    Who has more than `busy` votes is counted in bits, everybody else pair by pair.
    """
    column = np.empty(len(packed), dtype=np.uint64)
    worth = np.empty((3, len(packed)), dtype=np.int64)  # of a vote beside a disagreement, a pass, an agreement
    waiting, pairs_waiting, people = 0, 0, np.empty(last - first, dtype=np.int32)
    for person in range(first, last):
        own = codes[starts[person] : starts[person + 1]]
        if len(own) <= busy:
            _add_pairs(own, column, worth, packed)
        else:
            people[waiting] = person
            waiting += 1
            pairs_waiting += len(own) * len(own)
    if pairs_waiting > busy * busy * (waiting + BITS_PAY_FROM):
        _add_bits(starts, codes, people[:waiting], packed)
    else:
        for person in people[:waiting]:
            _add_pairs(codes[starts[person] : starts[person + 1]], column, worth, packed)


@compiled
def _add_pairs(own: Int32s, column: Uint64s, worth: Ints, packed: Ints) -> None:
    """Every pair of votes of one person."""
    for index in range(len(own)):
        column[index] = own[index] >> 2
        vote = np.int64(own[index] & 3) - 1
        for beside in range(3):
            worth[beside, index] = 1 + (vote << 32) + (beside - 1) * ((vote << 16) + (1 << 48))
    for index in range(len(own)):
        row, adds = packed[column[index]], worth[own[index] & 3]
        for other in range(index, len(own)):
            row[column[other]] += adds[other]


@compiled
def _add_bits(starts: Ints, codes: Int32s, people: Int32s, packed: Ints) -> None:
    """The same from a bit for each person: who disagreed, who saw and who agreed, 64 people at once."""
    for block in range(0, len(people), WORDS * 64):
        some = people[block : block + WORDS * 64]
        words = (len(some) + 511) // 512 * 8  # eight at once
        bits = _bits_of(starts, codes, some, len(packed), words)
        for row in range(len(packed)):
            no, seen, yes = bits[row, 0], bits[row, 1], bits[row, 2]
            for column in range(row, len(packed)):
                his_no, his_seen, his_yes = bits[column, 0], bits[column, 1], bits[column, 2]
                total = np.int64(0)
                for word in range(words):
                    alike = (yes[word] & his_yes[word]) | (no[word] & his_no[word])
                    unlike = (yes[word] & his_no[word]) | (no[word] & his_yes[word])
                    total += (
                        ones(seen[word] & his_seen[word])
                        + ((ones(alike) - ones(unlike)) << 16)
                        + ((ones(seen[word] & his_yes[word]) - ones(seen[word] & his_no[word])) << 32)
                        + ((ones(yes[word] & his_seen[word]) - ones(no[word] & his_seen[word])) << 48)
                    )
                packed[row, column] += total


@compiled
def _bits_of(starts: Ints, codes: Int32s, people: Int32s, statements: int, words: int) -> Ints:
    bits = np.zeros((statements, 3, words), dtype=np.int64)
    for index in range(len(people)):
        word, bit = index >> 6, np.int64(1) << (index & 63)
        for code in codes[starts[people[index]] : starts[people[index] + 1]]:
            bits[np.uint32(code) >> np.uint32(2), np.uint32(code) & np.uint32(3), word] |= bit
    bits[:, 1] |= bits[:, 0] | bits[:, 2]
    return bits


def _ones(_typing: Any, _number: Any) -> tuple[Any, Callable[..., Any]]:
    """How many bits of a number are 1: one instruction of the processor."""
    return types.int64(types.int64), lambda _context, builder, _signature, numbers: builder.ctpop(numbers[0])


ones = typing.cast("Callable[[int], int]", intrinsic(_ones))


@compiled
def _unpack(packed: Ints, both_seen: Int32s, seen_vote: Int32s, vote_vote: Int32s, vote_seen: Int32s) -> None:
    """Add up the four of each number of one row."""
    for at in range(len(packed)):
        rest = packed[at]
        seen = rest & 0xFFFF
        rest = (rest - seen) >> 16
        both_vote = ((rest & 0xFFFF) ^ 0x8000) - 0x8000
        rest = (rest - both_vote) >> 16
        forward = ((rest & 0xFFFF) ^ 0x8000) - 0x8000
        both_seen[at] += seen
        vote_vote[at] += both_vote
        seen_vote[at] += forward
        vote_seen[at] += (rest - forward) >> 16


@compiled
def _mirror(both_seen: Int32s, seen_vote: Int32s, vote_vote: Int32s, vote_seen: Int32s) -> None:
    """The lower triangles from the upper ones."""
    for row in range(len(both_seen)):
        for column in range(row):
            both_seen[row, column] = both_seen[column, row]
            seen_vote[row, column] = vote_seen[column, row]
            vote_vote[row, column] = vote_vote[column, row]


@compiled
def centred_gram(both_seen: Int32s, seen_vote: Int32s, vote_vote: Int32s, mean: Floats) -> Floats:
    """Sum over people of the centred votes on a times those on b (statements x statements)."""
    gram = np.empty(both_seen.shape)
    for a in range(len(mean)):
        for b in range(a + 1):
            one = (both_seen[a, b] * (mean[b] / 2) - seen_vote[a, b]) * mean[a]
            other = (both_seen[a, b] * (mean[a] / 2) - seen_vote[b, a]) * mean[b]
            gram[a, b] = gram[b, a] = one + other + vote_vote[a, b]
    return gram
