//! What a test of one cause would be worth, before it is made.

use crate::error::{NetworkError, probability};
use crate::evidence::Likelihood;
use crate::network::CauseId;
use crate::posterior::Posterior;

/// A test of one cause that comes out positive or negative, and depends on nothing but that cause.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Test {
    positive_if_true: f64,
    positive_if_false: f64,
}

impl Test {
    /// From sensitivity P(positive | cause) and specificity P(negative | no cause), each in `[0, 1]`.
    pub fn new(sensitivity: f64, specificity: f64) -> Result<Self, NetworkError> {
        Ok(Self {
            positive_if_true: probability("a sensitivity", sensitivity)?,
            positive_if_false: 1.0 - probability("a specificity", specificity)?,
        })
    }

    /// From P(positive | cause) and P(positive | no cause), each in `[0, 1]`.
    pub fn from_positives(if_true: f64, if_false: f64) -> Result<Self, NetworkError> {
        Ok(Self {
            positive_if_true: probability("P(positive | cause)", if_true)?,
            positive_if_false: probability("P(positive | no cause)", if_false)?,
        })
    }

    /// The evidence that a positive result would be, for [`Evidence::sign`](crate::Evidence::sign); an error if the
    /// test can never be positive.
    pub fn positive(self) -> Result<Likelihood, NetworkError> {
        Likelihood::new(self.positive_if_true, self.positive_if_false)
    }

    /// The evidence that a negative result would be; an error if the test can never be negative.
    pub fn negative(self) -> Result<Likelihood, NetworkError> {
        Likelihood::new(1.0 - self.positive_if_true, 1.0 - self.positive_if_false)
    }

    /// Expected information about the cause, in bits, if its probability is now `belief`: the mutual information
    /// I(cause; result) = sum over cause c and result t of P(c) P(t | c) log2(P(t | c) / P(t)). From 0 to 1.
    ///
    /// Because the result depends on the other causes through this one only, it is also the expected information
    /// about *all* causes together: I(all causes; result) = I(this cause; result).
    pub fn information_gain_bits(self, belief: f64) -> Result<f64, NetworkError> {
        let belief = probability("a belief", belief)?;
        let result = |if_true: f64, if_false: f64| {
            let total = belief * if_true + (1.0 - belief) * if_false;
            let term =
                |p: f64, given: f64| if p * given > 0.0 { p * given * (given / total).log2() } else { 0.0 };
            term(belief, if_true) + term(1.0 - belief, if_false)
        };
        let gain = result(self.positive_if_true, self.positive_if_false)
            + result(1.0 - self.positive_if_true, 1.0 - self.positive_if_false);
        Ok(gain.max(0.0))
    }
}

impl Posterior {
    /// Expected information of testing a cause now, in bits; see [`Test::information_gain_bits`]. `None` as for
    /// [`probability`](Self::probability).
    pub fn information_gain_bits(&self, cause: CauseId, test: Test) -> Option<f64> {
        test.information_gain_bits(self.probability(cause)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_test_of_an_even_chance_is_worth_one_bit() {
        let gain = Test::new(1.0, 1.0).unwrap().information_gain_bits(0.5).unwrap();
        assert!((gain - 1.0).abs() < 1e-15);
    }

    #[test]
    fn a_test_that_answers_alike_either_way_is_worth_nothing() {
        let gain = Test::from_positives(0.3, 0.3).unwrap().information_gain_bits(0.4).unwrap();
        assert!(gain.abs() < 1e-15);
    }

    #[test]
    fn nothing_is_learned_about_what_is_certain() {
        let test = Test::new(0.9, 0.8).unwrap();
        for certain in [0.0, 1.0] {
            assert!(test.information_gain_bits(certain).unwrap().abs() < 1e-15);
        }
    }

    #[test]
    fn gain_is_the_expected_drop_in_entropy() {
        let entropy = |p: f64| -p * p.log2() - (1.0 - p) * (1.0 - p).log2();
        let (belief, sensitivity, specificity) = (0.2, 0.85, 0.95);
        let positive = belief * sensitivity + (1.0 - belief) * (1.0 - specificity);
        let after_positive = belief * sensitivity / positive;
        let after_negative = belief * (1.0 - sensitivity) / (1.0 - positive);
        let drop =
            entropy(belief) - positive * entropy(after_positive) - (1.0 - positive) * entropy(after_negative);
        let gain = Test::new(sensitivity, specificity).unwrap().information_gain_bits(belief).unwrap();
        assert!((gain - drop).abs() < 1e-14);
    }
}
