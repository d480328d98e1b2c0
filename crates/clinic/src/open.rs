//! A clinic's data folder, open for use.

use crate::command::Command;
use crate::link::Links;
use crate::outbox::{Folder, MailServer, MailSettings, Outbox, OutboxError};
use crate::ranking::{CLINIC_MINIMUM, ClinicFigure};
use crate::search::Searches;
use crate::signin::SignIns;
use crate::store::{self, AdverseRow, LotRow, PatientRow, RingingRow, SessionRow, StaffRow, WorklistRow};
use crate::writer::{Writer, key, states::State};
use crate::zone::{day, zone};
use chart::policy::{Policy, PolicyError};
use chart::stored::Storable;
use chart::values::{NeedleSize, Technique};
use chart::{
    ClinicId, ComplaintId, Instant, PatientId, Refusal, SessionId, StaffId, course, patient, session, staff,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use journal::{
    Journal, JournalError, Options, Readers, Receipt, Recorded, SqliteJournal, StreamKey, StreamKind,
    Submission, SubmitError,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;
use thiserror::Error;
use uuid::Uuid;

/// The journal's file in the data folder.
pub const JOURNAL_FILE: &str = "journal.sqlite";
/// The passwords' and sign-ins' file in the data folder.
pub const SIGN_INS_FILE: &str = "sign-ins.sqlite";
/// The patients' links' file in the data folder.
pub const LINKS_FILE: &str = "links.sqlite";
/// Where letters to patients wait in the data folder.
pub const OUTBOX_FOLDER: &str = "outbox";
/// The clinic's own rules in the data folder; without it the default holds.
pub const POLICY_FILE: &str = "policy.toml";
/// Sessions that a chart lists before "older".
pub const SESSIONS_LISTED_MAX: usize = 200;
/// Lots that the page of lots lists.
pub const LOTS_LISTED_MAX: usize = 100;
/// Adverse events that their page lists.
pub const ADVERSE_LISTED_MAX: usize = 200;
/// Sessions and patients that the first page lists.
pub const WORKLIST_MAX: usize = 50;

/// What keeps a clinic from being opened or read.
#[derive(Debug, Error)]
pub enum ClinicError {
    /// The journal.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The files of sign-ins and links.
    #[error("the file of sign-ins or of links cannot be used: {0}")]
    SignIns(#[from] rusqlite::Error),
    /// How letters to patients are carried.
    #[error(transparent)]
    Outbox(#[from] OutboxError),
    /// The clinic's own rules.
    #[error("{path}: {source}")]
    Policy {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: PolicyError,
    },
    /// The folder.
    #[error("the data folder {path} cannot be used: {source}")]
    Folder {
        /// As given.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Who and what a clinic is, for the top of a page.
#[derive(Clone, Debug)]
pub struct Practice {
    /// Its id, the beginning of every key.
    pub id: ClinicId,
    /// Its name.
    pub name: String,
    /// Where its days begin and end.
    pub zone: TimeZone,
}

/// A session with what its page shows around it.
#[derive(Clone, Debug)]
pub struct SessionRecord {
    /// Which.
    pub id: SessionId,
    /// The folded stream.
    pub state: session::State,
    /// Its version, for "somebody else changed it".
    pub version: u64,
    /// The chain hash of its signature, as it is printed on the note; zeros before.
    pub signed_hash: [u8; 32],
    /// The signature's place in the journal; none before.
    pub signed_seq: Option<u64>,
    /// When each addendum was recorded, in order.
    pub addenda_recorded_at: Vec<Instant>,
    /// Every event of the session, for what was entered late.
    pub entries: Vec<Entry>,
    /// Whose.
    pub patient: PatientId,
}

/// One event of a session with both its times and whoever recorded it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What became true.
    pub event: session::Event,
    /// When it was true.
    pub occurred_at: Instant,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who recorded it.
    pub by: StaffId,
}

/// An open data folder: the door for writes, and for reads.
pub struct Clinic {
    journal: SqliteJournal<Writer>,
    readers: Readers,
    /// Passwords and sign-ins.
    pub sign_ins: SignIns,
    /// Patients' private links.
    pub links: Links,
    /// What carries letters to patients.
    pub outbox: Box<dyn Outbox>,
    searches: Arc<Searches>,
    policy: &'static Policy,
}

impl Clinic {
    /// As [`Clinic::open_with`]; letters to patients wait in the folder [`OUTBOX_FOLDER`].
    pub fn open(folder: &Path) -> Result<Arc<Self>, ClinicError> {
        Self::open_with(folder, None)
    }

    /// Opens the folder, making what is missing. The search index is filled in the background: searches wait for it. Letters go to the
    /// mail server, if there is one.
    pub fn open_with(folder: &Path, mail: Option<MailSettings>) -> Result<Arc<Self>, ClinicError> {
        make_private(folder).map_err(|source| ClinicError::Folder { path: folder.to_owned(), source })?;
        let searches = Arc::new(Searches::default());
        let policy = policy(folder)?;
        let writer = Writer::new(atlas::Atlas::get(), policy, Arc::clone(&searches));
        let options = Options { schema: store::MIGRATIONS, ..Options::default() };
        renew(folder)?;
        let journal = SqliteJournal::open(folder.join(JOURNAL_FILE), options, writer)?;
        let sign_ins = SignIns::open(&folder.join(SIGN_INS_FILE))?;
        let links = Links::open(&folder.join(LINKS_FILE))?;
        let letters = Folder::new(&folder.join(OUTBOX_FOLDER));
        letters.sweep(SystemTime::now());
        let outbox: Box<dyn Outbox> = match mail {
            Some(settings) => Box::new(MailServer::new(settings, letters)?),
            None => Box::new(letters),
        };
        let readers = journal.reader();
        let clinic = Arc::new(Self { journal, readers, sign_ins, links, outbox, searches, policy });
        clinic.fill_searches();
        Ok(clinic)
    }

    fn fill_searches(self: &Arc<Self>) {
        let (filling, ready) = std::sync::mpsc::channel();
        let (searches, readers) = (Arc::clone(&self.searches), self.readers.clone());
        std::thread::spawn(move || {
            let filled = searches.fill(|each| {
                // From here on the index is held: whoever searches or writes a name waits until it is whole.
                let _ = filling.send(());
                readers.with(|sql| {
                    for clinic in store::clinic_ids(sql)? {
                        store::search_rows(sql, clinic, |row| each(clinic, row))?;
                    }
                    Ok(())
                })
            });
            if let Err(error) = filled {
                tracing::error!(%error, "the patient index could not be filled; search finds nobody until the next start");
            }
        });
        let _ = ready.recv();
    }

    /// The clinic of this folder; none before the first start is through. (A group's file holds several; this is the first.)
    pub fn practice(&self) -> Result<Option<Practice>, JournalError> {
        self.readers.with(|sql| {
            let Some(id) = store::clinic_ids(sql)?.first().copied() else { return Ok(None) };
            Ok(store::practice(sql, id)?.map(|(name, time_zone)| Practice {
                id: ClinicId(id),
                name,
                zone: zone(&time_zone),
            }))
        })
    }

    /// Submits a command and waits until it is durable, refused, or known to be impossible now.
    pub async fn submit(
        &self,
        clinic: ClinicId,
        actor: StaffId,
        command_id: Uuid,
        command: impl Into<Command>,
    ) -> Result<Receipt, SubmitError<Refusal>> {
        self.journal.submit(submission(clinic, actor, command_id, command.into())).await
    }

    /// The same for callers that are not async: the demo's maker, tools.
    pub fn submit_blocking(
        &self,
        clinic: ClinicId,
        actor: StaffId,
        command_id: Uuid,
        command: impl Into<Command>,
    ) -> Result<Receipt, SubmitError<Refusal>> {
        self.journal.submit_blocking(submission(clinic, actor, command_id, command.into()))
    }

    /// For queries of other modules.
    pub(crate) fn readers(&self) -> &Readers {
        &self.readers
    }

    /// The rules of this jurisdiction.
    pub fn policy(&self) -> &'static Policy {
        self.policy
    }

    /// The patients that fit a query, best first.
    pub fn search(&self, clinic: ClinicId, query: &str) -> Result<Vec<PatientRow>, JournalError> {
        let ids = self.searches.find(clinic.0, query);
        self.readers.with(|sql| Ok(store::patient_rows(sql, clinic.0, &ids)?))
    }

    /// The patients who were here last.
    pub fn latest_patients(&self, clinic: ClinicId) -> Result<Vec<PatientRow>, JournalError> {
        self.readers.with(|sql| Ok(store::latest_patients(sql, clinic.0, 12)?))
    }

    /// Sessions that are not signed.
    pub fn worklist(&self, clinic: ClinicId) -> Result<Vec<WorklistRow>, JournalError> {
        self.readers.with(|sql| Ok(store::open_sessions(sql, clinic.0, WORKLIST_MAX)?))
    }

    /// Patients' answers that nobody owns yet, most urgent first.
    pub fn ringing(&self, clinic: ClinicId) -> Result<Vec<RingingRow>, JournalError> {
        self.readers.with(|sql| Ok(store::ringing(sql, clinic.0, WORKLIST_MAX)?))
    }

    /// Patients' answers that somebody took on and nobody closed, most urgent first.
    pub fn taken_on(&self, clinic: ClinicId) -> Result<Vec<RingingRow>, JournalError> {
        self.readers.with(|sql| Ok(store::taken_on(sql, clinic.0, WORKLIST_MAX)?))
    }

    /// How many of those that nobody owns there are.
    pub fn ringing_count(&self, clinic: ClinicId) -> Result<usize, JournalError> {
        self.readers.with(|sql| Ok(store::ringing_count(sql, clinic.0)?))
    }

    /// Adverse events, serious ones that are not over first.
    pub fn adverse_events(&self, clinic: ClinicId) -> Result<Vec<AdverseRow>, JournalError> {
        self.readers.with(|sql| Ok(store::adverse_events(sql, clinic.0, ADVERSE_LISTED_MAX)?))
    }

    /// A patient's record and sessions, newest first; none where the clinic has no such patient.
    pub fn chart(
        &self,
        clinic: ClinicId,
        id: PatientId,
    ) -> Result<Option<(patient::State, Vec<SessionRow>)>, JournalError> {
        self.readers.with(|sql| {
            let stream = key(clinic, StreamKind::Patient, id.0);
            let State::Patient(state) = State::fold(stream.kind, &journal::read_stream(sql, stream, 0)?)?
            else {
                return Ok(None);
            };
            if state.person.is_none() {
                return Ok(None);
            }
            Ok(Some((state, store::sessions_of(sql, clinic.0, id, SESSIONS_LISTED_MAX)?)))
        })
    }

    /// A patient's line; none where the clinic has no such patient.
    pub fn patient(&self, clinic: ClinicId, id: PatientId) -> Result<Option<PatientRow>, JournalError> {
        self.readers.with(|sql| Ok(store::patient_row(sql, clinic.0, id)?))
    }

    /// A session; none where the clinic has no such session.
    pub fn session(&self, clinic: ClinicId, id: SessionId) -> Result<Option<SessionRecord>, JournalError> {
        self.readers.with(|sql| {
            let Some(patient) = store::session_patient(sql, clinic.0, id)? else { return Ok(None) };
            let stream = key(clinic, StreamKind::Session, id.0);
            let events = journal::read_stream(sql, stream, 0)?;
            let version = events.last().map_or(0, |e| e.stream_version);
            let signed = events.iter().find(|e| e.kind == "session.signed");
            let (signed_hash, signed_seq) = (signed.map_or([0; 32], |e| e.hash), signed.map(|e| e.seq));
            let entries = events.iter().map(entry).collect::<Result<_, _>>()?;
            let addenda = events.iter().filter(|e| e.kind == "addendum.added");
            let addenda_recorded_at = addenda.map(|e| Instant(e.recorded_at.0)).collect();
            let State::Session(state) = State::fold(stream.kind, &events)? else { return Ok(None) };
            Ok(Some(SessionRecord {
                id,
                state,
                version,
                signed_hash,
                signed_seq,
                addenda_recorded_at,
                entries,
                patient,
            }))
        })
    }

    /// Whose session it is, for the command that acts on it.
    pub fn patient_of_session(
        &self,
        clinic: ClinicId,
        id: SessionId,
    ) -> Result<Option<PatientId>, JournalError> {
        self.readers.with(|sql| Ok(store::session_patient(sql, clinic.0, id)?))
    }

    /// The course of a complaint; empty where nothing was measured or planned yet.
    pub fn course(&self, clinic: ClinicId, complaint: ComplaintId) -> Result<course::State, JournalError> {
        self.course_as_of(clinic, complaint, None)
    }

    /// The course of a complaint as it was recorded before a place in the journal; none: as it stands.
    pub fn course_as_of(
        &self,
        clinic: ClinicId,
        complaint: ComplaintId,
        signed_seq: Option<u64>,
    ) -> Result<course::State, JournalError> {
        match self.state_as_of(clinic, StreamKind::Course, complaint.0, None, signed_seq)? {
            State::Course(state) => Ok(state),
            _ => Ok(course::State::default()),
        }
    }

    /// What the clinic has found itself under a complaint group, from enough people to be used.
    pub fn own_findings(
        &self,
        clinic: ClinicId,
        complaint: atlas::ComplaintId,
    ) -> Result<Vec<ClinicFigure>, JournalError> {
        let rows = self.readers.with(|sql| Ok(store::own_findings(sql, clinic.0, complaint.as_str())?))?;
        let figures = rows.into_iter().filter_map(|(muscle, active, examined)| {
            let muscle = muscle.parse().ok()?;
            (examined >= CLINIC_MINIMUM).then_some(ClinicFigure { complaint, muscle, active, examined })
        });
        Ok(figures.collect())
    }

    /// The clinic's own record: the packs of needles that are in use.
    pub fn practice_state(&self, clinic: ClinicId) -> Result<chart::practice::State, JournalError> {
        match State::fold(StreamKind::Clinic, &self.events(key(clinic, StreamKind::Clinic, clinic.0))?)? {
            State::Practice(state) => Ok(state),
            _ => Ok(chart::practice::State::default()),
        }
    }

    /// Every session that used needles of a lot, newest first. Blanks, hyphens and case of the lot do not matter.
    pub fn recall(&self, clinic: ClinicId, lot: &str) -> Result<Vec<LotRow>, JournalError> {
        self.readers.with(|sql| Ok(store::recall(sql, clinic.0, &store::lot_key(lot))?))
    }

    /// What the clinic usually needles each muscle with, by muscle of the atlas; without those it never needled.
    pub fn usual_needles(
        &self,
        clinic: ClinicId,
    ) -> Result<BTreeMap<String, (NeedleSize, Technique)>, JournalError> {
        self.readers.with(|sql| {
            let mut usual = BTreeMap::new();
            for muscle in atlas::Atlas::get().muscles() {
                let id = muscle.id.to_string();
                if let Some(needle) = store::usual_needle(sql, clinic.0, &id)? {
                    usual.insert(id, needle);
                }
            }
            Ok(usual)
        })
    }

    /// The lots that were used last: lot, needles, sessions.
    pub fn lots(&self, clinic: ClinicId) -> Result<Vec<(String, u32, u32)>, JournalError> {
        self.readers.with(|sql| Ok(store::lots_known(sql, clinic.0, LOTS_LISTED_MAX)?))
    }

    /// Everybody who works here.
    pub fn staff(&self, clinic: ClinicId) -> Result<Vec<StaffRow>, JournalError> {
        self.readers.with(|sql| Ok(store::staff_rows(sql, clinic.0)?))
    }

    /// One person who works here, folded; none where the clinic has no such person.
    pub fn staff_member(&self, clinic: ClinicId, id: StaffId) -> Result<Option<staff::State>, JournalError> {
        self.readers.with(|sql| {
            let stream = key(clinic, StreamKind::Staff, id.0);
            let State::Staff(state) = State::fold(stream.kind, &journal::read_stream(sql, stream, 0)?)?
            else {
                return Ok(None);
            };
            Ok(state.enrolled.is_some().then_some(state))
        })
    }

    /// A patient's record as it stood at an instant: what a note of that day is printed from. `signed_seq` is the signature's
    /// place in the journal: what came to be known after it is left out, whenever it is said to have happened.
    pub fn patient_as_of(
        &self,
        clinic: ClinicId,
        id: PatientId,
        at: Instant,
        signed_seq: Option<u64>,
    ) -> Result<patient::State, JournalError> {
        match self.state_as_of(clinic, StreamKind::Patient, id.0, Some(at), signed_seq)? {
            State::Patient(state) => Ok(state),
            _ => Ok(patient::State::default()),
        }
    }

    /// A person's licence and training as they stood at an instant.
    pub fn staff_as_of(
        &self,
        clinic: ClinicId,
        id: StaffId,
        at: Instant,
        signed_seq: Option<u64>,
    ) -> Result<staff::State, JournalError> {
        match self.state_as_of(clinic, StreamKind::Staff, id.0, Some(at), signed_seq)? {
            State::Staff(state) => Ok(state),
            _ => Ok(staff::State::default()),
        }
    }

    /// A stream folded from what happened until an instant and was recorded before a place in the journal; none: all of it.
    fn state_as_of(
        &self,
        clinic: ClinicId,
        kind: StreamKind,
        id: Uuid,
        at: Option<Instant>,
        signed_seq: Option<u64>,
    ) -> Result<State, JournalError> {
        let mut events = self.events(key(clinic, kind, id))?;
        events.retain(|e| {
            at.is_none_or(|at| e.occurred_at.0 <= at.0) && signed_seq.is_none_or(|seq| e.seq <= seq)
        });
        State::fold(kind, &events)
    }

    /// One person's line; none where the clinic has no such person.
    pub fn staff_row(&self, clinic: ClinicId, id: StaffId) -> Result<Option<StaffRow>, JournalError> {
        self.readers.with(|sql| Ok(store::staff_row(sql, clinic.0, id)?))
    }

    /// Who signs in with this name.
    pub fn staff_by_login(&self, clinic: ClinicId, login: &str) -> Result<Option<StaffRow>, JournalError> {
        self.readers.with(|sql| Ok(store::staff_by_login(sql, clinic.0, &login.trim().to_lowercase())?))
    }

    /// How many events a stream has.
    pub fn version(&self, stream: StreamKey) -> Result<u64, JournalError> {
        self.readers.with(|sql| journal::stream_version(sql, stream))
    }

    /// The events of a stream, for pages that show a history and for exports.
    pub fn events(&self, stream: StreamKey) -> Result<Vec<Recorded>, JournalError> {
        self.readers.with(|sql| journal::read_stream(sql, stream, 0))
    }
}

fn entry(event: &Recorded) -> Result<Entry, JournalError> {
    Ok(Entry {
        event: session::Event::read(&event.kind, event.version, &event.payload)
            .map_err(JournalError::handler)?,
        occurred_at: Instant(event.occurred_at.0),
        recorded_at: Instant(event.recorded_at.0),
        by: StaffId(event.actor),
    })
}

/// The rules of this clinic: those of its file, or the default. Read once, and held until the program ends.
fn policy(folder: &Path) -> Result<&'static Policy, ClinicError> {
    let path = folder.join(POLICY_FILE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Policy::default_policy()),
        Err(source) => return Err(ClinicError::Folder { path, source }),
    };
    let policy = Policy::read(&text).map_err(|source| ClinicError::Policy { path, source })?;
    Ok(Box::leak(Box::new(policy)))
}

/// Makes the folder, where it is missing, for this account alone: it will hold patients and password hashes.
pub(crate) fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Today at a clinic.
pub fn today(practice: &Practice, now: Instant) -> Date {
    day(now, &practice.zone)
}

/// Makes the projections of a folder again whose rows an older version wrote: what this version lists and counts is not in them.
fn renew(folder: &Path) -> Result<(), ClinicError> {
    let journal = folder.join(JOURNAL_FILE);
    if !journal.exists() || !store::projections_are_old(&journal).map_err(JournalError::from)? {
        return Ok(());
    }
    tracing::info!("an older version wrote the lists: they are made again from the journal");
    let rebuilt = rebuild(folder, |_, _| {})?;
    tracing::info!(events = rebuilt.events, "the lists are made again");
    Ok(())
}

/// Makes the projections again from the journal; the folder must not be in use. `progress` is told how many of how many
/// events are done.
pub fn rebuild(folder: &Path, progress: impl FnMut(u64, u64)) -> Result<journal::Rebuilt, ClinicError> {
    let mut writer = Writer::new(atlas::Atlas::get(), Policy::default_policy(), Arc::default());
    let options = Options { schema: store::MIGRATIONS, ..Options::default() };
    let clear = |tx: &journal::SqliteTx<'_>| Ok(store::clear(tx.connection())?);
    Ok(journal::rebuild(folder.join(JOURNAL_FILE), options, &mut writer, clear, progress)?)
}

fn submission(clinic: ClinicId, actor: StaffId, command_id: Uuid, body: Command) -> Submission<Command> {
    // Everything that could change what the command means stands in its debug form, and nothing else does.
    let request_hash = Sha256::digest(format!("{body:?}").as_bytes()).into();
    Submission { command_id, clinic: clinic.0, actor: actor.0, request_hash, expected: body.seen, body }
}
