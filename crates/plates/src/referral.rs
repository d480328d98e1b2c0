//! Referral zones as stipple: one set of dots per sheet, ordered so that any beginning of a region's dots is evenly spread. A point's
//! zones are drawn by choosing regions: all dots of an essential one, the first of a spillover one.

use crate::map::{SheetPlan, Skins, Visible};
use crate::regions::Labelling;
use glam::DVec3;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

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
        let throws = (THROWS * area / (plan.dots_mm * plan.dots_mm)) as usize;
        let mut chance = Chance(SEED);
        let thrown: Vec<(DVec3, (u32, [f64; 2]))> = (0..throws)
            .filter_map(|_| {
                let at = chance.next() * area;
                let (_, t) = *reach.get(reach.partition_point(|(sum, _)| *sum < at))?;
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

/// Which of the places are kept, sparse ones first.
fn spread(places: &[DVec3], distance: f64) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    let mut taken = vec![false; places.len()];
    for round in ROUNDS {
        let apart = round * distance;
        let square = |p: DVec3| (p / apart).floor().as_i64vec3().to_array();
        let mut grid: HashMap<[i64; 3], Vec<usize>, Mixed> = HashMap::default();
        for n in &kept {
            grid.entry(square(places[*n])).or_default().push(*n);
        }
        for (n, place) in places.iter().enumerate() {
            if taken[n] {
                continue;
            }
            let own = square(*place);
            // Its own square first: that is where most are turned away.
            let near = [0, -1, 1]
                .iter()
                .flat_map(|x| [0, -1, 1].iter().flat_map(move |y| [0, -1, 1].map(|z| [*x, *y, z])));
            let free = near.map(|step| [0, 1, 2].map(|k| own[k] + step[k])).all(|square| {
                let others = grid.get(&square).map_or(&[][..], Vec::as_slice);
                others.iter().all(|m| places[*m].distance_squared(*place) >= apart * apart)
            });
            if free {
                taken[n] = true;
                kept.push(n);
                grid.entry(own).or_default().push(n);
            }
        }
    }
    kept
}

type Mixed = std::hash::BuildHasherDefault<Mix>;

/// Squares are many and nobody chooses them: a multiplication per number is hash enough (Knuth).
#[derive(Default)]
struct Mix(u64);

impl std::hash::Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for word in bytes.chunks(8) {
            let number = word.iter().rev().fold(0, |n, byte| n << 8 | u64::from(*byte));
            self.0 = (self.0.rotate_left(21) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
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
