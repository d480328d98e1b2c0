//! The envelope: what is kept beside every payload.

use std::fmt;

use uuid::Uuid;

/// Microseconds since the Unix epoch, UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Micros(pub i64);

/// `2026-11-22T13:05:09.000123Z`.
impl fmt::Display for Micros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, micros) = (self.0.div_euclid(1_000_000), self.0.rem_euclid(1_000_000));
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let (year, month, day) = civil(days);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{micros:06}Z")
    }
}

/// Year, month and day of a day counted from 1970-01-01 in the Gregorian calendar.
///
/// The count is moved to 0000-03-01, so that the leap day ends its year and a century,
/// a 400-year cycle and the months from March on have fixed lengths.
fn civil(days: i64) -> (i64, i64, i64) {
    const CYCLE: i64 = 146_097;
    let days = days + 719_468;
    let (cycle, day) = (days.div_euclid(CYCLE), days.rem_euclid(CYCLE));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (cycle * 400 + year + later, month, day)
}

/// What a stream is about. The names are stored; they never change once shipped.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum StreamKind {
    /// One patient: identity, consent, screening, complaints.
    Patient,
    /// One needling session.
    Session,
    /// The course of one complaint: measures, plan.
    Course,
    /// One member of staff.
    Staff,
    /// The clinic itself: settings, policy.
    Clinic,
}

impl StreamKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 5] = [Self::Patient, Self::Session, Self::Course, Self::Staff, Self::Clinic];

    /// The stored name, for example `"patient"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Session => "session",
            Self::Course => "course",
            Self::Staff => "staff",
            Self::Clinic => "clinic",
        }
    }

    /// The kind with this stored name, or `None` if there is no such kind.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

impl fmt::Display for StreamKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where an event belongs. The clinic comes first in every key, so that a group
/// of clinics can be divided over several journals by it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct StreamKey {
    /// The clinic that owns the stream.
    pub clinic: Uuid,
    /// What the stream is about.
    pub kind: StreamKind,
    /// Which patient, session, member of staff or clinic.
    pub id: Uuid,
}

impl fmt::Display for StreamKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{} of clinic {}", self.kind, self.id, self.clinic)
    }
}

/// An event as `decide` hands it over, not yet recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// The stream that it will be appended to. Its clinic must be the command's.
    pub stream: StreamKey,
    /// The stable name of what happened, `needle.placed`. At most
    /// [`MAX_KIND_BYTES`](crate::limits::MAX_KIND_BYTES). It is never sealed, so
    /// nothing about a person may stand in it.
    pub kind: &'static str,
    /// Schema version of `kind`, from 1.
    pub version: u16,
    /// When it was true.
    pub occurred_at: Micros,
    /// The patient whom the payload is about: later, whose key seals it.
    pub subject: Option<Uuid>,
    /// Opaque to the journal. At most
    /// [`MAX_PAYLOAD_BYTES`](crate::limits::MAX_PAYLOAD_BYTES).
    pub payload: Vec<u8>,
}

/// An event as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recorded {
    /// Position in the journal, from 1, without gaps; the order of commits.
    pub seq: u64,
    /// The stream that it belongs to.
    pub stream: StreamKey,
    /// Position in its stream, from 1, without gaps.
    pub stream_version: u64,
    /// UUID v7 made from `recorded_at`; grows with `seq`.
    pub event_id: Uuid,
    /// The command that it came from.
    pub command_id: Uuid,
    /// Who gave the command.
    pub actor: Uuid,
    /// The stable name of what happened.
    pub kind: String,
    /// Schema version of `kind`.
    pub version: u16,
    /// When it was true.
    pub occurred_at: Micros,
    /// When the journal knew. Strictly increasing with `seq`, whatever the clock did.
    pub recorded_at: Micros,
    /// The patient whom the payload is about.
    pub subject: Option<Uuid>,
    /// The bytes as they were handed over.
    pub payload: Vec<u8>,
    /// The chain up to and including this event; see [`chain`](crate::chain).
    pub hash: [u8; 32],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_utc() {
        for (micros, text) in [
            (0, "1970-01-01T00:00:00.000000Z"),
            (-1, "1969-12-31T23:59:59.999999Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
            (1_709_251_199_000_007, "2024-02-29T23:59:59.000007Z"),
            (4_102_444_800_000_000, "2100-01-01T00:00:00.000000Z"),
            (1_795_355_575_240_841, "2026-11-22T13:52:55.240841Z"),
        ] {
            assert_eq!(Micros(micros).to_string(), text);
        }
    }

    #[test]
    fn the_names_of_stream_kinds_are_kept() {
        assert_eq!(
            StreamKind::ALL.map(StreamKind::as_str),
            ["patient", "session", "course", "staff", "clinic"]
        );
        assert!(StreamKind::ALL.into_iter().all(|kind| StreamKind::parse(kind.as_str()) == Some(kind)));
        assert_eq!(StreamKind::parse("Patient"), None);
    }
}
