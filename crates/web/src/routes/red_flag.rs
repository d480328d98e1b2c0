//! A patient's answer that rings is taken on by somebody, and closed with what was done.

use super::read;
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use axum::extract::Path;
use axum::response::Response;
use chart::SessionId;
use chart::ids::DiaryEntryId;
use chart::session::Command;
use clinic::Ask;

/// Takes it on: one tap; `note` may say what was done already.
pub(super) async fn own(path: Path<(String, String)>, asked: Asked) -> Result<Response, Trouble> {
    let note = asked.text("note");
    about(path, asked, "/#taken-on", |entry| Command::OwnRedFlag { entry, note }).await
}

/// Closes it: `note`.
pub(super) async fn close(path: Path<(String, String)>, asked: Asked) -> Result<Response, Trouble> {
    let note = asked.text("note");
    about(path, asked, "/", |entry| Command::CloseRedFlag { entry, note }).await
}

async fn about(
    Path((session, entry)): Path<(String, String)>,
    asked: Asked,
    done: &str,
    command: impl FnOnce(DiaryEntryId) -> Command,
) -> Result<Response, Trouble> {
    let (id, entry): (SessionId, DiaryEntryId) = (read::id(&session)?, read::id(&entry)?);
    let patient = read::patient_of(&asked.app, &asked.caller, id)?;
    asked
        .carry_out(Ok(Ask::Session(id, patient, command(entry))), done, |app, caller, form| {
            super::today::draw(app, caller, Some((entry, form)))
        })
        .await
}
