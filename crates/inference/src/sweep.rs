//! The sum over all states of a component's causes: one sweep forward, one back.
//!
//! Forward, `table[T]` is the probability that the causes so far have activated exactly the live findings `T`. A star
//! that is on with weight `on` turns `t` into `off * t + on * A(t)`, where `A` activates each of its findings on its
//! own. A finding closes once all its links are through: what is unset can still be true by its leak. Every term is
//! positive. Backward, `ahead[T]` is the probability of all evidence still to come, given `T`; the masses of a cause
//! being on and off are the products of the two where it is processed.
//!
//! The forward tables that the way back needs are kept, or where that would take much memory, kept at the borders of
//! segments only and made again segment by segment.

use std::ops::Range;

use crate::join::Room;
use crate::mass::{Mass, Wide};
use crate::plan::{Plan, Step};
use crate::problem::{Component, Weight};
use crate::singles::Closing;
use crate::table::{self, Activation};

/// Below this probability of a component's evidence its sweep is repeated on wide numbers: what plain ones lose to
/// underflow is then no longer negligible.
pub(crate) const PLAIN_EVIDENCE_MIN: f64 = 1e-180;

/// Tables of one kind of number, kept between questions so that a sweep allocates nothing once they have grown.
#[derive(Debug, Clone)]
pub(crate) struct Tables<M> {
    /// By open finding.
    closings: Vec<Closing<M>>,
    /// The tables before the steps of one segment, and after its last, one after the other.
    segment: Run<M>,
    /// By step: where its table starts in `segment` and its size.
    places: Vec<(usize, usize)>,
    /// The tables before each segment, one after the other.
    borders: Vec<M>,
    /// Tables that wait below the one that is worked on: where each starts in `segment`, and its size.
    below: Vec<(usize, usize)>,
    /// By join: the table below it.
    joined: Vec<(usize, usize)>,
    /// What is ahead of the table that is worked on, and of those that wait below it.
    ahead: Vec<M>,
    ahead_below: Vec<Vec<M>>,
    /// Emptied tables, to be filled again.
    spare: Vec<Vec<M>>,
    other: Vec<M>,
    links: Vec<Activation<M>>,
    fresh: Vec<Activation<M>>,
    room: Room<M>,
}

/// Tables one after the other in room that is kept: what is behind the end is from earlier questions and is written
/// over, because clearing it first would cost as much as writing it.
#[derive(Debug, Clone)]
struct Run<M> {
    cells: Vec<M>,
    end: usize,
}

impl<M: Mass> Run<M> {
    /// Begins anew with one table.
    fn start(&mut self, table: &[M]) {
        self.end = 0;
        self.grow(table.len()).1.copy_from_slice(table);
    }

    /// What is there, and `more` cells of any content behind it.
    fn grow(&mut self, more: usize) -> (&[M], &mut [M]) {
        let before = self.end;
        self.end += more;
        if self.cells.len() < self.end {
            self.cells.resize(self.end, M::ZERO);
        }
        let (before, after) = self.cells.split_at_mut(before);
        (before, &mut after[..more])
    }

    /// Everything from here on.
    fn from(&mut self, from: usize) -> &mut [M] {
        &mut self.cells[from..self.end]
    }
}

impl<M> Default for Tables<M> {
    fn default() -> Self {
        Self {
            closings: Vec::new(),
            segment: Run { cells: Vec::new(), end: 0 },
            places: Vec::new(),
            borders: Vec::new(),
            below: Vec::new(),
            joined: Vec::new(),
            ahead: Vec::new(),
            ahead_below: Vec::new(),
            spare: Vec::new(),
            other: Vec::new(),
            links: Vec::new(),
            fresh: Vec::new(),
            room: Room::default(),
        }
    }
}

/// P(on, evidence) and P(off, evidence) of one cause, relative to each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Masses<M> {
    pub(crate) on: M,
    pub(crate) off: M,
}

/// What a sweep hands to its caller as it goes.
pub(crate) trait Gather<M> {
    /// A core of the component, by its number.
    fn core(&mut self, core: usize, masses: Masses<M>);
    /// An open finding: masses of it being unset and set by cores, before its own observation.
    fn open(&mut self, open: usize, closing: &Closing<M>, unset: M, set: M);
}

/// One question about one component.
#[derive(Clone, Copy)]
pub(crate) struct Sweep<'a> {
    pub(crate) component: &'a Component,
    pub(crate) plan: &'a Plan,
    pub(crate) weights: &'a [Weight],
}

impl Sweep<'_> {
    /// Sweeps forward and back and returns the probability of the component's evidence; `gather` sees every mass.
    pub(crate) fn run<M: Mass>(self, tables: &mut Tables<M>, gather: &mut impl Gather<M>) -> Wide {
        let evidence = self.forward(tables);
        if !evidence.wide().is_zero() {
            self.backward(tables, gather);
        }
        evidence.wide()
    }

    /// The probability of the component's evidence.
    pub(crate) fn forward<M: Mass>(self, tables: &mut Tables<M>) -> M {
        tables.closings.clear();
        tables.closings.extend(self.component.open.iter().map(|open| Closing::of(open, self.weights)));
        if self.plan.steps.is_empty() {
            // One finding that no core touches.
            return tables.closings[0].unset;
        }
        tables.places.resize(self.plan.steps.len(), (0, 0));
        tables.joined.resize(self.plan.joins.len(), (0, 0));
        tables.below.clear();
        tables.borders.clear();
        tables.segment.start(&[M::ONE]);
        let mut from = 0;
        for segment in &self.plan.segments {
            let first = tables.borders.len();
            tables.borders.extend_from_slice(&tables.segment.cells[from..tables.segment.end]);
            tables.segment.start(&tables.borders[first..]);
            from = self.make_segment(tables, segment.clone());
        }
        tables.segment.cells[from]
    }

    /// Makes the tables of a segment from the first one, which is there; returns where the last one starts.
    fn make_segment<M: Mass>(self, tables: &mut Tables<M>, steps: Range<usize>) -> usize {
        let Tables { segment, places, below, joined, other, links, fresh, closings, room, .. } = tables;
        let mut from = 0;
        for at in steps {
            let to = segment.end;
            let size = to - from;
            places[at] = (from, size);
            match self.plan.steps[at] {
                Step::Open => {
                    below.push((from, size));
                    segment.grow(1).1[0] = M::ONE;
                    from = to;
                }
                Step::Join { join } => {
                    let (lower, lower_size) = below.pop().expect("a join has a table below");
                    joined[join] = (lower, lower_size);
                    let join = &self.plan.joins[join];
                    let (before, after) = segment.grow(1 << join.live());
                    let sides = [&before[lower..lower + lower_size], &before[from..]];
                    join.forward(sides, after, closings, room);
                    from = to;
                }
                Step::Star { core, links: (first, last), opens, private } => {
                    let Masses { on, off } = self.star_weight(core, private, closings);
                    let (live, new) = self.plan.links[first..last].split_at(last - first - opens);
                    fill(links, live);
                    fill(fresh, new);
                    let coefficient = |state| joint(fresh, state, on);
                    let (before, after) = segment.grow(size << opens);
                    table::put(&before[from..], after, links, coefficient, off, other);
                    from = to;
                }
                Step::Begin { core, prior } => {
                    let (before, after) = segment.grow(2 * size);
                    table::begin(&before[from..], after, self.hub_weight(core, prior));
                    from = to;
                }
                Step::Link { hub, finding, activation, opens } => {
                    // Nothing on the way back needs the table before a link: it is changed where it stands.
                    if opens {
                        segment.grow(size).1.fill(M::ZERO);
                    }
                    let (p, q) = (M::of(activation), M::of(1.0 - activation));
                    table::activate_if(segment.from(from), hub, finding, p, q);
                }
                Step::End { position } => {
                    let (before, after) = segment.grow(size / 2);
                    table::close(&before[from..], after, position, M::ONE, M::ONE);
                    from = to;
                }
                Step::Close { open, position } => {
                    let (before, after) = segment.grow(size / 2);
                    let Closing { unset, set, .. } = closings[open];
                    table::close(&before[from..], after, position, unset, set);
                    from = to;
                }
            }
        }
        from
    }

    fn backward<M: Mass>(self, tables: &mut Tables<M>, gather: &mut impl Gather<M>) {
        let Some((last, earlier)) = self.plan.segments.split_last() else {
            gather.open(0, &tables.closings[0], M::ONE, M::ZERO);
            return;
        };
        tables.ahead.clear();
        tables.ahead.push(M::ONE);
        // The last segment is still there from the way forward.
        self.back_over(tables, last.clone(), gather);
        // Borders are one after the other; the first table of a segment has the size of its first step's.
        let mut end = tables.borders.len() - tables.places[last.start].1;
        for segment in earlier.iter().rev() {
            let size = tables.places[segment.start].1;
            tables.segment.start(&tables.borders[end - size..end]);
            end -= size;
            self.make_segment(tables, segment.clone());
            self.back_over(tables, segment.clone(), gather);
        }
    }

    fn back_over<M: Mass>(self, tables: &mut Tables<M>, steps: Range<usize>, gather: &mut impl Gather<M>) {
        let Tables {
            segment,
            places,
            joined,
            ahead,
            ahead_below,
            spare,
            other,
            links,
            fresh,
            closings,
            room,
            ..
        } = tables;
        for at in steps.rev() {
            let (from, size) = places[at];
            let before = &segment.cells[from..from + size];
            match self.plan.steps[at] {
                Step::Open => {
                    let lower = ahead_below.pop().expect("a table was opened above another");
                    spare.push(std::mem::replace(ahead, lower));
                }
                Step::Join { join } => {
                    let (lower, lower_size) = joined[join];
                    let sides = [&segment.cells[lower..lower + lower_size], before];
                    let mut below_ahead = spare.pop().unwrap_or_default();
                    let mut top_ahead = spare.pop().unwrap_or_default();
                    let aheads = [&mut below_ahead, &mut top_ahead];
                    self.plan.joins[join].backward(sides, ahead, aheads, closings, room, gather);
                    ahead_below.push(below_ahead);
                    spare.push(std::mem::replace(ahead, top_ahead));
                }
                Step::Star { core, links: (first, last), opens, private } => {
                    let weight @ Masses { on, off } = self.star_weight(core, private, closings);
                    let (live, new) = self.plan.links[first..last].split_at(last - first - opens);
                    fill(links, live);
                    fill(fresh, new);
                    let chance = |state| joint(fresh, state, M::ONE);
                    let (with, without) = table::take_back(before, ahead, links, chance, weight, other);
                    ahead.truncate(size);
                    gather.core(core, Masses { on: on * with, off: off * without });
                    if private.0 < private.1 {
                        self.gather_private(
                            core,
                            private,
                            closings,
                            Masses { on: with, off: without },
                            gather,
                        );
                    }
                }
                Step::Begin { core, prior } => {
                    let weight @ Masses { on, off } = self.hub_weight::<M>(core, prior);
                    let (low, high) = ahead.split_at_mut(size);
                    let (with, without) = table::begin_back(before, high, low, weight);
                    if prior {
                        gather.core(core, Masses { on: on * with, off: off * without });
                    }
                    ahead.truncate(size);
                }
                Step::Link { hub, finding, activation, opens } => {
                    table::expect_if(ahead, hub, finding, M::of(activation), M::of(1.0 - activation));
                    if opens {
                        ahead.truncate(size);
                    }
                }
                Step::End { position } => {
                    other.resize(size, M::ZERO);
                    table::reopen(ahead, other, position, M::ONE, M::ONE);
                    std::mem::swap(ahead, other);
                }
                Step::Close { open, position } => {
                    let (unset, set) = table::dot_halves(before, ahead, position);
                    gather.open(open, &closings[open], unset, set);
                    other.resize(size, M::ZERO);
                    table::reopen(ahead, other, position, closings[open].unset, closings[open].set);
                    std::mem::swap(ahead, other);
                }
            }
        }
    }

    pub(crate) fn weight<M: Mass>(self, core: usize) -> Masses<M> {
        let weight = self.weights[self.component.cores[core].cause.index()];
        Masses { on: M::from_wide(weight.on), off: M::from_wide(weight.off) }
    }

    /// The weight of a hub where it becomes live: its own where that is for the first time.
    fn hub_weight<M: Mass>(self, core: usize, prior: bool) -> Masses<M> {
        if prior { self.weight(core) } else { Masses { on: M::ONE, off: M::ONE } }
    }

    /// The weight of a star with the observations of its private findings.
    pub(crate) fn star_weight<M: Mass>(
        self,
        core: usize,
        private: (usize, usize),
        closings: &[Closing<M>],
    ) -> Masses<M> {
        let mut weight = self.weight(core);
        for &(open, p) in &self.plan.private[private.0..private.1] {
            weight.on = weight.on * closings[open].after(p);
            weight.off = weight.off * closings[open].unset;
        }
        weight
    }

    /// Hands on the masses of a star's private findings; `rest` is all but the weight of the star.
    fn gather_private<M: Mass>(
        self,
        core: usize,
        private: (usize, usize),
        closings: &[Closing<M>],
        rest: Masses<M>,
        gather: &mut impl Gather<M>,
    ) {
        let findings = &self.plan.private[private.0..private.1];
        for (at, &(open, p)) in findings.iter().enumerate() {
            let mut weight = self.weight(core);
            for (_, &(open, p)) in findings.iter().enumerate().filter(|&(other, _)| other != at) {
                weight.on = weight.on * closings[open].after(p);
                weight.off = weight.off * closings[open].unset;
            }
            let (on, off) = (rest.on * weight.on, rest.off * weight.off);
            gather.open(open, &closings[open], off + on * M::of(1.0 - p), on * M::of(p));
        }
    }
}

/// `weight` times the chance that of new findings, each on its own, those of `state` are activated.
fn joint<M: Mass>(new: &[Activation<M>], state: usize, weight: M) -> M {
    let each = new.iter().enumerate();
    each.fold(weight, |product, (bit, &(_, p, q))| product * if state >> bit & 1 == 1 { p } else { q })
}

fn fill<M: Mass>(links: &mut Vec<Activation<M>>, from: &[(usize, f64)]) {
    links.clear();
    links.extend(from.iter().map(|&(position, p)| (position, M::of(p), M::of(1.0 - p))));
}
