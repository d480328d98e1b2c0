//! Borders as they are drawn: smoothed, thinned, in whole units, and never crossing one another.

use super::tiles::Line;
use std::collections::BTreeMap;

/// With so much care a border follows its pixels.
const MOST_CARE: i32 = 6;

/// Draws arcs of pixel corners; `rings` are the tiles made of them, by label. Where drawn arcs would cross or touch, where a tile would
/// turn inside out or leave a hole of it behind, they are drawn more closely to the pixels, at last along them; ends stay where they are.
///
/// Pixels' own borders have none of these faults, so this comes to an end, and then tiles lie to each other as their pixels do.
/// Needs at least one unit per pixel, or else two borders could come to lie on one.
pub(super) fn drawn(
    raw: &[Vec<(i32, i32)>],
    rings: &BTreeMap<i32, Vec<Vec<i32>>>,
    line: Line,
) -> Vec<Vec<[i32; 2]>> {
    assert!(line.units_per_pixel >= 1.0, "borders of pixels would fall together");
    let mut care = vec![0; raw.len()];
    let mut arcs: Vec<Vec<[i32; 2]>> = raw.iter().map(|arc| draw(arc, line, 0)).collect();
    let plain: Vec<Vec<[i32; 2]>> =
        raw.iter().map(|arc| arc.iter().map(|&(x, y)| [x, y]).collect()).collect();
    loop {
        let mut wrong = crossing(&arcs);
        if wrong.is_empty() {
            wrong = astray(&arcs, &plain, rings);
        }
        wrong.retain(|&n| care[n] < MOST_CARE);
        if wrong.is_empty() {
            return arcs;
        }
        for n in wrong {
            care[n] += 1;
            arcs[n] = draw(&raw[n], line, care[n]);
        }
    }
}

/// The points of a ring of arcs (from 1, negative backwards), each once.
pub(super) fn ring(arcs: &[Vec<[i32; 2]>], ring: &[i32]) -> Vec<[i32; 2]> {
    let mut points = Vec::new();
    for &arc in ring {
        let line = &arcs[arc.unsigned_abs() as usize - 1];
        if arc > 0 {
            points.extend(&line[..line.len() - 1]);
        } else {
            points.extend(line[1..].iter().rev());
        }
    }
    points
}

/// Twice the area of a ring, by the way it turns.
fn twice_area(ring: &[[i32; 2]]) -> i64 {
    let turn = |a: [i32; 2], b: [i32; 2]| {
        let [ax, ay, bx, by] = [a[0], a[1], b[0], b[1]].map(i64::from);
        ax * by - ay * bx
    };
    (0..ring.len()).map(|n| turn(ring[n], ring[(n + 1) % ring.len()])).sum()
}

/// Whether a point lies inside of an odd number of rings; a point on a border counts either way.
fn within(rings: &[Vec<[i32; 2]>], [x, y]: [i32; 2]) -> bool {
    let mut odd = false;
    for ring in rings {
        for (n, a) in ring.iter().enumerate() {
            let b = ring[(n + 1) % ring.len()];
            if (a[1] > y) != (b[1] > y) {
                let [x, y, ax, ay, bx, by] = [x, y, a[0], a[1], b[0], b[1]].map(i64::from);
                odd ^= ((x - ax) * (by - ay) < (y - ay) * (bx - ax)) == (by > ay);
            }
        }
    }
    odd
}

/// Arcs of rings that turn another way than their pixels' border does, and of those that lie on another side of a border of their tile:
/// a border can be drawn round a small island without crossing it.
fn astray(
    arcs: &[Vec<[i32; 2]>],
    plain: &[Vec<[i32; 2]>],
    rings: &BTreeMap<i32, Vec<Vec<i32>>>,
) -> Vec<usize> {
    let mut wrong = Vec::new();
    for tile in rings.values() {
        let [drawn, true_]: [Vec<_>; 2] = [arcs, plain].map(|a| tile.iter().map(|r| ring(a, r)).collect());
        for n in 0..tile.len() {
            let turned = twice_area(&drawn[n]).signum() != twice_area(&true_[n]).signum();
            // An end of an arc stays where it is, so its side of every other ring can be asked for.
            let moved = |m: usize| {
                m != n
                    && within(&drawn[m..=m], drawn[n][0]) != within(&true_[m..=m], true_[n][0])
                    && !drawn[m].contains(&drawn[n][0])
            };
            let others = (0..tile.len()).filter(|m| moved(*m)).flat_map(|m| &tile[m]);
            let others: Vec<i32> = others.copied().collect();
            if turned || !others.is_empty() {
                wrong.extend(tile[n].iter().chain(&others).map(|arc| arc.unsigned_abs() as usize - 1));
            }
        }
    }
    wrong.sort_unstable();
    wrong.dedup();
    wrong
}

/// One arc; the more care, the less it is smoothed and thinned.
fn draw(raw: &[(i32, i32)], line: Line, care: i32) -> Vec<[i32; 2]> {
    let share = if care >= 6 { 0.0 } else { 0.6_f64.powi(care) };
    let points: Vec<[f64; 2]> = raw.iter().map(|&(x, y)| [f64::from(x), f64::from(y)]).collect();
    let smooth = smoothed(&points, line.smooth * share);
    let thin = thinned(&smooth, line.off * share);
    let mut units: Vec<[i32; 2]> =
        thin.iter().map(|p| p.map(|v| (v * line.units_per_pixel).round() as i32)).collect();
    units.dedup();
    if units.len() < 2 {
        let end = points[points.len() - 1].map(|v| (v * line.units_per_pixel).round() as i32);
        units = vec![units[0], end];
    }
    units
}

/// Gaussian along the arc; ends fixed, the sigma shrinking towards them.
fn smoothed(points: &[[f64; 2]], sigma: f64) -> Vec<[f64; 2]> {
    let last = points.len() - 1;
    (0..=last)
        .map(|n| {
            let room = n.min(last - n) as f64;
            let sigma = sigma.min(room / 2.0);
            if sigma < 0.2 {
                return points[n];
            }
            let reach = (sigma * 2.5).ceil().min(room) as usize;
            let (mut sum, mut weights) = ([0.0; 2], 0.0);
            for (k, point) in points[n - reach..=n + reach].iter().enumerate() {
                let off = k as f64 - reach as f64;
                let weight = (-off * off / (2.0 * sigma * sigma)).exp();
                sum = [sum[0] + weight * point[0], sum[1] + weight * point[1]];
                weights += weight;
            }
            [sum[0] / weights, sum[1] / weights]
        })
        .collect()
}

/// Ramer, Douglas and Peucker.
fn thinned(points: &[[f64; 2]], off: f64) -> Vec<[f64; 2]> {
    let mut keep = vec![false; points.len()];
    keep[0] = true;
    keep[points.len() - 1] = true;
    let mut spans = vec![(0, points.len() - 1)];
    while let Some((from, to)) = spans.pop() {
        let (a, b) = (points[from], points[to]);
        let far = (from + 1..to)
            .map(|n| (away(points[n], a, b), n))
            .fold((off, 0), |best, this| if this.0 > best.0 { this } else { best });
        if far.1 > 0 {
            keep[far.1] = true;
            spans.push((from, far.1));
            spans.push((far.1, to));
        }
    }
    points.iter().zip(keep).filter(|(_, keep)| *keep).map(|(p, _)| *p).collect()
}

/// Distance of a point from a stretch.
fn away(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx * dx + dy * dy;
    let t =
        if length > 0.0 { (((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (p[0] - a[0] - t * dx).hypot(p[1] - a[1] - t * dy)
}

/// Arcs that meet another (or themselves) elsewhere than end to end.
pub fn crossing(arcs: &[Vec<[i32; 2]>]) -> Vec<usize> {
    const BOX: i32 = 32;
    let mut boxes: BTreeMap<(i32, i32), Vec<(usize, usize)>> = BTreeMap::new();
    let mut found = vec![false; arcs.len()];
    for (n, arc) in arcs.iter().enumerate() {
        for (k, pair) in arc.windows(2).enumerate() {
            let range = |axis: usize| {
                let (a, b) = (pair[0][axis], pair[1][axis]);
                a.min(b).div_euclid(BOX)..=a.max(b).div_euclid(BOX)
            };
            for x in range(0) {
                for y in range(1) {
                    let others = boxes.entry((x, y)).or_default();
                    for &(m, j) in others.iter() {
                        let neighbours = n == m && j + 1 == k;
                        let other = [arcs[m][j], arcs[m][j + 1]];
                        if meet([pair[0], pair[1]], other, neighbours) {
                            found[n] = true;
                            found[m] = true;
                        }
                    }
                    others.push((n, k));
                }
            }
        }
    }
    (0..arcs.len()).filter(|n| found[*n]).collect()
}

/// Whether two stretches meet elsewhere than at ends they share.
fn meet([a, b]: [[i32; 2]; 2], [c, d]: [[i32; 2]; 2], neighbours: bool) -> bool {
    let turn = |p: [i32; 2], q: [i32; 2], r: [i32; 2]| {
        let [px, py, qx, qy, rx, ry] = [p[0], p[1], q[0], q[1], r[0], r[1]].map(i64::from);
        ((qx - px) * (ry - py) - (qy - py) * (rx - px)).signum()
    };
    let within = |p: [i32; 2], a: [i32; 2], b: [i32; 2]| {
        turn(a, b, p) == 0
            && (a[0].min(b[0])..=a[0].max(b[0])).contains(&p[0])
            && (a[1].min(b[1])..=a[1].max(b[1])).contains(&p[1])
    };
    let shared = [a, b].iter().filter(|p| [c, d].contains(p)).count();
    if shared == 2 {
        return !neighbours || a == d || [a, b] == [c, d];
    }
    if shared == 1 {
        // They may leave the common end, but not along one another.
        let (p, q) = if [c, d].contains(&a) { (a, b) } else { (b, a) };
        let r = if p == c { d } else { c };
        return within(r, p, q) || within(q, p, r);
    }
    if within(c, a, b) || within(d, a, b) || within(a, c, d) || within(b, c, d) {
        return true;
    }
    turn(a, b, c) != turn(a, b, d) && turn(c, d, a) != turn(c, d, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arcs_that_cross_are_found_and_those_that_meet_at_ends_are_not() {
        let cross = [vec![[0, 0], [10, 10]], vec![[0, 10], [10, 0]]];
        assert_eq!(crossing(&cross), [0, 1]);
        let star = [vec![[0, 0], [10, 10]], vec![[10, 10], [20, 0]], vec![[10, 10], [10, 30]]];
        assert!(crossing(&star).is_empty());
        let folded = [vec![[0, 0], [10, 0], [5, 0]]];
        assert_eq!(crossing(&folded), [0]);
    }

    #[test]
    fn a_staircase_becomes_a_line_and_keeps_its_ends() {
        let stairs: Vec<(i32, i32)> = (0..40).map(|n| ((n + 1) / 2, n / 2)).collect();
        let line = Line { smooth: 2.0, off: 0.6, units_per_pixel: 2.0 };
        let arcs = drawn(std::slice::from_ref(&stairs), &BTreeMap::new(), line);
        assert!(arcs[0].len() <= 4, "{arcs:?}");
        assert_eq!((arcs[0][0], arcs[0][arcs[0].len() - 1]), ([0, 0], [40, 38]));
    }
}
