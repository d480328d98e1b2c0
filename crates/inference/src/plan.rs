//! In which order to sweep over a component, and what that will cost.
//!
//! The sweep processes causes one at a time and keeps a table over the *live* findings: those some, but not all, of
//! whose causes have been processed. Its cost is exponential in the number of live findings only, which the order
//! decides. Finding the best order is itself hard (it is the vertex separation problem), so the planner is greedy: it
//! picks the finding to close next that leaves the fewest live, from several first choices, and keeps the cheapest.

use crate::mask::Mask;
use crate::problem::Component;

/// Most findings that may be open in one component; larger ones are refused unseen.
pub(crate) const COMPONENT_FINDINGS_MAX: usize = 512;
/// Most live findings at a time; a wider table would not fit any budget.
const LIVE_MAX: u32 = 40;

/// One step of a sweep. Positions are bits of the table's index.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Process a cause; its activations are in `links[links.0..links.1]`, first those of live findings, then `opens`
    /// that become live here, at the next higher positions.
    Cause { core: usize, links: (usize, usize), opens: usize },
    /// All causes of the finding are processed: weigh by its observation and drop its bit.
    Close { open: usize, position: usize },
}

/// An order of steps and its cost.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) steps: Vec<Step>,
    /// (position, activation).
    pub(crate) links: Vec<(usize, f64)>,
    /// Multiplications and additions of the forward and backward sweeps together.
    pub(crate) operations: u64,
    /// Cells of all tables held at the same time.
    pub(crate) cells: u64,
}

/// The cheapest plan found, or `None` if the component is too large to plan.
pub(crate) fn plan(component: &Component) -> Option<Plan> {
    match component.open.len() {
        0..=64 => plan_masks::<1>(component),
        65..=COMPONENT_FINDINGS_MAX => plan_masks::<8>(component),
        _ => None,
    }
}

fn plan_masks<const W: usize>(component: &Component) -> Option<Plan> {
    let masks: Vec<Mask<W>> = component
        .cores
        .iter()
        .map(|core| {
            let mut mask = Mask::EMPTY;
            for &(position, _) in &core.links {
                mask.insert(position);
            }
            mask
        })
        .collect();
    let maximal = maximal(&masks);
    let count = component.open.len();
    let mut best: Option<(u64, Vec<usize>)> = None;
    for first in 0..count.min(STARTS_MAX) {
        let order = greedy_order(&maximal, count, first * count / count.min(STARTS_MAX));
        let cost = cost(&masks, &order);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, order));
        }
    }
    let (_, order) = best?;
    Some(lay_out(component, &masks, &order))
}

/// Most first choices tried.
const STARTS_MAX: usize = 12;

/// The masks that are not contained in another one: the others never widen a table.
fn maximal<const W: usize>(masks: &[Mask<W>]) -> Vec<Mask<W>> {
    let mut sorted = masks.to_vec();
    sorted.sort_unstable_by_key(|mask| (std::cmp::Reverse(mask.count()), *mask));
    sorted.dedup();
    let mut kept: Vec<Mask<W>> = Vec::with_capacity(sorted.len());
    for mask in sorted {
        if !kept.iter().any(|other| mask.is_subset(other)) {
            kept.push(mask);
        }
    }
    kept
}

/// An order in which to close the findings, starting with `first`.
fn greedy_order<const W: usize>(maximal: &[Mask<W>], count: usize, first: usize) -> Vec<usize> {
    let mut rest = maximal.to_vec();
    let mut order = Vec::with_capacity(count);
    let mut pending: Vec<usize> = (0..count).collect();
    let mut live = Mask::<W>::EMPTY;
    while !pending.is_empty() {
        let (at, _) = pending
            .iter()
            .enumerate()
            .filter(|&(_, &finding)| !order.is_empty() || finding == first)
            .map(|(at, &finding)| (at, growth(&rest, &live, finding)))
            .min_by_key(|&(_, growth)| growth)
            .expect("some finding is pending");
        let finding = pending.swap_remove(at);
        rest.retain(|mask| {
            let here = mask.contains(finding);
            if here {
                live = live.or(mask);
            }
            !here
        });
        let ahead = rest.iter().fold(Mask::EMPTY, Mask::or);
        live = live.and(&ahead);
        order.push(finding);
    }
    order
}

/// How many findings are live after closing `finding`, and at most before.
fn growth<const W: usize>(rest: &[Mask<W>], live: &Mask<W>, finding: usize) -> (u32, u32) {
    let mut here = *live;
    here.insert(finding);
    let mut ahead = Mask::EMPTY;
    for mask in rest {
        if mask.contains(finding) {
            here = here.or(mask);
        } else {
            ahead = ahead.or(mask);
        }
    }
    (here.and(&ahead).count(), here.count())
}

/// Walks the causes in the order that an order of closings implies: each in the bucket of its first finding to
/// close, within a bucket those first that open the fewest. Calls `visit(core, live before, mask, closed after)`.
fn walk<const W: usize>(
    masks: &[Mask<W>],
    order: &[usize],
    mut visit: impl FnMut(usize, &Mask<W>, &Mask<W>, &Mask<W>),
) {
    let mut rank = vec![0; order.len()];
    for (at, &finding) in order.iter().enumerate() {
        rank[finding] = at;
    }
    let mut buckets: Vec<Vec<usize>> = vec![Vec::new(); order.len()];
    let mut users = vec![0_u32; order.len()];
    for (core, mask) in masks.iter().enumerate() {
        let bucket = mask.bits().map(|bit| rank[bit]).min().expect("a core touches findings");
        buckets[bucket].push(core);
        for bit in mask.bits() {
            users[bit] += 1;
        }
    }
    let mut live = Mask::<W>::EMPTY;
    for mut bucket in buckets {
        while !bucket.is_empty() {
            let (at, _) = bucket
                .iter()
                .enumerate()
                .min_by_key(|&(_, &core)| (masks[core].minus(&live).count(), core))
                .expect("the bucket is not empty");
            let core = bucket.swap_remove(at);
            let mask = masks[core];
            let mut closed = Mask::EMPTY;
            for bit in mask.bits() {
                users[bit] -= 1;
                if users[bit] == 0 {
                    closed.insert(bit);
                }
            }
            visit(core, &live, &mask, &closed);
            live = live.or(&mask).minus(&closed);
        }
    }
}

/// Operations of one forward sweep.
fn cost<const W: usize>(masks: &[Mask<W>], order: &[usize]) -> u64 {
    let mut total = 0_u64;
    walk(masks, order, |_, live, mask, _| {
        total =
            total.saturating_add(cells(live.or(mask).count()).saturating_mul(u64::from(mask.count()) + 2));
    });
    total
}

/// Size of a table over `live` findings, saturating.
fn cells(live: u32) -> u64 {
    if live > LIVE_MAX { u64::MAX / 4 } else { 1 << live }
}

/// The steps of an order, with positions and costs.
fn lay_out<const W: usize>(component: &Component, masks: &[Mask<W>], order: &[usize]) -> Plan {
    let mut plan = Plan::default();
    let mut positions: Vec<usize> = Vec::new();
    walk(masks, order, |core, live, mask, closed| {
        let wide = cells(live.or(mask).count());
        // Forward: one pass per link, one to mix; backward the same and two products for the masses.
        plan.operations =
            plan.operations.saturating_add(wide.saturating_mul(2 * u64::from(mask.count()) + 6));
        plan.cells = plan.cells.saturating_add(wide);
        let from = plan.links.len();
        let links = &component.cores[core].links;
        for &(finding, activation) in links {
            if let Some(position) = positions.iter().position(|&at| at == finding) {
                plan.links.push((position, activation));
            }
        }
        let opened = positions.len();
        for &(finding, activation) in links {
            if !live.contains(finding) {
                plan.links.push((positions.len(), activation));
                positions.push(finding);
            }
        }
        let opens = positions.len() - opened;
        plan.steps.push(Step::Cause { core, links: (from, plan.links.len()), opens });
        for finding in closed.bits() {
            let position = positions.iter().position(|&at| at == finding).expect("a closing finding is live");
            positions.remove(position);
            plan.steps.push(Step::Close { open: finding, position });
            plan.cells = plan.cells.saturating_add(cells(positions.len() as u32));
            plan.operations = plan.operations.saturating_add(cells(positions.len() as u32 + 3));
        }
    });
    plan
}
