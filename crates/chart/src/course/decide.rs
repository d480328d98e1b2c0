//! The rules of a course.

use super::command::{Command, Measuring, Planning};
use super::event::{Activity, Decision, Event, Plan, Subject, Taken};
use super::state::State;
use super::{ACTIVITIES_MAX, MEASUREMENTS_MAX, SESSIONS_PLANNED_MAX};
use crate::context::Context;
use crate::ids::ComplaintId;
use crate::ids::PatientId;
use crate::letter::{ADDRESSEE_CHARS_MAX, LETTERS_MAX, Letter};
use crate::measure::{self, At, Items, Measure, PressureUnit};
use crate::patient;
use crate::refusal::Refusal;
use crate::staff::Role;
use crate::text::{
    LINE_CHARS_MAX, NAME_CHARS_MAX, NOTE_CHARS_MAX, optional_line, required_line, required_prose,
};
use atlas::{Atlas, MotionId, MotionKind};

/// Whose course it is.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The patient.
    pub of: PatientId,
    /// Their record.
    pub patient: &'a patient::State,
    /// The complaint, which names the stream.
    pub complaint: ComplaintId,
}

/// Decides what a command makes true.
pub fn decide(
    state: &State,
    command: &Command,
    around: Around<'_>,
    ctx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    ctx.require_role(&[Role::Practitioner])?;
    if around.patient.complaint(around.complaint).is_none() {
        return Err(Refusal::new("complaint.unknown"));
    }
    let event = match command {
        Command::NameActivity { id, words } => {
            let words = required_line("words", words, LINE_CHARS_MAX)?;
            if state.activities.iter().any(|known| known.words == words) {
                return Ok(Vec::new());
            }
            if state.activities.len() >= ACTIVITIES_MAX {
                return Err(Refusal::new("activity.limit").on("words").with(ACTIVITIES_MAX.to_string()));
            }
            Event::ActivityNamed(Activity { id: *id, words })
        }
        Command::Measure(measuring) => Event::Measured(taken(state, measuring, around.of)?),
        Command::RetractMeasurement { measurement, reason } => {
            let known = state.measurement(*measurement).ok_or(Refusal::new("measurement.unknown"))?;
            if known.retracted.is_some() {
                return Ok(Vec::new());
            }
            Event::MeasurementRetracted {
                measurement: *measurement,
                reason: required_line("reason", reason, LINE_CHARS_MAX)?,
            }
        }
        Command::Plan(planning) => {
            let plan = plan(planning, ctx)?;
            if state.plan.as_ref().is_some_and(|(_, known)| *known == plan) {
                return Ok(Vec::new());
            }
            Event::Planned(plan)
        }
        Command::Decide { next, reason } => {
            let reason = required_line("decision_reason", reason, LINE_CHARS_MAX)?;
            Event::Decided(Decision { next: *next, reason, by: ctx.actor.staff })
        }
        Command::WriteLetter { id, occasion, to, text } => {
            if state.letters.iter().any(|(_, known)| known.id == *id) {
                return Ok(Vec::new());
            }
            if state.letters.len() >= LETTERS_MAX {
                return Err(Refusal::new("letter.limit").with(LETTERS_MAX.to_string()));
            }
            Event::LetterWritten(Letter {
                id: *id,
                patient: around.of,
                occasion: *occasion,
                to: required_prose("to", to, ADDRESSEE_CHARS_MAX)?,
                text: required_prose("text", text, NOTE_CHARS_MAX)?,
                by: ctx.actor.staff,
            })
        }
    };
    Ok(vec![event])
}

fn taken(state: &State, asked: &Measuring, patient: PatientId) -> Result<Taken, Refusal> {
    if state.measurements.len() >= MEASUREMENTS_MAX {
        return Err(Refusal::new("measurement.limit").with(MEASUREMENTS_MAX.to_string()));
    }
    let measure = measure::measure(&asked.measure).ok_or(Refusal::new("measure.unknown").on("measure"))?;
    let motion = subject(state, measure, &asked.subject)?;
    let scale = measure.scale(motion, None).ok_or(Refusal::new("measure.motion_unknown").on("motion"))?;
    let pressure_unit = (measure.unit == "kPa").then(|| asked.pressure_unit.unwrap_or_default());
    let (readings_x100, values_x100) = readings(measure, &scale, asked, pressure_unit)?;
    let form_version = optional_line("form_version", &asked.form_version, NAME_CHARS_MAX)?;
    if measure.items == Items::ScoreOnly && form_version.is_none() {
        // Versions score differently; a total without one cannot be compared.
        return Err(Refusal::missing("form_version"));
    }
    Ok(Taken {
        id: asked.id,
        patient,
        measure: measure.id.clone(),
        subject: asked.subject.clone(),
        session: asked.session,
        when: asked.when,
        value_x100: measure::mean_x100(&values_x100).ok_or(Refusal::missing("value"))?,
        readings_x100,
        pressure_unit,
        form_version: form_version.filter(|_| measure.items == Items::ScoreOnly),
        how: optional_line("how", &asked.how, LINE_CHARS_MAX)?,
    })
}

/// The readings as typed, and each in the measure's own unit; every one must be possible by itself, so that a slip does not
/// hide in a mean.
fn readings(
    measure: &Measure,
    scale: &measure::Scale,
    asked: &Measuring,
    unit: Option<PressureUnit>,
) -> Result<(Vec<i32>, Vec<i32>), Refusal> {
    let typed: Vec<&str> = asked.readings.iter().map(|r| r.trim()).filter(|r| !r.is_empty()).collect();
    if typed.is_empty() {
        return Err(Refusal::missing("value"));
    }
    if typed.len() > measure.readings || (measure.readings_all && typed.len() != measure.readings) {
        return Err(Refusal::new("measurement.readings").on("value").with(measure.readings.to_string()));
    }
    let (mut as_read, mut values) = (Vec::new(), Vec::new());
    for text in typed {
        let Some(unit) = unit else {
            let value = scale.read("value", text)?;
            as_read.push(value);
            values.push(value);
            continue;
        };
        let reading = measure::parse_x100(text);
        // A text that is no number is refused with the range, as everywhere.
        let reading = reading.map_or_else(|| scale.read("value", text), Ok)?;
        as_read.push(reading);
        values.push(scale.check("value", unit.to_kpa_x100(reading))?);
    }
    Ok((as_read, values))
}

/// The subject must be of the kind that the measure is taken of; answers the motion, where it is one.
fn subject(state: &State, measure: &Measure, subject: &Subject) -> Result<Option<MotionId>, Refusal> {
    match (measure.at, subject) {
        (At::Person, Subject::Person) | (At::Side, Subject::Side { .. }) => Ok(None),
        (At::Place, Subject::Place { place }) => patient::place(place).map(|_| None),
        (At::Activity, Subject::Activity { activity }) => {
            state.activity(*activity).map(|_| None).ok_or(Refusal::new("activity.unknown").on("activity"))
        }
        (At::Motion, Subject::Motion { motion, side, .. }) => {
            let unknown = || Refusal::new("measure.motion_unknown").on("motion");
            let motion: MotionId = motion.parse().map_err(|_| unknown())?;
            let sided = Atlas::get().motion(motion).kind != MotionKind::Axial;
            match (sided, side) {
                (true, None) => Err(Refusal::missing("side")),
                (false, Some(_)) => Err(Refusal::out_of_range("side", "–")),
                _ => Ok(Some(motion)),
            }
        }
        _ => Err(Refusal::new("measure.subject").on("measure").with(measure.name.clone())),
    }
}

fn plan(asked: &Planning, ctx: &Context<'_>) -> Result<Plan, Refusal> {
    if !(1..=SESSIONS_PLANNED_MAX).contains(&asked.sessions) {
        return Err(Refusal::out_of_range("sessions", &format!("1–{SESSIONS_PLANNED_MAX}")));
    }
    if !(1..=asked.sessions).contains(&asked.reassess_every) {
        return Err(Refusal::out_of_range("reassess_every", &format!("1–{}", asked.sessions)));
    }
    let event = optional_line("event", &asked.event, LINE_CHARS_MAX)?;
    match (asked.event_on, asked.event_kind.is_some() || event.is_some()) {
        (Some(day), _) if day < ctx.today => return Err(Refusal::new("date.in_past").on("event_on")),
        (None, true) => return Err(Refusal::missing("event_on")),
        // A day of which nobody knows what it is cannot be weighed.
        (Some(_), false) => return Err(Refusal::missing("event_kind")),
        _ => {}
    }
    Ok(Plan {
        sessions: asked.sessions,
        reassess_every: asked.reassess_every,
        goal: optional_line("goal", &asked.goal, LINE_CHARS_MAX)?,
        event_on: asked.event_on,
        event_kind: asked.event_kind,
        event,
    })
}
