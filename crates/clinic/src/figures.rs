//! The clinic's own figures: which sessions are counted, and what each course came to. The counting itself is in `audit`.

use crate::Clinic;
use crate::store::{self, MeasuredRow, TreatmentRow};
use crate::zone::day;
use audit::{Change, Figures, Needles, Outcome, Rows, Treatment};
use chart::course::{Subject, When, compared};
use chart::measure::{self, Judgement};
use chart::values::Technique;
use chart::{ClinicId, ComplaintId, Instant, StaffId};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use journal::JournalError;
use std::collections::{BTreeMap, HashMap};

/// Which treatments are counted; nothing set counts all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// First day at the clinic.
    pub from: Option<Date>,
    /// Last day at the clinic.
    pub to: Option<Date>,
    /// A treatment with a needle in this muscle of the atlas; all of the treatment is counted.
    pub muscle: Option<String>,
    /// A treatment with a needle of this technique: in the muscle, where one is chosen too.
    pub technique: Option<Technique>,
    /// A treatment in which at least one needle has a twitch recorded, or one in which none has.
    pub twitch: Option<bool>,
    /// Whoever has the session.
    pub practitioner: Option<StaffId>,
}

impl Selection {
    fn chooses(&self, needles: &[Needles]) -> bool {
        let here = |n: &Needles| {
            self.muscle.as_ref().is_none_or(|muscle| n.muscle == *muscle)
                && self.technique.is_none_or(|technique| n.technique == technique.as_str())
        };
        let any_needle = self.muscle.is_none() && self.technique.is_none();
        let twitched = needles.iter().any(|n| n.twitched);
        (any_needle || needles.iter().any(here)) && self.twitch.is_none_or(|wanted| wanted == twitched)
    }
}

impl Clinic {
    /// Counts what is selected; days begin and end in `zone`.
    pub fn figures(
        &self,
        clinic: ClinicId,
        zone: &TimeZone,
        selection: &Selection,
    ) -> Result<Figures, JournalError> {
        let begins = |date: Date| {
            let zoned = date.to_zoned(zone.clone());
            zoned.map_or(Instant(0), |z| Instant(z.timestamp().as_microsecond()))
        };
        let from = selection.from.map_or(Instant(i64::MIN), begins);
        let until = selection.to.and_then(|d| d.checked_add(1.day()).ok()).map_or(Instant(i64::MAX), begins);
        let (mut treatments, measured) = self.readers().with(|sql| {
            Ok((store::treatments(sql, clinic.0, from, until)?, store::measured(sql, clinic.0, from, until)?))
        })?;
        let mut unknown = 0;
        treatments.retain(|row| {
            if selection.practitioner.is_some_and(|who| who != row.practitioner) {
                return false;
            }
            let selected = selection.chooses(&row.needles);
            // Nobody knows which muscles these needles were in, and how: left out, and said to be.
            unknown += u64::from(!selected && !row.is_projected());
            selected
        });
        let mut rows = rows(treatments, measured, zone);
        rows.uncounted += unknown;
        Ok(audit::count(&rows))
    }

    /// The muscles of the atlas that were ever needled here, by id.
    pub fn muscles_needled(&self, clinic: ClinicId) -> Result<Vec<String>, JournalError> {
        self.readers().with(|sql| Ok(store::muscles_needled(sql, clinic.0)?))
    }
}

/// The values of one measure and subject over a course, with the moment of each.
type Taken = Vec<(Instant, When, i32)>;

fn rows(treatments: Vec<TreatmentRow>, measured: Vec<MeasuredRow>, zone: &TimeZone) -> Rows {
    let mut rows = Rows::default();
    let mut courses: HashMap<ComplaintId, u64> = HashMap::new();
    let mut series: BTreeMap<(ComplaintId, String, String), Taken> = BTreeMap::new();
    let person = serde_json::to_string(&Subject::Person).unwrap_or_default();
    for row in treatments {
        *courses.entry(row.complaint).or_default() += 1;
        // Pain at the sessions is a series like any other.
        let pain = series.entry((row.complaint, "pain-now".to_owned(), person.clone())).or_default();
        for (when, score) in [(When::Before, row.pain_before), (When::After, row.pain_after)] {
            pain.extend(score.map(|score| (row.opened_at, when, i32::from(score) * measure::SCALE)));
        }
        if !row.is_projected() {
            rows.uncounted += 1;
            continue;
        }
        rows.treatments.push(Treatment {
            patient: row.patient.0.as_u128(),
            practitioner: row.practitioner.0.as_u128(),
            day: day(row.opened_at, zone),
            needles: row.needles,
            pain_before: row.pain_before,
            pain_after: row.pain_after,
            ill_effects: row.ill_effects,
            diary: row.diary,
        });
    }
    let mut visits: HashMap<ComplaintId, (Date, bool)> = HashMap::new();
    for row in measured.into_iter().filter(|row| courses.contains_key(&row.complaint)) {
        let on = day(row.taken_at, zone);
        let again = visits.entry(row.complaint).or_insert((on, false));
        again.1 |= again.0 != on;
        let key = (row.complaint, row.measure, row.subject);
        series.entry(key).or_default().push((row.taken_at, row.moment, row.value_x100));
    }
    let followed = || courses.iter().filter(|(_, treatments)| **treatments > 1);
    rows.courses = followed().count() as u64;
    let again = |complaint| visits.get(complaint).is_some_and(|(_, again)| *again);
    rows.courses_measured_again = followed().filter(|(complaint, _)| again(complaint)).count() as u64;
    for ((_, measure, subject), mut taken) in series {
        taken.sort_by_key(|(at, _, _)| *at);
        rows.outcomes.extend(outcome(measure, &subject, &taken));
    }
    rows
}

/// What a series came to; none where it has no second visit, or a measure that this version does not know.
fn outcome(measure: String, subject: &str, taken: &Taken) -> Option<Outcome> {
    let start = taken.first()?.0;
    taken.iter().find(|(at, when, _)| *when != When::After && *at > start)?;
    let subject: Subject = serde_json::from_str(subject).ok()?;
    let scale = measure::measure(&measure)?.scale(subject.motion(), subject.muscle())?;
    let (first, last) = compared(taken.iter().copied())?;
    let judged = scale.important_x100.is_some() || scale.detectable_x100.is_some();
    let change = match measure::judge(first, last, &scale) {
        _ if !judged => Change::NoFigure,
        Judgement::ImportantlyBetter => Change::ImportantlyBetter,
        Judgement::Better => Change::Better,
        Judgement::Same | Judgement::Within => Change::Within,
        Judgement::Worse | Judgement::ImportantlyWorse => Change::Worse,
        Judgement::Unknown => Change::NoFigure,
    };
    Some(Outcome { measure, change, important_known: scale.important_x100.is_some() })
}
