//! What causes and closing findings do to a table over live bits. Bit `b` of a table's index says whether the finding
//! at position `b` has been activated by the links processed so far (or whether the hub at position `b` is on).
//!
//! These loops are all the time of a large question. They run over blocks of four numbers, which the compiler turns
//! into vector instructions, and take two bits at a time, so that each number is loaded and stored half as often.

use crate::mass::Mass;

/// A link as the tables see it: position, P(activates), P(does not).
pub(crate) type Activation<M> = (usize, M, M);

/// Numbers in a block.
const BLOCK: usize = 4;
/// The positions whose pairs lie within a block.
const BLOCK_BITS: usize = 2;
/// Tables below this size are not worth blocks.
const SMALL: usize = 4 * BLOCK;

/// An active cause activates its findings, each on its own: per link, mass moves from unset to set.
pub(crate) fn activate<M: Mass>(table: &mut [M], links: &[Activation<M>]) {
    transform(table, links, |unset, set, p, q| (q * unset, set + p * unset));
}

/// The transpose of [`activate`]: what is ahead, seen from before the activations.
pub(crate) fn expect<M: Mass>(ahead: &mut [M], links: &[Activation<M>]) {
    transform(ahead, links, |unset, set, p, q| (q * unset + p * set, set));
}

/// Applies a step to the pairs of every link's bit, one link after the other.
fn transform<M: Mass>(table: &mut [M], links: &[Activation<M>], step: impl Fn(M, M, M, M) -> (M, M) + Copy) {
    if table.len() < SMALL {
        for &(position, p, q) in links {
            for pair in table.chunks_exact_mut(2 << position) {
                let (low, high) = pair.split_at_mut(1 << position);
                for (low, high) in low.iter_mut().zip(high) {
                    (*low, *high) = step(*low, *high, p, q);
                }
            }
        }
        return;
    }
    let (blocks, _) = table.as_chunks_mut::<BLOCK>();
    let mut waiting: Option<Activation<M>> = None;
    for &(position, p, q) in links {
        if position < BLOCK_BITS {
            within(blocks, position, |low, high| step(low, high, p, q));
        } else if let Some((other, op, oq)) = waiting.take() {
            across_two(
                blocks,
                [other - BLOCK_BITS, position - BLOCK_BITS],
                |low, high| step(low, high, op, oq),
                |low, high| step(low, high, p, q),
            );
        } else {
            waiting = Some((position, p, q));
        }
    }
    if let Some((position, p, q)) = waiting {
        across(blocks, position - BLOCK_BITS, |low, high| step(low, high, p, q));
    }
}

/// A step on the pairs of a bit within blocks.
#[inline]
fn within<M: Mass>(blocks: &mut [[M; BLOCK]], position: usize, step: impl Fn(M, M) -> (M, M)) {
    if position == 0 {
        for [a, b, c, d] in blocks {
            (*a, *b) = step(*a, *b);
            (*c, *d) = step(*c, *d);
        }
    } else {
        for [a, b, c, d] in blocks {
            (*a, *c) = step(*a, *c);
            (*b, *d) = step(*b, *d);
        }
    }
}

/// A step on the pairs of a bit across blocks.
#[inline]
fn across<M: Mass>(blocks: &mut [[M; BLOCK]], bit: usize, step: impl Fn(M, M) -> (M, M)) {
    for pair in blocks.chunks_exact_mut(2 << bit) {
        let (low, high) = pair.split_at_mut(1 << bit);
        for (low, high) in low.iter_mut().zip(high) {
            each(low, high, &step);
        }
    }
}

/// Two steps, on the pairs of two different bits across blocks.
#[inline]
fn across_two<M: Mass>(
    blocks: &mut [[M; BLOCK]],
    bits: [usize; 2],
    first: impl Fn(M, M) -> (M, M),
    second: impl Fn(M, M) -> (M, M),
) {
    // The steps commute, so the one on the lower bit may go first.
    if bits[0] > bits[1] {
        return across_two(blocks, [bits[1], bits[0]], second, first);
    }
    for half in blocks.chunks_exact_mut(2 << bits[1]) {
        let (low, high) = half.split_at_mut(1 << bits[1]);
        for (low, high) in low.chunks_exact_mut(2 << bits[0]).zip(high.chunks_exact_mut(2 << bits[0])) {
            let (low_low, low_high) = low.split_at_mut(1 << bits[0]);
            let (high_low, high_high) = high.split_at_mut(1 << bits[0]);
            for (((a, b), c), d) in low_low.iter_mut().zip(low_high).zip(high_low).zip(high_high) {
                each(a, b, &first);
                each(c, d, &first);
                each(a, c, &second);
                each(b, d, &second);
            }
        }
    }
}

#[inline]
fn each<M: Mass>(low: &mut [M; BLOCK], high: &mut [M; BLOCK], step: impl Fn(M, M) -> (M, M)) {
    for (low, high) in low.iter_mut().zip(high) {
        (*low, *high) = step(*low, *high);
    }
}

/// A live hub's link: activates only where the hub is on.
pub(crate) fn activate_if<M: Mass>(table: &mut [M], hub: usize, finding: usize, p: M, q: M) {
    where_on(table, hub, finding, |unset, set| (q * unset, set + p * unset));
}

/// The transpose of [`activate_if`].
pub(crate) fn expect_if<M: Mass>(ahead: &mut [M], hub: usize, finding: usize, p: M, q: M) {
    where_on(ahead, hub, finding, |unset, set| (q * unset + p * set, set));
}

fn where_on<M: Mass>(table: &mut [M], hub: usize, finding: usize, step: impl Fn(M, M) -> (M, M)) {
    let (small, large) = (hub.min(finding), hub.max(finding));
    for half in table.chunks_exact_mut(2 << large) {
        let (low, high) = half.split_at_mut(1 << large);
        for (low, high) in low.chunks_exact_mut(2 << small).zip(high.chunks_exact_mut(2 << small)) {
            let (_, low_high) = low.split_at_mut(1 << small);
            let (high_low, high_high) = high.split_at_mut(1 << small);
            let unset = if hub < finding { low_high } else { high_low };
            for (unset, set) in unset.iter_mut().zip(high_high) {
                (*unset, *set) = step(*unset, *set);
            }
        }
    }
}

/// Weighs the bit at `position` and drops it: `out[t] = unset * table[t without] + set * table[t with]`.
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

/// Sum of products, in strands so that additions need not wait for each other.
pub(crate) fn dot<M: Mass>(left: &[M], right: &[M]) -> M {
    let mut strands = [M::ZERO; BLOCK];
    let (left, left_rest) = left.as_chunks::<BLOCK>();
    let (right, right_rest) = right.as_chunks::<BLOCK>();
    for (a, b) in left.iter().zip(right) {
        for (strand, (a, b)) in strands.iter_mut().zip(a.iter().zip(b)) {
            *strand = *strand + *a * *b;
        }
    }
    for (a, b) in left_rest.iter().zip(right_rest) {
        strands[0] = strands[0] + *a * *b;
    }
    total(strands)
}

fn total<M: Mass>(strands: [M; BLOCK]) -> M {
    (strands[0] + strands[1]) + (strands[2] + strands[3])
}

/// The two sums of products over the halves of a table before the bit at `position` was dropped.
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

/// Mixes both states of a cause backward, `ahead = off * ahead + on * active`, and returns the sums of products of
/// `before` with `active` and with `ahead` as it was.
pub(crate) fn mix_back<M: Mass>(before: &[M], active: &[M], ahead: &mut [M], on: M, off: M) -> (M, M) {
    let (mut with, mut without) = ([M::ZERO; BLOCK], [M::ZERO; BLOCK]);
    let (before, before_rest) = before.as_chunks::<BLOCK>();
    let (active, active_rest) = active.as_chunks::<BLOCK>();
    let (ahead, ahead_rest) = ahead.as_chunks_mut::<BLOCK>();
    for ((before, active), ahead) in before.iter().zip(active).zip(ahead) {
        for at in 0..BLOCK {
            with[at] = with[at] + before[at] * active[at];
            without[at] = without[at] + before[at] * ahead[at];
            ahead[at] = off * ahead[at] + on * active[at];
        }
    }
    for ((before, active), ahead) in before_rest.iter().zip(active_rest).zip(ahead_rest) {
        with[0] = with[0] + *before * *active;
        without[0] = without[0] + *before * *ahead;
        *ahead = off * *ahead + on * *active;
    }
    (total(with), total(without))
}
