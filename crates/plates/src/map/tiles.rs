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
            let crumb = |p: &Vec<usize>| p.len() < least || unwanted.contains(&self.labels[p[0]]);
            let crumbs = self.patches().into_iter().filter(crumb).collect::<Vec<_>>();
            let mut changed = false;
            for patch in crumbs {
                let own = self.labels[patch[0]];
                let mut borders: BTreeMap<i32, usize> = BTreeMap::new();
                for &pixel in &patch {
                    let (x, y) = ((pixel % self.width) as i32, (pixel / self.width) as i32);
                    for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                        let other = self.at(x + dx, y + dy);
                        if other != own {
                            *borders.entry(other).or_default() += 1;
                        }
                    }
                }
                if let Some((&other, _)) = borders.iter().max_by_key(|(label, n)| (**n, **label)) {
                    for pixel in patch {
                        self.labels[pixel] = other;
                    }
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// Connected pixels of one label.
    fn patches(&self) -> Vec<Vec<usize>> {
        let mut seen = vec![false; self.labels.len()];
        let mut patches = Vec::new();
        for start in 0..self.labels.len() {
            if seen[start] {
                continue;
            }
            seen[start] = true;
            let mut patch = vec![start];
            let mut next = 0;
            while next < patch.len() {
                let pixel = patch[next];
                next += 1;
                let (x, y) = ((pixel % self.width) as i32, (pixel / self.width) as i32);
                for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                    let (x, y) = (x + dx, y + dy);
                    if x < 0 || y < 0 || x >= self.width as i32 || y >= self.height as i32 {
                        continue;
                    }
                    let other = y as usize * self.width + x as usize;
                    if !seen[other] && self.labels[other] == self.labels[start] {
                        seen[other] = true;
                        patch.push(other);
                    }
                }
            }
            patches.push(patch);
        }
        patches
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
        tiles.arcs = super::arcs::drawn(&raw, line);
        for point in tiles.arcs.iter_mut().flatten() {
            *point = [point[0] + corner[0], point[1] + corner[1]];
        }
        tiles
    }

    /// The points of a ring, without the first again at the end.
    pub fn ring(&self, arcs: &[i32]) -> Vec<[i32; 2]> {
        let mut ring = Vec::new();
        for &arc in arcs {
            let points = &self.arcs[arc.unsigned_abs() as usize - 1];
            if arc > 0 {
                ring.extend(&points[..points.len() - 1]);
            } else {
                ring.extend(points[1..].iter().rev());
            }
        }
        ring
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

/// Cuts a ring where three labels meet; one without such a place at its least corner and opposite to it.
fn pieces(picture: &Labels, mut ring: Vec<Corner>) -> Vec<Vec<Corner>> {
    ring.pop();
    let mut cuts: Vec<usize> = (0..ring.len()).filter(|&n| picture.is_junction(ring[n])).collect();
    if cuts.len() < 2 {
        let first = cuts.first().copied().or_else(|| (0..ring.len()).min_by_key(|&n| ring[n])).unwrap_or(0);
        // The place opposite must be the same whichever way the ring is walked.
        let far = |n: &usize| {
            let (dx, dy) = (ring[*n].0 - ring[first].0, ring[*n].1 - ring[first].1);
            (dx * dx + dy * dy, ring[*n])
        };
        let second = (0..ring.len()).max_by_key(far).unwrap_or(0);
        cuts = vec![first.min(second), first.max(second)];
    }
    (0..cuts.len())
        .map(|n| {
            let (from, to) = (cuts[n], cuts[(n + 1) % cuts.len()]);
            let to = if to <= from { to + ring.len() } else { to };
            (from..=to).map(|k| ring[k % ring.len()]).collect()
        })
        .collect()
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
}
