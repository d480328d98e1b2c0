//! A share of a count, with its interval.

use serde::Serialize;
use statrs::distribution::{Beta, ContinuousCDF};

/// Two-sided coverage of all intervals.
const COVERAGE: f64 = 0.95;
/// 0.975 quantile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;
/// With fewer on either side the Wilson interval is taken for too rough, and the exact one is used.
const EXACT_BELOW: u64 = 5;

/// How many among how many.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Rate {
    /// The numerator.
    pub count: u64,
    /// The denominator.
    pub among: u64,
    /// The share with its interval; none among nobody.
    pub interval: Option<Interval>,
}

/// A share and where it may lie; all between 0 and 1.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Interval {
    /// Numerator over denominator.
    pub share: f64,
    /// Lower end, 95 %.
    pub low: f64,
    /// Upper end, 95 %.
    pub high: f64,
    /// How the ends were found.
    pub method: Method,
}

/// How an interval was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Wilson 1927, score interval without correction.
    Wilson,
    /// Clopper and Pearson 1934, from quantiles of the beta distribution.
    Exact,
}

impl Rate {
    /// `count` among `among`; Wilson's interval, or the exact one where either side has fewer than five.
    pub fn new(count: u64, among: u64) -> Self {
        let count = count.min(among);
        let rare = count < EXACT_BELOW || among - count < EXACT_BELOW;
        let interval = (among > 0).then(|| {
            let (method, (low, high)) = if rare {
                (Method::Exact, exact(count, among))
            } else {
                (Method::Wilson, wilson(count, among))
            };
            Interval { share: count as f64 / among as f64, low, high, method }
        });
        Self { count, among, interval }
    }
}

/// Wilson's score interval.
pub(crate) fn wilson(count: u64, among: u64) -> (f64, f64) {
    let n = among as f64;
    let share = count as f64 / n;
    let spread = Z * Z / n;
    let middle = (share + spread / 2.0) / (1.0 + spread);
    let half = Z / (1.0 + spread) * (share * (1.0 - share) / n + spread / (4.0 * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// The interval of Clopper and Pearson.
pub(crate) fn exact(count: u64, among: u64) -> (f64, f64) {
    let tail = (1.0 - COVERAGE) / 2.0;
    // Both shapes are one or more wherever they are used, so the distribution exists.
    let quantile =
        |a: u64, b: u64, at: f64| Beta::new(a as f64, b as f64).map_or(f64::NAN, |d| d.inverse_cdf(at));
    let low = if count == 0 { 0.0 } else { quantile(count, among - count + 1, tail) };
    let high = if count == among { 1.0 } else { quantile(count + 1, among - count, 1.0 - tail) };
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reference values of SciPy; `tests/fixtures/intervals.py` made them.
    #[test]
    fn both_intervals_agree_with_scipy() {
        let rows: Vec<[f64; 6]> =
            serde_json::from_str(include_str!("../tests/fixtures/intervals.json")).expect("rows of numbers");
        assert!(rows.len() > 20);
        for [count, among, wilson_low, wilson_high, exact_low, exact_high] in rows {
            let (count, among) = (count as u64, among as u64);
            let ours = [wilson(count, among), exact(count, among)];
            for (ours, theirs) in ours.into_iter().zip([(wilson_low, wilson_high), (exact_low, exact_high)]) {
                let apart = (ours.0 - theirs.0).abs().max((ours.1 - theirs.1).abs());
                assert!(apart < 1e-9, "{count} of {among}: {ours:?}, SciPy {theirs:?}");
            }
        }
    }

    /// The table of facts/clinical.md 4.2 and 4.3, calculated from the published counts.
    #[test]
    fn published_counts_give_the_intervals_that_are_printed_beside_them() {
        let percent = |(low, high): (f64, f64)| format!("{:.2} to {:.2}", low * 100.0, high * 100.0);
        assert_eq!(percent(wilson(1463, 7629)), "18.31 to 20.08");
        assert_eq!(percent(exact(0, 7629)), "0.00 to 0.05");
        assert_eq!(percent(wilson(7531, 20494)), "36.09 to 37.41");
    }

    #[test]
    fn rare_counts_get_the_exact_interval_and_nobody_gets_none() {
        assert_eq!(Rate::new(4, 1000).interval.map(|i| i.method), Some(Method::Exact));
        assert_eq!(Rate::new(996, 1000).interval.map(|i| i.method), Some(Method::Exact));
        assert_eq!(Rate::new(5, 1000).interval.map(|i| i.method), Some(Method::Wilson));
        assert_eq!(Rate::new(0, 0).interval, None);
    }
}
