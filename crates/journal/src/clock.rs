//! Time that only goes forward.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use uuid::{Builder, Uuid};

use crate::event::Micros;

/// Where the writer reads the time. Tests hand in their own.
pub type Clock = Arc<dyn Fn() -> Micros + Send + Sync>;

/// The computer's clock.
pub fn system_clock() -> Clock {
    Arc::new(|| {
        // A clock before 1970 reads as the epoch; `next_after` takes it from there.
        let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Micros(i64::try_from(elapsed.as_micros()).unwrap_or(i64::MAX))
    })
}

/// `wanted`, or the first microsecond after `last` if the clock has not moved past it.
pub(crate) fn next_after(last: Micros, wanted: Micros) -> Micros {
    wanted.max(Micros(last.0.saturating_add(1)))
}

/// A UUID v7 for an event recorded at `recorded_at`.
///
/// The twelve bits after the millisecond carry the microsecond within it (RFC 9562,
/// method 3). Since `recorded_at` strictly increases, so do these ids: that they are
/// unique within a journal needs no index to enforce and one comparison to verify.
pub(crate) fn event_id(recorded_at: Micros) -> Uuid {
    let micros = u64::try_from(recorded_at.0).unwrap_or_default();
    let fraction = u16::try_from(micros % 1000 * 4096 / 1000).unwrap_or_default();
    let mut tail = [0; 10];
    tail[..2].copy_from_slice(&fraction.to_be_bytes());
    tail[2..].copy_from_slice(&Uuid::new_v4().as_bytes()[8..]);
    Builder::from_unix_timestamp_millis(micros / 1000, &tail).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_goes_forward_when_the_clock_does_not() {
        assert_eq!(next_after(Micros(10), Micros(20)), Micros(20));
        assert_eq!(next_after(Micros(10), Micros(10)), Micros(11));
        assert_eq!(next_after(Micros(10), Micros(-5)), Micros(11));
        assert_eq!(next_after(Micros(i64::MAX), Micros(0)), Micros(i64::MAX));
    }

    #[test]
    fn event_ids_grow_with_every_microsecond() {
        let start = 1_763_800_000_000_000;
        let ids: Vec<Uuid> = (start..start + 3000).map(|micros| event_id(Micros(micros))).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
    }
}
