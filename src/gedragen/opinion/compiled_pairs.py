"""The pair matrices compiled by numba: whole numbers, so the people may be divided over threads in any way."""

import typing
from collections.abc import Callable
from typing import Any

import numpy as np
from numba import types
from numba.extending import intrinsic

from gedragen.opinion.arrays import Int32s, Ints, Uint64s
from gedragen.opinion.compiled import THREADS_PAY_FROM_VOTES, compiled, in_threads, ranges_of, thread_count

PAIRS_A_VOTE = 16  # that many pairs take the time of one vote elsewhere
PACKED_PEOPLE = 32_000  # four sums share 64 bits, so none may pass 2**15
BUSY = 1 / 64  # who saw a larger part of all pairs of statements costs less in bits
BITS_PAY_FROM = 256  # such people, as if that many more were counted
WORDS = 32  # of 64 people whose bits are compared while near


def pairs(starts: Ints, codes: Int32s, statements: int) -> tuple[Int32s, Int32s, Int32s]:
    """Sums over people of seen x seen, seen x vote and vote x vote, for every pair of statements."""
    people = len(starts) - 1
    counts = np.diff(starts).astype(np.float64)
    most = statements * statements * BUSY  # what a person costs at most
    work = max(len(codes), int(np.minimum(counts * counts, most).sum() / 2) // PAIRS_A_VOTE)
    busy = int(np.sqrt(most))
    total = tuple(np.zeros((statements, statements), dtype=np.int32) for _ in range(3))
    threads = thread_count() if work >= THREADS_PAY_FROM_VOTES else 1
    ranges = ranges_of(people, max(threads, -(-people // PACKED_PEOPLE)))
    for batch in range(0, len(ranges), threads):  # a packed matrix for each thread, not for each range
        parts = in_threads(
            lambda first, last: _add_up(starts, codes, statements, busy, first, last),
            ranges[batch : batch + threads],
            work,
        )
        if people <= PACKED_PEOPLE:
            parts = [sum(parts[1:], start=parts[0])]
        for packed in parts:
            _unpack(packed, *total)
    _mirror(total[0])
    _mirror(total[2])
    return total[0], total[1], total[2]


@compiled
def _add_up(starts: Ints, codes: Int32s, statements: int, busy: int, first: int, last: int) -> Ints:
    """Upper triangle; one number adds up four: seen.seen + 2**16 vote.vote + 2**32 seen.vote + 2**48 vote.seen.

    Who has more than `busy` votes is counted in bits, everybody else pair by pair.
    """
    packed = np.zeros((statements, statements), dtype=np.int64)
    column = np.empty(statements, dtype=np.uint64)
    worth = np.empty((3, statements), dtype=np.int64)  # of a vote beside a disagreement, a pass, an agreement
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
    return packed


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
    words = min(WORDS, (len(people) + 511) // 512 * 8)  # eight at once
    bits = np.empty((len(packed), 3, words), dtype=np.int64)
    for block in range(0, len(people), words * 64):
        _mark(starts, codes, people[block : block + words * 64], bits)
        for row in range(len(packed)):
            no, seen, yes = bits[row]
            for column in range(row, len(packed)):
                his_no, his_seen, his_yes = bits[column]
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
def _mark(starts: Ints, codes: Int32s, people: Int32s, bits: Ints) -> None:
    bits[:] = 0
    for index in range(len(people)):
        word, bit = index >> 6, np.int64(1) << (index & 63)
        for code in codes[starts[people[index]] : starts[people[index] + 1]]:
            bits[np.uint32(code) >> np.uint32(2), np.uint32(code) & np.uint32(3), word] |= bit
    for statement in range(len(bits)):
        for word in range(bits.shape[2]):
            bits[statement, 1, word] |= bits[statement, 0, word] | bits[statement, 2, word]


def _ones(_typing: Any, _number: Any) -> tuple[Any, Callable[..., Any]]:
    """How many bits of a number are 1: one instruction of the processor."""
    return types.int64(types.int64), lambda _context, builder, _signature, numbers: builder.ctpop(numbers[0])


ones = typing.cast("Callable[[int], int]", intrinsic(_ones))


@compiled
def _unpack(packed: Ints, both_seen: Int32s, seen_vote: Int32s, vote_vote: Int32s) -> None:
    for row in range(len(packed)):
        for column in range(row, len(packed)):
            rest = packed[row, column]
            if rest == 0:
                continue
            seen = rest & 0xFFFF
            rest = (rest - seen) >> 16
            both_vote = ((rest & 0xFFFF) ^ 0x8000) - 0x8000
            rest = (rest - both_vote) >> 16
            forward = ((rest & 0xFFFF) ^ 0x8000) - 0x8000
            backward = (rest - forward) >> 16
            both_seen[row, column] += seen
            vote_vote[row, column] += both_vote
            seen_vote[row, column] += forward
            if row != column:
                seen_vote[column, row] += backward


@compiled
def _mirror(matrix: Int32s) -> None:
    for row in range(len(matrix)):
        for column in range(row):
            matrix[row, column] = matrix[column, row]
