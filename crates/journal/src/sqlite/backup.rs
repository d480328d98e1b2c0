//! Copies of a journal, taken while it runs.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{connection, verify::verify};
use crate::error::JournalError;
use crate::report::VerifyReport;

/// Copies the journal at `from` to the new file `to`, and verifies the copy before it
/// gets its name. Works while a server has the journal open, and does not hold it up.
///
/// The copy is one moment of the journal, without gaps in the file and without a log
/// beside it. Returns what was found in the copy.
///
/// # Errors
/// [`JournalError::Missing`] if there is no journal, [`JournalError::Io`] if `to` exists,
/// [`JournalError::UnsoundCopy`] if the copy does not verify; then `to` does not exist.
pub fn backup(from: impl AsRef<Path>, to: impl AsRef<Path>) -> Result<VerifyReport, JournalError> {
    let (from, to) = (from.as_ref(), to.as_ref());
    if !from.exists() {
        return Err(JournalError::Missing { path: from.to_owned() });
    }
    if to.exists() {
        let source = std::io::ErrorKind::AlreadyExists.into();
        return Err(JournalError::Io { path: to.to_owned(), source });
    }
    let partial = partial_path(to);
    let connection = connection::open_reader(from)?;
    // Vacuuming into another file counts as writing.
    connection.pragma_update(None, "query_only", false)?;
    write_copy(&connection, &partial)?;
    let report = verify(&partial)?;
    if !report.is_sound() {
        fs::remove_file(&partial).map_err(JournalError::io(&partial))?;
        return Err(JournalError::UnsoundCopy(report.to_string()));
    }
    put_in_place(&partial, to)?;
    Ok(report)
}

/// Copies an open journal to `to`, replacing what an earlier attempt left there.
pub(super) fn copy_into(connection: &Connection, to: &Path) -> Result<(), JournalError> {
    let partial = partial_path(to);
    write_copy(connection, &partial)?;
    put_in_place(&partial, to)
}

fn write_copy(connection: &Connection, partial: &Path) -> Result<(), JournalError> {
    match fs::remove_file(partial) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(JournalError::Io { path: partial.to_owned(), source: error });
        }
        _ => {}
    }
    let name = partial.to_str().ok_or_else(|| JournalError::Io {
        path: partial.to_owned(),
        source: std::io::Error::new(std::io::ErrorKind::InvalidInput, "the path is not UTF-8"),
    })?;
    connection.execute("VACUUM INTO ?1", [name])?;
    Ok(())
}

/// Gives a finished copy its name, durably: SQLite does not sync what it vacuums into.
fn put_in_place(partial: &Path, to: &Path) -> Result<(), JournalError> {
    File::open(partial).and_then(|file| file.sync_all()).map_err(JournalError::io(partial))?;
    fs::rename(partial, to).map_err(JournalError::io(to))?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(JournalError::io(folder))?;
    }
    Ok(())
}

fn partial_path(to: &Path) -> PathBuf {
    let mut path = to.as_os_str().to_owned();
    path.push(".partial");
    PathBuf::from(path)
}
