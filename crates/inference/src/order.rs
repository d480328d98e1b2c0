//! The order in which to process the factors of a component and to close what they share.

use std::cmp::Reverse;

use crate::mask::Mask;

/// Most live bits at a time that are counted exactly; a wider table fits no budget.
const LIVE_MAX: u32 = 40;
/// Most first choices tried.
const STARTS_MAX: usize = 8;
/// Operations that a plan may cost to save one of the sweep.
const THRIFT: u64 = 8;

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

impl Order {
    /// The cheapest order found; one that costs at most `cheap` is taken as it comes.
    pub(crate) fn best<const W: usize>(factors: &[Factor<W>], bits: usize, cheap: u64) -> Self {
        let maximal = maximal(factors);
        let candidates = maximal.iter().fold(Mask::EMPTY, Mask::or);
        let mut best = Self::judged(factors, bits, greedy(&maximal, &candidates, None));
        if best.operations <= cheap {
            return best;
        }
        let effort = (maximal.len() * bits * bits) as u64 * W as u64;
        let mut spent = effort;
        let touched: Vec<usize> = candidates.bits().collect();
        let starts = touched.len().min(STARTS_MAX);
        for start in 0..starts {
            if spent.saturating_mul(THRIFT) > best.operations {
                break;
            }
            spent += effort;
            let first = touched[start * touched.len() / starts];
            let other = Self::judged(factors, bits, greedy(&maximal, &candidates, Some(first)));
            if other.operations < best.operations {
                best = other;
            }
        }
        best.improved(factors, bits, spent)
    }

    /// Moves single closings to where they make the order cheaper, until none does or it is no longer worth it.
    fn improved<const W: usize>(mut self, factors: &[Factor<W>], bits: usize, mut spent: u64) -> Self {
        let effort = (factors.len() * 8 * W) as u64;
        let count = self.closings.len();
        let mut gained = true;
        while gained {
            gained = false;
            for distance in [1, 2, 4, 8] {
                for from in 0..count {
                    for to in [from.wrapping_sub(distance), from + distance] {
                        if to >= count {
                            continue;
                        }
                        if spent.saturating_mul(THRIFT) > self.operations {
                            return self;
                        }
                        spent += effort;
                        let mut closings = self.closings.clone();
                        let bit = closings.remove(from);
                        closings.insert(to, bit);
                        let other = Self::judged(factors, bits, closings);
                        if other.operations < self.operations {
                            self = other;
                            gained = true;
                        }
                    }
                }
            }
        }
        self
    }

    fn judged<const W: usize>(factors: &[Factor<W>], bits: usize, closings: Vec<usize>) -> Self {
        let mut order = Self { closings, operations: 0 };
        let mut live = Mask::<W>::EMPTY;
        let mut operations = 0_u64;
        order.walk(factors, bits, |factor, closed| {
            let mask = &factors[factor].mask;
            live = live.or(mask);
            let each = u64::from(mask.count()) + 3;
            operations = operations.saturating_add(cells(live.count()).saturating_mul(each));
            live = live.minus(closed);
        });
        order.operations = operations;
        order
    }

    /// Visits every factor with the bits that close after it: factors go in the bucket of their first bit to close,
    /// within a bucket those first that open the fewest.
    pub(crate) fn walk<const W: usize>(
        &self,
        factors: &[Factor<W>],
        bits: usize,
        mut visit: impl FnMut(usize, &Mask<W>),
    ) {
        let mut rank = vec![0; bits];
        for (at, &bit) in self.closings.iter().enumerate() {
            rank[bit] = at;
        }
        let mut buckets: Vec<Vec<usize>> = vec![Vec::new(); self.closings.len() + 1];
        let mut users = vec![0_u32; bits];
        for (at, factor) in factors.iter().enumerate() {
            let bucket = factor.mask.bits().map(|bit| rank[bit] + 1).min().unwrap_or(0);
            buckets[bucket].push(at);
            for bit in factor.mask.bits() {
                users[bit] += 1;
            }
        }
        let mut live = Mask::<W>::EMPTY;
        for mut bucket in buckets {
            while !bucket.is_empty() {
                let (at, _) = bucket
                    .iter()
                    .enumerate()
                    .min_by_key(|&(_, &factor)| (factors[factor].mask.minus(&live).count(), factor))
                    .expect("the bucket is not empty");
                let factor = bucket.swap_remove(at);
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
