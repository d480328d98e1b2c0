//! What is counted.

use jiff::civil::Date;

/// Everything that passed the filters.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// In any order.
    pub treatments: Vec<Treatment>,
    /// One per measure and subject of a course that has a treatment among these and at least two values.
    pub outcomes: Vec<Outcome>,
    /// Courses with two treatments or more among these, and in how many of them any measure was taken at two visits.
    pub courses: u64,
    /// See `courses`.
    pub courses_measured_again: u64,
    /// Sessions that were recorded before these figures came and are not counted until the projections are made again.
    pub uncounted: u64,
}

/// A session that is closed or signed and in which at least one needle stands.
#[derive(Clone, Debug)]
pub struct Treatment {
    /// Whose.
    pub patient: u128,
    /// By whom.
    pub practitioner: u128,
    /// The day at the clinic.
    pub day: Date,
    /// Its needles, grouped.
    pub needles: Vec<Needles>,
    /// 0 to 10, before the needles.
    pub pain_before: Option<u8>,
    /// 0 to 10, after the needles.
    pub pain_after: Option<u8>,
    /// What went wrong, however small.
    pub ill_effects: Vec<IllEffect>,
    /// What the patient reported in the diary of the days after it; none where nobody answered.
    pub diary: Option<Reported>,
}

/// What a patient reported of one treatment: the most of all answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reported {
    /// 0 to 10.
    pub soreness: u8,
    /// Whether there was a bruise.
    pub bruise: bool,
    /// Whether the patient was told to call, or to see a doctor.
    pub warned: bool,
}

/// Needles of one treatment that have these in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needles {
    /// Of the atlas.
    pub muscle: String,
    /// Static, fast in and out, …
    pub technique: String,
    /// Whether at least one local twitch response was seen.
    pub twitched: bool,
    /// How many.
    pub count: u32,
}

/// One adverse event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IllEffect {
    /// bruise, bleed, pain, …
    pub kind: String,
    /// How bad.
    pub grade: Grade,
}

/// How bad an adverse event was (Carnes 2010).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Grade {
    /// Hours, transient.
    Mild,
    /// Days or weeks.
    Moderate,
    /// Severe, usually needs treatment.
    Major,
}

/// A measure over one course: its first value against its last, like with like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Id of the measure.
    pub measure: String,
    /// What the change comes to.
    pub change: Change,
    /// Whether an important change is published for it.
    pub important_known: bool,
}

/// What a change comes to, by the published figures of the measure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// At least the minimal important change for the better, and more than measurement error.
    ImportantlyBetter,
    /// More than measurement error, for the better; no important change, or none is published.
    Better,
    /// Nothing that can be told from chance.
    Within,
    /// More than measurement error for the worse, or importantly worse.
    Worse,
    /// No figure is published that it could be judged by.
    NoFigure,
}
