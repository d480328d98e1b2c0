//! In which order to sum over a component, and what that will cost: with one table (a path) or several ([`tree`]).
//!
//! A sweep along a path keeps a table over what is *live*: findings some, but not all, of whose links have been processed. Most
//! causes are processed all at once (a *star*: all their links together) and are never live themselves. A cause with
//! very many links would make all its findings live at the same time; such a *hub* is kept live instead, one more bit
//! of the table, and its links are processed one by one. The cost is exponential in the number of live bits only,
//! which the order decides. Finding the best order is itself hard (it is the vertex separation problem), so the
//! planner is greedy: it picks what to close next so that the fewest stay live, from several first choices, improves
//! the best by small changes as long as that is cheaper than the sweep it saves, and makes hubs where that helps.

use std::cmp::Reverse;
use std::ops::Range;

use crate::join::Join;
use crate::order::{Factor, Order, Orderer, THRIFT, cells};
use crate::problem::Component;
use crate::tree;

/// Most bits (findings and hubs) that one component may have; larger ones are refused unseen.
pub(crate) const COMPONENT_BITS_MAX: usize = 512;
/// Most hubs in one component, and the numbers of hubs that are tried.
pub(crate) const HUBS_MAX: usize = 16;
const HUB_COUNTS: [usize; 8] = [1, 2, 3, 4, 6, 8, 12, HUBS_MAX];
/// After this many numbers of hubs that make nothing cheaper, no more are tried.
const HUB_MISSES_MAX: usize = 3;
/// A star of fewer shared findings gains nothing as a hub.
const HUB_LINKS_MIN: u32 = 4;
/// Sweeps below this many operations are not worth a better order.
pub(crate) const CHEAP_OPERATIONS: u64 = 30_000;
/// Sweeps below this many operations are not worth a hub.
pub(crate) const HUB_OPERATIONS: u64 = 300_000;
/// Trees below this many operations are not compared with a path.
const PATH_OPERATIONS: u64 = 150_000;
/// A plan that exceeds its limit this many times is not worth a better one.
pub(crate) const HOPELESS: u64 = 1_000_000;

/// One step of a sweep. Positions are bits of the table's index; what opens takes the next higher position, what
/// closes leaves its position to those above.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Process a cause and all its links at once.
    Star {
        core: usize,
        /// In [`Plan::links`]: its live findings first, then the `opens` that become live here.
        links: (usize, usize),
        opens: usize,
        /// In [`Plan::private`]: its findings that no other core touches and that are never live.
        private: (usize, usize),
    },
    /// A hub becomes live; with its prior, or where it is live in another table already, without.
    Begin { core: usize, prior: bool },
    /// One link of a live hub; `opens` if the finding becomes live here.
    Link { hub: usize, finding: usize, activation: f64, opens: bool },
    /// All links of the hub are processed: add up both its states.
    End { position: usize },
    /// All links of the finding are processed: weigh by its observation and drop its bit.
    Close { open: usize, position: usize },
    /// Begin another table on top.
    Open,
    /// Make the two tables on top into one; which of [`Plan::joins`].
    Join { join: usize },
}

impl Step {
    /// The core whose state the step sums over, if it is one that does.
    pub(crate) fn decides(&self) -> Option<usize> {
        match *self {
            Self::Star { core, .. } | Self::Begin { core, .. } => Some(core),
            Self::Link { .. } | Self::End { .. } | Self::Close { .. } | Self::Open | Self::Join { .. } => {
                None
            }
        }
    }
}

/// An order of steps and its cost.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) steps: Vec<Step>,
    /// (position, activation).
    pub(crate) links: Vec<(usize, f64)>,
    /// (open finding, activation).
    pub(crate) private: Vec<(usize, f64)>,
    pub(crate) joins: Vec<Join>,
    /// Multiplications and additions of the forward and backward sweeps together.
    pub(crate) operations: u64,
    /// Cells of all tables held at the same time.
    pub(crate) cells: u64,
    /// Cells that the largest join needs to work in.
    pub(crate) room: u64,
    /// By step, cells of the table after it.
    sizes: Vec<u64>,
    /// The steps in runs whose tables are held together.
    pub(crate) segments: Vec<Range<usize>>,
}

/// The cheapest plan found for a sum, or `None` if the component is too large to plan. A plan that is far above
/// `operations_max` is not worked out any further.
pub(crate) fn plan(component: &Component, operations_max: u64) -> Option<Plan> {
    match component.open.len() + HUBS_MAX {
        0..=64 => Some(cheaper::<1>(component, operations_max)),
        65..=COMPONENT_BITS_MAX => Some(cheaper::<8>(component, operations_max)),
        _ => None,
    }
}

/// As [`plan`], but with one table only, as searches need it.
pub(crate) fn plan_path(component: &Component, operations_max: u64) -> Option<Plan> {
    match component.open.len() + HUBS_MAX {
        0..=64 => Some(path::<1>(component, operations_max)),
        65..=COMPONENT_BITS_MAX => Some(path::<8>(component, operations_max)),
        _ => None,
    }
}

/// A tree, or a path where that is cheaper: trees win where the drawing has arms, paths where everything is tangled.
fn cheaper<const W: usize>(component: &Component, operations_max: u64) -> Plan {
    if component.cores.is_empty() {
        return Plan::default();
    }
    let tree = tree::plan::<W>(component, operations_max);
    if tree.operations < PATH_OPERATIONS || tree.operations / HOPELESS > operations_max {
        return tree;
    }
    let path = path::<W>(component, operations_max.min(tree.operations));
    if path.operations < tree.operations { path } else { tree }
}

/// The best order of one table.
fn path<const W: usize>(component: &Component, operations_max: u64) -> Plan {
    let mut draft = Draft::<W>::new(component, &[]);
    let mut orderer = Orderer::new(&draft.factors, draft.bits());
    let mut order = orderer.first();
    let mut spent = orderer.effort();
    if order.operations <= CHEAP_OPERATIONS {
        return draft.lay_out(&mut orderer, &order);
    }
    // Hubs are tried on greedy orders; only the best is then worked out.
    let widest = draft.widest_stars();
    let mut misses = 0;
    for count in HUB_COUNTS.into_iter().filter(|&count| count <= widest.len()) {
        if order.operations <= HUB_OPERATIONS || misses == HUB_MISSES_MAX || spent > order.operations / THRIFT
        {
            break;
        }
        let with_hubs = Draft::new(component, &widest[..count]);
        let mut other = Orderer::new(&with_hubs.factors, with_hubs.bits());
        spent += other.effort();
        let candidate = other.first();
        if candidate.operations < order.operations {
            (order, draft) = (candidate, with_hubs);
            misses = 0;
        } else {
            misses += 1;
        }
    }
    let mut orderer = Orderer::new(&draft.factors, draft.bits());
    let order = orderer.improve(order, &mut spent, operations_max);
    draft.lay_out(&mut orderer, &order)
}

/// What a factor of the order stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part {
    Star(usize),
    Link { hub: usize, finding: usize, activation: f64 },
}

/// A component with a choice of hubs. Bits are its findings, then its hubs.
pub(crate) struct Draft<'a, const W: usize> {
    pub(crate) component: &'a Component,
    pub(crate) hubs: Vec<usize>,
    /// By finding: whether a single star touches it and no hub.
    private: Vec<bool>,
    pub(crate) parts: Vec<Part>,
    pub(crate) factors: Vec<Factor<W>>,
}

impl<'a, const W: usize> Draft<'a, W> {
    pub(crate) fn new(component: &'a Component, hubs: &[usize]) -> Self {
        let findings = component.open.len();
        let mut private = vec![true; findings];
        let mut touched = vec![false; findings];
        for (at, core) in component.cores.iter().enumerate() {
            for &(finding, _) in &core.links {
                private[finding] &= !touched[finding] && !hubs.contains(&at);
                touched[finding] = true;
            }
        }
        let mut parts = Vec::with_capacity(component.cores.len());
        let mut factors = Vec::with_capacity(component.cores.len());
        for (at, core) in component.cores.iter().enumerate() {
            if let Some(hub) = hubs.iter().position(|&hub| hub == at) {
                for &(finding, activation) in &core.links {
                    parts.push(Part::Link { hub, finding, activation });
                    factors.push(Factor::of([finding, findings + hub]));
                }
            } else {
                parts.push(Part::Star(at));
                let shared = core.links.iter().map(|&(finding, _)| finding).filter(|&at| !private[at]);
                factors.push(Factor::of(shared));
            }
        }
        Self { component, hubs: hubs.to_vec(), private, parts, factors }
    }

    pub(crate) fn bits(&self) -> usize {
        self.component.open.len() + self.hubs.len()
    }

    /// The stars that may gain from being hubs, those with the most shared findings first.
    pub(crate) fn widest_stars(&self) -> Vec<usize> {
        let stars = self.parts.iter().zip(&self.factors).filter_map(|(part, factor)| match *part {
            Part::Star(core) => Some((Reverse(factor.mask.count()), core)),
            Part::Link { .. } => None,
        });
        let mut stars: Vec<_> = stars.filter(|&(Reverse(width), _)| width >= HUB_LINKS_MIN).collect();
        stars.sort_unstable();
        stars.into_iter().map(|(_, core)| core).collect()
    }

    fn lay_out(&self, orderer: &mut Orderer<'_, W>, order: &Order) -> Plan {
        let mut plan = Plan::default();
        // What is live, by position.
        let mut live: Vec<usize> = Vec::new();
        orderer.walk(order, |factor, closed| {
            match self.parts[factor] {
                Part::Star(core) => self.lay_star(core, &mut live, &mut plan),
                Part::Link { hub, finding, activation } => {
                    self.lay_link((hub, finding, activation), true, &mut live, &mut plan);
                }
            }
            for bit in closed.bits() {
                self.lay_close(bit, &mut live, &mut plan);
            }
        });
        plan.cut();
        plan
    }

    pub(crate) fn lay_close(&self, bit: usize, live: &mut Vec<usize>, plan: &mut Plan) {
        let position = position_of(live, bit).expect("what closes is live");
        live.remove(position);
        plan.steps.push(if bit < self.component.open.len() {
            Step::Close { open: bit, position }
        } else {
            Step::End { position }
        });
        plan.charge(live.len(), 6);
    }

    pub(crate) fn lay_star(&self, core: usize, live: &mut Vec<usize>, plan: &mut Plan) {
        let links = &self.component.cores[core].links;
        let (first_link, first_private) = (plan.links.len(), plan.private.len());
        for &(finding, activation) in links {
            if let Some(position) = position_of(live, finding) {
                plan.links.push((position, activation));
            }
        }
        let before = live.len();
        for &(finding, activation) in links {
            if self.private[finding] {
                plan.private.push((finding, activation));
            } else if position_of(&live[..before], finding).is_none() {
                plan.links.push((live.len(), activation));
                live.push(finding);
            }
        }
        let width = plan.links.len() - first_link;
        plan.steps.push(Step::Star {
            core,
            links: (first_link, plan.links.len()),
            opens: live.len() - before,
            private: (first_private, plan.private.len()),
        });
        plan.charge(live.len(), 3 * width as u64 + 9);
    }

    /// Lays one link of a hub; `prior` if this is the first of its links.
    pub(crate) fn lay_link(
        &self,
        (hub, finding, activation): (usize, usize, f64),
        prior: bool,
        live: &mut Vec<usize>,
        plan: &mut Plan,
    ) {
        let bit = self.component.open.len() + hub;
        let hub_position = position_of(live, bit).unwrap_or_else(|| {
            live.push(bit);
            plan.steps.push(Step::Begin { core: self.hubs[hub], prior });
            plan.charge(live.len(), 4);
            live.len() - 1
        });
        let found = position_of(live, finding);
        let finding_position = found.unwrap_or_else(|| {
            live.push(finding);
            live.len() - 1
        });
        plan.steps.push(Step::Link {
            hub: hub_position,
            finding: finding_position,
            activation,
            opens: found.is_none(),
        });
        plan.charge(live.len(), 3);
    }
}

impl Plan {
    /// Adds the cost of the last step, which leaves a table over `live` bits, at `each` operations per cell.
    pub(crate) fn charge(&mut self, live: usize, each: u64) {
        let cells = cells(live as u32);
        self.operations = self.operations.saturating_add(cells.saturating_mul(each));
        self.sizes.push(cells);
    }

    /// Holds all tables together, as trees need it.
    pub(crate) fn hold_all(&mut self) {
        let (cells, segments) = self.cut_at(u64::MAX);
        (self.cells, self.segments) = (cells.saturating_add(self.room), segments);
    }

    /// Cuts the steps into segments. One will do for tables of a moderate size together; for more, the tables before
    /// a segment are made again when they are needed, which costs a second sweep forward.
    fn cut(&mut self) {
        let all = self.sizes.iter().fold(0_u64, |sum, &size| sum.saturating_add(size));
        let (cells, segments) = self.cut_at(all);
        (self.cells, self.segments) = (cells, segments);
        let mut target = all;
        while self.cells > SEGMENT_CELLS && target > SEGMENT_CELLS / 4 {
            target /= 2;
            let (cells, segments) = self.cut_at(target);
            if cells < self.cells {
                (self.cells, self.segments) = (cells, segments);
            }
        }
        if self.segments.len() > 1 {
            self.operations = self.operations.saturating_add(self.operations / 2);
        }
    }

    /// Segments of about `target` cells each, and the cells this holds at the most.
    fn cut_at(&self, target: u64) -> (u64, Vec<Range<usize>>) {
        let (mut borders, mut largest) = (1_u64, 0_u64);
        let mut segments = Vec::new();
        let (mut start, mut held, mut before) = (0, 0_u64, 1_u64);
        for (at, &size) in self.sizes.iter().enumerate() {
            if held.saturating_add(size) > target && at > start {
                segments.push(start..at);
                borders = borders.saturating_add(before);
                (start, held) = (at, before);
            }
            held = held.saturating_add(size);
            largest = largest.max(held);
            before = size;
        }
        if start < self.sizes.len() {
            segments.push(start..self.sizes.len());
        }
        // Two more tables of the largest size are needed to work on.
        let work = self.sizes.iter().max().map_or(2, |&size| size.saturating_mul(2));
        (borders.saturating_add(largest).saturating_add(work), segments)
    }
}

/// Cells that are held without a thought: what fits the caches of a current machine.
const SEGMENT_CELLS: u64 = 1 << 20;

pub(crate) fn position_of(live: &[usize], bit: usize) -> Option<usize> {
    live.iter().position(|&at| at == bit)
}

/// A plan with these hubs and segments of about this many cells, for tests of all the ways a sweep can go.
#[cfg(test)]
pub(crate) fn forced(component: &Component, hubs: &[usize], segment_cells: u64) -> Plan {
    let draft = Draft::<1>::new(component, hubs);
    let mut orderer = Orderer::new(&draft.factors, draft.bits());
    let order = orderer.first();
    let mut plan = draft.lay_out(&mut orderer, &order);
    plan.segments = plan.cut_at(segment_cells).1;
    plan
}
