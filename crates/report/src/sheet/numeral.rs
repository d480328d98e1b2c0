//! Numbers beside crosses, drawn with one stroke each: a picture has no type of its own.

use super::picture::{Ink, Mark, Pen, Step};
use super::plate::Numbered;

/// Of the field in which the numerals are drawn.
const FIELD: [i32; 2] = [6, 10];

/// Strokes of the numerals in a field of 6 by 10.
const STROKES: [&[(i32, i32)]; 10] = [
    &[(3, 0), (1, 1), (0, 3), (0, 7), (1, 9), (3, 10), (5, 9), (6, 7), (6, 3), (5, 1), (3, 0)],
    &[(1, 2), (3, 0), (3, 10)],
    &[(0, 2), (1, 0), (5, 0), (6, 2), (6, 4), (0, 10), (6, 10)],
    &[(0, 1), (2, 0), (5, 0), (6, 2), (5, 4), (2, 5), (5, 5), (6, 7), (5, 9), (2, 10), (0, 9)],
    &[(5, 10), (5, 0), (0, 7), (6, 7)],
    &[(6, 0), (1, 0), (0, 5), (4, 4), (6, 6), (6, 8), (4, 10), (1, 10), (0, 9)],
    &[(5, 0), (2, 1), (0, 4), (0, 8), (2, 10), (4, 10), (6, 8), (6, 6), (4, 4), (1, 5), (0, 7)],
    &[(0, 0), (6, 0), (2, 10)],
    &[(3, 5), (1, 4), (1, 1), (3, 0), (5, 1), (5, 4), (3, 5), (0, 7), (1, 10), (5, 10), (6, 7), (3, 5)],
    &[(6, 3), (5, 5), (2, 6), (0, 4), (0, 2), (2, 0), (4, 0), (6, 2), (6, 6), (4, 9), (1, 10)],
];

/// A place taken by a numeral or a cross: left, top, right, bottom.
type Box4 = [i32; 4];

/// A cross at each place and its number beside it, this tall, where it covers no other; later ones give way.
pub(super) fn crosses(places: &[Numbered], width: i32, tall: i32) -> Vec<Mark> {
    let arm = tall * 3 / 10;
    let mut taken: Vec<Box4> =
        places.iter().map(|p| [p.at[0] - arm, p.at[1] - arm, p.at[0] + arm, p.at[1] + arm]).collect();
    let (mut grounds, mut marks) = (Vec::new(), Vec::new());
    for place in places {
        let [x, y] = place.at;
        let ways = [
            (Step::Move(x - arm, y - arm), Step::Line(x + arm, y + arm)),
            (Step::Move(x - arm, y + arm), Step::Line(x + arm, y - arm)),
        ];
        let steps: Vec<Step> = ways.into_iter().flat_map(|(from, to)| [from, to]).collect();
        grounds.push(Mark { steps: steps.clone(), pen: Pen::Line(tall * 2 / 5), ink: Ink::Paper });
        marks.push(Mark { steps, pen: Pen::Line(tall / 7), ink: Ink::Red });
    }
    for place in places {
        let digits: Vec<usize> =
            place.number.to_string().bytes().map(|b| usize::from(b.saturating_sub(b'0'))).collect();
        let step = tall * (FIELD[0] + 3) / FIELD[1];
        let wide = step * digits.len() as i32 - tall * 3 / FIELD[1];
        let at = free(place.at, [wide, tall], arm, width, &taken);
        taken.push([at[0], at[1], at[0] + wide, at[1] + tall]);
        let mut steps = Vec::new();
        for (n, digit) in digits.into_iter().enumerate() {
            let left = at[0] + step * n as i32;
            for (k, (x, y)) in STROKES[digit].iter().enumerate() {
                let (x, y) = (left + x * tall / FIELD[1], at[1] + y * tall / FIELD[1]);
                steps.push(if k == 0 { Step::Move(x, y) } else { Step::Line(x, y) });
            }
        }
        grounds.push(Mark { steps: steps.clone(), pen: Pen::Line(tall * 2 / 5), ink: Ink::Paper });
        marks.push(Mark { steps, pen: Pen::Line(tall / 9), ink: Ink::Full });
    }
    // The paper round one covers no other.
    grounds.append(&mut marks);
    grounds
}

/// Upper left corner of a number: beside its cross away from the middle, else on the other side, else above, below, further.
fn free([x, y]: [i32; 2], [wide, tall]: [i32; 2], arm: i32, width: i32, taken: &[Box4]) -> [i32; 2] {
    let gap = tall / 3;
    let (outer, inner) = (x + arm + gap, x - arm - gap - wide);
    let (first, second) = if 2 * x >= width { (outer, inner) } else { (inner, outer) };
    let level = y - tall / 2;
    let places = (0..6).flat_map(|round| {
        let off = round * (tall + gap);
        [[first, level - off], [second, level - off], [first, level + off], [second, level + off]]
    });
    let fits = |[left, top]: &[i32; 2]| {
        let edge = gap / 2;
        *left >= 0
            && left + wide <= width
            && taken.iter().all(|[l, t, r, b]| {
                left + wide + edge <= *l || *r + edge <= *left || top + tall + edge <= *t || *b + edge <= *top
            })
    };
    places.clone().find(fits).unwrap_or([first, level])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_cover_neither_each_other_nor_a_cross() {
        let near =
            |n: u32| Numbered { number: n, at: [500 + (n as i32 % 3) * 30, 800 + (n as i32 / 3) * 30] };
        let places: Vec<Numbered> = (8..13).map(near).collect();
        let marks = crosses(&places, 1_000, 80);
        let around = |mark: &Mark| {
            mark.steps.iter().fold([i32::MAX, i32::MAX, i32::MIN, i32::MIN], |[l, t, r, b], step| match *step
            {
                Step::Move(x, y) | Step::Line(x, y) => [l.min(x), t.min(y), r.max(x), b.max(y)],
                _ => unreachable!("numerals are straight"),
            })
        };
        let inked: Vec<Box4> = marks.iter().filter(|m| m.ink == Ink::Full).map(around).collect();
        assert_eq!(inked.len(), places.len());
        for (n, a) in inked.iter().enumerate() {
            for b in &inked[n + 1..] {
                assert!(a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1], "{a:?} {b:?}");
            }
            for p in &places {
                let [x, y] = p.at;
                assert!(x < a[0] || x > a[2] || y < a[1] || y > a[3], "{a:?} covers {p:?}");
            }
        }
    }
}
