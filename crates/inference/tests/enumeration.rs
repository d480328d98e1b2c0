//! The answers agree with adding up every state of every cause.

mod common;

use common::{brute_force, question};
use inference::{Budget, InferenceError};
use proptest::prelude::*;

/// Largest difference allowed between the two ways to the same number.
const TOLERANCE: f64 = 1e-12;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn posterior_equals_enumeration((network, evidence) in question(12)) {
        let expected = brute_force(&network, &evidence);
        match network.posterior(&evidence, &Budget::UNLIMITED) {
            Ok(posterior) => {
                prop_assert!(expected.evidence > 0.0);
                prop_assert!(posterior.is_exact());
                let log_evidence = posterior.log_evidence().unwrap();
                prop_assert!((log_evidence - expected.evidence.ln()).abs() < TOLERANCE * log_evidence.abs().max(1.0));
                for cause in network.causes() {
                    let got = posterior.probability(cause).unwrap();
                    prop_assert!((got - expected.marginals[cause.index()]).abs() < TOLERANCE);
                }
                for unexplained in posterior.unexplained() {
                    let expected = expected.unexplained[&unexplained.finding];
                    prop_assert!((unexplained.probability - expected).abs() < TOLERANCE);
                }
            }
            Err(InferenceError::ImpossibleCause(_) | InferenceError::ImpossibleFindings(_)) => {
                prop_assert!(expected.evidence <= 0.0);
            }
            Err(other) => return Err(TestCaseError::fail(other.to_string())),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    #[test]
    fn posterior_equals_enumeration_with_twenty_causes((network, evidence) in question(20)) {
        let expected = brute_force(&network, &evidence);
        prop_assume!(expected.evidence > 0.0);
        let posterior = network.posterior(&evidence, &Budget::UNLIMITED).unwrap();
        for cause in network.causes() {
            let got = posterior.probability(cause).unwrap();
            prop_assert!((got - expected.marginals[cause.index()]).abs() < TOLERANCE);
        }
    }
}
