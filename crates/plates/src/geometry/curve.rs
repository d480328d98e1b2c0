//! Curves through points: monotone, natural cubic, by arc length; and smoothing along a line.

use glam::DVec3;

/// Slopes of the monotone cubic (Fritsch and Butland), as others call PCHIP; `t` rises.
fn slopes(t: &[f64], y: &[f64]) -> Vec<f64> {
    let n = t.len();
    let h: Vec<f64> = t.windows(2).map(|w| w[1] - w[0]).collect();
    let d: Vec<f64> = (0..n - 1).map(|i| (y[i + 1] - y[i]) / h[i]).collect();
    if n == 2 {
        return vec![d[0]; 2];
    }
    let end = |h0: f64, h1: f64, d0: f64, d1: f64| {
        let m = ((2.0 * h0 + h1) * d0 - h0 * d1) / (h0 + h1);
        if m * d0 <= 0.0 {
            0.0
        } else if d0 * d1 <= 0.0 && m.abs() > 3.0 * d0.abs() {
            3.0 * d0
        } else {
            m
        }
    };
    let mut m = vec![end(h[0], h[1], d[0], d[1])];
    for i in 1..n - 1 {
        let (a, b) = (d[i - 1], d[i]);
        let (w1, w2) = (2.0 * h[i] + h[i - 1], h[i] + 2.0 * h[i - 1]);
        m.push(if a * b <= 0.0 { 0.0 } else { (w1 + w2) / (w1 / a + w2 / b) });
    }
    m.push(end(h[n - 2], h[n - 3], d[n - 2], d[n - 3]));
    m
}

/// The monotone cubic through (t, y) at `x`; beyond the ends it goes on with the last piece.
pub fn pchip(t: &[f64], y: &[f64], x: f64) -> f64 {
    let m = slopes(t, y);
    let i = t[1..t.len() - 1].iter().take_while(|&&k| k <= x).count();
    let h = t[i + 1] - t[i];
    let s = (x - t[i]) / h;
    let (a, b) = (1.0 - s, s);
    a * a * (1.0 + 2.0 * s) * y[i] + b * b * (1.0 + 2.0 * a) * y[i + 1] + s * a * a * h * m[i]
        - b * b * a * h * m[i + 1]
}

/// Natural cubic spline through (t, y), at each `x`.
pub fn cubic(t: &[f64], y: &[f64], xs: &[f64]) -> Vec<f64> {
    let n = t.len();
    let mut second = vec![0.0; n];
    let mut u = vec![0.0; n];
    for i in 1..n - 1 {
        let sig = (t[i] - t[i - 1]) / (t[i + 1] - t[i - 1]);
        let p = sig * second[i - 1] + 2.0;
        second[i] = (sig - 1.0) / p;
        let d = (y[i + 1] - y[i]) / (t[i + 1] - t[i]) - (y[i] - y[i - 1]) / (t[i] - t[i - 1]);
        u[i] = (6.0 * d / (t[i + 1] - t[i - 1]) - sig * u[i - 1]) / p;
    }
    for i in (0..n - 1).rev() {
        second[i] = if i == 0 { 0.0 } else { second[i] * second[i + 1] + u[i] };
    }
    xs.iter()
        .map(|&x| {
            let i = t[1..n - 1].iter().take_while(|&&k| k <= x).count();
            let h = t[i + 1] - t[i];
            let (a, b) = ((t[i + 1] - x) / h, (x - t[i]) / h);
            a * y[i]
                + b * y[i + 1]
                + ((a * a * a - a) * second[i] + (b * b * b - b) * second[i + 1]) * h * h / 6.0
        })
        .collect()
}

/// Straight lines through (t, y) at `x`, level beyond the ends.
pub fn linear(t: &[f64], y: &[f64], x: f64) -> f64 {
    if x <= t[0] {
        return y[0];
    }
    for i in 1..t.len() {
        if x < t[i] {
            return y[i - 1] + (y[i] - y[i - 1]) * (x - t[i - 1]) / (t[i] - t[i - 1]);
        }
    }
    y[y.len() - 1]
}

/// Evenly spaced values from 0 to 1 read off at `u`: one value is a constant.
pub fn even(values: &[f64], u: f64) -> f64 {
    if values.len() == 1 {
        return values[0];
    }
    let x = u.clamp(0.0, 1.0) * (values.len() - 1) as f64;
    let i = (x as usize).min(values.len() - 2);
    values[i] + (values[i + 1] - values[i]) * (x - i as f64)
}

/// `n` points evenly along a curve through `points`.
pub fn resample(points: &[DVec3], n: usize) -> Vec<DVec3> {
    let mut t = vec![0.0];
    for w in points.windows(2) {
        // Points written twice would make two places of one length.
        t.push(t[t.len() - 1] + w[0].distance(w[1]).max(1e-9));
    }
    let whole = t[t.len() - 1];
    if points.len() == 1 || whole < 1e-6 {
        return vec![points[0]; n];
    }
    let axes = [0, 1, 2].map(|k| points.iter().map(|p| p[k]).collect::<Vec<_>>());
    (0..n)
        .map(|i| {
            let x = whole * i as f64 / (n - 1) as f64;
            DVec3::from_array(
                [0, 1, 2].map(|k| {
                    if points.len() == 2 { linear(&t, &axes[k], x) } else { pchip(&t, &axes[k], x) }
                }),
            )
        })
        .collect()
}

/// Smooths a line of numbers with a Gaussian of `sigma` steps; `wrap` for a closed line, else the ends are repeated.
pub fn smooth(values: &[f64], sigma: f64, wrap: bool) -> Vec<f64> {
    if sigma <= 0.0 || values.is_empty() {
        return values.to_vec();
    }
    let r = (sigma * 4.0 + 0.5) as i64;
    let kernel: Vec<f64> = (-r..=r).map(|k| (-0.5 * (k as f64 / sigma).powi(2)).exp()).collect();
    let sum: f64 = kernel.iter().sum();
    let n = values.len() as i64;
    (0..n)
        .map(|i| {
            let weighted = kernel.iter().enumerate().map(|(k, w)| {
                let j = i + k as i64 - r;
                let j = if wrap { j.rem_euclid(n) } else { j.clamp(0, n - 1) };
                w * values[j as usize]
            });
            weighted.sum::<f64>() / sum
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pchip_gives_the_values_of_the_published_method() {
        // Interior slopes are weighted harmonic means: 0 at the turn, so nothing overshoots.
        let (t, y) = ([0.0, 1.0, 2.0, 3.0], [0.0, 1.0, 1.0, 4.0]);
        for x in [1.0, 1.5] {
            assert!((pchip(&t, &y, x) - 1.0).abs() < 1e-12, "flat between equal values");
        }
        // First slope by the three-point formula: (3*1 - 0)/2 = 1.5; at 0.5: 0.5 + (1.5 - 0)/8.
        assert!((pchip(&t, &y, 0.5) - 0.6875).abs() < 1e-12);
    }

    #[test]
    fn a_natural_spline_of_a_straight_line_is_the_line() {
        let found = cubic(&[0.0, 0.3, 1.0], &[1.0, 1.6, 3.0], &[0.1, 0.5, 0.9]);
        for (f, e) in found.iter().zip([1.2, 2.0, 2.8]) {
            assert!((f - e).abs() < 1e-12);
        }
        // Through (0,0), (1,1), (2,0): second derivative -3 in the middle, so 0.6875 half way up.
        let bow = cubic(&[0.0, 1.0, 2.0], &[0.0, 1.0, 0.0], &[0.5]);
        assert!((bow[0] - 0.6875).abs() < 1e-12, "{bow:?}");
    }

    #[test]
    fn resampling_keeps_the_ends_and_spaces_evenly() {
        let p = resample(&[DVec3::ZERO, DVec3::X, DVec3::X * 4.0], 5);
        assert_eq!((p[0], p[4]), (DVec3::ZERO, DVec3::X * 4.0));
        assert!((p[2].x - 2.0).abs() < 0.2);
    }

    #[test]
    fn smoothing_keeps_what_is_level() {
        assert!(smooth(&[2.0; 9], 1.5, false).iter().all(|v| (v - 2.0).abs() < 1e-12));
    }
}
