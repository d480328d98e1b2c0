//! Exact reasoning in a two-layer noisy-OR network; knows numbers, not anatomy.

mod budget;
mod error;
mod evidence;
mod mask;
mod mass;
mod network;
mod plan;
mod posterior;
mod problem;
mod sweep;
mod table;

pub use budget::{Budget, Refusal};
pub use error::{InferenceError, NetworkError};
pub use evidence::{Evidence, Likelihood, Observation};
pub use network::{CAUSES_MAX, CauseId, FINDINGS_MAX, FindingId, LINKS_MAX, Link, Network, NetworkBuilder};
pub use posterior::{Posterior, Unexplained, Workspace};
