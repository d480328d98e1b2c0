//! What runs inside the journal's writer: commands are decided, and their events projected, one after the other.
//!
//! The states of busy streams are kept in memory (`states`); everything else is read through the write transaction. Rules
//! that look at more than one stream (a login is unique, the record number is the next one) are checked here,
//! inside that transaction, because only here nobody else can be writing.

pub(crate) mod states;

use crate::command::{Ask, Command};
use crate::search::Searches;
use crate::store;
use crate::zone::{day, zone};
use chart::context::{Actor, Context};
use chart::policy::Policy;
use chart::staff::Role;
use chart::stored::Storable;
use chart::values::Place;
use chart::{ClinicId, ComplaintId, Instant, PatientId, Refusal, SessionId, StaffId};
use chart::{course, patient, practice, session, staff};
use jiff::tz::TimeZone;
use journal::{
    Decision, Draft, Handler, JournalError, Micros, Recorded, Rejected, SqliteEngine, SqliteTx, StreamKey,
    StreamKind, Submission,
};
use rusqlite::Connection;
use states::{State, States};
use std::sync::Arc;

type Outcome = Result<Decision, Rejected<Refusal>>;

/// Decides and projects; owned by the writer thread.
pub struct Writer {
    states: States,
    atlas: &'static atlas::Atlas,
    policy: &'static Policy,
    searches: Arc<Searches>,
}

impl Writer {
    /// A writer that keeps `searches` up to date after each commit.
    pub fn new(atlas: &'static atlas::Atlas, policy: &'static Policy, searches: Arc<Searches>) -> Self {
        Self { states: States::default(), atlas, policy, searches }
    }

    fn context(
        &mut self,
        tx: &SqliteTx<'_>,
        clinic: ClinicId,
        now: Instant,
        actor: StaffId,
    ) -> Result<Context<'static>, JournalError> {
        let roles = match &*self.states.get(tx, key(clinic, StreamKind::Staff, actor.0))? {
            State::Staff(staff) if !staff.suspended => {
                staff.enrolled.as_ref().map_or(Vec::new(), |e| e.roles.clone())
            }
            _ => Vec::new(),
        };
        let today = day(now, &self.zone_of(tx, clinic)?);
        Ok(Context {
            clinic,
            now,
            today,
            actor: Actor { staff: actor, roles },
            policy: self.policy,
            atlas: self.atlas,
        })
    }

    fn zone_of(&mut self, tx: &SqliteTx<'_>, clinic: ClinicId) -> Result<TimeZone, JournalError> {
        let time_zone = match &*self.states.get(tx, key(clinic, StreamKind::Clinic, clinic.0))? {
            State::Practice(practice) => practice.founded.as_ref().map(|f| f.time_zone.clone()),
            _ => None,
        };
        Ok(zone(time_zone.as_deref().unwrap_or("UTC")))
    }

    fn set_up(
        tx: &SqliteTx<'_>,
        mut ctx: Context<'static>,
        practice: &[practice::Command],
        first: StaffId,
        commands: &[staff::Command],
    ) -> Outcome {
        if store::staff_count(tx.connection(), ctx.clinic.0).map_err(JournalError::from)? > 0 {
            return Err(Rejected::Refused(Refusal::new("clinic.exists")));
        }
        // Nobody is there yet who could have let the first person in.
        ctx.actor = Actor { staff: first, roles: vec![Role::ClinicLead] };
        let mut events: Vec<Draft> = Vec::new();
        let mut clinic = practice::State::default();
        for command in practice {
            for event in practice::decide(&clinic, command, &ctx).map_err(Rejected::Refused)? {
                clinic.apply(&event);
                events.push(draft(&ctx, StreamKind::Clinic, ctx.clinic.0, None, &event));
            }
        }
        let mut state = staff::State::default();
        for command in commands {
            for event in staff::decide(&state, command, &ctx).map_err(Rejected::Refused)? {
                state.apply(&event);
                events.push(draft(&ctx, StreamKind::Staff, first.0, None, &event));
            }
        }
        Ok(Decision { events, answer: Vec::new() })
    }

    fn patient(
        &mut self,
        tx: &SqliteTx<'_>,
        ctx: &Context<'_>,
        id: PatientId,
        command: &patient::Command,
    ) -> Outcome {
        let state = self.states.get(tx, key(ctx.clinic, StreamKind::Patient, id.0))?;
        let State::Patient(state) = &*state else { return Err(wrong_stream()) };
        let numbered;
        let command = match command {
            patient::Command::Register { details, .. } => {
                let record_no =
                    store::next_record_no(tx.connection(), ctx.clinic.0).map_err(JournalError::from)?;
                numbered = patient::Command::Register { record_no, details: details.clone() };
                &numbered
            }
            other => other,
        };
        let events = patient::decide(state, command, ctx).map_err(Rejected::Refused)?;
        Ok(Decision {
            events: events.iter().map(|e| draft(ctx, StreamKind::Patient, id.0, Some(id), e)).collect(),
            answer: Vec::new(),
        })
    }

    fn session(
        &mut self,
        tx: &SqliteTx<'_>,
        ctx: &Context<'_>,
        id: SessionId,
        of: PatientId,
        command: &session::Command,
    ) -> Outcome {
        let state = self.states.get(tx, key(ctx.clinic, StreamKind::Session, id.0))?;
        let State::Session(state) = &*state else { return Err(wrong_stream()) };
        if state.opened.as_ref().is_some_and(|o| o.patient != of) {
            return Err(Rejected::Refused(Refusal::new("session.unknown")));
        }
        let patient = self.states.get(tx, key(ctx.clinic, StreamKind::Patient, of.0))?;
        let practitioner = self.states.get(tx, key(ctx.clinic, StreamKind::Staff, ctx.actor.staff.0))?;
        let clinic = self.states.get(tx, key(ctx.clinic, StreamKind::Clinic, ctx.clinic.0))?;
        let (State::Patient(patient), State::Staff(practitioner), State::Practice(practice)) =
            (&*patient, &*practitioner, &*clinic)
        else {
            return Err(wrong_stream());
        };
        let handed_to = match command {
            session::Command::HandOver { to, .. } => {
                Some(self.states.get(tx, key(ctx.clinic, StreamKind::Staff, to.0))?)
            }
            _ => None,
        };
        let successor = match handed_to.as_deref() {
            Some(State::Staff(person)) => Some(person),
            _ => None,
        };
        let same_day = match command {
            session::Command::PlaceNeedle(_) | session::Command::AmendNeedle { .. } => {
                self.needled_that_day(tx, ctx, id, of)?
            }
            _ => Vec::new(),
        };
        let around = session::Around { patient, practitioner, successor, practice, same_day: &same_day };
        let events = session::decide(state, command, around, ctx).map_err(Rejected::Refused)?;
        if let [session::Event::Opened(opened), ..] = events.as_slice() {
            let taken = store::has_open_session(tx.connection(), ctx.clinic.0, of, opened.complaint);
            if taken.map_err(JournalError::from)? {
                return Err(Rejected::Refused(Refusal::new("session.already_open")));
            }
        }
        Ok(Decision {
            events: events.iter().map(|e| draft(ctx, StreamKind::Session, id.0, Some(of), e)).collect(),
            answer: Vec::new(),
        })
    }

    fn course(
        &mut self,
        tx: &SqliteTx<'_>,
        ctx: &Context<'_>,
        of: PatientId,
        complaint: ComplaintId,
        command: &course::Command,
    ) -> Outcome {
        let state = self.states.get(tx, key(ctx.clinic, StreamKind::Course, complaint.0))?;
        let patient = self.states.get(tx, key(ctx.clinic, StreamKind::Patient, of.0))?;
        let (State::Course(state), State::Patient(patient)) = (&*state, &*patient) else {
            return Err(wrong_stream());
        };
        let around = course::Around { of, patient, complaint };
        let events = course::decide(state, command, around, ctx).map_err(Rejected::Refused)?;
        Ok(Decision {
            events: events.iter().map(|e| draft(ctx, StreamKind::Course, complaint.0, Some(of), e)).collect(),
            answer: Vec::new(),
        })
    }

    /// Where the patient was needled on the day in other sessions.
    fn needled_that_day(
        &mut self,
        tx: &SqliteTx<'_>,
        ctx: &Context<'_>,
        this: SessionId,
        of: PatientId,
    ) -> Result<Vec<Place>, JournalError> {
        let zone = self.zone_of(tx, ctx.clinic)?;
        let (from, until) = (ctx.now.plus_hours(-24), ctx.now.plus_hours(24));
        let near = store::sessions_between(tx.connection(), ctx.clinic.0, of, from, until)?;
        let mut places = Vec::new();
        for id in near.into_iter().filter(|id| *id != this) {
            if let State::Session(other) =
                &*self.states.get(tx, key(ctx.clinic, StreamKind::Session, id.0))?
            {
                let on_the_day = other.standing().filter(|n| day(n.placed_at, &zone) == ctx.today);
                places.extend(on_the_day.map(|n| n.needle.place.clone()));
            }
        }
        Ok(places)
    }

    fn practice(&mut self, tx: &SqliteTx<'_>, ctx: &Context<'_>, command: &practice::Command) -> Outcome {
        let state = self.states.get(tx, key(ctx.clinic, StreamKind::Clinic, ctx.clinic.0))?;
        let State::Practice(state) = &*state else { return Err(wrong_stream()) };
        let events = practice::decide(state, command, ctx).map_err(Rejected::Refused)?;
        Ok(Decision {
            events: events.iter().map(|e| draft(ctx, StreamKind::Clinic, ctx.clinic.0, None, e)).collect(),
            answer: Vec::new(),
        })
    }

    fn staff(
        &mut self,
        tx: &SqliteTx<'_>,
        ctx: &Context<'_>,
        id: StaffId,
        command: &staff::Command,
    ) -> Outcome {
        let state = self.states.get(tx, key(ctx.clinic, StreamKind::Staff, id.0))?;
        let State::Staff(state) = &*state else { return Err(wrong_stream()) };
        let events = staff::decide(state, command, ctx).map_err(Rejected::Refused)?;
        for event in &events {
            check_staff(tx.connection(), ctx, id, event)?;
        }
        Ok(Decision {
            events: events.iter().map(|e| draft(ctx, StreamKind::Staff, id.0, None, e)).collect(),
            answer: Vec::new(),
        })
    }
}

/// The rules about everybody: a login is one person's, and a clinic keeps a lead.
fn check_staff(
    sql: &Connection,
    ctx: &Context<'_>,
    id: StaffId,
    event: &staff::Event,
) -> Result<(), Rejected<Refusal>> {
    match event {
        staff::Event::Enrolled(enrolled) => {
            let taken =
                store::staff_by_login(sql, ctx.clinic.0, &enrolled.login).map_err(JournalError::from)?;
            if taken.is_some() {
                return Err(Rejected::Refused(Refusal::new("staff.login_taken").on("login")));
            }
        }
        staff::Event::RolesChanged { roles } if !roles.contains(&Role::ClinicLead) => {
            last_lead(sql, ctx, id)?;
        }
        staff::Event::Suspended { .. } => last_lead(sql, ctx, id)?,
        _ => {}
    }
    Ok(())
}

fn last_lead(sql: &Connection, ctx: &Context<'_>, leaving: StaffId) -> Result<(), Rejected<Refusal>> {
    let others = store::staff_rows(sql, ctx.clinic.0).map_err(JournalError::from)?;
    if others.iter().any(|s| s.id != leaving && !s.suspended && s.roles.contains(&Role::ClinicLead)) {
        Ok(())
    } else {
        Err(Rejected::Refused(Refusal::new("staff.last_lead")))
    }
}

/// The cache holds one kind of state per kind of stream; anything else is a bug, not a refusal.
fn wrong_stream() -> Rejected<Refusal> {
    Rejected::Store(JournalError::handler("a stream holds another kind of state than its key says"))
}

/// A stream's key.
pub(crate) fn key(clinic: ClinicId, kind: StreamKind, id: uuid::Uuid) -> StreamKey {
    StreamKey { clinic: clinic.0, kind, id }
}

fn draft<E: Storable>(
    ctx: &Context<'_>,
    kind: StreamKind,
    id: uuid::Uuid,
    subject: Option<PatientId>,
    event: &E,
) -> Draft {
    let stored = event.store();
    Draft {
        stream: key(ctx.clinic, kind, id),
        kind: stored.kind,
        version: stored.version,
        occurred_at: Micros(ctx.now.0),
        subject: subject.map(|p| p.0),
        payload: stored.payload,
    }
}

impl Handler<SqliteEngine> for Writer {
    type Command = Command;
    type Refusal = Refusal;

    fn decide(&mut self, tx: &SqliteTx<'_>, now: Micros, submission: &Submission<Command>) -> Outcome {
        let clinic = ClinicId(submission.clinic);
        // What is entered late was decided when it happened; nothing can happen after now.
        let now = submission.body.occurred_at.map_or(Instant(now.0), |at| at.min(Instant(now.0)));
        let ctx = self.context(tx, clinic, now, StaffId(submission.actor))?;
        match &submission.body.ask {
            Ask::Patient(id, command) => self.patient(tx, &ctx, *id, command),
            Ask::Session(id, of, command) => self.session(tx, &ctx, *id, *of, command),
            Ask::Course(of, complaint, command) => self.course(tx, &ctx, *of, *complaint, command),
            Ask::Practice(command) => self.practice(tx, &ctx, command),
            Ask::Staff(id, command) => self.staff(tx, &ctx, *id, command),
            Ask::SetUp { practice, first, staff } => Self::set_up(tx, ctx, practice, *first, staff),
        }
    }

    fn project(&mut self, tx: &SqliteTx<'_>, recorded: &[Recorded]) -> Result<(), JournalError> {
        for event in recorded {
            let state = self.states.fold(tx, event)?;
            states::project(tx.connection(), event, &state)?;
        }
        Ok(())
    }

    fn committed(&mut self, recorded: &[Recorded]) {
        for event in recorded {
            let patient = PatientId(event.stream.id);
            let at = Instant(event.occurred_at.0);
            match (event.kind.as_str(), event.subject) {
                ("patient.registered" | "patient.details_corrected", _) => {
                    // It was decoded a moment ago when it was projected; if it cannot be now, the index is made anew at the next start.
                    if let Ok(patient::Event::Registered(person) | patient::Event::DetailsCorrected(person)) =
                        patient::Event::read(&event.kind, event.version, &event.payload)
                    {
                        self.searches.put(event.stream.clinic, patient, &person, at);
                    }
                }
                ("session.opened", Some(of)) => self.searches.seen(event.stream.clinic, PatientId(of), at),
                _ => {}
            }
        }
    }

    fn rolled_back(&mut self) {
        self.states.clear();
    }
}
