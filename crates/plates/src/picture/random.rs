//! Chance that is the same each time: the hand's unevenness must not change from one run to the next.

/// A stream of numbers that depends on its name only (`splitmix64`).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The stream of a name.
    pub fn of(name: &str) -> Self {
        Self(
            name.bytes()
                .fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)),
        )
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Evenly between two bounds.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// About normal, by the sum of twelve: no function whose last bit differs between machines.
    pub fn normal(&mut self, sigma: f64) -> f64 {
        ((0..12).map(|_| self.between(0.0, 1.0)).sum::<f64>() - 6.0) * sigma
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_gives_the_same_numbers_and_another_gives_others() {
        let take = |name: &str| {
            let mut random = Random::of(name);
            [random.between(0.0, 1.0), random.normal(1.0)]
        };
        assert_eq!(take("soleus"), take("soleus"));
        assert_ne!(take("soleus"), take("plantaris"));
    }

    #[test]
    fn numbers_fill_their_range() {
        let mut random = Random::of("range");
        let mean = (0..4000).map(|_| random.between(2.0, 4.0)).sum::<f64>() / 4000.0;
        assert!((mean - 3.0).abs() < 0.05, "{mean}");
    }
}
