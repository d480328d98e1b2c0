//! Certain causes, findings that never leak, evidence that cannot be, and evidence too improbable for plain numbers.

use inference::{
    Budget, CAUSES_MAX, CauseId, Evidence, FindingId, InferenceError, Likelihood, Network, NetworkError,
};

const BUDGET: Budget = Budget::UNLIMITED;

/// One finding, linked to every cause; (prior, activation) by cause.
fn one_finding(leak: f64, causes: &[(f64, f64)]) -> (Network, FindingId, Vec<CauseId>) {
    let mut builder = Network::builder();
    let finding = builder.finding(leak).unwrap();
    let causes = causes
        .iter()
        .map(|&(prior, activation)| {
            let cause = builder.cause(prior).unwrap();
            builder.link(cause, finding, activation).unwrap();
            cause
        })
        .collect();
    (builder.build(), finding, causes)
}

#[test]
fn without_evidence_the_priors_stay() {
    let (network, _, causes) = one_finding(0.1, &[(0.0, 0.5), (0.3, 0.5), (1.0, 0.5)]);
    let posterior = network.posterior(&Evidence::new(), &BUDGET).unwrap();
    let got: Vec<f64> = causes.iter().map(|&cause| posterior.probability(cause).unwrap()).collect();
    assert_eq!(got, [0.0, 0.3, 1.0]);
    assert_eq!(posterior.log_evidence(), Some(0.0));
}

#[test]
fn the_only_possible_cause_is_certain() {
    let (network, finding, causes) = one_finding(0.0, &[(0.01, 0.5), (0.0, 0.9)]);
    let posterior = network.posterior(Evidence::new().present(finding), &BUDGET).unwrap();
    assert_eq!(posterior.probability(causes[0]), Some(1.0));
    assert_eq!(posterior.log_odds(causes[0]), Some(f64::INFINITY));
    assert_eq!(posterior.probability(causes[1]), Some(0.0));
    assert!((posterior.log_evidence().unwrap() - 0.005_f64.ln()).abs() < 1e-14);
    assert!(posterior.unexplained()[0].probability.abs() < 1e-15);
}

#[test]
fn a_certain_cause_explains_away_the_others() {
    let (network, finding, causes) = one_finding(0.0, &[(1.0, 1.0), (0.2, 0.9)]);
    let posterior = network.posterior(Evidence::new().present(finding), &BUDGET).unwrap();
    assert!((posterior.probability(causes[1]).unwrap() - 0.2).abs() < 1e-15);
}

#[test]
fn a_finding_nothing_can_bring_about_is_an_error() {
    let (network, finding, _) = one_finding(0.0, &[(0.0, 0.9)]);
    let error = network.posterior(Evidence::new().present(finding), &BUDGET).unwrap_err();
    assert_eq!(error, InferenceError::ImpossibleFindings(vec![finding]));
    assert_eq!(error.to_string(), "the network holds the evidence on finding 0 to be impossible");
    assert_eq!(network.explanations(Evidence::new().present(finding), 3, &BUDGET).unwrap_err(), error);
}

#[test]
fn an_absent_finding_that_must_be_there_is_an_error() {
    let (network, finding, _) = one_finding(1.0, &[(0.5, 0.9)]);
    let error = network.posterior(Evidence::new().absent(finding), &BUDGET).unwrap_err();
    assert_eq!(error, InferenceError::ImpossibleFindings(vec![finding]));
    // A cause that is certain and always produces the finding contradicts its absence just the same.
    let (network, finding, causes) = one_finding(0.0, &[(1.0, 1.0)]);
    let error = network.posterior(Evidence::new().absent(finding), &BUDGET).unwrap_err();
    assert_eq!(error, InferenceError::ImpossibleCause(causes[0]));
}

#[test]
fn a_sign_that_proves_what_cannot_be_is_an_error() {
    let (network, _, causes) = one_finding(0.1, &[(0.0, 0.9)]);
    let mut evidence = Evidence::new();
    evidence.sign(causes[0], Likelihood::CERTAIN);
    assert_eq!(network.posterior(&evidence, &BUDGET), Err(InferenceError::ImpossibleCause(causes[0])));
}

#[test]
fn unknown_ids_are_errors() {
    let (network, ..) = one_finding(0.1, &[(0.1, 0.9)]);
    let (finding, cause) = (FindingId::new(7), CauseId::new(7));
    let of_finding = network.posterior(Evidence::new().present(finding), &BUDGET);
    assert_eq!(of_finding, Err(InferenceError::UnknownFinding(finding)));
    let of_cause = network.posterior(Evidence::new().sign(cause, Likelihood::CERTAIN), &BUDGET);
    assert_eq!(of_cause, Err(InferenceError::UnknownCause(cause)));
    let asked = network.contributions(&Evidence::new(), &[cause], &BUDGET);
    assert_eq!(asked, Err(InferenceError::UnknownCause(cause)));
    assert_eq!(network.posterior(&Evidence::new(), &BUDGET).unwrap().probability(cause), None);
}

#[test]
fn what_is_not_a_probability_is_refused() {
    let mut builder = Network::builder();
    for wrong in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
        assert!(matches!(builder.cause(wrong), Err(NetworkError::NotAProbability { .. })));
        assert!(matches!(builder.finding(wrong), Err(NetworkError::NotAProbability { .. })));
        assert!(Likelihood::new(wrong, 0.5).is_err());
    }
    let (cause, finding) = (builder.cause(0.1).unwrap(), builder.finding(0.1).unwrap());
    assert!(builder.link(cause, finding, 2.0).is_err());
    assert_eq!(builder.link(CauseId::new(9), finding, 0.5), Err(NetworkError::UnknownCause(CauseId::new(9))));
    builder.link(cause, finding, 0.5).unwrap();
    assert_eq!(builder.link(cause, finding, 0.5), Err(NetworkError::DuplicateLink { cause, finding }));
    assert_eq!(Likelihood::new(0.0, 0.0), Err(NetworkError::EmptyLikelihood));
    assert!(Likelihood::ratio(0.0).is_err());
    assert!(Evidence::new().reported(finding, 1.5).is_err());
    for _ in 1..CAUSES_MAX {
        builder.cause(0.1).unwrap();
    }
    assert_eq!(builder.cause(0.1), Err(NetworkError::TooMany { what: "causes", limit: CAUSES_MAX }));
}

#[test]
fn evidence_below_the_range_of_plain_numbers_is_still_exact() {
    // Two causes, sixty findings that each of them produces once in a million: about 1e-360 for either.
    let mut builder = Network::builder();
    let (likely, unlikely) = (builder.cause(0.3).unwrap(), builder.cause(0.1).unwrap());
    let mut evidence = Evidence::new();
    for _ in 0..60 {
        let finding = builder.finding(0.0).unwrap();
        builder.link(likely, finding, 1e-6).unwrap();
        builder.link(unlikely, finding, 1e-6).unwrap();
        evidence.present(finding);
    }
    let posterior = builder.build().posterior(&evidence, &BUDGET).unwrap();
    // Both are on in almost all of the mass, because two causes produce all sixty 2^60 times as often as one.
    let both = 0.03 * (2e-6_f64 - 1e-12).powi(30);
    let log_both = both.ln() + 30.0 * (2e-6_f64 - 1e-12).ln();
    assert!((posterior.log_evidence().unwrap() - log_both).abs() < 1e-10);
    // P(off) is far below the last digit of P(on), but the log odds have it: only the other one is on.
    let log_only_other = (0.7_f64 * 0.1).ln() + 60.0 * 1e-6_f64.ln();
    assert!((posterior.log_odds(likely).unwrap() - (log_both - log_only_other)).abs() < 1e-10);
}

#[test]
fn hundreds_of_signs_do_not_underflow() {
    let (network, finding, causes) = one_finding(1e-300, &[(0.5, 1e-300), (0.5, 0.5)]);
    let mut evidence = Evidence::new();
    evidence.present(finding);
    evidence.sign(causes[1], Likelihood::EXCLUDED);
    for _ in 0..40 {
        evidence.sign(causes[0], Likelihood::ratio(1e-20).unwrap());
        evidence.sign(causes[0], Likelihood::ratio(1e20).unwrap());
    }
    let posterior = network.posterior(&evidence, &BUDGET).unwrap();
    // The signs cancel; the finding is twice as probable with the cause as without.
    assert!((posterior.probability(causes[0]).unwrap() - 2.0 / 3.0).abs() < 1e-12);
}

#[test]
fn a_part_that_is_too_dear_is_refused_and_the_rest_is_exact() {
    // Two parts that share nothing: a single finding, and twenty findings that every one of twenty causes produces.
    let mut builder = Network::builder();
    let alone = builder.cause(0.1).unwrap();
    let cheap = builder.finding(0.1).unwrap();
    builder.link(alone, cheap, 0.5).unwrap();
    let dear: Vec<FindingId> = (0..20).map(|_| builder.finding(0.1).unwrap()).collect();
    let many: Vec<CauseId> = (0..20).map(|_| builder.cause(0.1).unwrap()).collect();
    for &cause in &many {
        for &finding in &dear {
            builder.link(cause, finding, 0.5).unwrap();
        }
    }
    let network = builder.build();
    let mut evidence = Evidence::new();
    evidence.present(cheap);
    for &finding in &dear {
        evidence.present(finding);
    }
    let budget = Budget { operations: 1_000_000, ..Budget::default() };
    let posterior = network.posterior(&evidence, &budget).unwrap();
    assert!(!posterior.is_exact());
    assert_eq!(posterior.log_evidence(), None);
    assert_eq!(posterior.probability(many[0]), None);
    assert_eq!(posterior.refusals().len(), 1);
    assert_eq!(posterior.refusals()[0].findings, dear);
    assert!(posterior.refusals()[0].operations > budget.operations);
    let expected = 0.1 * 0.55 / (0.1 * 0.55 + 0.9 * 0.1);
    assert!((posterior.probability(alone).unwrap() - expected).abs() < 1e-15);
    let contributions = network.contributions(&evidence, &[many[0]], &budget).unwrap();
    assert!(contributions[0].findings.iter().all(|one| one.log_odds_change.is_none()));
}

#[test]
fn weak_negatives_cost_nothing() {
    // All findings of a dense part unreported: this is absorbed, however dense the part is.
    let mut builder = Network::builder();
    let causes: Vec<CauseId> = (0..100).map(|_| builder.cause(0.1).unwrap()).collect();
    let mut evidence = Evidence::new();
    for _ in 0..100 {
        let finding = builder.finding(0.1).unwrap();
        for &cause in &causes {
            builder.link(cause, finding, 0.01).unwrap();
        }
        evidence.unreported(finding, 0.5).unwrap();
    }
    let posterior =
        builder.build().posterior(&evidence, &Budget { operations: 0, cells: 0 }).expect("possible");
    assert!(posterior.is_exact());
    let odds = 0.1 / 0.9 * 0.995_f64.powi(100);
    assert!((posterior.probability(causes[0]).unwrap() - odds / (1.0 + odds)).abs() < 1e-14);
}
