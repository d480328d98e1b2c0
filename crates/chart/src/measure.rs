//! What can be measured over a course, as data: `data/measures.toml` (facts/clinical.md section 8).
//!
//! A value is an integer in hundredths of the measure's own unit, so that what is stored is what was read. Each measure knows
//! which way is better, what is possible, and which change is more than its own error or matters to patients, with the
//! source of each figure. Licensed questionnaires are score-only: their total is kept with the version of the form, their
//! questions never.

mod judgement;
mod unit;

pub use judgement::{Judgement, judge};
pub use unit::PressureUnit;

use crate::refusal::Refusal;
use atlas::MotionId;
use serde::Deserialize;
use std::sync::LazyLock;

/// Hundredths of a unit.
pub const SCALE: i32 = 100;
/// Readings of one value at most; more is a slip.
pub const READINGS_MAX: usize = 5;

/// Which way is an improvement.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// Less is better: pain.
    Lower,
    /// More is better: movement, function.
    Higher,
}

/// What a value is a value of, beside the complaint.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum At {
    /// The person.
    #[default]
    Person,
    /// A muscle or point with a side.
    Place,
    /// A motion, with a side where it has one.
    Motion,
    /// A side.
    Side,
    /// An activity in the patient's own words.
    Activity,
}

/// Who may show the questions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Items {
    /// The patient's or the clinic's words.
    OwnWords,
    /// Free to show.
    Free,
    /// Licensed: the total is typed, with the version of the form.
    ScoreOnly,
}

/// What a published threshold says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Minimal important change: patients call it better.
    Important,
    /// Minimal detectable change: more than the measure's own error.
    Detectable,
}

/// A published threshold of change.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What it says.
    pub kind: ChangeKind,
    /// In the measure's unit, as printed in the source.
    pub amount: f64,
    /// In whom it was found.
    pub whom: String,
    /// The muscle of the atlas that it was found at, and counts for alone; none where it counts wherever the measure is taken.
    pub muscle: Option<String>,
    /// Keys of facts/clinical.md section 13.
    pub source: String,
    /// checked, secondary or memory.
    pub certainty: String,
}

impl Change {
    /// In hundredths of the unit.
    pub fn amount_x100(&self) -> i32 {
        (self.amount * f64::from(SCALE)).round() as i32
    }
}

/// A measure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Stable id, stored with each value.
    pub id: String,
    /// As a heading.
    pub name: String,
    /// The unit of values; "motion" where it is the motion's.
    pub unit: String,
    /// Which way is an improvement.
    pub better: Better,
    /// The least possible value, in the unit.
    pub low: f64,
    /// The greatest possible value, in the unit.
    pub high: f64,
    /// The finest difference that is entered.
    #[serde(default = "one")]
    pub step: f64,
    /// Readings that make one value.
    #[serde(default = "one_reading")]
    pub readings: usize,
    /// Whether a value needs all of them (scores of several questions) or fewer will do (repeated readings).
    #[serde(default)]
    pub readings_all: bool,
    /// What a value is a value of.
    #[serde(default)]
    pub at: At,
    /// Who may show the questions.
    pub items: Items,
    /// How it is taken.
    pub how: String,
    /// What a missing answer counts, of a questionnaire of several questions.
    pub missing: Option<String>,
    /// Whether only whole numbers are possible: counts, and sums of whole answers.
    #[serde(default)]
    pub whole: bool,
    /// Where that comes from: keys of facts/clinical.md section 13.
    pub source: String,
    /// Published thresholds; the first of each kind is the one that plots draw.
    #[serde(default)]
    pub change: Vec<Change>,
}

fn one() -> f64 {
    1.0
}

fn one_reading() -> usize {
    1
}

/// Limits and error of a range of motion.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Motions of the atlas.
    pub motions: Vec<String>,
    /// °, mm or cm.
    pub unit: String,
    /// The least possible value.
    pub low: f64,
    /// The greatest possible value.
    pub high: f64,
    /// The change that measurement error alone can make; none where no figure is known.
    pub error: Option<f64>,
    /// Where that figure comes from.
    pub error_source: Option<String>,
    /// checked, secondary or memory.
    pub certainty: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    measure: Vec<Measure>,
    range: Vec<Range>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/measures.toml")).expect("data/measures.toml is checked by a test")
});

/// All measures, in the order in which they are offered.
pub fn measures() -> &'static [Measure] {
    &FILE.measure
}

/// One measure by its id.
pub fn measure(id: &str) -> Option<&'static Measure> {
    FILE.measure.iter().find(|m| m.id == id)
}

/// The limits of a motion that has a range to measure.
pub fn range(motion: MotionId) -> Option<&'static Range> {
    let motion = motion.as_str();
    FILE.range.iter().find(|r| r.motions.iter().any(|m| m == motion))
}

/// All motions with a range to measure, in the order of the file.
pub fn motions() -> impl Iterator<Item = &'static str> {
    FILE.range.iter().flat_map(|r| r.motions.iter().map(String::as_str))
}

/// What one series of values is read against: the measure's own limits, or the motion's.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The unit as it is shown.
    pub unit: &'static str,
    /// The least possible value, hundredths.
    pub low_x100: i32,
    /// The greatest possible value, hundredths.
    pub high_x100: i32,
    /// Whether only whole numbers are possible.
    pub whole: bool,
    /// Which way is an improvement.
    pub better: Better,
    /// Minimal important change, hundredths, where one is published.
    pub important_x100: Option<i32>,
    /// Measurement error or minimal detectable change, hundredths, where one is known.
    pub detectable_x100: Option<i32>,
}

impl Measure {
    /// The scale of this measure, of `motion` where it is a range of motion, at `muscle` where it is taken at one: a figure that
    /// was found at another muscle does not count. None for a range without a motion that can be measured.
    pub fn scale(&'static self, motion: Option<MotionId>, muscle: Option<&str>) -> Option<Scale> {
        let counts = |c: &&Change| c.muscle.is_none() || c.muscle.as_deref() == muscle;
        let first =
            |kind| self.change.iter().filter(counts).find(|c| c.kind == kind).map(Change::amount_x100);
        let mut scale = Scale {
            unit: &self.unit,
            low_x100: hundredths(self.low),
            high_x100: hundredths(self.high),
            whole: self.whole,
            better: self.better,
            important_x100: first(ChangeKind::Important),
            detectable_x100: first(ChangeKind::Detectable),
        };
        if self.at == At::Motion {
            let range = range(motion?)?;
            scale.unit = &range.unit;
            scale.low_x100 = hundredths(range.low);
            scale.high_x100 = hundredths(range.high);
            scale.detectable_x100 = range.error.map(hundredths);
            // A hand that reaches higher behind the back leaves a smaller gap.
            if range.unit == "cm" {
                scale.better = Better::Lower;
            }
        }
        Some(scale)
    }
}

impl Scale {
    /// Reads a number as it is typed (`7`, `7.5`, `7,5`, `−3`) into hundredths and checks it against what is possible.
    pub fn read(&self, field: &'static str, text: &str) -> Result<i32, Refusal> {
        let value_x100 = parse_x100(text).ok_or_else(|| self.out_of_range(field))?;
        self.check(field, value_x100)
    }

    /// Checks a value against what is possible.
    pub fn check(&self, field: &'static str, value_x100: i32) -> Result<i32, Refusal> {
        let possible = !self.whole || value_x100 % SCALE == 0;
        if possible && (self.low_x100..=self.high_x100).contains(&value_x100) {
            Ok(value_x100)
        } else {
            Err(self.out_of_range(field))
        }
    }

    fn out_of_range(&self, field: &'static str) -> Refusal {
        let (low, high) = (shown(self.low_x100), shown(self.high_x100));
        if self.whole {
            let next = [1, 2].map(|n| shown(self.low_x100 + n * SCALE));
            return Refusal::out_of_range(field, &format!("{low}, {}, {} … {high}", next[0], next[1]));
        }
        let range = format!("{low}–{high}");
        // Scores are named by their range already ("0–10"); what has a unit says it.
        let unit =
            if self.unit.starts_with(|c: char| c.is_ascii_digit() || c == '−') { "" } else { self.unit };
        let gap = if unit.is_empty() || unit == "°" { "" } else { " " };
        Refusal::out_of_range(field, &format!("{range}{gap}{unit}"))
    }
}

fn hundredths(value: f64) -> i32 {
    (value * f64::from(SCALE)).round() as i32
}

/// Hundredths of a typed number; at most two decimals count, and nothing else may be in the text.
pub fn parse_x100(text: &str) -> Option<i32> {
    let text = text.trim().replace('−', "-").replace(',', ".");
    let plain = text.strip_prefix(['-', '+']).unwrap_or(&text);
    if plain.is_empty() || plain.len() > 8 || !plain.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    text.parse::<f64>().ok().map(hundredths)
}

/// A value as it is shown: no more decimals than it has, a true minus sign.
pub fn shown(value_x100: i32) -> String {
    let sign = if value_x100 < 0 { "−" } else { "" };
    let (whole, rest) = (value_x100.unsigned_abs() / 100, value_x100.unsigned_abs() % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        r if r % 10 == 0 => format!("{sign}{whole}.{}", r / 10),
        r => format!("{sign}{whole}.{r:02}"),
    }
}

/// The mean of readings, rounded to the nearest hundredth, halves away from zero. None of none.
pub fn mean_x100(readings_x100: &[i32]) -> Option<i32> {
    let count = i64::try_from(readings_x100.len()).ok().filter(|n| *n > 0)?;
    let sum: i64 = readings_x100.iter().map(|r| i64::from(*r)).sum();
    let half = if sum < 0 { -count / 2 } else { count / 2 };
    i32::try_from((sum + half) / count).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_measure_has_its_own_id_a_possible_range_and_a_source() {
        let all = measures();
        assert_eq!(all.iter().map(|m| &m.id).collect::<BTreeSet<_>>().len(), all.len());
        for measure in all {
            assert!(
                !measure.source.is_empty() && !measure.how.is_empty() && !measure.name.is_empty(),
                "{}",
                measure.id
            );
            assert!(measure.at == At::Motion || measure.low < measure.high, "{}", measure.id);
            assert!((1..=READINGS_MAX).contains(&measure.readings), "{}", measure.id);
            for change in &measure.change {
                assert!(change.amount > 0.0 && !change.source.is_empty(), "{}", measure.id);
                assert!(
                    ["checked", "secondary", "memory"].contains(&change.certainty.as_str()),
                    "{}",
                    measure.id
                );
                let muscle = change.muscle.as_deref();
                assert!(muscle.is_none_or(|m| m.parse::<atlas::MuscleId>().is_ok()), "{}", measure.id);
            }
        }
    }

    #[test]
    fn every_questionnaire_says_what_a_missing_answer_counts() {
        for measure in measures() {
            let several = measure.items == Items::ScoreOnly || measure.readings_all;
            let said = measure.missing.as_ref().is_some_and(|words| !words.is_empty());
            assert_eq!(said, several, "{}", measure.id);
        }
    }

    #[test]
    fn counts_and_sums_are_whole_numbers_and_percentages_need_not_be() {
        let read = |id: &str, text: &str| {
            measure(id).and_then(|m| m.scale(None, None)).expect("a score").read("value", text)
        };
        assert_eq!(read("roland-morris", "17"), Ok(1700));
        let refused = read("roland-morris", "4.5").expect_err("half a tick");
        assert_eq!(refused.detail.as_deref(), Some("0, 1, 2 … 24"));
        assert!(read("roland-morris", "25").is_err() && read("hit-6", "35").is_err());
        // With a section left out of ten: 16 of 45.
        assert_eq!(read("odi", "35.56"), Ok(3556));
        assert_eq!(read("quickdash", "38.64"), Ok(3864));
    }

    #[test]
    fn every_range_is_of_a_motion_of_the_atlas_and_stands_once() {
        let mut seen = BTreeSet::new();
        for motion in motions() {
            assert!(motion.parse::<MotionId>().is_ok(), "{motion}");
            assert!(seen.insert(motion), "{motion} stands twice");
        }
        for range in &FILE.range {
            assert!(range.low < range.high);
            assert_eq!(range.error.is_some(), range.error_source.is_some());
            assert_eq!(range.error.is_some(), range.certainty.is_some());
        }
    }

    /// A reference that the limits would refuse could never be entered.
    #[test]
    fn what_the_atlas_calls_healthy_is_possible() {
        for motion in atlas::Atlas::get().motions() {
            let Some(range) = range(motion.id) else { continue };
            for reference in motion.references {
                let unit = match reference.unit {
                    atlas::Unit::Deg => "°",
                    atlas::Unit::Mm => "mm",
                };
                assert_eq!(range.unit, unit, "{}", motion.id.as_str());
                let possible = range.low..=range.high;
                assert!(possible.contains(&f64::from(reference.low)), "{}", motion.id.as_str());
                assert!(possible.contains(&f64::from(reference.high)), "{}", motion.id.as_str());
            }
        }
    }

    #[test]
    fn numbers_are_read_as_they_are_typed_and_shown_as_they_were_read() {
        for (typed, value) in
            [("7", 700), (" 7,5 ", 750), ("47.25", 4725), ("−3", -300), ("-0.5", -50), ("+2", 200)]
        {
            assert_eq!(parse_x100(typed), Some(value), "{typed}");
        }
        for typed in ["", "-", "1e3", "NaN", "inf", "7 of 10", "1.2.3", "123456789"] {
            assert_eq!(parse_x100(typed), None, "{typed}");
        }
        assert_eq!([700, 750, 4725, -300, -50, 0].map(shown), ["7", "7.5", "47.25", "−3", "−0.5", "0"]);
    }

    #[test]
    fn what_cannot_be_is_refused_with_what_can() {
        let neck = "neck-rotation".parse().expect("a motion");
        let scale = measure("range").and_then(|m| m.scale(Some(neck), None)).expect("is measured");
        assert_eq!(scale.read("value", "68"), Ok(6800));
        assert_eq!(scale.read("value", "680").expect_err("too far").detail.as_deref(), Some("−10–130°"));
        let pain = measure("pain-now").and_then(|m| m.scale(None, None)).expect("a score");
        assert_eq!(pain.read("value", "11").expect_err("too much").detail.as_deref(), Some("0–10"));
    }

    #[test]
    fn a_figure_found_at_one_muscle_counts_for_that_muscle_only() {
        let pressure = measure("pressure-threshold").expect("is measured");
        let error = |muscle| pressure.scale(None, Some(muscle)).expect("has limits").detectable_x100;
        assert_eq!(error("trapezius-upper"), Some(4720));
        assert_eq!(error("tibialis-anterior"), Some(9790));
        assert_eq!(error("infraspinatus"), None, "nobody has measured it there");
    }

    #[test]
    fn a_mean_is_of_what_was_read() {
        assert_eq!(mean_x100(&[100, 200, 200]), Some(167));
        assert_eq!(mean_x100(&[-100, -200, -200]), Some(-167));
        assert_eq!(mean_x100(&[i32::MAX, i32::MAX]), Some(i32::MAX));
        assert_eq!(mean_x100(&[]), None);
    }
}
