//! What a cause and a closing finding do to a table over live findings. Bit `b` of a table's index says whether the
//! finding at position `b` has been activated by the causes processed so far.

use crate::mass::Mass;

/// An active cause activates the finding at `position` with probability `p`: mass moves from unset to set.
#[inline]
pub(crate) fn activate<M: Mass>(table: &mut [M], position: usize, p: M, q: M) {
    let half = 1 << position;
    for pair in table.chunks_exact_mut(2 * half) {
        let (unset, set) = pair.split_at_mut(half);
        for (unset, set) in unset.iter_mut().zip(set) {
            *set = *set + p * *unset;
            *unset = q * *unset;
        }
    }
}

/// As [`activate`], for a finding that becomes live: the upper half of `table` is written for the first time.
#[inline]
pub(crate) fn activate_first<M: Mass>(table: &mut [M], p: M, q: M) {
    let half = table.len() / 2;
    let (unset, set) = table.split_at_mut(half);
    for (unset, set) in unset.iter_mut().zip(set) {
        *set = p * *unset;
        *unset = q * *unset;
    }
}

/// The transpose of [`activate`]: what is ahead, seen from before the activation.
#[inline]
pub(crate) fn expect<M: Mass>(ahead: &mut [M], position: usize, p: M, q: M) {
    let half = 1 << position;
    for pair in ahead.chunks_exact_mut(2 * half) {
        let (unset, set) = pair.split_at_mut(half);
        for (unset, set) in unset.iter_mut().zip(set) {
            *unset = q * *unset + p * *set;
        }
    }
}

/// Weighs the finding at `position` and drops it: `out[t] = unset * table[t without] + set * table[t with]`.
#[inline]
pub(crate) fn close<M: Mass>(table: &[M], out: &mut [M], position: usize, unset: M, set: M) {
    let half = 1 << position;
    for (pair, out) in table.chunks_exact(2 * half).zip(out.chunks_exact_mut(half)) {
        let (low, high) = pair.split_at(half);
        for ((low, high), out) in low.iter().zip(high).zip(out) {
            *out = unset * *low + set * *high;
        }
    }
}

/// The transpose of [`close`].
#[inline]
pub(crate) fn reopen<M: Mass>(ahead: &[M], out: &mut [M], position: usize, unset: M, set: M) {
    let half = 1 << position;
    for (ahead, pair) in ahead.chunks_exact(half).zip(out.chunks_exact_mut(2 * half)) {
        let (low, high) = pair.split_at_mut(half);
        for ((low, high), ahead) in low.iter_mut().zip(high).zip(ahead) {
            *low = unset * *ahead;
            *high = set * *ahead;
        }
    }
}

/// Sum of products, in four strands so that additions need not wait for each other.
#[inline]
pub(crate) fn dot<M: Mass>(left: &[M], right: &[M]) -> M {
    let mut strands = [M::ZERO; 4];
    let (left_four, right_four) = (left.chunks_exact(4), right.chunks_exact(4));
    for (a, b) in left_four.remainder().iter().zip(right_four.remainder()) {
        strands[0] = strands[0] + *a * *b;
    }
    for (a, b) in left_four.zip(right_four) {
        for (strand, (a, b)) in strands.iter_mut().zip(a.iter().zip(b)) {
            *strand = *strand + *a * *b;
        }
    }
    (strands[0] + strands[1]) + (strands[2] + strands[3])
}

/// The two sums of products over the halves of a table before a finding at `position` was closed.
#[inline]
pub(crate) fn dot_halves<M: Mass>(table: &[M], ahead: &[M], position: usize) -> (M, M) {
    let half = 1 << position;
    let mut sums = (M::ZERO, M::ZERO);
    for (pair, ahead) in table.chunks_exact(2 * half).zip(ahead.chunks_exact(half)) {
        let (low, high) = pair.split_at(half);
        sums.0 = sums.0 + dot(low, ahead);
        sums.1 = sums.1 + dot(high, ahead);
    }
    sums
}
