//! Why something was not recorded.
//!
//! A refusal has a stable code, `noun.reason`, that the page, the JSON doors, the FHIR OperationOutcome, the tests
//! and the docs all use; a field, where one form field is to blame; and an argument for the sentence that a person
//! reads. The sentences themselves are screen texts (`crates/web/locales/en/refusals.ftl`), one per code.

use thiserror::Error;

/// A command that was not carried out. Nothing was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{code}")]
pub struct Refusal {
    /// Stable, `noun.reason`; see [`CODES`].
    pub code: &'static str,
    /// The form field that is to blame, as it is named in forms and JSON.
    pub field: Option<&'static str>,
    /// What the sentence needs besides the code: a limit, a name from the atlas, a count. Never patient data.
    pub detail: Option<String>,
    /// The rule that refused, in words, with its source and how certain that is; none of a refusal that no rule book is behind.
    pub because: Option<String>,
    /// The id of the rule that asks, where one field answers several rules in turn.
    pub rule: Option<String>,
}

/// Every code that `decide`, or the writer around it, may refuse with. A test holds the screen texts and the docs against this list.
pub const CODES: &[&str] = &[
    "activity.limit",
    "activity.unknown",
    "addendum.before_signature",
    "adverse_event.action_missing",
    "adverse_event.retracted",
    "adverse_event.unknown",
    "clinic.exists",
    "clinic.unknown",
    "complaint.unknown",
    "consent.copy_missing",
    "consent.expired",
    "consent.later",
    "consent.missing",
    "consent.not_confirmed",
    "consent.risk_not_named",
    "consent.signature_missing",
    "consent.signature_unreadable",
    "consent.withdrawn",
    "date.in_future",
    "date.in_past",
    "date.too_early",
    "diary.before_signature",
    "diary.full",
    "diary.unknown",
    "drawing.cell_twice",
    "drawing.empty",
    "drawing.region_unknown",
    "field.missing",
    "field.out_of_range",
    "field.too_long",
    "finding.nothing_tested",
    "letter.limit",
    "letter.placeholder",
    "licence.expired",
    "licence.missing",
    "lot.expired",
    "measure.motion_unknown",
    "measure.subject",
    "measure.unknown",
    "measurement.limit",
    "measurement.readings",
    "measurement.unknown",
    "motion.id_unknown",
    "motion.nothing_examined",
    "motion.side",
    "motion.twice",
    "needle.both_sides",
    "needle.both_sides_reason_missing",
    "needle.count_mismatch",
    "needle.current_without_technique",
    "needle.depth_beyond_cap",
    "needle.depth_beyond_needle",
    "needle.depth_reason_missing",
    "needle.depth_zero",
    "needle.limit",
    "needle.point_unknown",
    "needle.retracted",
    "needle.spot_off_body",
    "needle.spot_other_side",
    "needle.still_in",
    "needle.unknown",
    "patient.exists",
    "patient.unknown",
    "plan.empty",
    "role.not_allowed",
    "screening.absolute",
    "screening.expired",
    "screening.incomplete",
    "screening.item_unknown",
    "screening.later",
    "screening.missing",
    "screening.not_proposed",
    "screening.place_missing",
    "screening.reason_missing",
    "screening.site_reason_missing",
    "screening.site_stop",
    "session.already_open",
    "session.closed",
    "session.exists",
    "session.not_closed",
    "session.other_practitioner",
    "session.signed",
    "session.successor",
    "session.unknown",
    "staff.exists",
    "staff.last_lead",
    "staff.login_taken",
    "staff.unknown",
    "training.missing",
    "training.not_covered",
    "training.too_short",
];

impl Refusal {
    /// A refusal that no single field is to blame for.
    pub const fn new(code: &'static str) -> Self {
        Self { code, field: None, detail: None, because: None, rule: None }
    }

    /// The field to blame.
    #[must_use]
    pub const fn on(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// What the sentence needs besides the code. Never patient data: refusals reach logs.
    #[must_use]
    pub fn with(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The rule that refused, in words, and where it comes from.
    #[must_use]
    pub fn because(mut self, says: &str, source: &str) -> Self {
        self.because = Some(format!("{says} ({source})"));
        self
    }

    /// The rule that asks, by its id.
    #[must_use]
    pub fn by_rule(mut self, id: &str) -> Self {
        self.rule = Some(id.to_owned());
        self
    }

    /// A field that must be filled in is empty.
    pub const fn missing(field: &'static str) -> Self {
        Self::new("field.missing").on(field)
    }

    /// A text is longer than its limit.
    pub fn too_long(field: &'static str, chars_max: usize) -> Self {
        Self::new("field.too_long").on(field).with(chars_max.to_string())
    }

    /// A number is outside `range`, which the sentence quotes.
    pub fn out_of_range(field: &'static str, range: &str) -> Self {
        Self::new("field.out_of_range").on(field).with(range)
    }
}
