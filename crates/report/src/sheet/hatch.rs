//! Painted pain on paper: red lines across a region, the closer the stronger; from 7 on they cross, as on the screen.

use super::picture::{Ink, Mark, Pen, Step};

/// Distance of the lines at strength 0, and how much closer each strength brings them; parts of the plate's height.
const GAP: f64 = 34.0 / 3500.0;
const CLOSER: f64 = 2.0 / 3500.0;
/// Strength from which the lines cross.
const CROSSED: u8 = 7;
/// Width of a line, a part of the plate's height.
const LINE: f64 = 4.5 / 3500.0;

/// A region's outline and the lines across it. Lines lie on one grid, so that neighbours of one strength run into each other.
pub(super) fn hatched(rings: &[Vec<[i32; 2]>], strength: u8, height: i32) -> Vec<Mark> {
    let height = f64::from(height);
    let gap = ((GAP - CLOSER * f64::from(strength.min(10))) * height).max(1.0) * std::f64::consts::SQRT_2;
    let pen = Pen::Line((LINE * height).ceil() as i32);
    let mut outline = Vec::new();
    for ring in rings {
        let round = ring.iter().chain(ring.first());
        outline.extend(
            round.enumerate().map(|(n, [x, y])| if n == 0 { Step::Move(*x, *y) } else { Step::Line(*x, *y) }),
        );
    }
    let mut lines = across(rings, gap, 1);
    if strength >= CROSSED {
        lines.extend(across(rings, gap, -1));
    }
    let red = |steps: Vec<Step>| (!steps.is_empty()).then_some(Mark { steps, pen, ink: Ink::Red });
    [red(outline), red(lines)].into_iter().flatten().collect()
}

/// Lines of `x + way · y = c`, for every whole number of gaps, where they are inside.
fn across(rings: &[Vec<[i32; 2]>], gap: f64, way: i32) -> Vec<Step> {
    let along = |[x, y]: [i32; 2]| (f64::from(x + way * y), f64::from(x - way * y));
    let edges: Vec<((f64, f64), (f64, f64))> = rings
        .iter()
        .flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)).map(|(a, b)| (along(*a), along(*b))))
        .collect();
    let reach = edges.iter().fold((f64::MAX, f64::MIN), |(low, high), (a, _)| (low.min(a.0), high.max(a.0)));
    let mut steps = Vec::new();
    let (mut n, last) = ((reach.0 / gap).ceil(), (reach.1 / gap).floor());
    while n <= last {
        let c = n * gap;
        let cut = |((a, from), (b, to)): &((f64, f64), (f64, f64))| {
            ((*a <= c) != (*b <= c)).then(|| from + (c - a) / (b - a) * (to - from))
        };
        let mut cuts: Vec<f64> = edges.iter().filter_map(cut).collect();
        cuts.sort_by(f64::total_cmp);
        let place =
            |d: f64| (f64::midpoint(c, d).round() as i32, ((c - d) / 2.0 * f64::from(way)).round() as i32);
        for inside in cuts.chunks_exact(2) {
            let ((ax, ay), (bx, by)) = (place(inside[0]), place(inside[1]));
            steps.extend([Step::Move(ax, ay), Step::Line(bx, by)]);
        }
        n += 1.0;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEIGHT: i32 = 3500;

    fn square(from: i32, to: i32) -> Vec<[i32; 2]> {
        vec![[from, from], [to, from], [to, to], [from, to]]
    }

    fn lines(rings: &[Vec<[i32; 2]>], strength: u8) -> Vec<[i32; 4]> {
        let marks = hatched(rings, strength, HEIGHT);
        let pairs = marks[1].steps.chunks_exact(2).map(|pair| match pair {
            [Step::Move(a, b), Step::Line(c, d)] => [*a, *b, *c, *d],
            _ => unreachable!("lines alone"),
        });
        pairs.collect()
    }

    #[test]
    fn the_stronger_the_closer_and_from_seven_on_they_cross() {
        let count = |strength| lines(&[square(100, 500)], strength).len();
        assert!(count(2) < count(5) && count(5) < count(6));
        let slopes = |strength| {
            let of = lines(&[square(100, 500)], strength);
            of.into_iter()
                .map(|[a, b, c, d]| (c - a).signum() * (d - b).signum())
                .collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(slopes(6).len(), 1);
        assert_eq!(slopes(7).into_iter().filter(|s| *s != 0).count(), 2);
    }

    #[test]
    fn lines_stay_inside_and_out_of_a_hole() {
        let all = lines(&[square(100, 500), square(200, 400)], 5);
        for [ax, ay, bx, by] in all {
            let (x, y) = (f64::from(ax + bx) / 2.0, f64::from(ay + by) / 2.0);
            let within = |low: f64, high: f64| x > low && x < high && y > low && y < high;
            assert!(x >= 100.0 && y >= 100.0 && x <= 500.0 && y <= 500.0, "{x} {y}");
            assert!(!within(201.0, 399.0), "{x} {y} is in the hole");
        }
    }

    #[test]
    fn nothing_painted_draws_nothing() {
        assert!(hatched(&[], 5, HEIGHT).is_empty());
    }
}
