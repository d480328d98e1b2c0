//! A course as the events so far tell it.

use super::event::{Activity, Decision, Event, Plan, Subject, Taken, When};
use crate::ids::{ActivityId, MeasurementId, SessionId};
use crate::letter::Letter;
use crate::time::Instant;

/// The folded stream.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct State {
    /// In the order they were named.
    pub activities: Vec<Activity>,
    /// In the order they were recorded, also the retracted ones.
    pub measurements: Vec<Measurement>,
    /// The latest plan and when it was agreed.
    pub plan: Option<(Instant, Plan)>,
    /// What was decided, oldest first.
    pub decisions: Vec<(Instant, Decision)>,
    /// Letters as they were kept, oldest first.
    pub letters: Vec<(Instant, Letter)>,
}

/// A value and what became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measurement {
    /// When it was taken.
    pub at: Instant,
    /// As recorded.
    pub taken: Taken,
    /// Why it never was.
    pub retracted: Option<String>,
}

/// The values of one measure and subject, oldest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Series<'a> {
    /// A measure's id.
    pub measure: &'a str,
    /// Of what.
    pub subject: &'a Subject,
    /// At least one.
    pub values: Vec<&'a Measurement>,
}

impl State {
    /// Folds one event in. Total: an event about something unknown changes nothing.
    pub fn apply(&mut self, at: Instant, event: &Event) {
        match event {
            Event::ActivityNamed(activity) => self.activities.push(activity.clone()),
            Event::Measured(taken) => {
                self.measurements.push(Measurement { at, taken: taken.clone(), retracted: None });
            }
            Event::MeasurementRetracted { measurement, reason } => {
                if let Some(found) = self.measurements.iter_mut().find(|m| m.taken.id == *measurement) {
                    found.retracted.get_or_insert_with(|| reason.clone());
                }
            }
            Event::Planned(plan) => self.plan = Some((at, plan.clone())),
            Event::Decided(decision) => self.decisions.push((at, decision.clone())),
            Event::LetterWritten(letter) => self.letters.push((at, letter.clone())),
        }
    }

    /// An activity by its id.
    pub fn activity(&self, id: ActivityId) -> Option<&Activity> {
        self.activities.iter().find(|a| a.id == id)
    }

    /// A value by its id, also a retracted one.
    pub fn measurement(&self, id: MeasurementId) -> Option<&Measurement> {
        self.measurements.iter().find(|m| m.taken.id == id)
    }

    /// What was measured before the needles of a session and not yet after them.
    pub fn retests_due(&self, session: SessionId) -> Vec<&Taken> {
        let of = |when| {
            let stands = self.measurements.iter().filter(|m| m.retracted.is_none());
            stands.map(|m| &m.taken).filter(move |t| t.session == Some(session) && t.when == when)
        };
        let same = |a: &Taken, b: &Taken| a.measure == b.measure && a.subject == b.subject;
        let mut due: Vec<&Taken> = Vec::new();
        for before in of(When::Before) {
            if !due.iter().any(|known| same(known, before))
                && !of(When::After).any(|after| same(after, before))
            {
                due.push(before);
            }
        }
        due
    }

    /// What stands, grouped, each group oldest first (what was entered late stands where it belongs); groups in the order of
    /// their first entry.
    pub fn series(&self) -> Vec<Series<'_>> {
        let mut all: Vec<Series<'_>> = Vec::new();
        for value in self.measurements.iter().filter(|m| m.retracted.is_none()) {
            let (measure, subject) = (value.taken.measure.as_str(), &value.taken.subject);
            match all.iter_mut().find(|s| s.measure == measure && s.subject == subject) {
                Some(series) => series.values.push(value),
                None => all.push(Series { measure, subject, values: vec![value] }),
            }
        }
        for series in &mut all {
            series.values.sort_by_key(|value| value.at);
        }
        all
    }
}

/// The two values of a series (when it was taken, the moment, the value; oldest first) that are compared, like with like: before
/// the needles of the first visit and of the last one, so that the relief of an hour is not taken for the course; within a single
/// visit, before and after. None of none.
pub fn compared(values: impl Iterator<Item = (Instant, When, i32)>) -> Option<(i32, i32)> {
    let mut values = values.peekable();
    let (start, _, first) = *values.peek()?;
    let (mut last, mut last_before) = (first, None);
    for (at, when, value) in values {
        last = value;
        if when != When::After && at > start {
            last_before = Some(value);
        }
    }
    Some((first, last_before.unwrap_or(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_is_compared_with_before_and_a_single_visit_with_itself() {
        let compare = |values: &[(i64, When, i32)]| {
            compared(values.iter().map(|(at, when, value)| (Instant(*at), *when, *value)))
        };
        let (before, after) = (When::Before, When::After);
        assert_eq!(
            compare(&[(1, before, 700), (1, after, 300), (2, before, 600), (2, after, 200)]),
            Some((700, 600))
        );
        assert_eq!(compare(&[(1, before, 700), (1, after, 300)]), Some((700, 300)));
        assert_eq!(compare(&[]), None);
    }
}
