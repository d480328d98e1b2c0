//! Exponential and logarithm without a branch or a call, so that loops over cells become vector instructions.
//!
//! No operation is fused, so that every processor gives the same bits.

/// Added and taken away again, it leaves the nearest whole number: 1.5 x 2^52.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// The larger; the second where the first is not a number.
#[inline(always)]
pub(crate) fn max(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

/// The smaller; the second where the first is not a number.
#[inline(always)]
pub(crate) fn min(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// e^x, relative error below 1e-13 for |x| < 690; clamped there.
#[inline(always)]
pub(crate) fn exp(x: f64) -> f64 {
    let x = min(max(x, -690.0), 690.0);
    let shifted = x * std::f64::consts::LOG2_E + ROUND;
    let k = shifted - ROUND;
    // ln 2 in two parts, so that nothing is lost in the difference.
    let r = (x - k * 0.693_147_180_369_123_8) - k * 1.908_214_929_270_587_7e-10;
    let mut sum: f64 = 1.0 / 39_916_800.0;
    sum = sum * r + 1.0 / 3_628_800.0;
    sum = sum * r + 1.0 / 362_880.0;
    sum = sum * r + 1.0 / 40_320.0;
    sum = sum * r + 1.0 / 5040.0;
    sum = sum * r + 1.0 / 720.0;
    sum = sum * r + 1.0 / 120.0;
    sum = sum * r + 1.0 / 24.0;
    sum = sum * r + 1.0 / 6.0;
    sum = sum * r + 0.5;
    sum = sum * r + 1.0;
    sum = sum * r + 1.0;
    // The low bits of `shifted` hold k; they go into the exponent.
    f64::from_bits(sum.to_bits().wrapping_add(shifted.to_bits() << 52))
}

/// ln x, absolute error below 1e-13 for a normal x above zero.
#[inline(always)]
pub(crate) fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    // An integer below 2^52 laid into the mantissa of 2^52.
    let exponent = f64::from_bits((bits >> 52) | 0x4330_0000_0000_0000) - 4_503_599_627_371_519.0;
    // A mantissa around 1 makes the series short: [0.7, 1.4).
    let one = if mantissa > std::f64::consts::SQRT_2 { 1.0 } else { 0.0 };
    let m = mantissa - mantissa * 0.5 * one;
    let t = (m - 1.0) / (m + 1.0);
    let q = t * t;
    let mut sum: f64 = 1.0 / 17.0;
    sum = sum * q + 1.0 / 15.0;
    sum = sum * q + 1.0 / 13.0;
    sum = sum * q + 1.0 / 11.0;
    sum = sum * q + 1.0 / 9.0;
    sum = sum * q + 1.0 / 7.0;
    sum = sum * q + 0.2;
    sum = sum * q + 1.0 / 3.0;
    sum = sum * q + 1.0;
    t * sum * 2.0 + (exponent + one) * std::f64::consts::LN_2
}

/// One over each, by one division. Their product must neither overflow nor vanish.
#[inline(always)]
pub(crate) fn inverses2(a: f64, b: f64) -> [f64; 2] {
    let whole = 1.0 / (a * b);
    [whole * b, whole * a]
}

/// One over each, by one division.
#[inline(always)]
pub(crate) fn inverses3(a: f64, b: f64, c: f64) -> [f64; 3] {
    let ab = a * b;
    let whole = 1.0 / (ab * c);
    let of_ab = whole * c;
    [of_ab * b, of_ab * a, whole * ab]
}

/// One over each, by one division.
#[inline(always)]
pub(crate) fn inverses4(a: f64, b: f64, c: f64, d: f64) -> [f64; 4] {
    let (ab, cd) = (a * b, c * d);
    let whole = 1.0 / (ab * cd);
    let (of_ab, of_cd) = (whole * cd, whole * ab);
    [of_ab * b, of_ab * a, of_cd * d, of_cd * c]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponential_and_logarithm_agree_with_the_library_over_their_range() {
        for step in -6800..=6800 {
            let x = f64::from(step) * 0.1 + 0.037;
            let relative = (exp(x) / x.exp() - 1.0).abs();
            assert!(relative < 1e-13, "exp({x}) is off by {relative}");
            let y = (x * 0.5).exp();
            let difference = (ln(y) - y.ln()).abs();
            assert!(difference < 1e-13 * (1.0 + x.abs()), "ln({y}) is off by {difference}");
        }
    }

    #[test]
    fn far_out_they_stay_finite() {
        assert!(exp(1e9).is_finite() && exp(-1e9) > 0.0);
        assert!(ln(f64::MIN_POSITIVE).is_finite() && ln(f64::MAX).is_finite());
    }
}
