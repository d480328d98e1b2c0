//! A flat ranking for comparison: one cause at a time, all equally probable beforehand, nothing else in the world.
//!
//! It is what a program without priors, rivals and several causes at once can do on the same atlas; `cargo xtask evaluate`
//! sets the model beside it.

use atlas::{Atlas, Cell, LinkClass, Side};
use std::collections::HashMap;

use crate::case::Place;

/// P(painted | this point), by how firmly the cell belongs to it; `LEAK` for all other cells.
const ESSENTIAL: f64 = 0.8;
const SPILLOVER: f64 = 0.35;
const SITE: f64 = 0.4;
const NEIGHBOUR: f64 = 0.08;
const LEAK: f64 = 0.015;

/// A point with its chance if exactly one point is active.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SingleCause {
    /// Which.
    pub place: Place,
    /// Chances of all points add up to 1.
    pub probability: f64,
}

/// Every point of both sides as the only cause of the drawing, strongest first.
pub fn rank_single(painted: &[Cell]) -> Vec<SingleCause> {
    let mut ranked: Vec<(Place, f64)> = Vec::new();
    for point in Atlas::get().points() {
        for side in Side::ALL {
            let chances: HashMap<Cell, f64> = Atlas::get()
                .links_of(point)
                .into_iter()
                .map(|link| {
                    let chance = match link.class {
                        LinkClass::Essential => ESSENTIAL,
                        LinkClass::Spillover => SPILLOVER,
                        LinkClass::Site => SITE,
                        LinkClass::Neighbour => NEIGHBOUR,
                    };
                    (link.cell(side), chance)
                })
                .collect();
            let chance = |cell: Cell| chances.get(&cell).copied().unwrap_or(LEAK);
            let log: f64 = Cell::all()
                .map(
                    |cell| {
                        if painted.contains(&cell) { chance(cell).ln() } else { (1.0 - chance(cell)).ln() }
                    },
                )
                .sum();
            ranked.push((Place { point, side }, log));
        }
    }
    let best = ranked.iter().map(|(_, log)| *log).fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = ranked.iter().map(|(_, log)| (log - best).exp()).sum();
    let mut ranked: Vec<SingleCause> = ranked
        .into_iter()
        .map(|(place, log)| SingleCause { place, probability: (log - best).exp() / total })
        .collect();
    ranked.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.place.cmp(&b.place)));
    ranked
}
