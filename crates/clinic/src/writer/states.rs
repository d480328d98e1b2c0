//! The folded streams that the writer keeps in memory.

use crate::store;
use chart::stored::Storable;
use chart::{Instant, course, patient, practice, session, staff};
use journal::{JournalError, ReadStreams, Recorded, SqliteTx, StreamKey, StreamKind};
use rusqlite::Connection;
use std::collections::HashMap;
use std::sync::Arc;

/// Streams kept folded: a large clinic's day, about 4 kB each. Beyond it the cache starts anew; streams are short.
const STREAMS_KEPT_MAX: usize = 4_096;

/// A folded stream of any kind.
#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "each is kept behind one pointer, and most are sessions")]
pub(crate) enum State {
    /// A patient.
    Patient(patient::State),
    /// A session.
    Session(session::State),
    /// The course of a complaint.
    Course(course::State),
    /// A person who works here.
    Staff(staff::State),
    /// The clinic.
    Practice(practice::State),
}

impl State {
    fn empty(kind: StreamKind) -> Self {
        match kind {
            StreamKind::Patient => Self::Patient(patient::State::default()),
            StreamKind::Session => Self::Session(session::State::default()),
            StreamKind::Course => Self::Course(course::State::default()),
            StreamKind::Staff => Self::Staff(staff::State::default()),
            StreamKind::Clinic => Self::Practice(practice::State::default()),
        }
    }

    /// Folds a kept event in.
    pub(crate) fn apply(&mut self, event: &Recorded) -> Result<(), JournalError> {
        let at = Instant(event.occurred_at.0);
        match self {
            Self::Patient(state) => state.apply(at, &read(event)?),
            Self::Session(state) => state.apply(at, &read(event)?),
            Self::Course(state) => state.apply(at, &read(event)?),
            Self::Staff(state) => state.apply(&read(event)?),
            Self::Practice(state) => state.apply(&read(event)?),
        }
        Ok(())
    }

    /// Folds a whole stream.
    pub(crate) fn fold(kind: StreamKind, events: &[Recorded]) -> Result<Self, JournalError> {
        let mut state = Self::empty(kind);
        for event in events {
            state.apply(event)?;
        }
        Ok(state)
    }
}

fn read<E: Storable>(event: &Recorded) -> Result<E, JournalError> {
    E::read(&event.kind, event.version, &event.payload).map_err(JournalError::handler)
}

/// The cache.
#[derive(Default)]
pub(crate) struct States {
    kept: HashMap<StreamKey, Arc<State>>,
}

impl States {
    /// A stream's state, from memory or from the transaction.
    pub(crate) fn get(&mut self, tx: &SqliteTx<'_>, key: StreamKey) -> Result<Arc<State>, JournalError> {
        if let Some(state) = self.kept.get(&key) {
            return Ok(Arc::clone(state));
        }
        let state = State::fold(key.kind, &tx.read_stream(key, 0)?)?;
        Ok(self.keep(key, state))
    }

    fn keep(&mut self, key: StreamKey, state: State) -> Arc<State> {
        if self.kept.len() >= STREAMS_KEPT_MAX {
            self.kept.clear();
        }
        let state = Arc::new(state);
        self.kept.insert(key, Arc::clone(&state));
        state
    }

    /// Folds a new event into the kept state and returns it.
    pub(crate) fn fold(&mut self, tx: &SqliteTx<'_>, event: &Recorded) -> Result<Arc<State>, JournalError> {
        if let Some(state) = self.kept.get_mut(&event.stream) {
            Arc::make_mut(state).apply(event)?;
            return Ok(Arc::clone(state));
        }
        // Read back from the transaction, which already holds the event, and perhaps later ones of the same command.
        let all = tx.read_stream(event.stream, 0)?;
        let until = all.iter().take_while(|e| e.stream_version <= event.stream_version).count();
        let state = State::fold(event.stream.kind, &all[..until])?;
        Ok(self.keep(event.stream, state))
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.kept.clear();
    }
}

/// Writes the rows that an event changes.
pub(crate) fn project(sql: &Connection, event: &Recorded, state: &State) -> Result<(), JournalError> {
    let (clinic, id, at) = (event.stream.clinic, event.stream.id, Instant(event.occurred_at.0));
    match state {
        State::Practice(state) => store::project_practice(sql, clinic, state)?,
        State::Staff(state) => store::project_staff(sql, clinic, id, state)?,
        State::Patient(state) => {
            let event = read(event)?;
            store::project_patient(sql, clinic, id, at, &event, state)?;
            store::project_finding(sql, clinic, id, &event, state)?;
        }
        State::Session(state) => {
            let event = read(event)?;
            store::project_session(sql, clinic, id, &event, state)?;
            store::project_aftermath(sql, clinic, id, at, &event, state)?;
            store::project_figures(sql, clinic, id, &event, state)?;
        }
        State::Course(_) => store::project_measured(sql, clinic, id, at, &read(event)?)?,
    }
    Ok(())
}
