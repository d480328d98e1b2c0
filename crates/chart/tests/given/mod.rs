//! `given(..).when(..).then(..)`: the rules of the record, as one reads them.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "shared by several test files, each using its part"
)]

use chart::ids::{ConsentId, DrawingId, FindingId, ScreeningId};
use chart::patient::{self, Answers, ConsentGiven, Details};
use chart::policy::Policy;
use chart::practice;
use chart::session::{self, Around, NeedleWanted};
use chart::staff::{self, Role};
use chart::values::{NeedleSize, PainScore, Place, Side, Technique};
use chart::{
    Actor, ClinicId, ComplaintId, Context, Instant, NeedleId, PatientId, Refusal, SessionId, StaffId,
    screening,
};
use jiff::civil::{Date, date};
use uuid::Uuid;

pub const TODAY: Date = date(2026, 11, 22);
pub const PRACTITIONER: StaffId = StaffId(Uuid::from_u128(1));
pub const PATIENT: PatientId = PatientId(Uuid::from_u128(2));
pub const COMPLAINT: ComplaintId = ComplaintId(Uuid::from_u128(3));
pub const SESSION: SessionId = SessionId(Uuid::from_u128(4));

pub fn noon() -> Instant {
    Instant(1_795_348_800_000_000)
}

/// Somebody with a role, at noon of [`TODAY`].
pub fn as_role(roles: &[Role]) -> Context<'static> {
    Context {
        clinic: ClinicId(Uuid::from_u128(9)),
        now: noon(),
        today: TODAY,
        actor: Actor { staff: PRACTITIONER, roles: roles.to_vec() },
        policy: Policy::default_policy(),
        atlas: atlas::Atlas::get(),
    }
}

pub fn practitioner() -> Context<'static> {
    as_role(&[Role::Practitioner])
}

/// A practitioner with a licence and a training.
pub fn licensed() -> staff::State {
    let lead = as_role(&[Role::ClinicLead]);
    let mut state = staff::State::default();
    for command in [
        staff::Command::Enrol {
            name: "Ines Falk".into(),
            login: "ines".into(),
            roles: vec![Role::Practitioner],
        },
        staff::Command::RecordLicence {
            number: "PT-1".into(),
            authority: "Register".into(),
            expires_on: date(2027, 6, 30),
        },
        staff::Command::RecordTraining {
            title: "Foundation".into(),
            provider: "School".into(),
            hours: 80,
            completed_on: date(2020, 5, 1),
            covers: Vec::new(),
        },
    ] {
        for event in staff::decide(&state, &command, &lead).expect("a sound person") {
            state.apply(&event);
        }
    }
    state
}

pub fn details(given: &str, family: &str) -> Details {
    Details {
        given_name: given.into(),
        family_name: family.into(),
        birth_date: date(1985, 3, 7),
        phone: String::new(),
    }
}

pub fn all_no() -> Vec<Answers> {
    screening::items()
        .iter()
        .map(|i| Answers { item: i.id.clone(), yes: Some(false), ..Answers::default() })
        .collect()
}

pub fn answered(yes: &str, reason: &str) -> Vec<Answers> {
    let mut answers = all_no();
    for answer in &mut answers {
        if answer.item == yes {
            answer.yes = Some(true);
            answer.reason = reason.into();
        }
    }
    answers
}

pub fn consenting(named_risks: &[&str]) -> patient::Command {
    patient::Command::GiveConsent(ConsentGiven {
        id: ConsentId(Uuid::from_u128(7)),
        named_risks: named_risks.iter().map(|r| (*r).to_owned()).collect(),
        given_by: "Élodie Müller".into(),
        signature: "M10 200l40 -60 40 60 80 -5".into(),
        on_paper: false,
        copy_given: true,
    })
}

pub fn screened(answers: Vec<Answers>) -> patient::Command {
    patient::Command::AnswerScreening { id: ScreeningId(Uuid::from_u128(6)), answers }
}

pub fn drawing_id() -> DrawingId {
    DrawingId(Uuid::from_u128(5))
}

pub fn finding_id() -> FindingId {
    FindingId(Uuid::from_u128(8))
}

/// A patient after commands, each of which must be accepted.
pub fn patient_after(commands: &[patient::Command]) -> patient::State {
    let ctx = practitioner();
    let mut state = patient::State::default();
    let register = patient::Command::Register { record_no: 1, details: details("Élodie", "Müller") };
    let open = patient::Command::OpenComplaint {
        id: COMPLAINT,
        title: "Neck".into(),
        onset: String::new(),
        provoked_by: String::new(),
        stops_doing: String::new(),
    };
    for command in [register, open].iter().chain(commands) {
        for event in patient::decide(&state, command, &ctx).expect("given commands are accepted") {
            state.apply(ctx.now, &event);
        }
    }
    state
}

/// A patient who may be needled everywhere.
pub fn ready() -> patient::State {
    let every_risk: Vec<&str> = atlas::Atlas::get().hazards().iter().map(|h| h.id.as_str()).collect();
    patient_after(&[screened(all_no()), consenting(&every_risk)])
}

pub fn needle(number: u128) -> NeedleWanted {
    NeedleWanted {
        id: NeedleId(Uuid::from_u128(100 + number)),
        place: Place { muscle: "infraspinatus".into(), point: Some("1".into()), side: Side::R },
        spot: None,
        size: NeedleSize { diameter_mm_x100: 25, length_mm: 40 },
        depth_mm: Some(20),
        depth_reason: String::new(),
        both_sides_reason: String::new(),
        caution_reason: String::new(),
        caution_reasons: Vec::new(),
        approach: String::new(),
        technique: Technique::FastInFastOut,
        current: None,
        lot: String::new(),
    }
}

pub fn opened() -> session::Command {
    session::Command::Open {
        patient: PATIENT,
        complaint: COMPLAINT,
        pain_before: PainScore::new("pain", 6).ok(),
        consent_confirmed: false,
    }
}

/// A session being told: what is around it, and what happened so far.
pub struct Given {
    pub patient: patient::State,
    pub practitioner: staff::State,
    pub successor: Option<staff::State>,
    pub practice: practice::State,
    pub same_day: Vec<Place>,
    pub ctx: Context<'static>,
    pub state: session::State,
    outcome: Result<Vec<session::Event>, Refusal>,
}

/// A session after commands, each of which must be accepted.
pub fn given(commands: impl IntoIterator<Item = session::Command>) -> Given {
    given_with(ready(), licensed(), practitioner(), commands)
}

pub fn given_with(
    patient: patient::State,
    practitioner: staff::State,
    ctx: Context<'static>,
    commands: impl IntoIterator<Item = session::Command>,
) -> Given {
    let mut given = Given {
        patient,
        practitioner,
        successor: None,
        practice: practice::State::default(),
        same_day: Vec::new(),
        ctx,
        state: session::State::default(),
        outcome: Ok(Vec::new()),
    };
    for command in commands {
        given = given.when(command);
        assert!(given.outcome.is_ok(), "a given command was refused: {:?}", given.outcome);
    }
    given
}

impl Given {
    /// Asks for one thing more; what it makes true is folded in.
    pub fn when(mut self, command: session::Command) -> Self {
        let around = Around {
            patient: &self.patient,
            practitioner: &self.practitioner,
            successor: self.successor.as_ref(),
            practice: &self.practice,
            same_day: &self.same_day,
        };
        self.outcome = session::decide(&self.state, &command, around, &self.ctx);
        for event in self.outcome.iter().flatten() {
            self.state.apply(self.ctx.now, event);
        }
        self
    }

    /// It was refused with this code, and nothing was recorded.
    #[track_caller]
    pub fn then_refused(self, code: &str) -> Self {
        assert_eq!(self.outcome.as_ref().map_err(|r| r.code), Err(code));
        assert!(chart::refusal::CODES.contains(&code), "{code} is not in the list of codes");
        self
    }

    /// Why it was refused, if it was.
    pub fn refusal(&self) -> Option<Refusal> {
        self.outcome.as_ref().err().cloned()
    }

    /// It was accepted with so many events.
    #[track_caller]
    pub fn then_events(self, count: usize) -> Self {
        assert_eq!(self.outcome.as_ref().map(Vec::len), Ok(count));
        self
    }
}
