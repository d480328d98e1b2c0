//! When something was true. Civil dates are `jiff::civil::Date`; instants are microseconds UTC.

use serde::{Deserialize, Serialize};

/// Microseconds since the Unix epoch, UTC.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// How long after `earlier` this is, in seconds; negative if it is before.
    pub fn seconds_since(self, earlier: Instant) -> i64 {
        (self.0 - earlier.0) / 1_000_000
    }

    /// This instant moved by a number of hours.
    #[must_use]
    pub fn plus_hours(self, hours: i64) -> Instant {
        Instant(self.0.saturating_add(hours.saturating_mul(3_600_000_000)))
    }
}
