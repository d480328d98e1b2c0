//! A tree of tables as the steps of a sweep: each table is worked out on top of those that wait to be joined with it.

use crate::join::Join;
use crate::mask::Mask;
use crate::order::cells;
use crate::plan::{Draft, Part, Plan, Step, position_of};
use crate::tree::{Item, Tree};

/// Lays a tree out as steps.
pub(crate) fn lay_out<const W: usize>(draft: &Draft<'_, W>, tree: &Tree) -> Plan {
    let mut to_come = vec![0_u32; draft.bits()];
    for factor in &draft.factors {
        for bit in factor.mask.bits() {
            to_come[bit] += 1;
        }
    }
    let mut layout = Layout {
        draft,
        tree,
        plan: Plan::default(),
        tables: Vec::new(),
        to_come,
        begun: vec![false; draft.hubs.len()],
    };
    layout.node(tree.root);
    let mut plan = layout.plan;
    plan.hold_all();
    plan
}

struct Layout<'a, const W: usize> {
    draft: &'a Draft<'a, W>,
    tree: &'a Tree,
    plan: Plan,
    /// What is live in each table of the stack, by position.
    tables: Vec<Vec<usize>>,
    /// By bit: factors that are still to be put on a table.
    to_come: Vec<u32>,
    begun: Vec<bool>,
}

impl<const W: usize> Layout<'_, W> {
    fn node(&mut self, node: usize) {
        let items = self.in_order(node);
        for (at, item) in items.into_iter().enumerate() {
            match item {
                Item::Factor(factor) => {
                    if at == 0 {
                        self.open();
                    }
                    self.factor(factor);
                }
                Item::Node(other) => {
                    self.node(other);
                    if at > 0 {
                        self.join();
                    }
                }
            }
        }
    }

    /// The items of a node, so that the table grows late: another table first, then what opens the fewest bits.
    fn in_order(&self, node: usize) -> Vec<Item> {
        let mut items = self.tree.nodes[node].items.clone();
        if items.iter().all(|item| matches!(item, Item::Node(_))) {
            return items;
        }
        let first = items.iter().position(|item| matches!(item, Item::Node(_)));
        let start = first.map_or(0, |first| {
            items.swap(0, first);
            1
        });
        let mask = |item: &Item| match *item {
            Item::Factor(factor) => self.draft.factors[factor].mask,
            Item::Node(_) => Mask::EMPTY,
        };
        let mut now = Mask::<W>::EMPTY;
        for next in start..items.len() {
            // Tables are joined last: then most is there that closes with them.
            let key = |item: &Item| (matches!(item, Item::Node(_)), mask(item).minus(&now).count());
            let best = (next..items.len()).min_by_key(|&at| (key(&items[at]), at)).expect("not past the end");
            items.swap(next, best);
            now = now.or(&mask(&items[next]));
        }
        items
    }

    fn open(&mut self) {
        if !self.tables.is_empty() {
            self.plan.steps.push(Step::Open);
            self.plan.charge(0, 8);
        }
        self.tables.push(Vec::new());
    }

    fn factor(&mut self, factor: usize) {
        let live = self.tables.last_mut().expect("a table is open");
        match self.draft.parts[factor] {
            Part::Star(core) => self.draft.lay_star(core, live, &mut self.plan),
            Part::Link { hub, finding, activation } => {
                let prior = !std::mem::replace(&mut self.begun[hub], true);
                self.draft.lay_link((hub, finding, activation), prior, live, &mut self.plan);
            }
        }
        for bit in self.draft.factors[factor].mask.bits() {
            self.to_come[bit] -= 1;
        }
        for bit in self.draft.factors[factor].mask.bits() {
            if self.closes(bit, 1) {
                let live = self.tables.last_mut().expect("a table is open");
                self.draft.lay_close(bit, live, &mut self.plan);
            }
        }
    }

    /// Whether nothing more is to come for a bit that is live in the top `tables` only.
    fn closes(&self, bit: usize, tables: usize) -> bool {
        let below = &self.tables[..self.tables.len() - tables];
        self.to_come[bit] == 0 && !below.iter().any(|live| live.contains(&bit))
    }

    fn join(&mut self) {
        let [below, top] = [&self.tables[self.tables.len() - 2], &self.tables[self.tables.len() - 1]];
        let findings = self.draft.component.open.len();
        let only = |one: &[usize], other: &[usize]| -> Vec<usize> {
            one.iter().copied().filter(|bit| !other.contains(bit)).collect()
        };
        let (only_below, only_top) = (only(below, top), only(top, below));
        let wide_on_top = only_top.len() > only_below.len();
        let (wide, narrow) = if wide_on_top { (top, below) } else { (below, top) };
        let (lanes, rest) = if wide_on_top { (only_top, only_below) } else { (only_below, only_top) };
        let both = wide.iter().copied().filter(|bit| narrow.contains(bit));
        let (closing, shared): (Vec<usize>, Vec<usize>) = both.partition(|&bit| self.closes(bit, 2));
        let positions = |table: &[usize], bits: [&[usize]; 3]| -> Vec<usize> {
            let bits = bits.into_iter().flatten();
            bits.map(|&bit| position_of(table, bit).expect("the bit is live")).collect()
        };
        let join = Join {
            lanes: lanes.len(),
            rest: rest.len(),
            closing: closing.iter().map(|&bit| (bit < findings).then_some(bit)).collect(),
            shared: shared.iter().map(|&bit| bit < findings).collect(),
            wide: positions(wide, [&lanes, &closing, &shared]),
            narrow: positions(narrow, [&closing, &rest, &shared]),
            wide_on_top,
        };
        let joint = [lanes, rest, shared].concat();
        let expanded = join.meetings().saturating_mul(cells((join.rest + join.closing.len()) as u32));
        let wide_cells = cells(wide.len() as u32);
        let moved = wide_cells.saturating_add(expanded).saturating_mul(10);
        self.plan.steps.push(Step::Join { join: self.plan.joins.len() });
        self.plan.charge(joint.len(), 0);
        let operations = join.products().saturating_mul(6).saturating_add(moved);
        self.plan.operations = self.plan.operations.saturating_add(operations);
        self.plan.room =
            self.plan.room.max(wide_cells.saturating_mul(2).saturating_add(expanded.saturating_mul(2)));
        self.plan.joins.push(join);
        self.tables.truncate(self.tables.len() - 2);
        self.tables.push(joint);
    }
}
