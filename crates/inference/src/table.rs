//! What causes and closing findings do to a table over live bits. Bit `b` of a table's index says whether the finding
//! at position `b` has been activated by the links processed so far (or whether the hub at position `b` is on).
//!
//! These loops are all the time of a large question. They run over blocks of eight numbers, which the compiler turns
//! into the widest vector instructions that the processor has ([`Mass::vectorized`]), and all links of a cause are applied
//! to a few thousand numbers while the nearest cache holds them: large tables are as fast as memory brings them.

use std::ops::Range;

use crate::mass::Mass;
use crate::sweep::Masses;

/// A link as the tables see it: position, P(activates), P(does not).
pub(crate) type Activation<M> = (usize, M, M);

/// Numbers in a block, and strands that a sum runs in.
const BLOCK: usize = 1 << BLOCK_BITS;
/// The positions whose pairs lie within a block.
const BLOCK_BITS: usize = 3;
/// Cells that links are applied to at a time, as a power of two: 32 KiB, held by the nearest cache.
const NOOK_BITS: usize = 12;
/// Tables below this size are not worth the call that asks for wider vectors.
const VECTORS_MIN: usize = 2 * BLOCK;

/// In which direction a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Mass moves from unset to set.
    Forward,
    /// The transpose: what is ahead, seen from before the activation.
    Back,
}

/// Runs a loop with the vectors that are worth it for a table of this size.
#[inline(always)]
pub(crate) fn on_vectors<M: Mass, R>(size: usize, run: impl FnOnce() -> R) -> R {
    if size < VECTORS_MIN { run() } else { M::vectorized(run) }
}

/// A star forward: `after = off * before + on * activated(before)` and, for each joint state of the findings that open,
/// `coefficient(state) * activated(before)`, one after the other. `live` are its findings that were live before it.
pub(crate) fn put<M: Mass>(
    before: &[M],
    after: &mut [M],
    live: &mut [Activation<M>],
    coefficient: impl Fn(usize) -> M,
    off: M,
    nook: &mut Vec<M>,
) {
    let size = before.len();
    on_vectors::<M, _>(
        size,
        #[inline(always)]
        || {
            let (first, more) = after.split_at_mut(size);
            let on = coefficient(0);
            by_nooks(
                size,
                live,
                Way::Forward,
                nook,
                #[inline(always)]
                |place, nook, turn| {
                    let old = &before[place.clone()];
                    if turn == Turn::Load {
                        nook.copy_from_slice(old);
                        return;
                    }
                    for ((after, &mut active), &old) in
                        first[place.clone()].iter_mut().zip(&mut *nook).zip(old)
                    {
                        *after = on * active + off * old;
                    }
                    for (at, after) in more.chunks_exact_mut(size).enumerate() {
                        scale(nook, &mut after[place.clone()], coefficient(at + 1));
                    }
                },
            );
        },
    );
}

/// The way back over a star: `ahead`, which is what is ahead of the table after it, becomes what is ahead of the table
/// before it, in its first cells. `chance(state)` is that of the new findings' joint state where the star is on. Returns
/// the sums of products of `before` with what is ahead where the star is on and where it is off.
pub(crate) fn take_back<M: Mass>(
    before: &[M],
    ahead: &mut [M],
    live: &mut [Activation<M>],
    chance: impl Fn(usize) -> M,
    weight: Masses<M>,
    nook: &mut Vec<M>,
) -> (M, M) {
    let size = before.len();
    on_vectors::<M, _>(
        size,
        #[inline(always)]
        || {
            let (mut with, mut without) = (M::ZERO, M::ZERO);
            let (first, more) = ahead.split_at_mut(size);
            let unset = chance(0);
            by_nooks(
                size,
                live,
                Way::Back,
                nook,
                #[inline(always)]
                |place, nook, turn| {
                    if turn == Turn::Store {
                        let sums = mix_back(&before[place.clone()], nook, &mut first[place], weight);
                        (with, without) = (with + sums.0, without + sums.1);
                        return;
                    }
                    scale(&first[place.clone()], nook, unset);
                    for (at, ahead) in more.chunks_exact(size).enumerate() {
                        let chance = chance(at + 1);
                        for (nook, &ahead) in nook.iter_mut().zip(&ahead[place.clone()]) {
                            *nook = *nook + chance * ahead;
                        }
                    }
                },
            );
            (with, without)
        },
    )
}

/// What is to be done with a nook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Fill it from the places of a table.
    Load,
    /// Its links are applied: use it.
    Store,
}

/// Applies links to all of a table of `size` cells, a nook at a time: the cells that the links tie together, and as many
/// neighbours of them as the nearest cache holds. So every cell is loaded and stored once, however many links there are.
#[inline(always)]
fn by_nooks<M: Mass>(
    size: usize,
    links: &mut [Activation<M>],
    way: Way,
    nook: &mut Vec<M>,
    mut visit: impl FnMut(Range<usize>, &mut [M], Turn),
) {
    let beyond = |run: usize| links.iter().filter(|link| link.0 >= run).count();
    let bits = size.trailing_zeros() as usize;
    // Runs of neighbours: as long as they fit, once for each state of the links beyond them.
    let mut run = bits;
    while run > BLOCK_BITS && run + beyond(run) > NOOK_BITS {
        run -= 1;
    }
    let tied = links.iter().filter(|link| link.0 >= run).fold(0, |mask, link| mask | 1 << link.0);
    let free = (size - 1) & !tied & !((1 << run) - 1);
    for (position, ..) in links.iter_mut().filter(|link| link.0 >= run) {
        *position = run + (tied & ((1_usize << *position) - 1)).count_ones() as usize;
    }
    let cells = 1 << (run + tied.count_ones() as usize);
    if nook.len() < cells {
        nook.resize(cells, M::ZERO);
    }
    let nook = &mut nook[..cells];
    let mut base = 0;
    loop {
        let mut at = 0;
        for run_of in nook.chunks_exact_mut(1 << run) {
            visit(base + at..base + at + (1 << run), run_of, Turn::Load);
            at = next_within(at, tied);
        }
        transform(nook, links, way);
        for run_of in nook.chunks_exact_mut(1 << run) {
            visit(base + at..base + at + (1 << run), run_of, Turn::Store);
            at = next_within(at, tied);
        }
        base = next_within(base, free);
        if base == 0 {
            return;
        }
    }
}

/// The next number that has bits of `mask` only; 0 after the last.
#[inline(always)]
fn next_within(at: usize, mask: usize) -> usize {
    at.wrapping_sub(mask) & mask
}

/// The transpose of the activations of a cause: what is ahead, seen from before them.
pub(crate) fn expect<M: Mass>(ahead: &mut [M], links: &[Activation<M>]) {
    on_vectors::<M, _>(
        ahead.len(),
        #[inline(always)]
        || transform(ahead, links, Way::Back),
    );
}

/// Applies every link of an active cause to the pairs of its bit. Steps on different bits commute.
#[inline(always)]
fn transform<M: Mass>(table: &mut [M], links: &[Activation<M>], way: Way) {
    if table.len() < BLOCK {
        for &(position, p, q) in links {
            for pair in table.chunks_exact_mut(2 << position) {
                let (low, high) = pair.split_at_mut(1 << position);
                for (low, high) in low.iter_mut().zip(high) {
                    (*low, *high) = step(*low, *high, p, q, way);
                }
            }
        }
        return;
    }
    let (blocks, _) = table.as_chunks_mut::<BLOCK>();
    let mut waiting: Option<Activation<M>> = None;
    for &link in links {
        let (position, p, q) = link;
        match position {
            0 => within::<M, 1>(blocks, p, q, way),
            1 => within::<M, 2>(blocks, p, q, way),
            2 => within::<M, 4>(blocks, p, q, way),
            _ => match waiting.take() {
                Some(other) => across_two(blocks, [other, link], way),
                None => waiting = Some(link),
            },
        }
    }
    if let Some(link) = waiting {
        across(blocks, link, way);
    }
}

/// One link on a pair.
#[inline(always)]
fn step<M: Mass>(unset: M, set: M, p: M, q: M, way: Way) -> (M, M) {
    match way {
        Way::Forward => (q * unset, set + p * unset),
        Way::Back => (q * unset + p * set, set),
    }
}

/// A step on the pairs of a bit within blocks: `BIT` is the distance of its two states.
#[inline(always)]
fn within<M: Mass, const BIT: usize>(blocks: &mut [[M; BLOCK]], p: M, q: M, way: Way) {
    // Each lane is `own` times itself plus `other` times the other of its pair.
    let (mut own, mut other) = ([M::ONE; BLOCK], [M::ZERO; BLOCK]);
    for lane in 0..BLOCK {
        let set = lane & BIT != 0;
        if !set {
            own[lane] = q;
        }
        if set == (way == Way::Forward) {
            other[lane] = p;
        }
    }
    for block in blocks {
        let before = *block;
        for lane in 0..BLOCK {
            block[lane] = own[lane] * before[lane] + other[lane] * before[lane ^ BIT];
        }
    }
}

/// A step on the pairs of a bit across blocks.
#[inline(always)]
fn across<M: Mass>(blocks: &mut [[M; BLOCK]], (position, p, q): Activation<M>, way: Way) {
    let half = 1 << (position - BLOCK_BITS);
    for pair in blocks.chunks_exact_mut(2 * half) {
        let (low, high) = pair.split_at_mut(half);
        for (low, high) in low.iter_mut().zip(high) {
            for lane in 0..BLOCK {
                (low[lane], high[lane]) = step(low[lane], high[lane], p, q, way);
            }
        }
    }
}

/// Two steps, on the pairs of two different bits across blocks.
#[inline(always)]
fn across_two<M: Mass>(blocks: &mut [[M; BLOCK]], links: [Activation<M>; 2], way: Way) {
    let [(a, pa, qa), (b, pb, qb)] = if links[0].0 < links[1].0 { links } else { [links[1], links[0]] };
    let (small, large) = (1 << (a - BLOCK_BITS), 1 << (b - BLOCK_BITS));
    for four in blocks.chunks_exact_mut(2 * large) {
        let (low, high) = four.split_at_mut(large);
        for (low, high) in low.chunks_exact_mut(2 * small).zip(high.chunks_exact_mut(2 * small)) {
            let ((neither, only_a), (only_b, both)) = (low.split_at_mut(small), high.split_at_mut(small));
            let (low, high) = (neither.iter_mut().zip(only_a), only_b.iter_mut().zip(both));
            for ((w, x), (y, z)) in low.zip(high) {
                for lane in 0..BLOCK {
                    let (mut neither, mut only_a) = step(w[lane], x[lane], pa, qa, way);
                    let (mut only_b, mut both) = step(y[lane], z[lane], pa, qa, way);
                    (neither, only_b) = step(neither, only_b, pb, qb, way);
                    (only_a, both) = step(only_a, both, pb, qb, way);
                    (w[lane], x[lane], y[lane], z[lane]) = (neither, only_a, only_b, both);
                }
            }
        }
    }
}

/// A live hub's link: activates only where the hub is on.
pub(crate) fn activate_if<M: Mass>(table: &mut [M], hub: usize, finding: usize, p: M, q: M) {
    where_on(table, hub, finding, (p, q), Way::Forward);
}

/// The transpose of [`activate_if`].
pub(crate) fn expect_if<M: Mass>(ahead: &mut [M], hub: usize, finding: usize, p: M, q: M) {
    where_on(ahead, hub, finding, (p, q), Way::Back);
}

fn where_on<M: Mass>(table: &mut [M], hub: usize, finding: usize, (p, q): (M, M), way: Way) {
    let (small, large) = (hub.min(finding), hub.max(finding));
    on_vectors::<M, _>(
        table.len(),
        #[inline(always)]
        || {
            for half in table.chunks_exact_mut(2 << large) {
                let (low, high) = half.split_at_mut(1 << large);
                for (low, high) in low.chunks_exact_mut(2 << small).zip(high.chunks_exact_mut(2 << small)) {
                    let (_, low_high) = low.split_at_mut(1 << small);
                    let (high_low, high_high) = high.split_at_mut(1 << small);
                    let unset = if hub < finding { low_high } else { high_low };
                    for (unset, set) in unset.iter_mut().zip(high_high) {
                        (*unset, *set) = step(*unset, *set, p, q, way);
                    }
                }
            }
        },
    );
}

/// A hub becomes live: `out` is `off * table`, then `on * table`.
pub(crate) fn begin<M: Mass>(table: &[M], out: &mut [M], weight: Masses<M>) {
    let (off, on) = out.split_at_mut(table.len());
    on_vectors::<M, _>(
        table.len(),
        #[inline(always)]
        || {
            scale(table, off, weight.off);
            scale(table, on, weight.on);
        },
    );
}

/// The way back over [`begin`]; as [`take_back`], without links.
pub(crate) fn begin_back<M: Mass>(before: &[M], on: &[M], off: &mut [M], weight: Masses<M>) -> (M, M) {
    on_vectors::<M, _>(
        before.len(),
        #[inline(always)]
        || mix_back(before, on, off, weight),
    )
}

/// `out = factor * table`.
#[inline(always)]
fn scale<M: Mass>(table: &[M], out: &mut [M], factor: M) {
    for (out, &mass) in out.iter_mut().zip(table) {
        *out = factor * mass;
    }
}

/// What is ahead, seen from before the activations of new findings: these are at the highest positions, in order, and
/// unset before. In `out`.
pub(crate) fn expect_new<M: Mass>(ahead: &[M], out: &mut Vec<M>, new: &[Activation<M>]) {
    out.clear();
    let Some((&(position, p, q), lower)) = new.split_last() else {
        out.extend_from_slice(ahead);
        return;
    };
    on_vectors::<M, _>(
        ahead.len(),
        #[inline(always)]
        || {
            let (low, high) = ahead.split_at(1 << position);
            out.extend(low.iter().zip(high).map(|(&low, &high)| q * low + p * high));
            for &(position, p, q) in lower.iter().rev() {
                let (low, high) = out.split_at_mut(1 << position);
                for (low, high) in low.iter_mut().zip(high) {
                    *low = q * *low + p * *high;
                }
                out.truncate(1 << position);
            }
        },
    );
}

/// Weighs the bit at `position` and drops it: `out[t] = unset * table[t without] + set * table[t with]`.
pub(crate) fn close<M: Mass>(table: &[M], out: &mut [M], position: usize, unset: M, set: M) {
    on_vectors::<M, _>(
        table.len(),
        #[inline(always)]
        || match position {
            0 => close_near::<M, 1, 2>(table, out, unset, set),
            1 => close_near::<M, 2, 4>(table, out, unset, set),
            2 => close_near::<M, 4, 8>(table, out, unset, set),
            _ => close_near_by(table, out, 1 << position, unset, set),
        },
    );
}

#[inline(always)]
fn close_near<M: Mass, const HALF: usize, const PAIR: usize>(table: &[M], out: &mut [M], unset: M, set: M) {
    for (pair, out) in table.as_chunks::<PAIR>().0.iter().zip(out.as_chunks_mut::<HALF>().0) {
        for lane in 0..HALF {
            out[lane] = unset * pair[lane] + set * pair[lane + HALF];
        }
    }
}

#[inline(always)]
fn close_near_by<M: Mass>(table: &[M], out: &mut [M], half: usize, unset: M, set: M) {
    for (pair, out) in table.chunks_exact(2 * half).zip(out.chunks_exact_mut(half)) {
        let (low, high) = pair.split_at(half);
        for ((low, high), out) in low.iter().zip(high).zip(out) {
            *out = unset * *low + set * *high;
        }
    }
}

/// The transpose of [`close`].
pub(crate) fn reopen<M: Mass>(ahead: &[M], out: &mut [M], position: usize, unset: M, set: M) {
    on_vectors::<M, _>(
        ahead.len(),
        #[inline(always)]
        || match position {
            0 => reopen_near::<M, 1, 2>(ahead, out, unset, set),
            1 => reopen_near::<M, 2, 4>(ahead, out, unset, set),
            2 => reopen_near::<M, 4, 8>(ahead, out, unset, set),
            _ => {
                let half = 1 << position;
                for (ahead, pair) in ahead.chunks_exact(half).zip(out.chunks_exact_mut(2 * half)) {
                    let (low, high) = pair.split_at_mut(half);
                    scale(ahead, low, unset);
                    scale(ahead, high, set);
                }
            }
        },
    );
}

#[inline(always)]
fn reopen_near<M: Mass, const HALF: usize, const PAIR: usize>(ahead: &[M], out: &mut [M], unset: M, set: M) {
    for (ahead, pair) in ahead.as_chunks::<HALF>().0.iter().zip(out.as_chunks_mut::<PAIR>().0) {
        for lane in 0..HALF {
            (pair[lane], pair[lane + HALF]) = (unset * ahead[lane], set * ahead[lane]);
        }
    }
}

/// The two sums of products over the halves of a table before the bit at `position` was dropped.
pub(crate) fn dot_halves<M: Mass>(table: &[M], ahead: &[M], position: usize) -> (M, M) {
    on_vectors::<M, _>(
        ahead.len(),
        #[inline(always)]
        || match position {
            0 => dot_near::<M, 1, 2>(table, ahead),
            1 => dot_near::<M, 2, 4>(table, ahead),
            2 => dot_near::<M, 4, 8>(table, ahead),
            _ => {
                let half = 1 << position;
                let mut sums = ([M::ZERO; BLOCK], [M::ZERO; BLOCK]);
                for (pair, ahead) in table.chunks_exact(2 * half).zip(ahead.chunks_exact(half)) {
                    let (low, high) = pair.split_at(half);
                    let (low, high) = (low.as_chunks::<BLOCK>().0, high.as_chunks::<BLOCK>().0);
                    for ((low, high), ahead) in low.iter().zip(high).zip(ahead.as_chunks::<BLOCK>().0) {
                        for lane in 0..BLOCK {
                            sums.0[lane] = sums.0[lane] + low[lane] * ahead[lane];
                            sums.1[lane] = sums.1[lane] + high[lane] * ahead[lane];
                        }
                    }
                }
                (total(sums.0), total(sums.1))
            }
        },
    )
}

#[inline(always)]
fn dot_near<M: Mass, const HALF: usize, const PAIR: usize>(table: &[M], ahead: &[M]) -> (M, M) {
    let mut sums = ([M::ZERO; HALF], [M::ZERO; HALF]);
    for (pair, ahead) in table.as_chunks::<PAIR>().0.iter().zip(ahead.as_chunks::<HALF>().0) {
        for lane in 0..HALF {
            sums.0[lane] = sums.0[lane] + pair[lane] * ahead[lane];
            sums.1[lane] = sums.1[lane] + pair[lane + HALF] * ahead[lane];
        }
    }
    (total(sums.0), total(sums.1))
}

/// The sum of a few numbers, halves first.
#[inline(always)]
pub(crate) fn total<M: Mass, const N: usize>(mut numbers: [M; N]) -> M {
    let mut half = N / 2;
    while half > 0 {
        for lane in 0..half {
            numbers[lane] = numbers[lane] + numbers[lane + half];
        }
        half /= 2;
    }
    numbers[0]
}

/// Mixes both states of a cause backward, `ahead = off * ahead + on * active`, and returns the sums of products of
/// `before` with `active` and with `ahead` as it was.
#[inline(always)]
fn mix_back<M: Mass>(before: &[M], active: &[M], ahead: &mut [M], weight: Masses<M>) -> (M, M) {
    let Masses { on, off } = weight;
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
