//! The two kinds of number the sweeps run on.
//!
//! Tables of plain `f64` are fast and good for probabilities down to about 1e-200. Where evidence is less probable
//! than that, the same code runs again on [`Wide`], whose range has no practical end. Both only ever add and
//! multiply numbers that are not negative, so nothing cancels and relative errors stay near one rounding per step.

use std::ops::{Add, Mul};

/// A non-negative number that can be added and multiplied.
pub(crate) trait Mass: Copy + PartialOrd + Add<Output = Self> + Mul<Output = Self> {
    /// Nothing.
    const ZERO: Self;
    /// The whole.
    const ONE: Self;
    /// From a probability.
    fn of(value: f64) -> Self;
    /// From a wide number; may underflow to zero.
    fn from_wide(value: Wide) -> Self;
    /// To a wide number, without loss.
    fn wide(self) -> Wide;

    /// Runs a loop, compiled for the widest vectors of these numbers that the processor has.
    #[inline(always)]
    fn vectorized<R>(run: impl FnOnce() -> R) -> R {
        run()
    }
}

impl Mass for f64 {
    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;

    #[inline]
    fn of(value: f64) -> Self {
        value
    }

    fn from_wide(value: Wide) -> Self {
        value.to_f64()
    }

    fn wide(self) -> Wide {
        Wide::of(self)
    }

    #[inline(always)]
    fn vectorized<R>(run: impl FnOnce() -> R) -> R {
        pulp::Arch::new().dispatch(run)
    }
}

/// 2^512, the step of [`Wide::steps`].
const STEP: f64 = f64::from_bits((1023 + 512) << 52);
/// 2^-512.
const STEP_DOWN: f64 = f64::from_bits((1023 - 512) << 52);
/// 2^256 and 2^-256: a value outside is brought back, so that one product can never leave the range of `f64`.
const HIGH: f64 = f64::from_bits((1023 + 256) << 52);
const LOW: f64 = f64::from_bits((1023 - 256) << 52);

/// `value * 2^(512 * steps)`, with `value` zero or in `[2^-256, 2^256)`: a non-negative number whose exponent has
/// 41 bits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Wide {
    value: f64,
    steps: i32,
}

impl Wide {
    #[inline]
    fn settle(self) -> Self {
        if (LOW..HIGH).contains(&self.value) { self } else { self.settle_far() }
    }

    #[cold]
    fn settle_far(mut self) -> Self {
        if self.value == 0.0 {
            return Self::ZERO;
        }
        while self.value < LOW {
            self.value *= STEP;
            self.steps -= 1;
        }
        while self.value >= HIGH {
            self.value *= STEP_DOWN;
            self.steps += 1;
        }
        self
    }

    /// Natural logarithm; minus infinity for zero.
    pub(crate) fn ln(self) -> f64 {
        self.value.ln() + f64::from(self.steps) * 512.0 * std::f64::consts::LN_2
    }

    /// `self / other`; `other` must not be zero.
    pub(crate) fn over(self, other: Self) -> Self {
        Self { value: self.value / other.value, steps: self.steps - other.steps }.settle()
    }

    /// The nearest `f64`: zero or infinity outside its range.
    pub(crate) fn to_f64(self) -> f64 {
        match self.steps {
            0 => self.value,
            // 2^-512 times at least 2^-256 is still a normal number; anything lower is as good as zero.
            -1 => self.value * STEP_DOWN,
            -2 => self.value * STEP_DOWN * STEP_DOWN,
            1 => self.value * STEP,
            steps if steps < 0 => 0.0,
            _ => f64::INFINITY,
        }
    }

    pub(crate) fn is_zero(self) -> bool {
        self.value == 0.0
    }
}

impl Add for Wide {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        if self.value == 0.0 {
            return other;
        }
        if other.value == 0.0 {
            return self;
        }
        let (big, small) = if self.steps >= other.steps { (self, other) } else { (other, self) };
        match big.steps - small.steps {
            0 => Self { value: big.value + small.value, steps: big.steps }.settle(),
            1 => Self { value: big.value + small.value * STEP_DOWN, steps: big.steps }.settle(),
            // At most 2^-512 of the larger one: below any rounding.
            _ => big,
        }
    }
}

impl Mul for Wide {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Self { value: self.value * other.value, steps: self.steps + other.steps }.settle()
    }
}

impl PartialOrd for Wide {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        // Settled numbers of different steps do not overlap.
        match (self.is_zero(), other.is_zero()) {
            (false, false) => self.steps.cmp(&other.steps).then(self.value.total_cmp(&other.value)).into(),
            _ => self.value.partial_cmp(&other.value),
        }
    }
}

impl Mass for Wide {
    const ZERO: Self = Self { value: 0.0, steps: 0 };
    const ONE: Self = Self { value: 1.0, steps: 0 };

    fn of(value: f64) -> Self {
        Self { value, steps: 0 }.settle()
    }

    fn from_wide(value: Wide) -> Self {
        value
    }

    fn wide(self) -> Wide {
        self
    }
}
