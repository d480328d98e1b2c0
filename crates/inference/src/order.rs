//! The order in which to process the factors of a component and to close what they share.

use std::cmp::Reverse;

use crate::mask::Mask;

/// Most live bits at a time that are counted exactly; a wider table fits no budget.
const LIVE_MAX: u32 = 40;
/// Most first choices tried.
const STARTS_MAX: usize = 8;
/// A better order may cost this part of the sweep that it is to make cheaper.
pub(crate) const THRIFT: u64 = 25;

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
        (2 * self.maximal.len() * self.bits * self.bits.min(16) * W + 60 * self.factors.len()) as u64
    }

    /// The order that a greedy choice gives from the start that looks best.
    pub(crate) fn first(&mut self) -> Order {
        self.judged(greedy(&self.maximal, &self.touched, None))
    }

    /// A cheaper order than `best`, if one is found for a part of what that costs; `spent` counts the effort, of which
    /// no more is made than for a sweep of `operations_max`.
    pub(crate) fn improve(&mut self, mut best: Order, spent: &mut u64, operations_max: u64) -> Order {
        let touched: Vec<usize> = self.touched.bits().collect();
        let starts = touched.len().min(STARTS_MAX);
        for start in 0..starts {
            *spent += self.effort();
            if *spent > best.operations.min(operations_max) / THRIFT {
                return best;
            }
            let first = touched[start * touched.len() / starts];
            let other = self.judged(greedy(&self.maximal, &self.touched, Some(first)));
            if other.operations < best.operations {
                best = other;
            }
        }
        self.shift(best, spent, operations_max)
    }

    /// Moves single closings to where they make the order cheaper, until none does or it is no longer worth it.
    fn shift(&mut self, mut best: Order, spent: &mut u64, operations_max: u64) -> Order {
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
                        *spent += (60 * self.factors.len() * W.min(4)) as u64;
                        if *spent > best.operations.min(operations_max) / THRIFT {
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
    /// (bucket, then place in the sequence; factor).
    queue: Vec<(usize, usize)>,
    /// What is live before each place in the sequence.
    live: Vec<Mask<W>>,
    /// Places whose factors open bits: just before them the table is as narrow as it gets for a while.
    openers: Vec<usize>,
}

impl<const W: usize> Default for Walker<W> {
    fn default() -> Self {
        Self { rank: Vec::new(), users: Vec::new(), queue: Vec::new(), live: Vec::new(), openers: Vec::new() }
    }
}

impl<const W: usize> Walker<W> {
    fn walk(
        &mut self,
        closings: &[usize],
        factors: &[Factor<W>],
        bits: usize,
        mut visit: impl FnMut(usize, &Mask<W>),
    ) {
        self.rank.resize(bits, 0);
        for (at, &bit) in closings.iter().enumerate() {
            self.rank[bit] = at;
        }
        self.sort_into_buckets(factors);
        self.sort_within_buckets(factors, bits);
        self.bring_forward(factors);
        self.count_users(factors, bits);
        for &(_, factor) in &self.queue {
            let closed = pass(&mut self.users, &factors[factor].mask);
            visit(factor, &closed);
        }
    }

    /// Factors go in the bucket of their first bit to close.
    fn sort_into_buckets(&mut self, factors: &[Factor<W>]) {
        let rank = &self.rank;
        self.queue.clear();
        self.queue.extend(factors.iter().enumerate().map(|(at, factor)| {
            let first = factor.mask.bits().map(|bit| rank[bit] + 1).min();
            (first.unwrap_or(0), at)
        }));
        self.queue.sort_unstable();
    }

    /// Within a bucket those go first that open the fewest bits.
    fn sort_within_buckets(&mut self, factors: &[Factor<W>], bits: usize) {
        self.count_users(factors, bits);
        let Self { users, queue, live, openers, .. } = self;
        live.clear();
        openers.clear();
        let mut now = Mask::<W>::EMPTY;
        for next in 0..queue.len() {
            let bucket = queue[next].0;
            let (mut fewest, mut at) = (u32::MAX, next);
            for (place, &(other, factor)) in queue.iter().enumerate().skip(next) {
                if other != bucket || fewest == 0 {
                    break;
                }
                let opens = factors[factor].mask.minus(&now).count();
                if opens < fewest {
                    (fewest, at) = (opens, place);
                }
            }
            // Those passed over move up by one, so that equals stay in order.
            queue[next..=at].rotate_right(1);
            if fewest > 0 {
                openers.push(next);
            }
            live.push(now);
            let mask = &factors[queue[next].1].mask;
            now = now.or(mask).minus(&pass(users, mask));
        }
    }

    /// A factor that opens nothing may go anywhere from where its bits are open: it goes where the table is narrowest.
    fn bring_forward(&mut self, factors: &[Factor<W>]) {
        let Self { queue, live, openers, .. } = self;
        for (place, (key, factor)) in queue.iter_mut().enumerate() {
            *key = 2 * place + 1;
            let mask = &factors[*factor].mask;
            let mut narrowest = live[place].count();
            let earlier = openers.partition_point(|&opener| opener < place);
            for &opener in openers[..earlier].iter().rev() {
                // The first of these fails for a factor that opens something itself.
                if !mask.is_subset(&live[place]) || !mask.is_subset(&live[opener]) {
                    break;
                }
                if live[opener].count() < narrowest {
                    narrowest = live[opener].count();
                    *key = 2 * opener;
                }
            }
        }
        queue.sort_by_key(|&(key, _)| key);
    }

    fn count_users(&mut self, factors: &[Factor<W>], bits: usize) {
        self.users.clear();
        self.users.resize(bits, 0);
        for bit in factors.iter().flat_map(|factor| factor.mask.bits()) {
            self.users[bit] += 1;
        }
    }
}

/// Takes a factor off the users of its bits; returns those that have none left.
fn pass<const W: usize>(users: &mut [u32], mask: &Mask<W>) -> Mask<W> {
    let mut closed = Mask::EMPTY;
    for bit in mask.bits() {
        users[bit] -= 1;
        if users[bit] == 0 {
            closed.insert(bit);
        }
    }
    closed
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

/// An order of closings in which each leaves as few bits live as can be seen, after `first` if that is given. While
/// anything is live, only that and what shares a factor with it is looked at: that is where the sweep stands.
fn greedy<const W: usize>(maximal: &[Mask<W>], touched: &Mask<W>, first: Option<usize>) -> Vec<usize> {
    let mut rest = maximal.to_vec();
    let mut ahead = *touched;
    let mut live = Mask::<W>::EMPTY;
    let mut closings = Vec::with_capacity(touched.count() as usize);
    let mut next = first;
    while ahead != Mask::EMPTY {
        let beside = rest.iter().filter(|mask| mask.meets(&live));
        let candidates = if live == Mask::EMPTY { ahead } else { beside.fold(live, Mask::or) };
        let growth = |bit: &usize| (growth(&rest, &live, *bit), *bit);
        let bit = next.take().or_else(|| candidates.bits().min_by_key(growth)).expect("a bit is ahead");
        rest.retain(|mask| {
            let here = mask.contains(bit);
            if here {
                live = live.or(mask);
            }
            !here
        });
        ahead = rest.iter().fold(Mask::EMPTY, Mask::or);
        // Whatever else is closed by the same factors closes with it.
        closings.push(bit);
        closings.extend(live.minus(&ahead).bits().filter(|&other| other != bit));
        live = live.and(&ahead);
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
