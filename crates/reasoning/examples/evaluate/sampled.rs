//! Drawings sampled from the model, with the truth behind them.

use crate::dice::Dice;
use atlas::{CauseKey, Cell, FindingKey};
use reasoning::{Case, Model, Place, rank_in, rank_single};
use std::collections::{BTreeMap, BTreeSet};

/// Bars of the reliability diagram.
pub(crate) const BINS: usize = 10;

/// One bar: what was said, and how often it was so.
#[derive(Clone, Copy, Default)]
pub(crate) struct Bin {
    pub(crate) said: f64,
    pub(crate) so: f64,
    pub(crate) count: usize,
}

/// How one way of ranking did.
#[derive(Default, Clone)]
pub(crate) struct Score {
    pub(crate) bins: [Bin; BINS],
    squares: f64,
    /// Drawings whose first point is one of the points behind it.
    first_right: usize,
    /// Of the points behind a drawing, how many are among the first 5 and 10.
    found_5: usize,
    found_10: usize,
    /// One over the rank of the first point that is behind the drawing.
    reciprocal: f64,
}

impl Score {
    fn add(&mut self, ranked: &[(Place, f64)], behind: &BTreeSet<Place>) {
        for (place, said) in ranked {
            let so = f64::from(u8::from(behind.contains(place)));
            let bin = &mut self.bins[((said * BINS as f64) as usize).min(BINS - 1)];
            bin.said += said;
            bin.so += so;
            bin.count += 1;
            self.squares += (said - so).powi(2);
        }
        let rank = ranked.iter().position(|(place, _)| behind.contains(place));
        self.first_right += usize::from(rank == Some(0));
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
        let among =
            |count: usize| ranked.iter().take(count).filter(|(place, _)| behind.contains(place)).count();
        self.found_5 += among(5);
        self.found_10 += among(10);
    }

    fn answers(&self) -> usize {
        self.bins.iter().map(|bin| bin.count).sum()
    }

    fn brier(&self) -> f64 {
        self.squares / self.answers() as f64
    }

    /// Mean distance between what was said and what was so, over the bars, by their size.
    fn calibration_error(&self) -> f64 {
        self.bins.iter().map(|bin| (bin.said - bin.so).abs()).sum::<f64>() / self.answers() as f64
    }
}

/// All of it.
pub(crate) struct Found {
    drawings: usize,
    nothing_behind: usize,
    left_out: usize,
    behind: usize,
    painted: usize,
    /// Without the cap: must lie on the diagonal.
    pub(crate) reckoned: Score,
    /// With the cap, as a page tells it.
    pub(crate) told: Score,
    flat: Score,
    /// Brier score of always saying how often a point is behind a drawing.
    base: f64,
}

/// Samples drawings that have at least one painted cell, and ranks each of them three times.
pub(crate) fn run(model: &Model, drawings: usize, seed: u64) -> Found {
    let mut dice = Dice(seed);
    let mut found = Found {
        drawings,
        nothing_behind: 0,
        left_out: 0,
        behind: 0,
        painted: 0,
        reckoned: Score::default(),
        told: Score::default(),
        flat: Score::default(),
        base: 0.0,
    };
    for _ in 0..drawings {
        let (case, behind) = loop {
            let sample = sample(model, &mut dice);
            if !sample.0.painted.is_empty() {
                break sample;
            }
        };
        let ranking = rank_in(model, &case).expect("a sampled drawing can be ranked");
        found.left_out += usize::from(!ranking.is_exact());
        found.nothing_behind += usize::from(behind.is_empty());
        found.behind += behind.len();
        found.painted += case.painted.len();
        let told: Vec<(Place, f64)> = ranking.causes.iter().map(|c| (c.place, c.probability)).collect();
        let mut reckoned: Vec<(Place, f64)> = ranking.causes.iter().map(|c| (c.place, c.uncapped)).collect();
        reckoned.sort_by(|a, b| b.1.total_cmp(&a.1));
        let cells: Vec<Cell> = case.cells().collect();
        let flat: Vec<(Place, f64)> = rank_single(&cells).iter().map(|s| (s.place, s.probability)).collect();
        found.told.add(&told, &behind);
        found.reckoned.add(&reckoned, &behind);
        found.flat.add(&flat, &behind);
    }
    let rate = found.behind as f64 / found.told.answers() as f64;
    found.base = rate * (1.0 - rate);
    found
}

/// A drawing, and the points that are active and made some of it hurt.
fn sample(model: &Model, dice: &mut Dice) -> (Case, BTreeSet<Place>) {
    let wiring = model.wiring();
    let active: Vec<bool> = wiring.causes.iter().map(|cause| dice.happens(cause.prior)).collect();
    let mut made: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for wire in wiring.wires.iter().filter(|wire| active[wire.cause]) {
        if dice.happens(wire.strength) {
            made.entry(wire.finding).or_default().insert(wire.cause);
        }
    }
    let mut case = Case::default();
    let mut behind = BTreeSet::new();
    for (at, finding) in wiring.findings.iter().enumerate() {
        let FindingKey::Cell(cell) = finding.key else { continue };
        let real = made.contains_key(&at) || dice.happens(finding.leak);
        let Some(painted) = Model::paint(cell, real, dice.throw(), dice.throw()) else { continue };
        case.painted.push(painted);
        for cause in made.get(&at).into_iter().flatten() {
            if let CauseKey::Point { point, side } = wiring.causes[*cause].key {
                behind.insert(Place { point, side });
            }
        }
    }
    (case, behind)
}

impl Found {
    pub(crate) fn print(&self) {
        let n = self.drawings as f64;
        println!(
            "{} drawings sampled from the model: {:.1} painted cells and {:.1} points behind each; {} with none behind them",
            self.drawings,
            self.painted as f64 / n,
            self.behind as f64 / n,
            self.nothing_behind
        );
        println!("{} of them could not be answered whole within the budget\n", self.left_out);
        println!(
            "| | Brier score | calibration error | first point right | in first 5 | in first 10 | mean reciprocal rank |"
        );
        println!("|---|---|---|---|---|---|---|");
        for (name, score) in [
            ("model, as reckoned", &self.reckoned),
            ("model, as told (cap)", &self.told),
            ("flat single cause", &self.flat),
        ] {
            println!(
                "| {name} | {:.5} | {:.5} | {:.1} % | {:.1} % | {:.1} % | {:.3} |",
                score.brier(),
                score.calibration_error(),
                100.0 * score.first_right as f64 / n,
                100.0 * score.found_5 as f64 / self.behind as f64,
                100.0 * score.found_10 as f64 / self.behind as f64,
                score.reciprocal / n
            );
        }
        println!("| always the base rate | {:.5} | | | | | |\n", self.base);
        println!("| chance as reckoned | answers | mean said | were so |\n|---|---|---|---|");
        for (at, bin) in self.reckoned.bins.iter().enumerate().filter(|(_, bin)| bin.count > 0) {
            let count = bin.count as f64;
            println!(
                "| {:.1} to {:.1} | {} | {:.3} | {:.3} |",
                at as f64 / BINS as f64,
                (at + 1) as f64 / BINS as f64,
                bin.count,
                bin.said / count,
                bin.so / count
            );
        }
    }
}
