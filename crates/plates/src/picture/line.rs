//! Lines on the page: fewer points, stretches, ribbons.

/// Which points of an open line are needed so that none is further than `eps` from the rest (Ramer, Douglas, Peucker); a third
/// number of a point (its width) counts as a distance too.
pub fn simplified<const N: usize>(line: &[[f64; N]], eps: f64) -> Vec<usize> {
    let n = line.len();
    if n < 3 {
        return (0..n).collect();
    }
    let mut keep = vec![false; n];
    keep[0] = true;
    keep[n - 1] = true;
    let mut stack = vec![(0, n - 1)];
    while let Some((a, b)) = stack.pop() {
        let (mut worst, mut at) = (eps, 0);
        let (dx, dy) = (line[b][0] - line[a][0], line[b][1] - line[a][1]);
        let length = dx.hypot(dy);
        for i in a + 1..b {
            let (px, py) = (line[i][0] - line[a][0], line[i][1] - line[a][1]);
            let mut off = if length < 1e-9 { px.hypot(py) } else { (dx * py - dy * px).abs() / length };
            if N > 2 {
                let t = (i - a) as f64 / (b - a) as f64;
                off = off.max((line[i][2] - line[a][2] - (line[b][2] - line[a][2]) * t).abs() * 1.2);
            }
            if off > worst {
                (worst, at) = (off, i);
            }
        }
        if at > 0 {
            keep[at] = true;
            stack.extend([(a, at), (at, b)]);
        }
    }
    (0..n).filter(|&i| keep[i]).collect()
}

/// A closed polygon with fewer points; `None` if less than a triangle is left.
pub fn simplified_ring(ring: &[[f64; 2]], eps: f64) -> Option<Vec<[f64; 2]>> {
    let n = ring.len();
    if n < 3 {
        return None;
    }
    // Two halves between points far apart, so that neither is a point.
    let far = (0..n).fold(0, |best, i| {
        let d = |i: usize| (ring[i][0] - ring[0][0]).hypot(ring[i][1] - ring[0][1]);
        if d(i) > d(best) { i } else { best }
    });
    let mut second: Vec<[f64; 2]> = ring[far..].to_vec();
    second.push(ring[0]);
    let first = &ring[..=far];
    let mut out: Vec<[f64; 2]> = simplified(first, eps).into_iter().map(|i| first[i]).collect();
    out.pop();
    out.extend(simplified(&second, eps).into_iter().map(|i| second[i]));
    out.pop();
    (out.len() > 2).then_some(out)
}

/// Stretches of true of at least `least`: first and one past the last.
pub fn runs(mask: &[bool], least: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = None;
    for i in 0..=mask.len() {
        match (mask.get(i).copied().unwrap_or(false), start) {
            (true, None) => start = Some(i),
            (false, Some(s)) => {
                if i - s >= least {
                    found.push((s, i));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Length along a line up to each point.
pub fn lengths(line: &[[f64; 2]]) -> Vec<f64> {
    let mut sum = 0.0;
    let mut all = vec![0.0];
    for pair in line.windows(2) {
        sum += (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1]);
        all.push(sum);
    }
    all.truncate(line.len());
    all
}

/// The outline of a stroke whose width (mm) changes along it: one closed polygon, or `None` for a point.
pub fn ribbon(line: &[[f64; 2]], widths: &[f64], eps: f64) -> Option<Vec<[f64; 2]>> {
    let all: Vec<[f64; 3]> = line.iter().zip(widths).map(|(p, w)| [p[0], p[1], *w]).collect();
    let kept: Vec<[f64; 3]> = simplified(&all, eps).into_iter().map(|i| all[i]).collect();
    let n = kept.len();
    if n < 2 {
        return None;
    }
    let side = |i: usize, sign: f64| {
        let (a, b) = (kept[i.saturating_sub(1)], kept[(i + 1).min(n - 1)]);
        let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        let half = sign * kept[i][2] / 2.0 / dx.hypot(dy).max(1e-9);
        [kept[i][0] - dy * half, kept[i][1] + dx * half]
    };
    Some((0..n).map(|i| side(i, 1.0)).chain((0..n).rev().map(|i| side(i, -1.0))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_needs_its_ends_and_a_corner_stays() {
        let line: Vec<[f64; 2]> = (0..=10).map(|i| [f64::from(i), 0.0]).collect();
        assert_eq!(simplified(&line, 0.1), [0, 10]);
        let mut bent = line;
        bent[4][1] = 1.0;
        assert!(simplified(&bent, 0.1).contains(&4));
        assert_eq!(
            simplified(&[[0.0, 0.0, 1.0], [1.0, 0.0, 3.0], [2.0, 0.0, 1.0]], 0.1),
            [0, 1, 2],
            "width counts"
        );
    }

    #[test]
    fn a_ring_keeps_its_corners() {
        let mut ring = Vec::new();
        for (x, y, dx, dy) in [(0, 0, 1, 0), (8, 0, 0, 1), (8, 8, -1, 0), (0, 8, 0, -1)] {
            ring.extend((0..8).map(|k| [f64::from(x + dx * k), f64::from(y + dy * k)]));
        }
        assert_eq!(simplified_ring(&ring, 0.1).expect("a square").len(), 4);
    }

    #[test]
    fn a_ribbon_is_as_wide_as_it_says() {
        let stroke = ribbon(&[[0.0, 0.0], [10.0, 0.0]], &[2.0, 2.0], 0.1).expect("a stroke");
        assert!((crate::picture::contour::area(&stroke) - 20.0).abs() < 1e-9);
    }

    #[test]
    fn runs_of_true() {
        assert_eq!(runs(&[true, true, false, true, false, true, true, true], 2), [(0, 2), (5, 8)]);
    }
}
