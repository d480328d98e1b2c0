//! The clinic's calendar: days begin and end in its time zone, not the server's.

use chart::Instant;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The zone of an IANA id; UTC where the id is unknown, which set-up refuses.
pub fn zone(id: &str) -> TimeZone {
    TimeZone::get(id).unwrap_or(TimeZone::UTC)
}

/// The zone's calendar day of an instant.
pub fn day(at: Instant, zone: &TimeZone) -> Date {
    stamp(at).to_zoned(zone.clone()).date()
}

/// As a jiff timestamp, for display.
pub fn stamp(at: Instant) -> Timestamp {
    Timestamp::from_microsecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH)
}
