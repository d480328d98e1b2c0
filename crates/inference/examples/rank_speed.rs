//! How long an answer takes on a made-up body of about the size of the real one: 208 points on two sides, 268 cells,
//! each point linked to 5 to 15 cells near it, some to a second place further away.
//!
//! `cargo run --release -p inference --example rank_speed` prints, for drawings of 1 to 40 painted cells and for all
//! 268, the median and the 99th percentile of one posterior, and of the five best joint explanations. Drawings come in
//! two kinds: pain from points anywhere on the body, as the model itself would have it, and pain that keeps to one
//! region, which is harder because the painted cells share more causes. Every question is asked three times and the
//! fastest counts, so that other work on the machine disturbs little.

use std::time::Instant;

use inference::{Budget, CauseId, Evidence, FindingId, Network, Workspace};

/// Cells on one side.
const CELLS: usize = 134;
/// Points on one side.
const POINTS: usize = 208;
/// P(a cell is painted | it hurts): people forget.
const RECALL: f64 = 0.85;

/// P(the next point that hurts shares a cell with what hurts already), by kind of drawing.
const KINDS: [(&str, f64); 2] = [("whole body", 0.0), ("one region", 0.75)];

fn main() {
    let mut dice = Dice(1);
    let body = Body::new(&mut dice);
    let network = body.network(&mut dice);
    println!(
        "{} causes, {} findings, {} links",
        network.cause_count(),
        network.finding_count(),
        network.link_count()
    );
    println!("{:31} | {:35} | {:30}", "", "posterior", "five best explanations");
    println!(
        "{:10} {:>7} {:>12} | {:>8} {:>8} {:>8} {:>8} | {:>8} {:>8} {:>10}",
        "", "painted", "drawings", "p50 ms", "p99 ms", "max ms", "refused", "p50 ms", "p99 ms", "incomplete"
    );
    let budget = Budget::default();
    let mut workspace = Workspace::default();
    for (kind, near) in KINDS {
        for (painted, drawings) in [(1, 500), (4, 500), (8, 500), (12, 500), (20, 300), (40, 200), (268, 1)] {
            let (mut posterior_ms, mut explanation_ms) = (Vec::new(), Vec::new());
            let (mut refused, mut incomplete) = (0, 0);
            for _ in 0..drawings {
                let evidence = drawing(&network, painted, near, &mut dice);
                let mut exact = true;
                posterior_ms.push(fastest_ms(|| {
                    exact = network
                        .posterior_in(&mut workspace, &evidence, &budget)
                        .expect("possible")
                        .is_exact();
                }));
                refused += usize::from(!exact);
                let mut complete = true;
                explanation_ms.push(fastest_ms(|| {
                    complete = network.explanations(&evidence, 5, &budget).expect("possible").complete;
                }));
                incomplete += usize::from(!complete);
            }
            println!(
                "{kind:10} {painted:>7} {drawings:>12} | {:>8.3} {:>8.3} {:>8.3} {refused:>8} | {:>8.3} {:>8.3} {incomplete:>10}",
                quantile(&mut posterior_ms, 0.5),
                quantile(&mut posterior_ms, 0.99),
                quantile(&mut posterior_ms, 1.0),
                quantile(&mut explanation_ms, 0.5),
                quantile(&mut explanation_ms, 0.99),
            );
        }
    }
}

/// The fastest of three runs.
fn fastest_ms(mut run: impl FnMut()) -> f64 {
    let one = |run: &mut dyn FnMut()| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64() * 1e3
    };
    one(&mut run).min(one(&mut run)).min(one(&mut run))
}

fn quantile(times: &mut [f64], q: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    times[((times.len() - 1) as f64 * q).round() as usize]
}

/// One half of a body as cells with neighbours; the other half mirrors it.
struct Body {
    neighbours: Vec<Vec<usize>>,
    /// By point: the cells of its own side, own place first.
    patterns: Vec<Vec<usize>>,
}

impl Body {
    /// Head, trunk, arm and leg as strips of a grid, joined where they meet.
    fn new(dice: &mut Dice) -> Self {
        let mut neighbours: Vec<Vec<usize>> = vec![Vec::new(); CELLS];
        let mut join = |a: usize, b: usize| {
            neighbours[a].push(b);
            neighbours[b].push(a);
        };
        let parts = [(5, 5), (5, 9), (3, 10), (3, 11)];
        let mut first = 0;
        let mut firsts = Vec::new();
        for (width, length) in parts {
            firsts.push(first);
            for cell in 0..width * length {
                let (x, y) = (cell % width, cell / width);
                if x > 0 {
                    join(first + cell, first + cell - 1);
                }
                if y > 0 {
                    join(first + cell, first + cell - width);
                }
            }
            first += width * length;
        }
        let [head, trunk, arm, leg] = firsts[..] else { unreachable!("four parts") };
        for x in 0..5 {
            join(head + 20 + x, trunk + x);
        }
        for x in 0..3 {
            join(trunk + 4 + 5 * x, arm + x);
            join(trunk + 40 + 2 * x, leg + x);
        }
        // One cell on its own, for the hand.
        join(first, arm + 29);
        let mut body = Self { neighbours, patterns: Vec::new() };
        for _ in 0..POINTS {
            let size = dice.between(5, 15);
            let mut cells = body.patch(dice.below(CELLS), size, dice);
            if dice.chance(0.35) {
                // A second place: part of the pattern lies further along.
                cells.truncate(size - 3);
                let from = if dice.chance(0.5) { cells[dice.below(cells.len())] } else { dice.below(CELLS) };
                for cell in body.patch(from, 6, dice) {
                    if !cells.contains(&cell) && cells.len() < size {
                        cells.push(cell);
                    }
                }
            }
            body.patterns.push(cells);
        }
        body
    }

    /// A connected patch of cells grown from one of them.
    fn patch(&self, from: usize, size: usize, dice: &mut Dice) -> Vec<usize> {
        let mut cells = vec![from];
        let mut edge = self.neighbours[from].clone();
        while cells.len() < size && !edge.is_empty() {
            let cell = edge.remove(dice.below(edge.len().min(4)));
            if !cells.contains(&cell) {
                cells.push(cell);
                edge.extend(&self.neighbours[cell]);
            }
        }
        cells
    }

    /// Both sides; one point in ten also refers to the same place on the other side.
    fn network(&self, dice: &mut Dice) -> Network {
        let mut builder = Network::builder();
        for _ in 0..2 * CELLS {
            builder.finding(0.01 + 0.04 * dice.unit()).expect("a probability");
        }
        let priors: Vec<f64> =
            (0..POINTS).map(|_| [0.04, 0.017, 0.017, 0.006, 0.002][dice.below(5)]).collect();
        for side in 0..2 {
            for (pattern, &prior) in self.patterns.iter().zip(&priors) {
                let cause = builder.cause(prior).expect("a probability");
                for (at, &cell) in pattern.iter().enumerate() {
                    let activation = match at {
                        0..3 => 0.7 + 0.2 * dice.unit(),
                        3..7 => 0.2 + 0.3 * dice.unit(),
                        _ => 0.03 + 0.1 * dice.unit(),
                    };
                    let finding = FindingId::new(side * CELLS + cell);
                    builder.link(cause, finding, activation).expect("a new link");
                }
                if dice.chance(0.1) {
                    let finding = FindingId::new((1 - side) * CELLS + pattern[0]);
                    builder.link(cause, finding, 0.1).expect("a new link");
                }
            }
        }
        builder.build()
    }
}

/// A drawing with exactly `painted` cells: a point hurts, then another, `near` of the time one that shares a cell with
/// what hurts already and else one anywhere; all that is not painted may have been forgotten.
fn drawing(network: &Network, painted: usize, near: f64, dice: &mut Dice) -> Evidence {
    let mut hurts = vec![painted >= network.finding_count(); network.finding_count()];
    let mut count = if hurts[0] { painted } else { 0 };
    let mut cause = CauseId::new(dice.below(network.cause_count()));
    while count < painted {
        for link in network.links_from(cause) {
            let hurt = &mut hurts[link.finding.index()];
            if count < painted && !*hurt && dice.chance(link.activation) {
                *hurt = true;
                count += 1;
            }
        }
        cause = CauseId::new(dice.below(network.cause_count()));
        if dice.chance(near) {
            let shares = |cause: CauseId| network.links_from(cause).any(|link| hurts[link.finding.index()]);
            let candidates: Vec<CauseId> = network.causes().filter(|&cause| shares(cause)).collect();
            if !candidates.is_empty() {
                cause = candidates[dice.below(candidates.len())];
            }
        }
    }
    let mut evidence = Evidence::new();
    for finding in network.findings() {
        if hurts[finding.index()] {
            evidence.reported(finding, RECALL).expect("a probability");
        } else {
            evidence.unreported(finding, RECALL).expect("a probability");
        }
    }
    evidence
}

/// A small generator (SplitMix64, Steele, Lea and Flood 2014, from memory): the same body and drawings every time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// In `[0, 1)`.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }
}
