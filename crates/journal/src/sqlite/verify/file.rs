//! The file around the events: its pages, and the definitions of the journal's tables.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

use crate::error::JournalError;
use crate::sqlite::{connection, migrate};

/// What is wrong with the file.
pub(super) fn check(path: &Path) -> Vec<String> {
    let mut findings = Vec::new();
    if let Err(error) = try_check(path, &mut findings) {
        findings.push(format!("file: {error}"));
    }
    findings
}

fn try_check(path: &Path, findings: &mut Vec<String>) -> Result<(), JournalError> {
    let connection = connection::open_reader(path)?;
    if !connection::is_journal(&connection)? {
        findings.push("file: it is not marked as a journal".into());
    }
    whole_pages(path, &connection, findings)?;
    definitions(&connection, findings)?;
    let mut check = connection.prepare("PRAGMA quick_check(10)")?;
    let mut rows = check.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" {
            findings.push(format!("file: {line}"));
        }
    }
    Ok(())
}

/// SQLite reads zeros where the last page was cut off, and says nothing.
fn whole_pages(path: &Path, connection: &Connection, findings: &mut Vec<String>) -> Result<(), JournalError> {
    let page: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let length = std::fs::metadata(path).map_err(JournalError::io(path))?.len();
    if page > 0 && length % page as u64 != 0 {
        findings.push(format!("file: {length} bytes are not a whole number of pages: it was cut"));
    }
    Ok(())
}

/// The journal's tables, indexes and triggers must be defined as the migrations define
/// them. Of a damaged definition SQLite may say nothing as long as nobody writes; and a
/// trigger that is gone or made toothless lets history be changed by accident.
fn definitions(connection: &Connection, findings: &mut Vec<String>) -> Result<(), JournalError> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let Some(scripts) = usize::try_from(version).ok().and_then(|version| migrate::JOURNAL.get(..version))
    else {
        findings
            .push(format!("file: its version is {version}, this program knows {}", migrate::JOURNAL.len()));
        return Ok(());
    };
    let model = Connection::open_in_memory()?;
    for script in scripts {
        model.execute_batch(script)?;
    }
    let mut found = schema(connection)?;
    for (name, wanted) in schema(&model)? {
        match found.remove(&name) {
            Some(definition) if definition == wanted => {}
            Some(_) => findings.push(format!("the {} is not defined as it should be", name.1)),
            None => findings.push(format!("the {} is gone", name.1)),
        }
    }
    findings.extend(found.keys().map(|(_, name)| format!("the {name} does not belong here")));
    Ok(())
}

/// Definitions of the journal's tables and what hangs on them, by table and name.
fn schema(connection: &Connection) -> Result<BTreeMap<(String, String), Option<String>>, rusqlite::Error> {
    let mut statement = connection.prepare(
        "SELECT tbl_name, type || ' ' || name, sql FROM sqlite_schema WHERE tbl_name IN ('event', 'command')",
    )?;
    statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?.collect()
}
