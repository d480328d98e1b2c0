//! The answers agree with those of an independent library: on a made-up network with every kind of evidence
//! (`fixtures/make_reference.py`), and on the body's own network (`xtask/bench/body_reference.py`).

use inference::{Budget, CauseId, Evidence, FindingId, Likelihood, Network};
use serde::Deserialize;

/// Largest difference allowed between two independent programs.
const TOLERANCE: f64 = 1e-9;

#[derive(Deserialize)]
struct Reference {
    priors: Vec<f64>,
    leaks: Vec<f64>,
    /// (cause, finding, activation).
    links: Vec<(usize, usize, f64)>,
    questions: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    present: Vec<usize>,
    absent: Vec<usize>,
    /// (finding, P(observation | true), P(observation | false)).
    soft: Vec<(usize, f64, f64)>,
    /// (cause, P(sign | cause), P(sign | no cause)).
    signs: Vec<(usize, f64, f64)>,
    log_evidence: f64,
    marginals: Vec<f64>,
}

impl Reference {
    fn read() -> Self {
        serde_json::from_str(include_str!("fixtures/reference.json")).expect("the fixture is valid")
    }

    fn network(&self) -> Network {
        let mut builder = Network::builder();
        for &prior in &self.priors {
            builder.cause(prior).unwrap();
        }
        for &leak in &self.leaks {
            builder.finding(leak).unwrap();
        }
        for &(cause, finding, activation) in &self.links {
            builder.link(CauseId::new(cause), FindingId::new(finding), activation).unwrap();
        }
        builder.build()
    }
}

impl Question {
    fn evidence(&self) -> Evidence {
        let mut evidence = Evidence::new();
        for &finding in &self.present {
            evidence.present(FindingId::new(finding));
        }
        for &finding in &self.absent {
            evidence.absent(FindingId::new(finding));
        }
        for &(finding, if_true, if_false) in &self.soft {
            evidence.soft(FindingId::new(finding), Likelihood::new(if_true, if_false).unwrap());
        }
        for &(cause, if_true, if_false) in &self.signs {
            evidence.sign(CauseId::new(cause), Likelihood::new(if_true, if_false).unwrap());
        }
        evidence
    }
}

#[test]
fn every_marginal_agrees_with_the_independent_library() {
    let reference = Reference::read();
    let network = reference.network();
    for question in &reference.questions {
        let posterior = network.posterior(&question.evidence(), &Budget::default()).unwrap();
        let log_evidence = posterior.log_evidence().expect("within the budget");
        assert!(
            (log_evidence - question.log_evidence).abs() < TOLERANCE,
            "{log_evidence} is not {}",
            question.log_evidence
        );
        for (cause, &expected) in network.causes().zip(&question.marginals) {
            let got = posterior.probability(cause).unwrap();
            assert!((got - expected).abs() < TOLERANCE, "{cause:?}: {got} is not {expected}");
        }
    }
}

/// The body's network as a version of the model had it, drawings, and the answers of the independent library.
#[derive(Deserialize)]
struct Body {
    /// The first so many findings are cells of the map.
    cells: usize,
    priors: Vec<f64>,
    leaks: Vec<f64>,
    links: Vec<(usize, usize, f64)>,
    questions: Vec<Drawing>,
}

#[derive(Deserialize)]
struct Drawing {
    /// P(a cell is painted | it does not hurt).
    stray: f64,
    painted: Vec<usize>,
    /// Of the causes that touch a painted cell.
    marginals: Vec<(usize, f64)>,
}

#[test]
fn every_marginal_of_a_drawing_on_the_bodys_network_agrees_with_the_independent_library() {
    let Body { cells, priors, leaks, links, questions } =
        serde_json::from_str(include_str!("fixtures/body.json")).expect("the fixture is valid");
    let network = Reference { priors, leaks, links, questions: Vec::new() }.network();
    assert_eq!(questions.len(), 10);
    for drawing in &questions {
        let mut evidence = Evidence::new();
        for cell in 0..cells {
            if drawing.painted.contains(&cell) {
                evidence.soft(FindingId::new(cell), Likelihood::new(1.0, drawing.stray).unwrap());
            } else {
                evidence.absent(FindingId::new(cell));
            }
        }
        let posterior = network.posterior(&evidence, &Budget::default()).unwrap();
        assert!(posterior.is_exact());
        let touching = network.causes().filter(|cause| {
            network.links_from(*cause).any(|link| drawing.painted.contains(&link.finding.index()))
        });
        assert_eq!(touching.count(), drawing.marginals.len());
        for &(cause, expected) in &drawing.marginals {
            let got = posterior.probability(CauseId::new(cause)).unwrap();
            assert!((got - expected).abs() < TOLERANCE, "cause {cause}: {got} is not {expected}");
        }
    }
}

#[test]
fn the_reference_asks_something() {
    // A fixture in which nothing moves would agree with anything.
    let reference = Reference::read();
    assert!(reference.questions.len() >= 5);
    for question in &reference.questions {
        let moved = reference.priors.iter().zip(&question.marginals).filter(|(a, b)| (*a - *b).abs() > 0.01);
        assert!(moved.count() >= 3);
    }
}
