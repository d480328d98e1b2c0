//! What is measured over a demo course: an activity, a movement, a pressure threshold, and a plan.

use super::cases::Case;
use super::{DemoError, Maker, place};
use crate::command::Ask;
use atlas::{Atlas, MotionKind, Unit};
use chart::course::{Command, DayKind, Measuring, Next, Planning, Subject, When};
use chart::ids::{ActivityId, LetterId, MeasurementId};
use chart::letter::Occasion;
use chart::values::Side;
use chart::{ComplaintId, Instant, PatientId, SessionId, StaffId, measure};
use jiff::civil::Date;

/// Whose course, and by whom it is measured.
#[derive(Clone, Copy)]
pub(super) struct Followed {
    pub(super) patient: PatientId,
    pub(super) complaint: ComplaintId,
    pub(super) side: Side,
    pub(super) by: StaffId,
    /// Beside which session something is measured.
    pub(super) session: Option<SessionId>,
}

impl Maker<'_> {
    /// Names the goal and the activity, and agrees on a plan.
    pub(super) fn plan_course(
        &mut self,
        of: Followed,
        case: &Case,
        at: Instant,
        coming: Option<(Date, DayKind, &str)>,
    ) -> Result<ActivityId, DemoError> {
        let activity = ActivityId(self.dice.uuid());
        let words = case.stops_doing.to_owned();
        self.ask_course(of, at, Command::NameActivity { id: activity, words })?;
        let plan = Planning {
            sessions: super::PLANNED as u8,
            reassess_every: 3,
            goal: case.stops_doing.to_owned(),
            event_on: coming.map(|(on, ..)| on),
            event_kind: coming.map(|(_, kind, _)| kind),
            event: coming.map_or(String::new(), |(.., what)| what.to_owned()),
        };
        self.ask_course(of, at, Command::Plan(plan))?;
        Ok(activity)
    }

    /// What is measured before the needles of one visit; less pain goes with more movement, roughly.
    pub(super) fn measure_visit(
        &mut self,
        of: Followed,
        case: &Case,
        activity: ActivityId,
        pain: i64,
        at: Instant,
    ) -> Result<(), DemoError> {
        let function = (10 - pain + self.dice.below(3) as i64 - 1).clamp(0, 10);
        self.measure(of, (at, When::Before), "function", Subject::Activity { activity }, &[function], "")?;
        if let Some(spot) = case.spots.first() {
            let kpa = 170 + (10 - pain) * 14;
            let readings: Vec<i64> = (0..3).map(|_| kpa + self.dice.below(21) as i64 - 10).collect();
            let at_point = Subject::Place { place: place(spot, of.side) };
            self.measure(
                of,
                (at, When::Before),
                "pressure-threshold",
                at_point,
                &readings,
                "Sitting, 1 cm² tip",
            )?;
        }
        if let Some((subject, healthy_deg)) = limited_motion(case, of.side) {
            let degrees = healthy_deg * (100 - 5 * pain) / 100 + self.dice.below(7) as i64 - 3;
            self.measure(of, (at, When::Before), "range", subject, &[degrees], "Inclinometer, sitting")?;
        }
        Ok(())
    }

    /// The motion again after the needles: some of what was lost is back.
    pub(super) fn retest(
        &mut self,
        of: Followed,
        case: &Case,
        pain: i64,
        at: Instant,
    ) -> Result<(), DemoError> {
        let Some((subject, healthy_deg)) = limited_motion(case, of.side) else { return Ok(()) };
        let degrees = healthy_deg * (106 - 5 * pain) / 100 + self.dice.below(5) as i64;
        self.measure(of, (at, When::After), "range", subject, &[degrees], "Inclinometer, sitting")
    }

    /// What follows once the planned sessions are done, where they did not help.
    pub(super) fn decide_course(&mut self, of: Followed, at: Instant) -> Result<(), DemoError> {
        let reason = "No important change after the sessions planned; load and sleep first, then look again";
        self.ask_course(of, at, Command::Decide { next: Next::Change, reason: reason.to_owned() })
    }

    /// A letter to whoever sent the patient.
    pub(super) fn write_letter(&mut self, of: Followed, case: &Case, at: Instant) -> Result<(), DemoError> {
        let text = format!(
            "Dear colleague,\n\nthank you for sending your patient. {}. The goal is: {}.\n\nWe agreed on six sessions, looking again after every \
             three. {}\n\nWith kind regards",
            case.onset,
            case.stops_doing.to_lowercase(),
            case.plan,
        );
        let to = "Dr Hanna Example\nPractice by the Mill (invented)\n12 Mill Lane".to_owned();
        let id = LetterId(self.dice.uuid());
        self.ask_course(of, at, Command::WriteLetter { id, occasion: Occasion::Start, to, text })
    }

    fn measure(
        &mut self,
        of: Followed,
        (at, when): (Instant, When),
        measure: &str,
        subject: Subject,
        readings: &[i64],
        how: &str,
    ) -> Result<(), DemoError> {
        let measuring = Measuring {
            id: MeasurementId(self.dice.uuid()),
            measure: measure.to_owned(),
            subject,
            session: of.session,
            when,
            readings: readings.iter().map(i64::to_string).collect(),
            pressure_unit: None,
            form_version: String::new(),
            how: how.to_owned(),
        };
        self.ask_course(of, at, Command::Measure(measuring))
    }

    fn ask_course(&mut self, of: Followed, at: Instant, command: Command) -> Result<(), DemoError> {
        self.submit(of.by, at, Ask::Course(of.patient, of.complaint, command))
    }
}

/// The first motion, measured in degrees, that the needled muscles are known to limit, with its healthy range.
fn limited_motion(case: &Case, side: Side) -> Option<(Subject, i64)> {
    let atlas = Atlas::get();
    case.spots.iter().filter_map(|s| s.muscle.parse().ok()).find_map(|muscle| {
        atlas.muscle(muscle).motion.limited.iter().find_map(|sign| {
            let motion = atlas.motion(sign.motion);
            measure::range(sign.motion)?;
            let healthy = motion.references.iter().find(|r| r.unit == Unit::Deg && r.high >= 30)?;
            let toward = match sign.toward {
                Some(atlas::Toward::Contra) => side.opposite(),
                _ => side,
            };
            let side = (motion.kind != MotionKind::Axial).then_some(toward);
            let subject = Subject::Motion { motion: sign.motion.as_str().to_owned(), side, active: true };
            Some((subject, i64::from(healthy.high)))
        })
    })
}
