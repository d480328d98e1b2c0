//! Passwords and sign-ins, in a file of their own (`sign-ins.sqlite`): the journal holds no secret, and a copy of the
//! journal opens nothing.
//!
//! A sign-in is a random 256-bit token in the browser's cookie; the server keeps only its SHA-256. It locks after
//! [`IDLE_MINUTES`] without a request, which the password undoes, and ends after [`HOURS_MAX`] whatever happens.

mod pin;

pub use pin::{PIN_DIGITS, PIN_TRIES_MAX, PinError, PinFits, PinStanding};

use crate::password::{self, PasswordError};
use chart::{ClinicId, Instant, StaffId};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Minutes without a request after which a sign-in locks: a tablet left at the table is soon nobody's.
pub const IDLE_MINUTES: i64 = 10;
/// Hours after which a sign-in ends: a long working day.
pub const HOURS_MAX: i64 = 14;
/// Seconds between two writes of "last used" to the file; in memory it is exact.
const TOUCH_SECONDS: i64 = 60;

/// Somebody who is signed in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SignIn {
    /// At which clinic.
    pub clinic: ClinicId,
    /// Who.
    pub staff: StaffId,
    /// Since when.
    pub since: Instant,
    /// The last request.
    pub used_at: Instant,
    /// Whether the password is asked for before anything else.
    pub locked: bool,
    touched_at: Instant,
}

/// The key to a sign-in, as it stands in the cookie. Never logged, never stored.
pub struct Token(String);

impl Token {
    /// The cookie's value.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// All sign-ins and passwords.
pub struct SignIns {
    inner: Mutex<Inner>,
}

struct Inner {
    file: Connection,
    live: HashMap<[u8; 32], SignIn>,
}

impl SignIns {
    /// Opens or makes the file.
    pub fn open(path: &Path) -> rusqlite::Result<Self> {
        let file = Connection::open(path)?;
        file.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;
             PRAGMA cache_size = -256;
             CREATE TABLE IF NOT EXISTS password (
               staff BLOB NOT NULL PRIMARY KEY, phc TEXT NOT NULL) STRICT, WITHOUT ROWID;
             CREATE TABLE IF NOT EXISTS pin (
               staff BLOB NOT NULL PRIMARY KEY, phc TEXT NOT NULL, wrong INTEGER NOT NULL) STRICT, WITHOUT ROWID;
             CREATE TABLE IF NOT EXISTS sign_in (
               token_sha256 BLOB NOT NULL PRIMARY KEY, clinic BLOB NOT NULL, staff BLOB NOT NULL, since INTEGER NOT NULL,
               used_at INTEGER NOT NULL, locked INTEGER NOT NULL) STRICT, WITHOUT ROWID;
             CREATE TABLE IF NOT EXISTS outbox_key (
               staff BLOB NOT NULL PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;",
        )?;
        let live = file
            .prepare("SELECT token_sha256, clinic, staff, since, used_at, locked FROM sign_in")?
            .query_map([], |r| {
                let used_at = Instant(r.get(4)?);
                let sign_in = SignIn {
                    clinic: ClinicId(r.get(1)?),
                    staff: StaffId(r.get(2)?),
                    since: Instant(r.get(3)?),
                    used_at,
                    locked: r.get(5)?,
                    touched_at: used_at,
                };
                Ok((r.get::<_, [u8; 32]>(0)?, sign_in))
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self { inner: Mutex::new(Inner { file, live }) })
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives a person a new password, takes their PIN away and ends their sign-ins.
    pub fn set_password(&self, staff: StaffId, password: &str) -> Result<(), PasswordError> {
        let phc = password::hash(password)?;
        let mut inner = self.inner();
        inner
            .file
            .execute("INSERT INTO password (staff, phc) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET phc = excluded.phc", params![staff.0, phc])
            .and_then(|_| inner.file.execute("DELETE FROM pin WHERE staff = ?1", [staff.0]))
            .and_then(|_| inner.end_all(staff))
            .map_err(|_| PasswordError::Unavailable)
    }

    /// Whether this is the person's password. As slow for nobody as for somebody; never on an async thread.
    pub fn password_fits(&self, staff: Option<StaffId>, password: &str) -> rusqlite::Result<bool> {
        let phc: Option<String> = match staff {
            None => None,
            Some(staff) => self
                .inner()
                .file
                .query_row("SELECT phc FROM password WHERE staff = ?1", [staff.0], |r| r.get(0))
                .optional()?,
        };
        let fits = password::verify(password, phc.as_deref());
        if let (true, Some(staff)) = (fits, staff) {
            self.forgive_pin(staff)?;
        }
        Ok(fits)
    }

    /// Begins a sign-in. The caller has checked the password.
    pub fn begin(&self, clinic: ClinicId, staff: StaffId, now: Instant) -> rusqlite::Result<Token> {
        let mut random = [0u8; 32];
        getrandom::fill(&mut random).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))?;
        let token = Token(hex(&random));
        let digest = digest(&token.0);
        let mut inner = self.inner();
        inner.file.execute(
            "INSERT INTO sign_in (token_sha256, clinic, staff, since, used_at, locked) VALUES (?1, ?2, ?3, ?4, ?4, 0)",
            params![digest, clinic.0, staff.0, now.0],
        )?;
        inner.live.insert(
            digest,
            SignIn { clinic, staff, since: now, used_at: now, locked: false, touched_at: now },
        );
        Ok(token)
    }

    /// Who a cookie belongs to, if to anybody. Notes the use, and locks what was idle for too long.
    pub fn find(&self, token: &str, now: Instant) -> rusqlite::Result<Option<SignIn>> {
        self.look(token, now, true)
    }

    /// The same for what a page asks by itself: nobody is there because of it, so it keeps nothing from locking.
    pub fn glance(&self, token: &str, now: Instant) -> rusqlite::Result<Option<SignIn>> {
        self.look(token, now, false)
    }

    fn look(&self, token: &str, now: Instant, used: bool) -> rusqlite::Result<Option<SignIn>> {
        let digest = digest(token);
        let mut inner = self.inner();
        let inner = &mut *inner;
        let Some(sign_in) = inner.live.get_mut(&digest) else { return Ok(None) };
        if now.seconds_since(sign_in.since) > HOURS_MAX * 3_600 {
            inner.live.remove(&digest);
            inner.file.execute("DELETE FROM sign_in WHERE token_sha256 = ?1", [digest])?;
            return Ok(None);
        }
        if !sign_in.locked && now.seconds_since(sign_in.used_at) > IDLE_MINUTES * 60 {
            sign_in.locked = true;
            inner.file.execute("UPDATE sign_in SET locked = 1 WHERE token_sha256 = ?1", [digest])?;
        }
        if used && !sign_in.locked {
            sign_in.used_at = now.max(sign_in.used_at);
            if now.seconds_since(sign_in.touched_at) > TOUCH_SECONDS {
                sign_in.touched_at = now;
                inner.file.execute(
                    "UPDATE sign_in SET used_at = ?2 WHERE token_sha256 = ?1",
                    params![digest, now.0],
                )?;
            }
        }
        Ok(Some(*sign_in))
    }

    /// Locks a sign-in at once.
    pub fn lock(&self, token: &str) -> rusqlite::Result<()> {
        self.set_locked(token, true, None)
    }

    /// Unlocks a sign-in. The caller has checked the password.
    pub fn unlock(&self, token: &str, now: Instant) -> rusqlite::Result<()> {
        self.set_locked(token, false, Some(now))
    }

    fn set_locked(&self, token: &str, locked: bool, used_at: Option<Instant>) -> rusqlite::Result<()> {
        let digest = digest(token);
        let mut inner = self.inner();
        let inner = &mut *inner;
        let Some(sign_in) = inner.live.get_mut(&digest) else { return Ok(()) };
        sign_in.locked = locked;
        sign_in.used_at = used_at.unwrap_or(sign_in.used_at);
        inner.file.execute(
            "UPDATE sign_in SET locked = ?2, used_at = ?3 WHERE token_sha256 = ?1",
            params![digest, locked, sign_in.used_at.0],
        )?;
        Ok(())
    }

    /// The key that a person's entries are sealed with on a tablet until they are sent. Made at the first call and the same ever
    /// after, so that what a closed tablet kept can be read at the next sign-in, on this server and nowhere else.
    pub fn outbox_key(&self, staff: StaffId) -> rusqlite::Result<[u8; 32]> {
        let mut fresh = [0u8; 32];
        getrandom::fill(&mut fresh).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))?;
        let inner = self.inner();
        inner.file.execute(
            "INSERT INTO outbox_key (staff, key) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            params![staff.0, fresh],
        )?;
        inner.file.query_row("SELECT key FROM outbox_key WHERE staff = ?1", [staff.0], |r| r.get(0))
    }

    /// Ends a sign-in.
    pub fn end(&self, token: &str) -> rusqlite::Result<()> {
        let digest = digest(token);
        let mut inner = self.inner();
        inner.live.remove(&digest);
        inner.file.execute("DELETE FROM sign_in WHERE token_sha256 = ?1", [digest])?;
        Ok(())
    }

    /// Ends all sign-ins of a person.
    pub fn end_all(&self, staff: StaffId) -> rusqlite::Result<()> {
        self.inner().end_all(staff)
    }
}

impl Inner {
    fn end_all(&mut self, staff: StaffId) -> rusqlite::Result<()> {
        self.live.retain(|_, s| s.staff != staff);
        self.file.execute("DELETE FROM sign_in WHERE staff = ?1", [staff.0])?;
        Ok(())
    }
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const MINUTE: i64 = 60_000_000;

    fn at(minutes: i64) -> Instant {
        Instant(1_700_000_000_000_000 + minutes * MINUTE)
    }

    fn open() -> (tempfile::TempDir, SignIns) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let sign_ins = SignIns::open(&dir.path().join("sign-ins.sqlite")).expect("opens");
        (dir, sign_ins)
    }

    fn someone() -> (ClinicId, StaffId) {
        (ClinicId(Uuid::from_u128(1)), StaffId(Uuid::from_u128(2)))
    }

    #[test]
    fn a_sign_in_locks_when_idle_and_the_password_undoes_it() {
        let (_dir, sign_ins) = open();
        let (clinic, staff) = someone();
        let token = sign_ins.begin(clinic, staff, at(0)).expect("begins");
        let locked = |now| sign_ins.find(token.as_str(), now).expect("reads").expect("is there").locked;
        assert!(!locked(at(9)));
        assert!(!locked(at(18)), "each request starts the time anew");
        assert!(locked(at(29)));
        assert!(locked(at(30)), "a further request does not unlock");
        sign_ins.unlock(token.as_str(), at(30)).expect("unlocks");
        assert!(!sign_ins.glance(token.as_str(), at(39)).expect("reads").expect("is there").locked);
        assert!(locked(at(41)), "what a page asks by itself is nobody's presence");
        sign_ins.unlock(token.as_str(), at(31)).expect("unlocks");
        assert!(!locked(at(32)));
    }

    #[test]
    fn a_sign_in_ends_after_the_working_day_and_survives_a_restart_before() {
        let (dir, sign_ins) = open();
        let (clinic, staff) = someone();
        let token = sign_ins.begin(clinic, staff, at(0)).expect("begins");
        drop(sign_ins);
        let sign_ins = SignIns::open(&dir.path().join("sign-ins.sqlite")).expect("opens again");
        assert_eq!(sign_ins.find(token.as_str(), at(1)).expect("reads").map(|s| s.staff), Some(staff));
        assert_eq!(sign_ins.find(token.as_str(), at(HOURS_MAX * 60 + 1)).expect("reads"), None);
    }

    #[test]
    fn a_new_password_ends_every_sign_in_of_that_person() {
        let (_dir, sign_ins) = open();
        let (clinic, staff) = someone();
        let token = sign_ins.begin(clinic, staff, at(0)).expect("begins");
        sign_ins.set_password(staff, "a new long password").expect("sets");
        assert_eq!(sign_ins.find(token.as_str(), at(1)).expect("reads"), None);
        assert!(sign_ins.password_fits(Some(staff), "a new long password").expect("reads"));
        assert!(!sign_ins.password_fits(None, "a new long password").expect("reads"));
    }

    #[test]
    fn the_key_of_a_tablets_outbox_is_each_persons_own_and_stays() {
        let (dir, sign_ins) = open();
        let (_, staff) = someone();
        let key = sign_ins.outbox_key(staff).expect("makes one");
        assert_ne!(key, sign_ins.outbox_key(StaffId(Uuid::from_u128(3))).expect("makes another"));
        drop(sign_ins);
        let sign_ins = SignIns::open(&dir.path().join("sign-ins.sqlite")).expect("opens again");
        assert_eq!(sign_ins.outbox_key(staff).expect("reads"), key);
    }

    #[test]
    fn a_guessed_token_opens_nothing() {
        let (_dir, sign_ins) = open();
        assert_eq!(sign_ins.find("", at(0)).expect("reads"), None);
        assert_eq!(sign_ins.find(&"0".repeat(64), at(0)).expect("reads"), None);
    }
}
