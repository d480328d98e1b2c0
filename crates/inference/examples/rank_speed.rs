//! How long answers take on a network from a file, such as the body's: `cargo xtask bench inference` exports it and
//! compares with other programs.
//!
//! `rank_speed NETWORK.json [QUESTIONS.json]` prints, for drawings of 1 to 40 painted cells and for all cells, the
//! median and the 99th percentile of
//!
//! - the posterior of all causes,
//! - the five best joint explanations,
//! - everything that a page asks for: both of these, the information gain of testing each cause, and what each
//!   observation contributes to the three strongest causes.
//!
//! Drawings come in two kinds: pain from causes anywhere on the body, as the model itself would have it, and pain that
//! keeps to one region, which is harder because the painted cells share more causes. A painted cell may be a slip of the
//! finger, an empty one is absent. Every question is asked three times and the fastest counts, so that other work on
//! the machine disturbs little. A few of the questions are written down for other programs, with the answers.

#![allow(clippy::print_stdout, reason = "an example that prints")]

use std::fmt::Write as _;
use std::time::Instant;

use inference::{Budget, CauseId, Evidence, FindingId, Likelihood, Network, Test, Workspace};

/// P(a cell is painted | it does not hurt).
const STRAY: f64 = 0.004;
/// P(the next cause that hurts shares a cell with what hurts already), by kind of drawing.
const KINDS: [(&str, f64); 2] = [("whole body", 0.0), ("one region", 0.75)];
/// Painted cells, and how many drawings of so many.
const SIZES: [(usize, usize); 6] = [(1, 300), (4, 300), (8, 300), (12, 300), (20, 100), (40, 40)];
/// Of these, the first so many are also asked everything that a page asks.
const PAGES: usize = 10;
/// Questions of each kind and size that are written down.
const WRITTEN: usize = 3;
/// Causes whose reasons a page tells.
const REASONS: usize = 3;

#[derive(serde::Deserialize)]
struct File {
    cells: usize,
    priors: Vec<f64>,
    leaks: Vec<f64>,
    links: Vec<(usize, usize, f64)>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("which network? `cargo xtask bench inference` exports the body's")?;
    let questions = arguments.next();
    let file: File = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let network = network(&file)?;
    let (causes, findings, links) = (network.cause_count(), network.finding_count(), network.link_count());
    println!("{causes} causes, {findings} findings ({} cells), {links} links; times in ms", file.cells);
    println!("{:26} | {:33} | {:26} | everything", "", "posterior", "five explanations");
    println!(
        "{:10} {:>7} {:>7} | {:>7} {:>7} {:>8} {:>8} | {:>7} {:>7} {:>10} | {:>7} {:>7}",
        "", "painted", "", "p50", "p99", "max", "refused", "p50", "p99", "incomplete", "p50", "p99"
    );
    let mut dice = Dice(1);
    let mut written = String::new();
    for (kind, near) in KINDS {
        for (painted, drawings) in SIZES.into_iter().chain([(file.cells, 1)]) {
            let mut row = Row::default();
            for at in 0..drawings {
                let cells = drawing(&network, file.cells, painted, near, &mut dice);
                row.ask(&network, &evidence(&cells))?;
                if at < PAGES {
                    row.ask_everything(&network, &evidence(&cells))?;
                }
                if at < WRITTEN && painted < file.cells {
                    write_down(&network, kind, &cells, &mut written)?;
                }
            }
            if let Some(path) = &questions {
                std::fs::write(path, format!("[{}]\n", written.trim_end_matches(",\n")))?;
            }
            let times = [&mut row.posterior_ms, &mut row.explanation_ms, &mut row.all_ms];
            let [(p50, p99, max), (joint_p50, joint_p99, _), (all_p50, all_p99, _)] =
                times.map(|times| quantiles(times));
            println!(
                "{kind:10} {painted:>7} {drawings:>6}x | {p50:>7.3} {p99:>7.3} {max:>8.3} {:>8} \
                 | {joint_p50:>7.3} {joint_p99:>7.3} {:>10} | {all_p50:>7.3} {all_p99:>7.3}",
                row.refused, row.incomplete
            );
        }
    }
    Ok(())
}

fn network(file: &File) -> Result<Network, inference::NetworkError> {
    let mut builder = Network::builder();
    for &prior in &file.priors {
        builder.cause(prior)?;
    }
    for &leak in &file.leaks {
        builder.finding(leak)?;
    }
    for &(cause, finding, activation) in &file.links {
        builder.link(CauseId::new(cause), FindingId::new(finding), activation)?;
    }
    Ok(builder.build())
}

/// Times of the drawings of one kind and size, and how often the budget was not enough.
#[derive(Default)]
struct Row {
    posterior_ms: Vec<f64>,
    explanation_ms: Vec<f64>,
    all_ms: Vec<f64>,
    refused: usize,
    incomplete: usize,
    workspace: Workspace,
}

impl Row {
    fn ask(&mut self, network: &Network, evidence: &Evidence) -> Result<(), Box<dyn std::error::Error>> {
        let budget = Budget::default();
        let posterior = network.posterior(evidence, &budget)?;
        self.refused += usize::from(!posterior.is_exact());
        let workspace = &mut self.workspace;
        self.posterior_ms.push(fastest_ms(|| {
            network.posterior_in(workspace, evidence, &budget).expect("possible");
        }));
        let mut complete = true;
        self.explanation_ms.push(fastest_ms(|| {
            complete = network.explanations(evidence, 5, &budget).expect("possible").complete;
        }));
        self.incomplete += usize::from(!complete);
        Ok(())
    }

    fn ask_everything(
        &mut self,
        network: &Network,
        evidence: &Evidence,
    ) -> Result<(), Box<dyn std::error::Error>> {
        let (budget, workspace) = (Budget::default(), &mut self.workspace);
        let test = Test::new(0.85, 0.95)?;
        self.all_ms.push(fastest_ms(|| {
            let posterior = network.posterior_in(workspace, evidence, &budget).expect("possible");
            let gains = network.causes().filter_map(|cause| posterior.information_gain_bits(cause, test));
            assert!(gains.sum::<f64>() >= 0.0);
            let strongest: Vec<CauseId> =
                posterior.ranked().into_iter().take(REASONS).map(|(cause, _)| cause).collect();
            network.contributions_in(workspace, evidence, &strongest, &budget).expect("possible");
            network.explanations(evidence, 5, &budget).expect("possible");
        }));
        Ok(())
    }
}

/// The fastest of three runs.
fn fastest_ms(mut run: impl FnMut()) -> f64 {
    let mut fastest = f64::INFINITY;
    for _ in 0..3 {
        let start = Instant::now();
        run();
        fastest = fastest.min(start.elapsed().as_secs_f64() * 1e3);
    }
    fastest
}

/// Median, 99th percentile, longest.
fn quantiles(times: &mut [f64]) -> (f64, f64, f64) {
    times.sort_by(f64::total_cmp);
    let at = |q: f64| times[((times.len() - 1) as f64 * q).round() as usize];
    (at(0.5), at(0.99), at(1.0))
}

/// By cell, whether it is painted, exactly `painted` of them: a cause hurts, then another, `near` of the time one that
/// shares a cell with what hurts already and else one anywhere.
fn drawing(network: &Network, cells: usize, painted: usize, near: f64, dice: &mut Dice) -> Vec<bool> {
    let mut hurts = vec![painted >= cells; cells];
    let mut count = if painted >= cells { painted } else { 0 };
    let in_cells = |link: &&inference::Link| link.finding.index() < cells;
    let mut cause = CauseId::new(dice.below(network.cause_count()));
    while count < painted {
        for link in network.links_from(cause).filter(in_cells) {
            let hurt = &mut hurts[link.finding.index()];
            if count < painted && !*hurt && dice.chance(link.activation) {
                *hurt = true;
                count += 1;
            }
        }
        cause = CauseId::new(dice.below(network.cause_count()));
        if dice.chance(near) {
            let shares = |&cause: &CauseId| {
                network.links_from(cause).filter(in_cells).any(|link| hurts[link.finding.index()])
            };
            let candidates: Vec<CauseId> = network.causes().filter(shares).collect();
            if !candidates.is_empty() {
                cause = candidates[dice.below(candidates.len())];
            }
        }
    }
    hurts
}

fn evidence(cells: &[bool]) -> Evidence {
    let painted = Likelihood::new(1.0, STRAY).expect("probabilities");
    let mut evidence = Evidence::new();
    for (at, &hurts) in cells.iter().enumerate() {
        let finding = FindingId::new(at);
        if hurts {
            evidence.soft(finding, painted);
        } else {
            evidence.absent(finding);
        }
    }
    evidence
}

/// Adds a question with its answer and the time it took, for other programs.
fn write_down(
    network: &Network,
    kind: &str,
    cells: &[bool],
    out: &mut String,
) -> Result<(), Box<dyn std::error::Error>> {
    let evidence = evidence(cells);
    let posterior = network.posterior(&evidence, &Budget::default())?;
    if !posterior.is_exact() {
        return Ok(());
    }
    let mut workspace = Workspace::default();
    let ms = fastest_ms(|| {
        network.posterior_in(&mut workspace, &evidence, &Budget::default()).expect("possible");
    });
    let painted: Vec<usize> = (0..cells.len()).filter(|&at| cells[at]).collect();
    let marginals: Vec<f64> = network.causes().filter_map(|cause| posterior.probability(cause)).collect();
    writeln!(
        out,
        "{{\"kind\":\"{kind}\",\"stray\":{STRAY},\"painted\":{painted:?},\"ms\":{ms:?},\"marginals\":{marginals:?}}},"
    )?;
    Ok(())
}

/// A small generator (SplitMix64, Steele, Lea and Flood 2014, from memory): the same drawings every time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// In `[0, 1)`.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}
