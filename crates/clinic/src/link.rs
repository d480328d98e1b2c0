//! Private links for patients, in a file of their own (`links.sqlite`): the journal holds no secret, and a copy of it opens no diary.
//!
//! A link is a random 128-bit token in an address; the server keeps only its SHA-256. It is for one patient and one session, opens
//! nothing but that diary, and ends after [`LINK_DAYS`].

use chart::{ClinicId, Instant, PatientId, SessionId};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Days after which a link ends: the diary asks for three days, and what is late (an infection) shows within two weeks
/// (`facts/clinical.md` 4.4, from memory).
pub const LINK_DAYS: i64 = 14;
/// Letters of a token: five bits each.
const TOKEN_CHARS: usize = 26;
/// Letters that are not taken for each other when a link is typed from paper.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// What a link opens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// At which clinic.
    pub clinic: ClinicId,
    /// Whose.
    pub patient: PatientId,
    /// The diary of which session.
    pub session: SessionId,
    /// In which language.
    pub language: String,
    /// Until when.
    pub expires_at: Instant,
}

/// The key to a diary, as it stands in the address. Never logged, never stored.
pub struct LinkToken(String);

impl LinkToken {
    /// The last part of the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// All links that are open.
pub struct Links {
    file: Mutex<Connection>,
}

impl Links {
    /// Opens or makes the file.
    pub fn open(path: &Path) -> rusqlite::Result<Self> {
        let file = Connection::open(path)?;
        file.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;
             PRAGMA cache_size = -256;
             CREATE TABLE IF NOT EXISTS link (
               token_sha256 BLOB NOT NULL PRIMARY KEY, clinic BLOB NOT NULL, patient BLOB NOT NULL, session BLOB NOT NULL,
               language TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
             CREATE INDEX IF NOT EXISTS link_by_session ON link (clinic, session);",
        )?;
        Ok(Self { file: Mutex::new(file) })
    }

    fn file(&self) -> MutexGuard<'_, Connection> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a link, and ends the session's earlier one: what lies on a lost sheet of paper opens nothing any more.
    pub fn make(
        &self,
        clinic: ClinicId,
        patient: PatientId,
        session: SessionId,
        language: &str,
        now: Instant,
    ) -> rusqlite::Result<LinkToken> {
        let mut random = [0u8; 16];
        getrandom::fill(&mut random).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))?;
        let token = LinkToken(letters(u128::from_le_bytes(random)));
        let mut file = self.file();
        let change = file.transaction()?;
        change.execute(
            "DELETE FROM link WHERE expires_at < ?1 OR (clinic = ?2 AND session = ?3)",
            params![now.0, clinic.0, session.0],
        )?;
        change.execute(
            "INSERT INTO link (token_sha256, clinic, patient, session, language, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![digest(token.as_str()), clinic.0, patient.0, session.0, language, now.plus_hours(LINK_DAYS * 24).0],
        )?;
        change.commit()?;
        Ok(token)
    }

    /// What a token opens, if anything.
    pub fn find(&self, token: &str, now: Instant) -> rusqlite::Result<Option<Link>> {
        let token = token.to_ascii_lowercase();
        if token.len() != TOKEN_CHARS {
            return Ok(None);
        }
        let link = self
            .file()
            .prepare_cached(
                "SELECT clinic, patient, session, language, expires_at FROM link WHERE token_sha256 = ?1",
            )?
            .query_row([digest(&token)], |r| {
                Ok(Link {
                    clinic: ClinicId(r.get(0)?),
                    patient: PatientId(r.get(1)?),
                    session: SessionId(r.get(2)?),
                    language: r.get(3)?,
                    expires_at: Instant(r.get(4)?),
                })
            })
            .optional()?;
        Ok(link.filter(|link| now <= link.expires_at))
    }

    /// Until when the session's link is open; none where it has none.
    pub fn open_until(
        &self,
        clinic: ClinicId,
        session: SessionId,
        now: Instant,
    ) -> rusqlite::Result<Option<Instant>> {
        self.file()
            .query_row(
                "SELECT max(expires_at) FROM link WHERE clinic = ?1 AND session = ?2 AND expires_at >= ?3",
                params![clinic.0, session.0, now.0],
                |r| r.get::<_, Option<i64>>(0),
            )
            .map(|at| at.map(Instant))
    }
}

fn letters(mut number: u128) -> String {
    (0..TOKEN_CHARS)
        .map(|_| {
            let letter = LETTERS[(number & 31) as usize];
            number >>= 5;
            char::from(letter)
        })
        .collect()
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const CLINIC: ClinicId = ClinicId(Uuid::from_u128(1));
    const PATIENT: PatientId = PatientId(Uuid::from_u128(2));
    const SESSION: SessionId = SessionId(Uuid::from_u128(3));

    fn open() -> (tempfile::TempDir, Links) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let links = Links::open(&dir.path().join("links.sqlite")).expect("opens");
        (dir, links)
    }

    #[test]
    fn a_link_opens_its_session_until_it_ends_also_after_a_restart_and_in_capitals() {
        let (dir, links) = open();
        let now = Instant(1_700_000_000_000_000);
        let token = links.make(CLINIC, PATIENT, SESSION, "de", now).expect("is made");
        drop(links);
        let links = Links::open(&dir.path().join("links.sqlite")).expect("opens again");
        let at = |hours| links.find(token.as_str(), now.plus_hours(hours)).expect("reads");
        let link = at(LINK_DAYS * 24).expect("is open");
        assert_eq!((link.patient, link.session, link.language.as_str()), (PATIENT, SESSION, "de"));
        assert_eq!(at(LINK_DAYS * 24 + 1), None);
        assert!(links.find(&token.as_str().to_uppercase(), now).expect("reads").is_some());
    }

    #[test]
    fn a_new_link_ends_the_one_before_and_a_guess_opens_nothing() {
        let (_dir, links) = open();
        let now = Instant(1_700_000_000_000_000);
        let first = links.make(CLINIC, PATIENT, SESSION, "en", now).expect("is made");
        let second = links.make(CLINIC, PATIENT, SESSION, "en", now).expect("is made");
        assert_ne!(first.as_str(), second.as_str());
        assert_eq!(links.find(first.as_str(), now).expect("reads"), None);
        for guess in ["", "0", &"0".repeat(TOKEN_CHARS), &"é".repeat(13)] {
            assert_eq!(links.find(guess, now).expect("reads"), None);
        }
    }

    #[test]
    fn the_file_does_not_hold_the_token() {
        let (dir, links) = open();
        let token = links.make(CLINIC, PATIENT, SESSION, "en", Instant(0)).expect("is made");
        drop(links);
        for file in std::fs::read_dir(dir.path()).expect("reads").flatten() {
            let bytes = std::fs::read(file.path()).expect("reads");
            assert!(!bytes.windows(TOKEN_CHARS).any(|window| window == token.as_str().as_bytes()));
        }
    }
}
