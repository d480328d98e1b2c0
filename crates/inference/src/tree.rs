//! A tree of tables instead of a single one: parts of a component are summed on their own and then joined.
//!
//! A single table has to keep alive what one arm of the body shares with the trunk while the other arm is worked on. In
//! a tree each arm is a table of its own. More than that, a join is paid once for all the causes of both sides, where a
//! cause by itself is paid for each cell of the table that it is put on: so causes are first gathered in small tables
//! over few findings, nested ones within wider ones, and only the results meet in large ones.
//!
//! Which tables meet is decided by the order in which findings close: all that touch the next one are joined, the
//! cheapest two first. The next one is that whose tables together have the fewest live bits, or that whose closing ties
//! together the fewest pairs that were not tied (the heuristics of triangulation, Kjaerulff 1990; from memory).

use crate::layout::lay_out;
use crate::mask::Mask;
use crate::order::THRIFT;
use crate::plan::{CHEAP_OPERATIONS, Draft, HOPELESS, HUB_OPERATIONS, HUBS_MAX, Part, Plan};
use crate::problem::Component;

/// What a join costs, however small.
const JOIN_OPERATIONS: f64 = 600.0;
/// Widest stars that are tried as the next hub of a tree.
const HUB_CANDIDATES: usize = 6;

/// The cheapest tree found; `operations_max` bounds what is spent on finding it.
pub(crate) fn plan<const W: usize>(component: &Component, operations_max: u64) -> Plan {
    let mut draft = Draft::<W>::new(component, &[]);
    let mut grove = Grove::new(&draft);
    let mut tree = grove.tree(Heuristic::Narrow, None, f64::INFINITY).expect("there is no limit");
    let mut spent = grove.effort();
    let limit = operations_max as f64;
    // A better tree may cost a part of what it is to save.
    let worth = |tree: &Tree, spent: u64| {
        let operations = tree.operations;
        let hopeful = operations < HOPELESS as f64 * limit;
        operations > CHEAP_OPERATIONS as f64
            && hopeful
            && (spent as f64) < operations.min(limit) / THRIFT as f64
    };
    if worth(&tree, spent) {
        spent += grove.effort();
        if let Some(other) = grove.tree(Heuristic::Fill, None, tree.operations) {
            tree = other;
        }
    }
    // One more hub at a time, as long as one of the widest stars gains something.
    let mut gained = true;
    while gained && draft.hubs.len() < HUBS_MAX && tree.operations > HUB_OPERATIONS as f64 {
        gained = false;
        let hubs = draft.hubs.clone();
        for star in draft.widest_stars().into_iter().take(HUB_CANDIDATES) {
            if !worth(&tree, spent) {
                break;
            }
            let with_hub = Draft::new(component, &[&hubs[..], &[star]].concat());
            let other_grove = Grove::new(&with_hub);
            spent += 2 * other_grove.effort();
            for heuristic in [Heuristic::Narrow, Heuristic::Fill] {
                if let Some(other) = other_grove.tree(heuristic, None, tree.operations) {
                    (tree, gained) = (other, true);
                }
            }
            if gained {
                (draft, grove) = (with_hub, other_grove);
                break;
            }
        }
    }
    let mut dice = Dice(1);
    let mut tries = 0;
    while worth(&tree, spent) {
        tries += 1;
        spent += grove.effort();
        let heuristic = if tries % 2 == 0 { Heuristic::Narrow } else { Heuristic::Fill };
        if let Some(other) = grove.tree(heuristic, Some(&mut dice), tree.operations) {
            tree = other;
        }
    }
    lay_out(&draft, &tree)
}

/// What is put on a table, one after the other.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Item {
    /// A factor of the draft, directly.
    Factor(usize),
    /// Another table, which is joined; or, as the first item, what the table starts as.
    Node(usize),
}

/// How a table comes about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Node {
    pub(crate) items: Vec<Item>,
}

/// A table that waits to be joined.
#[derive(Debug, Clone, Copy)]
struct Tensor<const W: usize> {
    mask: Mask<W>,
    node: usize,
    /// Operations per cell to put its factors one by one on a table; infinite where it has joined tables itself.
    each: f64,
}

/// Which finding closes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heuristic {
    /// The one whose tables have the fewest live bits together.
    Narrow,
    /// The one that ties the fewest.
    Fill,
}

/// How two tables become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Join,
    /// The factors of the second one are put on the first.
    Apply,
    /// The factors of the first one are put on the second.
    ApplyReversed,
}

/// A tree of tables over the factors of a draft.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
    pub(crate) root: usize,
    /// About, forward and back.
    operations: f64,
}

/// The factors of a draft gathered in tables none of which is nested in another one.
#[derive(Debug, Clone)]
struct Grove<const W: usize> {
    nodes: Vec<Node>,
    tensors: Vec<Tensor<W>>,
    bits: usize,
    /// Bits that are hubs.
    hubs: Mask<W>,
    operations: f64,
}

/// 2^bits.
fn size(bits: u32) -> f64 {
    f64::from_bits((1023 + u64::from(bits.min(1000))) << 52)
}

impl<const W: usize> Grove<W> {
    fn new(draft: &Draft<'_, W>) -> Self {
        let findings = draft.component.open.len();
        let mut hubs = Mask::EMPTY;
        for hub in 0..draft.hubs.len() {
            hubs.insert(findings + hub);
        }
        let mut grove =
            Self { nodes: Vec::new(), tensors: Vec::new(), bits: draft.bits(), hubs, operations: 0.0 };
        grove.gather(draft);
        grove.nest();
        grove
    }

    /// One tensor for all factors of the same findings.
    fn gather(&mut self, draft: &Draft<'_, W>) {
        let mut order: Vec<usize> = (0..draft.factors.len()).collect();
        order.sort_by_key(|&at| (draft.factors[at].mask.count(), draft.factors[at].mask));
        for at in order {
            let mask = draft.factors[at].mask;
            let each = match draft.parts[at] {
                Part::Star(_) => 3.0 * f64::from(mask.count()) + 9.0,
                Part::Link { .. } => 6.0,
            };
            if self.tensors.last().is_none_or(|last| last.mask != mask) {
                self.tensors.push(Tensor { mask, node: self.nodes.len(), each: 0.0 });
                self.nodes.push(Node::default());
            }
            let last = self.tensors.last_mut().expect("just pushed");
            last.each += each;
            self.nodes[last.node].items.push(Item::Factor(at));
        }
    }

    /// Puts every tensor that is nested in another one into the smallest such.
    fn nest(&mut self) {
        let mut kept = Vec::new();
        for at in 0..self.tensors.len() {
            let Tensor { mask, node, each } = self.tensors[at];
            // Sorted by size: the first that holds it is the smallest.
            let Some(home) =
                (at + 1..self.tensors.len()).find(|&other| mask.is_subset(&self.tensors[other].mask))
            else {
                kept.push(at);
                continue;
            };
            let wide = self.tensors[home];
            let width = wide.mask.count();
            let directly = each * size(width);
            let joined =
                each * size(mask.count()) + join_operations(&mask, &wide.mask, &Mask::EMPTY, &self.hubs);
            let items = std::mem::take(&mut self.nodes[node].items);
            if directly <= joined {
                let mut all = items;
                all.append(&mut self.nodes[wide.node].items);
                self.nodes[wide.node].items = all;
                self.tensors[home].each += each;
            } else {
                self.operations += joined;
                self.nodes[node].items = items;
                self.nodes[wide.node].items.push(Item::Node(node));
                self.tensors[home].each = f64::INFINITY;
            }
        }
        self.tensors = kept.into_iter().map(|at| self.tensors[at]).collect();
    }

    /// Operations, in those of a sweep, that making a tree costs, about.
    fn effort(&self) -> u64 {
        let (tensors, bits) = (self.tensors.len(), self.bits);
        (W * (bits * bits * 60 + tensors * (tensors + bits) * 40) + self.nodes.len() * 200) as u64
    }

    /// The tree that a heuristic gives; `None` as soon as it costs more than `operations_max`.
    fn tree(&self, heuristic: Heuristic, dice: Option<&mut Dice>, operations_max: f64) -> Option<Tree> {
        let mut nodes = self.nodes.clone();
        let mut operations = self.operations;
        let mut tensors = self.tensors.clone();
        for tensor in &tensors {
            if tensor.each.is_finite() {
                operations += tensor.each * size(tensor.mask.count());
            }
        }
        // What one tensor alone touches closes with it.
        let alone = Users::of(&tensors, self.bits).alone();
        for tensor in &mut tensors {
            tensor.mask = tensor.mask.minus(&alone);
        }
        let mut dice = dice;
        let mut bucket = Vec::new();
        let mut neighbours = vec![Mask::EMPTY; self.bits];
        while tensors.len() > 1 {
            let users = Users::of(&tensors, self.bits);
            neighbours.fill(Mask::EMPTY);
            for tensor in &tensors {
                for bit in tensor.mask.bits() {
                    neighbours[bit] = neighbours[bit].or(&tensor.mask);
                }
            }
            let bit = next(&neighbours, &users.all, heuristic, dice.as_deref_mut());
            bucket.clear();
            let mut at = 0;
            while at < tensors.len() {
                if tensors[at].mask.contains(bit) {
                    bucket.push(tensors.swap_remove(at));
                } else {
                    at += 1;
                }
            }
            let mut users = users.counts;
            while bucket.len() > 1 {
                let (a, b, joined, cost) = self.cheapest(&bucket, &users);
                operations += cost.0;
                if operations > operations_max {
                    return None;
                }
                let (left, right) = (bucket[a], bucket[b]);
                for bit in left.mask.and(&right.mask).bits() {
                    users[bit] -= 1;
                }
                let (node, each) = combine(&mut nodes, left, right, cost.1);
                bucket.swap_remove(a.max(b));
                bucket.swap_remove(a.min(b));
                bucket.push(Tensor { mask: joined, node, each });
            }
            tensors.extend(bucket.pop());
        }
        Some(Tree { root: tensors[0].node, nodes, operations })
    }

    /// The two tensors that are combined at the least cost, their joint mask, the cost and the way.
    fn cheapest(&self, bucket: &[Tensor<W>], users: &[u32]) -> (usize, usize, Mask<W>, (f64, Way)) {
        let mut twice = Mask::EMPTY;
        for (bit, _) in users.iter().enumerate().filter(|&(_, &users)| users == 2) {
            twice.insert(bit);
        }
        let mut best = (0, 1, Mask::EMPTY, (f64::INFINITY, Way::Join));
        for (a, left) in bucket.iter().enumerate() {
            for (b, right) in bucket.iter().enumerate().take(a) {
                let union = left.mask.or(&right.mask);
                let closing = left.mask.and(&right.mask).and(&twice);
                let whole = size(union.count());
                let (put_right, put_left) = (right.each * whole, left.each * whole);
                let join = join_operations(&left.mask, &right.mask, &closing, &self.hubs);
                let cost = if put_right <= join && put_right <= put_left {
                    (put_right, Way::Apply)
                } else if put_left <= join {
                    (put_left, Way::ApplyReversed)
                } else {
                    (join, Way::Join)
                };
                if cost.0 < best.3.0 {
                    best = (a, b, union.minus(&closing), cost);
                }
            }
        }
        if best.3.0.is_infinite() {
            let union = bucket[0].mask.or(&bucket[1].mask);
            best.2 = union.minus(&bucket[0].mask.and(&bucket[1].mask).and(&twice));
        }
        best
    }
}

/// The bit to close next, given for each bit all that it shares tensors with.
fn next<const W: usize>(
    neighbours: &[Mask<W>],
    bits: &Mask<W>,
    heuristic: Heuristic,
    mut dice: Option<&mut Dice>,
) -> usize {
    let mut best = (f64::INFINITY, 0);
    for bit in bits.bits() {
        let mask = neighbours[bit];
        let width = f64::from(mask.count());
        let mut score = match heuristic {
            Heuristic::Narrow => width,
            Heuristic::Fill => {
                let untied = |other: usize| mask.minus(&neighbours[other]).count();
                f64::from(mask.bits().map(untied).sum::<u32>()) + 0.01 * width
            }
        };
        if let Some(dice) = dice.as_deref_mut() {
            score += dice.unit() * if heuristic == Heuristic::Fill { 4.0 } else { 1.5 };
        }
        if score < best.0 {
            best = (score, bit);
        }
    }
    best.1
}

/// How many tensors touch each bit.
struct Users<const W: usize> {
    counts: Vec<u32>,
    all: Mask<W>,
}

impl<const W: usize> Users<W> {
    fn of(tensors: &[Tensor<W>], bits: usize) -> Self {
        let mut users = Self { counts: vec![0; bits], all: Mask::EMPTY };
        for tensor in tensors {
            users.all = users.all.or(&tensor.mask);
            for bit in tensor.mask.bits() {
                users.counts[bit] += 1;
            }
        }
        users
    }
}

impl<const W: usize> Users<W> {
    /// The bits that one tensor only touches.
    fn alone(&self) -> Mask<W> {
        let mut alone = Mask::EMPTY;
        for (bit, _) in self.counts.iter().enumerate().filter(|&(_, &count)| count == 1) {
            alone.insert(bit);
        }
        alone
    }
}

/// Operations of a join, forward and back.
fn join_operations<const W: usize>(
    left: &Mask<W>,
    right: &Mask<W>,
    closing: &Mask<W>,
    hubs: &Mask<W>,
) -> f64 {
    let both = left.and(right);
    let staying = both.minus(closing);
    let tripled = staying.minus(hubs).count();
    let union = left.or(right).count();
    let ways = 3_f64.powi(tripled as i32);
    let products = size(union - tripled) * ways;
    let (wide, narrow) = (left.count().max(right.count()), left.count().min(right.count()));
    let expanded = size(narrow - tripled) * ways;
    6.0 * products + 10.0 * (size(wide) + expanded) + JOIN_OPERATIONS
}

/// The node of two tensors together, and what it costs to put it on another table factor by factor.
fn combine<const W: usize>(
    nodes: &mut Vec<Node>,
    left: Tensor<W>,
    right: Tensor<W>,
    way: Way,
) -> (usize, f64) {
    match way {
        Way::Join => {
            nodes.push(Node { items: vec![Item::Node(left.node), Item::Node(right.node)] });
            (nodes.len() - 1, f64::INFINITY)
        }
        Way::Apply => {
            let items = std::mem::take(&mut nodes[right.node].items);
            nodes[left.node].items.extend(items);
            (left.node, left.each + right.each)
        }
        Way::ApplyReversed => combine(nodes, right, left, Way::Apply),
    }
}

/// A small generator (SplitMix64, Steele, Lea and Flood 2014, from memory), for ties: the same every time.
#[derive(Debug)]
struct Dice(u64);

impl Dice {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A tree over a component with these hubs, for tests of all the ways a sum can go.
#[cfg(test)]
pub(crate) fn forced(component: &Component, hubs: &[usize], fill: bool) -> Plan {
    let draft = Draft::<1>::new(component, hubs);
    let heuristic = if fill { Heuristic::Fill } else { Heuristic::Narrow };
    let tree = Grove::new(&draft).tree(heuristic, None, f64::INFINITY).expect("there is no limit");
    lay_out(&draft, &tree)
}
