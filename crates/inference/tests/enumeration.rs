//! The answers agree with adding up every state of every cause.

mod common;

use common::{brute_force, question, ranked_states};
use inference::{Budget, InferenceError};
use proptest::prelude::*;

/// Largest difference allowed between the two ways to the same number.
const TOLERANCE: f64 = 1e-12;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn posterior_equals_enumeration((network, evidence) in question(10)) {
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
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn explanations_are_the_most_probable_states_in_order((network, evidence) in question(9)) {
        const COUNT: usize = 6;
        let expected = ranked_states(&network, &evidence);
        let Ok(found) = network.explanations(&evidence, COUNT, &Budget::UNLIMITED) else {
            prop_assert!(expected.is_empty());
            return Ok(());
        };
        prop_assert!(found.complete);
        prop_assert_eq!(found.best.len(), expected.len().min(COUNT));
        for (at, explanation) in found.best.iter().enumerate() {
            prop_assert!((explanation.probability - expected[at].0).abs() < TOLERANCE);
            let active = explanation.causes.iter().fold(0, |state, cause| state | 1 << cause.index());
            // Among equals any order will do, but the set must have the probability that is claimed for it; causes
            // that touch no open finding do not count.
            let same = expected.iter().filter(|(p, _)| (p - explanation.probability).abs() < TOLERANCE);
            let mut same = same.map(|&(_, state)| state);
            prop_assert!(same.any(|state| state & active == state));
        }
    }

    #[test]
    fn contributions_are_differences_of_enumerated_log_odds((network, evidence) in question(8)) {
        let causes: Vec<_> = network.causes().collect();
        let Ok(answers) = network.contributions(&evidence, &causes, &Budget::UNLIMITED) else {
            return Ok(());
        };
        let expected = brute_force(&network, &evidence);
        prop_assume!(expected.evidence > 0.0);
        for answer in answers {
            let p = expected.marginals[answer.cause.index()];
            for contribution in answer.findings {
                let mut rest = evidence.clone();
                rest.forget(contribution.finding);
                let q = brute_force(&network, &rest).marginals[answer.cause.index()];
                // Log odds of numbers that are 0 or 1 up to rounding carry no digits to compare.
                if p.min(q).min(1.0 - p).min(1.0 - q) < 1e-6 {
                    continue;
                }
                let change = (p / (1.0 - p)).ln() - (q / (1.0 - q)).ln();
                prop_assert!((contribution.log_odds_change.unwrap() - change).abs() < 1e-8);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2))]

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
