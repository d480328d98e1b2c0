//! The order in which to process the factors of a component and to close what they share.

use std::cmp::Reverse;

use crate::mask::Mask;

/// Most live bits at a time that are counted exactly; a wider table fits no budget.
const LIVE_MAX: u32 = 40;
/// Most first choices tried.
const STARTS_MAX: usize = 8;
/// A better order may cost this part of the sweep that it is to make cheaper.
pub(crate) const THRIFT: u64 = 10;

/// Something to process at once, and the bits it touches.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Factor<const W: usize> {
    pub(crate) mask: Mask<W>,
}

impl<const W: usize> Factor<W> {
    pub(crate) fn of(bits: impl IntoIterator<Item = usize>) -> Self {
        let mut mask = Mask::EMPTY;
        for bit in bits {
            mask.insert(bit);
        }
        Self { mask }
    }
}

/// In which order bits close; everything else follows.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    closings: Vec<usize>,
    /// Of one forward sweep, about.
    pub(crate) operations: u64,
}

/// Size of a table over `live` bits, saturating.
pub(crate) fn cells(live: u32) -> u64 {
    if live > LIVE_MAX { u64::MAX / 4 } else { 1 << live }
}

/// Looks for good orders of the factors of one component, and keeps count of what that costs.
pub(crate) struct Orderer<'a, const W: usize> {
    factors: &'a [Factor<W>],
    bits: usize,
    maximal: Vec<Mask<W>>,
    /// Bits that some factor touches.
    touched: Mask<W>,
    walker: Walker<W>,
}

impl<'a, const W: usize> Orderer<'a, W> {
    pub(crate) fn new(factors: &'a [Factor<W>], bits: usize) -> Self {
        let maximal = maximal(factors);
        let touched = maximal.iter().fold(Mask::EMPTY, Mask::or);
        Self { factors, bits, maximal, touched, walker: Walker::default() }
    }

    /// Operations, in those of a sweep, that a greedy order costs.
    pub(crate) fn effort(&self) -> u64 {
        (self.maximal.len() * self.bits * self.bits * W.min(4) + 20 * self.factors.len()) as u64
    }

    /// The order that a greedy choice gives from the start that looks best.
    pub(crate) fn first(&mut self) -> Order {
        self.judged(greedy(&self.maximal, &self.touched, None))
    }

    /// A cheaper order than `best`, if one is found for a part of what it would save; `spent` counts the effort.
    pub(crate) fn improve(&mut self, mut best: Order, spent: &mut u64) -> Order {
        let touched: Vec<usize> = self.touched.bits().collect();
        let starts = touched.len().min(STARTS_MAX);
        for start in 0..starts {
            *spent += self.effort();
            if *spent > best.operations / THRIFT {
                return best;
            }
            let first = touched[start * touched.len() / starts];
            let other = self.judged(greedy(&self.maximal, &self.touched, Some(first)));
            if other.operations < best.operations {
                best = other;
            }
        }
        self.shift(best, spent)
    }

    /// Moves single closings to where they make the order cheaper, until none does or it is no longer worth it.
    fn shift(&mut self, mut best: Order, spent: &mut u64) -> Order {
        let count = best.closings.len();
        let mut gained = true;
        while gained {
            gained = false;
            for distance in [1, 2, 4, 8] {
                for from in 0..count {
                    for to in [from.wrapping_sub(distance), from + distance] {
                        if to >= count {
                            continue;
                        }
                        *spent += 40 * self.factors.len() as u64;
                        if *spent > best.operations / THRIFT {
                            return best;
                        }
                        let mut closings = best.closings.clone();
                        let bit = closings.remove(from);
                        closings.insert(to, bit);
                        let other = self.judged(closings);
                        if other.operations < best.operations {
                            best = other;
                            gained = true;
                        }
                    }
                }
            }
        }
        best
    }

    fn judged(&mut self, closings: Vec<usize>) -> Order {
        let factors = self.factors;
        let mut live = Mask::<W>::EMPTY;
        let mut operations = 0_u64;
        self.walker.walk(&closings, factors, self.bits, |factor, closed| {
            let mask = &factors[factor].mask;
            live = live.or(mask);
            let each = u64::from(mask.count()) + 3;
            operations = operations.saturating_add(cells(live.count()).saturating_mul(each));
            live = live.minus(closed);
        });
        Order { closings, operations }
    }

    /// Visits every factor of an order with the bits that close after it.
    pub(crate) fn walk(&mut self, order: &Order, visit: impl FnMut(usize, &Mask<W>)) {
        self.walker.walk(&order.closings, self.factors, self.bits, visit);
    }
}

/// Room to walk an order in, kept because orders are walked many times.
struct Walker<const W: usize> {
    rank: Vec<usize>,
    users: Vec<u32>,
    /// (bucket, factor), sorted.
    queue: Vec<(usize, usize)>,
}

impl<const W: usize> Default for Walker<W> {
    fn default() -> Self {
        Self { rank: Vec::new(), users: Vec::new(), queue: Vec::new() }
    }
}

impl<const W: usize> Walker<W> {
    /// Factors go in the bucket of their first bit to close; within a bucket those first that open the fewest bits.
    fn walk(
        &mut self,
        closings: &[usize],
        factors: &[Factor<W>],
        bits: usize,
        mut visit: impl FnMut(usize, &Mask<W>),
    ) {
        let Self { rank, users, queue } = self;
        rank.resize(bits, 0);
        for (at, &bit) in closings.iter().enumerate() {
            rank[bit] = at;
        }
        users.clear();
        users.resize(bits, 0);
        queue.clear();
        for (at, factor) in factors.iter().enumerate() {
            let mut bucket = usize::MAX;
            for bit in factor.mask.bits() {
                bucket = bucket.min(rank[bit]);
                users[bit] += 1;
            }
            queue.push((bucket.wrapping_add(1), at));
        }
        queue.sort_unstable();
        let mut live = Mask::<W>::EMPTY;
        let mut next = 0;
        while let Some(&(bucket, _)) = queue.get(next) {
            let fewest = queue[next..]
                .iter()
                .take_while(|&&(other, _)| other == bucket)
                .enumerate()
                .min_by_key(|&(_, &(_, factor))| factors[factor].mask.minus(&live).count());
            let (at, _) = fewest.expect("the bucket is not empty");
            // Those before it move up by one, so that equals stay in order.
            queue[next..=next + at].rotate_right(1);
            let factor = queue[next].1;
            next += 1;
            let mask = factors[factor].mask;
            let mut closed = Mask::EMPTY;
            for bit in mask.bits() {
                users[bit] -= 1;
                if users[bit] == 0 {
                    closed.insert(bit);
                }
            }
            live = live.or(&mask).minus(&closed);
            visit(factor, &closed);
        }
    }
}

/// The masks that are not contained in another one: the others never widen a table.
fn maximal<const W: usize>(factors: &[Factor<W>]) -> Vec<Mask<W>> {
    let mut sorted: Vec<Mask<W>> = factors.iter().map(|factor| factor.mask).collect();
    sorted.sort_unstable_by_key(|mask| (Reverse(mask.count()), *mask));
    sorted.dedup();
    let mut kept: Vec<Mask<W>> = Vec::with_capacity(sorted.len());
    for mask in sorted {
        if !kept.iter().any(|other| mask.is_subset(other)) {
            kept.push(mask);
        }
    }
    kept
}

/// An order of closings in which each leaves as few bits live as can be seen, after `first` if that is given.
fn greedy<const W: usize>(maximal: &[Mask<W>], candidates: &Mask<W>, first: Option<usize>) -> Vec<usize> {
    let mut rest = maximal.to_vec();
    let mut pending: Vec<usize> = candidates.bits().collect();
    let mut closings = Vec::with_capacity(pending.len());
    let mut live = Mask::<W>::EMPTY;
    let mut next = first;
    while !pending.is_empty() {
        let bit = next.take().unwrap_or_else(|| {
            let growth = |&bit: &usize| (growth(&rest, &live, bit), bit);
            pending.iter().copied().min_by_key(growth).expect("some bit is pending")
        });
        pending.retain(|&other| other != bit);
        rest.retain(|mask| {
            let here = mask.contains(bit);
            if here {
                live = live.or(mask);
            }
            !here
        });
        let ahead = rest.iter().fold(Mask::EMPTY, Mask::or);
        live = live.and(&ahead);
        closings.push(bit);
    }
    closings
}

/// How many bits are live after closing `bit`, and at most before.
fn growth<const W: usize>(rest: &[Mask<W>], live: &Mask<W>, bit: usize) -> (u32, u32) {
    let mut here = *live;
    here.insert(bit);
    let mut ahead = Mask::EMPTY;
    for mask in rest {
        if mask.contains(bit) {
            here = here.or(mask);
        } else {
            ahead = ahead.or(mask);
        }
    }
    (here.and(&ahead).count(), here.count())
}
