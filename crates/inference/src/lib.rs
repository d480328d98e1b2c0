//! Exact reasoning in a two-layer noisy-OR network; knows numbers, not anatomy.

#[cfg(test)]
mod agreement;
mod budget;
mod contribution;
mod error;
mod evidence;
mod explanation;
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

pub use budget::{Budget, CELLS_MAX, Refusal};
pub use contribution::{Contribution, Contributions};
pub use error::{InferenceError, NetworkError};
pub use evidence::{Evidence, Likelihood, Observation};
pub use explanation::{EXPLANATIONS_MAX, Explanation, Explanations};
pub use network::{CAUSES_MAX, CauseId, FINDINGS_MAX, FindingId, LINKS_MAX, Link, Network, NetworkBuilder};
pub use posterior::{Posterior, Unexplained, Workspace};
pub use test_value::Test;
