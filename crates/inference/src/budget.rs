//! How much work one question may cost, and what is said when it would cost more.

use crate::network::FindingId;

/// The most work that one question may cost. The cost of each connected part of the evidence is known from its plan
/// before any of it is spent, so a part that is too dear is refused at once, and never answered approximately.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Multiplications and additions, over all parts; a current core does about 10^9 in a second.
    pub operations: u64,
    /// Numbers of 8 bytes held at the same time, for the dearest part.
    pub cells: u64,
}

impl Budget {
    /// As much as is ever granted; for tests and studies, not for a page that somebody waits for.
    pub const UNLIMITED: Self = Self { operations: u64::MAX, cells: CELLS_MAX };

    /// Whether a plan is affordable once `spent` operations are gone.
    pub(crate) fn affords(&self, operations: u64, cells: u64, spent: u64) -> bool {
        operations <= self.operations.saturating_sub(spent) && cells <= self.cells.min(CELLS_MAX)
    }
}

/// Cells that no question is granted more of: 2 GiB, so that no budget can bring a server down.
pub const CELLS_MAX: u64 = 1 << 28;

impl Default for Budget {
    /// About half a second and 64 MiB: ten times what the busiest ordinary drawing needs.
    fn default() -> Self {
        Self { operations: 500_000_000, cells: 1 << 23 }
    }
}

/// A connected part of the evidence that was not answered because its plan exceeds the budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The findings of the part. Leaving some of them out makes it cheaper.
    pub findings: Vec<FindingId>,
    /// Operations the best plan found needs (saturating).
    pub operations: u64,
    /// Cells the best plan found needs (saturating).
    pub cells: u64,
}
