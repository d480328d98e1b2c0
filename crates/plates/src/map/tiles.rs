//! From a picture of labels to tiles whose borders are shared: the borders are cut into arcs where three labels meet,
//! each arc is smoothed and thinned once, and the tiles are rings of arcs. So they cover what the picture covered,
//! without gaps or overlaps.

use std::collections::BTreeMap;

/// Nothing is there.
pub const NOTHING: i32 = -1;

/// A corner of pixels.
type Corner = (i32, i32);

/// Arcs and the rings of each label.
#[derive(Debug, Default)]
pub struct Tiles {
    /// Points of the arcs, in `units_per_pixel` of [`Tiles::trace`]; neighbours share an arc.
    pub arcs: Vec<Vec<[i32; 2]>>,
    /// Rings of a label, outer rings counter-clockwise on a sheet with `y` downwards: indices of arcs from 1, negative if walked backwards.
    pub rings: BTreeMap<i32, Vec<Vec<i32>>>,
}

/// How borders are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Sigma of the smoothing along a border, pixels.
    pub smooth: f64,
    /// How far a thinned border may leave the smoothed one, pixels.
    pub off: f64,
    /// Units of the result per pixel.
    pub units_per_pixel: f64,
}

/// A picture of labels.
#[derive(Clone, Debug)]
pub struct Labels {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Row by row.
    pub labels: Vec<i32>,
}

impl Labels {
    /// A picture from a slow question: squares of pixels whose corners have one label have it all over, where there is anything.
    pub fn quickly(width: usize, height: usize, square: usize, label: impl Fn(usize) -> i32) -> Self {
        let mut labels = vec![NOTHING; width * height];
        for top in (0..height).step_by(square) {
            for left in (0..width).step_by(square) {
                let (right, bottom) = ((left + square).min(width) - 1, (top + square).min(height) - 1);
                let corners = [(left, top), (right, top), (left, bottom), (right, bottom)]
                    .map(|(x, y)| label(y * width + x));
                let one = corners[0] != NOTHING && corners.iter().all(|c| *c == corners[0]);
                for y in top..=bottom {
                    let row = y * width + left;
                    for (n, pixel) in labels[row..=y * width + right].iter_mut().enumerate() {
                        *pixel = if one { corners[0] } else { label(row + n) };
                    }
                }
            }
        }
        Self { width, height, labels }
    }

    fn at(&self, x: i32, y: i32) -> i32 {
        if x < 0 || y < 0 || x >= self.width as i32 || y >= self.height as i32 {
            return NOTHING;
        }
        self.labels[y as usize * self.width + x as usize]
    }

    /// Gives every patch smaller than `least` pixels, and all of the `unwanted` labels, to the neighbour with which it has the
    /// longest border.
    pub fn without_crumbs(&mut self, least: usize, unwanted: &[i32]) {
        loop {
            let (pixels, ends) = self.patches();
            let mut changed = false;
            let mut start = 0;
            for end in ends {
                let patch = &pixels[std::mem::replace(&mut start, end)..end];
                // Patches are of the picture before this round; the labels beside them may have changed.
                let own = self.labels[patch[0] as usize];
                if patch.len() >= least && !unwanted.contains(&own) {
                    continue;
                }
                let mut borders: BTreeMap<i32, usize> = BTreeMap::new();
                for &pixel in patch {
                    let (x, y) = (pixel as i32 % self.width as i32, pixel as i32 / self.width as i32);
                    for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                        let other = self.at(x + dx, y + dy);
                        if other != own {
                            *borders.entry(other).or_default() += 1;
                        }
                    }
                }
                if let Some((&other, _)) = borders.iter().max_by_key(|(label, n)| (**n, **label)) {
                    for &pixel in patch {
                        self.labels[pixel as usize] = other;
                    }
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// Connected pixels of one label, patch after patch, and where each patch ends.
    fn patches(&self) -> (Vec<u32>, Vec<usize>) {
        let (width, all) = (self.width, self.labels.len());
        let mut seen = vec![false; all];
        let mut pixels: Vec<u32> = Vec::with_capacity(all);
        let mut ends = Vec::new();
        for start in 0..all {
            if seen[start] {
                continue;
            }
            let own = self.labels[start];
            let mut next = pixels.len();
            let mut reach = |pixel: usize, pixels: &mut Vec<u32>| {
                if !seen[pixel] && self.labels[pixel] == own {
                    seen[pixel] = true;
                    pixels.push(pixel as u32);
                }
            };
            reach(start, &mut pixels);
            while next < pixels.len() {
                let pixel = pixels[next] as usize;
                next += 1;
                let x = pixel % width;
                if x + 1 < width {
                    reach(pixel + 1, &mut pixels);
                }
                if x > 0 {
                    reach(pixel - 1, &mut pixels);
                }
                if pixel + width < all {
                    reach(pixel + width, &mut pixels);
                }
                if pixel >= width {
                    reach(pixel - width, &mut pixels);
                }
            }
            ends.push(pixels.len());
        }
        (pixels, ends)
    }

    /// The four pixels round a corner: above left, above right, below right, below left.
    fn round(&self, (x, y): Corner) -> [i32; 4] {
        [self.at(x - 1, y - 1), self.at(x, y - 1), self.at(x, y), self.at(x - 1, y)]
    }

    /// Three or more borders meet here.
    fn is_junction(&self, corner: Corner) -> bool {
        let around = self.round(corner);
        (0..4).filter(|&n| around[n] != around[(n + 1) % 4]).count() > 2
    }

    /// Where the border of `own` goes on from `from` to `at`, with its pixels to the left.
    fn next(&self, own: i32, from: Corner, at: Corner) -> Corner {
        let heading = (at.0 - from.0, at.1 - from.1);
        let [above_left, above_right, below_right, below_left] = self.round(at);
        // On a sheet with y downwards, left of heading (1, 0) is above.
        let (ahead_left, ahead_right) = match heading {
            (1, 0) => (above_right, below_right),
            (-1, 0) => (below_left, above_left),
            (0, 1) => (below_right, below_left),
            _ => (above_left, above_right),
        };
        let left = (heading.1, -heading.0);
        let step = if ahead_left != own {
            left
        } else if ahead_right != own {
            heading
        } else {
            (-left.0, -left.1)
        };
        (at.0 + step.0, at.1 + step.1)
    }
}

impl Tiles {
    /// Traces all labels but [`NOTHING`].
    ///
    /// `corner` is the upper left corner of the picture in units.
    pub fn trace(picture: &Labels, line: Line, corner: [i32; 2]) -> Self {
        let mut tiles = Self::default();
        let mut known: BTreeMap<(Corner, Corner), i32> = BTreeMap::new();
        let mut raw: Vec<Vec<Corner>> = Vec::new();
        let mut walked = std::collections::BTreeSet::new();
        for y in 0..picture.height as i32 {
            for x in 0..picture.width as i32 {
                let own = picture.at(x, y);
                // A border with the pixel to its left starts along the pixel's upper edge, heading left.
                if own == NOTHING || picture.at(x, y - 1) == own || walked.contains(&(x + 1, y, own)) {
                    continue;
                }
                let ring = ring(picture, own, (x + 1, y), (x, y));
                for pair in ring.windows(2) {
                    if pair[1].0 < pair[0].0 {
                        walked.insert((pair[0].0, pair[0].1, own));
                    }
                }
                let mut arcs = Vec::new();
                for piece in pieces(picture, ring) {
                    let forward = (piece[0], piece[1]);
                    let backward = (piece[piece.len() - 1], piece[piece.len() - 2]);
                    let arc = *known.entry(forward).or_insert_with(|| {
                        raw.push(piece.clone());
                        raw.len() as i32
                    });
                    known.entry(backward).or_insert(-arc);
                    arcs.push(arc);
                }
                tiles.rings.entry(own).or_default().push(arcs);
            }
        }
        tiles.arcs = super::arcs::drawn(&raw, &tiles.rings, line);
        for point in tiles.arcs.iter_mut().flatten() {
            *point = [point[0] + corner[0], point[1] + corner[1]];
        }
        tiles
    }

    /// The points of a ring, without the first again at the end.
    pub fn ring(&self, arcs: &[i32]) -> Vec<[i32; 2]> {
        super::arcs::ring(&self.arcs, arcs)
    }
}

/// A closed walk round the pixels of `own`; the first corner stands at the end again.
fn ring(picture: &Labels, own: i32, start: Corner, second: Corner) -> Vec<Corner> {
    let mut ring = vec![start, second];
    loop {
        let next = picture.next(own, ring[ring.len() - 2], ring[ring.len() - 1]);
        if (ring[ring.len() - 1], next) == (start, second) {
            return ring;
        }
        ring.push(next);
    }
}

/// Cuts a ring where three labels meet (one without such a place at its least corner). What then goes from a corner back to it is cut
/// once more, so that the tiles on both sides have the same pieces.
fn pieces(picture: &Labels, mut ring: Vec<Corner>) -> Vec<Vec<Corner>> {
    ring.pop();
    let mut cuts: Vec<usize> = (0..ring.len()).filter(|&n| picture.is_junction(ring[n])).collect();
    if cuts.is_empty() {
        cuts.extend((0..ring.len()).min_by_key(|&n| ring[n]));
    }
    let mut pieces = Vec::new();
    for (n, &from) in cuts.iter().enumerate() {
        let to = cuts[(n + 1) % cuts.len()];
        let to = if to <= from { to + ring.len() } else { to };
        let mut piece: Vec<Corner> = (from..=to).map(|k| ring[k % ring.len()]).collect();
        if piece[0] == piece[piece.len() - 1] {
            // The furthest corner is the same whichever way the piece is walked.
            let first = piece[0];
            let away = |c: Corner| ((c.0 - first.0).pow(2) + (c.1 - first.1).pow(2), c);
            let middle = (0..piece.len()).max_by_key(|&k| away(piece[k])).unwrap_or(0);
            let second = piece[middle..].to_vec();
            piece.truncate(middle + 1);
            pieces.extend([piece, second]);
        } else {
            pieces.push(piece);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: Line = Line { smooth: 0.0, off: 0.0, units_per_pixel: 1.0 };

    fn picture(rows: &[&str]) -> Labels {
        let labels =
            rows.iter().flat_map(|row| row.chars().map(|c| c.to_digit(10).map_or(NOTHING, |d| d as i32)));
        Labels { width: rows[0].len(), height: rows.len(), labels: labels.collect() }
    }

    fn area(ring: &[[i32; 2]]) -> i32 {
        let sum: i32 = (0..ring.len())
            .map(|n| {
                let (a, b) = (ring[n], ring[(n + 1) % ring.len()]);
                a[0] * b[1] - a[1] * b[0]
            })
            .sum();
        -sum / 2
    }

    #[test]
    fn tiles_have_the_area_of_their_pixels_and_share_their_borders() {
        let picture = picture(&[
            "..........",
            ".11112222.",
            ".11132222.",
            ".11333322.",
            ".44333311.",
            ".44444411.",
            "..........",
        ]);
        let tiles = Tiles::trace(&picture, LINE, [0, 0]);
        for (label, rings) in &tiles.rings {
            let pixels = picture.labels.iter().filter(|l| *l == label).count() as i32;
            assert_eq!(rings.iter().map(|r| area(&tiles.ring(r))).sum::<i32>(), pixels, "label {label}");
        }
        let mut walks: BTreeMap<i32, i32> = BTreeMap::new();
        for arc in tiles.rings.values().flatten().flatten() {
            *walks.entry(arc.abs()).or_default() += 1;
        }
        assert_eq!(walks.len(), tiles.arcs.len());
        assert!(walks.values().all(|n| *n <= 2));
    }

    #[test]
    fn a_hole_is_a_ring_of_its_own() {
        let picture = picture(&["11111", "11211", "11111", "1..11"]);
        let tiles = Tiles::trace(&picture, LINE, [0, 0]);
        assert_eq!(tiles.rings[&1].len(), 2);
        let sum: i32 = tiles.rings[&1].iter().map(|r| area(&tiles.ring(r))).sum();
        assert_eq!(sum, 17);
    }

    #[test]
    fn crumbs_go_to_the_longest_border() {
        let mut picture = picture(&["11111", "12111", "11133", "33333"]);
        picture.without_crumbs(2, &[7]);
        assert!(!picture.labels.contains(&2));
        assert_eq!(picture.labels[6], 1);
    }

    /// Whether a place lies in an odd number of rings.
    fn holds(rings: &[Vec<[i32; 2]>], [x, y]: [f64; 2]) -> bool {
        let crosses = |a: [f64; 2], b: [f64; 2]| {
            (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        };
        let steps = rings.iter().flat_map(|r| (0..r.len()).map(move |n| [r[n], r[(n + 1) % r.len()]]));
        steps.filter(|[a, b]| crosses(a.map(f64::from), b.map(f64::from))).count() % 2 == 1
    }

    /// Pictures that borders can hardly be drawn of: noise of some grain, or combs, with a strong smoothing that wants to go across.
    fn hard(seed: u64, size: usize) -> Labels {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut chance = |n: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 33) % n
        };
        let (grain, kinds) = ([1, 2, 3, 5][chance(4) as usize], 2 + chance(4));
        let across = size / grain + 1;
        let coarse: Vec<i32> = (0..across * across).map(|_| chance(kinds + 1) as i32 - 1).collect();
        let comb = chance(3) == 0;
        let label = |i: usize| {
            let (x, y) = (i % size, i / size);
            if comb && x % (grain + 1) == 0 && y > size / 4 {
                7
            } else {
                coarse[y / grain * across + x / grain]
            }
        };
        Labels { width: size, height: size, labels: (0..size * size).map(label).collect() }
    }

    #[test]
    fn however_the_labels_lie_tiles_neither_overlap_nor_leave_gaps() {
        let line = Line { smooth: 2.5, off: 0.8, units_per_pixel: 2.35 };
        for seed in 0..40 {
            let picture = hard(seed, 16);
            let tiles = Tiles::trace(&picture, line, [0, 0]);
            assert_eq!(super::super::crossing(&tiles.arcs), [0_usize; 0], "{seed}: borders cross");
            let drawn: BTreeMap<i32, Vec<Vec<[i32; 2]>>> = tiles
                .rings
                .iter()
                .map(|(l, rings)| (*l, rings.iter().map(|r| tiles.ring(r)).collect()))
                .collect();
            let raw = Tiles::trace(&picture, Line { smooth: 0.0, off: 0.0, units_per_pixel: 1.0 }, [0, 0]);
            let outside = |tiles: &Tiles| -> i64 {
                let rings = tiles.rings.values().flatten();
                rings.map(|r| i64::from(area(&tiles.ring(r)))).sum()
            };
            let pixels = picture.labels.iter().filter(|l| **l != NOTHING).count() as i64;
            assert_eq!(outside(&raw), pixels, "{seed}: pixels");
            // Each place is in one tile, or in none and then outside.
            for n in 0..32 * 32 {
                let place = [f64::from(n % 32) * 1.2 + 0.317, f64::from(n / 32) * 1.2 + 0.273];
                let of: Vec<&i32> =
                    drawn.iter().filter(|(_, rings)| holds(rings, place)).map(|(l, _)| l).collect();
                assert!(of.len() <= 1, "{seed}: {of:?} overlap at {place:?}");
            }
            // No gaps: what borders nothing is the outline, and it encloses what all tiles together have.
            let mut once: BTreeMap<i32, i32> = BTreeMap::new();
            for arc in tiles.rings.values().flatten().flatten() {
                *once.entry(arc.abs()).or_default() += arc.signum();
            }
            let outline: i64 = once
                .iter()
                .filter(|(_, way)| **way != 0)
                .map(|(arc, way)| {
                    let mut line = tiles.arcs[*arc as usize - 1].clone();
                    if *way < 0 {
                        line.reverse();
                    }
                    line.windows(2).map(|p| i64::from(p[0][0] * p[1][1] - p[0][1] * p[1][0])).sum::<i64>()
                })
                .sum();
            let twice: i64 = drawn.values().flatten().map(|r| 2 * i64::from(-area(r))).sum();
            assert!((outline - twice).abs() <= drawn.values().flatten().count() as i64, "{seed}: gaps");
        }
    }

    #[test]
    fn an_island_in_a_pocket_stays_in_it() {
        // The tooth between the two bays is thin; smoothed, its tip would sweep over the island.
        let rows: Vec<String> = (0..14)
            .map(|y| {
                let pixel = |x: usize| match (x, y) {
                    (13..=14, 2) => '3',
                    (12..=15, 4..) => '1',
                    _ => '2',
                };
                (0..28).map(pixel).collect()
            })
            .collect();
        let picture = picture(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        let tiles = Tiles::trace(&picture, Line { smooth: 6.0, off: 2.0, units_per_pixel: 2.0 }, [0, 0]);
        assert_eq!(super::super::crossing(&tiles.arcs), [0_usize; 0]);
        assert!(tiles.rings[&3].iter().all(|r| area(&tiles.ring(r)) > 0), "the island has an inside");
        let rings: Vec<Vec<[i32; 2]>> = tiles.rings[&2].iter().map(|r| tiles.ring(r)).collect();
        assert_eq!(rings.len(), 2, "the field and the hole for the island");
        assert!(holds(&rings, [10.0, 14.0]) && !holds(&rings, [28.1, 5.1]));
    }
}
