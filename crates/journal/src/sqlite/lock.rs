//! One owner per journal, held by the operating system, so that a crash lets go.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::error::JournalError;

/// Held as long as the journal is open.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Locks `<journal>.lock`. The file stays behind when the lock is gone; only the
    /// lock on it means anything.
    pub(super) fn take(journal: &Path) -> Result<Self, JournalError> {
        let path = lock_path(journal);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(JournalError::io(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let owner =
                    std::fs::read_to_string(&path).ok().and_then(|text| text.trim().parse::<u32>().ok());
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

fn lock_path(journal: &Path) -> PathBuf {
    let mut path = journal.as_os_str().to_owned();
    path.push(".lock");
    PathBuf::from(path)
}
