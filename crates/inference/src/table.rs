//! What causes and closing findings do to a table over live bits. Bit `b` of a table's index says whether the finding
//! at position `b` has been activated by the links processed so far (or whether the hub at position `b` is on).
//!
//! These loops are all the time of a large question. They run over blocks of four numbers, which the compiler turns
//! into vector instructions, and take two bits at a time, so that each number is loaded and stored half as often.

use crate::mass::Mass;

/// A link as the tables see it: position, P(activates), P(does not).
pub(crate) type Activation<M> = (usize, M, M);

/// Numbers in a block, and strands that a sum runs in.
const BLOCK: usize = 1 << BLOCK_BITS;
/// The positions whose pairs lie within a block.
const BLOCK_BITS: usize = 2;

/// An active cause activates its findings, each on its own: per link, mass moves from unset to set.
pub(crate) fn activate<M: Mass>(table: &mut [M], links: &[Activation<M>]) {
    transform(table, links, |unset, set, p, q| (q * unset, set + p * unset));
}

/// The transpose of [`activate`]: what is ahead, seen from before the activations.
pub(crate) fn expect<M: Mass>(ahead: &mut [M], links: &[Activation<M>]) {
    transform(ahead, links, |unset, set, p, q| (q * unset + p * set, set));
}

/// Applies a step to the pairs of every link's bit. Steps on different bits commute.
fn transform<M: Mass>(table: &mut [M], links: &[Activation<M>], step: impl Fn(M, M, M, M) -> (M, M) + Copy) {
    if table.len() < BLOCK {
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
        let this = |low, high| step(low, high, p, q);
        if position < BLOCK_BITS {
            within(blocks, position, this);
        } else if let Some((other, p, q)) = waiting.take() {
            across_two(blocks, [other, position], |low, high| step(low, high, p, q), this);
        } else {
            waiting = Some((position, p, q));
        }
    }
    if let Some((position, p, q)) = waiting {
        across(blocks, position, |low, high| step(low, high, p, q));
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
fn across<M: Mass>(blocks: &mut [[M; BLOCK]], position: usize, step: impl Fn(M, M) -> (M, M)) {
    let bit = position - BLOCK_BITS;
    for at in 0..blocks.len() / 2 {
        let low = with_gap(at, bit);
        let high = low + (1 << bit);
        // Loaded before anything is stored: the compiler does not see that the blocks are different.
        let [mut unset, mut set] = [blocks[low], blocks[high]];
        for lane in 0..BLOCK {
            (unset[lane], set[lane]) = step(unset[lane], set[lane]);
        }
        (blocks[low], blocks[high]) = (unset, set);
    }
}

/// Two steps, on the pairs of two different bits across blocks.
#[inline]
fn across_two<M: Mass>(
    blocks: &mut [[M; BLOCK]],
    positions: [usize; 2],
    first: impl Fn(M, M) -> (M, M),
    second: impl Fn(M, M) -> (M, M),
) {
    let [a, b] = positions.map(|position| position - BLOCK_BITS);
    for at in 0..blocks.len() / 4 {
        let neither = with_gap(with_gap(at, a.min(b)), a.max(b));
        let (only_a, only_b) = (neither + (1 << a), neither + (1 << b));
        let both = only_a + (1 << b);
        let [mut w, mut x, mut y, mut z] = [blocks[neither], blocks[only_a], blocks[only_b], blocks[both]];
        for lane in 0..BLOCK {
            (w[lane], x[lane]) = first(w[lane], x[lane]);
            (y[lane], z[lane]) = first(y[lane], z[lane]);
            (w[lane], y[lane]) = second(w[lane], y[lane]);
            (x[lane], z[lane]) = second(x[lane], z[lane]);
        }
        (blocks[neither], blocks[only_a], blocks[only_b], blocks[both]) = (w, x, y, z);
    }
}

/// The `at`-th index whose `bit` is 0.
#[inline]
fn with_gap(at: usize, bit: usize) -> usize {
    let below = at & ((1 << bit) - 1);
    2 * (at - below) + below
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

/// `out = factor * table`.
pub(crate) fn scale<M: Mass>(table: &[M], out: &mut [M], factor: M) {
    for (out, &mass) in out.iter_mut().zip(table) {
        *out = factor * mass;
    }
}

/// `out += factor * table`.
pub(crate) fn add_scaled<M: Mass>(table: &[M], out: &mut [M], factor: M) {
    for (out, &mass) in out.iter_mut().zip(table) {
        *out = *out + factor * mass;
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
