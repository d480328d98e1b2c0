//! Cohen's kappa, the Jaccard index, and what they are computed from.

use crate::table::{Cell, Point};
use std::collections::{BTreeMap, BTreeSet};

/// Normal quantile of a two-sided 95 % interval.
pub(crate) const Z_95: f64 = 1.96;

/// What each muscle's points add up to.
pub(crate) type ByMuscle = BTreeMap<String, Tally>;

/// Cohen's kappa of a square table of counts; `None` when chance alone would explain all of it.
pub(crate) fn kappa<const N: usize>(counts: &[[u64; N]; N]) -> Option<f64> {
    let all = counts.iter().flatten().sum::<u64>() as f64;
    let agreed = (0..N).map(|i| counts[i][i]).sum::<u64>() as f64 / all;
    let by_chance: f64 = (0..N)
        .map(|i| {
            let (row, column) = (counts[i].iter().sum::<u64>(), counts.iter().map(|row| row[i]).sum::<u64>());
            (row as f64 / all) * (column as f64 / all)
        })
        .sum();
    (all > 0.0 && by_chance < 1.0).then(|| (agreed - by_chance) / (1.0 - by_chance))
}

pub(crate) fn jaccard(a: &Point, b: &Point) -> f64 {
    let (a, b) = (a.essential(), b.essential());
    let (shared, either) = (a.intersection(&b).count(), a.union(&b).count());
    if either == 0 { 1.0 } else { shared as f64 / either as f64 }
}

/// What a set of compared points adds up to.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    /// Cells by mark of the first coding (row) and of the second (column): none, spillover, essential.
    pub(crate) counts: [[u64; 3]; 3],
    pub(crate) points: u64,
    pub(crate) jaccard_sum: f64,
    pub(crate) identical: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, a: &Point, b: &Point, cells: u64) {
        let marked: BTreeSet<&Cell> = a.marks.keys().chain(b.marks.keys()).collect();
        for cell in &marked {
            self.counts[a.mark(cell) as usize][b.mark(cell) as usize] += 1;
        }
        self.counts[0][0] += cells - marked.len() as u64;
        self.points += 1;
        self.jaccard_sum += jaccard(a, b);
        self.identical += u64::from(a.essential() == b.essential());
    }

    pub(crate) fn sum<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Tally {
        let mut sum = Tally::default();
        for tally in tallies {
            for (into, from) in sum.counts.iter_mut().flatten().zip(tally.counts.iter().flatten()) {
                *into += from;
            }
            sum.points += tally.points;
            sum.jaccard_sum += tally.jaccard_sum;
            sum.identical += tally.identical;
        }
        sum
    }

    pub(crate) fn kappa_three(&self) -> Option<f64> {
        kappa(&self.counts)
    }

    pub(crate) fn kappa_essential(&self) -> Option<f64> {
        let mut two = [[0; 2]; 2];
        for (i, row) in self.counts.iter().enumerate() {
            for (j, count) in row.iter().enumerate() {
                two[usize::from(i == 2)][usize::from(j == 2)] += count;
            }
        }
        kappa(&two)
    }

    pub(crate) fn jaccard_mean(&self) -> Option<f64> {
        (self.points > 0).then(|| self.jaccard_sum / self.points as f64)
    }

    pub(crate) fn differences(&self) -> u64 {
        (0..3)
            .flat_map(|i| (0..3).map(move |j| (i, j)))
            .filter(|(i, j)| i != j)
            .map(|(i, j)| self.counts[i][j])
            .sum()
    }
}

/// A measure over all muscles with its interval, by leaving out one muscle at a time.
pub(crate) fn with_interval(tallies: &ByMuscle, measure: fn(&Tally) -> Option<f64>) -> String {
    let Some(whole) = measure(&Tally::sum(tallies.values())) else { return "-".into() };
    let left_out: Vec<f64> = tallies
        .keys()
        .filter_map(|out| {
            measure(&Tally::sum(tallies.iter().filter(|(id, _)| *id != out).map(|(_, tally)| tally)))
        })
        .collect();
    let n = left_out.len() as f64;
    let mean = left_out.iter().sum::<f64>() / n;
    let error = ((n - 1.0) / n * left_out.iter().map(|value| (value - mean).powi(2)).sum::<f64>()).sqrt();
    format!("{whole:.3} ({:.3} to {:.3})", whole - Z_95 * error, (whole + Z_95 * error).min(1.0))
}

/// Tallies per muscle over pairs of points; a pair that lacks one side is left out.
pub(crate) fn tally<'a>(
    pairs: impl Iterator<Item = (&'a str, Option<&'a Point>, Option<&'a Point>)>,
    cells: u64,
) -> ByMuscle {
    let mut tallies = ByMuscle::new();
    for (muscle, a, b) in pairs {
        if let (Some(a), Some(b)) = (a, b) {
            tallies.entry(muscle.to_owned()).or_default().add(a, b, cells);
        }
    }
    tallies
}
