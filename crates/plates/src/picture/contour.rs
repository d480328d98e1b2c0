//! The line where a field crosses one half: marching squares.

use super::Field;

/// No edge follows.
const NONE: u32 = u32::MAX;

/// Closed polygons (pixel places, centres at whole numbers) round what is above `level`; beyond the grid is nothing. Clockwise
/// or not as it comes: holes and islands fill by the even-odd and by the non-zero rule alike.
pub fn contours(field: &Field, level: f64) -> Vec<Vec<[f64; 2]>> {
    let (w, h) = (field.width as i64, field.height as i64);
    let at = |x: i64, y: i64| {
        if x < 0 || y < 0 || x >= w || y >= h { 0.0 } else { field.data[(y * w + x) as usize] }
    };
    // An edge is a grid point and a direction: 0 to the right, 1 down. Each cell joins two (or twice two) of its edges, the
    // inside on the left, so that each edge is left once and reached once.
    let stride = (w + 3) as usize;
    let edge = |x: i64, y: i64, d: usize| (((y + 1) as usize * stride) + (x + 1) as usize) * 2 + d;
    let mut next = vec![NONE; stride * (h + 3) as usize * 2];
    let mut starts = Vec::new();
    let above = |y: i64, row: &mut Vec<u8>| {
        row.clear();
        row.resize(stride - 1, u8::from(0.0 > level));
        if (0..h).contains(&y) {
            let data = &field.data[(y * w) as usize..((y + 1) * w) as usize];
            row[1..=w as usize].iter_mut().zip(data).for_each(|(r, v)| *r = u8::from(*v > level));
        }
    };
    let (mut upper, mut lower, mut cases) = (Vec::new(), Vec::new(), Vec::new());
    above(-1, &mut lower);
    for y in -1..h {
        std::mem::swap(&mut upper, &mut lower);
        above(y + 1, &mut lower);
        cases.clear();
        cases.extend(
            upper.windows(2).zip(lower.windows(2)).map(|(u, l)| u[0] | u[1] << 1 | l[1] << 2 | l[0] << 3),
        );
        for (x, case) in (-1..).zip(&cases) {
            if matches!(case, 0 | 15) {
                continue;
            }
            let [top, side, bottom, left] =
                [edge(x, y, 0), edge(x + 1, y, 1), edge(x, y + 1, 0), edge(x, y, 1)];
            let middle =
                || [at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)].iter().sum::<f64>() / 4.0 > level;
            let mut join = |a: usize, b: usize| {
                next[a] = b as u32;
                starts.push(a);
            };
            match case {
                1 => join(left, top),
                2 => join(top, side),
                3 => join(left, side),
                4 => join(side, bottom),
                6 => join(top, bottom),
                7 => join(left, bottom),
                8 => join(bottom, left),
                9 => join(bottom, top),
                11 => join(bottom, side),
                12 => join(side, left),
                13 => join(side, top),
                14 => join(top, left),
                5 if middle() => {
                    join(left, bottom);
                    join(side, top);
                }
                5 => {
                    join(left, top);
                    join(side, bottom);
                }
                _ if middle() => {
                    join(top, left);
                    join(bottom, side);
                }
                _ => {
                    join(top, side);
                    join(bottom, left);
                }
            }
        }
    }
    let place = |e: usize| {
        let (d, p) = (e % 2, e / 2);
        let (x, y) = ((p % stride) as i64 - 1, (p / stride) as i64 - 1);
        let (a, b) = (at(x, y), if d == 0 { at(x + 1, y) } else { at(x, y + 1) });
        let f = ((level - a) / (b - a)).clamp(0.0, 1.0);
        if d == 0 { [x as f64 + f, y as f64] } else { [x as f64, y as f64 + f] }
    };
    let mut polygons = Vec::new();
    starts.sort_unstable();
    for start in starts {
        let mut polygon = Vec::new();
        let mut e = start;
        while next[e] != NONE {
            polygon.push(place(e));
            e = std::mem::replace(&mut next[e], NONE) as usize;
        }
        if polygon.len() > 2 {
            polygons.push(polygon);
        }
    }
    polygons
}

/// Area of a closed polygon, in its own unit squared.
pub fn area(polygon: &[[f64; 2]]) -> f64 {
    let n = polygon.len();
    let twice: f64 = (0..n)
        .map(|i| {
            let ([a, b], [c, d]) = (polygon[i], polygon[(i + 1) % n]);
            a * d - c * b
        })
        .sum();
    (twice / 2.0).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(rows: &[&str]) -> Field {
        let data = rows.iter().flat_map(|r| r.chars().map(|c| f64::from(u8::from(c == '#')))).collect();
        Field::new(rows[0].len(), rows.len(), data)
    }

    #[test]
    fn a_block_has_one_line_round_it_even_at_the_edge() {
        let found = contours(&field(&["##..", "##..", "...."]), 0.5);
        assert_eq!(found.len(), 1);
        assert!((area(&found[0]) - 3.5).abs() < 1e-9, "2 by 2 with cut corners: {}", area(&found[0]));
    }

    #[test]
    fn a_ring_has_two_lines_and_a_diagonal_is_one_or_two_not_crossed() {
        assert_eq!(contours(&field(&["###", "#.#", "###"]), 0.5).len(), 2);
        assert_eq!(contours(&field(&["#..", ".#.", "..."]), 0.5).len(), 2);
    }

    #[test]
    fn a_round_hill_has_a_round_line() {
        let data = (0..1681).map(|i| {
            let (x, y) = (f64::from(i % 41) - 20.0, f64::from(i / 41) - 20.0);
            20.0 - x.hypot(y)
        });
        let found = contours(&Field::new(41, 41, data.collect()), 8.0);
        assert_eq!(found.len(), 1);
        assert!((area(&found[0]) - std::f64::consts::PI * 144.0).abs() < 1.5);
    }
}
