//! The numbers that the equations are computed in, and exponential and logarithm without a branch or a call, so that loops over
//! cells become vector instructions.
//!
//! Where an operation is fused it is fused on every processor, so that all give the same bits; one that cannot is slow.

use std::ops::{Add, Mul, Neg, Sub};

/// What the equations are computed in: `f64` where one piece of tissue is followed to many digits, [`Single`] where a grid wants
/// the rates of thousands of cells, twice as many to a vector. A plain number in a formula is a
/// constant or a parameter, and stands on the right.
pub(crate) trait Number:
    Copy
    + Default
    + PartialOrd
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
{
    fn of(plain: f64) -> Self;
    fn plain(self) -> f64;
    /// One over it.
    fn inverse(self) -> Self;
    fn sqrt(self) -> Self;
    fn abs(self) -> Self;
    fn exp(self) -> Self;
    /// Of a normal number above zero.
    fn ln(self) -> Self;
    /// ln(1 + z) for z from 0 to 1.
    fn ln_1p(self) -> Self;
    /// What is missing to a whole.
    #[inline(always)]
    fn short_of(self, whole: f64) -> Self {
        Self::of(whole) - self
    }
    /// The larger of the two.
    #[inline(always)]
    fn at_least(self, least: f64) -> Self {
        let least = Self::of(least);
        if self > least { self } else { least }
    }
    /// The smaller of the two.
    #[inline(always)]
    fn at_most(self, most: f64) -> Self {
        let most = Self::of(most);
        if self < most { self } else { most }
    }
}

impl Number for f64 {
    #[inline(always)]
    fn of(plain: f64) -> Self {
        plain
    }
    #[inline(always)]
    fn plain(self) -> f64 {
        self
    }
    #[inline(always)]
    fn inverse(self) -> Self {
        1.0 / self
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        f64::sqrt(self)
    }
    #[inline(always)]
    fn abs(self) -> Self {
        f64::abs(self)
    }
    #[inline(always)]
    fn exp(self) -> Self {
        exp(self)
    }
    #[inline(always)]
    fn ln(self) -> Self {
        ln(self)
    }
    #[inline(always)]
    fn ln_1p(self) -> Self {
        ln_1p(self)
    }
}

/// A number of single precision: seven digits, and half the room.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
#[repr(transparent)]
pub(crate) struct Single(pub(crate) f32);

macro_rules! operate {
    ($($trait:ident $name:ident $sign:tt),*) => {$(
        impl $trait for Single {
            type Output = Self;
            #[inline(always)]
            fn $name(self, other: Self) -> Self {
                Self(self.0 $sign other.0)
            }
        }
        impl $trait<f64> for Single {
            type Output = Self;
            #[inline(always)]
            fn $name(self, plain: f64) -> Self {
                Self(self.0 $sign plain as f32)
            }
        }
    )*};
}
operate!(Add add +, Sub sub -, Mul mul *);

impl Neg for Single {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Number for Single {
    #[inline(always)]
    fn of(plain: f64) -> Self {
        Self(plain as f32)
    }
    #[inline(always)]
    fn plain(self) -> f64 {
        f64::from(self.0)
    }
    #[inline(always)]
    fn inverse(self) -> Self {
        Self(1.0 / self.0)
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        Self(self.0.sqrt())
    }
    #[inline(always)]
    fn abs(self) -> Self {
        Self(self.0.abs())
    }
    #[inline(always)]
    fn exp(self) -> Self {
        Self(exp_single(self.0))
    }
    #[inline(always)]
    fn ln(self) -> Self {
        Self(ln_single(self.0))
    }
    #[inline(always)]
    fn ln_1p(self) -> Self {
        Self(ln_1p_single(self.0))
    }
}

/// Added and taken away again, it leaves the nearest whole number: 1.5 x 2^23.
const ROUND_SINGLE: f32 = 12_582_912.0;

/// e^x, relative error below 2e-7 for |x| < 87; clamped there.
#[inline(always)]
fn exp_single(x: f32) -> f32 {
    let x = if x > -87.0 { x } else { -87.0 };
    let x = if x < 87.0 { x } else { 87.0 };
    let shifted = x.mul_add(std::f32::consts::LOG2_E, ROUND_SINGLE);
    let k = shifted - ROUND_SINGLE;
    // ln 2 in two parts, so that nothing is lost in the difference.
    let r = k.mul_add(2.121_944_4e-4, k.mul_add(-355.0 / 512.0, x));
    // Near-minimax on |r| < ln 2 / 2.
    let sum = 1.381_540_4e-3_f32.mul_add(r, 8.369_348e-3);
    let sum = sum.mul_add(r, 4.166_840_8e-2).mul_add(r, 0.166_665_15).mul_add(r, 0.499_999_94);
    let sum = (sum * r).mul_add(r, r) + 1.0;
    // The low bits of `shifted` hold k; they go into the exponent.
    f32::from_bits(sum.to_bits().wrapping_add(shifted.to_bits() << 23))
}

/// ln x, error below 2e-7 of the larger of it and 1, for a normal x above zero.
#[inline(always)]
fn ln_single(x: f32) -> f32 {
    let bits = x.to_bits();
    let mantissa = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    // An integer below 2^23 laid into the mantissa of 2^23.
    let exponent = f32::from_bits((bits >> 23) | 0x4b00_0000) - 8_388_735.0;
    // A mantissa around 1 makes the series short: [0.7, 1.4).
    let one = if mantissa > std::f32::consts::SQRT_2 { 1.0 } else { 0.0 };
    let f = mantissa - mantissa * 0.5 * one - 1.0;
    // Near-minimax; even and odd powers do not wait for each other.
    let q = f * f;
    let even =
        (-0.144_594_5_f32).mul_add(q, -0.165_500_03).mul_add(q, -0.250_025_84).mul_add(q, -0.499_999_82);
    let odd = 8.754_512e-2_f32.mul_add(q, 0.149_793_01).mul_add(q, 0.199_534_62).mul_add(q, 0.333_342_28);
    let sum = odd.mul_add(f, even).mul_add(q, f);
    (exponent + one).mul_add(std::f32::consts::LN_2, sum)
}

/// ln(1 + z) for z from 0 to 1, relative error below 3e-7.
#[inline(always)]
fn ln_1p_single(z: f32) -> f32 {
    let q = z * z;
    let even = 5.384_051_7e-3_f32.mul_add(q, 7.921_067_6e-2).mul_add(q, 0.191_451_13);
    let even = even.mul_add(q, 0.333_203_43).mul_add(q, 1.0);
    let odd = (-3.011_092_5e-2_f32).mul_add(q, -0.137_466_16).mul_add(q, -0.248_529_45);
    let odd = odd.mul_add(q, -0.499_995_53);
    odd.mul_add(z, even) * z
}

/// Added and taken away again, it leaves the nearest whole number: 1.5 x 2^52.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// e^x, relative error below 1e-13 for |x| < 690; clamped there.
#[inline(always)]
fn exp(x: f64) -> f64 {
    let x = x.at_least(-690.0).at_most(690.0);
    let shifted = x.mul_add(std::f64::consts::LOG2_E, ROUND);
    let k = shifted - ROUND;
    // ln 2 in two parts, so that nothing is lost in the difference.
    let r = k.mul_add(-1.908_214_929_270_587_7e-10, k.mul_add(-0.693_147_180_369_123_8, x));
    // Near-minimax on |r| < ln 2 / 2; even and odd powers do not wait for each other.
    let q = r * r;
    let even = 2.486_786_817_968_727_6e-5_f64.mul_add(q, 1.388_883_911_057_200_8e-3);
    let odd = 2.761_756_478_587_608_6e-6_f64.mul_add(q, 1.984_122_459_965_601_2e-4);
    let even = even.mul_add(q, 4.166_666_678_626_573e-2);
    let odd = odd.mul_add(q, 8.333_333_344_202_98e-3);
    let even = even.mul_add(q, 0.499_999_999_999_551_1);
    let odd = odd.mul_add(q, 0.166_666_666_666_625_87);
    let sum = odd.mul_add(r, even).mul_add(q, r) + 1.0;
    // The low bits of `shifted` hold k; they go into the exponent.
    f64::from_bits(sum.to_bits().wrapping_add(shifted.to_bits() << 52))
}

/// ln x, absolute error below 1e-11 for a normal x above zero.
#[inline(always)]
fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    // An integer below 2^52 laid into the mantissa of 2^52.
    let exponent = f64::from_bits((bits >> 52) | 0x4330_0000_0000_0000) - 4_503_599_627_371_519.0;
    // A mantissa around 1 makes the series short: [0.7, 1.4).
    let one = if mantissa > std::f64::consts::SQRT_2 { 1.0 } else { 0.0 };
    let f = mantissa - mantissa * 0.5 * one - 1.0;
    // Near-minimax, without the division of the usual series.
    let q = f * f;
    let even = (-4.859_616_129_079_047e-2_f64).mul_add(q, -9.224_975_002_734_86e-2);
    let odd = 9.068_095_456_193_819e-2_f64.mul_add(q, 9.040_110_492_302_338e-2);
    let even = even.mul_add(q, -9.901_969_265_143_174e-2);
    let odd = odd.mul_add(q, 0.111_068_733_352_630_92);
    let even = even.mul_add(q, -0.125_047_568_141_003_3);
    let odd = odd.mul_add(q, 0.142_860_477_395_858_78);
    let even = even.mul_add(q, -0.166_665_622_787_022_1);
    let odd = odd.mul_add(q, 0.199_999_932_195_639_4);
    let even = even.mul_add(q, -0.250_000_008_546_227_07);
    let odd = odd.mul_add(q, 0.333_333_333_668_703_64);
    let even = even.mul_add(q, -0.499_999_999_988_305_33);
    let sum = odd.mul_add(f, even).mul_add(q, f);
    (exponent + one).mul_add(std::f64::consts::LN_2, sum)
}

/// ln(1 + z) for z from 0 to 1, absolute error below 1e-11.
#[inline(always)]
fn ln_1p(z: f64) -> f64 {
    let q = z * z;
    let even = 4.113_914_302_514_773e-3_f64.mul_add(q, 3.782_205_115_402_22e-2);
    let odd = (-5.074_701_491_635_587e-4_f64).mul_add(q, -1.566_061_972_113_594e-2);
    let even = even.mul_add(q, 9.509_049_761_833_763e-2);
    let odd = odd.mul_add(q, -6.673_351_301_809_682e-2);
    let even = even.mul_add(q, 0.141_363_942_262_304_74);
    let odd = odd.mul_add(q, -0.119_248_210_567_856_52);
    let even = even.mul_add(q, 0.199_967_823_221_781_02);
    let odd = odd.mul_add(q, -0.166_396_810_625_172_56);
    let even = even.mul_add(q, 0.333_333_244_251_765_27);
    let odd = odd.mul_add(q, -0.249_997_669_522_415_13);
    let even = even.mul_add(q, 0.999_999_999_996_552_7);
    let odd = odd.mul_add(q, -0.499_999_998_645_491_9);
    odd.mul_add(z, even) * z
}

/// One over each, by one division. Their product must neither overflow nor vanish, in single precision neither (1e38, 1e-38).
#[inline(always)]
pub(crate) fn inverses2<T: Number>(a: T, b: T) -> [T; 2] {
    let whole = (a * b).inverse();
    [whole * b, whole * a]
}

/// One over each, by one division.
#[inline(always)]
pub(crate) fn inverses3<T: Number>(a: T, b: T, c: T) -> [T; 3] {
    let ab = a * b;
    let whole = (ab * c).inverse();
    let of_ab = whole * c;
    [of_ab * b, of_ab * a, whole * ab]
}

/// One over each, by one division.
#[inline(always)]
pub(crate) fn inverses4<T: Number>(a: T, b: T, c: T, d: T) -> [T; 4] {
    let (ab, cd) = (a * b, c * d);
    let whole = (ab * cd).inverse();
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
            assert!(difference < 1e-11, "ln({y}) is off by {difference}");
        }
        for step in 0..=1000 {
            let z = f64::from(step) * 1e-3;
            let difference = (ln_1p(z) - z.ln_1p()).abs();
            assert!(difference < 1e-11, "ln(1 + {z}) is off by {difference}");
        }
    }

    #[test]
    fn in_single_precision_they_are_right_to_seven_digits() {
        for step in -860..=860 {
            let x = step as f32 * 0.1 + 0.037;
            let relative = f64::from(exp_single(x)) / f64::from(x).exp() - 1.0;
            assert!(relative.abs() < 2e-7, "exp({x}) is off by {relative}");
            let y = (x * 0.5).exp();
            let exact = f64::from(y).ln();
            let difference = (f64::from(ln_single(y)) - exact).abs() / exact.abs().max(1.0);
            assert!(difference < 2e-7, "ln({y}) is off by {difference}");
        }
        for step in 1..=1000 {
            let z = step as f32 * 1e-3;
            let relative = f64::from(ln_1p_single(z)) / f64::from(z).ln_1p() - 1.0;
            assert!(relative.abs() < 3e-7, "ln(1 + {z}) is off by {relative}");
        }
    }

    #[test]
    fn far_out_they_stay_finite() {
        assert!(exp(1e9).is_finite() && exp(-1e9) > 0.0);
        assert!(exp_single(1e9).is_finite() && exp_single(-1e9) > 0.0);
        assert!(ln(f64::MIN_POSITIVE).is_finite() && ln(f64::MAX).is_finite());
    }
}
