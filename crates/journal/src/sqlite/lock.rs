//! One owner per journal, held by the operating system, so that a crash lets go.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::JournalError;

/// How often a lock that is taken is tried again, and after which pause: together half a second.
const TRIES: u32 = 25;
const PAUSE: Duration = Duration::from_millis(20);

/// Held as long as the journal is open.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Locks `<journal>.lock`. The file stays behind when the lock is gone; only the
    /// lock on it means anything.
    pub(super) fn take(journal: &Path) -> Result<Self, JournalError> {
        let path = lock_path(journal)?;
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(JournalError::io(&path))?;
        // A process that is being started from this one holds a copy of every lock between fork and exec, and a server that is
        // being restarted lets go in a moment: neither is an owner.
        let mut taken = file.try_lock();
        for _ in 0..TRIES {
            if !matches!(taken, Err(TryLockError::WouldBlock)) {
                break;
            }
            std::thread::sleep(PAUSE);
            taken = file.try_lock();
        }
        match taken {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let owner = fs::read_to_string(&path).ok().and_then(|text| text.trim().parse::<u32>().ok());
                let owner = owner.map(|process| format!(" (process {process})"));
                return Err(JournalError::InUse { path: journal.to_owned(), owner });
            }
            Err(TryLockError::Error(source)) => return Err(JournalError::Io { path, source }),
        }
        // The process number only serves the message above.
        let note = file.set_len(0).and_then(|()| writeln!(&file, "{}", std::process::id()));
        note.map_err(JournalError::io(&path))?;
        Ok(Self { _file: file })
    }
}

/// `<journal>.lock` beside the file itself, wherever links to it may lie: two paths to
/// one journal must find one lock.
fn lock_path(journal: &Path) -> Result<PathBuf, JournalError> {
    let folder = journal.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = match fs::canonicalize(journal) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let folder = fs::canonicalize(folder).map_err(JournalError::io(folder))?;
            folder.join(journal.file_name().unwrap_or_default())
        }
        found => found.map_err(JournalError::io(journal))?,
    };
    let mut path = real.into_os_string();
    path.push(".lock");
    Ok(PathBuf::from(path))
}
