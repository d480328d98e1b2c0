//! A made-up clinic to look at: invented people, months of sessions and outcomes, always the same from a seed.
//!
//! Everything goes through the same commands as real work, so nothing in it could not have happened. Days count back from the
//! day it is made, so that there are sessions open "today".

mod cases;
mod course;
mod diary;
mod dice;
mod mishap;
mod people;

use crate::command::{Ask, Command};
use crate::open::{Clinic, ClinicError};
use cases::{CASES, Case, Spot};
use chart::course::DayKind;
use chart::ids::{AddendumId, ConsentId, DrawingId, FindingId, ScreeningId};
use chart::patient::{self, Answers, ConsentGiven, Details, FindingMade};
use chart::session::{
    self, Chaperone, Conduct, Gloves, Moment, NeedleWanted, PatientPosition, SkinPreparation,
};
use chart::staff::{self, Role};
use chart::values::{Intensity, NeedleSize, PainScore, PaintedCell, Place, Side, Sign, Signs, Technique};
use chart::{ClinicId, ComplaintId, Instant, NeedleId, PatientId, SessionId, StaffId, practice};
use diary::After;
use dice::Dice;
use jiff::civil::{Date, date};
use journal::SubmitError;
use mishap::Asked;
use people::FAMILY_NAMES;
pub use people::GIVEN_NAMES;
use std::fmt::Write;
use uuid::Uuid;

/// The sign-in that the demo prints. It is no secret: the clinic is invented, and served on this machine only.
pub const LOGIN: &str = "ines";
/// Its password.
pub const PASSWORD: &str = "paper-ink-needle";
/// The front desk's sign-in; same password.
pub const LOGIN_FRONT_DESK: &str = "mara";
/// Patients of the demo clinic.
pub const PATIENTS: usize = 36;

/// Sessions that a demo course plans.
const PLANNED: usize = 6;

/// Lots of needles that the demo clinic has had before the one of today.
const LOTS: i64 = 7;
/// Days that a lot of needles lasts.
const LOT_DAYS: i64 = 30;

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;

/// What stops the making of a demo clinic.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The folder.
    #[error(transparent)]
    Clinic(#[from] ClinicError),
    /// The folder holds a clinic that is not this demo: it is left alone.
    #[error("the folder already holds a clinic")]
    Taken,
    /// A command of the demo was refused: the demo and the rules do not fit together.
    #[error("the demo was refused: {0}")]
    Refused(String),
    /// The passwords could not be set.
    #[error("the passwords could not be set: {0}")]
    Password(#[from] crate::password::PasswordError),
}

/// Fills an empty clinic. `now` is the day it is made for; `progress` is told how many of how many patients are done.
pub fn make(
    clinic: &Clinic,
    seed: u64,
    now: Instant,
    mut progress: impl FnMut(usize, usize),
) -> Result<(), DemoError> {
    if clinic.practice().map_err(ClinicError::from)?.is_some() {
        return Err(DemoError::Taken);
    }
    let mut maker = Maker::new(clinic, seed, now);
    maker.people()?;
    let patients: Vec<PatientId> = (0..PATIENTS).map(|at| maker.register(at)).collect::<Result<_, _>>()?;
    for (done, id) in patients.iter().enumerate() {
        progress(done, PATIENTS);
        maker.treat(*id, done)?;
    }
    progress(PATIENTS, PATIENTS);
    Ok(())
}

struct Maker<'a> {
    clinic: &'a Clinic,
    dice: Dice,
    /// For patients' answers, which came later: the rest of the clinic stays as it was.
    diary_dice: Dice,
    now: Instant,
    id: ClinicId,
    lead: StaffId,
    second: StaffId,
    desk: StaffId,
}

impl<'a> Maker<'a> {
    fn new(clinic: &'a Clinic, seed: u64, now: Instant) -> Self {
        let mut dice = Dice::new(seed);
        let (id, lead, second, desk) = (dice.uuid(), dice.uuid(), dice.uuid(), dice.uuid());
        Self {
            clinic,
            dice,
            diary_dice: Dice::new(!seed),
            now,
            id: ClinicId(id),
            lead: StaffId(lead),
            second: StaffId(second),
            desk: StaffId(desk),
        }
    }

    fn submit(&mut self, actor: StaffId, at: Instant, ask: Ask) -> Result<(), DemoError> {
        let command = Command { occurred_at: Some(at), seen: None, ask };
        let command_id = self.dice.uuid();
        match self.clinic.submit_blocking(self.id, actor, command_id, command) {
            Ok(_) => Ok(()),
            Err(SubmitError::Refused(refusal)) => {
                Err(DemoError::Refused(format!("{} {}", refusal.code, refusal.detail.unwrap_or_default())))
            }
            Err(other) => Err(DemoError::Refused(other.to_string())),
        }
    }

    /// The clinic and the three who work there.
    fn people(&mut self) -> Result<(), DemoError> {
        let founded = Instant(self.now.0 - 240 * DAY);
        let this_year = crate::zone::stamp(self.now).to_zoned(jiff::tz::TimeZone::UTC).year();
        let licence = |number: &str| staff::Command::RecordLicence {
            number: number.to_owned(),
            authority: "Register of Physiotherapists (invented)".to_owned(),
            expires_on: date(this_year + 2, 6, 30),
        };
        let training = |title: &str, hours| staff::Command::RecordTraining {
            title: title.to_owned(),
            provider: "School of Dry Needling (invented)".to_owned(),
            hours,
            completed_on: date(this_year - 4, 10, 12),
            covers: vec!["advanced".to_owned(), "thorax".to_owned()],
        };
        let enrol = |name: &str, login: &str, roles: Vec<Role>| staff::Command::Enrol {
            name: name.to_owned(),
            login: login.to_owned(),
            roles,
        };
        let lead = vec![
            enrol("Ines Falk", LOGIN, vec![Role::Practitioner, Role::ClinicLead]),
            licence("PT-40417"),
            training("Dry needling, foundation and advanced", 80),
        ];
        let practice = practice::Command::Found {
            name: "Lindenhof Practice (demo)".to_owned(),
            time_zone: "UTC".to_owned(),
        };
        for staff in [self.lead, self.second, self.desk] {
            self.clinic.sign_ins.set_password(staff, PASSWORD)?;
        }
        self.submit(
            self.lead,
            founded,
            Ask::SetUp { practice: vec![practice], first: self.lead, staff: lead },
        )?;
        // 555 01xx: kept free for invented people, as in films.
        let contact = practice::Command::SetContact {
            phone: "024 555 0100".to_owned(),
            out_of_hours: "024 555 0199".to_owned(),
            emergency: "112".to_owned(),
        };
        self.submit(self.lead, founded, Ask::Practice(contact))?;
        let second = [
            enrol("Tomasz Reid", "tomasz", vec![Role::Practitioner]),
            licence("PT-51920"),
            training("Dry needling, foundation", 46),
        ];
        for command in second {
            self.submit(self.lead, founded, Ask::Staff(self.second, command))?;
        }
        self.packs()?;
        let contact = practice::Command::SetContact {
            phone: "020 555 0140".to_owned(),
            out_of_hours: "020 555 0199".to_owned(),
            emergency: "112".to_owned(),
        };
        self.submit(self.lead, founded, Ask::Practice(contact))?;
        let desk = enrol("Mara Quill", LOGIN_FRONT_DESK, vec![Role::FrontDesk]);
        self.submit(self.lead, founded, Ask::Staff(self.desk, desk))
    }

    /// A new lot of needles every month, the last one opened again today.
    fn packs(&mut self) -> Result<(), DemoError> {
        let open = |at: Instant, lot: String| {
            let maker = "Fine Needles (invented)".to_owned();
            let expires_on = crate::zone::day(Instant(at.0 + 900 * DAY), &jiff::tz::TimeZone::UTC);
            practice::Command::OpenLot { lot, maker, expires_on: Some(expires_on), size: None }
        };
        for months in (0..=LOTS).rev() {
            let at = Instant(self.now.0 - months * LOT_DAYS * DAY);
            self.submit(self.lead, at, Ask::Practice(open(at, self.lot(at))))?;
        }
        Ok(())
    }

    /// The lot that is in use at a time.
    fn lot(&self, at: Instant) -> String {
        let months = ((self.now.0 - at.0) / (LOT_DAYS * DAY)).clamp(0, LOTS);
        format!("L24{:02}", 30 - months)
    }

    /// How one treats here: as the policy has it, the patient lying as the day has it.
    fn conduct(at: Instant) -> Conduct {
        let positions = PatientPosition::ALL;
        let position = positions[(at.0 / DAY).unsigned_abs() as usize % 3];
        Conduct {
            position: Some(position),
            hand_hygiene: Some(true),
            gloves: Some(Gloves::PalpatingHand),
            skin: Some(SkinPreparation::CleanSkin),
            chaperone: Some(Chaperone::NotNeeded),
            change_since: Some("Nothing new".to_owned()),
            aftercare_version: None,
        }
    }

    fn register(&mut self, at: usize) -> Result<PatientId, DemoError> {
        let id = PatientId(self.dice.uuid());
        // Two steps of different length through the lists, so that no name comes twice.
        let given_name = GIVEN_NAMES[at % GIVEN_NAMES.len()].to_owned();
        let family_name = FAMILY_NAMES[(at * 7 + 3) % FAMILY_NAMES.len()].to_owned();
        let birth_date = Date::new(
            1944 + self.dice.below(62) as i16,
            1 + self.dice.below(12) as i8,
            1 + self.dice.below(28) as i8,
        )
        .unwrap_or(date(1980, 1, 1));
        let phone = format!("0{} 555 01{:02}", 20 + self.dice.below(60), self.dice.below(100));
        let details = Details { given_name, family_name, birth_date, phone };
        let when = Instant(self.now.0 - (200 - at as i64) * DAY);
        self.submit(self.desk, when, Ask::Patient(id, patient::Command::Register { record_no: 0, details }))?;
        Ok(id)
    }

    /// One patient's complaint, examination and sessions.
    fn treat(&mut self, id: PatientId, at: usize) -> Result<(), DemoError> {
        let case = &CASES[at % CASES.len()];
        let by = if self.dice.chance(35) { self.second } else { self.lead };
        let side = if self.dice.chance(40) { Side::L } else { Side::R };
        let sessions = 1 + self.dice.below(6) as usize;
        let gap_days: Vec<i64> = (0..sessions).map(|_| 5 + self.dice.below(6) as i64).collect();
        // The first few patients are here today; the others were seen last some time ago.
        let ago = if at < 3 { 0 } else { 1 + self.dice.below(90) as i64 };
        // And two whose answers wait on the first page.
        let (ago, after) = match at {
            3 => (4, After::Rises),
            4 => (3, After::Nerve),
            _ => (ago, After::AsItComes),
        };
        let course: i64 = gap_days.iter().sum();
        // Mornings from eight, and every patient a little later than the one before.
        let hour = 8 * HOUR + self.dice.below(9 * 6) as i64 * HOUR / 6;
        let today = self.now.0 - self.now.0.rem_euclid(DAY);
        let last =
            if ago == 0 { self.now.0 - (40 + at as i64 * 15) * 60_000_000 } else { today - ago * DAY + hour };
        let mut when = Instant(last - course * DAY + gap_days[sessions - 1] * DAY);
        let complaint = ComplaintId(self.dice.uuid());
        self.examine(id, case, side, complaint, by, Instant(when.0 - HOUR / 3))?;
        let followed = course::Followed { patient: id, complaint, side, by, session: None };
        // Some have a day on which soreness would matter.
        let in_days =
            |days: i64| crate::zone::day(Instant(self.now.0 + days * DAY), &jiff::tz::TimeZone::UTC);
        let coming = match at % 6 {
            1 => Some((in_days(2), DayKind::Competition, "Half marathon")),
            4 => Some((in_days(17), DayKind::Flight, "Flight to Lisbon")),
            _ => None,
        };
        let activity = self.plan_course(followed, case, when, coming)?;
        if at.is_multiple_of(3) {
            self.write_letter(followed, case, Instant(when.0 + HOUR))?;
        }
        let mut pain = 5 + self.dice.below(4) as i64;
        let responds = !self.dice.chance(20);
        for (session, gap) in gap_days.into_iter().enumerate() {
            let newest = session + 1 == sessions;
            let ending = match (newest, at) {
                (true, 0) => Ending::NeedlesIn,
                (true, 1) => Ending::WaitingForSignature,
                _ => Ending::Signed,
            };
            let visit = course::Followed { session: Some(SessionId(self.dice.uuid())), ..followed };
            self.measure_visit(visit, case, activity, pain, Instant(when.0 + 60_000_000))?;
            pain = self.session(visit, case, when, pain, responds, ending)?;
            if ending == Ending::Signed {
                let after = if newest { after } else { After::AsItComes };
                self.answer_diary(visit, case, Instant(when.0 + HOUR / 2), after)?;
            }
            if !newest {
                when = Instant(when.0 + gap * DAY);
            }
        }
        if sessions >= PLANNED && !responds {
            self.decide_course(followed, Instant(when.0 + HOUR))?;
        }
        Ok(())
    }

    fn examine(
        &mut self,
        id: PatientId,
        case: &Case,
        side: Side,
        complaint: ComplaintId,
        by: StaffId,
        at: Instant,
    ) -> Result<(), DemoError> {
        let opened = patient::Command::OpenComplaint {
            id: complaint,
            title: case.title.replace("{side}", if side == Side::L { "left" } else { "right" }),
            onset: case.onset.to_owned(),
            provoked_by: case.provoked_by.to_owned(),
            stops_doing: case.stops_doing.to_owned(),
        };
        self.submit(by, at, Ask::Patient(id, opened))?;
        let cells = case
            .cells
            .iter()
            .map(|(region, intensity)| {
                let spread = self.dice.below(3) as i64 - 1;
                let intensity =
                    Intensity::new("cells", (intensity + spread).clamp(1, 10)).expect("clamped to 1 to 10");
                PaintedCell { region: (*region).to_owned(), side, intensity, kind: None }
            })
            .collect();
        let drawn = patient::Command::DrawPain { id: DrawingId(self.dice.uuid()), complaint, cells };
        self.submit(by, at, Ask::Patient(id, drawn))?;
        for spot in case.spots {
            let felt = |yes: bool| if yes { Sign::Present } else { Sign::Absent };
            let signs = Signs {
                taut_band: Sign::Present,
                tender_spot: Sign::Present,
                referred_pain: felt(self.dice.chance(60)),
                recognised_pain: felt(spot.needles > 0),
                twitch: felt(self.dice.chance(30)),
                jump_sign: felt(self.dice.chance(40)),
                painful_stretch: felt(self.dice.chance(70)),
            };
            let made = FindingMade {
                id: FindingId(self.dice.uuid()),
                complaint,
                place: place(spot, side),
                signs,
                note: String::new(),
            };
            self.submit(by, at, Ask::Patient(id, patient::Command::RecordFinding(made)))?;
        }
        let seen = movements(case, side);
        if !seen.is_empty() {
            self.submit(by, at, Ask::Patient(id, patient::Command::ExamineMotions { complaint, seen }))?;
        }
        let given = self.consent(id, case)?;
        self.submit(by, at, Ask::Patient(id, patient::Command::GiveConsent(given)))
    }

    /// Names the grave risks of what will be needled.
    fn consent(&mut self, id: PatientId, case: &Case) -> Result<ConsentGiven, DemoError> {
        let atlas = atlas::Atlas::get();
        let hazards = case
            .spots
            .iter()
            .filter_map(|s| s.muscle.parse().ok())
            .flat_map(|m| session::risk::grave(atlas, m, None));
        let named_risks = hazards.map(|h| h.to_string()).collect();
        let row = self.clinic.patient(self.id, id).map_err(ClinicError::from)?;
        let given_by =
            row.map_or(String::new(), |r| format!("{} {}", r.given_name, r.family_name.unwrap_or_default()));
        let signature = self.signature();
        Ok(ConsentGiven {
            id: ConsentId(self.dice.uuid()),
            named_risks,
            given_by,
            signature,
            on_paper: false,
            copy_given: true,
        })
    }

    fn session(
        &mut self,
        visit: course::Followed,
        case: &Case,
        at: Instant,
        pain: i64,
        responds: bool,
        ending: Ending,
    ) -> Result<i64, DemoError> {
        let course::Followed { patient: id, complaint, side, by, session } = visit;
        let session = session.unwrap_or_else(|| SessionId(self.dice.uuid()));
        let answers = self.answers();
        let screened = patient::Command::AnswerScreening { id: ScreeningId(self.dice.uuid()), answers };
        self.submit(by, at, Ask::Patient(id, screened))?;
        let score = |pain: i64| PainScore::new("pain", pain.clamp(0, 10)).expect("clamped to 0 to 10");
        let mut clock = Instant(at.0 + 2 * 60_000_000);
        let mut ask = |maker: &mut Self, command| {
            clock = Instant(clock.0 + (25 + maker.dice.below(40) as i64) * 1_000_000);
            maker.submit(by, clock, Ask::Session(session, id, command))
        };
        ask(
            self,
            session::Command::Open {
                patient: id,
                complaint,
                pain_before: Some(score(pain)),
                consent_confirmed: true,
            },
        )?;
        ask(self, session::Command::RecordConduct(Self::conduct(at)))?;
        let mut placed = 0;
        for spot in case.spots {
            for _ in 0..spot.needles {
                let needle = NeedleId(self.dice.uuid());
                let wanted = self.needle(needle, spot, side, at);
                ask(self, session::Command::PlaceNeedle(wanted))?;
                let twitches = self.dice.below(6) as u16;
                let responded = session::Command::RecordResponse {
                    needle,
                    twitches_added: twitches,
                    referred_pain: self.dice.chance(50).then_some(Sign::Present),
                    recognised_pain: self.dice.chance(60).then_some(Sign::Present),
                    pain: None,
                    bled: None,
                };
                ask(self, responded)?;
                placed += 1;
            }
        }
        if ending == Ending::NeedlesIn {
            return Ok(pain);
        }
        ask(self, session::Command::RemoveAll)?;
        let mishap = self.mishap();
        if let Some(mishap) = mishap.clone() {
            ask(self, session::Command::RecordAdverseEvent(mishap))?;
        }
        self.retest(visit, case, pain, Instant(at.0 + HOUR / 4))?;
        let relief = if responds { 1 + self.dice.below(2) as i64 } else { self.dice.below(2) as i64 };
        // Now and then nobody asks again.
        if !self.dice.chance(8) {
            ask(self, session::Command::RecordPain { moment: Moment::After, score: score(pain - relief) })?;
        }
        let tolerance = cases::TOLERANCE[self.dice.below(cases::TOLERANCE.len() as u64) as usize].to_owned();
        ask(self, session::Command::WriteNote { tolerance, text: case.plan.to_owned() })?;
        ask(
            self,
            session::Command::Close { needles_in_sharps: placed, difference_explained: String::new() },
        )?;
        if ending == Ending::Signed {
            ask(self, session::Command::Sign)?;
            if let Some(mishap) = &mishap {
                self.follow_mishap(Asked { session, patient: id, by }, mishap, at)?;
            }
            if self.dice.chance(6) {
                let addendum = AddendumId(self.dice.uuid());
                let text = "Patient telephoned: sore for a day and a half, then clearly easier.".to_owned();
                ask(
                    self,
                    session::Command::AddAddendum {
                        id: addendum,
                        text,
                        reason: "Call after the session".to_owned(),
                    },
                )?;
            }
        }
        // Between sessions some of the relief stays.
        let stays = if responds { relief } else { relief - 1 };
        Ok((pain - stays + i64::from(self.dice.chance(20))).clamp(0, 10))
    }

    fn needle(&mut self, id: NeedleId, spot: &Spot, side: Side, at: Instant) -> NeedleWanted {
        let technique = if self.dice.chance(75) { Technique::FastInFastOut } else { Technique::Static };
        let depth_mm = spot.depth_mm - self.dice.below(4) as u16;
        NeedleWanted {
            id,
            place: place(spot, side),
            spot: None,
            size: NeedleSize::parse(spot.size).expect("the demo's needle sizes are sold"),
            depth_mm: Some(depth_mm),
            depth_reason: String::new(),
            both_sides_reason: String::new(),
            caution_reason: String::new(),
            caution_reasons: Vec::new(),
            approach: spot.approach().to_owned(),
            technique,
            current: None,
            lot: self.lot(at),
        }
    }

    /// A scribble that passes for a name.
    fn signature(&mut self) -> String {
        let mut path = format!("M{} {}l", 80 + self.dice.below(60), 220 + self.dice.below(40));
        for stroke in 0..7 {
            let (up, along) = (40 + self.dice.below(80), 14 + self.dice.below(24));
            let gap = if stroke == 0 { "" } else { " " };
            let _ = write!(path, "{gap}{along} -{up} {along} {up}");
        }
        path
    }

    /// Mostly no; now and then something that asks for care, with what is done about it.
    fn answers(&mut self) -> Vec<Answers> {
        let cautious = self.dice.chance(15);
        let items = chart::screening::items();
        items
            .iter()
            .map(|item| {
                let yes = cautious && item.id == "fainting";
                let reason = if yes { "Ate before coming; treated lying down" } else { "" };
                Answers {
                    item: item.id.clone(),
                    yes: Some(yes),
                    reason: reason.to_owned(),
                    ..Answers::default()
                }
            })
            .collect()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Signed,
    WaitingForSignature,
    NeedlesIn,
}

/// What the needled muscles limit first, found limited; what hurts in them first and is not that, found painful.
fn movements(case: &Case, side: Side) -> Vec<patient::MotionSeen> {
    let atlas = atlas::Atlas::get();
    let mut seen: Vec<patient::MotionSeen> = Vec::new();
    for spot in case.spots.iter().filter(|spot| spot.needles > 0) {
        let Ok(muscle) = spot.muscle.parse() else { continue };
        let signs = &atlas.muscle(muscle).motion;
        let limited = signs.limited.first().map(|sign| (sign.on(side), Sign::Present, Sign::NotTested));
        let painful = signs.painful.first().map(|sign| (sign.on(side), Sign::NotTested, Sign::Present));
        for (motion, limited, painful) in limited.into_iter().chain(painful) {
            let id = motion.motion.to_string();
            if !seen.iter().any(|known| (&known.motion, known.side) == (&id, motion.side)) {
                seen.push(patient::MotionSeen { motion: id, side: motion.side, limited, painful });
            }
        }
    }
    seen
}

fn place(spot: &Spot, side: Side) -> Place {
    Place { muscle: spot.muscle.to_owned(), point: Some(spot.point.to_owned()), side }
}

impl Dice {
    fn uuid(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }
}
