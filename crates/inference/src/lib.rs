//! Exact reasoning in a two-layer noisy-OR network; knows numbers, not anatomy.
//!
//! # The model
//!
//! Causes `x_1 .. x_n` are active or not, independently of each other, with priors `P(x_i = 1) = p_i`. A finding `f_j`
//! is there unless everything that could bring it about fails: its leak, with probability `1 - l_j`, and each active
//! cause linked to it, with probability `1 - a_ij` each:
//!
//! ```text
//! P(f_j = 0 | x) = (1 - l_j) * prod over active i of (1 - a_ij)
//! ```
//!
//! This is the leaky noisy-OR (Pearl 1988, *Probabilistic Reasoning in Intelligent Systems*; from memory). Two layers
//! of it, with hundreds of diseases over thousands of findings, made QMR-DT (Shwe et al. 1991, *Methods of Information
//! in Medicine* 30:241; from memory). Several causes at once are the normal case, not an exception.
//!
//! Note on other programs: `a_ij` is P(finding | only cause i, *no leak*). Where a program asks for P(finding | only
//! cause i) with the leak, its weight `w` is `a = 1 - (1 - w) / (1 - l)`.
//!
//! # The evidence
//!
//! | observation | factor in P(evidence, x) | cost |
//! |---|---|---|
//! | absent | `P(f_j = 0 given x)`: one term for each active cause | absorbed |
//! | [unreported](Observation::Unreported), with recall `r` | the same with `r * l_j`, `r * a_ij` | absorbed |
//! | [sign](Evidence::sign) of one cause | a likelihood ratio on its prior odds | absorbed |
//! | unknown | 1 | none |
//! | present, [reported](Observation::Reported) | 1 - the absent term | a bit |
//! | [soft](Observation::Soft) | `P(e given f_j = 1) P(f_j = 1 given x) + P(e given f_j = 0) P(f_j = 0 given x)` | a bit |
//!
//! What is *absorbed* factorises over the causes and goes into their weights in time linear in the number of links,
//! however many such findings there are. What costs *a bit* couples its causes.
//!
//! A weak negative, a cell that somebody may have forgotten to paint, can be said in two ways. `Soft` forgets the
//! finding as a whole and is exact, but hundreds of soft findings are hundreds of bits. `Unreported` lets each
//! activation go unreported on its own: with a single active cause the two are the same number, with several the
//! second is a slightly stronger negative, and it is free. Use `Reported` with the same recall for the painted cells,
//! then both come from one model.
//!
//! # The algorithm
//!
//! Quickscore (Heckerman 1989, *A Tractable Inference Algorithm for Diagnosing Multiple Diseases*; abstract checked:
//! time O(n * m_neg * 2^m_pos)) expands each positive finding into 1 - P(absent) and adds up 2^m_pos terms of
//! alternating sign. Their sum is P(evidence), often 1e-10 and less, while the terms are near 1: in double precision
//! the digits are gone after a dozen findings.
//!
//! Here every term is positive. A *table* holds, for each set of open findings, the probability that some of the causes
//! have activated just that set. Two things are done with tables:
//!
//! - A cause with weights `on` and `off` is put on a table `t`: it becomes `off * t + on * A t`, where `A` activates the
//!   cause's findings independently, the noisy-OR taken apart (Heckerman 1993; Zhang and Poole 1996; both from memory).
//! - Two tables over different causes are joined: `out[T] = sum over X, Y with X or Y = T of a[X] * b[Y]`. This costs a
//!   factor of 3 for each finding of both and 2 for each other one, but it is paid once for all the causes of both sides.
//!
//! A finding that all its causes have passed is weighed with its observation and leaves the table. So a table is
//! exponential only in its *live* findings, those with causes inside it and outside; and since the links of a body are
//! local, these are few. The answer then takes:
//!
//! 1. Absorb what factorises; split the rest into components that share no cause; a cause that touches one open
//!    finding only acts there like some more leak; a finding that one cause only touches is absorbed into that cause.
//! 2. Plan. Causes with the same open findings share a table, nested ones go into the smallest table that holds them,
//!    and the rest is joined in an order of closing findings chosen as for junction trees: a *tree* of tables, in which
//!    one arm of a drawing does not multiply another. Where everything is tangled, one table to which causes are put
//!    one after the other is cheaper, a *path*; both are planned and the cheaper one is taken. The best order is NP-hard
//!    to find: greedy choices, several starts and a little repair, for at most a small part of the work they may save. A
//!    cause with very many links may be made a *hub*, live itself, so that it need not make all its findings live at
//!    once. The plan's cost is known before it is spent.
//! 3. Sum forward for P(evidence), and back for all marginals together: the way back is the derivative of the way
//!    forward by each cause's weights, at twice its cost, whatever the number of causes. Sums and products of non-negative
//!    numbers keep their relative precision (about 1e-13 after thousands of steps); where evidence is below 1e-180, the
//!    sum is repeated with a wider exponent. The inner loops run over vectors, as wide as the processor has them, in tables that
//!    are kept from question to question; they allocate nothing (a test counts).
//! 4. Joint explanations are found best first along a path, with the sweep's maximum in place of its sum as the bound
//!    ([`Network::explanations`]).
//!
//! # What it costs, and when it says no
//!
//! The [`Budget`] limits operations and memory. A component whose plan exceeds it is refused as a whole and named
//! ([`Posterior::refusals`]); everything else is still answered exactly. Nothing is ever approximated. Live findings grow
//! with how many present findings lie in one region, and with how many findings a cause is linked to, remote and weak
//! links included: doubling the links by adding weak ones can cost a factor of ten. A body painted all over has tables
//! of more than 2^60 cells whatever the order: that is refused under any budget. `cargo xtask bench inference`
//! measures on the body's network, beside other programs; `docs/TESTING.md` has its figures.
//!
//! # Limits
//!
//! Causes are independent before the evidence, findings are independent given the causes, and signs of a cause are
//! independent given that cause. No cause prevents a finding. Numbers come from the caller: a posterior is as good as
//! its priors.
//!
//! # What it does not do
//!
//! No clock, no randomness, no I/O: the same question always has the same answer, to the last bit on one machine.

#![allow(clippy::inline_always, reason = "a loop that is not inlined is not compiled for wider vectors")]

#[cfg(test)]
mod agreement;
mod budget;
mod contribution;
mod error;
mod evidence;
mod explanation;
mod join;
mod layout;
mod mask;
mod mass;
mod network;
mod order;
mod plan;
mod posterior;
mod problem;
mod singles;
mod sweep;
mod table;
mod test_value;
mod tree;

pub use budget::{Budget, CELLS_MAX, Refusal};
pub use contribution::{Contribution, Contributions};
pub use error::{InferenceError, NetworkError};
pub use evidence::{Evidence, Likelihood, Observation};
pub use explanation::{EXPLANATIONS_MAX, Explanation, Explanations};
pub use network::{CAUSES_MAX, CauseId, FINDINGS_MAX, FindingId, LINKS_MAX, Link, Network, NetworkBuilder};
pub use posterior::{Posterior, Unexplained, Workspace};
pub use test_value::Test;
