//! The form for one value.

use super::CoursePage;
use crate::app::App;
use crate::form::Form;
use crate::present::{command_id, muscle_options, patient_head};
use crate::views::course::{Asks, Entry, MeasureView};
use ::chart::measure::{self, At, Items, Measure, PressureUnit};
use atlas::Atlas;

/// The form for one value.
pub fn measure_view(
    page: &CoursePage<'_>,
    measure: &Measure,
    beside_session: bool,
    form: Form,
) -> MeasureView {
    let texts = App::texts();
    MeasureView {
        patient: patient_head(page.id, page.patient, page.today, true),
        complaint_id: page.complaint.to_string(),
        measure: measure.id.clone(),
        name: measure.name.clone(),
        how_to: measure.how.clone(),
        missing: measure.missing.clone().unwrap_or_default(),
        source: measure.source.clone(),
        asks: match measure.at {
            At::Person => Asks::Nothing,
            At::Side => Asks::Side,
            At::Place => Asks::Place(muscle_options()),
            At::Motion => Asks::Motion(
                measure::motions()
                    .filter_map(|id| {
                        let label = Atlas::get().motion(id.parse().ok()?).label;
                        let unit = &measure::range(id.parse().ok()?)?.unit;
                        Some((id.to_owned(), format!("{label} ({unit})")))
                    })
                    .collect(),
            ),
            At::Activity => Asks::Activity(
                page.course.activities.iter().map(|a| (a.id.to_string(), a.words.clone())).collect(),
            ),
        },
        entry: entry(measure),
        score_only: measure.items == Items::ScoreOnly,
        beside_session,
        form,
        command_id: command_id(),
    }
    .named(texts.get("measure-value"))
}

impl MeasureView {
    /// Labels a single number by what it is.
    fn named(mut self, word: String) -> Self {
        if let Entry::Numbers { count: 1, labels, .. } = &mut self.entry {
            *labels = vec![word];
        }
        self
    }
}

fn entry(measure: &Measure) -> Entry {
    let texts = App::texts();
    let short =
        measure.high - measure.low <= SCORE_BUTTONS_MAX && measure.readings == 1 && measure.step >= 1.0;
    if short && measure.at != At::Motion {
        let scores = (measure.low as i32)..=(measure.high as i32);
        let shown = |score: i32| measure::shown(score * measure::SCALE);
        return Entry::Score(scores.map(|s| (s.to_string(), shown(s))).collect());
    }
    let hint = if measure.at == At::Motion {
        String::new()
    } else {
        let unit = if measure.unit.contains('–') { "" } else { measure.unit.as_str() };
        let shown = |v: f64| measure::shown((v * f64::from(measure::SCALE)) as i32);
        let range = format!("{}–{} {unit}", shown(measure.low), shown(measure.high));
        texts.with("measure-possible", &[("range", range.trim().to_owned().into())])
    };
    let word = if measure.readings_all { "measure-answer" } else { "measure-reading" };
    let labels = (1..=measure.readings).map(|n| texts.with(word, &[("number", n.into())])).collect();
    let units = if measure.unit == "kPa" {
        PressureUnit::ALL.iter().map(|u| (u.as_str().to_owned(), u.symbol().to_owned())).collect()
    } else {
        Vec::new()
    };
    Entry::Numbers { count: measure.readings, labels, hint, units }
}

/// Buttons in one row of a form: −7 to +7 and 0 to 10 fit.
const SCORE_BUTTONS_MAX: f64 = 14.0;
