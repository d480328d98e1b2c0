//! Referral zones as stipple: one set of dots per sheet, ordered so that any beginning of a region's dots is evenly spread. A point's
//! zones are drawn by choosing regions: all dots of an essential one, the first of a spillover one.

use crate::map::{SheetPlan, Skins, Visible};
use crate::regions::Labelling;
use glam::DVec3;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where the throwing starts, the same for every sheet.
const SEED: u64 = 0x005E_ED0F_D075;
/// Dots thrown per dot that there is room for.
const THROWS: f64 = 12.0;
/// Distances of the dots, round after round, as multiples of the last: the first are far apart.
const ROUNDS: [f64; 5] = [2.6, 2.0, 1.55, 1.2, 1.0];

/// The dots of a sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dots {
    /// Share of a region's dots that stands for a spillover zone; an essential zone has all.
    pub spillover: f64,
    /// Per cell (`region:L`).
    pub cells: BTreeMap<String, CellDots>,
}

/// The dots of one region on one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellDots {
    /// Left, upper, width and height of what the dots lie in, units.
    pub frame: [i32; 4],
    /// Base 64 of two bytes per dot: x and y as 255ths of the frame; in the order in which they appear as a zone grows denser.
    pub dots: String,
}

/// What is left to see of a cell is thinned to this share where referral only spills over.
const SPILLOVER: f64 = 0.28;

impl Dots {
    /// Throws dots on the skin that a sheet shows.
    pub fn new(
        plan: &SheetPlan,
        skins: &Skins,
        labelling: &Labelling,
        view: &crate::map::View,
        visible: &Visible,
    ) -> Self {
        let mesh = &skins.drawn;
        let mut shown = vec![false; mesh.triangles.len()];
        for (triangle, _) in visible.pixels.iter().flatten() {
            shown[*triangle as usize] = true;
        }
        // On a symmetric sheet only the left is thrown.
        let left = |t: usize| !plan.symmetric || mesh.corners(t).iter().map(|c| c.x).sum::<f64>() > 0.0;
        let mut reach = Vec::new();
        let mut area = 0.0;
        for t in (0..shown.len()).filter(|t| shown[*t] && left(*t)) {
            let [a, b, c] = mesh.corners(t);
            area += (b - a).cross(c - a).length() / 2.0;
            reach.push((area, t));
        }
        let reach = Reach::new(reach, area);
        let throws = (THROWS * area / (plan.dots_mm * plan.dots_mm)) as usize;
        let mut chance = Chance(SEED);
        let thrown: Vec<(DVec3, (u32, [f64; 2]))> = (0..throws)
            .filter_map(|_| {
                let t = reach.at(chance.next() * area)?;
                let (mut u, mut v) = (chance.next(), chance.next());
                if u + v > 1.0 {
                    (u, v) = (1.0 - u, 1.0 - v);
                }
                let pixel = (t as u32, [u, v]);
                let place = visible.place(mesh, pixel);
                let hidden = !visible.shows(view, place, 1.0) || plan.symmetric && place.x < 0.0;
                (!hidden).then_some((place, pixel))
            })
            .collect();
        let mut cells: BTreeMap<String, Vec<[f64; 2]>> = BTreeMap::new();
        for n in spread(&thrown.iter().map(|(p, _)| *p).collect::<Vec<_>>(), plan.dots_mm) {
            let (place, pixel) = thrown[n];
            let mut cell = labelling.cell(visible.place(&skins.reference, pixel));
            cell.right &= !plan.symmetric;
            let name = format!("{}:{}", labelling.id(cell), if cell.right { 'R' } else { 'L' });
            let [x, y, _] = view.project(place);
            cells.entry(name).or_default().push([x, y]);
        }
        let cells = cells.into_iter().map(|(cell, dots)| (cell, CellDots::of(&dots))).collect();
        Self { spillover: SPILLOVER, cells }
    }
}

/// Triangles in a row, each as long as its area.
struct Reach {
    /// Where each ends, and which it is.
    ends: Vec<(f64, usize)>,
    area: f64,
    /// For steps of even length: where to begin to look.
    guide: Vec<usize>,
}

impl Reach {
    fn new(ends: Vec<(f64, usize)>, area: f64) -> Self {
        let steps = ends.len().max(1);
        let start = |n: usize| ends.partition_point(|(end, _)| *end < area * n as f64 / steps as f64);
        let guide = (0..=steps).map(start).collect();
        Self { ends, area, guide }
    }

    /// The triangle at a place of the row.
    fn at(&self, place: f64) -> Option<usize> {
        let step = (place / self.area * self.ends.len() as f64) as usize;
        // One step earlier: the rounding of the place may have gone either way.
        let from = self.guide[step.saturating_sub(1).min(self.guide.len() - 1)];
        self.ends[from..].iter().find(|(end, _)| *end >= place).map(|(_, t)| *t)
    }
}

/// Which of the places are kept, sparse ones first.
fn spread(places: &[DVec3], distance: f64) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    let mut left: Vec<usize> = (0..places.len()).collect();
    for round in ROUNDS {
        let mut room = Room::new(places, round * distance);
        for n in &kept {
            room.add(*n);
        }
        left.retain(|&n| {
            let free = room.is_free(places[n]);
            if free {
                kept.push(n);
                room.add(n);
            }
            !free
        });
    }
    kept
}

/// Dots in cubes as wide as they must be apart.
struct Room<'a> {
    places: &'a [DVec3],
    apart: f64,
    low: DVec3,
    /// Cubes across, up and deep, with an empty one on every side.
    size: [usize; 3],
    /// Of each cube the dot that came last, from 1.
    last: Vec<u32>,
    /// Of each dot the one that came before it into its cube, from 1.
    before: Vec<u32>,
}

impl<'a> Room<'a> {
    fn new(places: &'a [DVec3], apart: f64) -> Self {
        let start = (DVec3::INFINITY, DVec3::NEG_INFINITY);
        let (low, high) = places.iter().fold(start, |(low, high), p| (low.min(*p), high.max(*p)));
        let size = if places.is_empty() { DVec3::ZERO } else { (high - low) / apart };
        let size = size.to_array().map(|n| n as usize + 3);
        let (last, before) = (vec![0; size.iter().product()], vec![0; places.len()]);
        Self { places, apart, low, size, last, before }
    }

    fn cube(&self, place: DVec3) -> usize {
        let [x, y, z] = ((place - self.low) / self.apart).to_array().map(|n| n as usize + 1);
        (z * self.size[1] + y) * self.size[0] + x
    }

    fn add(&mut self, n: usize) {
        let cube = self.cube(self.places[n]);
        self.before[n] = std::mem::replace(&mut self.last[cube], n as u32 + 1);
    }

    /// Is no dot nearer than dots must be apart?
    fn is_free(&self, place: DVec3) -> bool {
        let least = self.apart * self.apart;
        let far = |mut n: u32| {
            while n > 0 {
                let other = n as usize - 1;
                if self.places[other].distance_squared(place) < least {
                    return false;
                }
                n = self.before[other];
            }
            true
        };
        // Its own cube first: that is where most are turned away.
        let own = self.cube(place);
        let [row, slice] = [self.size[0], self.size[0] * self.size[1]];
        far(self.last[own])
            && [own - slice, own, own + slice].into_iter().all(|z| {
                [z - row, z, z + row].into_iter().all(|y| self.last[y - 1..=y + 1].iter().all(|n| far(*n)))
            })
    }
}

impl CellDots {
    fn of(dots: &[[f64; 2]]) -> Self {
        let edge =
            |k: usize, pick: fn(f64, f64) -> f64, from: f64| dots.iter().map(|d| d[k]).fold(from, pick);
        let low = [0, 1].map(|k| edge(k, f64::min, f64::INFINITY).floor());
        let size = [0, 1].map(|k| (edge(k, f64::max, f64::NEG_INFINITY).ceil() - low[k]).max(1.0));
        let byte = |d: &[f64; 2], k: usize| ((d[k] - low[k]) / size[k] * 255.0).round() as u8;
        let bytes: Vec<u8> = dots.iter().flat_map(|d| [byte(d, 0), byte(d, 1)]).collect();
        let frame = [low[0], low[1], size[0], size[1]].map(|v| v as i32);
        Self { frame, dots: base64(&bytes) }
    }
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits =
            three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for n in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * n)) as usize & 63];
            text.push(if n <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same everywhere.
struct Chance(u64);

impl Chance {
    /// From 0 up to 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_dots_are_too_near_and_the_first_are_far_apart() {
        let mut chance = Chance(1);
        let places: Vec<DVec3> =
            (0..20_000).map(|_| DVec3::new(chance.next() * 100.0, chance.next() * 100.0, 0.0)).collect();
        let kept = spread(&places, 3.0);
        let nearest = |dots: &[usize]| {
            let pairs = dots.iter().enumerate().flat_map(|(n, a)| dots[..n].iter().map(move |b| (*a, *b)));
            pairs.map(|(a, b)| places[a].distance(places[b])).fold(f64::INFINITY, f64::min)
        };
        assert!(nearest(&kept) >= 3.0);
        let few = kept.len() as f64 * SPILLOVER;
        assert!(nearest(&kept[..few as usize]) >= 3.0 * 1.5, "{}", nearest(&kept[..few as usize]));
    }

    #[test]
    fn base_64_is_as_others_write_it() {
        assert_eq!(base64(b"Man"), "TWFu");
        assert_eq!(base64(b"Ma"), "TWE=");
        assert_eq!(base64(b"M"), "TQ==");
    }
}
